"""Numbers of documents without a server: each desk takes from ranges that were reserved for it.

A series (vouchers, outgoing letters) has a prefix and ranges, each reserved for one desk by an
administrator before it goes offline.  A desk takes the number above every one that it has seen in its
own ranges, so that a number given out and deleted is not given out again.  Two desks can only meet in a
number where a range was reserved twice or a number was typed by hand: that is shown to both, and
corrected by a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TypeVar

Name = TypeVar("Name")

MOST = 10**9 - 1
"""The greatest number of a series."""
_DIGITS = re.compile(r"[0-9]{1,9}\Z")


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """Numbers from ``first`` to ``last``, both included, reserved for one desk."""

    first: int
    last: int
    desk: str = ""

    def __contains__(self, number: int) -> bool:
        return self.first <= number <= self.last


@dataclass(frozen=True, slots=True)
class Series:
    """How its numbers are written, and who may take which."""

    prefix: str = ""
    digits: int = 1
    """Shorter numbers are filled up with zeros: with 4, ``F2-0031``."""
    ranges: tuple[Range, ...] = ()

    def written(self, number: int) -> str:
        """A number as it stands on the paper."""
        return f"{self.prefix}{number:0{self.digits}}"

    def read(self, untrusted_text: str) -> int | None:
        """The number in what stands on a paper; None where it is not of this series."""
        text = untrusted_text.strip()
        digits = text.removeprefix(self.prefix)
        if not text.startswith(self.prefix) or _DIGITS.match(digits) is None:
            return None
        return int(digits)

    def following(self, desk: str, seen: Iterable[int]) -> int | None:
        """The number that a desk takes next; None where nothing is reserved for it, or all is taken."""
        own = sorted(one for one in self.ranges if one.desk == desk)
        taken = max((number for number in seen if any(number in one for one in own)), default=0)
        for one in own:
            if max(taken + 1, one.first) <= one.last:
                return max(taken + 1, one.first)
        return None

    def left(self, desk: str, seen: Iterable[int]) -> int:
        """How many numbers a desk can still take."""
        following = self.following(desk, seen)
        if following is None:
            return 0
        own = [one for one in self.ranges if one.desk == desk and one.last >= following]
        return sum(one.last - max(one.first, following) + 1 for one in own)

    def gaps(self, seen: Iterable[int]) -> tuple[Range, ...]:
        """The numbers that were passed over: below the greatest seen of each range, and never seen."""
        held = sorted(set(seen))
        found = []
        for one in sorted(self.ranges):
            within = [one.first - 1, *(number for number in held if number in one)]
            found += [
                Range(before + 1, after - 1, one.desk)
                for before, after in pairwise(within)
                if after > before + 1
            ]
        return tuple(found)

    def overlaps(self) -> tuple[tuple[Range, Range], ...]:
        """Ranges that were reserved twice."""
        return tuple((a, b) for a, b in combinations(sorted(self.ranges), 2) if b.first <= a.last)


def doubled(numbers: Mapping[Name, str]) -> dict[str, tuple[Name, ...]]:
    """Numbers that several documents bear, and which; documents without a number bear none."""
    bearers: dict[str, list[Name]] = {}
    for name, text in numbers.items():
        if text.strip():
            bearers.setdefault(text.strip(), []).append(name)
    return {text: tuple(names) for text, names in bearers.items() if len(names) > 1}


def ranges_of(untrusted: Sequence[tuple[int | None, int | None, str]]) -> tuple[Range, ...]:
    """The ranges that make sense among those that a person wrote down."""
    return tuple(
        Range(first, last, desk)
        for first, last, desk in untrusted
        if first is not None and last is not None and 0 < first <= last <= MOST
    )
