"""Rounding to multiples of a base by lot, so that every sum still holds.

``circulate`` rounds a whole table at once: cells, and every group of two families of nested groups, go to
a neighbouring multiple of the base; ``split`` divides one printed number among its parts in the same way.
Both are fair: nothing is expected to grow or to shrink.  The idea is controlled rounding of linked tables
(L. H. Cox, "A constructive procedure for unbiased controlled rounding", JASA 82, 1987) on the circulation
that two nested families make.  docs/decisions/0020-small-numbers.md says what it protects and why.

Whole numbers only.  Chance comes from a ``Lot`` that is handed in, so that the same key repeats the draw.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from hashlib import blake2b
from typing import Generic, Protocol, TypeVar

Path = tuple[str, ...]
"""The groups of one family that hold a cell, from the widest to the narrowest."""

Cell = TypeVar("Cell", bound=Hashable)

KEY_BYTES = 32
_DIGEST_BYTES = 64


class Lot(Protocol):
    """A way of drawing: the only chance in this module."""

    def pick(self, weights: Sequence[int]) -> int:
        """The place of one weight, drawn in proportion to the weights (whole, not all zero)."""
        ...


class KeyedLot:
    """Draws that only the key can repeat: BLAKE2b (RFC 7693) of a label and the number of the turn.

    The digest is compared as a whole number of 512 bits, so that no draw strays from its odds by more
    than the sum of the weights over 2**512.
    """

    def __init__(self, key: bytes, label: str) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"the key has {len(key)} bytes, not {KEY_BYTES}")
        self._key = key
        self._label = label.encode()
        self._turn = 0

    def pick(self, weights: Sequence[int]) -> int:
        """The place of one weight, drawn in proportion."""
        said = self._turn.to_bytes(8, "big") + self._label
        self._turn += 1
        digest = blake2b(said, key=self._key, digest_size=_DIGEST_BYTES, person=b"cspdesk lot").digest()
        mark = int.from_bytes(digest, "big") * sum(weights) >> 8 * _DIGEST_BYTES
        for place, weight in enumerate(weights):
            if mark < weight:
                return place
            mark -= weight
        raise ValueError("nothing to draw from")


def circulate(
    counts: Mapping[Cell, int], base: int, lot: Lot, *, trees: Callable[[Cell], tuple[Path, Path]]
) -> dict[Cell, int]:
    """The counts rounded to multiples of ``base`` so that every group of both families is rounded too.

    ``trees`` names the groups of a cell in the first and in the second family; no two cells share both
    paths.  Each cell, and each group's sum, goes to one of the two multiples beside it; a multiple (so
    zero too) stays.  A lone odd cell that is ``d`` above a multiple goes down with odds ``1 - d/base``.
    Cells that come out as zero are left out.  Counts are not negative.
    """
    flow: _Flow[Cell] = _Flow(base)
    for cell in sorted(counts, key=trees):
        flow.add(cell, counts[cell], trees(cell))
    flow.settle(lot)
    return {cell: value for cell, edge in flow.cells.items() if (value := flow.values[edge])}


class _Flow(Generic[Cell]):
    """A circulation: down the first tree, through the cells, up the second tree, back from root to root.

    At every node what comes in goes out, so a node never has exactly one edge that is no multiple.
    """

    def __init__(self, base: int) -> None:
        self.values: list[int] = []
        self.cells: dict[Cell, int] = {}
        self._base = base
        self._ends: list[tuple[int, int]] = []
        self._nodes: dict[tuple[int, Path], int] = {(0, ()): 0, (1, ()): 1}
        self._up: dict[int, int] = {}
        """From a node to its edge towards the root."""
        self._open: list[list[int]] = [[], []]
        """For each node its edges; those that have become multiples are dropped when met."""
        self._total = self._edge(1, 0)

    def add(self, cell: Cell, count: int, paths: tuple[Path, Path]) -> None:
        """Lay a cell between its two narrowest groups and add its count to all that hold it."""
        first, second = (self._chain(tree, path) for tree, path in enumerate(paths))
        edge = self._edge(first[-1], second[-1])
        self.cells[cell] = edge
        for touched in (edge, self._total, *(self._up[node] for node in (*first[1:], *second[1:]))):
            self.values[touched] += count

    def _chain(self, tree: int, path: Path) -> list[int]:
        """The nodes from the root down to the narrowest group, made where they are new."""
        nodes = [tree]
        for depth in range(1, len(path) + 1):
            known = self._nodes.get((tree, path[:depth]))
            if known is None:
                known = len(self._open)
                self._open.append([])
                self._nodes[tree, path[:depth]] = known
                self._up[known] = self._edge(nodes[-1], known) if tree == 0 else self._edge(known, nodes[-1])
            nodes.append(known)
        return nodes

    def _edge(self, tail: int, head: int) -> int:
        edge = len(self._ends)
        self._ends.append((tail, head))
        self.values.append(0)
        self._open[tail].append(edge)
        self._open[head].append(edge)
        return edge

    def settle(self, lot: Lot) -> None:
        """Walk along edges that are no multiples; close and shift a loop whenever a node is met again."""
        for start in range(len(self._ends)):
            at = self._ends[start][0]
            walked: list[int] = []
            met = {at: 0}
            while (edge := self._odd_edge(at, walked)) is not None:
                tail, head = self._ends[edge]
                walked.append(edge)
                at = head if at == tail else tail
                if at not in met:
                    met[at] = len(walked)
                    continue
                self._shift(walked[met[at] :], at, lot)
                del walked[met[at] :]
                met = {node: steps for node, steps in met.items() if steps <= len(walked)}

    def _odd_edge(self, node: int, walked: list[int]) -> int | None:
        """An edge of the node that is no multiple, not the one walked last; None where all are multiples."""
        edges = self._open[node]
        last = walked[-1] if walked else None
        kept = None
        while edges:
            edge = edges.pop()
            if edge == last:
                kept = edge
            elif self.values[edge] % self._base:
                edges.append(edge)
                break
        else:
            edge = None
        if kept is not None:
            edges.insert(0, kept)
        return edge

    def _shift(self, loop: list[int], start: int, lot: Lot) -> None:
        """Move the loop by the least step, one way or the other, that makes one of its edges a multiple."""
        ahead: list[tuple[int, int]] = []
        at = start
        for edge in loop:
            tail, head = self._ends[edge]
            ahead.append((edge, 1 if at == tail else -1))
            at = head if at == tail else tail
        over = [sign * self.values[edge] % self._base for edge, sign in ahead]
        down, up = min(over), self._base - max(over)
        step = (up, -down)[lot.pick((down, up))]
        for edge, sign in ahead:
            self.values[edge] += sign * step


def split(total: int, parts: Sequence[int], base: int, lot: Lot) -> tuple[int, ...]:
    """A printed number divided among its parts: all multiples of ``base`` that add up to ``total``.

    ``total`` is a multiple of ``base`` beside the sum of the parts (which may itself be the multiple).
    Every part is rounded down, and as many as are missing go up, drawn one after another in proportion to
    their remainders; a part that is a multiple (so zero too) stays.
    """
    printed = [part - part % base for part in parts]
    over = [part % base for part in parts]
    missing, odd = divmod(total - sum(printed), base)
    if odd or not 0 <= missing <= sum(1 for rest in over if rest):
        raise ValueError(f"{total} is no multiple of {base} beside the sum of its parts")
    for _ in range(missing):
        drawn = lot.pick(over)
        printed[drawn] += base
        over[drawn] = 0
    return tuple(printed)


def split_known(known: int, parts: Sequence[int], base: int, lot: Lot) -> tuple[int, ...]:
    """A number that readers may know exactly, divided among its parts as ``split`` does.

    Its own multiple is chosen without a draw, downwards, so that the choice tells nothing: each print
    leaves at least ``base`` values for a part.  ``known`` is the sum of the parts and not below ``base``.
    """
    return split(known - known % base, parts, base, lot)
