"""Words that widgets take in bulk from a language: the calendar's months and days."""

from __future__ import annotations

from cspdesk.domain.text import N_
from cspdesk.i18n.calendar import CALENDAR
from cspdesk.i18n.catalogue import Translator
from cspdesk.ui.kit.daygrid import CalendarText


def calendar_text(words: Translator) -> CalendarText:
    """The words of the calendar in a language."""
    t, own = words.t, CALENDAR[words.language.code]
    return CalendarText(
        own.months,
        own.weekdays_short,
        t(N_("Calendar")),
        t(N_("Earlier month")),
        t(N_("Later month")),
        t(N_("Whole month")),
        t(N_("Whole quarter")),
    )
