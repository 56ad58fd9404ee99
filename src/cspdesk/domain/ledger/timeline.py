"""When each version of a document counts: in its own day, late, or undone and entered anew.

What a closing covers stays as it was covered.  A document dated in closed days that no closing there
covers is *late*: it counts on the first open day.  A covered document that was changed or deleted on a
desk that did not know keeps its covered version in the closed days; its mirror and its new version count
on the first open day, or later.  While desks differ over it nothing moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

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
    TWICE = "entered_twice"
    """It may be another document entered twice; whoever reads the records says so, not the ledger."""


class Step(NamedTuple):
    """One thing to post: a version of a document on a day, or the mirror of what stands of it."""

    document: Document
    day: date
    rates: Rates
    undo: bool = False
    marks: tuple[str, ...] = ()


Version = tuple[Document, date | None]
"""A document as a cover or today's desk has it, and the day on which it wishes to count there."""

_DEPTH = 3
"""The longest chain that means anything: a reversal of something given out of something received."""


def _wish(
    document: Document, view: Callable[[DocumentId], Document | None], depth: int = _DEPTH
) -> date | None:
    """The day on which a version wishes to count, not before what it follows; None while that is missing."""
    day = document.day
    if day is None or not document.follows or not depth:
        return day
    original = view(document.follows)
    first = None if original is None else _wish(original, view, depth - 1)
    return None if first is None else max(day, first)


def steps_of(
    current: Version | None, versions: Sequence[Version | None], sealed: Sequence[Seal], rates: Rates
) -> Iterator[Step]:
    """The steps of one document, in order: under each seal what its cover holds, then what is current.

    ``versions`` are the covered ones, aligned with the seals.  A version that wishes for no day has no
    step: it cannot be placed.
    """
    stands: Document | None = None
    changed = False
    for seal, version in zip(sealed, versions, strict=True):
        if version is None or version[0] == stands:
            continue
        held, wish = version
        if stands is not None:
            if held.undecided:
                continue
            yield Step(stands, seal.first, seal.rates, undo=True, marks=(Mark.CHANGED,))
            stands, changed = None, True
        if wish is not None and (day := max(wish, seal.first)) <= seal.last:
            yield Step(held, day, seal.rates, marks=_marks(wish, day, changed=changed))
            stands = held
    opening = first_open(sealed)
    if stands is not None:
        if current is not None and (current[0] == stands or current[0].undecided):
            return
        yield Step(stands, opening, rates, undo=True, marks=(Mark.CHANGED,))
        changed = True
    if current is not None and (wish := current[1] or current[0].day) is not None:
        day = max(wish, opening)
        yield Step(current[0], day, rates, marks=_marks(wish, day, changed=changed))


def _marks(wish: date, day: date, *, changed: bool) -> tuple[str, ...]:
    if changed:
        return (Mark.CHANGED,)
    return () if wish == day else (Mark.LATE,)


def steps(documents: Mapping[DocumentId, Document], sealed: Sequence[Seal], rates: Rates) -> Iterator[Step]:
    """The steps of all documents held, and of those that only a closing still knows."""
    names = set(documents)
    names.update(*(closing.held for seal in sealed for closing in seal.closings))
    for name in names:
        held = documents.get(name)
        if held is not None and not sealed and not held.follows:
            # what most documents of most desks are: nothing closed, nothing awaited
            if (day := held.day) is not None:
                yield Step(held, day, rates)
            continue
        current = None if held is None else (held, _wish(held, documents.get))
        versions = [_covered(name, seal, documents) for seal in sealed]
        yield from steps_of(current, versions, sealed, rates)


def _covered(name: DocumentId, seal: Seal, documents: Mapping[DocumentId, Document]) -> Version | None:
    """What the closings of a seal know of a document."""

    def view(other: DocumentId) -> Document | None:
        return seal.version(other, documents.get(other))

    held = view(name)
    return None if held is None else (held, _wish(held, view))
