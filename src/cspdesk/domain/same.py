"""One thing entered twice: which documents may be the same, and what follows when a person says so.

Two desks enter one paper, or match two documents with one line of the bank.  Nothing is joined by itself:
both count and are marked until a person says that they are the same, or that they are two.  Documents said
to be the same are one, known by the smallest id of them that is here; nothing of them is rewritten, so that
taking the word back brings both back.  In whatever order and on whatever desk it was said, it comes to one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from cspdesk.domain.folding import fold

SAME: Final = "same"
TWO: Final = "two"
"""What a person answers: one entered twice, or two that are only alike."""

Pair: TypeAlias = tuple[str, str]
"""Two ids, the smaller first."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A document as its likeness is judged: ``amounts`` in minor units, the net payment among them.

    ``account`` tells the money that moved: an account and a currency, two of each where it was changed.
    """

    id: str
    kind: str
    account: str
    day: str
    amounts: tuple[int, ...]
    who: str = ""

    @property
    def says(self) -> tuple[object, ...]:
        """What two documents of one payment have alike."""
        return (self.kind, self.account, self.day, self.amounts, " ".join(fold(self.who).split()))

    def moves_as(self, other: Entered) -> bool:
        """Whether both move the same money, on whatever day."""
        return (self.kind, self.account, self.amounts) == (other.kind, other.account, other.amounts)


@dataclass(frozen=True, slots=True)
class BankLine:
    """A line of the bank and the documents that it was matched with."""

    amount: int
    documents: tuple[str, ...]


def pair(one: str, other: str) -> Pair:
    """Two ids in their order."""
    return (one, other) if one < other else (other, one)


def joined(pairs: Iterable[Pair], kinds: Mapping[str, str]) -> dict[str, str]:
    """For each document that is one with another: the one that counts.

    ``kinds`` are the documents that are here, each with its kind: only those of one kind are joined, and
    one that is not here joins its neighbours all the same.  What counts is never missing from ``kinds``.
    """
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while (upper := above.get(name, name)) != name:
            name = upper
        return name

    for one, other in pairs:
        if one in kinds and other in kinds and kinds[one] != kinds[other]:
            continue
        first, second = pair(root(one), root(other))
        if first != second:
            above[second] = first
    together: dict[tuple[str, str], list[str]] = {}
    for name in sorted({*above, *above.values()}):
        if name in kinds:
            together.setdefault((root(name), kinds[name]), []).append(name)
    return {name: names[0] for names in together.values() for name in names[1:]}


def twins(
    entered: Iterable[Entered],
    lines: Iterable[BankLine],
    *,
    answered: Collection[Pair] = frozenset(),
    undone: Collection[str] = frozenset(),
) -> tuple[Pair, ...]:
    """The pairs that may be one thing entered twice, in order: each document is asked about once.

    Alike in account, date, amount and payee, or matched with one line of the bank that is either of them
    alone.  Left out are pairs that a person has answered for, documents that were reversed, and those that
    lines of their own show to be two.
    """
    here = {one.id: one for one in entered if one.id not in undone}
    own: dict[str, int] = {}
    groups: list[list[str]] = []
    for number, line in enumerate(lines):
        own.update((name, number) for name in line.documents)
        alone = [n for n in line.documents if n in here and abs(line.amount) in here[n].amounts]
        groups.append(alone)
    alike: dict[tuple[object, ...], list[str]] = {}
    for one in here.values():
        if one.account and one.day and any(one.amounts):
            alike.setdefault(one.says, []).append(one.id)
    found: dict[str, str] = {}
    for group in (*groups, *alike.values()):
        names = sorted(group)
        for place, name in enumerate(names[1:], 1):
            for other in names[:place]:
                proven = name in own and other in own and own[name] != own[other]
                if not proven and here[other].moves_as(here[name]) and (other, name) not in answered:
                    found.setdefault(name, other)
                    break
    return tuple(sorted((other, name) for name, other in found.items()))
