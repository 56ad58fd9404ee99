"""Sheets from outside, XLSX or CSV, as rows of text: bounded, and never a traceback.

What every reader gets, whatever the format:

- The first row with anything in it is the head; rows come with the number a person sees in the office
  program; empty rows are left out; a row is at least as wide as the head.
- A cell is text without spaces around it: whole numbers without a point ("1", not "1.0"), decimals exact
  to the 15 digits that a spreadsheet keeps ("0.3"), both as ``PlainNumber``; days and moments in ISO 8601
  ("2026-03-09", "2026-03-09T14:05"), yes and no as "true" and "false", a formula as its last result.
- A text that our own CSV made harmless comes back as it was.
- A row of HXL tags beneath the head is no row.
- Whatever is wrong with the file is an ``UntrustedError`` that says what, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import BinaryIO

from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.text import N_, msg
from cspdesk.reports import sheet_csv, sheet_xlsx
from cspdesk.reports.hxl import is_tag_row
from cspdesk.reports.sheet_limits import Limits, check_row, no_sheet, too_large

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"<!DOC", b"<html", b"<HTML", b"<?xml")
_FIRST_DAY = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The head of a sheet, its rows as (number, cells), to be read once, and the workbook's sheet names."""

    titles: tuple[str, ...]
    rows: Iterator[tuple[int, tuple[str, ...]]]
    names: tuple[str, ...] = ()


def read_sheet(
    untrusted: BinaryIO, *, limits: Limits | None = None, name: str | None = None, is_spread: bool = False
) -> Sheet:
    """Open a sheet of unknown origin: the one called ``name``, else the workbook's first that is shown.

    With ``is_spread`` a cell that is merged downwards is in each of its rows, there as ``Merged``.
    Raises ``UntrustedError`` here or while the rows are read; what was read before stays good.
    """
    bounds = limits or Limits()
    content = untrusted.read(bounds.file_bytes + 1)
    if len(content) > bounds.file_bytes:
        megabytes = bounds.file_bytes // 1_000_000
        raise too_large(msg(N_("The file is larger than {limit} MB."), limit=megabytes))
    if content.startswith(_OLD_OFFICE):
        raise UntrustedError(
            msg(N_("This is an old Excel file (XLS), or one that is locked with a password.")),
            hint=msg(N_("Open it in Excel or LibreOffice and save it as XLSX without a password.")),
            code="not-a-sheet",
        )
    if content.startswith(_OTHERS):
        raise no_sheet()
    names: tuple[str, ...] = ()
    if content.startswith(_ZIP):
        names, rows = sheet_xlsx.opened(content, bounds, name, is_spread=is_spread)
    else:
        rows = sheet_csv.opened(content)
    bounded = _bounded(rows, bounds)
    for _, titles in bounded:
        return Sheet(titles, _widened(_untagged(bounded), len(titles)), names)
    raise UntrustedError(
        msg(N_("The sheet is empty.")),
        hint=msg(N_("Check that the rows are on the first sheet, with their titles above them.")),
        code="empty-sheet",
    )


def _bounded(rows: Iterator[tuple[int, list[str]]], limits: Limits) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in rows:
        while cells and not cells[-1]:
            cells.pop()
        check_row(number, cells, limits)
        if cells:
            yield number, tuple(cells)


def _untagged(rows: Iterator[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Without the row of tags that open data has beneath the titles."""
    for place, (number, cells) in enumerate(rows):
        if place or not is_tag_row(cells):
            yield number, cells


def _widened(
    rows: Iterator[tuple[int, tuple[str, ...]]], width: int
) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in rows:
        yield number, cells + ("",) * (width - len(cells))


def serial_day(untrusted: str) -> date | None:
    """The day behind a bare number of days, which a spreadsheet shows where a date lost its format.

    Counted from 30 December 1899, as Excel does from 1 March 1900 on; None for anything else.
    """
    if not (untrusted.isascii() and untrusted.isdigit() and len(untrusted) <= 7):
        return None
    days = int(untrusted)
    return _FIRST_DAY + timedelta(days=days) if 61 <= days <= 2_958_465 else None
