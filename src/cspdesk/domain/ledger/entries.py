"""What each entry of a document posted: the version that counts, its lines, what it did to lots, in order.

Asked for one document at a time, by what the ledger keeps anyway; nothing is kept for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cspdesk.domain.ledger.accounts import ADVANCE, GOODS, POOL
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.postings import LotMove, Posting
from cspdesk.domain.ledger.timeline import Step

_SETTLED_IN = frozenset({POOL, ADVANCE, GOODS})


@dataclass(frozen=True, slots=True)
class Entry:
    """One step as it was posted; ``place`` is its place in the ledger, ``first_move`` that of its moves."""

    place: int
    step: Step
    postings: Sequence[Posting]
    moves: Sequence[LotMove]
    first_move: int


@dataclass(frozen=True, slots=True)
class Settled:
    """A lot that met what was drawn before it: what it gave, and what was owed at a provisional worth."""

    place: int
    """Of what it gave, in the moves of the ledger; what was owed stands beside it."""
    given: LotMove
    owed: LotMove

    @property
    def sums(self) -> tuple[int, int]:
        """What its difference adds where the worth lies: dirams, minor units of the agreement's currency."""
        return self.given.tjs + self.owed.tjs, self.given.value + self.owed.value


def entries(ledger: Ledger, document: DocumentId) -> list[Entry]:
    """What was entered of a document, and what mirrors it by itself, in the order of the ledger."""
    places = [at for at, step in enumerate(ledger.entered) if step.document.id == document]
    return [_entry(ledger, at) for at in places]


def _entry(ledger: Ledger, at: int) -> Entry:
    ends = ledger.ends
    start, first_move = (ends[2 * at - 2], ends[2 * at - 1]) if at else (0, 0)
    lines, moves = ledger.postings[start : ends[2 * at]], ledger.moves[first_move : ends[2 * at + 1]]
    return Entry(at, ledger.entered[at], lines, moves, first_move)


def mirrored(ledger: Ledger, entry: Entry) -> Entry | None:
    """What an entry is the mirror of; None for most.

    Its lines are mirrored one by one, in their order, before anything that follows from them.
    """
    document = entry.step.document
    if entry.step.undo:
        of = document.id
    elif isinstance(document, Reversal):
        of = document.of
    else:
        return None
    before = [one for one in entries(ledger, of) if one.place < entry.place and not one.step.undo]
    return before[-1] if before else None


def settlements(moves: Sequence[LotMove], first: int = 0) -> Iterator[Settled]:
    """What lots met of what was drawn before them, among moves of which the first has a place."""
    for at, (given, owed) in enumerate(pairwise(moves)):
        if given.amount < 0 < owed.amount and owed.owed and not given.owed:
            same = given.queue == owed.queue and given.amount == -owed.amount
            if same and given.document == owed.document:
                yield Settled(first + at, given, owed)


def differences(entry: Entry) -> dict[int, Settled]:
    """The lines of an entry that are differences of settling, by their place in it."""
    found: dict[int, Settled] = {}
    left = [one for one in settlements(entry.moves, entry.first_move) if one.sums != (0, 0)]
    for at, line in enumerate(entry.postings[:-1]):
        if not left or line.amount or line.account not in _SETTLED_IN:
            continue
        tjs, value = left[0].sums
        contra = entry.postings[at + 1]
        if (line.tjs, line.value) == (tjs, value) and (contra.tjs, contra.value) == (-tjs, -value):
            found[at] = found[at + 1] = left.pop(0)
    return found
