"""How long ago something happened, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from cspdesk.domain.text import N_, Msg, msg, plural


def elapsed(then: datetime, now: datetime) -> Msg:
    """The time since ``then`` in its largest whole unit; both are aware.

    A moment still to come (the clock of another computer runs ahead) counts as just now.
    """
    passed = now - then
    if passed < timedelta(minutes=1):
        return msg(N_("just now"))
    if passed < timedelta(hours=1):
        return plural(N_("{n} minute ago"), N_("{n} minutes ago"), passed // timedelta(minutes=1))
    if passed < timedelta(days=1):
        return plural(N_("{n} hour ago"), N_("{n} hours ago"), passed // timedelta(hours=1))
    return plural(N_("{n} day ago"), N_("{n} days ago"), passed // timedelta(days=1))
