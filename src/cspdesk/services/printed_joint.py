"""The joint picture as it leaves the desk: sums of frozen, rounded cubes and nothing else.

Nothing here reads a record.  A selection that cuts a cell or a half-year has no numbers; it is refused
with the nearest one that has (docs/decisions/0020-small-numbers.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from cspdesk.domain.audience import PARAMETERS, PROTECTIONS, Audience, Level
from cspdesk.domain.block import Place
from cspdesk.domain.codelists import YOUTH, bands_within
from cspdesk.domain.cube import FrozenCube
from cspdesk.domain.figure import REASON_TEXTS, About, Figure, Query, Reason, about, figure, held
from cspdesk.domain.periods import Period, period
from cspdesk.domain.publication import change, going_up, mean_severity, ranks, share
from cspdesk.domain.text import Msg, msg
from cspdesk.reports.own_picture import exact
from cspdesk.reports.picture import Number
from cspdesk.reports.printed_picture import number
from cspdesk.services.joint import SEXES, ConcernLine, Filters, Joint, Nearest, Part, PlaceLine, TimePoint
from cspdesk.services.places import GroupingView, PlaceView
from cspdesk.services.publication import COUNTRY, Frozen, whole_half_years

YOUNG = bands_within(YOUTH)


@dataclass(frozen=True, slots=True)
class Atlas:
    """The places of a picture: regions, groupings with the region each lies in; and all concerns."""

    regions: Sequence[PlaceView]
    groupings: Sequence[tuple[str, GroupingView]]
    themes: Sequence[str]

    def path(self, filters: Filters) -> Place:
        """The cube's path of the place that a selection is narrowed to."""
        for region, one in self.groupings:
            if one.code == filters.grouping:
                return (COUNTRY, region, one.code)
        return (COUNTRY, filters.region) if filters.region else ()


def refused(span: Period, filters: Filters, audience: Audience, atlas: Atlas) -> Nearest | None:
    """The nearest selection that may leave, where this one may not; None where it may."""
    near = replace(filters, sex="", band="")
    is_zone = any(one.code == filters.grouping for _, one in atlas.groupings)
    if filters.grouping and not (is_zone and PROTECTIONS[audience].floor >= Level.ZONE):
        near = replace(near, grouping="")
    nearest = span if whole_half_years(span) else whole(span)
    return None if (near, nearest) == (filters, span) else Nearest(near, nearest)


def whole(span: Period) -> Period:
    """The half-years that a span touches, by their shortest name."""
    halves = span.half_years()
    first, last = halves[0], halves[-1]
    if first == last:
        return first
    if first.first.year == last.first.year:
        return period(f"{first.first.year}")
    return period(f"{first.first.isoformat()}..{last.last.isoformat()}")


class PrintedJoint:
    """Frozen cubes of a window seen by one audience."""

    def __init__(self, frozen: Frozen, audience: Audience, atlas: Atlas) -> None:
        self._frozen = frozen
        self._audience = audience
        self._atlas = atlas

    def joint(self, span: Period, filters: Filters, times: Sequence[Period]) -> Joint:
        """The picture of whole half-years, or the refusal of a selection that has none."""
        base = PROTECTIONS[self._audience].base
        nearest = refused(span, filters, self._audience, self._atlas)
        if nearest is not None:
            text = msg(REASON_TEXTS[Reason.CROSSED])
            nothing = Joint(
                span, filters, self._audience, base, 0, Number(text), refusal=text, nearest=nearest
            )
            return replace(nothing, times=tuple(times))
        cubes, place = self._cubes(span), self._atlas.path(filters)
        regions = [((COUNTRY, one.code), one.code, one.names) for one in self._atlas.regions]
        zones = [((COUNTRY, region, one.code), one.code, one.names) for region, one in self._atlas.groupings]
        halves = {half.code for half in span.half_years()}
        return Joint(
            span,
            filters,
            self._audience,
            base,
            held(cubes, place),
            number(figure(cubes, Query(self._audience, place))),
            self._concerns(span, cubes, place, times),
            tuple(self._place(cubes, *one, filters.theme) for one in regions),
            tuple(self._place(cubes, *one, filters.theme) for one in self._wide_enough(cubes, zones)),
            (),
            tuple(times),
            freezes=tuple(code for code in self._frozen.open if code in halves),
        )

    def _cubes(self, span: Period) -> tuple[FrozenCube, ...]:
        halves = {half.code for half in span.half_years()}
        return tuple(cube for cube in self._frozen.cubes if cube.block.half_year in halves)

    # --- concerns ----------------------------------------------------------------------------------

    def _concerns(
        self, span: Period, cubes: Sequence[FrozenCube], place: Place, times: Sequence[Period]
    ) -> tuple[ConcernLine, ...]:
        told = {theme: about(cubes, self._audience, place, theme) for theme in self._atlas.themes}
        named = {t: one for t, one in told.items() if one.about is not None and _is_named(cubes, t)}
        order = ranks({t: one.about or 0 for t, one in named.items()}, base=PARAMETERS.held_base)
        before = self._cubes(span.before())
        found = [
            self._line(order[theme], theme, one, cubes, before, place, times) for theme, one in named.items()
        ]
        return tuple(sorted(found, key=lambda one: (one.order, -(one.raised.value or 0), one.theme)))

    def _line(
        self,
        order: int,
        theme: str,
        told: About,
        cubes: Sequence[FrozenCube],
        before: Sequence[FrozenCube],
        place: Place,
        times: Sequence[Period],
    ) -> ConcernLine:
        def came(some: Sequence[FrozenCube], sex: str | None = None) -> Figure:
            return figure(some, Query(self._audience, place, sex, concern=theme))

        severity = mean_severity(told)
        return ConcernLine(
            theme,
            order,
            Number(told.shown(), told.about),
            number(came(cubes)),
            {sex: _part(came(cubes, sex), figure(cubes, Query(self._audience, place, sex))) for sex in SEXES},
            {},
            {one.code: self._in_region(cubes, one.code, theme) for one in self._atlas.regions},
            None,
            None
            if severity is None
            else Number(Msg("{number}", {"number": Fraction(severity, 2)}), severity * 5),
            change(came(before), came(cubes)).shown() if before else None,
            tuple(self._time(time, place, theme) for time in times),
        )

    def _in_region(self, cubes: Sequence[FrozenCube], region: str, theme: str) -> Part:
        told = about(cubes, self._audience, (COUNTRY, region), theme)
        part = None if told.about is None or not told.held else told.about * 1000 // told.held
        return Part(Number(told.shown(), told.about), exact(told.held), part, told.shown())

    def _time(self, time: Period, place: Place, theme: str) -> TimePoint:
        told = about(self._cubes(time), self._audience, place, theme)
        part = 0 if told.about is None or not told.held else told.about * 1000 // told.held
        return TimePoint(time, Number(told.shown(), told.about), told.held, part)

    # --- places ------------------------------------------------------------------------------------

    def _wide_enough(
        self, cubes: Sequence[FrozenCube], zones: Iterable[tuple[Place, str, tuple[str, str, str]]]
    ) -> Iterable[tuple[Place, str, tuple[str, str, str]]]:
        """The groupings, or the wider places that stand for them to this audience, each once."""
        names = {one.code: one.names for one in self._atlas.regions}
        found: dict[Place, tuple[Place, str, tuple[str, str, str]]] = {}
        for zone in zones:
            wider, _ = going_up(lambda where: figure(cubes, Query(self._audience, where)), zone[0])
            found.setdefault(wider, zone if wider == zone[0] else (wider, wider[-1], names[wider[-1]]))
        return found.values()

    def _place(
        self,
        cubes: Sequence[FrozenCube],
        place: Place,
        code: str,
        names: tuple[str, str, str],
        theme: str,
    ) -> PlaceLine:
        def people(
            sex: str | None = None, ages: tuple[str, ...] = (), disability: str | None = None
        ) -> Figure:
            return figure(cubes, Query(self._audience, place, sex, ages, disability))

        count = held(cubes, place)
        told = about(cubes, self._audience, place, theme) if theme else None
        everybody = people()
        return PlaceLine(
            code,
            names,
            count,
            exact(count) if told is None else Number(told.shown(), told.about),
            number(everybody),
            _part(people("f"), everybody),
            _part(people(ages=YOUNG), everybody),
            _part(people(disability="yes"), everybody),
            self._firsts(cubes, place) if count else {},
        )

    def _firsts(self, cubes: Sequence[FrozenCube], place: Place) -> dict[str, str]:
        """The concern told of most, where it is told of clearly more than of any other."""
        found = {}
        told = {theme: about(cubes, self._audience, place, theme).about for theme in self._atlas.themes}
        asked: list[tuple[str, Callable[[str], int | None], int]] = [
            ("", lambda theme: told[theme], PARAMETERS.held_base)
        ]
        for sex in SEXES:
            came = {
                t: figure(cubes, Query(self._audience, place, sex, concern=t)) for t in self._atlas.themes
            }
            asked.append((sex, _value_of(came), PROTECTIONS[self._audience].base))
        for key, value, base in asked:
            best = sorted(((value(theme) or 0, theme) for theme in self._atlas.themes), reverse=True)
            if best[0][0] and best[0][0] - best[1][0] >= base:
                found[key] = best[0][1]
        return found


def _value_of(figures: Mapping[str, Figure]) -> Callable[[str], int | None]:
    return lambda theme: figures[theme].value


def _part(part: Figure, of: Figure) -> Part:
    told = share(part, of)
    known = None if told.percent is None else told.percent * 10
    return Part(number(part), number(of), known, part.shown() if told.percent is None else told.shown())


def _is_named(cubes: Iterable[FrozenCube], theme: str) -> bool:
    """Whether any print speaks of the concern: a list of all themes would be no finding."""
    return any(any(cell.raised.get(theme) for cell in cube.held_cells) for cube in cubes)
