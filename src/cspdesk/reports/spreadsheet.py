"""A workbook that holds letters and numbers, and sums of its own cells: no link, no time of its own.

The only formulas are those that ``Book.sum`` makes of addresses: cells added up and taken away, with
their result beside them.  A text is a text whatever it begins with, and never becomes part of one.  A
spreadsheet program shows it as it is; and because some turn ``=1+1`` into a formula once a person edits
the cell, such texts carry the mark that Excel itself uses for a leading apostrophe.  Numbers are written
as decimals, never through a float, and a number of more than 15 digits, which no spreadsheet keeps, is
written as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from cspdesk.reports import palette
from cspdesk.reports.printable import cleaned

STRONGEST = 10**15
"""Spreadsheets keep 15 digits of a number."""
LONGEST_FORMULA = 8_000
"""Excel takes 8,192 signs; what is longer is written as its result."""
LONGEST = 32_767
"""UTF-16 units in a cell; what is longer ends in "…"."""
MARKS = ("=", "+", "-", "@", "\t", "\n", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First signs by which some spreadsheet program takes a text for a formula (OWASP, CSV injection)."""
FAMILY = "Noto Sans"

Look: TypeAlias = tuple[tuple[str, Any], ...]
Options: TypeAlias = dict[Literal["in_memory", "constant_memory", "tmpdir"], Any]

_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


def look(**properties: Any) -> Look:  # noqa: ANN401 - the library's own names and kinds of values
    """How a cell looks, as a value: the same look is one format of the workbook."""
    return tuple(sorted(properties.items()))


@dataclass(slots=True)
class Book:
    """A workbook being written, its formats, and the names of its sheets."""

    workbook: xlsxwriter.Workbook
    _formats: dict[tuple[Look, bool], Format] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def sheet(self, title: str) -> Worksheet:
        """A new sheet under a name made of ``title``: allowed signs, at most 31 of them, not given yet."""
        wanted = _FORBIDDEN_IN_NAMES.sub(" ", cleaned(title)).strip(" '") or "1"
        name, count = _cut(wanted, 31), 1
        while name.casefold() in self._names or name.casefold() == "history":
            count += 1
            ending = f" {count}"
            name = _cut(wanted, 31 - len(ending)) + ending
        self._names.add(name.casefold())
        return self.workbook.add_worksheet(name)

    def format(self, manner: Look, *, quoted: bool = False) -> Format:
        """The workbook's format for a look."""
        key = (manner, quoted)
        if key not in self._formats:
            properties = {"font_name": FAMILY, "font_size": 10, "font_color": f"#{palette.INK}"} | dict(
                manner
            )
            if quoted:
                properties["quote_prefix"] = True
            self._formats[key] = self.workbook.add_format(properties)
        return self._formats[key]

    def text(self, sheet: Worksheet, row: int, column: int, text: str, manner: Look = ()) -> None:
        """Write letters, whatever they begin with."""
        words = cleaned(text)
        if len(words) > LONGEST // 2:
            words = _cut(words, LONGEST, ending="…")
        if words:
            sheet.write_string(row, column, words, self.format(manner, quoted=words.startswith(MARKS)))
        else:
            sheet.write_blank(row, column, None, self.format(manner))

    def number(
        self, sheet: Worksheet, row: int, column: int, number: int | Decimal, manner: Look = ()
    ) -> None:
        """Write a finite number, or as text if a spreadsheet would lose digits of it."""
        if _digits(number) < STRONGEST:
            sheet.write_number(row, column, number, self.format(manner))
        else:
            self.text(
                sheet, row, column, f"{number:f}" if isinstance(number, Decimal) else str(number), manner
            )

    def sum(
        self, sheet: Worksheet, at: Place, added: Sequence[Added], number: int | Decimal, manner: Look = ()
    ) -> None:
        """Write the sum of other cells as a formula, with ``number`` as the result that is seen at once."""
        formula = formula_of(added, at.sheet)
        if _digits(number) < STRONGEST and len(formula) <= LONGEST_FORMULA:
            sheet.write_formula(at.row, at.column, formula, self.format(manner), number)
        else:
            self.number(sheet, at.row, at.column, number, manner)

    def day(self, sheet: Worksheet, row: int, column: int, day: date, manner: Look = ()) -> None:
        """Write a day or a moment (without its zone) as a spreadsheet's date; before 1900 as text."""
        if day.year < 1900:
            self.text(sheet, row, column, day.isoformat(), manner)
            return
        plain = day.replace(tzinfo=None) if isinstance(day, datetime) else day
        sheet.write_datetime(row, column, plain, self.format(manner))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: the sheet's name, row and column from 0."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Added:
    """A cell that a sum adds, or takes away."""

    place: Place
    minus: bool = False


def formula_of(added: Sequence[Added], sheet: str) -> str:
    """Cells added up for a cell of ``sheet``: runs in a column by SUM, all others one by one.

    It is made of addresses and names of sheets alone, and a name stands in quotes.
    """
    terms: list[str] = []
    at = 0
    while at < len(added):
        first, after = added[at], at + 1
        while after < len(added) and _follows(added[after - 1], added[after]):
            after += 1
        address = _address(first.place, sheet)
        if after - at > 2:
            last = added[after - 1].place
            address = f"SUM({address}:{xl_rowcol_to_cell(last.row, last.column)})"
        else:
            after = at + 1
        terms.append(("-" if first.minus else "+") + address)
        at = after
    return "=" + "".join(terms).removeprefix("+")


def _follows(one: Added, other: Added) -> bool:
    here, there = one.place, other.place
    below = there.row == here.row + 1 and there.column == here.column and there.sheet == here.sheet
    return one.minus == other.minus and below


def _address(place: Place, sheet: str) -> str:
    cell = str(xl_rowcol_to_cell(place.row, place.column))
    return cell if place.sheet == sheet else "'" + place.sheet.replace("'", "''") + f"'!{cell}"


def number_format(places: int, *, percent: bool = False) -> str:
    """A spreadsheet's pattern: groups of three, so many places; a percent sign that does not multiply."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return pattern + '" %"' if percent else pattern


def inert(text: str) -> str:
    """Letters for places where the library takes "=" for a reference (a chart's name or label)."""
    words = cleaned(text)
    return f" {words}" if words.startswith("=") else words


def width_of(text: str) -> int:
    """How many average letters wide a text stands, on its longest line."""
    return max((len(line) for line in text.split("\n")), default=0)


def _digits(number: int | Decimal) -> int:
    """A number's digits without its point: what must stay below ``STRONGEST``."""
    if isinstance(number, Decimal):
        return abs(int(number.scaleb(-int(number.as_tuple().exponent))))
    return abs(number)


def _cut(text: str, units: int, *, ending: str = "") -> str:
    """The text's beginning in at most so many UTF-16 units, never cut inside a letter."""
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * units:
        return text
    return encoded[: 2 * (units - len(ending))].decode("utf-16-le", "ignore").rstrip(" '") + ending
