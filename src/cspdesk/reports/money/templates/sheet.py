"""An Excel template filled: fields become numbers, days and texts; rows repeated; formulas stay live."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.header_footer import _HeaderFooterPart
from openpyxl.worksheet.worksheet import Worksheet

from cspdesk.domain.ledger.rates import Rate
from cspdesk.domain.money import minor_digits
from cspdesk.reports.archive import settled
from cspdesk.reports.money.templates.fields import Filling
from cspdesk.reports.money.templates.growing import grow
from cspdesk.reports.money.templates.moved import Moved, formula
from cspdesk.reports.money.templates.opening import guarded, runs
from cspdesk.reports.money.templates.wording import Wording
from cspdesk.reports.money.values import NOTHING, Amount, Ratio, Value
from cspdesk.reports.printable import cleaned
from cspdesk.reports.spreadsheet import number_format

_MOST_CELLS = 400_000
_FETCHES = re.compile(r"\||\b(WEBSERVICE|CALL|REGISTER\.ID|EXEC|RTD)\s*\(", re.IGNORECASE)
_PLAIN = ("General", "@")
Said = Callable[[str], Value]


def fill_xlsx(untrusted: bytes, wording: Wording, filling: Filling, spoken: Callable[[Value], str]) -> bytes:
    """The template with a report's values; the same values give the same bytes.

    ``UntrustedError`` names a field that is not offered.  The bytes were looked over (``opening``).
    """
    return guarded(lambda: _filled(untrusted, wording, filling, spoken))


def _filled(untrusted: bytes, wording: Wording, filling: Filling, spoken: Callable[[Value], str]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(untrusted), keep_links=False, keep_vba=False)
    parts = {sheet.title: _repeated(sheet, wording) for sheet in book.worksheets}
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            computes = any(one.data_type == "f" for cells in sheet.iter_rows() for one in cells)
            wording.refuse_silent(_said_by(sheet), sheet.title, computes=computes)
    moves = {
        name: Moved({row: max(len(filling.rows[part]), 1) for row, part in rows.items()})
        for name, rows in parts.items()
    }
    for sheet in book.worksheets:
        _move(sheet, parts[sheet.title], moves, filling, spoken)
    _rename(book, moves)
    for sheet in book.worksheets:
        grow(sheet, moves[sheet.title])
    _run_heads(book, wording, lambda name: spoken(filling.values[name]))
    book.calculation.fullCalcOnLoad = True
    out = BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _repeated(sheet: Worksheet, wording: Wording) -> dict[int, str]:
    """Which rows stand for the rows of which list; refuses what would fetch or fill the memory."""
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        raise ValueError("more cells than a template has")
    found = {}
    for cells in sheet.iter_rows():
        texts = [one.value for one in cells if isinstance(one.value, str)]
        if any(one.data_type == "f" and _FETCHES.search(str(one.value)) for one in cells):
            raise runs()
        if part := wording.part(texts):
            found[int(cells[0].row or 0)] = part
    return found


def _said_by(sheet: Worksheet) -> Iterator[str]:
    """Every text of a sheet, with those of its pages' heads and feet."""
    for cells in sheet.iter_rows():
        yield from (one.value for one in cells if isinstance(one.value, str) and one.data_type != "f")
    for side in _sides(sheet):
        yield side.text or ""


def _sides(sheet: Worksheet) -> Iterator[_HeaderFooterPart]:
    """What stands at the left, in the middle and at the right of a sheet's heads and feet."""
    for band in (
        *(sheet.oddHeader, sheet.oddFooter, sheet.evenHeader),
        *(sheet.evenFooter, sheet.firstHeader, sheet.firstFooter),
    ):
        yield from () if band is None else (band.left, band.center, band.right)


def _move(
    sheet: Worksheet,
    parts: Mapping[int, str],
    moves: Mapping[str, Moved],
    filling: Filling,
    spoken: Callable[[Value], str],
) -> None:
    """Write the sheet anew from below: each cell to its place, a repeated row once for each of its rows."""
    moved = moves[sheet.title]
    merged = [str(one) for one in sheet.merged_cells.ranges]
    for one in merged:
        sheet.unmerge_cells(one)
    for row in range(sheet.max_row, 0, -1):
        cells = [one for one in sheet[row] if isinstance(one, Cell)]
        rows: tuple[Mapping[str, Value], ...] = filling.rows[parts[row]] if row in parts else ({},)
        height = sheet.row_dimensions[row].height
        for place, values in reversed(list(enumerate(rows or ({},)))):
            at = moved.first(row) + place

            def said(name: str, values: Mapping[str, Value] = values) -> Value:
                return values.get(name, filling.values.get(name, NOTHING))

            for source in cells:
                target = sheet.cell(at, int(source.column or 1))
                if not isinstance(target, Cell):
                    continue
                _copy(source, target, said, spoken)
                if isinstance(source.value, str) and source.data_type == "f":
                    target.value = formula(source.value, sheet.title, moves, (row, at))
            sheet.row_dimensions[at].height = height
        if moved.first(row) != row:
            for source in cells:
                source.value = None
    _merge(sheet, merged, moved)


def _copy(source: Cell, target: Cell, said: Said, spoken: Callable[[Value], str]) -> None:
    text = source.value
    if target is not source:
        # the library has no other way to take a whole look over
        target._style = copy(source._style)  # type: ignore[attr-defined]  # noqa: SLF001
        target.value = text
        target.hyperlink = copy(source.hyperlink)
    if isinstance(text, str) and source.data_type != "f" and "{{" in text:
        alone = Wording.alone(text) if text.count("{{") == 1 else ""
        if alone:
            _set(target, said(alone), spoken)
        else:
            _set(target, Wording.filled(text, lambda name: spoken(said(name))), spoken)


def _set(cell: Cell, value: Value, spoken: Callable[[Value], str]) -> None:
    """A value as what it is; a format that staff gave the cell stays."""
    shown: Decimal | date | None = None
    pattern = ""
    if isinstance(value, Amount):
        places = minor_digits(value.currency) if value.currency else 0
        shown, pattern = Decimal(value.number).scaleb(-places), number_format(places)
    elif isinstance(value, Rate) and value.unit == 1:
        shown, pattern = Decimal(value.digits).scaleb(-value.decimals), number_format(value.decimals)
    elif isinstance(value, Ratio) and value.per_mille is not None:
        shown, pattern = Decimal(value.per_mille).scaleb(-1), number_format(1, percent=True)
    elif isinstance(value, date):
        shown, pattern = value, "dd.mm.yyyy"
    if shown is None:
        words = cleaned(spoken(value))
        cell.value = words or None
        if words:
            cell.data_type = "s"
        cell.quotePrefix = words.startswith(("=", "+", "-", "@", "\t", "\r"))
        return
    # a day brings a format of its own, which would hide that staff gave none
    is_plain = cell.number_format in _PLAIN
    cell.value = shown
    if is_plain:
        cell.number_format = pattern


def _merge(sheet: Worksheet, merged: list[str], moved: Moved) -> None:
    """Merge what was merged: a range within a repeated row in each of its copies."""
    for one in merged:
        rows = {int(digits) for digits in re.findall(r"\d+", one)}
        row = next(iter(rows))
        if len(rows) == 1 and row in moved.times:
            for at in range(moved.first(row), moved.last(row) + 1):
                sheet.merge_cells(moved.span(one, (row, at)))
        else:
            sheet.merge_cells(moved.span(one))


def _rename(book: Workbook, moves: Mapping[str, Moved]) -> None:
    """Let tables and names of ranges follow their cells."""
    for name in list(book.defined_names):
        named = book.defined_names[name]
        named.value = formula(f"={named.value}", "", moves).removeprefix("=")
    for sheet in book.worksheets:
        moved = moves[sheet.title]
        for table in sheet.tables.values():
            table.ref = moved.span(table.ref)
            if table.autoFilter is not None:
                table.autoFilter.ref = moved.span(table.autoFilter.ref)
        if sheet.auto_filter.ref:
            sheet.auto_filter.ref = moved.span(sheet.auto_filter.ref)


def _run_heads(book: Workbook, wording: Wording, said: Callable[[str], str]) -> None:
    """Fields in the workbook's properties and in the heads and feet of its pages."""
    for name in ("title", "creator", "lastModifiedBy", "subject", "description"):
        text = str(getattr(book.properties, name) or "")
        wording.refuse_rows(text)
        setattr(book.properties, name, cleaned(Wording.filled(text, said))[:255] or None)
    for sheet in book.worksheets:
        for side in _sides(sheet):
            text = side.text or ""
            wording.refuse_rows(text)
            if "{{" in text:
                # an ampersand alone begins a code of the page's head
                side.text = cleaned(Wording.filled(text, lambda name: said(name).replace("&", "&&")))
