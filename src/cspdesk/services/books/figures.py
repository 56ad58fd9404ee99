"""Figures as questions: a measure, a filter, a span of days; one question gives the sum and its rows.

A figure that is shown names its question, so that whoever clicks on it sees the documents that it is the
sum of, and their sum is the figure.  Where re-valuing at the cut-off is part of a figure, it is a row of
its own without a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import attrgetter

from cspdesk.domain.ledger.accounts import DIFFERENCE, EXPENDITURE, HELD, SUB_GRANTS, Section, section_of
from cspdesk.domain.ledger.balances import Balance, money_in
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import SOMONI, AccountId, AgreementId, DocumentId
from cspdesk.domain.ledger.openings import Opening
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.ledger.rollup import Row
from cspdesk.domain.ledger.statements import Statement, statement_of
from cspdesk.domain.periods import Period


class Measure:
    """What is added up."""

    MONEY = "money"
    INCOME = "income"
    IN_KIND = "in_kind"
    GOODS = "goods"
    GIVEN = "given"
    CHARGED = "charged"
    """To the agreement: sub-grants when they are acquitted."""
    BORNE = "borne"
    """By budget lines: what is charged, and property given out where a line was named for it."""
    SPENT = "spent"
    """By the organisation: sub-grants when they are paid."""
    RETURNED = "returned"
    ADVANCED = "advanced"
    UNPAID = "unpaid"
    DIFFERENCE = "difference"
    BROUGHT_FORWARD = "brought_forward"
    LEFT = "left"
    """What an agreement has, in money, pools and open advances."""
    OWNED = "owned"
    """Net assets."""
    ANY = "any"
    """Whatever the filter leaves: an account's line of the trial balance."""


class Column:
    """In which of a posting's three numbers."""

    AMOUNT = "amount"
    TJS = "tjs"
    VALUE = "value"


_POOLED = frozenset({Section.MONEY, Section.PAYABLE, Section.VAT, Section.POOL})
_SECTIONS: Mapping[str, tuple[frozenset[str], int]] = {
    Measure.MONEY: (frozenset({Section.MONEY}), 1),
    Measure.INCOME: (frozenset({Section.INCOME}), -1),
    Measure.IN_KIND: (frozenset({Section.INCOME_IN_KIND}), -1),
    Measure.GOODS: (frozenset({Section.GOODS}), 1),
    Measure.GIVEN: (frozenset({Section.GIVEN}), 1),
    Measure.CHARGED: (EXPENDITURE, 1),
    Measure.BORNE: (EXPENDITURE | {Section.GIVEN}, 1),
    Measure.SPENT: (EXPENDITURE | {Section.ADVANCE}, 1),
    Measure.RETURNED: (frozenset({Section.RETURNED}), 1),
    Measure.ADVANCED: (frozenset({Section.ADVANCE}), 1),
    Measure.UNPAID: (frozenset({Section.PAYABLE, Section.VAT}), -1),
    Measure.DIFFERENCE: (frozenset({Section.DIFFERENCE}), -1),
    Measure.BROUGHT_FORWARD: (frozenset({Section.BROUGHT_FORWARD}), -1),
    Measure.LEFT: (_POOLED | {Section.ADVANCE}, 1),
    Measure.OWNED: (HELD, 1),
}
_CHARGED = frozenset({Measure.CHARGED, Measure.BORNE})
_REVALUED = frozenset({Measure.MONEY, Measure.DIFFERENCE, Measure.OWNED, Measure.ANY})
"""Measures that re-valuing money in foreign currency is part of, in somoni."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One question.  Empty filters let everything pass; ``first`` None asks for what there is since ever.

    Over a span, balances with which the books begin in it count as there before: they are left out.
    """

    measure: str
    last: date
    column: str = Column.TJS
    first: date | None = None
    agreement: str = ""
    account: str = ""
    article: str = ""
    currency: str = ""
    line: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A row of a figure: what one document adds to it; without a document, what re-valuing adds."""

    document: DocumentId
    kind: str
    accounted: date
    dated: date | None
    agreement: str
    account: str
    """Where re-valuing: which money."""
    amount: int


def value(ledger: Ledger, figure: Figure) -> int:
    """The figure, in minor units of its currency."""
    asks, sign = _asks(figure), _sign(figure)
    rows = ledger.rollup.rows(figure.first, figure.last)
    summed = sum(sign * int(getattr(row, figure.column)) for row in rows if asks(row.section, row))
    return summed + sum(part.amount for part in _revalued(ledger, figure))


def parts(ledger: Ledger, figure: Figure) -> tuple[Part, ...]:
    """The rows that the figure is the sum of, by day; a document that adds nothing is left out."""
    asks, sign, number_of = _asks(figure), _sign(figure), attrgetter(figure.column)
    # Lines are many, and what tells whether one is asked for has few values (``Row`` has the same).
    asked: dict[tuple[str, ...], bool] = {}
    sums: dict[tuple[DocumentId, date, str], int] = {}
    last: dict[tuple[DocumentId, date, str], Posting] = {}
    for line in ledger.rollup.lines(figure.first, figure.last):
        if figure.agreement and line.agreement != figure.agreement:
            continue
        wanted = asked.get(line[4:10])
        if wanted is None:
            wanted = asked[line[4:10]] = asks(section_of(line.account), line)
        if wanted:
            key = (line.document, line.accounted, line.agreement)
            sums[key] = sums.get(key, 0) + int(number_of(line))
            last[key] = line
    rows = [
        Part(one.document, one.kind, one.accounted, one.dated, one.agreement, one.account, sign * sums[key])
        for key, one in last.items()
        if sums[key]
    ]
    return (*rows, *(part for part in _revalued(ledger, figure) if part.amount))


def lines_of(figure: Figure, agreement: str = "") -> tuple[Callable[[Posting], bool], int]:
    """Whether a line of the ledger is part of a figure, of one agreement if named; and its sign there."""
    asks = _asks(replace(figure, agreement=agreement or figure.agreement))
    return lambda line: asks(section_of(line.account), line), _sign(figure)


def _sign(figure: Figure) -> int:
    return _SECTIONS[figure.measure][1] if figure.measure in _SECTIONS else 1


def _asks(figure: Figure) -> Callable[[str, Row | Posting], bool]:
    """Whether a sum or a line of a section is part of a figure."""
    sections = _SECTIONS[figure.measure][0] if figure.measure in _SECTIONS else None
    agreement, account, currency = figure.agreement, figure.account, figure.currency
    article, line, spans = figure.article, figure.line, figure.first is not None
    paid, borne = figure.measure == Measure.SPENT, figure.measure == Measure.BORNE

    def asks(section: str, row: Row | Posting) -> bool:
        if sections is not None and section not in sections:
            return False
        if agreement and row.agreement != agreement:
            return False
        if account and row.account != account:
            return False
        if currency and row.currency != currency:
            return False
        if line is not None and row.line != line:
            return False
        if borne and section == Section.GIVEN and not row.line:
            return False
        if article and article != (SUB_GRANTS if paid and section == Section.ADVANCE else row.article):
            return False
        return not (spans and row.kind == Opening.kind)

    return asks


# --- what no document says ---------------------------------------------------------------------------


def _revalued(ledger: Ledger, figure: Figure) -> Iterator[Part]:
    if figure.column == Column.TJS and figure.measure in _REVALUED:
        yield from _money_revalued(ledger, figure, figure.last, 1)
        if figure.first is not None:
            yield from _money_revalued(ledger, figure, figure.first - timedelta(days=1), -1)
    elif figure.column == Column.VALUE and figure.agreement:
        yield from _pools_revalued(ledger, figure, figure.last, 1)
        if figure.first is not None:
            yield from _pools_revalued(ledger, figure, figure.first - timedelta(days=1), -1)


def _money_revalued(ledger: Ledger, figure: Figure, day: date, sign: int) -> Iterator[Part]:
    """What re-valuing adds to money in foreign currency by a day, each account and agreement by itself."""
    if figure.line is not None or figure.article:
        return
    for one in money_in(ledger, ledger.rollup.rows(None, day), day):
        if not one.revaluation or (figure.agreement and one.agreement != figure.agreement):
            continue
        if figure.measure == Measure.DIFFERENCE:
            yield _part(one, day, sign * one.revaluation)
        elif figure.measure == Measure.ANY and figure.account == DIFFERENCE:
            yield _part(one, day, -sign * one.revaluation)
        elif _is_asked(figure, one):
            yield _part(one, day, sign * one.revaluation)


def _is_asked(figure: Figure, one: Balance) -> bool:
    if figure.currency and one.currency != figure.currency:
        return False
    return not figure.account or one.account == figure.account


def _part(one: Balance, day: date, amount: int) -> Part:
    return Part(DocumentId(""), "", day, None, one.agreement, one.account, amount)


def _pools_revalued(ledger: Ledger, figure: Figure, day: date, sign: int) -> Iterator[Part]:
    """What an agreement's pools gain by the rate of a day, where its difference is shown or charged."""
    name = AgreementId(figure.agreement)
    rows = [row for row in ledger.rollup.rows(None, day) if row.agreement == name]
    bearing = ledger.chart.agreements[name].difference_line
    found = statement_of(ledger, name, rows, day)
    gained = found.pool_value - _carried(found, rows)
    all_charged = figure.line is None or figure.line == bearing
    posted = -sum(row.value for row in rows if row.section == Section.DIFFERENCE)
    amount = 0
    if figure.measure == Measure.LEFT:
        amount = gained
    elif figure.measure == Measure.DIFFERENCE:
        amount = -posted if bearing else gained
    elif figure.measure in _CHARGED and bearing and all_charged and not figure.article:
        amount = found.difference_charged
    if amount:
        yield Part(DocumentId(""), "", day, None, name, "", sign * amount)


def _carried(found: Statement, rows: Iterable[Row]) -> int:
    """At what the agreement's ledger carries its pools."""
    return sum(
        row.value
        for row in rows
        if row.section in _POOLED and not (row.section == Section.MONEY and row.currency == found.currency)
    )


# --- the questions behind figures that are shown -----------------------------------------------------


def of_balance(balance: Balance, day: date, column: str = Column.AMOUNT) -> Figure:
    """An account's money of one agreement."""
    return Figure(
        measure=Measure.MONEY,
        last=day,
        column=column,
        account=balance.account,
        agreement=balance.agreement,
        currency=balance.currency,
    )


def of_account(account: str, day: date) -> Figure:
    """A line of the trial balance."""
    return Figure(measure=Measure.ANY, last=day, account=account)


def of_statement(agreement: str, measure: str, day: date) -> Figure:
    """What an agreement received, returned, charged, advanced, what it gained, what is left."""
    return Figure(measure=measure, last=day, column=Column.VALUE, agreement=agreement)


def of_budget_line(agreement: str, line: str, period: Period, *, cumulative: bool = False) -> Figure:
    """What a budget line bore in a period, or from the beginning to its end."""
    return Figure(
        measure=Measure.BORNE,
        first=None if cumulative else period.first,
        last=period.last,
        column=Column.VALUE,
        agreement=agreement,
        line=line,
    )


def currency_of(ledger: Ledger, figure: Figure) -> str:
    """In which currency a figure is; empty where it would add up several."""
    if figure.column == Column.TJS:
        return SOMONI
    if figure.column == Column.VALUE:
        found = ledger.chart.agreements.get(AgreementId(figure.agreement))
        return "" if found is None else found.currency
    account = ledger.chart.accounts.get(AccountId(figure.account))
    return figure.currency or (account.currency if account is not None else "")
