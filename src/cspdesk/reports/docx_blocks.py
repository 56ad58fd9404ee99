"""The blocks of a DOCX: each function turns one block into what stands in the body, in our styles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from cspdesk.reports import palette
from cspdesk.reports.charts import draw_png
from cspdesk.reports.docx_markup import SIDES, border, cell, node, paragraph, row, run, runs, shared, table
from cspdesk.reports.docx_styles import NUMBERS, style_id
from cspdesk.reports.layout import (
    Appendix,
    Bars,
    Bullets,
    Cell,
    Column,
    Facts,
    Heading,
    Language,
    Note,
    PageBreak,
    Paragraph,
    Quotes,
    RegionMap,
    Signatures,
    Span,
    Table,
)
from cspdesk.reports.printable import cleaned

Markup = list[BaseOxmlElement]
CHART_MM, TALLEST_MM = 166, 230
_PARAGRAPH, _DESCRIBED, _KEPT = qn("w:p"), qn("w:pPr"), qn("w:keepNext")
SHORT = 12
"""A table of so many rows stays whole on a page."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where blocks are written: the document, its language, and the width between the margins in twips."""

    base: WordDocument
    language: Language
    width: int


def heading(block: Heading, page: Page) -> Markup:
    """A real heading, so that contents and screen readers find it."""
    text = f"{block.number}\u2002{block.text}" if block.number else block.text
    return [paragraph(f"Heading{block.level}", [run(text, language=page.language)])]


def appendix(block: Appendix, page: Page) -> Markup:
    """A first-level heading that begins a page."""
    text = f"{block.label}. {block.title}"
    return [paragraph("Heading1", [run(text, language=page.language)], node("w:pageBreakBefore"))]


def page_break(block: PageBreak, page: Page) -> Markup:
    """An empty paragraph that ends the page."""
    del block, page
    return [paragraph("TableGap", [node("w:r", node("w:br", type="page"))])]


def words(block: Paragraph, page: Page) -> Markup:
    """Running text."""
    return [paragraph("Lead" if block.lead else "Normal", runs(block.text, language=page.language))]


def bullets(block: Bullets, page: Page) -> Markup:
    """A list; each numbered list begins at one again."""
    style = "ListNumber" if block.numbered else "ListBullet"
    properties: Markup = []
    if block.numbered:
        numbering = page.base.part.numbering_part.element
        again = numbering.add_num(NUMBERS)
        again.add_lvlOverride(ilvl=0).add_startOverride(1)
        properties = [node("w:numPr", node("w:ilvl", val=0), node("w:numId", val=again.numId))]
    return [
        paragraph(style, runs(item, language=page.language), *_copies(properties)) for item in block.items
    ]


def _copies(elements: Sequence[BaseOxmlElement]) -> Markup:
    return [element.__copy__() for element in elements]


def quotes(block: Quotes, page: Page) -> Markup:
    """Each quote with its attribution beneath."""
    written: Markup = []
    for quote in block.quotes:
        content = [run(quote.text, language=page.language)]
        if quote.attribution:
            content.append(run(f"\n{quote.attribution}", language=page.language, style="Dim"))
        written.append(paragraph("Quote", content))
    return written


def note(block: Note, page: Page) -> Markup:
    """A remark in a box."""
    name = "Warning" if block.kind == "warn" else "Note"
    content: Markup = []
    if block.title:
        content.append(run(f"{block.title}\n", language=page.language, style=f"{name}Title"))
    content.extend(runs(block.text, language=page.language))
    return [paragraph(name, content)]


def facts(block: Facts, page: Page) -> Markup:
    """Labels at the left, values beside them."""
    widths = shared(page.width, (3, 7))
    rows = [
        row(
            [
                cell(
                    [paragraph("TableText", [run(fact.label, language=page.language, style="Dim")])],
                    widths[0],
                ),
                cell([paragraph("TableText", runs(fact.value, language=page.language))], widths[1]),
            ]
        )
        for fact in block.rows
    ]
    return [table("Plain", widths, rows), gap()]


def gap() -> BaseOxmlElement:
    """The room after a table, which has none of its own."""
    return paragraph("TableGap")


def data_table(block: Table, page: Page) -> Markup:
    """A table with hairlines, a head that comes again on each page, and its total in strong letters."""
    widths = shared(page.width, [column.share for column in block.columns])
    last = len(block.rows) - 1
    short = len(block.rows) <= SHORT
    rows = [row([_head(c, w, page) for c, w in zip(block.columns, widths, strict=True)], head=True)]
    for index, cells in enumerate(block.rows):
        total = block.total and index == last
        # A total never stands alone on a page, nor a note without its table.
        held = bool(block.note) if index == last else short or index >= last - 2
        rows.append(
            row([
                _figure_cell(content, column, width, page, total=total, held=held)
                for content, column, width in zip(cells, block.columns, widths, strict=True)
            ])
        )  # fmt: skip
    written: Markup = []
    if block.caption:
        written.append(paragraph("Caption", [run(block.caption, language=page.language)]))
    written.append(table("Lines", widths, rows, caption=block.caption))
    written.append(paragraph("Small", [run(block.note, language=page.language)]) if block.note else gap())
    return written


def _head(column: Column, width: int, page: Page) -> BaseOxmlElement:
    style = paragraph("TableHead", [run(column.title, language=page.language)], _side(column))
    edge = node("w:tcBorders", border("bottom", colour=palette.EDGE, eighths=6))
    return cell([style], width, edge, node("w:vAlign", val="bottom"))


def _side(column: Column) -> BaseOxmlElement:
    return node("w:jc", val=SIDES[column.side])


def _figure_cell(
    content: Cell, column: Column, width: int, page: Page, *, total: bool, held: bool
) -> BaseOxmlElement:
    text = (Span(content.text, "gap"),) if content.gap else content.text
    manner = "Strong" if content.strong else ""
    letters = runs(text, language=page.language, style=manner)
    keep = [node("w:keepNext")] if held else []
    inside = paragraph("TableTotal" if total else "TableText", letters, *keep, _side(column))
    if not total:
        return cell([inside], width)
    lines = [border(side, colour=palette.EDGE, eighths=6) for side in ("top", "bottom")]
    return cell([inside], width, node("w:tcBorders", *lines))


def held(written: Markup) -> Markup:
    """A block that stays on the page of what follows: nobody signs a page that holds signatures alone."""
    for element in written:
        for inside in element.iter(_PARAGRAPH):
            described = inside.find(_DESCRIBED)
            if described is not None and described.find(_KEPT) is None:
                described.insert(1, node("w:keepNext"))
    return written


def chart(block: Bars | RegionMap, page: Page) -> Markup:
    """A chart as a picture with its figures in words for whoever cannot see it."""
    picture = draw_png(block, language=page.language)
    width = min(CHART_MM, TALLEST_MM * picture.width // picture.height)
    height = width * picture.height // picture.width
    inline = page.base.part.new_pic_inline(BytesIO(picture.png), Mm(width), Mm(height))
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")  # left out, some text processors take 3 mm
    inline.docPr.set("descr", cleaned(picture.alt))
    inline.docPr.set("title", cleaned(block.title))
    inline.docPr.set("name", f"chart{inline.docPr.get('id')}.png")
    return [paragraph(style_id("Figure"), [node("w:r", node("w:drawing", inline))])]


def signatures(block: Signatures, page: Page) -> Markup:
    """Posts, rules to sign on, and names."""
    widths = shared(page.width, (4, 4, 3))
    rule = node("w:tcBorders", border("bottom", colour=palette.EDGE, eighths=5))
    rows = []
    for line in block.rows:
        post = paragraph("Signature", [run(line.post, language=page.language)])
        name = paragraph("Signature", runs(line.name, language=page.language), node("w:ind", left=160))
        rows.append(
            row([
                cell([post], widths[0]),
                cell([paragraph("Signature")], widths[1], rule.__copy__()),
                cell([name], widths[2]),
            ])
        )  # fmt: skip
    written: Markup = [gap(), table("Plain", widths, rows)]
    stamp = [run(block.stamp, language=page.language, style="Dim")] if block.stamp else []
    written.append(paragraph("Signature", stamp))
    return written
