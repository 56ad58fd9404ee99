"""An agreement's money as IATI counts it: promised, received, passed on, spent.

Spending is told by quarter and by no line, and sub-grants when they are paid: their acquittals would be
counted a second time.  A quarter is told once it has ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.accounts import ADVANCE, EXPENDITURE, SUB_GRANTS, Section, section_of
from cspdesk.domain.ledger.documents import NO_DOCUMENT, NO_SUB_GRANT
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import AgreementId, DocumentId, SubGrantId
from cspdesk.domain.ledger.openings import EarlierFigures, Opening
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.ledger.statements import statement
from cspdesk.domain.ledger.sub_grants import SubGrantAcquittal
from cspdesk.domain.periods import Period, period

COMMITMENT, RECEIVED, PASSED_ON, SPENT = "11", "1", "3", "4"


@dataclass(frozen=True, slots=True)
class Transaction:
    """One amount in minor units; ``document`` is empty where it is a sum or a signature."""

    type: str
    day: date
    amount: int
    currency: str
    document: DocumentId = NO_DOCUMENT
    sub_grant: SubGrantId = NO_SUB_GRANT


def transactions(
    ledger: Ledger,
    name: AgreementId,
    signed: date | None,
    until: date,
    *,
    without: frozenset[DocumentId] = frozenset(),
) -> tuple[Transaction, ...]:
    """All of an agreement's up to a day: promises, then what came and went by day, then quarters.

    ``without`` are documents that are not told of, in sums neither.
    """
    lines = [
        line
        for line in ledger.rollup.lines(None, until)
        if line.agreement == name and line.document not in without
    ]
    moved = [
        *_sums(lines, RECEIVED, _came),
        *_sums(lines, RECEIVED, lambda line: section_of(line.account) == Section.RETURNED),
        *_sums(lines, PASSED_ON, _passed_on),
    ]
    return (
        *_promised(ledger, name, signed, until),
        *sorted(moved, key=lambda one: (one.day, one.type)),
        *_spent(ledger, name, lines, until),
    )


def _promised(ledger: Ledger, name: AgreementId, signed: date | None, until: date) -> Iterator[Transaction]:
    """The total on the day of signing, and by how much each amendment changed it."""
    agreement = ledger.chart.agreements[name]
    if signed is None or signed > until:
        return
    currency, total = agreement.currency, agreement.total
    if total:
        yield Transaction(COMMITMENT, signed, total, currency)
    for day in sorted({one.signed for one in agreement.amendments if one.signed <= until}):
        now = agreement.total_on(day)
        if now != total:
            yield Transaction(COMMITMENT, day, now - total, currency)
            total = now


def _came(line: Posting) -> bool:
    return section_of(line.account) == Section.INCOME


def _passed_on(line: Posting) -> bool:
    return line.account == ADVANCE and line.kind not in {SubGrantAcquittal.kind, Opening.kind}


def _sums(lines: list[Posting], type: str, wanted: Callable[[Posting], bool]) -> Iterator[Transaction]:
    """One for each document and day, in the currency in which it was paid.

    Income is a credit, and what was returned a debit: either way what came is above zero, what went below.
    """
    found: dict[tuple[DocumentId, date, str, str], int] = {}
    for line in lines:
        if wanted(line):
            key = (line.document, line.accounted, line.currency, line.article)
            # figures from before the books began have a value and no money
            earlier = line.kind == EarlierFigures.kind
            found[key] = found.get(key, 0) + (line.value if earlier else line.amount)
    for (document, day, currency, article), amount in found.items():
        if amount and type == PASSED_ON:
            yield Transaction(type, day, amount, currency, document, SubGrantId(article))
        elif amount:
            yield Transaction(type, day, -amount, currency, document)


def _spent(ledger: Ledger, name: AgreementId, lines: list[Posting], until: date) -> Iterator[Transaction]:
    """What the agreement bore in each quarter that has ended, its exchange difference where it bears one."""
    currency = ledger.chart.agreements[name].currency
    charged = [
        line
        for line in lines
        if section_of(line.account) in EXPENDITURE
        and (line.article != SUB_GRANTS or line.kind == EarlierFigures.kind)
    ]
    if not charged and not ledger.chart.agreements[name].difference_line:
        return
    borne = 0
    for quarter in _quarters(min((line.accounted for line in lines), default=until), until):
        value = sum(line.value for line in charged if line.accounted in quarter)
        difference = statement(ledger, name, quarter.last).difference_charged
        value, borne = value + difference - borne, difference
        if value:
            yield Transaction(SPENT, quarter.last, value, currency)


def _quarters(first: date, until: date) -> Iterator[Period]:
    """The quarters from the one of a day to the last that has ended on another."""
    year, number = first.year, (first.month + 2) // 3
    while (quarter := period(f"{year}-Q{number}")).last <= until:
        yield quarter
        year, number = (year, number + 1) if number < 4 else (year + 1, 1)
