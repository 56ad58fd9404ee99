"""How each language writes dates, times, numbers and amounts.

Tajik and Russian: 03.04.2026, 14:05, 12 345,67 with no-break spaces, 12 %, 1 250,00 сомонӣ.  English:
3 Apr 2026, 12,345.67, 12%.  Numbers come as whole numbers (minor units, or digits with their decimals)
and are never floats, so that what is shown is what is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction

from cspdesk.domain.money import minor_digits, round_half_away, write_number
from cspdesk.i18n.calendar import CALENDAR
from cspdesk.i18n.languages import ENGLISH, Language

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"

_SOMONI = {"tg": "сомонӣ", "ru": "сомони", "en": "somoni"}
_SIZES = {
    "tg": ("байт", "КБ", "МБ", "ГБ", "ТБ"),
    "ru": ("байт", "КБ", "МБ", "ГБ", "ТБ"),
    "en": ("bytes", "KB", "MB", "GB", "TB"),
}
_AND = {"tg": "ва", "ru": "и", "en": "and"}


class Formats:
    """The writing habits of one language; ``zone`` is where moments are shown, the computer's if None."""

    def __init__(self, language: Language, *, zone: tzinfo | None = None) -> None:
        self.language = language
        self._code = language.code
        self._words = CALENDAR[language.code]
        self._zone = zone
        self._is_english = language == ENGLISH
        self.decimal_mark = "." if self._is_english else ","
        self._group = "," if self._is_english else NBSP

    # --- numbers

    def integer(self, number: int) -> str:
        """A whole number in groups of three: ``12 345``."""
        grouped = f"{abs(number):,}".replace(",", self._group)
        return (MINUS if number < 0 else "") + grouped

    def decimal(self, digits: int, decimals: int) -> str:
        """The exact decimal ``digits`` / 10**``decimals``: ``(1234567, 2)`` is ``12 345,67``."""
        whole, _, part = write_number(abs(digits), decimals).partition(".")
        text = self.integer(int(whole)) + (self.decimal_mark + part if part else "")
        return (MINUS if digits < 0 else "") + text

    def amount(self, minor: int, currency: str) -> str:
        """An amount in a sentence: ``1 250,00 сомонӣ``; other currencies by their code."""
        if currency == "TJS":
            return f"{self.figures(minor, currency)}{NBSP}{_SOMONI[self._code]}"
        return self.amount_with_code(minor, currency)

    def amount_with_code(self, minor: int, currency: str) -> str:
        """An amount for tables and papers: ``1 250,00 TJS``, in English ``TJS 1,250.00``."""
        figures = self.figures(minor, currency)
        return f"{currency}{NBSP}{figures}" if self._is_english else f"{figures}{NBSP}{currency}"

    def figures(self, minor: int, currency: str) -> str:
        """The figures of an amount alone, with all decimals of its currency."""
        return self.decimal(minor, minor_digits(currency))

    def percent(self, part: int, whole: int, *, decimals: int = 0) -> str:
        """``part`` of ``whole`` in percent, rounded half away from zero; a dash where whole is 0."""
        if whole == 0:
            return DASH
        shown = self.decimal(round_half_away(Fraction(part * 100 * 10**decimals, whole)), decimals)
        return f"{shown}%" if self._is_english else f"{shown}{NBSP}%"

    def number_range(self, first: int, last: int) -> str:
        """``14–30``."""
        return f"{self.integer(first)}{DASH}{self.integer(last)}"

    def file_size(self, size: int) -> str:
        """A size in the unit people read: ``812 КБ``, ``2,4 МБ`` (1 KB is 1,024 bytes)."""
        units = _SIZES[self._code]
        unit, scale = 0, 1
        while unit < len(units) - 1 and size >= 1024 * scale:
            unit, scale = unit + 1, scale * 1024
        tenths = round_half_away(Fraction(size * 10, scale))
        if unit and tenths < 100:
            return f"{self.decimal(tenths, 1)}{NBSP}{units[unit]}"
        return f"{self.integer(round_half_away(Fraction(size, scale)))}{NBSP}{units[unit]}"

    # --- days and times

    def day(self, day: date) -> str:
        """A day for tables and fields: ``03.04.2026``, in English ``3 Apr 2026``."""
        return self._fill(self._words.date, day)

    def date_in_words(self, day: date) -> str:
        """A day for sentences and papers: ``3 апрели соли 2026``."""
        return self._fill(self._words.date_in_words, day)

    def day_and_month(self, day: date) -> str:
        """A day whose year is plain: ``9 ноябр``, ``9 ноября``."""
        return self._fill(self._words.day_and_month, day)

    def weekday(self, day: date) -> str:
        """The name of the weekday; in Tajik it stands beside a date, for «душанбе» is the capital too."""
        return self._words.weekdays[day.weekday()]

    def weekday_short(self, day: date) -> str:
        """The weekday in two or three letters."""
        return self._words.weekdays_short[day.weekday()]

    def month(self, year: int, month: int) -> str:
        """A month of a year: ``апрели соли 2026``."""
        return self._fill(self._words.month_and_year, date(year, month, 1))

    def month_heading(self, year: int, month: int) -> str:
        """A month that stands over what is in it, where other headings begin with a capital too."""
        said = self.month(year, month)
        return said[:1].upper() + said[1:]

    def month_name(self, month: int) -> str:
        """The name of a month alone."""
        return self._words.months[month - 1]

    def month_short(self, month: int) -> str:
        """Three letters, for charts and narrow columns."""
        return self._words.months_short[month - 1]

    def quarter(self, year: int, quarter: int) -> str:
        """``семоҳаи чоруми соли 2026``."""
        return self._words.quarter.format(span=self._words.quarters[quarter - 1], year=year)

    def half_year(self, year: int, half: int) -> str:
        """``нимсолаи аввали соли 2026``."""
        return self._words.half_year.format(span=self._words.half_years[half - 1], year=year)

    def year(self, year: int) -> str:
        """``соли 2026``."""
        return self._words.year.format(year=year)

    def period(self, first: date, last: date) -> str:
        """A span by its name where it has one (month, quarter, half-year, year), else its two days."""
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        whole = first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year
        match (whole, months, first.month % 12):
            case (True, 1, _):
                return self.month(first.year, first.month)
            case (True, 3, 1 | 4 | 7 | 10):
                return self.quarter(first.year, first.month // 3 + 1)
            case (True, 6, 1 | 7):
                return self.half_year(first.year, first.month // 6 + 1)
            case (True, 12, 1):
                return self.year(first.year)
        if first == last:
            return self.day(first)
        between = f" {DASH} " if self._is_english else DASH
        return f"{self.day(first)}{between}{self.day(last)}"

    def when(self, wire: str) -> str:
        """A stored date of any precision: a day, or ``…~m`` a month, ``…~q`` a quarter."""
        day = date.fromisoformat(wire[:10])
        if wire.endswith("~m"):
            return self.month(day.year, day.month)
        if wire.endswith("~q"):
            return self.quarter(day.year, day.month // 3 + 1)
        return self.day(day)

    def time(self, moment: datetime) -> str:
        """The time of day of an aware moment, where it is shown: ``14:05``."""
        return moment.astimezone(self._zone).strftime("%H:%M")

    def moment(self, moment: datetime) -> str:
        """Day and time of an aware moment, where it is shown: ``03.04.2026, 14:05``."""
        local = moment.astimezone(self._zone)
        return f"{self.day(local.date())}, {local:%H:%M}"

    # --- words

    def listed(self, items: Sequence[str]) -> str:
        """Items in a sentence: ``a, b ва c``."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {_AND[self._code]} {items[-1]}"

    def _fill(self, pattern: str, day: date) -> str:
        place = day.month - 1
        return pattern.format(
            day=day.day,
            month=day.month,
            year=day.year,
            name=self._words.months[place],
            of_date=self._words.months_of_date[place],
            short=self._words.months_short[place],
        )
