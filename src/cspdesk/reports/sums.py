"""Sums within a document: cells that are the sum of other cells, found and proved before a file is made.

A spreadsheet computes them anew, so what is printed and what it computes must be the same figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cspdesk.reports.layout import Cell, Document, Table


class Found(NamedTuple):
    """A cell that a sum names: its number's scale, and its block, row and column, each from 0."""

    cell: Cell
    places: int
    block: int
    row: int
    column: int


def check_sums(document: Document) -> Mapping[str, Found]:
    """Every sum names cells of the document that add up to it, and none names itself.

    The cells that sums name, by key.  ``ValueError`` otherwise: who built the document has added up wrongly.
    """
    known: dict[str, Found] = {}
    asked = _asked(document)
    # Most sums stand below what they add up.  Whatever adds itself names something that does not.
    ahead: list[tuple[Cell, int]] = []
    for found in _cells(document, asked):
        cell = found.cell
        if cell.adds:
            try:
                _check(cell, found.places, known)
            except KeyError:
                ahead.append((cell, found.places))
        if cell.key in asked:
            if cell.key in known:
                raise ValueError(f"two cells are called {cell.key}")
            known[cell.key] = found
    if missing := asked - known.keys():
        raise ValueError(f"a sum names cells that are not there: {sorted(missing)}")
    for cell, places in ahead:
        _check(cell, places, known)
    _refuse_circles([cell for cell, _ in ahead], known)
    return known


def _asked(document: Document) -> set[str]:
    """The keys that sums name, without their signs."""
    signed: set[str] = set()
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    if cell.adds:
                        signed.update(cell.adds)
    return {key.removeprefix("-") for key in signed}


def _cells(document: Document, asked: set[str]) -> Iterator[Found]:
    """The cells that are sums or that sums name, in the document's order."""
    if not asked:
        return
    for place, block in enumerate(document.blocks):
        if not isinstance(block, Table):
            continue
        scales = [column.places for column in block.columns]
        for at, row in enumerate(block.rows):
            for across, cell in enumerate(row):
                if cell.adds or cell.key in asked:
                    yield Found(
                        cell, scales[across] if cell.places is None else cell.places, place, at, across
                    )


def _check(cell: Cell, places: int, known: Mapping[str, Found]) -> None:
    total = 0
    for key in cell.adds:
        found = known[key.removeprefix("-")]
        number = found.cell.number
        if number is None or found.places != places:
            raise ValueError(f"{cell.key} adds {key}, which is no number of its kind")
        total += -number if key.startswith("-") else number
    if cell.number != total:
        raise ValueError(f"{cell.key} is {cell.number}, and its cells add up to {total}")


def _refuse_circles(starts: list[Cell], known: Mapping[str, Found]) -> None:
    settled: set[str] = set()
    for start in starts:
        if start.key in settled:
            continue
        path: list[tuple[str, Iterator[str]]] = [(start.key, iter(start.adds))]
        open_keys = {start.key}
        while path:
            key = next(path[-1][1], "").removeprefix("-")
            if not key:
                open_keys.discard(path[-1][0])
                settled.add(path.pop()[0])
            elif key in open_keys:
                raise ValueError(f"a sum adds itself: {key}")
            elif key not in settled:
                open_keys.add(key)
                path.append((key, iter(known[key].cell.adds)))
