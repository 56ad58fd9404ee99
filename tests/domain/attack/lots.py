"""Every way a draw can fall, with its exact odds."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

Drawn = TypeVar("Drawn")


class ScriptedLot:
    """A real ``Lot`` that follows a script, then takes the first possible place and notes the others."""

    def __init__(self, script: tuple[int, ...]) -> None:
        self._script = script
        self.taken: list[int] = []
        self.others: list[tuple[int, ...]] = []
        self.odds = Fraction(1)

    def pick(self, weights: Sequence[int]) -> int:
        turn = len(self.taken)
        possible = [place for place, weight in enumerate(weights) if weight]
        place = self._script[turn] if turn < len(self._script) else possible[0]
        if turn >= len(self._script):
            self.others += [(*self.taken, other) for other in possible[1:]]
        self.taken.append(place)
        self.odds *= Fraction(weights[place], sum(weights))
        return place


def every_way(draw: Callable[[ScriptedLot], Drawn]) -> Iterator[tuple[Drawn, Fraction]]:
    """What ``draw`` gives for every way its lot can fall, and how likely each way is."""
    scripts: list[tuple[int, ...]] = [()]
    while scripts:
        lot = ScriptedLot(scripts.pop())
        yield draw(lot), lot.odds
        scripts += lot.others
