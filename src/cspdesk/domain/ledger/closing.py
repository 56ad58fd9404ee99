"""Closings: what was held when a period was signed, and which of several says what counts on a day.

A closing holds every document and rate of its cover, so that its days stay a function of the cover
whatever comes later.  It closes all days up to its period's last that were not closed before: what a
period begins with follows from them.  Whoever closes accepts the closings in sight for their days;
closings made apart count together, until one made with sight of them all settles where they differ.
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

    ``names`` are the closings, of any period, that were in sight when this one was made.
    """

    id: str
    period: Period
    held: Mapping[DocumentId, Document | None]
    rates: Rates
    names: frozenset[str] = frozenset()


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


def seals(closings: Iterable[Closing]) -> tuple[Seal, ...]:
    """The closed days as spans that follow one another, from the first day of all."""
    every = sorted(closings, key=lambda one: one.id)
    made: list[Seal] = []
    first = date.min
    for last in sorted({one.period.last for one in every}):
        chosen = _saying(last, every)
        if made and made[-1].closings == chosen:
            made[-1] = Seal(made[-1].first, last, chosen)
        else:
            made.append(Seal(first, last, chosen))
        first = last + DAY
    return tuple(made)


def _saying(day: date, closings: Sequence[Closing]) -> tuple[Closing, ...]:
    """The closings that say what counts on a day: made without sight of another that closed it.

    Where they differ, those that were made with sight of all of them, if there are any.
    """
    left = [one for one in closings if one.period.last >= day]
    while True:
        chosen = [one for one in left if not any(other.id in one.names for other in left)]
        later = [one for one in left if all(other.id in one.names for other in chosen)]
        if not later or not _differ(chosen):
            return tuple(chosen)
        left = later


def _differ(closings: Sequence[Closing]) -> bool:
    """Whether closings of the same days cover other documents or other rates there."""
    if len(closings) < 2:
        return False
    last = min(one.period.last for one in closings)
    said = [_covered(one, last) for one in closings]
    return any(one != said[0] for one in said[1:]) or any(
        not one.rates.same_until(closings[0].rates, last) for one in closings[1:]
    )


def _covered(closing: Closing, last: date) -> dict[DocumentId, Document | None]:
    """What a closing says of the days up to one."""
    return {
        name: document
        for name, document in closing.held.items()
        if document is not None and document.day is not None and document.day <= last
    }


def disputed(sealed: Iterable[Seal]) -> tuple[Seal, ...]:
    """The days whose closings differ: nothing of them is filed until one made with sight of all."""
    return tuple(seal for seal in sealed if _differ(seal.closings))


def first_open(sealed: Sequence[Seal]) -> date:
    """The first day that is not closed."""
    return sealed[-1].last + DAY if sealed else date.min


def sealing(day: date, sealed: Sequence[Seal]) -> Seal | None:
    """The seal that a day lies under."""
    return next((seal for seal in sealed if seal.first <= day <= seal.last), None)
