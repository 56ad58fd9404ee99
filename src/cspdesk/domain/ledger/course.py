"""The ledger computed again and again while documents come: what stands before the first difference is kept.

It comes to just what ``ledger`` computes from nothing.  States of the books are kept at a few places, near
together towards the end, as most that is entered is of these days; what is entered further back costs more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cspdesk.domain.ledger.accounts import Account
from cspdesk.domain.ledger.agreements import Agreement, Chart
from cspdesk.domain.ledger.books import Books
from cspdesk.domain.ledger.closing import Closing, seals
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.ledger import Ledger, by_id, enter, finished
from cspdesk.domain.ledger.order import in_order
from cspdesk.domain.ledger.rates import Rates
from cspdesk.domain.ledger.timeline import Step, steps

BACK = (200, 2_000, 5_000, 10_000, 20_000, 40_000)
"""How many steps before the end a state is kept."""


class Course:
    """Remembers the last ledger; values that are the same objects as before are compared for nothing."""

    def __init__(self, back: Sequence[int] = BACK) -> None:
        self._back = back
        self._steps: list[Step] = []
        self._kept: list[tuple[int, Books]] = []

    def ledger(
        self,
        documents: Iterable[Document],
        rates: Rates,
        closings: Iterable[Closing],
        agreements: Iterable[Agreement],
        accounts: Iterable[Account],
    ) -> Ledger:
        """As ``ledger``, from the last state kept that still holds."""
        held = by_id(documents)
        chart, sealed = Chart.of(accounts, agreements), seals(closings)
        found = in_order(steps(held, sealed, rates), chart)
        same = _common(self._steps, found)
        kept = [(place, books) for place, books in self._kept if place <= same and books.chart == chart]
        start, books = (kept[-1][0], kept[-1][1].copy()) if kept else (0, Books(chart))
        wanted = {len(found) - back for back in self._back}
        for place in range(start, len(found)):
            if place in wanted and place > start:
                kept.append((place, books.copy()))
            enter(found[place], books)
        self._steps, self._kept = found, _nearest(kept, wanted)
        return finished(held, books, rates, sealed)


def _common(before: Sequence[Step], after: Sequence[Step]) -> int:
    """How many steps both begin with."""
    place = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        place += 1
    return place


def _nearest(kept: Sequence[tuple[int, Books]], wanted: Iterable[int]) -> list[tuple[int, Books]]:
    """For each place wanted the last state before it: no more are kept than are wanted."""
    chosen = {max((place for place, _ in kept if place <= goal), default=-1) for goal in wanted}
    return [(place, books) for place, books in kept if place in chosen]
