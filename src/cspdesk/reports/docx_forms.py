"""The blank places of a DOCX: rules, boxes and grids to write in by hand or at the keyboard."""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from cspdesk.reports import palette
from cspdesk.reports.docx_blocks import Markup, Page
from cspdesk.reports.docx_markup import cell, node, paragraph, row, run, shared, tab_stops, table
from cspdesk.reports.layout import FormBox, FormChoices, FormGrid, FormLine

_BETWEEN = 240
_LOW, _TALL = 430, 740
"""Row heights to write in: 7.6 mm and 13 mm."""


def line(block: FormLine, page: Page) -> Markup:
    """Labels with rules after them: tab stops that draw a line, so that typing pushes nothing away."""
    widths = shared(page.width, [field.share for field in block.fields])
    stops: list[tuple[int, str, str]] = []
    content: Markup = []
    place = 0
    for index, (field, width) in enumerate(zip(block.fields, widths, strict=True)):
        place += width
        last = index == len(block.fields) - 1
        stops.append((place if last else place - _BETWEEN, "left", "underscore"))
        content.append(run(f"{field.label} \t", language=page.language))
        if not last:
            stops.append((place, "left", "none"))
            content.append(run("\t", language=page.language))
    return [paragraph("FormLine", content, tab_stops(stops))]


def _labelled(label: str, help_: str, page: Page) -> Markup:
    written: Markup = []
    if label:
        written.append(paragraph("FormLabel", [run(label, language=page.language)]))
    if help_:
        written.append(paragraph("FormHelp", [run(help_, language=page.language)]))
    return written


def box(block: FormBox, page: Page) -> Markup:
    """Rules to write several lines on."""
    stop = tab_stops([(page.width, "left", "underscore")])
    rules = [
        paragraph("FormRule", [run("\t", language=page.language)], stop.__copy__())
        for _ in range(block.lines)
    ]
    return [*_labelled(block.label, block.help, page), *rules]


def grid(block: FormGrid, page: Page) -> Markup:
    """An empty table with heads above and at the left."""
    widths = shared(page.width, [column.share for column in block.columns])
    fill = node("w:shd", val="clear", color="auto", fill=palette.SUNKEN)
    middle = node("w:vAlign", val="center")
    heads = [
        cell(
            [paragraph("TableHead", [run(c.title, language=page.language)], node("w:jc", val="center"))],
            width,
            fill.__copy__(),
            middle.__copy__(),
        )
        for c, width in zip(block.columns, widths, strict=True)
    ]
    rows = [row(heads, head=True)]
    for title in block.rows:
        first = [run(title, language=page.language)] if title else []
        cells = [cell([paragraph("TableText", first)], widths[0], middle.__copy__())]
        cells.extend(cell([paragraph("TableText")], width) for width in widths[1:])
        rows.append(row(cells, height=_TALL if block.tall else _LOW))
    return [
        *_labelled(block.label, block.help, page),
        table("Form", widths, rows, caption=block.label),
        paragraph("FormGap"),
    ]


def choices(block: FormChoices, page: Page) -> Markup:
    """Boxes that a pen ticks on paper and a click ticks in the text processor."""
    widths = shared(page.width, [1] * block.columns)
    content: list[Markup] = [[_tick(), run(f" {choice}", language=page.language)] for choice in block.choices]
    if block.other:
        content.append([_tick(), run(f" {block.other} \t", language=page.language)])
    rows = []
    for start in range(0, len(content), block.columns):
        part = content[start : start + block.columns]
        part += [[] for _ in range(block.columns - len(part))]
        rows.append(
            row([cell([_choice(item, width)], width) for item, width in zip(part, widths, strict=True)])
        )
    return [*_labelled(block.label, block.help, page), table("Plain", widths, rows), paragraph("FormGap")]


def _choice(content: Markup, width: int) -> BaseOxmlElement:
    return paragraph("TableText", content, tab_stops([(width - _BETWEEN, "left", "underscore")]))


def _tick() -> BaseOxmlElement:
    state = node(
        "w14:checkbox",
        node("w14:checked", val=0),
        node("w14:checkedState", val="2612", font="Segoe UI Symbol"),
        node("w14:uncheckedState", val="2610", font="Segoe UI Symbol"),
    )
    empty = node("w:t")
    empty.text = "\u2610"
    letter = node("w:r", node("w:rPr", node("w:rStyle", val="Tick")), empty)
    return node("w:sdt", node("w:sdtPr", state), node("w:sdtContent", letter))
