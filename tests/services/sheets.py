"""Sheets as people make them, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

import openpyxl

Cell = None | str | int | float | bool | date | datetime


def xlsx(*rows: Sequence[Cell]) -> BytesIO:
    """A workbook with one sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    stream = BytesIO()
    workbook.save(stream)
    stream.seek(0)
    return stream


def merged(workbook: BytesIO, *areas: str) -> BytesIO:
    """The same workbook with cells of its sheet merged."""
    book = openpyxl.load_workbook(workbook)
    for area in areas:
        book.worksheets[0].merge_cells(area)
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def csv(text: str, encoding: str = "utf-8-sig") -> BytesIO:
    """A CSV file."""
    return BytesIO(text.encode(encoding))
