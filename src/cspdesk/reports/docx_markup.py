"""WordprocessingML as values: runs, paragraphs and tables, made of what the text processor's file holds.

Lengths are in twentieths of a point ("twips"), as the format has them: 567 to a centimetre.
Every text is cleaned here, once, so that nothing a person typed can break the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from cspdesk.reports import palette
from cspdesk.reports.layout import Align, Language, Span, Text
from cspdesk.reports.printable import cleaned
from cspdesk.reports.wording import spans

TAGS: Mapping[Language, str] = {"tg": "tg-Cyrl-TJ", "ru": "ru-RU", "en": "en-GB"}
"""The languages by the names that text processors know."""
SIDES: Mapping[Align, str] = {"start": "left", "centre": "center", "end": "right"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def node(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """An element such as ``w:p`` with attributes of its own namespace and children."""
    element = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        element.set(qn(f"{prefix}:{name}"), str(value))
    element.extend(children)
    return element


def run(text: str, *, language: Language, style: str = "") -> BaseOxmlElement:
    """Letters in one manner; line feeds and tabs become breaks and tabs."""
    properties = node("w:rPr")
    if style:
        properties.append(node("w:rStyle", val=style))
    properties.append(node("w:lang", val=TAGS[language], eastAsia=TAGS[language]))
    element = node("w:r", properties)
    for index, line in enumerate(cleaned(text).split("\n")):
        if index:
            element.append(node("w:br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                element.append(node("w:tab"))
            if piece:
                letters = node("w:t")
                letters.text = piece
                letters.set(_SPACE, "preserve")
                element.append(letters)
    return element


_MANNERS = {"plain": "", "strong": "Strong", "emphasis": "Emphasis", "gap": "Gap"}


def runs(text: Text, *, language: Language, style: str = "") -> list[BaseOxmlElement]:
    """A text as runs; ``style`` is the manner of its plain spans; a gap keeps its signs without colour."""
    return [run(_worded(span), language=language, style=_MANNERS[span.kind] or style) for span in spans(text)]


def _worded(span: Span) -> str:
    return f"‹ {span.text} ›" if span.kind == "gap" else span.text


def paragraph(
    style: str, content: Iterable[BaseOxmlElement] = (), *properties: BaseOxmlElement
) -> BaseOxmlElement:
    """A paragraph in a style, with properties that differ from it (in the order the format asks)."""
    return node("w:p", node("w:pPr", node("w:pStyle", val=style), *properties), *content)


def field(instruction: str, *, language: Language) -> list[BaseOxmlElement]:
    """A number that the text processor fills in, such as the page."""
    code = node("w:instrText")
    code.text = f" {instruction} "
    code.set(_SPACE, "preserve")
    return [
        node("w:r", node("w:fldChar", fldCharType="begin")),
        node("w:r", code),
        node("w:r", node("w:fldChar", fldCharType="separate")),
        run("1", language=language),
        node("w:r", node("w:fldChar", fldCharType="end")),
    ]


def tab_stops(stops: Sequence[tuple[int, str, str]]) -> BaseOxmlElement:
    """Tab stops as (place, side, leader): with the leader "underscore" they make rules to write on."""
    return node(
        "w:tabs", *(node("w:tab", val=side, leader=leader, pos=place) for place, side, leader in stops)
    )


def cell(
    content: Sequence[BaseOxmlElement], width: int, *properties: BaseOxmlElement, span: int = 1
) -> BaseOxmlElement:
    """A cell of a table with its paragraphs."""
    described = node("w:tcPr", node("w:tcW", w=width, type="dxa"))
    if span > 1:
        described.append(node("w:gridSpan", val=span))
    described.extend(properties)
    return node("w:tc", described, *content)


def row(cells: Iterable[BaseOxmlElement], *, head: bool = False, height: int = 0) -> BaseOxmlElement:
    """A row that stays whole on its page; a ``head`` comes again on each page."""
    described = node("w:trPr", node("w:cantSplit"))
    if height:
        described.append(node("w:trHeight", val=height, hRule="atLeast"))
    if head:
        described.append(node("w:tblHeader"))
    return node("w:tr", described, *cells)


def table(
    style: str, widths: Sequence[int], rows: Iterable[BaseOxmlElement], *, caption: str = ""
) -> BaseOxmlElement:
    """A table of fixed column widths in a style; ``caption`` is read out by screen readers."""
    described = node(
        "w:tblPr",
        node("w:tblStyle", val=style),
        node("w:tblW", w=sum(widths), type="dxa"),
        node("w:tblLayout", type="fixed"),
        node("w:tblLook", val="0000"),
    )
    if caption:
        described.append(node("w:tblCaption", val=cleaned(caption)))
    grid = node("w:tblGrid", *(node("w:gridCol", w=width) for width in widths))
    return node("w:tbl", described, grid, *rows)


def border(side: str, *, colour: str = palette.LINE, eighths: int = 4, space: int = 0) -> BaseOxmlElement:
    """A line at one side: its thickness in eighths of a point, its distance in points."""
    return node(f"w:{side}", val="single", sz=eighths, space=space, color=colour)


def shared(total: int, shares: Sequence[int]) -> list[int]:
    """A width shared out in whole twips, the last part taking what rounding leaves."""
    widths = [total * share // sum(shares) for share in shares]
    widths[-1] += total - sum(widths)
    return widths
