"""The frozen cube: one rounding of an organisation's half-year, of which all that leaves is a sum.

Cells are people of one sex and age band at one consultation.  They are rounded together, so that these
groups of both families come out as rounded as the cells: country > region > zone > district > women or men
there > those of one consultation; and sex > age band > the same by region > by zone > by district.  What a
concern is raised by is a sum over consultations; disability divides each printed number of women or men
of a district.  A wider base is made from the print of the narrower, so that a reader of both learns no
more than a reader of the narrower alone.  docs/decisions/0020-small-numbers.md holds the reasons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cspdesk.domain.audience import PARAMETERS, Level, Parameters
from cspdesk.domain.block import NOT_RECORDED, Block, Counted, Place, World
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.gathering import Group, gather
from cspdesk.domain.rounding import KeyedLot, Lot, Path, circulate, split, split_known
from cspdesk.domain.text import N_, msg

SEVERITIES = 6
"""Places of a severity distribution: 0 (none given), then 1 to 5."""

Lots = Callable[[str], Lot]
"""A fresh lot for each thing that is drawn, by its name."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """People of one sex and age band at one consultation."""

    place: Place
    sex: str
    age: str
    consultation: str


@dataclass(frozen=True, slots=True)
class Printed:
    """The cube at one base; numbers that came out as zero are left out everywhere."""

    base: int
    people: Mapping[Cell, int]
    disability: Mapping[tuple[Place, str, str], int]
    """By (district, sex, disability)."""
    concerns: Mapping[tuple[Place, str, str], int]
    """People at consultations that raised it, by (district, sex, concern); none of high sensitivity."""


@dataclass(frozen=True, slots=True)
class HighCell:
    """People of one sex in a group of regions, by the high concerns raised where they were."""

    base: int
    sex: str
    regions: Group
    raised: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class HeldCell:
    """How many of the consultations of a group of districts raised what, in steps of ``base``."""

    base: int
    high: bool
    districts: Group
    held: int
    raised: Mapping[str, tuple[int, ...]]
    """By concern: how many for each severity; their sum is how many raised it."""


@dataclass(frozen=True, slots=True)
class FrozenCube:
    """What may be told of a block: made once, never made again, and never changed."""

    block: Block
    high: frozenset[str]
    held: Mapping[Place, int]
    """Consultations held in each district: known to many, so exact."""
    prints: tuple[Printed, ...]
    high_cells: tuple[HighCell, ...]
    held_cells: tuple[HeldCell, ...]
    withdrawn: Mapping[str, Place]
    """Consultations whose consent was withdrawn after freezing, and where they were."""

    def at(self, base: int) -> Printed:
        """The print at a base; KeyError where the cube has none."""
        for printed in self.prints:
            if printed.base == base:
                return printed
        raise KeyError(base)

    def without(self, consultation: str, place: Place) -> FrozenCube:
        """A cube that no longer counts a withdrawn consultation; all other cells stay as printed.

        No new draw is made: what is kept and what is withdrawn were rounded apart, and together, when the
        cube was frozen, so that an older document beside a newer one tells no more than the cube does.
        """
        return replace(self, withdrawn={**self.withdrawn, consultation: place})


def families(cell: Cell) -> tuple[Path, Path]:
    """The groups of both families that hold a cell, from the widest down."""
    return (*cell.place, cell.sex, cell.consultation), (cell.sex, cell.age, *cell.place[1:])


def freeze(world: World, *, key: bytes, parameters: Parameters = PARAMETERS) -> FrozenCube:
    """The cube of a block, decided by its records and the key alone.

    ``key`` is 32 random bytes, drawn for this block, kept with the draft so that a preview is what will be
    printed, and dropped once the cube is frozen.  RefusedError for a supplement that is too small.
    """
    block = world.block
    if block.supplement and len(world.consultations) < parameters.supplement_held:
        raise RefusedError(
            msg(
                N_("Late consultations are published by themselves only from {least} on."),
                least=parameters.supplement_held,
            ),
            hint=msg(N_("Leave them for the next half-year.")),
        )
    return freeze_by(world, lambda name: KeyedLot(key, f"{block.label}/{name}"), parameters)


def freeze_by(world: World, lots: Lots, parameters: Parameters = PARAMETERS) -> FrozenCube:
    """The cube of a block, drawn by the lots that are handed in."""
    people: Mapping[Cell, int] = {
        Cell(one.place, sex, age, one.id): count
        for one in world.consultations
        for (sex, age), count in one.people.items()
        if count
    }
    disability = _disability(world)
    prints: list[Printed] = []
    for base in parameters.bases:
        people = circulate(people, base, lots(f"people/{base}"), trees=families)
        disability = _divided(disability, _groups(people), base, lots)
        concerns = _raised(world, people, lambda concern: concern not in world.high)
        prints.append(Printed(base, people, _flat(disability), concerns))
    held = Counter(one.place for one in world.consultations)
    return FrozenCube(
        block=world.block,
        high=world.high,
        held=dict(sorted(held.items())),
        prints=tuple(prints),
        high_cells=tuple(_high_cells(world, prints, held, parameters)),
        held_cells=(
            *_held_cells(world, held, parameters.held_base, lots, high=False),
            *_held_cells(world, held, parameters.held_base_high, lots, high=True),
        ),
        withdrawn={},
    )


Shares = Mapping[tuple[Place, str], Mapping[str, int]]
"""For each district and sex: a number for each part."""


def _groups(people: Mapping[Cell, int]) -> Counter[tuple[Place, str]]:
    groups: Counter[tuple[Place, str]] = Counter()
    for cell, count in people.items():
        groups[cell.place, cell.sex] += count
    return groups


def _disability(world: World) -> Shares:
    shares: dict[tuple[Place, str], Counter[str]] = {}
    for one in world.consultations:
        for sex in {sex for sex, _ in one.people}:
            share = shares.setdefault((one.place, sex), Counter())
            share[NOT_RECORDED] += one.of_sex(sex)
            for (of, code), count in one.disability.items():
                if of == sex:
                    share[code] += count
                    share[NOT_RECORDED] -= count
    return shares


def _divided(shares: Shares, totals: Mapping[tuple[Place, str], int], base: int, lots: Lots) -> Shares:
    """Each group's printed number divided as its parts were before (as counted, or as printed narrower)."""
    divided: dict[tuple[Place, str], Mapping[str, int]] = {}
    for (place, sex), share in sorted(shares.items()):
        codes = sorted(share)
        lot = lots(f"disability/{base}/{'/'.join((*place, sex))}")
        counts = split(totals.get((place, sex), 0), [share[code] for code in codes], base, lot)
        divided[place, sex] = dict(zip(codes, counts, strict=True))
    return divided


def _flat(shares: Shares) -> dict[tuple[Place, str, str], int]:
    return {
        (*group, code): count for group, share in shares.items() for code, count in share.items() if count
    }


def _raised(
    world: World, people: Mapping[Cell, int], wanted: Callable[[str], bool]
) -> dict[tuple[Place, str, str], int]:
    """People at consultations that raised a concern: a sum of printed cells, never a second rounding."""
    concerns = {one.id: tuple(filter(wanted, one.concerns)) for one in world.consultations}
    raised: Counter[tuple[Place, str, str]] = Counter()
    for cell, count in people.items():
        for concern in concerns[cell.consultation]:
            raised[cell.place, cell.sex, concern] += count
    return dict(sorted(raised.items()))


def _high_cells(
    world: World, prints: Sequence[Printed], held: Mapping[Place, int], parameters: Parameters
) -> Iterable[HighCell]:
    """Regions gathered until a high concern may be told there: only what is printed or known decides."""
    groups = {printed.base: _groups(printed.people) for printed in prints}
    sexes = sorted({sex for _, sex in groups[parameters.bases[0]]})

    def within(regions: Group, counts: Mapping[Place, int]) -> int:
        return sum(count for place, count in counts.items() if place[: Level.REGION] in regions)

    for base in parameters.bases[1:]:
        raised = _raised(world, next(p for p in prints if p.base == base).people, world.high.__contains__)
        for sex in sexes:
            of_sex = [
                {place: count for (place, one), count in groups[other].items() if one == sex}
                for other in parameters.bases
                if other <= base
            ]

            def enough(
                regions: Group, of_sex: Sequence[Mapping[Place, int]] = of_sex, base: int = base
            ) -> bool:
                return within(regions, held) >= parameters.people_held_high and all(
                    within(regions, counts) >= 2 * base for counts in of_sex
                )

            def size(regions: Group, counts: Mapping[Place, int] = of_sex[0]) -> int:
                return within(regions, counts)

            for regions in gather({p[: Level.REGION] for p in held}, size=size, enough=enough):
                told: Counter[str] = Counter()
                for (place, one, concern), count in raised.items():
                    if one == sex and place[: Level.REGION] in regions:
                        told[concern] += count
                yield HighCell(base, sex, regions, dict(sorted(told.items())))


def _held_cells(
    world: World, held: Mapping[Place, int], base: int, lots: Lots, *, high: bool
) -> Iterable[HeldCell]:
    def size(districts: Group) -> int:
        return sum(held[place] for place in districts)

    for districts in gather(held, size=size, enough=lambda group: size(group) >= base):
        there = [one for one in world.consultations if one.place in districts]
        told: dict[str, tuple[int, ...]] = {}
        for concern in sorted({c for one in there for c in one.concerns if (c in world.high) is high}):
            counts = _told(concern, there, base, lots)
            if any(counts):
                told[concern] = counts
        yield HeldCell(base, high, districts, len(there), told)


def _told(concern: str, there: Sequence[Counted], base: int, lots: Lots) -> tuple[int, ...]:
    """How many raised a concern, by severity; two concerns of the same consultations are drawn alike."""
    raised = [one for one in there if concern in one.concerns]
    name = f"held/{base}/{'/'.join(sorted(one.id for one in raised))}"
    told, _ = split_known(len(there), (len(raised), len(there) - len(raised)), base, lots(name))
    by_severity = [sum(1 for one in raised if one.concerns[concern] == s) for s in range(SEVERITIES)]
    return split(told, by_severity, base, lots(f"{name}/{concern}"))
