"""The calendar file of what is to be handed in: it tells days, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cspdesk.i18n.catalogue import Translator
from cspdesk.services.context import Context
from cspdesk.services.duties.views import ObligationView
from cspdesk.store import files


def write_calendar(
    context: Context, obligations: Iterable[ObligationView], translator: Translator, out: Path
) -> int:
    """Write every obligation that waits and has a date; gives how many there are."""
    # decision 0021: the library of calendars is read in with the first one
    from cspdesk.reports.ics import Entry, calendar  # noqa: PLC0415

    entries = [
        Entry(
            id=one.id,
            act_by=one.act_by,
            due=one.due,
            told_on=one.told_on,
            is_confirmed=one.is_confirmed,
        )
        for one in obligations
        if one.waits and one.due is not None and one.act_by is not None
    ]
    formats = translator.formats
    files.write_whole(out, calendar(entries, translator.t, formats.day, context.desk.clock.now()))
    return len(entries)
