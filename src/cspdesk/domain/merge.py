"""What concurrent values come to: pure functions over the ops held, in any order.

A value that no counted op names as base is current.  Several different current values are
concurrent, and the field's merge class says what that means:

- ordinary, coalition, posted: the winner is shown (longest chain of bases, then the larger dot),
  the others are kept and the field is marked;
- safer: the most protective current value holds, without a mark;
- must-decide: the last value that all current ones descend from is shown, or nothing, marked.

No clock, no order of arrival and no desk's number decides anything.  Ops beyond a cut are void:
they are never current, and who built on them inherits their bases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cspdesk.domain.entries import Dot, Op, Wire
from cspdesk.domain.fields import Merge

type_key = Callable[[Dot], tuple[bytes, int, bytes]]
"""A dot's place in an order that every desk shares: (incarnation, seq, branch)."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """One unit's state: what is shown, what an edit now names as base, and all current values."""

    value: Wire
    shown: tuple[Dot, ...]
    current: Mapping[Dot, Wire]
    depth: int
    conflict: bool = False


EMPTY = Resolved(None, (), {}, 0)


def resolve(
    history: Mapping[Dot, Op],
    *,
    merge: str,
    key: type_key,
    order: Sequence[Wire] = (),
    void: Iterable[Dot] = (),
) -> Resolved:
    """The state of one unit from all its held ops; ``void`` dots are held but do not count."""
    bases = effective_bases(history, frozenset(void))
    named = {base for found in bases.values() for base in found}
    current = {dot: history[dot].value for dot in bases if dot not in named}
    if not current:
        return EMPTY
    depths = _depths(bases)
    winner = max(current, key=lambda dot: (depths[dot], key(dot)))
    values = set(current.values())
    if len(values) == 1:
        return Resolved(current[winner], tuple(sorted(current)), current, depths[winner])
    if merge == Merge.SAFER:
        value = max(values, key=lambda v: _protection(v, order))
        return Resolved(value, tuple(sorted(current)), current, depths[winner])
    if merge == Merge.MUST_DECIDE:
        common = _last_common(bases, current, depths, key)
        shown = () if common is None else (common,)
        value = None if common is None else history[common].value
        return Resolved(value, shown, current, depths[winner], conflict=True)
    return Resolved(current[winner], (winner,), current, depths[winner], conflict=True)


def effective_bases(history: Mapping[Dot, Op], void: frozenset[Dot]) -> dict[Dot, tuple[Dot, ...]]:
    """Each counted dot's counted bases: a void base is replaced by its own bases."""
    found: dict[Dot, tuple[Dot, ...]] = {}
    for dot, op in history.items():
        if dot in void:
            continue
        bases: set[Dot] = set()
        todo, seen = list(op.bases), set(op.bases)
        while todo:
            base = todo.pop()
            if base not in history:
                continue
            if base not in void:
                bases.add(base)
                continue
            fresh = [b for b in history[base].bases if b not in seen]
            seen.update(fresh)
            todo.extend(fresh)
        found[dot] = tuple(bases)
    return found


def _depths(bases: Mapping[Dot, tuple[Dot, ...]]) -> dict[Dot, int]:
    """Length of the longest chain of bases under each dot, itself counted.

    A ring of bases can only be forged; what is in one or above it counts by what lies under the ring.
    """
    above: dict[Dot, list[Dot]] = {}
    waits = {dot: len(below) for dot, below in bases.items()}
    for dot, below in bases.items():
        for base in below:
            above.setdefault(base, []).append(dot)
    depths: dict[Dot, int] = {}
    ready = [dot for dot, count in waits.items() if not count]
    while ready:
        dot = ready.pop()
        depths[dot] = 1 + max((depths[base] for base in bases[dot]), default=0)
        for one in above.get(dot, ()):
            waits[one] -= 1
            if not waits[one]:
                ready.append(one)
    ringed = {dot: bases[dot] for dot in bases if dot not in depths}
    return depths | {
        dot: 1 + max((depths.get(base, 0) for base in below), default=0) for dot, below in ringed.items()
    }


def _protection(value: Wire, order: Sequence[Wire]) -> tuple[int, str]:
    """How protective a value is; one that the order does not know protects most."""
    return (order.index(value) if value in order else len(order), repr(value))


def _last_common(
    bases: Mapping[Dot, tuple[Dot, ...]],
    current: Iterable[Dot],
    depths: Mapping[Dot, int],
    key: type_key,
) -> Dot | None:
    """The deepest dot that lies under every current one."""
    under: set[Dot] | None = None
    for dot in current:
        below: set[Dot] = set()
        todo = list(bases[dot])
        while todo:
            base = todo.pop()
            if base not in below:
                below.add(base)
                todo.extend(bases[base])
        under = below if under is None else under & below
    return max(under, key=lambda dot: (depths[dot], key(dot))) if under else None


class Presence:
    """Whether a record is there; numbers are stored."""

    HERE = 0
    DELETED = 1
    DELETION_PROPOSED = 2


def presence(history: Mapping[Dot, Op], current: Iterable[Dot], void: Iterable[Dot] = ()) -> int:
    """Whether a record lives, from its deletions and restorations and all its current dots.

    An op with a value is a deletion (the value is its reason), one without is a restoration.
    Deletions stand while every current dot of the record and its parts is among their bases (one
    deletion is an op in each stream that holds a sheet of the record).
    """
    uncounted = frozenset(void)
    bases = effective_bases(history, uncounted)
    named = {base for found in bases.values() for base in found}
    heads = [dot for dot in bases if dot not in named]
    deletions = [dot for dot in heads if history[dot].value is not None]
    if not deletions:
        return Presence.HERE
    if len(deletions) < len(heads):
        return Presence.DELETION_PROPOSED
    seen = {base for dot in deletions for base in history[dot].bases}
    return Presence.DELETED if set(current) <= seen else Presence.DELETION_PROPOSED
