"""Sets of ranges of sequence numbers: what a desk holds of a feed.

A feed may have holes, so that what is held is not one number but ranges, both ends included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from cspdesk.domain.entries import Wire
from cspdesk.wire import limits, shape


@dataclass(frozen=True, slots=True)
class Ranges:
    """Sorted ranges that neither overlap nor touch; made by ``of``, ``add`` and the operators."""

    spans: tuple[tuple[int, int], ...] = ()

    @staticmethod
    def of(spans: Iterable[tuple[int, int]]) -> Ranges:
        """The set of any ranges, in any order; ``ValueError`` for one that ends before it begins."""
        joined: list[tuple[int, int]] = []
        for low, high in sorted(spans):
            if low > high:
                raise ValueError(f"{low} to {high} is no range")
            if joined and low <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
            else:
                joined.append((low, high))
        return Ranges(tuple(joined))

    def add(self, low: int, high: int) -> Ranges:
        """The set with one more range."""
        return Ranges.of((*self.spans, (low, high)))

    def __or__(self, other: Ranges) -> Ranges:
        return Ranges.of((*self.spans, *other.spans))

    def __sub__(self, other: Ranges) -> Ranges:
        kept: list[tuple[int, int]] = []
        for low, high in self.spans:
            start = low
            for cut_low, cut_high in other.spans:
                if cut_high < start or cut_low > high:
                    continue
                if cut_low > start:
                    kept.append((start, cut_low - 1))
                start = cut_high + 1
            if start <= high:
                kept.append((start, high))
        return Ranges(tuple(kept))

    def __and__(self, other: Ranges) -> Ranges:
        return self - (self - other)

    def __contains__(self, number: int) -> bool:
        return any(low <= number <= high for low, high in self.spans)

    def covers(self, low: int, high: int) -> bool:
        """Whether every number from ``low`` to ``high`` is in the set."""
        return any(first <= low and high <= last for first, last in self.spans)

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self.spans)

    @property
    def last(self) -> int:
        """The largest number, 0 for the empty set."""
        return self.spans[-1][1] if self.spans else 0

    @property
    def total(self) -> int:
        """How many numbers are in the set."""
        return sum(high - low + 1 for low, high in self.spans)

    def to_wire(self) -> Wire:
        """``[[low, high], ...]``; ``ValueError`` beyond the limit of ranges."""
        if len(self.spans) > limits.RANGES:
            raise ValueError("too many ranges for one feed")
        return self.spans


NONE: Final = Ranges()
"""The empty set."""


def from_wire(untrusted: Wire) -> Ranges:
    """The ranges of ``to_wire``: ascending, apart, from 1 upward; refused otherwise."""
    spans: list[tuple[int, int]] = []
    least = 1
    for pair in shape.array(untrusted, most=limits.RANGES):
        untrusted_low, untrusted_high = shape.array(pair, 2)
        low = shape.integer(untrusted_low, least)
        high = shape.integer(untrusted_high, low, shape.LARGEST - 2)
        spans.append((low, high))
        least = high + 2
    return Ranges(tuple(spans))


def newest(ranges: Ranges, most: int = limits.RANGES) -> Ranges:
    """The set, or its ``most`` highest ranges: claiming less than one holds is always safe."""
    return Ranges(ranges.spans[-most:])
