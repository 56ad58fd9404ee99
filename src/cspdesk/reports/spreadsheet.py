"""A workbook that holds letters and numbers, and sums of its own cells: no link, no time of its own.

The only formulas are those that ``xlsx_rows`` makes of addresses: cells added up and taken away, with
their result beside them.  A text is a text whatever it begins with, and never becomes part of one.  A
spreadsheet program shows it as it is; and because some turn ``=1+1`` into a formula once a person edits
the cell, such texts carry the mark that Excel itself uses for a leading apostrophe.  Numbers are written
as decimals, never through a float, and a number of more than 15 digits, which no spreadsheet keeps, is
written as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cspdesk.reports import palette
from cspdesk.reports.printable import cleaned

STRONGEST = 10**15
"""Spreadsheets keep 15 digits of a number."""
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

    def sheet(self, title: str, sort: type[Worksheet] = Worksheet) -> Worksheet:
        """A new sheet under a name made of ``title``: allowed signs, at most 31 of them, not given yet."""
        wanted = _FORBIDDEN_IN_NAMES.sub(" ", cleaned(title)).strip(" '") or "1"
        name, count = _cut(wanted, 31), 1
        while name.casefold() in self._names or name.casefold() == "history":
            count += 1
            ending = f" {count}"
            name = _cut(wanted, 31 - len(ending)) + ending
        self._names.add(name.casefold())
        return self.workbook.add_worksheet(name, sort)

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
        words = fitting(text)
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

    def day(self, sheet: Worksheet, row: int, column: int, day: date, manner: Look = ()) -> None:
        """Write a day or a moment (without its zone) as a spreadsheet's date; before 1900 as text."""
        if day.year < 1900:
            self.text(sheet, row, column, day.isoformat(), manner)
            return
        plain = day.replace(tzinfo=None) if isinstance(day, datetime) else day
        sheet.write_datetime(row, column, plain, self.format(manner))


def number_format(places: int, *, percent: bool = False) -> str:
    """A spreadsheet's pattern: groups of three, so many places; a percent sign that does not multiply."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return pattern + '" %"' if percent else pattern


def fitting(text: str) -> str:
    """Letters as a cell can hold them."""
    words = cleaned(text)
    return words if len(words) <= LONGEST // 2 else _cut(words, LONGEST, ending="…")


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
