"""Time as it is handed in: nothing below a door reads a clock by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from time import localtime
from typing import Protocol


class Clock(Protocol):
    """Tells the time.  No rule of merging depends on it: a clock wrong by years blocks nothing."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def today(self) -> date:
        """The day on the wall where the desk stands."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The local day."""
        # not by way of a time zone: the system may have one that Python refuses
        return date(*localtime()[:3])


def millis(moment: datetime) -> int:
    """Whole milliseconds since 1970 in UTC: how entries store time."""
    return int(moment.timestamp() * 1000)


def moment(ms: int) -> datetime:
    """The aware moment of ``millis``; bounded, because entries of other desks carry it."""
    bounded = min(max(ms, -62_135_596_800_000), 253_402_300_799_000)
    return datetime.fromtimestamp(bounded / 1000, UTC)
