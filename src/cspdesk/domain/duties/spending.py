"""What was charged to an agreement before the money for it was registered: a flag, never a bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.duties import notice
from cspdesk.domain.duties.notice import Step
from cspdesk.domain.ledger.accounts import ADVANCE, BROUGHT_FORWARD, Section, section_of
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.openings import EarlierFigures
from cspdesk.domain.ledger.postings import Posting


@dataclass(frozen=True, slots=True)
class TooEarly:
    """A document that charges an agreement with more than was registered for it by its day.

    ``over`` is by how much, in the agreement's currency.
    """

    agreement: AgreementId
    document: DocumentId
    day: date
    over: int


def before_registration(
    ledger: Ledger, steps: Mapping[DocumentId, Sequence[Step]], agreements: Iterable[AgreementId]
) -> tuple[TooEarly, ...]:
    """Documents of donors' agreements that spent what was not yet registered, by their own dates.

    ``steps`` are those of the notice of each receipt; a receipt without any is not registered.  What an
    agreement brought forward from before the books is free.
    """
    wanted = frozenset(agreements)
    found: list[TooEarly] = []
    for agreement in sorted(wanted):
        lines = [
            line
            for line in ledger.postings
            if line.agreement == agreement and line.kind != EarlierFigures.kind
        ]
        found += _of_agreement(agreement, lines, _freed(lines, ledger, steps), ledger)
    return tuple(sorted(found, key=lambda one: (one.day, one.document, one.agreement)))


def _of_agreement(
    agreement: AgreementId, lines: list[Posting], freed: list[tuple[date, int]], ledger: Ledger
) -> list[TooEarly]:
    charged: dict[tuple[date, DocumentId], int] = {}
    for line in lines:
        if section_of(line.account) == Section.EXPENSE or line.account == ADVANCE:
            key = _paper(line, ledger)
            charged[key] = charged.get(key, 0) + line.value
    found, so_far = [], 0
    for (day, document), value in sorted(charged.items()):
        so_far += value
        over = so_far - sum(amount for free, amount in freed if free <= day)
        if value > 0 and over > 0:
            found.append(TooEarly(agreement, document, day, over))
    return found


def _paper(line: Posting, ledger: Ledger) -> tuple[date, DocumentId]:
    """The paper that a line is of: what undoes an expense takes it away on its own day."""
    one, day = line.document, line.dated
    while isinstance(found := ledger.documents.get(one), Reversal) and found.of in ledger.documents:
        one = found.of
        day = ledger.documents[one].dated or day
    return day, one


def _freed(
    lines: list[Posting], ledger: Ledger, steps: Mapping[DocumentId, Sequence[Step]]
) -> list[tuple[date, int]]:
    """From which day how much may be spent."""
    found = []
    for line in lines:
        if line.account == BROUGHT_FORWARD:
            found.append((line.dated, -line.value))
        elif section_of(line.account) == Section.INCOME:
            _, receipt = _paper(line, ledger)
            day = notice.may_spend_from(steps.get(receipt, ()))
            if day is not None:
                found.append((max(day, line.dated), -line.value))
    return found
