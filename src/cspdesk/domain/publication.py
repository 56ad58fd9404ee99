"""How figures that leave may be worded, compared and set beside one another.

Everything here is computed from what is printed, so it tells nothing that the print does not; what a
reader could mistake for more than that (a whole per cent of eleven people, a rise by one step) is not said.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from cspdesk.domain.block import Place
from cspdesk.domain.figure import About, Figure, Reason
from cspdesk.domain.text import N_, Msg, msg

Key = TypeVar("Key", bound=Hashable)
Asked = TypeVar("Asked", Figure, About)

PERCENT_FROM = 4
"""Whole per cent only of a base that prints at least so many steps."""
QUOTES_FROM = 2
CHANGE_FROM = 2
MEAN_FROM = 5
"""A mean severity only of so many consultations."""


def rounding_note(base: int) -> Msg:
    """The sentence that stands under every table of rounded people."""
    return msg(
        N_(
            "To protect people, counts are rounded up or down by lot to multiples of {base}; sums agree;"
            " “<{base}”: fewer than {base}, perhaps nobody."
        ),
        base=base,
    )


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole in whole per cent; ``percent`` is None where the whole is too small to say."""

    percent: int | None
    side: str = ""
    """``<`` or ``>`` where the print only says "fewer than" or "more than"."""

    def shown(self) -> Msg:
        """What is printed: never 0 and never 100 per cent, since a print means neither none nor all."""
        if self.percent is None:
            return msg(N_("too few for a percentage"))
        if self.side == "<":
            return msg(N_("<{percent}%"), percent=self.percent)
        if self.side == ">":
            return msg(N_(">{percent}%"), percent=self.percent)
        return msg(N_("{percent}%"), percent=self.percent)


def share(part: Figure, whole: Figure) -> Share:
    """The percentage of two printed figures of one base, where the whole prints at least 4 steps of it."""
    if part.value is None or whole.value is None or part.base != whole.base:
        return Share(None)
    if whole.value < PERCENT_FROM * whole.base:
        return Share(None)
    step = -(-100 * whole.base // whole.value)
    if part.value == 0:
        return Share(step, "<") if part.single else Share(None)
    if part.value >= whole.value:
        return Share(100 - step, ">")
    nearest = (200 * part.value + whole.value) // (2 * whole.value)
    if nearest in {0, 100}:
        return Share(1, "<") if nearest == 0 else Share(99, ">")
    return Share(nearest)


@dataclass(frozen=True, slots=True)
class Change:
    """By how many people a printed figure rose (fell: below 0); None where nothing clear can be said."""

    by: int | None

    def shown(self) -> Msg:
        """What is printed."""
        if self.by is None:
            return msg(N_("no clear change"))
        return (
            msg(N_("up by {count}"), count=self.by)
            if self.by > 0
            else msg(N_("down by {count}"), count=-self.by)
        )


def change(before: Figure, after: Figure) -> Change:
    """The change between two periods, from two steps of the base on: less may be the lot alone."""
    if before.value is None or after.value is None or before.base != after.base:
        return Change(None)
    by = after.value - before.value
    return Change(by if abs(by) >= CHANGE_FROM * after.base else None)


def ranks(values: Mapping[Key, int], *, base: int) -> dict[Key, int]:
    """Ranks from 1 for the greatest; what lies less than ``base`` below the first of a rank shares it."""
    ranked: dict[Key, int] = {}
    leader, rank = 0, 0
    for place, (key, value) in enumerate(sorted(values.items(), key=lambda one: -one[1]), start=1):
        if place == 1 or leader - value >= base:
            leader, rank = value, place
        ranked[key] = rank
    return ranked


def quotes_allowed(group: Figure) -> bool:
    """Whether a quote may be given as coming from this group; for exact readers ask the donor's figure."""
    return group.value is not None and group.base > 0 and group.value >= QUOTES_FROM * group.base


def mean_severity(told: About) -> int | None:
    """The mean severity in half steps (7 is 3.5), of at least 5 consultations held; None otherwise.

    Only the consultations that gave a severity count.  Half steps are rounded half up.
    """
    given = sum(told.severity[1:])
    if told.about is None or told.held < MEAN_FROM or not given:
        return None
    weighted = sum(level * count for level, count in enumerate(told.severity))
    return (4 * weighted + given) // (2 * given)


def going_up(ask: Callable[[Place], Asked], place: Place) -> tuple[Place, Asked]:
    """The answer for the place, or for the narrowest wider place that has one, and which place that is.

    A report says the wider place's name beside it.  Any other reason than "a wider place" ends the climb.
    """
    answer = ask(place)
    while answer.reason is Reason.WIDER and answer.nearest is not None and len(answer.nearest) < len(place):
        place = answer.nearest
        answer = ask(place)
    return place, answer
