"""A month's sheet of one post: what each budget line bears of its wages; together 100 per cent."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

Percent = tuple[int, int]
"""Digits and decimals."""


class Share(NamedTuple):
    """What one budget line bears."""

    agreement: str
    line: str
    percent: Percent | None


def whole(percents: Iterable[Percent | None]) -> bool:
    """Whether percentages are all filled in, none of them negative, and come to 100 to the last digit."""
    found = [None if one is None else Fraction(one[0], 10 ** one[1]) for one in percents]
    return all(one is not None and one >= 0 for one in found) and sum(one or 0 for one in found) == 100


def alike(ones: Iterable[Share], others: Iterable[Share]) -> bool:
    """Whether two lists of shares let the same lines bear the same, in whatever order."""
    return _summed(ones) == _summed(others)


def _summed(shares: Iterable[Share]) -> dict[tuple[str, str], Fraction]:
    found: dict[tuple[str, str], Fraction] = {}
    for one in shares:
        digits, decimals = one.percent or (0, 0)
        key = (one.agreement, one.line)
        found[key] = found.get(key, Fraction(0)) + Fraction(digits, 10**decimals)
    return {key: percent for key, percent in found.items() if percent}
