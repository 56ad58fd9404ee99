"""Dates of duties for a desk that does not read money: that a day comes, never whether it was met.

They follow from rules and the calendar alone: no receipt, agreement, donor or sum has a part in them, and
what was handed in is not known here.  So nothing is called late: whoever is told has to ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cspdesk.domain.duties.opening import opened
from cspdesk.domain.duties.urgency import ACT_NOW, OVERDUE, SOON, urgency
from cspdesk.services.context import Context
from cspdesk.services.duties.happened import happened
from cspdesk.services.duties.law import law
from cspdesk.services.duties.register import obligation_id, own_roles
from cspdesk.store.room import Room
from cspdesk.sync.roles import codes_of, readable

TOLD_TO = "administrator"
ASKED_AFTER = timedelta(30)
"""So long after its day one is asked about."""


@dataclass(frozen=True, slots=True)
class DutyDate:
    """A duty of the organisation that falls due on a day; ``act_by`` is the last working day before."""

    id: str
    code: str
    period: str
    due: date
    act_by: date
    is_confirmed: bool


def dates(context: Context, today: date) -> tuple[DutyDate, ...]:
    """What comes within a week of working days or came within a month, by its day.

    None for desks that read money, which have the obligations themselves, and for other roles.
    """
    with context.desk.reading() as connection:
        room = Room(connection)
        roles = own_roles(room, context.desk.device.device_id)
        if "finance" in readable(roles) or TOLD_TO not in codes_of(roles):
            return ()
        rules, facts = law(room), happened(room, today)
    found = []
    for one in opened(
        facts.happenings, rules.rules, rules.workdays, facts.legal_form, employer=facts.is_employer
    ):
        if one.subject or one.due is None:
            continue
        act_by = rules.workdays.at_or_before(one.due)
        level = urgency(one.due, act_by, today, rules.workdays, one.rule.leads).level
        if level in {SOON, ACT_NOW} or (level == OVERDUE and today <= one.due + ASKED_AFTER):
            name = obligation_id(one.rule.code, one.subject, one.period)
            found.append(DutyDate(name, one.rule.code, one.period, one.due, act_by, one.is_confirmed))
    return tuple(sorted(found, key=lambda one: (one.due, one.code, one.period)))
