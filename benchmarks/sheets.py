"""W6's other half: a statement over many money rows as XLSX, beside the library that writes it, alone."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from io import BytesIO
from random import Random
from statistics import median
from time import process_time

import xlsxwriter

from benchmarks.desks import Row
from cspdesk.reports.layout import Cell, Column, Document, Heading, Table
from cspdesk.reports.xlsx import write_xlsx

_COLUMNS = (
    Column("Date", share=3),
    Column("Voucher", share=2),
    Column("Document", share=7),
    Column("Received", "number", places=2, share=3),
    Column("Charged", "number", places=2, share=3),
    Column("Balance after", "number", places=2, share=3),
)


def measure(*, runs: int, scale: int) -> list[Row]:
    """Our workbook of a statement with running balances, and the same cells by the library."""
    count = 100_000 // scale
    document = _statement(count)
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(_worked(lambda: write_xlsx(document)))
        theirs.append(_worked(lambda: _alone(document)))
    figure, peer = median(ours), median(theirs)
    ratio = figure / peer
    return [
        Row(
            "W6 statement as XLSX / the library alone",
            f"{ratio:.2f} x",
            "at most 1.2 x",
            ratio <= 1.2,
            f"{figure:.1f} / {peer:.1f} s of processor, {count} rows",
        ),
        Row("W6 memory of writing it", f"{_peak(document):.0f} MB", "", None, "beside the document"),
    ]


def _worked(act: Callable[[], object]) -> float:
    """Seconds of processor time: nothing here waits, and other work on the machine plays no part."""
    start = process_time()
    act()
    return process_time() - start


def _peak(document: Document) -> float:
    tracemalloc.start()
    write_xlsx(document)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def _statement(count: int) -> Document:
    """Every movement of an agreement: each balance is a live sum of the one before and its row."""
    digits = Random(3)
    rows = []
    balance = 0
    for n in range(count):
        received, charged = (int(digits.random() * 1_000_000), 0) if n % 7 == 0 else (0, 1 + n % 99_999)
        balance += received - charged
        adds = (f"{n}.received", f"-{n}.charged", *([f"{n - 1}.balance"] if n else []))
        rows.append(
            (
                Cell(f"{1 + n % 28:02}.{1 + n // 28 % 12:02}.2025"),
                Cell(f"{n:05}"),
                Cell(f"Expense: what number {n % 4_000} was for"),
                Cell(f"{received / 100:,.2f}", received, key=f"{n}.received"),
                Cell(f"{charged / 100:,.2f}", charged, key=f"{n}.charged"),
                Cell(f"{balance / 100:,.2f}", balance, key=f"{n}.balance", adds=adds),
            )
        )
    return Document("Statement", "en", (Heading("Every movement"), Table(_COLUMNS, tuple(rows))))


def _alone(document: Document) -> bytes:
    """The same cells, formulas and looks by the library: what it takes without anything of ours."""
    table = document.blocks[1]
    assert isinstance(table, Table)
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Every movement")
    head, words = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "bottom": 1})
    number = book.add_format({"num_format": "#,##0.00", "bottom": 1})
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.title, head)
    for at, cells in enumerate(table.rows, 1):
        for place in range(3):
            sheet.write_string(at, place, cells[place].text, words)
        for place in (3, 4):
            sheet.write_number(at, place, (cells[place].number or 0) / 100, number)
        before = f"+F{at}" if at > 1 else ""
        sheet.write_formula(at, 5, f"=D{at + 1}-E{at + 1}{before}", number, (cells[5].number or 0) / 100)
    book.close()
    return out.getvalue()
