"""Closings: what was held when a period was signed, and how several of them seal the days.

A closing holds every document and rate of its cover, so that the period stays a function of the cover
whatever comes later.  Two closings of one period that neither knows the other seal it together until a
third names both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cspdesk.domain.ledger.documents import NO_DOCUMENT, Document
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.rates import Rates
from cspdesk.domain.periods import Period

DAY = timedelta(days=1)

DELETED = Document(id=NO_DOCUMENT, dated=None)
"""Stands for a document that a cover knows as deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A period signed: its cover as documents by id (None: deleted) and as rates.

    ``names`` are earlier closings of the same period that this one was made with sight of: they no
    longer count.
    """

    id: str
    period: Period
    held: Mapping[DocumentId, Document | None]
    rates: Rates
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seal:
    """Days that are closed, and the closings that say what counts there, in the order of their ids."""

    first: date
    last: date
    closings: tuple[Closing, ...]

    @property
    def rates(self) -> Rates:
        """The rates that count in these days; of several closings, those of the last by id."""
        return self.closings[-1].rates

    def version(self, document: DocumentId, current: Document | None) -> Document | None:
        """The covered version of a document, ``DELETED``, or None where no closing knows it.

        Where closings made apart cover different versions, today's counts if it is one of them, else
        that of the last by id.
        """
        held = [one.held[document] or DELETED for one in self.closings if document in one.held]
        if len(held) > 1 and (current or DELETED) in held:
            return current or DELETED
        return held[-1] if held else None


def standing(closings: Iterable[Closing]) -> tuple[Closing, ...]:
    """The closings that no other of the same period names, in the order of their ids."""
    every = sorted(closings, key=lambda one: one.id)
    named = {(name, one.period.first, one.period.last) for one in every for name in one.names}
    return tuple(one for one in every if (one.id, one.period.first, one.period.last) not in named)


def seals(closings: Iterable[Closing]) -> tuple[Seal, ...]:
    """The closed days as spans that follow one another, from the first day of all.

    Where periods lie within one another (a month and its half-year) the shortest says what counts.
    Days before a closed period that were never closed themselves are closed with it, since what a
    period begins with follows from them.
    """
    found = standing(closings)
    edges = sorted({one.period.first for one in found} | {one.period.last + DAY for one in found})
    made: list[Seal] = []
    for first, after in zip([date.min, *edges], edges, strict=False):
        chosen = _saying(first, found)
        if made and made[-1].closings == chosen:
            made[-1] = Seal(made[-1].first, after - DAY, chosen)
        else:
            made.append(Seal(first, after - DAY, chosen))
    return tuple(made)


def _saying(day: date, closings: Sequence[Closing]) -> tuple[Closing, ...]:
    """The closings that say what counts on a day that is not after all of them."""
    over = [one for one in closings if one.period.first <= day <= one.period.last]
    if over:
        narrowest = min(_width(one) for one in over)
        return tuple(one for one in over if _width(one) == narrowest)
    following = min(one.period.first for one in closings if one.period.first > day)
    return _saying(following, closings)


def _width(closing: Closing) -> tuple[timedelta, date]:
    return closing.period.last - closing.period.first, closing.period.first


def first_open(sealed: Sequence[Seal]) -> date:
    """The first day that is not closed."""
    return sealed[-1].last + DAY if sealed else date.min


def sealing(day: date, sealed: Sequence[Seal]) -> Seal | None:
    """The seal that a day lies under."""
    return next((seal for seal in sealed if seal.first <= day <= seal.last), None)


def disputed(closings: Iterable[Closing]) -> tuple[Period, ...]:
    """The periods with several closings that differ in what they cover: a third must name them."""
    by_period: dict[tuple[date, date], list[Closing]] = {}
    for one in standing(closings):
        by_period.setdefault((one.period.first, one.period.last), []).append(one)
    return tuple(
        several[0].period
        for several in by_period.values()
        if any(_covered(one) != _covered(several[0]) for one in several[1:])
    )


def _covered(closing: Closing) -> dict[DocumentId, Document | None]:
    """What a closing says of its own days and of those before them."""
    return {
        name: document
        for name, document in closing.held.items()
        if document is not None and document.day is not None and document.day <= closing.period.last
    }
