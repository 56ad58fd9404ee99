"""The joint picture of concerns as values: what the Concerns page shows, exact or as it leaves the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cspdesk.domain.periods import Period, period
from cspdesk.domain.text import Msg
from cspdesk.reports.picture import Number

SEXES = ("f", "m")
TIMES = {"half": 6, "quarter": 8}
"""How many half-years or quarters a course over time shows."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the picture is narrowed to; empty texts narrow nothing.

    ``sex`` and ``band`` choose the consultations at which such people were counted, and count only those.
    """

    region: str = ""
    grouping: str = ""
    theme: str = ""
    sex: str = ""
    band: str = ""

    @property
    def place(self) -> str:
        """The narrower of the two places that may be chosen: a grouping's code, or a region's."""
        return self.grouping or self.region


@dataclass(frozen=True, slots=True)
class Part:
    """One bar of a breakdown: how many of a group, of how many there are of it, and the share in thousandths.

    ``share`` is None where nothing may be said of it.  ``percent`` is how the share is worded where
    numbers are rounded; None where it is exact.
    """

    shown: Number
    whole: Number
    share: int | None
    percent: Msg | None = None


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One time of a course: in how many of the consultations held the concern was named."""

    time: Period
    raised: Number
    held: int
    share: int
    """In thousandths of the consultations held; 0 where none was held."""


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """One concern in the ranking."""

    theme: str
    order: int
    raised: Number
    """Consultations that named it."""
    people: Number
    """People who took part in those."""
    by_sex: Mapping[str, Part]
    by_band: Mapping[str, Part]
    by_region: Mapping[str, Part]
    """Of the consultations held in each region, those that named it."""
    weight: Number | None
    """Severity x breadth x trend in tenths (docs/decisions/0020-small-numbers.md); never told outside."""
    severity: Number | None
    change: Msg | None
    times: tuple[TimePoint, ...]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A region, a grouping or a district: what was held there and who was heard."""

    code: str
    names: tuple[str, str, str]
    held: int
    raised: Number
    """Consultations that named the chosen concern, or all held where none is chosen."""
    people: Number
    women: Part
    youth: Part
    disabled: Part
    first: Mapping[str, str] = field(default_factory=dict)
    """The concern named most: among all (""), where women were heard, where men were."""
    asked: tuple[str, ...] = ()
    """What was proposed there most; empty outside."""

    def name(self, language: str) -> str:
        """The name in a language, else the first there is."""
        return self.names[("tg", "ru", "en").index(language)] or next((n for n in self.names if n), self.code)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The selection that may leave and lies nearest to the one that may not."""

    filters: Filters
    span: Period


@dataclass(frozen=True, slots=True)
class Joint:
    """The picture of a period under some filters.

    ``base`` is 0 where the numbers are exact.  ``refusal`` says why this selection does not leave the
    desk; then there are no numbers, and ``nearest`` is the selection that may.
    """

    span: Period
    filters: Filters
    audience: str
    base: int
    held: int
    people: Number
    concerns: tuple[ConcernLine, ...] = ()
    regions: tuple[PlaceLine, ...] = ()
    groupings: tuple[PlaceLine, ...] = ()
    districts: tuple[PlaceLine, ...] = ()
    times: tuple[Period, ...] = ()
    refusal: Msg | None = None
    nearest: Nearest | None = None
    freezes: tuple[str, ...] = ()
    """Half-years whose numbers would be frozen for good if these were given out now."""

    def concern(self, theme: str) -> ConcernLine | None:
        """The line of a concern, where it was named at all."""
        return next((one for one in self.concerns if one.theme == theme), None)


def times_until(last: Period, step: str) -> tuple[Period, ...]:
    """The half-years or quarters of a course over time; the last of them holds the end of ``last``."""
    day = last.last
    at = period(
        f"{day.year}-H{1 if day.month <= 6 else 2}"
        if step == "half"
        else f"{day.year}-Q{(day.month + 2) // 3}"
    )
    found = [at]
    while len(found) < TIMES[step]:
        at = at.before()
        found.append(at)
    return tuple(reversed(found))
