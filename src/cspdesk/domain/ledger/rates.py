"""Exchange rates as whole numbers: the National Bank's, means of a month, donors' tables.

A day without a rate has the last before it (the National Bank repeats it over weekends and holidays);
a rate older than ``WARN_DAYS`` is worth a warning, one older than ``MOST_DAYS`` is missing.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from cspdesk.domain.ledger.names import SOMONI
from cspdesk.domain.money import round_half_away

WARN_DAYS = 4
MOST_DAYS = 10
SHOWN_DECIMALS = 4
"""A mean is rounded as it is shown, and used as it is shown."""


class Rate(NamedTuple):
    """``digits / 10**decimals`` somoni for ``unit`` of a currency."""

    digits: int
    decimals: int
    unit: int = 1


PAR = Rate(1, 0)


class Quote(NamedTuple):
    """A rate as it applies: how many days old it is, and whether later rates may still change it."""

    rate: Rate
    age: int = 0
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class DayRate:
    """The official rate of a currency on a day."""

    currency: str
    day: date
    rate: Rate


@dataclass(frozen=True, slots=True)
class TableRate:
    """A donor's rate for a month: InforEuro and the like; ``month`` is any day of it."""

    table: str
    currency: str
    month: date
    rate: Rate


class Rates:
    """All rates held.  Two different rates of one currency and day are a fault of the caller."""

    def __init__(self, official: Iterable[DayRate] = (), tables: Iterable[TableRate] = ()) -> None:
        self._days: dict[str, dict[date, Rate]] = {}
        for one in official:
            held = self._days.setdefault(one.currency, {})
            if held.setdefault(one.day, one.rate) != one.rate:
                raise ValueError(f"two rates of {one.currency} on {one.day}")
        self._order = {currency: sorted(days) for currency, days in self._days.items()}
        self._tables: dict[tuple[str, str, int, int], Rate] = {}
        for row in tables:
            key = (row.table, row.currency, row.month.year, row.month.month)
            if self._tables.setdefault(key, row.rate) != row.rate:
                raise ValueError(f"two rates of {row.currency} in {row.table} for {row.month:%Y-%m}")
        self._quotes: dict[tuple[str, date], Quote | None] = {}
        self._means: dict[tuple[str, int, int], Quote | None] = {}

    def official(self, currency: str, day: date) -> Quote | None:
        """The official rate that applies on a day; None where none is held or the last is too old."""
        if currency == SOMONI:
            return Quote(PAR)
        key = (currency, day)
        if key not in self._quotes:
            self._quotes[key] = self._look_up(currency, day)
        return self._quotes[key]

    def _look_up(self, currency: str, day: date) -> Quote | None:
        days = self._order.get(currency, [])
        place = bisect_right(days, day)
        if not place or (age := (day - days[place - 1]).days) > MOST_DAYS:
            return None
        return Quote(self._days[currency][days[place - 1]], age)

    def mean(self, currency: str, day: date) -> Quote | None:
        """The mean over the calendar days of a day's month, rounded as shown.

        While the month's last days have no rate it is the mean of the days so far, and provisional.
        """
        if currency == SOMONI:
            return Quote(PAR)
        key = (currency, day.year, day.month)
        if key not in self._means:
            self._means[key] = self._mean(currency, day.replace(day=1))
        return self._means[key]

    def _mean(self, currency: str, first: date) -> Quote | None:
        last = first.replace(day=monthrange(first.year, first.month)[1])
        ending = self.official(currency, last)
        whole = ending is not None and ending.age <= WARN_DAYS
        if not whole:
            last = self._last_held(currency, first, last)
        quotes = [self.official(currency, first + timedelta(n)) for n in range((last - first).days + 1)]
        found = [quote.rate for quote in quotes if quote is not None]
        if len(found) < len(quotes):
            return None
        unit = found[-1].unit
        total = sum(Fraction(rate.digits * unit, 10**rate.decimals * rate.unit) for rate in found)
        digits = round_half_away(total / len(found) * 10**SHOWN_DECIMALS)
        return Quote(Rate(digits, SHOWN_DECIMALS, unit), provisional=not whole)

    def _last_held(self, currency: str, first: date, last: date) -> date:
        """The last day of a month that has a rate of its own; its first day where there is none."""
        days = self._order.get(currency, [])
        place = bisect_right(days, last)
        return max(first, days[place - 1]) if place else first

    def table(self, table: str, currency: str, day: date) -> Quote | None:
        """A donor's rate for the month of a day; None where the table has none."""
        if currency == SOMONI:
            return Quote(PAR)
        rate = self._tables.get((table, currency, day.year, day.month))
        return None if rate is None else Quote(rate)

    def same_until(self, other: Rates, day: date) -> bool:
        """Whether both hold the same rates up to a day."""
        return self is other or self._until(day) == other._until(day)

    def _until(self, day: date) -> tuple[object, object]:
        official = {
            (currency, one): rate
            for currency, days in self._days.items()
            for one, rate in days.items()
            if one <= day
        }
        tables = {key: rate for key, rate in self._tables.items() if date(key[2], key[3], 1) <= day}
        return official, tables
