"""Concerns: who raised what is hidden behind sums over consultations, and behind "about k of N".

Here the attacker sees what is printed and no more: people of a district by sex and age band, people by
concern and sex, and about how many consultations raised a concern.  He knows how many were held and that
a concern's number is the sum of rounded consultations, but not which.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

from cspdesk.domain.audience import PROTECTIONS, Audience
from cspdesk.domain.block import World
from cspdesk.domain.cube import FrozenCube, freeze
from cspdesk.domain.figure import Query, figure
from cspdesk.domain.rounding import KeyedLot, split

from . import worlds
from .attacker import Attacker, Verdict
from .families import ask
from .worlds import HIGH, ORDINARY, Shape

LARGE = 150
"""More people of one sex than this come to no consultation."""
SEXES = ("f", "m")


def learn_bilinear(attacker: Attacker, product_name, number, yes, most: int) -> None:
    """``product = number * yes`` for a yes that is 0 or 1, as linear facts."""
    attacker.unknown(product_name, most)
    attacker.unknown(yes, 1)
    attacker.learn({product_name: 1, number: -1}, -most, 0)
    attacker.learn({product_name: 1, yes: -most}, -most, 0)
    attacker.learn({product_name: 1, number: -1, yes: -most}, -most, 0)


def learn_raised(
    attacker: Attacker, ids: Sequence[str], sex: str, concerns: dict[str, Any], base: int, total: int
) -> None:
    """People of one sex by concern, as sums of rounded consultations; ``total`` is their printed number."""
    steps = LARGE // base + 1
    for one in ids:
        attacker.unknown(("size", one, sex), LARGE)
        attacker.unknown(("steps", base, one, sex), steps)
        attacker.learn({("size", one, sex): 1, ("steps", base, one, sex): -base}, 1 - base, base - 1)
    attacker.learn([("steps", base, one, sex) for one in ids], total // base, total // base)
    for concern, value in concerns.items():
        for one in ids:
            yes = ("raised", concern, one)
            learn_bilinear(attacker, ("told", base, concern, one, sex), ("steps", base, one, sex), yes, steps)
            attacker.unknown(("people", concern, one, sex), LARGE)
            learn_bilinear(attacker, ("people", concern, one, sex), ("size", one, sex), yes, LARGE)
        attacker.learn([("told", base, concern, one, sex) for one in ids], value // base, value // base)


def sizes(world: World) -> dict[Any, int]:
    """The true value of every unknown that is asked about."""
    true: dict[Any, int] = {}
    for one in world.consultations:
        for sex in SEXES:
            true["size", one.id, sex] = one.of_sex(sex)
            for concern in (*ORDINARY, *HIGH):
                true["people", concern, one.id, sex] = one.of_sex(sex) if concern in one.concerns else 0
        for concern in (*ORDINARY, *HIGH):
            true["raised", concern, one.id] = int(concern in one.concerns)
    return true


def ordinary(*readers: Audience, asked_zeros: int = 0) -> Callable[[random.Random], Verdict]:
    """Documents on one place: people by sex, by concern and sex, and "about k of N", for these readers.

    That nobody was where an ordinary concern was raised is a fact about consultations and is not promised
    to stay hidden: ``asked_zeros`` measures it.
    """

    def trial(rnd: random.Random) -> Verdict:
        shape = Shape(regions=1, districts=1, least_held=5, most_held=6, people=(3, 25))
        world = worlds.world(rnd, shape)
        cube = freeze(world, key=rnd.randbytes(32))
        attacker, ids = Attacker(), [one.id for one in world.consultations]
        for sex, reader in product(SEXES, readers):
            place = world.consultations[0].place[: PROTECTIONS[reader].split_floor]
            total = figure([cube], Query(reader, place, sex))
            assert total.value is not None
            told = {c: figure([cube], Query(reader, place, sex, concern=c)).value for c in ORDINARY}
            learn_raised(attacker, ids, sex, told, total.base, total.value)
            attacker.printed([("size", one, sex) for one in ids], total.value, total.base)
        if len(readers) == 2:
            for one, sex in product(ids, SEXES):
                # the wider print was made from the narrower
                attacker.learn({("steps", 10, one, sex): 10, ("steps", 5, one, sex): -5}, -5, 5)
        learn_held(attacker, cube, ids)
        asked = [[("people", c, one, sex) for one in ids] for c in ORDINARY for sex in SEXES]
        return ask(rnd, attacker, sizes(world), asked, 5, (0 if asked_zeros else 5, asked_zeros))

    return trial


def learn_held(attacker: Attacker, cube: FrozenCube, ids: Sequence[str]) -> None:
    """What "about k of N" tells: which k can lead to the steps that were told."""
    for cell in cube.held_cells:
        for concern in HIGH if cell.high else ORDINARY:
            told = sum(cell.raised.get(concern, ()))
            left = behind(told, cell.held, cell.base)
            attacker.learn([("raised", concern, one) for one in ids], min(left), max(left))


def behind(told: int, held: int, base: int) -> list[int]:
    """Every k of ``held`` that can be told as ``told``."""
    total = held - held % base
    return [k for k in range(held + 1) if told in every_split(total, k, held - k, base)]


def every_split(total: int, one: int, other: int, base: int) -> set[int]:
    """What ``split`` can print for the first of two parts."""
    down = one - one % base, other - other % base
    missing = (total - sum(down)) // base
    up = [bool(one % base), bool(other % base)]
    return {
        down[0] + base * a
        for a, b in product((0, 1), repeat=2)
        if a + b == missing and a <= up[0] and b <= up[1]
    }


def high(rnd: random.Random) -> Verdict:
    """A donor's document on a region's concern of high sensitivity; a small number is one below its base."""
    shape = Shape(regions=1, districts=3, least_held=4, most_held=4, people=(4, 25))
    world = worlds.world(rnd, shape)
    cube = freeze(world, key=rnd.randbytes(32))
    attacker, ids = Attacker(), [one.id for one in world.consultations]
    asked = []
    for sex in SEXES:
        told = {c: figure([cube], Query(Audience.DONOR, ("TJK", "r0"), sex, concern=c)).value for c in HIGH}
        if None in told.values():
            continue
        printed = {b: sum(n for c, n in cube.at(b).people.items() if c.sex == sex) for b in (5, 10)}
        learn_raised(attacker, ids, sex, told, 10, printed[10])
        attacker.learn([("size", one, sex) for one in ids], printed[5] - 12, printed[5] + 12)
        asked += [[("people", c, one, sex) for one in ids] for c in HIGH]
    return ask(rnd, attacker, sizes(world), asked, 10, (2, 2)) if asked else Verdict()


def known_concerns(*, apart: bool) -> Callable[[random.Random], Verdict]:
    """He also knows which consultation raised what, and asks how many women or men came to each.

    ``apart`` is a planted fault: the printed group is divided for each concern by a lot of its own.
    """

    def trial(rnd: random.Random) -> Verdict:
        shape = Shape(regions=1, districts=1, least_held=3, most_held=5, people=(3, 12))
        world = worlds.world(rnd, shape)
        key = rnd.randbytes(32)
        cube, attacker = freeze(world, key=key), Attacker()
        raising = [frozenset(o.id for o in world.consultations if rnd.random() < 0.3) for _ in range(25)]
        for sex in SEXES:
            parts: Counter = Counter()
            for cell, count in cube.at(5).people.items():
                parts[cell.consultation] += count if cell.sex == sex else 0
            counts = {one.id: one.of_sex(sex) for one in world.consultations}
            attacker.printed([("size", one, sex) for one in counts], sum(parts.values()), 5)
            for n, raised in enumerate(raising):
                sides = raised, counts.keys() - raised
                if apart:
                    lot = KeyedLot(key, f"{n}{sex}")
                    told = split(
                        sum(parts.values()), [sum(counts[o] for o in side) for side in sides], 5, lot
                    )
                    for side, value in zip(sides, told, strict=True):
                        attacker.printed([("size", one, sex) for one in side], value, 5)
                else:
                    for one in counts:
                        attacker.printed([("size", one, sex)], parts[one], 5)
        asked = [[("size", one.id, sex)] for one in world.consultations for sex in SEXES]
        return ask(rnd, attacker, sizes(world), asked, 5)

    return trial
