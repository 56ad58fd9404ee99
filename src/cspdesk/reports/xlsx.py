"""Documents as XLSX: the words on a first sheet, every table and chart on a sheet of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from cspdesk.reports import xlsx_pages as pages
from cspdesk.reports import xlsx_tables as tables
from cspdesk.reports.archive import settled
from cspdesk.reports.layout import (
    Appendix,
    Bars,
    Block,
    Bullets,
    Document,
    Facts,
    FormBox,
    FormChoices,
    FormGrid,
    FormLine,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Quotes,
    RegionMap,
    Signatures,
    Table,
)
from cspdesk.reports.printable import cleaned
from cspdesk.reports.spreadsheet import Book
from cspdesk.reports.sums import check_sums
from cspdesk.reports.xlsx_pages import Leaf
from cspdesk.reports.xlsx_rows import RowSheet

_WORDS: Mapping[type[Block], Callable[[Any, Leaf], None]] = {
    Heading: pages.heading,
    Paragraph: pages.paragraph,
    Facts: pages.facts,
    Quotes: pages.quotes,
    Bullets: pages.bullets,
    Note: pages.note,
    Signatures: pages.signatures,
    FormLine: pages.form_line,
    FormBox: pages.form_box,
    FormChoices: pages.form_choices,
    PageBreak: pages.page_break,
    Appendix: pages.appendix,
}
_FIGURES: Mapping[type[Block], Callable[[Any, Book, Worksheet, Document], None]] = {
    Bars: tables.bars,
    RegionMap: tables.region_map,
    FormGrid: tables.empty_grid,
}


def write_xlsx(document: Document) -> bytes:
    """The document as a workbook; the same document gives the same bytes.

    Figures are real numbers, and sums of cells (``Cell.adds``) formulas that add up those cells; no text
    is a formula, whatever it begins with.  The properties name the organisation and the title, and no
    person or time.
    """
    named = check_sums(document)
    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    workbook.set_properties({"title": cleaned(document.title), "author": cleaned(document.organisation)})
    book = Book(workbook)
    leaf = Leaf(book, book.sheet(document.title))
    _masthead(document, leaf)
    sheets = _sheets(document, book)
    filled = {
        at: (block, sheet.name)
        for at, (block, (_, sheet)) in enumerate(zip(document.blocks, sheets, strict=True))
        if isinstance(block, Table) and sheet is not None
    }
    places = tables.Places(named, filled)
    for block, (name, sheet) in zip(document.blocks, sheets, strict=True):
        if sheet is None:
            _WORDS[type(block)](block, leaf)
            continue
        if isinstance(block, Table):
            tables.data_table(block, book, sheet, document, places)
        else:
            _FIGURES[type(block)](block, book, sheet, document)
        leaf.link(sheet.name, name)
    _foot(document, leaf)
    workbook.close()
    return settled(out.getvalue())


def _sheets(document: Document, book: Book) -> list[tuple[str, Worksheet | None]]:
    """For each block the name of its sheet of figures, and the sheet: all are there before any is filled."""
    made: list[tuple[str, Worksheet | None]] = []
    nearest = document.title
    for block in document.blocks:
        if isinstance(block, (Heading, Appendix)):
            nearest = block.text if isinstance(block, Heading) else block.title
        name = _name(block) or nearest
        sort = RowSheet if isinstance(block, Table) else Worksheet
        made.append((name, None if type(block) in _WORDS else book.sheet(name, sort)))
    return made


def _name(block: Block) -> str:
    """What a sheet of figures is called by its block."""
    if isinstance(block, Table):
        return block.caption
    if isinstance(block, (Bars, RegionMap)):
        return block.title
    return block.label if isinstance(block, FormGrid) else ""


def _masthead(document: Document, leaf: Leaf) -> None:
    for place, width in enumerate(pages.WIDTHS):
        leaf.sheet.set_column(place, place, width, leaf.book.format(()))
    if document.addressee:
        leaf.line(document.addressee, pages.BODY)
    first = "  ·  ".join(filter(None, (document.organisation, document.status)))
    if first:
        leaf.line(first, pages.HEADINGS[3])
    leaf.line(document.title, pages.TITLE)
    if document.subtitle:
        leaf.line(document.subtitle, pages.DIM)
    # An official paper names whom it goes to at its head.
    reader = "" if document.addressee else document.audience
    second = "  ·  ".join(filter(None, (document.period, reader)))
    if second:
        leaf.line(second, pages.META)
    leaf.row += 1


def _foot(document: Document, leaf: Leaf) -> None:
    words = "  ·  ".join(filter(None, (document.made_on, document.fingerprint)))
    if words:
        leaf.line(words, pages.META, before=1)
    tables.print_setup(leaf.sheet, document, wide=document.wide)
