"""Places of rows that have others beneath them: a head, then its parts, told by how many each has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Final

HEAD: Final = -1
"""The number of the head among its parts."""


class Folds:
    """Heads in their order, some with parts beneath; only those that have any are remembered."""

    def __init__(self, parts: Mapping[int, int] | None = None) -> None:
        self._parts = {head: many for head, many in sorted((parts or {}).items()) if many}
        self._heads = list(self._parts)
        self._places: list[int] = []
        more = 0
        for head, many in self._parts.items():
            self._places.append(head + more)
            more += many
        self.more = more
        """How many rows there are beyond the heads."""

    def parts(self, head: int) -> int:
        """How many rows stand beneath a head."""
        return self._parts.get(head, 0)

    def place(self, head: int, part: int = HEAD) -> int:
        """Where a head stands, or one of its parts."""
        before = bisect_right(self._heads, head - 1)
        more = 0 if not before else self._places[before - 1] - self._heads[before - 1]
        if before:
            more += self._parts[self._heads[before - 1]]
        return head + more + 1 + part

    def at(self, place: int) -> tuple[int, int]:
        """Which head stands at a place, and which of its parts; ``HEAD`` for itself."""
        before = bisect_right(self._places, place) - 1
        if before < 0:
            return place, HEAD
        head, begins = self._heads[before], self._places[before]
        within = place - begins
        if within <= self._parts[head]:
            return head, within - 1
        return head + within - self._parts[head], HEAD
