"""Rates that are probably typed wrong: compared with those before and after, never refused, always asked.

A somoni's rate moves by tenths of a per cent from day to day.  A factor of ten is the usual slip: the rate is
for ten or a hundred units, and that number was lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cspdesk.domain.ledger.rates import MOST_DAYS, Rate

JUMP = Fraction(5, 100)
"""A change from day to day above this is asked about."""
TENFOLD, MOVED, OTHER = "tenfold", "moved", "other"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A rate that is asked about: why, and which rate on which day makes it doubtful.

    ``tenfold`` is a factor of ten, a hundred or a thousand, ``moved`` a change above 5 %, ``other`` another
    rate that is held for the same day.
    """

    currency: str
    day: date
    rate: Rate
    why: str
    beside: Rate
    beside_day: date


def doubts(
    held: Mapping[str, Mapping[date, Rate]], given: Iterable[tuple[str, date, Rate]]
) -> tuple[Doubt, ...]:
    """What is asked about of rates that are given, beside those of the same source that are held.

    Each is compared with the nearest before it and after it, the given ones among themselves too.
    """
    rows = sorted(given, key=lambda row: row[:2])
    known = {currency: dict(days) for currency, days in held.items()}
    found = []
    for currency, day, rate in rows:
        days = known.setdefault(currency, {})
        other = days.get(day)
        if other is not None and worth(other) != worth(rate):
            found.append(Doubt(currency, day, rate, OTHER, other, day))
        days[day] = rate
    for currency, day, rate in rows:
        doubt = _beside(currency, day, rate, known[currency])
        if doubt is not None and not any((one.currency, one.day) == (currency, day) for one in found):
            found.append(doubt)
    return tuple(sorted(found, key=lambda one: (one.day, one.currency)))


def worth(rate: Rate) -> Fraction:
    """Somoni for a single unit."""
    return Fraction(rate.digits, 10**rate.decimals * rate.unit)


def _beside(currency: str, day: date, rate: Rate, days: Mapping[date, Rate]) -> Doubt | None:
    before = max((one for one in days if one < day), default=None)
    after = min((one for one in days if one > day), default=None)
    for other in (before, after):
        if other is not None and (why := _why(rate, days[other], abs((day - other).days))):
            return Doubt(currency, day, rate, why, days[other], other)
    return None


def _why(rate: Rate, other: Rate, days: int) -> str:
    ratio = worth(rate) / worth(other)
    for factor in (10, 100, 1000):
        for shifted in (ratio * factor, ratio / factor):
            if abs(shifted - 1) <= 3 * JUMP:
                return TENFOLD
    return MOVED if days <= MOST_DAYS and abs(ratio - 1) > JUMP else ""
