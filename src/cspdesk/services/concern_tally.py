"""Adding up concerns: one group of consultations as sums that add to the sums of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from cspdesk.reports.own_picture import BREADTH, TREND
from cspdesk.services.concern_facts import Raised
from cspdesk.services.joint import SEXES

ALL = ""
"""The key of everybody; beside it stand sexes, and age bands behind ``BAND``."""
BAND = "band "
_STEPS = 6
_TREND_TENTHS = {trend: int(factor * 10) for trend, factor in TREND.items()}


@dataclass(slots=True)
class Tally:
    """Consultations, the people in them, and how the concern was weighed there; whole numbers that add up."""

    held: int = 0
    disabled: int = 0
    people: dict[str, int] = field(default_factory=dict)
    ranked: int = 0
    ranks: int = 0
    """The sum of the ranks given; ``ranked`` says by how many."""
    severities: list[int] = field(default_factory=lambda: [0] * _STEPS)
    """How many gave each severity; 0 is none given."""
    weights: int = 0
    """The sum, in tenths, of severity x breadth x trend, of those that gave a severity."""

    def count(self, key: str) -> int:
        """People by sex, by ``BAND`` and a band, or all of them."""
        return self.people.get(key, 0)

    def add(self, people: Mapping[str, int], disabled: int = 0) -> None:
        """Count one consultation."""
        self.held += 1
        self.disabled += disabled
        known = self.people
        for key, number in people.items():
            known[key] = known.get(key, 0) + number

    def weigh(self, raised: Raised) -> None:
        """Note how one consultation weighed the concern; what was not recorded counts as the middle."""
        severity, rank, scale, trend = raised
        if rank is not None:
            self.ranked += 1
            self.ranks += rank
        if severity is not None:
            self.severities[min(max(severity, 0), _STEPS - 1)] += 1
            self.weights += severity * BREADTH.get(scale, 2) * _TREND_TENTHS.get(trend, 10)

    def take(self, other: Tally) -> None:
        """Add all that another one counted."""
        self.held += other.held
        self.disabled += other.disabled
        for key, number in other.people.items():
            self.people[key] = self.people.get(key, 0) + number
        self.ranked += other.ranked
        self.ranks += other.ranks
        self.severities = [one + more for one, more in zip(self.severities, other.severities, strict=True)]
        self.weights += other.weights

    def key(self, theme: str) -> tuple[int, Fraction, Fraction, str]:
        """What the ranking goes by, as in the digest: consultations, mean rank, median severity."""
        mean = Fraction(self.ranks, self.ranked) if self.ranked else Fraction(100)
        return (-self.held, mean, -(self.severity() or Fraction(0)), theme)

    def severity(self) -> Fraction | None:
        """The median of the severities given."""
        given = sum(self.severities)
        if not given:
            return None
        return Fraction(self._severity_at((given - 1) // 2) + self._severity_at(given // 2), 2)

    def weight(self) -> Fraction | None:
        """The mean of severity x breadth x trend."""
        given = sum(self.severities)
        return Fraction(self.weights, 10 * given) if given else None

    def _severity_at(self, place: int) -> int:
        for severity, count in enumerate(self.severities):
            place -= count
            if place < 0:
                return severity
        return _STEPS - 1


@dataclass(slots=True)
class Group:
    """A group of consultations as a whole, and those of them that named each concern."""

    whole: Tally = field(default_factory=Tally)
    themes: dict[str, Tally] = field(default_factory=dict)

    def theme(self, theme: str) -> Tally:
        """The tally of a concern, begun where there is none yet."""
        found = self.themes.get(theme)
        if found is None:
            found = self.themes[theme] = Tally()
        return found

    def order(self) -> dict[str, int]:
        """The concerns by their rank from 1."""
        ordered = sorted(self.themes, key=lambda theme: self.themes[theme].key(theme))
        return {theme: place for place, theme in enumerate(ordered, 1)}

    def firsts(self) -> dict[str, str]:
        """The first concern (""), and for each sex the one at whose consultations most of it were."""
        order = list(self.order())
        if not order:
            return {}
        found = {ALL: order[0]}
        for sex in SEXES:
            first = max(order, key=lambda theme: self.themes[theme].count(sex))
            if self.themes[first].count(sex):
                found[sex] = first
        return found


def together(groups: Iterable[Group]) -> Group:
    """Several groups, no consultation in two of them, as one."""
    found = Group()
    for one in groups:
        found.whole.take(one.whole)
        for theme, tally in one.themes.items():
            found.theme(theme).take(tally)
    return found
