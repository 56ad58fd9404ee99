"""What each part of a document came to, the lots it drew, and what an entry that came late moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.accounts import ADVANCE, RETURNED, Section, section_of
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.postings import POOL_QUEUE


@dataclass(frozen=True, slots=True)
class Drawn:
    """A piece of a lot: its somoni (or other money), its value, the document that brought the lot."""

    amount: int
    value: int
    source: DocumentId
    owed: bool


@dataclass(frozen=True, slots=True)
class Charge:
    """What an agreement bears of a document, or sent out by it, and the lots that were drawn for it."""

    document: DocumentId
    part: int
    accounted: date
    account: str
    agreement: AgreementId
    line: str
    amount: int
    tjs: int
    value: int
    drawn: tuple[Drawn, ...]


def charges(ledger: Ledger) -> Iterator[Charge]:
    """Expenses, advances to members and refunds, part by part, in the ledger's order."""
    drawn: dict[tuple[DocumentId, int, date], list[Drawn]] = {}
    for move in ledger.moves:
        if move.queue.kind == POOL_QUEUE and move.amount < 0:
            piece = Drawn(-move.amount, -move.value, move.source, move.owed)
            drawn.setdefault((move.document, move.part, move.accounted), []).append(piece)
    for line in ledger.postings:
        if section_of(line.account) == Section.EXPENSE or line.account in {ADVANCE, RETURNED}:
            pieces = tuple(drawn.get((line.document, line.part, line.accounted), ()))
            yield Charge(
                line.document, line.part, line.accounted, line.account, line.agreement, line.line,
                line.amount, line.tjs, line.value, pieces,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A part whose value is another than before, in the agreement's currency."""

    document: DocumentId
    part: int
    agreement: AgreementId
    before: int
    after: int


def valued_anew(before: Ledger, after: Ledger) -> tuple[Change, ...]:
    """What an older entry that came later has moved: parts in both ledgers whose value differs."""
    known, found = _values(before), _values(after)
    return tuple(
        Change(document, part, agreement, known[document, part, agreement], value)
        for (document, part, agreement), value in found.items()
        if known.get((document, part, agreement), value) != value
    )


def _values(ledger: Ledger) -> dict[tuple[DocumentId, int, AgreementId], int]:
    sums: dict[tuple[DocumentId, int, AgreementId], int] = {}
    for one in charges(ledger):
        key = (one.document, one.part, one.agreement)
        sums[key] = sums.get(key, 0) + one.value
    return sums
