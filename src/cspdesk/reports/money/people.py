"""People counted for readers outside: by fives, so that no small group is read from a paper.

Each count of an activity is rounded by itself, and every sum adds up rounded counts: two papers about the
same people show the same figures, and taking one from the other tells nothing more.
"""

from __future__ import annotations

from dataclasses import replace

from cspdesk.domain.money import quotient
from cspdesk.reports.money.facts import Activity
from cspdesk.reports.money.scope import Scope

BASE = 5
INSIDE = ("team", "organisation")


def by_fives(count: int) -> int:
    """The nearest multiple of five."""
    return BASE * quotient(count, BASE)


def counted(one: Activity, scope: Scope) -> Activity:
    """An activity as its reader is told who came."""
    if scope.audience in INSIDE:
        return one
    women, men, not_told = map(by_fives, (one.women, one.men, one.not_told))
    return replace(one, women=women, men=men, not_told=not_told)
