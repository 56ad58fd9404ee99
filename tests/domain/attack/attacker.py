"""An attacker who knows the method, its numbers and all that was printed, but neither records nor key.

What he knows is a set of linear facts about whole numbers; how far a number can be pinned down is the
least and the greatest value it takes under them (integer programmes, HiGHS through scipy).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

MOST = 400
"""Nobody believes in more people than this in one cell."""


@dataclass
class Attacker:
    """Facts so far: ``low <= sum of coefficient * unknown <= high``."""

    unknowns: dict = field(default_factory=dict)
    most: list = field(default_factory=list)
    facts: list = field(default_factory=list)

    def unknown(self, name, most: int = MOST) -> int:
        if name not in self.unknowns:
            self.unknowns[name] = len(self.most)
            self.most.append(most)
        return self.unknowns[name]

    def learn(self, terms: Mapping | Iterable, low: float, high: float) -> None:
        """A fact about a sum; an iterable of names means each once."""
        coefficients = dict(terms) if isinstance(terms, Mapping) else dict.fromkeys(terms, 1)
        self.facts.append(({self.unknown(name): c for name, c in coefficients.items()}, low, high))

    def printed(self, names: Iterable, value: int, base: int) -> None:
        """A number printed in multiples of ``base``: the true one lies less than ``base`` beside it."""
        self.learn(names, max(value - base + 1, 0), value + base - 1)

    def range_of(self, names: Iterable) -> tuple[int, int]:
        """The least and the greatest value a sum can have, given all facts."""
        wanted = {self.unknown(name): 1 for name in names}
        cost = np.zeros(len(self.most))
        cost[list(wanted)] = 1
        rows, columns, values = [], [], []
        for n, (coefficients, _, _) in enumerate(self.facts):
            rows += [n] * len(coefficients)
            columns += coefficients
            values += coefficients.values()
        matrix = csr_array((values, (rows, columns)), shape=(len(self.facts), len(self.most)))
        facts = LinearConstraint(matrix, [low for _, low, _ in self.facts], [high for *_, high in self.facts])
        found = []
        for sign in (1, -1):
            done = milp(
                sign * cost, constraints=facts, integrality=np.ones(len(cost)), bounds=Bounds(0, self.most)
            )
            if done.status != 0:
                raise AssertionError(f"the attacker's facts contradict one another: {done.message}")
            found.append(round(sign * done.fun))
        return found[0], found[1]


@dataclass
class Verdict:
    """What became of the small numbers (1 to t - 1) and of the true zeros that were attacked."""

    numbers: int = 0
    exact: int = 0
    near: int = 0
    small: int = 0
    zeros: int = 0
    proved: int = 0

    def judge(self, true: int, least: int, most: int, t: int) -> None:
        """``least`` to ``most`` is what the attacker is left with, ``true`` lies in it."""
        assert least <= true <= most, "the attacker believes something false"
        if true == 0:
            self.zeros += 1
            self.proved += most == 0
        elif true < t:
            self.numbers += 1
            self.exact += least == most
            self.near += most - least <= 1
            self.small += least >= 1 and most < t

    def __add__(self, other: "Verdict") -> "Verdict":
        return Verdict(*(getattr(self, k) + getattr(other, k) for k in self.__dataclass_fields__))

    @property
    def safe(self) -> bool:
        return not (self.exact or self.near or self.small or self.proved)
