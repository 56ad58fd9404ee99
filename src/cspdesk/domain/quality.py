"""Advice on a consultation: what a coordinator would ask about it, and when an answer is owed.

The rules are those of community work (who was asked about what, in whose presence), not of the form;
nothing is refused for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from cspdesk.domain.checks import Problem, people
from cspdesk.domain.codelists import sensitivity_of
from cspdesk.domain.periods import YEARS
from cspdesk.domain.text import N_, msg

FEEDBACK_DAYS: Final = 60
"""After so many days a community should have heard what came of what it said."""
_POLICE_IN_THE_ROOM = ("part", "throughout")


def advice(fields: Mapping[str, object], *, today: date) -> tuple[Problem, ...]:
    """What is worth a second look in a consultation (in its JSON form), each at its field."""
    found = [*_voices(fields), *_counts(fields)]
    held = day_of(fields.get("held_on"))
    if held is not None and held > today:
        found.append(Problem("held_on", msg(N_("This day is still to come."))))
    return tuple(found)


def _voices(fields: Mapping[str, object]) -> list[Problem]:
    themes = {str(concern.get("theme", "")) for concern in rows(fields, "concerns")}
    groups = fields.get("groups")
    found: list[Problem] = []
    if any(theme.startswith("GBV-") for theme in themes) and not (
        isinstance(groups, list) and "women" in groups
    ):
        found.append(Problem("groups", msg(N_("Violence was named. Were women also asked by themselves?"))))
    if "POL-TRUST" in themes and fields.get("police_present") in _POLICE_IN_THE_ROOM:
        found.append(
            Problem(
                "police_present",
                msg(N_("Police were in the room while trust in them was spoken about. Ask again without.")),
            )
        )
    return found


def _counts(fields: Mapping[str, object]) -> list[Problem]:
    cells = rows(fields, "participants")
    found: list[Problem] = []
    for sex in {str(cell.get("sex")) for cell in cells}:
        here = [cell for cell in cells if cell.get("sex") == sex]
        beside = sum(_count(cell) for cell in here if cell.get("disability") and not cell.get("band"))
        if beside > people(here):
            found.append(
                Problem("participants", msg(N_("More people are counted by disability than took part.")))
            )
    for place, concern in enumerate(rows(fields, "concerns")):
        for name, sex in (("votes_f", "f"), ("votes_m", "m")):
            votes = concern.get(name)
            there = people([cell for cell in cells if cell.get("sex") == sex])
            if isinstance(votes, int) and there and votes > there:
                found.append(
                    Problem(f"concerns.{place}.{name}", msg(N_("More votes than people who took part.")))
                )
    return found


def is_sensitive(fields: Mapping[str, object]) -> bool:
    """Whether a concern was named whose mere record may harm somebody."""
    return any(
        sensitivity_of("concern_theme", theme) in ("high", "severe")
        for concern in rows(fields, "concerns")
        if isinstance(theme := concern.get("theme"), str)
    )


def owes_feedback(fields: Mapping[str, object], *, today: date) -> bool:
    """Whether the community waits: a promise is overdue, or sixty days went by and nobody was told."""
    promises = rows(fields, "promises")
    waiting = [one for one in promises if one.get("state", "open") == "open" and not one.get("told_on")]
    if any((due := day_of(one.get("due"))) is not None and due < today for one in waiting):
        return True
    held = day_of(fields.get("held_on"))
    told = len(waiting) < len(promises)
    return held is not None and not told and held + timedelta(FEEDBACK_DAYS) < today


def day_of(written: object) -> date | None:
    """The first day of a date in its JSON form: a day, a month or a quarter; None outside ``YEARS``."""
    if not isinstance(written, str) or len(written) < len("2026-11"):
        return None
    try:
        if written[5] == "Q":
            day = date(int(written[:4]), int(written[6]) * 3 - 2, 1)
        else:
            day = date.fromisoformat(f"{written}-01" if len(written) == len("2026-11") else written[:10])
    except (ValueError, IndexError):
        return None
    return day if day.year in YEARS else None


def rows(fields: Mapping[str, object], name: str) -> list[dict[str, object]]:
    """The parts of a field, those that are whole."""
    found = fields.get(name)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _count(cell: Mapping[str, object]) -> int:
    count = cell.get("count")
    return count if isinstance(count, int) else 0
