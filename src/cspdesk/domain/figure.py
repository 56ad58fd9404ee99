"""A number that may leave: a sum of printed cells of frozen cubes, or the reason why there is none.

Nothing here sees a record.  Who asks for what the cubes cannot give gets a reason and the nearest place
for which they can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cspdesk.domain.audience import PARAMETERS, PROTECTIONS, Audience, Level, Protection
from cspdesk.domain.block import Place
from cspdesk.domain.cube import SEVERITIES, FrozenCube, HeldCell
from cspdesk.domain.gathering import Group, gather
from cspdesk.domain.text import N_, Msg, msg


class Reason(StrEnum):
    """Why there is a figure, or none."""

    SHOWN = "shown"
    EXACT = "exact"
    """This reader gets exact numbers: take them from the records."""
    NO_CONSULTATION = "no-consultation"
    TOO_FEW = "too-few"
    WIDER = "wider"
    """Shown only for the wider place that ``nearest`` names."""
    CROSSED = "crossed"
    """A combination that does not leave."""
    NOT_FOR_READER = "not-for-reader"
    WITHDRAWN = "withdrawn"


REASON_TEXTS = {
    Reason.EXACT: N_("exact, from the records"),
    Reason.NO_CONSULTATION: N_("no consultation"),
    Reason.TOO_FEW: N_("not shown: small number"),
    Reason.WIDER: N_("shown for a wider place only"),
    Reason.CROSSED: N_("this selection does not leave"),
    Reason.NOT_FOR_READER: N_("not for this audience"),
    Reason.WITHDRAWN: N_("not shown: consent withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Query:
    """People asked about.  ``ages`` are summed (all where empty); no more than one of the two properties.

    ``by_decision`` says that showing high concerns to this audience was decided and noted.
    """

    audience: Audience
    place: Place = ()
    sex: str | None = None
    ages: tuple[str, ...] = ()
    disability: str | None = None
    concern: str | None = None
    by_decision: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number for people to read, a multiple of ``base``; ``value`` is None where there is a reason."""

    value: int | None
    base: int
    reason: Reason
    single: bool = False
    """Whether a 0 promises fewer than ``base``; a sum of several roundings cannot promise that."""
    nearest: Place | None = None

    def shown(self) -> Msg:
        """What is printed: never "0", since nobody and a few look alike."""
        if self.value is None:
            return msg(REASON_TEXTS[self.reason])
        if self.value == 0:
            return msg(N_("<{base}"), base=self.base) if self.single else msg(N_("few, perhaps nobody"))
        return msg(N_("{count}"), count=self.value)


@dataclass(frozen=True, slots=True)
class About:
    """About how many of the consultations held raised a concern; ``severity`` divides the steps told."""

    about: int | None
    held: int
    reason: Reason
    severity: tuple[int, ...] = (0,) * SEVERITIES
    nearest: Place | None = None

    def shown(self) -> Msg:
        """What is printed: "about 3 of 7"; it never says all, and never none."""
        if self.about is None:
            return msg(REASON_TEXTS[self.reason])
        return msg(N_("about {about} of {held}"), about=self.about, held=self.held)


def held(cubes: Iterable[FrozenCube], place: Place = ()) -> int:
    """How many consultations were held there, exactly: known to many, and no one's secret."""
    return sum(
        sum(count for where, count in cube.held.items() if _inside(where, place))
        - sum(1 for where in cube.withdrawn.values() if _inside(where, place))
        for cube in cubes
    )


def figure(cubes: Sequence[FrozenCube], query: Query) -> Figure:
    """How many people, as a sum of the cubes' printed cells.

    Blocks are whole, so that a period is a choice of cubes.  One cube that cannot answer leaves no figure:
    ``answering`` says which can.
    """
    protection = PROTECTIONS[query.audience]
    high = query.concern is not None and any(query.concern in cube.high for cube in cubes)
    base = protection.high_base if high else protection.base
    refused = _refused(query, protection, high=high)
    if refused is not None:
        return Figure(None, base, refused)
    floor = protection.floor
    if query.concern is not None or query.disability is not None:
        floor = protection.high_floor if high else protection.split_floor
    if len(query.place) > floor:
        return Figure(None, base, Reason.WIDER, nearest=query.place[:floor])
    there = [cube for cube in cubes if held([cube], query.place)]
    if not there:
        return Figure(None, base, Reason.NO_CONSULTATION)
    found = [_of(cube, query, base, high=high) for cube in there]
    missing = next((one for one in found if one.value is None), None)
    if missing is not None:
        return missing
    return Figure(
        sum(one.value or 0 for one in found), base, Reason.SHOWN, len(found) == 1 and found[0].single
    )


def answering(
    cubes: Iterable[FrozenCube], ask: Callable[[Sequence[FrozenCube]], Figure | About]
) -> tuple[FrozenCube, ...]:
    """The cubes that can answer by themselves: a document that sums only these says what it leaves out.

    ``ask`` is a question to any cubes, such as ``lambda some: figure(some, query)``.
    """
    return tuple(cube for cube in cubes if ask([cube]).reason is Reason.SHOWN)


def about(
    cubes: Sequence[FrozenCube], audience: Audience, place: Place, concern: str, *, by_decision: bool = False
) -> About:
    """About how many consultations held in a place raised a concern, and how severe they said it was."""
    protection = PROTECTIONS[audience]
    high = any(concern in cube.high for cube in cubes)
    count = held(cubes, place)
    refused = _refused_about(audience, protection, high=high, by_decision=by_decision)
    if refused is not None:
        return About(None, count, refused)
    floor = protection.high_floor if high else protection.split_floor
    if len(place) > floor:
        return About(None, count, Reason.WIDER, nearest=place[:floor])
    if not count:
        return About(None, 0, Reason.NO_CONSULTATION)
    cells: list[HeldCell] = []
    for cube in cubes:
        own = [cell for cell in cube.held_cells if cell.high is high and (concern in cube.high) is high]
        cut = _cut(cube, [cell.districts for cell in own], place) if held([cube], place) else None
        if cut is not None:
            return About(None, count, cut.reason, nearest=cut.nearest)
        cells += [cell for cell in own if _inside(cell.districts[0], place)]
    told = [cell.raised.get(concern, (0,) * SEVERITIES) for cell in cells]
    severity = tuple(map(sum, zip(*told, strict=True)))
    middles = (middle(sum(counts), cell.held, cell.base) for cell, counts in zip(cells, told, strict=True))
    return About(sum(middles), count, Reason.SHOWN, severity)


def middle(told: int, held: int, base: int) -> int:
    """The middle of what may be behind a number told in steps of ``base`` of ``held`` consultations."""
    half = (base - 1) // 2
    return min(max(told + held % base // 2, half), held - half)


def _inside(place: Place, wider: Place) -> bool:
    return place[: len(wider)] == wider


def _refused(query: Query, protection: Protection, *, high: bool) -> Reason | None:
    splits = [one for one in (query.disability, query.concern) if one is not None]
    if len(splits) > 1 or (splits and query.ages):
        return Reason.CROSSED
    if not high:
        return None if protection.base else Reason.EXACT
    if query.audience in {Audience.TEAM, Audience.ORGANISATION}:
        return Reason.EXACT
    allowed = protection.high_base and (query.by_decision or not protection.high_by_decision)
    return None if allowed else Reason.NOT_FOR_READER


def _refused_about(
    audience: Audience, protection: Protection, *, high: bool, by_decision: bool
) -> Reason | None:
    if audience in {Audience.TEAM, Audience.ORGANISATION} or (not protection.base and not high):
        return Reason.EXACT
    return Reason.NOT_FOR_READER if high and protection.high_by_decision and not by_decision else None


@dataclass(frozen=True, slots=True)
class _Cut:
    """Why groups of places give no figure for a place."""

    reason: Reason
    nearest: Place | None = None


def _cut(cube: FrozenCube, groups: Sequence[Group], place: Place) -> _Cut | None:
    """Whether there is no group at all, or one lies across the border of the place, or was withdrawn from."""
    if not groups:
        return _Cut(Reason.TOO_FEW)
    touched = [group for group in groups if any(_inside(one, place) for one in group)]
    across = {one for group in touched for one in group if not _inside(one, place)}
    if across:
        together = (place, *across)
        shared = next(n for n in range(len(place), -1, -1) if len({one[:n] for one in together}) == 1)
        return _Cut(Reason.WIDER, place[:shared])
    if any(_inside(where, one) for where in cube.withdrawn.values() for group in touched for one in group):
        return _Cut(Reason.WITHDRAWN)
    return None


def _of(cube: FrozenCube, query: Query, base: int, *, high: bool) -> Figure:
    """One cube's answer."""
    if query.concern is not None:
        cut, value = _high(cube, query, base) if high else _ordinary(cube, query, base)
        if cut is not None:
            return Figure(None, base, cut.reason, nearest=cut.nearest)
        return Figure(value, base, Reason.SHOWN)
    if query.disability is not None:
        return _disability(cube, query, base)
    value = sum(
        count
        for cell, count in cube.at(base).people.items()
        if _inside(cell.place, query.place)
        and query.sex in {None, cell.sex}
        and (not query.ages or cell.age in query.ages)
        and cell.consultation not in cube.withdrawn
    )
    return Figure(value, base, Reason.SHOWN, _one_group(cube, query))


def _one_group(cube: FrozenCube, query: Query) -> bool:
    """Whether the people asked about are one group of a family, so that a 0 is fewer than the base."""
    districts = [place for place in cube.held if _inside(place, query.place)]
    whole = len(districts) == len(cube.held)
    if any(_inside(place, query.place) for place in cube.withdrawn.values()):
        return False
    if query.ages:
        return query.sex is not None and len(query.ages) == 1 and (len(query.place) > Level.COUNTRY or whole)
    return query.sex is None or len(districts) == 1 or whole


def _disability(cube: FrozenCube, query: Query, base: int) -> Figure:
    if any(_inside(place, query.place) for place in cube.withdrawn.values()):
        return Figure(None, base, Reason.WITHDRAWN)
    value = sum(
        count
        for (place, sex, code), count in cube.at(base).disability.items()
        if _inside(place, query.place) and query.sex in {None, sex} and code == query.disability
    )
    districts = sum(1 for place in cube.held if _inside(place, query.place))
    return Figure(value, base, Reason.SHOWN, query.sex is not None and districts == 1)


def _ordinary(cube: FrozenCube, query: Query, base: int) -> tuple[_Cut | None, int]:
    """People at consultations that raised an ordinary concern, where enough consultations were held."""

    def size(group: Group) -> int:
        return sum(cube.held[place] for place in group)

    groups = gather(cube.held, size=size, enough=lambda group: size(group) >= PARAMETERS.people_held)
    return _cut(cube, groups, query.place), sum(
        count
        for (place, sex, concern), count in cube.at(base).concerns.items()
        if _inside(place, query.place) and query.sex in {None, sex} and concern == query.concern
    )


def _high(cube: FrozenCube, query: Query, base: int) -> tuple[_Cut | None, int]:
    """The same for a concern of high sensitivity, from the cells made for it."""
    printed = {cell.sex for cell in cube.prints[0].people if _inside(cell.place, query.place)}
    if query.concern not in cube.high or not printed:
        return _Cut(Reason.TOO_FEW), 0
    value = 0
    for sex in sorted(printed) if query.sex is None else [query.sex]:
        cells = [cell for cell in cube.high_cells if (cell.base, cell.sex) == (base, sex)]
        cut = _cut(cube, [cell.regions for cell in cells], query.place)
        if cut is not None:
            return cut, 0
        value += sum(c.raised.get(query.concern, 0) for c in cells if _inside(c.regions[0], query.place))
    return None, value
