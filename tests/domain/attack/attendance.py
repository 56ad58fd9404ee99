"""Activities of two agreements in prints of several bases; late ones, and a count that was corrected."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cspdesk.domain.attendance import Attendance, Cell, attendance, trees

from .attacker import Attacker, Verdict
from .families import ask

SEXES = ("f", "m", "-")
AGREEMENTS = ("A", "B", "goods")


def activities(rnd: random.Random, first: int, count: int) -> dict[Cell, int]:
    """Small and sparse ones, where there is something to find."""
    people = {}
    for number in range(first, first + count):
        agreement = rnd.choice(AGREEMENTS)
        for sex in SEXES:
            some = rnd.choice((0, 0, 1, 2, 3, 4, 5, 7, 12, 26))
            people[Cell(agreement, f"{number}", sex)] = some
    return people


def groups(cells: Iterable[Cell]) -> dict[Any, list[Cell]]:
    """Every group of both families, the cells, and the sums that reports print beside them."""
    found: dict[Any, list[Cell]] = defaultdict(list)
    for cell in cells:
        for tree, path in enumerate(trees(cell)):
            for depth in range(len(path) + 1):
                found[tree, path[:depth]].append(cell)
        found["cell", cell].append(cell)
    return found


def learn(attacker: Attacker, block: Attendance, cells: Sequence[Cell], bases: Iterable[int]) -> None:
    """All of a block's print; a report prints sums of it."""
    for base in bases:
        printed = block.prints[base]
        for group in groups(cells).values():
            total = sum(printed.get(cell.activity, {}).get(cell.sex, 0) for cell in group)
            attacker.printed(group, total, base)


@dataclass
class Log:
    """Each activity is rounded once, with the block that it first leaves in."""

    rnd: random.Random
    blocks: list[tuple[Attendance, list[Cell]]] = field(default_factory=list)

    def publish(self, people: dict[Cell, int]) -> None:
        """Freeze what is new."""
        known = {name for block, _ in self.blocks for name in block.activities}
        self.freeze({cell: count for cell, count in people.items() if cell.activity not in known})

    def freeze(self, people: dict[Cell, int]) -> None:
        """Draw a block."""
        made = attendance(people, key=self.rnd.randbytes(32), label=str(len(self.blocks)))
        self.blocks.append((made, list(people)))


class ForgetfulLog(Log):
    """Planted fault: what was told is rounded again with each report."""

    def publish(self, people: dict[Cell, int]) -> None:
        """Freeze all of it anew."""
        self.freeze(people)


def came(
    bases: Sequence[int] = (5,), t: int = 5, log: type[Log] = Log, late: int = 0
) -> Callable[[random.Random], Verdict]:
    """A report; then ``late`` activities (one alone too), and everything is printed again."""

    def trial(rnd: random.Random) -> Verdict:
        kept, attacker = log(rnd), Attacker()
        people = activities(rnd, 0, 6)
        kept.publish(people)
        if late:
            people = {**people, **activities(rnd, 6, late)}
            kept.publish(people)
        for block, cells in kept.blocks:
            learn(attacker, block, cells, bases)
        return ask(rnd, attacker, people, groups(people).values(), t)

    return trial


def nearest(rnd: random.Random) -> Verdict:
    """Planted fault: each count goes to the nearest multiple by itself, for two readers."""
    attacker, people = Attacker(), activities(rnd, 0, 6)
    for cell, count in people.items():
        for base in (5, 10):
            told = base * ((2 * count + base) // (2 * base))
            attacker.learn([cell], max(told - base // 2, 0), told + (base - 1) // 2)
    return ask(rnd, attacker, people, groups(people).values(), 5)
