"""The status line in words: saved or not, what waits to be sent, the last exchange, what needs a decision."""

from __future__ import annotations

from cspdesk.domain.text import N_, msg, plural
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.statusline import StatusView


def status_views(session: Session) -> list[StatusView]:
    """What is always told, in its order."""
    t, formats, standing = session.t, session.formats, session.standing
    if session.unsaved:
        saved = StatusView("saved", t(N_("Being saved…")), "circle-dashed", "warn")
    else:
        words = N_("Saved on this laptop")
        told = (
            t(words)
            if session.saved_at is None
            else t(msg(N_("Saved on this laptop, {time}"), time=formats.time(session.saved_at)))
        )
        saved = StatusView("saved", told, "check-circle", "good")
    waiting = t(
        plural(N_("{n} change waits to be sent"), N_("{n} changes wait to be sent"), standing.waiting)
        if standing.waiting
        else msg(N_("Nothing waits to be sent"))
    )
    last = t(
        msg(N_("Last exchange {moment}"), moment=standing.last_exchange)
        if standing.last_exchange
        else msg(N_("No exchange yet"))
    )
    decisions = t(
        plural(N_("{n} decision needed"), N_("{n} decisions needed"), standing.decisions)
        if standing.decisions
        else msg(N_("Nothing to decide"))
    )
    number = formats.integer
    return [
        saved,
        StatusView("waiting", waiting, "tray", short=number(standing.waiting)),
        StatusView("exchange", last, "clock-counter-clockwise"),
        StatusView(
            "decisions",
            decisions,
            "warning-circle" if standing.decisions else "check-circle",
            "warn" if standing.decisions else "ink2",
            short=number(standing.decisions),
            at_right=True,
        ),
    ]
