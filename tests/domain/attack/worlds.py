"""Random sparse worlds: six regions, few consultations each, many small numbers."""

import random
from dataclasses import dataclass, replace

from cspdesk.domain.block import Block, Counted, Place, World

ORDINARY = ("water", "roads", "light", "school")
HIGH = ("gbv", "police")


@dataclass(frozen=True)
class Shape:
    """What a family's worlds look like."""

    regions: int = 6
    zones: int = 1
    districts: int = 2
    """In each zone."""
    most_held: int = 2
    least_held: int = 0
    sexes: tuple[str, ...] = ("f", "m")
    ages: tuple[str, ...] = ("14-17", "18-30", "31-59", "60+")
    people: tuple[int, int] = (10, 60)


def places(shape: Shape) -> list[Place]:
    return [
        ("TJK", f"r{r}", f"r{r}z{z}", f"r{r}z{z}d{d}")
        for r in range(shape.regions)
        for z in range(shape.zones)
        for d in range(shape.districts)
    ]


def world(rnd: random.Random, shape: Shape, organisation: str = "org") -> World:
    """A block of consultations; some groups are one-sided, so that true zeros stand beside people."""
    held = [
        place for place in places(shape) for _ in range(rnd.randint(shape.least_held, shape.most_held))
    ] or places(shape)[:1]
    block = Block(organisation, "2025-H1")
    return World(
        block,
        tuple(consultation(rnd, shape, place, f"{block.label}#{n}") for n, place in enumerate(held)),
        frozenset(HIGH),
    )


def consultation(rnd: random.Random, shape: Shape, place: Place, id: str) -> Counted:
    weights = {(sex, age): rnd.choice((0, 0, 1, 1, 2, 4)) for sex in shape.sexes for age in shape.ages}
    weights[rnd.choice(list(weights))] += 3
    people = dict.fromkeys(weights, 0)
    for cell in rnd.choices(list(weights), list(weights.values()), k=rnd.randint(*shape.people)):
        people[cell] += 1
    disability: dict[tuple[str, str], int] = {}
    for (sex, _), count in people.items():
        with_one = sum(rnd.random() < 0.08 for _ in range(count))
        disability[sex, "yes"] = disability.get((sex, "yes"), 0) + with_one
        disability[sex, "no"] = disability.get((sex, "no"), 0) + count - with_one
    odds = {**dict.fromkeys(ORDINARY, 0.35), **dict.fromkeys(HIGH, 0.12)}
    concerns = {c: rnd.randint(0, 5) for c in odds if rnd.random() < odds[c]}
    return Counted(id, place, people, disability, concerns)


def corrected(rnd: random.Random, one: World) -> World:
    """The same world after somebody found a miscount of one to four people in one cell."""
    consultations = list(one.consultations)
    n = rnd.randrange(len(consultations))
    people = dict(consultations[n].people)
    cell = rnd.choice(list(people))
    people[cell] += rnd.randint(1, 4)
    consultations[n] = replace(consultations[n], people=people, disability={})
    return replace(one, consultations=tuple(consultations))
