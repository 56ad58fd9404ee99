"""The joint picture counted exactly from the records, for whoever holds them.

The order of concerns is the digest's: consultations that name it, then the communities' mean rank, then
the median severity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cspdesk.domain.codelists import YOUTH, bands_within
from cspdesk.domain.periods import Period
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.reports.own_picture import exact, tenths
from cspdesk.services.concern_facts import Facts
from cspdesk.services.concern_tally import ALL, BAND, Group, Tally, together
from cspdesk.services.joint import SEXES, ConcernLine, Filters, Joint, Part, PlaceLine, TimePoint
from cspdesk.services.places import GroupingView, Places, PlaceView

_YOUNG = tuple(BAND + band for band in bands_within(YOUTH))


@dataclass(frozen=True, slots=True)
class Where:
    """What a place lies in, by the codes that the picture groups by."""

    region: str
    grouping: str
    district: str


class ExactJoint:
    """Facts of a window seen through filters; any number can be asked for the consultations behind it.

    ``places`` must hold all it knows (``Places.held``); ``regions`` and ``bands`` are codes in the order
    in which they are shown.
    """

    def __init__(self, facts: Facts, places: Places, regions: Sequence[str], bands: Sequence[str]) -> None:
        self._facts = facts
        self._places = places
        self._regions = regions
        self._bands = bands
        self._where: dict[str, Where] = {}
        self._inside: dict[str, frozenset[str]] = {}

    def joint(self, span: Period, filters: Filters, times: Sequence[Period]) -> Joint:
        """The picture of a span; the span, the one before it and ``times`` lie in the window."""
        groups = self._groups(self._chosen(span, filters), filters)
        whole = together(groups.values())
        regions = _by(groups, lambda where: where.region)
        before = self._before(span.before(), filters)
        courses = self._courses(filters, times)
        lines = tuple(
            self._line(order, theme, whole, regions, before, courses[theme])
            for theme, order in whole.order().items()
        )
        groupings = _by(groups, lambda where: where.grouping)
        districts = _by(groups, lambda where: where.district)
        return Joint(
            span,
            filters,
            "",
            0,
            whole.whole.held,
            exact(whole.whole.count(ALL)),
            lines,
            self._places_of(regions, filters, self._known(self._regions)),
            self._places_of(groupings, filters, [g for g in self._places.groupings() if g.kind == "zone"]),
            self._places_of(districts, filters, self._known(sorted(districts))),
            tuple(times),
        )

    def behind(self, span: Period, filters: Filters) -> tuple[str, ...]:
        """Ids of the consultations that a number counts, the concern of the filters among its conditions."""
        ids, raised = self._facts.ids, self._facts.raised
        chosen = self._chosen(span, filters)
        return tuple(ids[at].hex() for at in chosen if not filters.theme or filters.theme in raised[at])

    # --- choosing and adding up --------------------------------------------------------------------

    def _at(self, place: str) -> Where:
        if place not in self._where:
            grouping = self._places.grouping_of(place)
            self._where[place] = Where(
                self._places.region(place),
                "" if grouping is None else grouping.code,
                self._places.district(place),
            )
        return self._where[place]

    def _within(self, place: str) -> frozenset[str]:
        if place not in self._inside:
            self._inside[place] = self._places.within(place)
        return self._inside[place]

    def _chosen(self, span: Period, filters: Filters) -> Sequence[int]:
        facts = self._facts
        found: Sequence[int] = facts.within(span)
        for place in (filters.region, filters.grouping):
            if place:
                inside = self._within(place)
                found = [at for at in found if facts.places[at] in inside]
        if filters.sex:
            found = [at for at in found if filters.sex in facts.sexes[at]]
        if filters.band:
            found = [at for at in found if any(band == filters.band for _, band in facts.people[at])]
        return found

    def _people(self, at: int, filters: Filters) -> dict[str, int]:
        """People of one consultation: all of them, by sex and by band."""
        found = {ALL: 0}
        for (sex, band), count in self._facts.people[at].items():
            if (filters.sex and sex != filters.sex) or (filters.band and band != filters.band):
                continue
            found[ALL] += count
            found[sex] = found.get(sex, 0) + count
            key = BAND + band
            found[key] = found.get(key, 0) + count
        return found

    def _groups(self, chosen: Iterable[int], filters: Filters) -> dict[Where, Group]:
        """One pass over the consultations; wider places are sums of these groups."""
        facts = self._facts
        found: dict[Where, Group] = {}
        for at in chosen:
            where = self._at(facts.places[at])
            group = found.get(where)
            if group is None:
                group = found[where] = Group()
            people = self._people(at, filters)
            disabled = facts.disabled[at]
            group.whole.add(people, disabled.get(filters.sex, 0) if filters.sex else sum(disabled.values()))
            for theme, raised in facts.raised[at].items():
                tally = group.theme(theme)
                tally.add(people)
                tally.weigh(raised)
        return found

    # --- lines -------------------------------------------------------------------------------------

    def _line(
        self,
        order: int,
        theme: str,
        whole: Group,
        regions: Mapping[str, Group],
        before: Mapping[str, int] | None,
        course: tuple[TimePoint, ...],
    ) -> ConcernLine:
        tally = whole.themes[theme]

        def part(key: str) -> Part:
            return _part(tally.count(key), whole.whole.count(key))

        weight, severity = tally.weight(), tally.severity()
        return ConcernLine(
            theme,
            order,
            exact(tally.held),
            exact(tally.count(ALL)),
            {sex: part(sex) for sex in SEXES},
            {band: part(BAND + band) for band in self._bands},
            {
                code: _part(regions[code].themes.get(theme, Tally()).held, regions[code].whole.held)
                for code in self._regions
                if code in regions
            },
            None if weight is None else tenths(weight),
            None if severity is None else tenths(severity),
            None if before is None else _change(tally.held - before.get(theme, 0)),
            course,
        )

    def _courses(self, filters: Filters, times: Sequence[Period]) -> dict[str, tuple[TimePoint, ...]]:
        """In how many consultations of each time each concern was named."""
        raised = self._facts.raised
        chosen = [self._chosen(time, filters) for time in times]
        counts: dict[str, list[int]] = {}
        for place, ats in enumerate(chosen):
            for at in ats:
                for theme in raised[at]:
                    counts.setdefault(theme, [0] * len(times))[place] += 1
        nowhere = [0] * len(times)
        themes = {theme for at in self._facts.within(self._facts.window) for theme in raised[at]}
        return {
            theme: tuple(
                TimePoint(time, exact(count), len(of), count * 1000 // len(of) if of else 0)
                for time, count, of in zip(times, counts.get(theme, nowhere), chosen, strict=True)
            )
            for theme in themes
        }

    def _before(self, span: Period, filters: Filters) -> dict[str, int] | None:
        """In how many consultations of the period before each concern was named; None where none was held."""
        if not self._facts.within(span):
            return None
        counts: dict[str, int] = {}
        for at in self._chosen(span, filters):
            for theme in self._facts.raised[at]:
                counts[theme] = counts.get(theme, 0) + 1
        return counts

    # --- places ------------------------------------------------------------------------------------

    def _known(self, codes: Iterable[str]) -> list[PlaceView]:
        return [view for code in codes if (view := self._places.get(code)) is not None]

    @staticmethod
    def _places_of(
        groups: Mapping[str, Group], filters: Filters, wanted: Iterable[PlaceView | GroupingView]
    ) -> tuple[PlaceLine, ...]:
        return tuple(
            _place(one.code, one.names, groups.get(one.code, Group()), filters.theme) for one in wanted
        )


def _by(groups: Mapping[Where, Group], key: Callable[[Where], str]) -> dict[str, Group]:
    keyed: dict[str, list[Group]] = {}
    for where, group in groups.items():
        keyed.setdefault(key(where), []).append(group)
    return {code: together(found) for code, found in keyed.items() if code}


def _place(code: str, names: tuple[str, str, str], group: Group, theme: str) -> PlaceLine:
    whole = group.whole
    everybody = whole.count(ALL)
    named = group.themes.get(theme, Tally()) if theme else whole
    return PlaceLine(
        code,
        names,
        whole.held,
        exact(named.held),
        exact(everybody),
        _part(whole.count("f"), everybody),
        _part(sum(map(whole.count, _YOUNG)), everybody),
        _part(whole.disabled, everybody),
        group.firsts(),
    )


def _part(count: int, whole: int) -> Part:
    return Part(exact(count), exact(whole), count * 1000 // whole if whole else None)


def _change(by: int) -> Msg:
    """How many consultations more or fewer named it than in the period before."""
    if by == 0:
        return msg(N_("as often as in the period before"))
    if by > 0:
        return plural(
            N_("{n} consultation more than in the period before"),
            N_("{n} consultations more than in the period before"),
            by,
        )
    return plural(
        N_("{n} consultation fewer than in the period before"),
        N_("{n} consultations fewer than in the period before"),
        -by,
    )
