"""Due dates as a calendar file (iCalendar, RFC 5545) for a telephone or another program.

A calendar is shown on locked screens and in other people's clouds: every title is the same neutral
words, with no donor, no addressee and no kind of report.  What a line is, only the desk tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event

from cspdesk.domain.text import N_, Msg, msg

_MORNING: Final = time(9)
"""When a calendar reminds, by the clock of wherever it is."""
_PRODUCT: Final = "-//CSP Desk//Obligations//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One due date: an id that stays the same, the day to act, and the days on which it is told."""

    id: str
    act_by: date
    due: date
    told_on: tuple[date, ...] = ()
    is_confirmed: bool = False


def calendar(
    entries: Iterable[Entry],
    translate: Callable[[Msg], str],
    write_date: Callable[[date], str],
    made_at: datetime,
) -> bytes:
    """The file: an entry on each day to act.  Read again later, it replaces what it said before.

    A date that nobody has confirmed is tentative, and says so.
    """
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for one in sorted(entries, key=lambda one: (one.act_by, one.id)):
        made.add_component(_event(one, translate, write_date, made_at))
    return bytes(made.to_ical())


def _event(
    one: Entry, translate: Callable[[Msg], str], write_date: Callable[[date], str], made_at: datetime
) -> Event:
    title = translate(msg(N_("Report due")))
    words = [translate(msg(N_("Due on {day}."), day=write_date(one.due)))]
    if not one.is_confirmed:
        words.append(translate(msg(N_("This date is not confirmed."))))
    words.append(translate(msg(N_("CSP Desk shows what it is."))))
    event = Event()
    event.add("uid", f"{one.id}@cspdesk")
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("dtstart", one.act_by)
    event.add("dtend", one.act_by + timedelta(days=1))
    event.add("summary", title)
    event.add("description", " ".join(words))
    event.add("status", "CONFIRMED" if one.is_confirmed else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    for day in one.told_on:
        event.add_component(_alarm(day - one.act_by, title))
    return event


def _alarm(before: timedelta, title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", before + timedelta(hours=_MORNING.hour))
    return alarm
