"""Days, months and quarters as people type them in three languages."""

from __future__ import annotations

import re
from datetime import date

from cspdesk.domain.text import N_, msg
from cspdesk.i18n.calendar import CALENDAR
from cspdesk.i18n.typed import Refusal

BAD_DATE = Refusal("bad_date", msg(N_("Check the date")))

_LONGEST = 64
_SPACES = re.compile(r"\s+")
_FIGURES = re.compile(r"([0-9]{1,2})(?:[./ -]([0-9]{1,2})(?:[./ -]([0-9]{2}|[0-9]{4}))?)?\.?\Z")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\Z")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[./ -]([0-9]{4})\Z|([0-9]{4})-([0-9]{1,2})\Z")
_QUARTER = re.compile(r"(?:([0-9]{4})[ -]?q([1-4])|q([1-4])[ -]?([0-9]{4}))\Z")
_WORDS = re.compile(r"(?:([0-9]{1,2}) )?([^\W\d_]{3,})\.? (?:соли )?([0-9]{4})(?: ?(?:г\.?|сол))?\Z")
_EARLIEST, _LATEST = 1900, 2199

_YEAR = re.compile(r"[0-9]{4}")
_MONTH_OF_WORD = {
    word.casefold(): place
    for words in CALENDAR.values()
    for names in (words.months, words.months_of_date, words.months_short)
    for place, word in enumerate(names, start=1)
}


_QUARTER_OF_WORDS = {
    _SPACES.sub(" ", words.quarter.format(span=span, year="{}")).casefold(): place
    for words in CALENDAR.values()
    for place, span in enumerate(words.quarters, start=1)
}


def parse_date(untrusted_text: str, *, today: date) -> date | Refusal:
    """A day as typed: ``12``, ``12.3``, ``12.3.25``, ``12/03/2025``, ``2025-03-12``, ``12 марта 2025 г.``.

    What is left out comes from ``today``; a year of two digits lies in 1970 to 2069.
    """
    text = _tidy(untrusted_text)
    if (iso := _ISO.match(text)) is not None:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if (figures := _FIGURES.match(text)) is not None:
        year = int(figures[3]) if figures[3] else today.year
        if figures[3] and len(figures[3]) == 2:
            year += 2000 if year < 70 else 1900
        return _day(year, int(figures[2] or today.month), int(figures[1]))
    if (words := _WORDS.match(text)) is not None and words[1]:
        return _day(int(words[3]), _MONTH_OF_WORD.get(words[2], 0), int(words[1]))
    return BAD_DATE


def parse_when(untrusted_text: str, *, today: date) -> str | Refusal:
    """A day, month or quarter as typed, in the form in which it is stored (``2026-11-01~m``).

    Months: ``11.2026``, ``2026-11``, ``ноябри соли 2026``; quarters: ``2026-Q4``, or in words.
    """
    text = _tidy(untrusted_text)
    if (quarter := _QUARTER.match(text)) is not None:
        year, number = int(quarter[1] or quarter[4]), int(quarter[2] or quarter[3])
        return _stored(_day(year, number * 3 - 2, 1), "~q")
    if (number := _QUARTER_OF_WORDS.get(_YEAR.sub("{}", text), 0)) and (found := _YEAR.search(text)):
        return _stored(_day(int(found[0]), number * 3 - 2, 1), "~q")
    if (month := _MONTH_YEAR.match(text)) is not None:
        return _stored(_day(int(month[2] or month[3]), int(month[1] or month[4]), 1), "~m")
    if (words := _WORDS.match(text)) is not None and not words[1]:
        return _stored(_day(int(words[3]), _MONTH_OF_WORD.get(words[2], 0), 1), "~m")
    return _stored(parse_date(text, today=today), "")


def _tidy(untrusted_text: str) -> str:
    return _SPACES.sub(" ", untrusted_text[:_LONGEST]).strip().casefold()


def _day(year: int, month: int, day: int) -> date | Refusal:
    if not _EARLIEST <= year <= _LATEST:
        return BAD_DATE
    try:
        return date(year, month, day)
    except ValueError:
        return BAD_DATE


def _stored(day: date | Refusal, precision: str) -> str | Refusal:
    return day if isinstance(day, Refusal) else day.isoformat() + precision
