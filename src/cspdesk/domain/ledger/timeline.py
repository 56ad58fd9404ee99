"""When each version of a document counts: in its own day, late, or undone and entered anew.

What a closing covers stays as it was covered.  A document dated in closed days that no closing there
covers is *late*: it counts on the first open day.  A covered document that was changed or deleted on a
desk that did not know keeps its covered version in the closed days; its mirror and its new version count
on the first open day, or later.  While desks differ over it nothing moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.closing import Seal, first_open
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.rates import Rates


class Mark:
    """What a person should know about a figure that a document is part of; codes are stored."""

    LATE = "late"
    """Counts after the period that it is dated in."""
    CHANGED = "changed_after_closing"
    """Changed after it was covered: undone and entered anew in an open period."""
    UNDECIDED = "undecided"
    """Desks differ over it: the last common value counts."""
    PROVISIONAL = "provisional"
    """A later rate or lot will change its value."""
    OLD_RATE = "old_rate"
    """Its rate was more than four days old."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to post: a version of a document on a day, or the mirror of what stands of it."""

    document: Document
    day: date
    rates: Rates
    undo: bool = False
    marks: tuple[str, ...] = ()


def steps_of(
    current: Document | None, versions: Sequence[Document | None], sealed: Sequence[Seal], rates: Rates
) -> Iterator[Step]:
    """The steps of one document, in order: under each seal what its cover holds, then what is current.

    ``versions`` are the covered ones, aligned with the seals.  A current document without a date has no
    last step: it cannot be placed.
    """
    stands: Document | None = None
    changed = False
    for seal, held in zip(sealed, versions, strict=True):
        if held is None or held == stands:
            continue
        if stands is not None:
            if held.undecided:
                continue
            yield Step(stands, seal.first, seal.rates, undo=True, marks=(Mark.CHANGED,))
            stands, changed = None, True
        if held.day is not None and (day := max(held.day, seal.first)) <= seal.last:
            yield Step(held, day, seal.rates, marks=_marks(held, day, changed=changed))
            stands = held
    opening = first_open(sealed)
    if stands is not None:
        if current is not None and (current == stands or current.undecided):
            return
        yield Step(stands, opening, rates, undo=True, marks=(Mark.CHANGED,))
        changed = True
    if current is not None and current.day is not None:
        day = max(current.day, opening)
        yield Step(current, day, rates, marks=_marks(current, day, changed=changed))


def _marks(document: Document, day: date, *, changed: bool) -> tuple[str, ...]:
    if changed:
        return (Mark.CHANGED,)
    return () if document.day == day else (Mark.LATE,)


def steps(documents: Mapping[DocumentId, Document], sealed: Sequence[Seal], rates: Rates) -> Iterator[Step]:
    """The steps of all documents held, and of those that only a closing still knows."""
    if not sealed:
        for document in documents.values():
            if document.day is not None:
                yield Step(document, document.day, rates)
        return
    names = set(documents)
    names.update(*(closing.held for seal in sealed for closing in seal.closings))
    for name in names:
        current = documents.get(name)
        yield from steps_of(current, [seal.version(name, current) for seal in sealed], sealed, rates)
