"""The grammar of due dates, as rules and agreements write them.

    event+10d       so many days of the calendar after the event; the day of the event is not counted
    event+5w        working days;  event+1m  months: one that lacks the day ends at its last
    period_end+31d  the same after a period's end; months then end at their last day
    04-01           the first such day of a year after the period
    request         what a letter asks for
    agreement       what the agreement says;  agreement+30d  or so much after its period where it is silent

An empty text is a duty whose date nobody knows yet.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from cspdesk.domain.duties.workdays import Workdays

_COUNTED = re.compile(r"(event|period_end|agreement)(?:\+(\d{1,4})([dwm]))?\Z", re.ASCII)
_YEARLY = re.compile(r"(\d{2})-(\d{2})\Z", re.ASCII)
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

NONE, AFTER, BEFORE = "none", "after", "before"
ROLLS = (NONE, AFTER, BEFORE)
"""What law does with a due date that is no working day: nothing, the next working day, or the last before."""


@dataclass(frozen=True, slots=True)
class DueTerm:
    """A due date in the words of a rule.

    ``start`` is ``event``, ``period_end``, ``agreement``, ``yearly``, ``request`` or empty (not set).
    """

    start: str = ""
    count: int = 0
    unit: str = ""
    month: int = 0
    day: int = 0

    @property
    def is_set(self) -> bool:
        """Whether the rule says anything at all."""
        return bool(self.start)


@dataclass(frozen=True, slots=True)
class When:
    """What a due date is counted from: the event, the period's end, and what was typed or agreed."""

    event: date
    period_end: date | None = None
    asked: date | None = None
    """The day that a letter asks for, or that the agreement names."""
    agreed: str = ""
    """The agreement's own term for its reports, in this grammar; empty where it says nothing."""


def read(untrusted_text: str) -> DueTerm:
    """The term that a text writes; ``ValueError`` when it writes none."""
    text = untrusted_text.strip()
    if not text:
        return DueTerm()
    if text == "request":
        return DueTerm("request")
    if found := _YEARLY.match(text):
        month, day = int(found[1]), int(found[2])
        if not (1 <= month <= 12 and 1 <= day <= _LONGEST[month - 1]):
            raise ValueError(untrusted_text[:40])
        return DueTerm("yearly", month=month, day=day)
    if (found := _COUNTED.match(text)) is None or (found[2] is None and found[1] != "agreement"):
        raise ValueError(untrusted_text[:40])
    return DueTerm(found[1], int(found[2] or 0), found[3] or "")


def write(term: DueTerm) -> str:
    """The text that ``read`` reads."""
    if term.start == "yearly":
        return f"{term.month:02}-{term.day:02}"
    return f"{term.start}+{term.count}{term.unit}" if term.unit else term.start


def falls(term: DueTerm, when: When, workdays: Workdays, *, roll: str = NONE) -> date | None:
    """The day on which a duty falls due; None where the date is unknown and somebody has to ask."""
    day = _unrolled(term, when, workdays)
    if day is None or roll == NONE:
        return day
    return workdays.at_or_after(day) if roll == AFTER else workdays.at_or_before(day)


def _unrolled(term: DueTerm, when: When, workdays: Workdays) -> date | None:
    end = when.period_end
    if term.start == "request":
        return when.asked
    if term.start == "agreement":
        return when.asked or _agreed(term, when, workdays)
    if term.start == "yearly":
        return _first_after(end or when.event, term.month, term.day)
    if term.start == "event":
        return _counted(when.event, term, workdays)
    if term.start == "period_end" and end is not None:
        return _counted(end, term, workdays)
    return None


def _agreed(term: DueTerm, when: When, workdays: Workdays) -> date | None:
    if when.agreed:
        own = read(when.agreed)
        if own.start != "agreement":
            return _unrolled(own, when, workdays)
        term = own
    if not term.unit or when.period_end is None:
        return None
    return _counted(when.period_end, term, workdays)


def _counted(start: date, term: DueTerm, workdays: Workdays) -> date:
    if term.unit == "w":
        return workdays.after(start, term.count)
    if term.unit == "m":
        return months_after(start, term.count, is_end=term.start != "event")
    return start + timedelta(days=term.count)


def months_after(start: date, count: int, *, is_end: bool = False) -> date:
    """The same day so many months later, or the month's last where ``start`` ends a month as a period."""
    years, month = divmod(start.month - 1 + count, 12)
    year = start.year + years
    last = monthrange(year, month + 1)[1]
    ends = is_end and start.day == monthrange(start.year, start.month)[1]
    return date(year, month + 1, last if ends else min(start.day, last))


def _first_after(day: date, month: int, wanted: int) -> date:
    """The first such day of a year after a day; 29 February stands on 28 in a year without one."""
    here = _in_year(day.year, month, wanted)
    return here if here > day else _in_year(day.year + 1, month, wanted)


def _in_year(year: int, month: int, wanted: int) -> date:
    return date(year, month, min(wanted, monthrange(year, month)[1]))
