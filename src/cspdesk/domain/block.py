"""One organisation's half-year of consultations as numbers: what a cube is made from.

No title, no day, no words: only what is counted.  A block is frozen once, as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cspdesk.domain.audience import Level

Place = tuple[str, ...]
"""Codes from the country down: country, region, zone, district; a wider place is a beginning of it."""

NO_CODE = "-"
"""Stands in a place path where a level is not known or does not exist."""

NOT_RECORDED = "nr"


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A half-year of an organisation; ``supplement`` above 0 holds what came after the block was frozen."""

    organisation: str
    half_year: str
    supplement: int = 0

    @property
    def label(self) -> str:
        """A name that no two blocks share."""
        return f"{self.organisation}/{self.half_year}/{self.supplement}"


@dataclass(frozen=True, slots=True)
class Counted:
    """One consultation as numbers."""

    id: str
    place: Place
    """Down to the district."""
    people: Mapping[tuple[str, str], int]
    """How many by (sex, age band), "not recorded" being a code among them."""
    disability: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """How many by (sex, disability); people missing here were not asked."""
    concerns: Mapping[str, int] = field(default_factory=dict)
    """The concerns raised, each with its severity from 1 to 5, or 0 where none was given."""

    def of_sex(self, sex: str) -> int:
        """How many people of one sex."""
        return sum(count for (one, _), count in self.people.items() if one == sex)


@dataclass(frozen=True, slots=True)
class World:
    """Everything counted in a block, and which concerns are of high sensitivity there."""

    block: Block
    consultations: tuple[Counted, ...]
    high: frozenset[str]

    def __post_init__(self) -> None:
        ids = {one.id for one in self.consultations}
        if len(ids) != len(self.consultations):
            raise ValueError("a consultation is counted twice")
        for one in self.consultations:
            _check(one)


def _check(one: Counted) -> None:
    if len(one.place) != Level.DISTRICT or not all(one.place):
        raise ValueError(f"a place has {Level.DISTRICT.value} codes: {one.place}")
    if any(count < 0 for count in (*one.people.values(), *one.disability.values())):
        raise ValueError("a count below nobody")
    for sex in {sex for sex, _ in one.disability}:
        if sum(count for (of, _), count in one.disability.items() if of == sex) > one.of_sex(sex):
            raise ValueError("more people by disability than people")
    if any(not 0 <= severity <= 5 for severity in one.concerns.values()):
        raise ValueError("severity is 1 to 5, or 0 where none was given")
