"""Somebody who knows how many women and men came to every consultation: what he learns of a high concern.

A concern is raised by a consultation or not, so a sum over those that raised it is a sum over a hidden
choice of them; with few consultations, few choices fit.  No rounding of people withstands that; the number
of consultations does.  Measured for the limits told in the decision record.
"""

import random
from itertools import product

from cspdesk.domain.audience import Parameters
from cspdesk.domain.block import World
from cspdesk.domain.cube import freeze

from . import worlds
from .worlds import HIGH, Shape

SEXES = ("f", "m")


def certain(rnd: random.Random, *, base: int, held: int) -> tuple[int, int, int, int]:
    """How many consultations raised it, of how many he knows that; how many did not, of how many he knows.

    ``base`` is the one the concern is printed at; base 5 beside exact people is the coalition's case.
    """
    shape = Shape(regions=1, districts=1, least_held=held, most_held=held, people=(10, 40))
    world = worlds.world(rnd, shape)
    bases = (1, 5) if base == 5 else (5, 10, 20)
    cube = freeze(world, key=rnd.randbytes(32), parameters=Parameters(bases=bases, people_held_high=held))
    told = {cell.sex: cell.raised.get(HIGH[0], 0) for cell in cube.high_cells if cell.base == base}
    printed = {
        sex: sum(count for cell, count in cube.at(base).people.items() if cell.sex == sex) for sex in told
    }
    fitting = [
        choice
        for choice in product((False, True), repeat=held)
        if all(fits(world, choice, sex, told[sex], printed[sex], base) for sex in told)
    ]
    raised = [HIGH[0] in one.concerns for one in world.consultations]
    known = [len({choice[n] for choice in fitting}) == 1 for n in range(held)]
    return (
        sum(raised),
        sum(k and r for k, r in zip(known, raised, strict=True)),
        held - sum(raised),
        sum(k and not r for k, r in zip(known, raised, strict=True)),
    )


def fits(world: World, choice: tuple[bool, ...], sex: str, told: int, printed: int, base: int) -> bool:
    """Whether this choice of consultations can lead to the printed numbers."""
    for side, value in ((True, told), (False, printed - told)):
        sizes = [
            one.of_sex(sex) for one, in_it in zip(world.consultations, choice, strict=True) if in_it is side
        ]
        least = sum(size - size % base for size in sizes)
        if not least <= value <= least + base * sum(1 for size in sizes if size % base):
            return False
    return True
