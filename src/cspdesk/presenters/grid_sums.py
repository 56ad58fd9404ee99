"""What leaves a grid with marked cells: their sums by currency, and their plain texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cspdesk.presenters.grid_cells import NOTHING, Block, Given, GridColumn, GridRow
from cspdesk.presenters.share_sums import Figure, Money, money_of


def added(
    columns: Sequence[GridColumn], blocks: Iterable[Block], rows: Mapping[int, GridRow]
) -> tuple[int, list[tuple[str, int]]]:
    """How many amounts stand in blocks, and their sums by currency.

    What a row's parts bear is in the row's own amount: parts count only where they alone are marked.
    """
    only_parts = all(row.is_part for row in rows.values())
    amounts: dict[str, int] = {}
    cells = 0
    for block in blocks:
        keys = [one.key for one in columns[block.left : block.right + 1] if one.sums]
        counted = [
            rows[place] for place in block.rows() if place in rows and rows[place].is_part == only_parts
        ]
        for found in [amount_of(row.cells.get(key, NOTHING).value) for key in keys for row in counted]:
            if found is not None:
                cells += 1
                amounts[found[1]] = amounts.get(found[1], 0) + found[0]
    return cells, sorted(amounts.items())


def amount_of(value: object) -> Money | None:
    """The amount that stands in a cell, an expense's or a share's."""
    return value.amount if isinstance(value, Figure) else money_of(value)


def plain(columns: Sequence[GridColumn], block: Block, rows: Mapping[int, GridRow]) -> Iterator[list[str]]:
    """The cells of a block as a spreadsheet takes them, row by row."""
    for place in block.rows():
        if place in rows:
            cells = rows[place].cells
            yield [
                _plain(column, cells.get(column.key, NOTHING))
                for column in columns[block.left : block.right + 1]
            ]


def _plain(column: GridColumn, given: Given) -> str:
    return given.text if given.value is None else column.rule.plain(given.value)
