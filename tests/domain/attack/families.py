"""Families of releases: what is printed, what the attacker makes of it, and what he is asked.

In the families of people he is given more than ever leaves: every cell of the cube, down to one age band
of one consultation.  Whatever table is printed is a sum of those.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from cspdesk.domain.block import World
from cspdesk.domain.cube import Cell, FrozenCube, families, freeze

from . import worlds
from .attacker import MOST, Attacker, Verdict
from .worlds import Shape

MOST_NUMBERS = 10
MOST_ZEROS = 5


class Log:
    """The publication log as the rule wants it: the first frozen cube of a block is the only one."""

    def __init__(self, rnd: random.Random) -> None:
        self._rnd = rnd
        self._cubes: dict = {}

    def publish(self, world: World) -> FrozenCube:
        if world.block not in self._cubes:
            self._cubes[world.block] = self.frozen(world)
        return self._cubes[world.block]

    def frozen(self, world: World) -> FrozenCube:
        return freeze(world, key=self._rnd.randbytes(32))


class ForgetfulLog(Log):
    """Planted fault: the same block is frozen again with another key."""

    def publish(self, world: World) -> FrozenCube:
        return self.frozen(world)


def universe(world: World) -> list[Cell]:
    """Every cell that could hold somebody: who met where is known."""
    kinds = sorted({kind for one in world.consultations for kind in one.people})
    return [Cell(one.place, sex, age, one.id) for one in world.consultations for sex, age in kinds]


def groups(cells: Iterable[Cell]) -> dict[Any, list[Cell]]:
    """All groups of both families, and the cells themselves."""
    found: dict[Any, list[Cell]] = defaultdict(list)
    for cell in cells:
        for tree, path in enumerate(families(cell)):
            for depth in range(len(path) + 1):
                found[tree, path[:depth]].append(cell)
        found["cell", cell].append(cell)
    return found


def margins(cells: Iterable[Cell]) -> dict[Any, list[Cell]]:
    """Sums that people ask for and that are no group of a family."""
    found: dict[Any, list[Cell]] = defaultdict(list)
    for cell in cells:
        for depth in (2, 3, 4):
            found["place and age", cell.place[:depth], cell.age].append(cell)
            found["place and sex", cell.place[:depth], cell.sex].append(cell)
        found["age", cell.age].append(cell)
    return found


def learn_people(attacker: Attacker, cube: FrozenCube, cells: Sequence[Cell], bases: Iterable[int]) -> None:
    for base in bases:
        printed = cube.at(base).people
        for group in groups(cells).values():
            attacker.printed(group, sum(printed.get(cell, 0) for cell in group), base)


def truth(*some: World) -> dict[Any, int]:
    return {
        Cell(one.place, sex, age, one.id): count
        for world in some
        for one in world.consultations
        for (sex, age), count in one.people.items()
    }


def ask(
    rnd: random.Random,
    attacker: Attacker,
    true: dict,
    asked: Iterable[Sequence],
    t: int,
    most: tuple[int, int] = (MOST_NUMBERS, MOST_ZEROS),
) -> Verdict:
    """The attacker's answers about some small numbers and some true zeros."""
    asked = [(sum(true[name] for name in group), group) for group in asked]
    numbers = [one for one in asked if 0 < one[0] < t]
    zeros = [one for one in asked if one[0] == 0]
    verdict = Verdict()
    for some, count in ((numbers, most[0]), (zeros, most[1])):
        for value, group in rnd.sample(some, min(count, len(some))):
            verdict.judge(value, *attacker.range_of(group), t)
    return verdict


def people(shape: Shape, bases: Sequence[int] = (5,), t: int = 5) -> Callable[[random.Random], Verdict]:
    """One block, its whole cube at some bases."""

    def trial(rnd: random.Random) -> Verdict:
        world = worlds.world(rnd, shape)
        attacker, cells = Attacker(), universe(world)
        learn_people(attacker, Log(rnd).publish(world), cells, bases)
        asked = [*groups(cells).values(), *margins(cells).values()]
        return ask(rnd, attacker, truth(world), asked, t)

    return trial


def late(log: Callable[[random.Random], Log] = Log) -> Callable[[random.Random], Verdict]:
    """A release; then late consultations, three as a block of their own, and everything is printed again."""

    def trial(rnd: random.Random) -> Verdict:
        shape = Shape()
        kept = log(rnd)
        world = worlds.world(rnd, shape)
        first = kept.publish(world)
        place = rnd.choice(world.consultations).place
        extra = tuple(worlds.consultation(rnd, shape, place, f"late#{n}") for n in range(3))
        attacker, cells = Attacker(), universe(world)
        learn_people(attacker, first, cells, (5,))
        if isinstance(kept, ForgetfulLog):
            whole = replace(world, consultations=(*world.consultations, *extra))
            learn_people(attacker, kept.publish(whole), universe(whole), (5,))
        else:
            learn_people(attacker, kept.publish(world), cells, (5,))
            own = replace(world, block=replace(world.block, supplement=1), consultations=extra)
            learn_people(attacker, kept.publish(own), universe(own), (5,))
        true = truth(replace(world, consultations=(*world.consultations, *extra)))
        return ask(rnd, attacker, true, groups(true).values(), 5)

    return trial


def correction(log: Callable[[random.Random], Log] = Log) -> Callable[[random.Random], Verdict]:
    """A release; then a miscount of one to four people is corrected and everything is printed again."""

    def trial(rnd: random.Random) -> Verdict:
        kept = log(rnd)
        world = worlds.world(rnd, Shape())
        after = worlds.corrected(rnd, world)
        attacker, cells = Attacker(), universe(world)
        learn_people(attacker, kept.publish(world), cells, (5,))
        printed = kept.publish(after).at(5).people
        moved = isinstance(kept, ForgetfulLog)
        if moved:
            attacker.learn([("more", cell) for cell in cells], 1, 4)
        for group in groups(cells).values():
            names = [*group, *(("more", cell) for cell in group)] if moved else group
            attacker.printed(names, sum(printed.get(cell, 0) for cell in group), 5)
        return ask(rnd, attacker, truth(world), groups(cells).values(), 5)

    return trial


def eight_organisations(rnd: random.Random) -> Verdict:
    """Eight organisations in the same places: each one's cube and all their sums."""
    shape = Shape(regions=3, districts=1, ages=("14-17", "18-30", "31-59"), people=(10, 40))
    log, attacker = Log(rnd), Attacker()
    every = [worlds.world(rnd, shape, f"org{n}") for n in range(8)]
    for world in every:
        learn_people(attacker, log.publish(world), universe(world), (5,))
    true = truth(*every)
    together = defaultdict(list)
    for cell in true:
        for tree, path in enumerate(families(replace(cell, consultation=""))):
            together[tree, path].append(cell)
    single = [group for world in every for group in groups(universe(world)).values()]
    asked = [*together.values(), *rnd.sample(single, 200)]
    return ask(rnd, attacker, true, asked, 5)


def withdrawn(rnd: random.Random) -> Verdict:
    """What is kept and what is withdrawn: a release before and one after consent was withdrawn."""
    world = worlds.world(rnd, Shape(most_held=3))
    gone = rnd.choice(world.consultations)
    cube = Log(rnd).publish(world)
    after = cube.without(gone.id, gone.place)
    attacker, cells = Attacker(), universe(world)
    published = [group for name, group in groups(cells).items() if name[0] != "cell" and len(name[1]) < 6]
    for group in published:
        attacker.printed(group, sum(cube.at(5).people.get(cell, 0) for cell in group), 5)
    for group in published:
        kept = [cell for cell in group if cell.consultation not in after.withdrawn]
        lost = [cell for cell in group if cell.consultation in after.withdrawn]
        if kept and lost:
            # the difference of two releases: a printed cell of the cube in both families
            attacker.printed(lost, sum(cube.at(5).people.get(cell, 0) for cell in lost), 5)
    touched = [group for group in published if any(cell.consultation == gone.id for cell in group)]
    parts = [
        [cell for cell in group if (cell.consultation == gone.id) is side]
        for group in touched
        for side in (True, False)
    ]
    return ask(rnd, attacker, truth(world), [part for part in parts if part] + touched, 5)


def disability(bases: Sequence[int] = (5,), t: int = 5) -> Callable[[random.Random], Verdict]:
    """Disability beside the whole cube, at one base or in a chain of bases."""

    def trial(rnd: random.Random) -> Verdict:
        world = worlds.world(rnd, Shape())
        cube = Log(rnd).publish(world)
        attacker, cells = Attacker(), universe(world)
        learn_people(attacker, cube, cells, bases)
        true = truth(world)
        parts = []
        for name, group in groups(cells).items():
            if name[0] != 0 or len(name[1]) != 5:
                continue
            place, sex = name[1][:4], name[1][4]
            for code in ("yes", "no", "nr"):
                part = ("part", place, sex, code)
                parts.append([part])
                for base in bases:
                    attacker.printed([part], cube.at(base).disability.get((place, sex, code), 0), base)
            attacker.learn(
                {**dict.fromkeys(group, 1), **{("part", place, sex, c): -1 for c in ("yes", "no", "nr")}},
                0,
                0,
            )
            there = [one for one in world.consultations if one.place == place]
            for code in ("yes", "no"):
                true["part", place, sex, code] = sum(one.disability.get((sex, code), 0) for one in there)
            true["part", place, sex, "nr"] = sum(true[c] for c in group) - sum(
                true["part", place, sex, code] for code in ("yes", "no")
            )
        return ask(rnd, attacker, true, parts, t)

    return trial


def knowing_totals(depth: int) -> Callable[[random.Random], Verdict]:
    """Beyond the promise: he also knows exactly how many people were at every place (5: women, men there)."""

    def trial(rnd: random.Random) -> Verdict:
        world = worlds.world(rnd, Shape())
        attacker, cells, true = Attacker(), universe(world), truth(world)
        learn_people(attacker, Log(rnd).publish(world), cells, (5,))
        known = [group for (tree, path), group in groups(cells).items() if tree == 0 and len(path) == depth]
        for group in known:
            count = sum(true[cell] for cell in group)
            attacker.learn(group, count, count)
        asked = [group for group in groups(cells).values() if group not in known]
        return ask(rnd, attacker, true, asked, 5)

    return trial


def total_from_records(rnd: random.Random) -> Verdict:
    """Planted fault: women and men of each region are printed exactly beside the rounded cube."""
    world = worlds.world(rnd, Shape(people=(3, 12)))
    attacker, cells, true = Attacker(), universe(world), truth(world)
    learn_people(attacker, Log(rnd).publish(world), cells, (5,))
    for name, group in margins(cells).items():
        if name[0] == "place and sex" and len(name[1]) == 2:
            attacker.learn(group, *[sum(true[cell] for cell in group)] * 2)
    return ask(rnd, attacker, true, groups(cells).values(), 5)


def zeros_told_apart(rnd: random.Random) -> Verdict:
    """Planted fault: a true zero is printed as 0, somebody as "<5"."""
    world = worlds.world(rnd, Shape())
    attacker, cells, true = Attacker(), universe(world), truth(world)
    learn_people(attacker, Log(rnd).publish(world), cells, (5,))
    for cell in cells:
        attacker.learn([cell], min(true[cell], 1), 0 if true[cell] == 0 else MOST)
    return ask(rnd, attacker, true, groups(cells).values(), 5)


def rounded_again(rnd: random.Random) -> Verdict:
    """Planted fault: the coalition rounds its members' records afresh instead of adding their prints."""
    shape = Shape(regions=3, districts=1, ages=("14-17", "18-30"), people=(5, 15))
    log, attacker = Log(rnd), Attacker()
    members = [worlds.world(rnd, shape, f"org{n}") for n in range(2)]
    for world in members:
        learn_people(attacker, log.publish(world), universe(world), (5,))
    joint = World(
        replace(members[0].block, organisation="coalition"),
        tuple(c for w in members for c in w.consultations),
        frozenset(),
    )
    learn_people(attacker, log.publish(joint), universe(joint), (5,))
    return ask(rnd, attacker, truth(*members), groups(truth(*members)).values(), 5)
