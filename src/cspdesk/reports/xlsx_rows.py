"""The rows of a table as a worksheet holds them, written down one after the other.

The library that writes workbooks keeps every cell as a value until the file is made, and looks for thirty
functions in each formula.  A ledger has a hundred thousand rows of the same few looks: here each is
written once, as the library would write it (`tests/reports/test_xlsx_rows.py` holds the two side by side).
Formulas are made of addresses and names of sheets alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cspdesk.reports.spreadsheet import MARKS, STRONGEST, Book, Look, fitting

LONGEST_FORMULA = 8_000
"""Excel takes 8,192 signs; what is longer is written as its result."""
_MARKED = frozenset(MARKS)


class RowSheet(Worksheet):  # type: ignore[misc]  # the library publishes no types
    """A worksheet a run of whose rows comes as text; what is written cell by cell stands above and below it.

    It reaches into the library: how a sheet writes its rows, and its numbers for texts.
    """

    dim_rowmin: int
    dim_rowmax: int

    def __init__(self) -> None:
        super().__init__()
        self._first = 0
        self._lines: list[str] = []

    def shared(self, words: str) -> int:
        """The number of a text in the workbook."""
        return int(self.str_table._get_shared_string_index(words))  # noqa: SLF001 - see the class

    def put(self, first: int, columns: int, lines: list[str]) -> None:
        """Keep the rows from ``first`` on, so many columns wide, each as ``<row>…</row>``."""
        if lines:
            self._first, self._lines = first, lines
            self._check_dimensions(first, 0)
            self._check_dimensions(first + len(lines) - 1, columns - 1)

    def _write_rows(self) -> None:
        if not self._lines:
            super()._write_rows()
            return
        first, last = self.dim_rowmin, self.dim_rowmax
        self.dim_rowmax = self._first - 1
        super()._write_rows()
        self.fh.writelines(self._lines)
        self.dim_rowmin, self.dim_rowmax = self._first + len(self._lines), last
        self._lines = []
        super()._write_rows()
        self.dim_rowmin = first


class Place(NamedTuple):
    """Where a cell stands: the sheet's name, row and column from 0."""

    sheet: str
    row: int
    column: int


class Added(NamedTuple):
    """A cell that a sum adds, or takes away."""

    place: Place
    minus: bool = False


class CellsOf:
    """Writes the cells of one column of a sheet; ``row`` counts from 0."""

    def __init__(self, book: Book, sheet: RowSheet, column: int) -> None:
        self._book, self._sheet = book, sheet
        self._letters = _letters(column)
        self._styles: dict[tuple[Look, bool], int] = {}

    def text(self, row: int, words: str, manner: Look) -> str:
        """Letters, whatever they begin with."""
        words = fitting(words)
        if not words:
            return f'<c r="{self._letters}{row + 1}" s="{self._style(manner)}"/>'
        style = self._style(manner, quoted=words[0] in _MARKED)
        return f'<c r="{self._letters}{row + 1}" s="{style}" t="s"><v>{self._sheet.shared(words)}</v></c>'

    def number(self, row: int, number: int, places: int, manner: Look) -> str:
        """A whole number of so many places, or as text if a spreadsheet would lose digits of it."""
        digits = scaled(number, places)
        if not -STRONGEST < number < STRONGEST:
            return self.text(row, digits, manner)
        return f'<c r="{self._letters}{row + 1}" s="{self._style(manner)}"><v>{digits}</v></c>'

    def sum(self, row: int, added: Sequence[Added], number: int, places: int, manner: Look) -> str:
        """The sum of other cells as a formula, with ``number`` as the result that is seen at once."""
        formula = formula_of(added, self._sheet.name)
        if len(formula) > LONGEST_FORMULA or not -STRONGEST < number < STRONGEST:
            return self.number(row, number, places, manner)
        return (
            f'<c r="{self._letters}{row + 1}" s="{self._style(manner)}">'
            f"<f>{_escaped(formula)}</f><v>{scaled(number, places)}</v></c>"
        )

    def _style(self, manner: Look, *, quoted: bool = False) -> int:
        key = (manner, quoted)
        if (found := self._styles.get(key)) is None:
            made = self._book.format(manner, quoted=quoted)
            found = self._styles[key] = int(made._get_xf_index())  # noqa: SLF001 - see ``RowSheet``
        return found


def scaled(number: int, places: int) -> str:
    """A whole number with its point, never through a float."""
    if not places:
        return str(number)
    digits = str(abs(number)).zfill(places + 1)
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def formula_of(added: Sequence[Added], sheet: str) -> str:
    """Cells added up for a cell of ``sheet``, without "=": runs in a column by SUM, all others one by one.

    It is made of addresses and names of sheets alone, and a name stands in quotes.
    """
    return "".join(_terms(added, sheet)).removeprefix("+")


def _terms(added: Sequence[Added], sheet: str) -> Iterator[str]:
    at = 0
    while at < len(added):
        first, after = added[at], at + 1
        while after < len(added) and _follows(added[after - 1], added[after]):
            after += 1
        sign, address = "-" if first.minus else "+", _address(first.place, sheet)
        if after - at > 2:
            last = added[after - 1].place
            yield f"{sign}SUM({address}:{_letters(last.column)}{last.row + 1})"
            at = after
        else:
            yield sign + address
            at += 1


def _follows(one: Added, other: Added) -> bool:
    (sheet, row, column), minus = one
    return other == ((sheet, row + 1, column), minus)


def _address(place: Place, sheet: str) -> str:
    cell = f"{_letters(place.column)}{place.row + 1}"
    return cell if place.sheet == sheet else "'" + place.sheet.replace("'", "''") + f"'!{cell}"


def _escaped(formula: str) -> str:
    """A sheet's name may hold what XML marks."""
    return formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_NAMES: tuple[str, ...] = tuple(str(xl_col_to_name(column)) for column in range(64))


def _letters(column: int) -> str:
    return _NAMES[column] if column < len(_NAMES) else str(xl_col_to_name(column))
