"""Lists as plain sheets: rows stream out as XLSX, CSV or JSON lines, however many there are.

What each format promises:

- XLSX: real numbers and dates, a head that stays, a filter; never a formula; after 1,048,575 rows a
  second sheet goes on.
- CSV: UTF-8 with a byte order mark, CRLF, the separator and decimal sign that an office program expects.
  A text that some spreadsheet program would take for a formula (first sign = + - @, tab, line feed, or
  their wide forms) gets an apostrophe before it, as OWASP advises; so does a text that already
  begins with apostrophes before such a sign, so that ``sheet_reader`` gives back exactly what was written.
- JSON lines: one object a line by the columns' keys; whole numbers as numbers, amounts as decimal
  text ("1250.00"), days and moments in ISO 8601; nothing is neutralised, because nothing is calculated.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from cspdesk.reports import palette
from cspdesk.reports.printable import cleaned
from cspdesk.reports.spreadsheet import MARKS, Book, Look, look, number_format, width_of

Value: TypeAlias = str | int | Decimal | date | bool | None
"""A cell: a ``datetime`` is a ``date`` too; an int is scaled by its column's ``places``; None is empty."""
Kind: TypeAlias = Literal["text", "number", "day", "moment"]

SHEET_ROWS = 1_048_576
_LOOKED_AT = 200
_PATTERNS = {"day": "dd.mm.yyyy", "moment": "dd.mm.yyyy hh:mm"}
_HEAD = look(
    bold=True,
    font_size=9,
    font_color=f"#{palette.INK2}",
    bottom=1,
    bottom_color=f"#{palette.EDGE}",
    valign="bottom",
)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a list: its key for programs, its title for people, and what it holds.

    With ``places`` 2, the whole number 125000 of an amount column is 1250.00.
    """

    key: str
    title: str
    kind: Kind = "text"
    places: int = 0


@dataclass(frozen=True, slots=True)
class CsvManner:
    """How a CSV separates its cells and its decimals."""

    separator: str
    decimal: str


OFFICE = CsvManner(";", ",")
"""What office programs set to Tajik or Russian open without asking."""
PLAIN = CsvManner(",", ".")
"""RFC 4180, for English office programs and for other programs."""


def write_xlsx_rows(
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[Value]],
    stream: BinaryIO,
    *,
    title: str,
    moment: datetime,
    work_folder: Path,
) -> int:
    """Stream rows into a workbook dated ``moment``; gives how many.

    Memory does not grow with the rows: they pass through one temporary file in ``work_folder``, which the
    caller makes and removes.  If ``rows`` raises, nothing is written to ``stream``.
    """
    workbook = xlsxwriter.Workbook(stream, {"constant_memory": True, "tmpdir": str(work_folder)})
    workbook.set_properties({"title": cleaned(title), "created": moment.astimezone(UTC).replace(tzinfo=None)})
    book = Book(workbook)
    try:
        count = _fill(book, columns, _checked(rows, len(columns)), title)
    except BaseException:
        # Else the library would finish the file when it is thrown away.
        workbook.fileclosed = True
        raise
    workbook.close()
    return count


def _fill(book: Book, columns: Sequence[SheetColumn], rows: Iterator[Sequence[Value]], title: str) -> int:
    first = list(islice(rows, _LOOKED_AT))
    widths = [_width(column, (row[place] for row in first)) for place, column in enumerate(columns)]
    looks = [_look(column) for column in columns]
    rest = chain(first, rows)
    count = 0
    while True:
        sheet = book.sheet(title)
        written = 0
        for place, column in enumerate(columns):
            sheet.set_column(place, place, widths[place])
            book.text(sheet, 0, place, column.title, _HEAD)
        for written, row in enumerate(islice(rest, SHEET_ROWS - 1), 1):
            for place, value in enumerate(row):
                if value is not None:
                    _write(book, sheet, (written, place), value, columns[place], looks[place])
        count += written
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, written, len(columns) - 1)
        if written < SHEET_ROWS - 1:
            return count


def _look(column: SheetColumn) -> Look:
    if column.kind == "number":
        return look(num_format=number_format(column.places) if column.places else "0")
    pattern = _PATTERNS.get(column.kind)
    return look(num_format=pattern, align="left") if pattern else ()


def _write(
    book: Book,
    sheet: Worksheet,
    at: tuple[int, int],
    value: str | int | Decimal | date,
    column: SheetColumn,
    manner: Look,
) -> None:
    row, place = at
    if isinstance(value, str):
        book.text(sheet, row, place, value, manner)
    elif isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, int):
        scaled = Decimal(value).scaleb(-column.places) if column.places else value
        book.number(sheet, row, place, scaled, manner)
    elif isinstance(value, Decimal):
        book.number(sheet, row, place, value, manner)
    else:
        book.day(sheet, row, place, value, manner)


def _width(column: SheetColumn, values: Iterable[Value]) -> int:
    widest = max((width_of(_spelled(value, column, PLAIN)) for value in values), default=0)
    return min(max(widest + 2, min(width_of(column.title), 24) + 4, 10), 60)


def write_csv_rows(
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[Value]],
    stream: BinaryIO,
    *,
    manner: CsvManner = OFFICE,
) -> int:
    """Stream rows as CSV; gives how many.  The columns' titles are the first line."""
    count = 0
    letters = TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(letters, delimiter=manner.separator, lineterminator="\r\n")
        writer.writerow([harmless(column.title) for column in columns])
        for count, row in enumerate(_checked(rows, len(columns)), 1):  # noqa: B007 - it is given back
            writer.writerow([
                harmless(value) if isinstance(value, str) else _spelled(value, column, manner)
                for value, column in zip(row, columns, strict=True)
            ])  # fmt: skip
    finally:
        letters.detach()
    return count


def harmless(text: str) -> str:
    """A text as a CSV carries it: with an apostrophe before it where it could be taken for a formula."""
    words = cleaned(text)
    return f"'{words}" if words.lstrip("'").startswith(MARKS) else words


def original(text: str) -> str:
    """The text that ``harmless`` was given."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(MARKS) else text


def write_json_lines(
    columns: Sequence[SheetColumn], rows: Iterable[Sequence[Value]], stream: BinaryIO
) -> int:
    """Stream rows as JSON lines in UTF-8; gives how many.  Empty cells are null."""
    count = 0
    for count, row in enumerate(_checked(rows, len(columns)), 1):  # noqa: B007 - it is given back
        line = {column.key: _plain(value, column) for column, value in zip(columns, row, strict=True)}
        stream.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return count


def _plain(value: Value, column: SheetColumn) -> str | int | None:
    if value is None or isinstance(value, bool) or (isinstance(value, int) and not column.places):
        return value
    return cleaned(value) if isinstance(value, str) else _spelled(value, column, PLAIN)


def _spelled(value: Value, column: SheetColumn, manner: CsvManner) -> str:
    """A value in letters: exact decimals, ISO days and moments."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return (
            value.isoformat(sep=" ", timespec="minutes") if isinstance(value, datetime) else value.isoformat()
        )
    number = value if isinstance(value, Decimal) else Decimal(value).scaleb(-column.places)
    return f"{number:f}".replace(".", manner.decimal)


def _checked(rows: Iterable[Sequence[Value]], width: int) -> Iterator[Sequence[Value]]:
    for row in rows:
        if len(row) != width:
            raise ValueError(f"a row of {len(row)} cells in a sheet of {width} columns")
        yield row
