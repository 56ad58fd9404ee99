"""How typed text becomes a value and a value becomes text, for fields that are typed as one line.

The rules are those of ``i18n.typed`` and ``i18n.formats``; here they meet the words of the chosen
language, so that an editor knows neither.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import Generic, TypeVar

from cspdesk.domain.clock import moment
from cspdesk.domain.money import from_minor
from cspdesk.domain.text import Msg
from cspdesk.i18n import typed, typed_dates
from cspdesk.i18n.formats import Formats
from cspdesk.ui.kit.editors.editor import Offer

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Reading(Generic[V]):
    """A value, or why there is none and what it may have meant."""

    value: V | None = None
    fault: str = ""
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader(Generic[V]):
    """Both ways for one type of field; ``show`` of what ``read`` gave reads back as the same."""

    read: Callable[[str], Reading[V]]
    show: Callable[[V], str]


class Readers:
    """The readers of a language: ``say`` translates, ``today`` is the day that fills in what is left out."""

    def __init__(
        self,
        formats: Formats,
        say: Callable[[Msg], str],
        today: Callable[[], date],
        *,
        zone: tzinfo | None = None,
    ) -> None:
        self._formats = formats
        self._say = say
        self._today = today
        self._zone = zone

    @property
    def formats(self) -> Formats:
        """How the language writes."""
        return self._formats

    def integer(self) -> Reader[int]:
        """Whole numbers."""
        return Reader(lambda text: self._taken(typed.parse_integer(text)), self._formats.integer)

    def decimal(self) -> Reader[tuple[int, int]]:
        """Exact decimals as digits and their number of decimals."""
        return Reader(
            lambda text: self._taken(typed.parse_decimal(text)), lambda value: self._formats.decimal(*value)
        )

    def rate(self) -> Reader[tuple[int, int]]:
        """Official rates as digits and decimals."""
        return Reader(
            lambda text: self._taken(typed.parse_rate(text)), lambda value: self._formats.decimal(*value)
        )

    def amount(self, currency: str) -> Reader[int]:
        """Amounts in minor units of a currency; both readings of a doubtful one are offered."""

        def read(untrusted_text: str) -> Reading[int]:
            found = typed.parse_amount(untrusted_text, currency=currency)
            if not isinstance(found, typed.Refusal):
                return Reading(found)
            offers = tuple(
                Offer(self._formats.figures(minor, currency), (minor, currency)) for minor in found.readings
            )
            return Reading(None, self._say(found.words), offers)

        return Reader(read, lambda minor: self._formats.figures(minor, currency))

    def when(self, *, parts: bool = True) -> Reader[str]:
        """Days, and with ``parts`` months and quarters, as they are stored (``2026-11-01~m``)."""

        def read(untrusted_text: str) -> Reading[str]:
            if parts:
                return self._taken(typed_dates.parse_when(untrusted_text, today=self._today()))
            found = typed_dates.parse_date(untrusted_text, today=self._today())
            return self._taken(found if isinstance(found, typed.Refusal) else found.isoformat())

        return Reader(read, self._show_when)

    def month(self) -> Reader[str]:
        """Months as they are stored (``2026-11``)."""

        def read(untrusted_text: str) -> Reading[str]:
            found = typed_dates.parse_when(untrusted_text, today=self._today())
            if isinstance(found, typed.Refusal) or not found.endswith("~m"):
                return self._taken(typed_dates.BAD_DATE if isinstance(found, str) else found)
            return Reading(found[:7])

        return Reader(read, lambda value: self._formats.month(int(value[:4]), int(value[5:7])))

    def moment(self) -> Reader[int]:
        """Moments in milliseconds UTC, typed as a day and a time of day (``22.11.2026 14:05``).

        Without a day it is today; ``zone`` is where the time is told, the computer's zone if None.
        """

        def read(untrusted_text: str) -> Reading[int]:
            day_text, _, clock_text = untrusted_text.replace(",", " ").strip().rpartition(" ")
            day = typed_dates.parse_date(day_text, today=self._today()) if day_text else self._today()
            try:
                clock = time.fromisoformat(clock_text.rjust(5, "0"))
            except ValueError:
                return self._taken(typed_dates.BAD_DATE)
            if isinstance(day, typed.Refusal):
                return self._taken(day)
            told = datetime.combine(day, clock).replace(tzinfo=self._zone).astimezone(UTC)
            return Reading(int(told.timestamp()) * 1000)

        return Reader(read, lambda value: self._formats.moment(moment(value)))

    def number_of(self, minor: int, currency: str) -> str:
        """An amount without grouping, as a spreadsheet takes it."""
        return from_minor(minor, currency)

    def _show_when(self, value: str) -> str:
        # Quarters are typed as 2026-Q4; their words would not read back.
        if value.endswith("~q"):
            return f"{value[:4]}-Q{int(value[5:7]) // 3 + 1}"
        return self._formats.when(value)

    def _taken(self, found: V | typed.Refusal) -> Reading[V]:
        if isinstance(found, typed.Refusal):
            return Reading(None, self._say(found.words))
        return Reading(found)
