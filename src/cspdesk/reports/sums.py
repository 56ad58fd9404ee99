"""Sums within a document: cells that are the sum of other cells, found and proved before a file is made.

A spreadsheet computes them anew, so what is printed and what it computes must be the same figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from cspdesk.reports.layout import Cell, Document, Table


def check_sums(document: Document) -> None:
    """Every sum names cells of the document that add up to it, and none names itself.

    ``ValueError`` otherwise: who built the document has added up wrongly.
    """
    cells = [*_cells(document)]
    asked = {key.removeprefix("-") for cell, _ in cells for key in cell.adds}
    known: dict[str, tuple[Cell, int]] = {}
    for cell, places in cells:
        if cell.key in asked:
            if cell.key in known:
                raise ValueError(f"two cells are called {cell.key}")
            known[cell.key] = (cell, places)
    if missing := asked - set(known):
        raise ValueError(f"a sum names cells that are not there: {sorted(missing)}")
    for cell, places in cells:
        if cell.adds:
            _check(cell, places, known)
    _refuse_circles(known)


def _cells(document: Document) -> Iterator[tuple[Cell, int]]:
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell, column in zip(row, block.columns, strict=True):
                    if cell.key or cell.adds:
                        yield cell, column.places if cell.places is None else cell.places


def _check(cell: Cell, places: int, known: dict[str, tuple[Cell, int]]) -> None:
    total = 0
    for key in cell.adds:
        found, scale = known[key.removeprefix("-")]
        if found.number is None or scale != places:
            raise ValueError(f"{cell.key} adds {key}, which is no number of its kind")
        total += -found.number if key.startswith("-") else found.number
    if cell.number != total:
        raise ValueError(f"{cell.key} is {cell.number}, and its cells add up to {total}")


def _refuse_circles(known: dict[str, tuple[Cell, int]]) -> None:
    settled: set[str] = set()
    for start in known:
        if start in settled:
            continue
        path: list[tuple[str, Iterator[str]]] = [(start, iter(known[start][0].adds))]
        open_keys = {start}
        while path:
            key = next(path[-1][1], "").removeprefix("-")
            if not key:
                open_keys.discard(path[-1][0])
                settled.add(path.pop()[0])
            elif key in open_keys:
                raise ValueError(f"a sum adds itself: {key}")
            elif key not in settled:
                open_keys.add(key)
                path.append((key, iter(known[key][0].adds)))
