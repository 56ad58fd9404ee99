"""Working days of one country, and the last one on which a person can still act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

_DAY = timedelta(days=1)
_WEEKEND = (5, 6)
_LONGEST_CLOSURE = 60
"""Days: no calendar keeps every office closed for longer, so a search that goes on is fed nonsense."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which offices are closed: ``on`` is ``MM-DD`` of every year, or one date.

    ``announced`` marks those that somebody names anew each year; ``works`` a day of the weekend that was
    made a working day.
    """

    on: str
    name: str = ""
    announced: bool = False
    confirmed: bool = False
    works: bool = False
    country: str = "TJ"

    def falls(self, year: int) -> date | None:
        """Its day in a year, or None where that year has none."""
        try:
            day = date.fromisoformat(self.on if len(self.on) > 5 else f"{year:04}-{self.on}")
        except ValueError:
            return None
        return day if day.year == year else None


@dataclass(frozen=True)
class Workdays:
    """The calendar of a country's offices, out of its holidays; the weekend is Saturday and Sunday."""

    holidays: tuple[Holiday, ...] = ()

    @staticmethod
    def of(holidays: Iterable[Holiday], country: str = "TJ") -> Workdays:
        """The calendar of one country's holidays."""
        return Workdays(tuple(one for one in holidays if one.country == country))

    @cached_property
    def _yearly(self) -> frozenset[str]:
        return frozenset(one.on for one in self.holidays if len(one.on) == 5 and not one.works)

    @cached_property
    def _closed(self) -> frozenset[str]:
        return frozenset(one.on for one in self.holidays if len(one.on) > 5 and not one.works)

    @cached_property
    def _made_working(self) -> frozenset[str]:
        return frozenset(one.on for one in self.holidays if one.works)

    @cached_property
    def _told(self) -> frozenset[int]:
        return frozenset(int(one.on[:4]) for one in self.holidays if one.announced and len(one.on) > 5)

    def is_working(self, day: date) -> bool:
        """Whether offices are open.  A date that is announced as working is, whatever else it is."""
        text = day.isoformat()
        if text in self._made_working:
            return True
        return day.weekday() not in _WEEKEND and text[5:] not in self._yearly and text not in self._closed

    def at_or_before(self, day: date) -> date:
        """The last working day at or before a day: to act by."""
        return next(one for one in self._walk(day, -_DAY) if self.is_working(one))

    def at_or_after(self, day: date) -> date:
        """The first working day at or after a day."""
        return next(one for one in self._walk(day, _DAY) if self.is_working(one))

    def after(self, day: date, count: int) -> date:
        """The day that lies ``count`` working days after a day, which is not counted itself."""
        for _ in range(count):
            day = self.at_or_after(day + _DAY)
        return day

    def before(self, day: date, count: int) -> date:
        """The day that lies ``count`` working days before a day."""
        for _ in range(count):
            day = self.at_or_before(day - _DAY)
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days come after ``start``, up to and with ``end``; 0 where it is past."""
        days = (end - start).days
        return sum(self.is_working(start + timedelta(n)) for n in range(1, days + 1))

    def untold(self, first: date, last: date) -> tuple[int, ...]:
        """Years of a span for which nobody has entered the holidays that are announced."""
        return tuple(year for year in range(first.year, last.year + 1) if year not in self._told)

    @staticmethod
    def _walk(day: date, step: timedelta) -> Iterator[date]:
        for n in range(_LONGEST_CLOSURE):
            yield day + n * step
        raise ValueError(f"no working day within {_LONGEST_CLOSURE} days of {day}")
