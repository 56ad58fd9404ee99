"""The pages of an Excel template whose rows were repeated: what is printed, and columns that hold figures."""

from __future__ import annotations

from copy import copy
from datetime import date
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import RowBreak
from openpyxl.worksheet.worksheet import Worksheet

from cspdesk.reports.money.templates.moved import Moved

_USUAL = 8.43
"""How wide a column is that nobody set, in letters."""
_DAY = 10


def grow(sheet: Worksheet, moved: Moved) -> None:
    """Let what is printed, repeated on each page, coloured and chosen follow the rows; widen for figures.

    A figure that a column is too narrow for would be shown as "####".
    """
    if sheet.print_area:
        sheet.print_area = ",".join(_over(_plain(one), moved) for one in sheet.print_area.split(","))
    if sheet.print_title_rows:
        first, _, last = sheet.print_title_rows.replace("$", "").partition(":")
        sheet.print_title_rows = f"{moved.first(int(first))}:{moved.last(int(last or first))}"
    breaks = RowBreak()
    for one in sheet.row_breaks.brk:
        after = copy(one)
        after.id = moved.last(one.id)
        breaks.append(after)
    sheet.row_breaks = breaks
    _colour(sheet, moved)
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = type(rule.sqref)(" ".join(_over(str(one), moved) for one in rule.sqref.ranges))
    _widen(sheet)


def _plain(address: str) -> str:
    """A range without its sheet: only a range of the same sheet is printed."""
    return address.rpartition("!")[2].replace("$", "")


def _over(address: str, moved: Moved) -> str:
    """A range after the move; one cell of a repeated row becomes those of all its copies."""
    return moved.span(address if ":" in address else f"{address}:{address}")


def _colour(sheet: Worksheet, moved: Moved) -> None:
    coloured = ConditionalFormattingList()
    for found in sheet.conditional_formatting:
        where = " ".join(_over(str(one), moved) for one in found.sqref.ranges)
        for rule in found.rules:
            coloured.add(where, rule)
    sheet.conditional_formatting = coloured


def _widen(sheet: Worksheet) -> None:
    """Make columns as wide as their widest figure; a merged cell has the room of several."""
    merged = {cell for one in sheet.merged_cells.ranges for row in one.rows for cell in row}
    needs: dict[int, int] = {}
    for cells in sheet.iter_rows():
        for one in cells:
            if isinstance(one, Cell) and (one.row, one.column) not in merged:
                needs[one.column] = max(needs.get(one.column, 0), _letters(one.value))
    _apart(sheet)
    for column, letters in needs.items():
        name = get_column_letter(column)
        set_to = sheet.column_dimensions[name].width if name in sheet.column_dimensions else _USUAL
        if letters and letters + 2 > set_to:
            sheet.column_dimensions[name].width = letters + 2


def _letters(value: object) -> int:
    """How many letters wide a figure or a day is; 0 for words, which run on or are broken."""
    if isinstance(value, Decimal):
        return len(f"{value:,}")
    return _DAY if isinstance(value, date) else 0


def _apart(sheet: Worksheet) -> None:
    """Give each column of a run that is described together a description of its own."""
    for one in list(sheet.column_dimensions.values()):
        first, last = one.min, one.max
        if first is None or last is None or last <= first or last - first > 100:
            continue
        for column in range(first, last + 1):
            letter = get_column_letter(column)
            own = copy(one)
            own.index, own.min, own.max = letter, column, column
            sheet.column_dimensions[letter] = own
