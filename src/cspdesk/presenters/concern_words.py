"""The joint picture in the person's words: rows with bars, places with figures, choices of the filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.codelists import label_of
from cspdesk.domain.lists.people import AGE_BOUNDS
from cspdesk.domain.periods import Period, period
from cspdesk.domain.publication import rounding_note
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports.picture import Number
from cspdesk.services.concerns import BANDS
from cspdesk.services.joint import SEXES, ConcernLine, Joint, Nearest, Part, PlaceLine, TimePoint
from cspdesk.services.places import GroupingView, PlaceView

CLASSES = 5
YEARS = 3
_FULL = 1000
_ROMAN = ("I", "II", "III", "IV")
_TOWNS = {"kulob": N_("Kulob"), "bokhtar": N_("Bokhtar"), "rasht": N_("Rasht")}
_SHORT = {
    "3501000": N_("Dushanbe"),
    "3505000": N_("Sughd"),
    "3507000": N_("Khatlon"),
    "3509000": N_("DRS"),
    "3590000": N_("GBAO"),
}
"""Regions as people say them: on a map, and above a narrow column."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its length in thousandths of the longest (None: nothing may be drawn), and its figure."""

    share: int | None
    shown: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """One concern with a bar for each series, and its course."""

    key: str
    text: str
    bars: tuple[Bar, ...]
    course: tuple[int, ...] = ()
    course_spoken: str = ""


@dataclass(frozen=True, slots=True)
class Shade:
    """What the map shows of a place: its class, None without consultations, and the figure."""

    level: int | None
    shown: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The classes of a map: the first and last number of each."""

    spans: tuple[tuple[int, int], ...]

    def level(self, value: int) -> int:
        """The class that a number lies in."""
        return next((at for at, (_, last) in enumerate(self.spans) if value <= last), len(self.spans) - 1)


def scale_of(values: Iterable[int]) -> Scale:
    """Classes of equal width, as many as are needed, at most five."""
    known = list(values)
    most, least = max(known, default=1), min(known, default=1)
    width = max(1, -(-most // CLASSES))
    count = max(1, -(-most // width))
    spans = [(at * width + 1, (at + 1) * width) for at in range(count)]
    if least == 0:
        spans[0] = (0, spans[0][1])
    return Scale(tuple(spans))


class ConcernWords:
    """Words and bars for one language."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._t = words.t
        self._formats = words.formats

    # --- small things ------------------------------------------------------------------------------

    def number(self, number: Number) -> str:
        """A figure as it is shown."""
        return self._t(number.shown)

    def part(self, part: Part) -> str:
        """A share in whole per cent; where it may not be said, what may."""
        if part.percent is not None:
            return self._t(part.percent)
        return self._formats.percent(part.shown.value or 0, part.whole.value or 0)

    def span(self, span: Period) -> str:
        """A period by its name."""
        return self._formats.period(span.first, span.last)

    def theme(self, theme: str) -> str:
        """A concern by its name."""
        return self._t(label_of("concern_theme", theme)) if theme else ""

    def band(self, band: str) -> str:
        """An age band in figures, as heads of columns have it."""
        bounds = AGE_BOUNDS.get(band)
        if bounds is None:
            return self._t(label_of("age_band", band))
        if bounds.last is None:
            return f"{self._formats.integer(bounds.first)}+"
        return self._formats.number_range(bounds.first, bounds.last)

    def sex(self, sex: str) -> str:
        """Women, men."""
        return self._t(label_of("sex", sex))

    def place(self, line: PlaceLine) -> str:
        """A place by its name."""
        return line.name(self._words.language.code)

    def region(self, view: PlaceView) -> str:
        """A region by the name that people say."""
        return self._t(_SHORT[view.code]) if view.code in _SHORT else view.name(self._words.language.code)

    def sentence(self, text: Msg) -> str:
        """A reason as a sentence of its own."""
        said = self._t(text)
        return f"{said[:1].upper()}{said[1:]}."

    def selection(self, nearest: Nearest, places: Sequence[PlaceView | GroupingView]) -> str:
        """A period and a place in words."""
        filters, language = nearest.filters, self._words.language.code
        names = [one.name(language) for one in places if one.code and one.code == filters.place]
        return ", ".join([self.span(nearest.span), *(names or [self._t(N_("All places"))])])

    def held(self, joint: Joint) -> str:
        """How much was held, and how many people it heard."""
        if joint.refusal is not None:
            return ""
        consultations = self._t(plural(N_("{n} consultation"), N_("{n} consultations"), joint.held))
        if joint.people.value is None:
            return consultations
        if joint.base:
            return f"{consultations}, {self._t(msg(N_('about {count} people'), count=joint.people.value))}"
        return f"{consultations}, {self._t(plural(N_('{n} person'), N_('{n} people'), joint.people.value))}"

    def note(self, base: int) -> str:
        """How the numbers were made, where they were rounded."""
        return self._t(rounding_note(base)) if base else ""

    # --- choices -----------------------------------------------------------------------------------

    def periods(self, today: date) -> list[tuple[str, str]]:
        """The periods that are offered, the nearest first: years, half-years, quarters."""
        years = [period(str(today.year - back)) for back in range(YEARS)]
        halves = [half for year in years[:2] for half in reversed(year.half_years()) if half.first <= today]
        quarter = period(f"{today.year}-Q{(today.month + 2) // 3}")
        quarters = [quarter]
        while len(quarters) < len(halves):
            quarters.append(quarters[-1].before())
        return [(one.code, self.span(one)) for one in (*years, *halves, *quarters)]

    # --- the ranking -------------------------------------------------------------------------------

    def series(self, joint: Joint, measure: str) -> list[tuple[str, str]]:
        """The series of a breakdown, as key and name."""
        if measure == "sex":
            return [(sex, self.sex(sex)) for sex in SEXES]
        if measure == "age":
            return [(band, self.band(band)) for band in BANDS]
        if measure == "region":
            return [(one.code, self.short(one)) for one in joint.regions if one.held]
        return [("weight", self._t(N_("Weight")))]

    def zone(self, line: PlaceLine) -> str:
        """A zone by the town that it is named after, for a spot on the map."""
        return self._t(_TOWNS[line.code]) if line.code in _TOWNS else self.place(line)

    def short(self, line: PlaceLine) -> str:
        """A region's name as a map and a narrow column have it."""
        return self._t(_SHORT[line.code]) if line.code in _SHORT else self.place(line)

    def rows(self, joint: Joint, measure: str) -> list[BarRow]:
        """The ranking; by weight it is ordered anew."""
        lines = list(joint.concerns)
        if measure == "weight":
            lines.sort(key=lambda one: (-(_value(one.weight or one.severity)), one.order))
            longest = max((_value(one.weight or one.severity) for one in lines), default=0)
            return [self._row(one, (self._weight(one, longest),)) for one in lines]
        keys = [key for key, _ in self.series(joint, measure)]
        parts = {one.theme: [_parts(one, measure).get(key) for key in keys] for one in lines}
        longest = max(
            (part.share or 0 for some in parts.values() for part in some if part is not None), default=0
        )
        return [self._row(one, tuple(self._bar(part, longest) for part in parts[one.theme])) for one in lines]

    def breakdown(self, joint: Joint, line: ConcernLine, measure: str) -> list[BarRow]:
        """One concern by age or by region; empty where that does not leave."""
        parts = _parts(line, measure)
        named = [(key, name) for key, name in self.series(joint, measure) if key in parts]
        longest = max((parts[key].share or 0 for key, _ in named), default=0)
        return [BarRow(key, name, (self._bar(parts[key], longest),)) for key, name in named]

    def told(self, joint: Joint, line: ConcernLine) -> str:
        """In how many consultations a concern was named, and how many people were there."""
        raised, people = line.raised.value, line.people.value
        if joint.base or raised is None or people is None:
            said = msg(
                N_("Named in {raised} consultations; people there: {people}."),
                raised=line.raised.shown,
                people=line.people.shown,
            )
            return self._t(said)
        return self._t(
            msg(
                N_("Named in {raised} of {held} consultations, where {people} took part."),
                raised=raised,
                held=joint.held,
                people=plural(N_("{n} person"), N_("{n} people"), people),
            )
        )

    def course_head(self, joint: Joint) -> str:
        """What the column of courses spans."""
        if not joint.times:
            return ""
        return f"{self.time(joint.times[0])} – {self.time(joint.times[-1])}"

    def _row(self, line: ConcernLine, bars: tuple[Bar, ...]) -> BarRow:
        course = tuple(point.share for point in line.times)
        return BarRow(line.theme, self.theme(line.theme), bars, course, self.course(line.times))

    def _bar(self, part: Part | None, longest: int) -> Bar:
        if part is None:
            return Bar(None, self._t(N_("does not leave")))
        if part.share is None:
            return Bar(None, self.part(part))
        return Bar(part.share * _FULL // longest if longest else 0, self.part(part))

    def _weight(self, line: ConcernLine, longest: int) -> Bar:
        number = line.weight or line.severity
        if number is None:
            return Bar(None, "–")
        return Bar(_value(number) * _FULL // longest if longest else 0, self.number(number))

    # --- in time -----------------------------------------------------------------------------------

    def time(self, time: Period) -> str:
        """A half-year or quarter, short enough for a chart."""
        year, _, part = time.code.partition("-")
        return f"{_ROMAN[int(part[1:]) - 1]}/{year[2:]}"

    def of_held(self, point: TimePoint) -> str:
        """In how many of the consultations held."""
        if not point.held:
            return self._t(N_("no consultation"))
        if point.raised.value is None or "about" in point.raised.shown.values:
            return self._t(point.raised.shown)
        return self._t(msg(N_("{count} of {whole}"), count=point.raised.value, whole=point.held))

    def mark(self, point: TimePoint) -> str:
        """The same beside a point of a chart, where there is little room."""
        return self.of_held(point) if point.held else "–"

    def course(self, times: Sequence[TimePoint]) -> str:
        """The course in words."""
        return "; ".join(f"{self.span(point.time)}: {self.of_held(point)}" for point in times)

    # --- the map -----------------------------------------------------------------------------------

    def shades(self, places: Sequence[PlaceLine]) -> tuple[Mapping[str, Shade], Scale]:
        """What the map shows of each place, and its classes."""
        told = {one.code: one.raised.value for one in places if one.held and one.raised.value is not None}
        scale = scale_of(told.values())
        shades = {}
        for one in places:
            value = told.get(one.code)
            if not one.held:
                shades[one.code] = Shade(None, self._t(N_("no consultation")))
            elif value is None:
                shades[one.code] = Shade(None, self.number(one.raised))
            else:
                shades[one.code] = Shade(scale.level(value), self.number(one.raised))
        return shades, scale

    def legend(self, scale: Scale) -> list[tuple[int | None, str]]:
        """The classes in words, and what the hatch means."""
        spans = [
            (at, self._formats.integer(first) if first == last else self._formats.number_range(first, last))
            for at, (first, last) in enumerate(scale.spans)
        ]
        return [*spans, (None, self._t(N_("no consultation")))]


def _value(number: Number | None) -> int:
    return 0 if number is None or number.value is None else number.value


def _parts(line: ConcernLine, measure: str) -> Mapping[str, Part]:
    return {"sex": line.by_sex, "age": line.by_band, "region": line.by_region}[measure]
