"""How pressing an obligation is on a day, and whom it reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from cspdesk.domain.duties.rule import LEADS
from cspdesk.domain.duties.workdays import Workdays

LATER, TOLD, SOON, ACT_NOW, OVERDUE, UNKNOWN = "later", "told", "soon", "act_now", "overdue", "unknown"
LEVELS: Final = (OVERDUE, ACT_NOW, SOON, UNKNOWN, TOLD, LATER)
"""From most to least pressing; a date that nobody knows is more so than one that is far."""

_COORDINATOR_AT: Final = 3
_SOON: Final = 7


@dataclass(frozen=True, slots=True)
class Urgency:
    """How pressing: the level, working days left to act, days past the due date, and the roles it reaches."""

    level: str
    left: int = 0
    late: int = 0
    lead: int | None = None
    """The lead that is running: the least one not below what is left."""
    reaches: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[int, int, int]:
        """What sorts the most pressing first."""
        return LEVELS.index(self.level), -self.late, self.left


def urgency(
    due: date | None,
    act_by: date | None,
    today: date,
    workdays: Workdays,
    leads: Iterable[int] = LEADS,
) -> Urgency:
    """How pressing it is today; one whose whole time is shorter than the leads is told at once."""
    if due is None:
        return Urgency(UNKNOWN, reaches=("finance",))
    if today > due:
        return Urgency(OVERDUE, late=(today - due).days, reaches=("finance", "coordinator", "administrator"))
    left = workdays.between(today, act_by or due)
    lead = min((one for one in leads if one >= left), default=None)
    reaches = ("finance", "coordinator") if left <= _COORDINATOR_AT else ("finance",)
    if lead is None:
        return Urgency(LATER, left, reaches=reaches)
    level = ACT_NOW if left <= 1 else SOON if left <= _SOON else TOLD
    return Urgency(level, left, 0, lead, reaches)


def told_on(act_by: date, opened_on: date, workdays: Workdays, leads: Iterable[int] = LEADS) -> list[date]:
    """The days on which an obligation is told before it is due; a lead that is past then is told at once."""
    days = {max(workdays.before(act_by, lead), opened_on) for lead in leads}
    return sorted(day for day in days if day <= act_by)
