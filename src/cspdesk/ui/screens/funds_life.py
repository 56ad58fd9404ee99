"""An agreement's life put into words and marks for the line that draws it."""

from __future__ import annotations

from datetime import date

from cspdesk.domain.text import N_, msg
from cspdesk.presenters.life import LifeEvent, LifeFacts
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.lifeline import Life, LifeMark


def life_line(session: Session, facts: LifeFacts, today: date) -> Life:
    """The line of a life as it stands ``today``: what happens on it, how much of time and money is gone."""
    t, formats = session.t, session.formats
    return Life(
        facts.first,
        facts.last,
        today,
        tuple(
            LifeMark(
                one.key,
                one.day,
                f"{t(one.words)} {formats.day(one.day)}",
                _spoken(session, one),
                one.shape,  # type: ignore[arg-type] # the presenter's four shapes are the line's
            )
            for one in facts.events
        ),
        facts.time,
        facts.spent,
        t(msg(N_("Time: {percent} gone"), percent=formats.percent(facts.time, 1000))),
        t(msg(N_("Money: {percent} spent"), percent=formats.percent(facts.spent, 1000))),
    )


def _spoken(session: Session, one: LifeEvent) -> str:
    t, formats = session.t, session.formats
    told = [formats.day(one.day), t(one.words)]
    if one.amount is not None:
        told.append(formats.amount_with_code(*one.amount))
    if one.state is not None:
        told.append(t(one.state))
    return ", ".join(told)
