"""Two desks that work apart: papers written, edited, deleted, periods closed, everything exchanged later.

A document is one group that must be decided: what desks hold is merged by ``domain.merge`` itself.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from cspdesk.domain.entries import Dot, Op
from cspdesk.domain.fields import Merge
from cspdesk.domain.ledger.closing import Closing
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.expenses import Allocation, Expense
from cspdesk.domain.ledger.ledger import Ledger, ledger
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.rates import Rates
from cspdesk.domain.ledger.signing import bars
from cspdesk.domain.merge import resolve
from cspdesk.domain.periods import period
from tests.domain.ledger import chance
from tests.domain.ledger.chance import Papers

GONE = -1
"""Stands for a deleted document among the versions."""


@dataclass
class Shelf:
    """Every version that anybody ever wrote, by number: ops carry the numbers."""

    versions: list[Document] = field(default_factory=list)

    def number(self, document: Document | None) -> int:
        """The number of a version, a new one for each writing."""
        if document is None:
            return GONE
        self.versions.append(document)
        return len(self.versions) - 1


@dataclass
class Desk:
    """One desk: the history of each document, and the closings that it holds."""

    feed: int
    shelf: Shelf
    rates: Rates = field(default_factory=chance.rates)
    seq: int = 0
    histories: dict[DocumentId, dict[Dot, Op]] = field(default_factory=dict)
    closings: dict[str, Closing] = field(default_factory=dict)

    def write(self, name: DocumentId, document: Document | None) -> None:
        """A new version over all that this desk sees; None deletes."""
        self.seq += 1
        history = self.histories.setdefault(name, {})
        seen = tuple(self._resolved(name).current) if history else ()
        history[Dot(self.feed, self.seq)] = Op(16, self.shelf.number(document), seen)

    def _resolved(self, name):
        return resolve(
            self.histories[name],
            merge=Merge.MUST_DECIDE,
            key=lambda dot: (bytes([dot.feed]), dot.seq, b""),
        )

    def state(self) -> dict[DocumentId, Document | None]:
        """Every document as it is shown: the last common version where desks differ."""
        found: dict[DocumentId, Document | None] = {}
        for name in self.histories:
            resolved = self._resolved(name)
            number = resolved.value
            assert isinstance(number, int)
            document = None if number == GONE else self.shelf.versions[number]
            if document is not None and resolved.conflict:
                document = replace(document, undecided=("document",))
            found[name] = document
        return found

    def ledger(self, closings=None) -> Ledger:
        """The ledger of what this desk holds."""
        return over(self.state(), self.rates, self.closings.values() if closings is None else closings)

    def close(self, code: str) -> Closing | None:
        """Sign a period, unless something stands in the way (bank statements are not played)."""
        span = period(code)
        found = self.ledger()
        if any(fault.rule != "bank" for fault in bars(found, span)):
            return None
        self.seq += 1
        made = Closing(
            id=f"{self.seq:06}-{self.feed}",
            period=span,
            held=self.state(),
            rates=self.rates,
            names=frozenset(self.closings),
        )
        self.closings[made.id] = made
        return made

    def take(self, other: Desk) -> None:
        """All that the other desk holds."""
        for name, history in other.histories.items():
            self.histories.setdefault(name, {}).update(history)
        self.closings.update(other.closings)
        self.seq = max(self.seq, other.seq)


def over(state, rates: Rates, closings) -> Ledger:
    """The ledger of living documents."""
    here = chance.world()
    living = [one for one in state.values() if one is not None]
    return ledger(living, rates, closings, here.agreements, here.accounts)


@dataclass
class Office:
    """Several desks and what happens at them."""

    chance: random.Random
    desks: list[Desk]

    def happen(self, steps: int, *, closing: float = 0.15) -> Iterator[tuple[Desk, Closing]]:
        """So many things at random desks; tells each closing when it is made."""
        for _ in range(steps):
            desk = self.chance.choice(self.desks)
            drawn = self.chance.random()
            if drawn < closing:
                made = desk.close(self.chance.choice(("2025-H1", "2025-H1", "2025-03", "2025-H2")))
                if made is not None:
                    yield desk, made
            elif drawn < closing + 0.1:
                desk.take(self.chance.choice(self.desks))
            elif drawn < closing + 0.35:
                self._edit(desk)
            else:
                self._write(desk)

    def _write(self, desk: Desk) -> None:
        papers = Papers(self.chance, [one for one in desk.state().values() if one is not None])
        document = papers.draw(1).documents[-1]
        desk.write(document.id, document)

    def _edit(self, desk: Desk) -> None:
        """Another amount, another day, or none any more; a conflict is decided by it."""
        living = {name: one for name, one in desk.state().items() if one is not None}
        if not living:
            return
        name = self.chance.choice(sorted(living))
        document = replace(living[name], undecided=())
        drawn = self.chance.random()
        if drawn < 0.2:
            desk.write(name, None)
        elif drawn < 0.6 and isinstance(document, Expense):
            part = Allocation(agreement=chance.OWN, amount=document.amount + 7)
            desk.write(name, replace(document, amount=part.amount, allocations=(part,)))
        else:
            day = chance.FIRST.replace(month=self.chance.randint(1, 12), day=self.chance.randint(1, 28))
            desk.write(name, replace(document, dated=day))

    def meet(self, order) -> None:
        """Everybody takes from everybody, in some order, until all hold the same."""
        for _ in self.desks:
            for desk in order:
                for other in order:
                    desk.take(other)


def office(seed: int, desks: int = 2) -> Office:
    """Desks that share nothing yet."""
    shelf = Shelf()
    return Office(random.Random(seed), [Desk(number, shelf) for number in range(desks)])
