"""Documents as DOCX: real styles and headings, fonts inside, nothing of the computer it was made on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from itertools import zip_longest
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.section import Section
from docx.shared import Mm

from cspdesk.reports import docx_blocks as blocks
from cspdesk.reports import docx_forms as forms
from cspdesk.reports.archive import settled
from cspdesk.reports.docx_blocks import Markup, Page
from cspdesk.reports.docx_markup import cell, field, node, paragraph, row, run, shared, tab_stops, table
from cspdesk.reports.docx_styles import styled_base
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
from cspdesk.reports.widths import fitted

_WRITERS: Mapping[type[Block], Callable[[Any, Page], Markup]] = {
    Heading: blocks.heading,
    Paragraph: blocks.words,
    Facts: blocks.facts,
    Table: blocks.data_table,
    Bars: blocks.chart,
    RegionMap: blocks.chart,
    Quotes: blocks.quotes,
    Bullets: blocks.bullets,
    Note: blocks.note,
    Signatures: blocks.signatures,
    FormLine: forms.line,
    FormBox: forms.box,
    FormGrid: forms.grid,
    FormChoices: forms.choices,
    PageBreak: blocks.page_break,
    Appendix: blocks.appendix,
}
_MARGIN_MM = 21
_TWIPS_PER_MM = 1440 / 25.4
_BETWEEN = "  ·  "


def write_docx(document: Document) -> bytes:
    """The document as a DOCX on A4 in our styles; the same document gives the same bytes.

    Its properties name the organisation, the title and the language, and no person, time or path.
    """
    base = styled_base(document.language, formal=bool(document.addressee))
    page = Page(base, document.language, _set_page(base.sections[0], wide=document.wide))
    _describe(base, document)
    _run_heads(base.sections[0], document, page)
    content = _masthead(document, page)
    written = fitted(document).blocks
    for block, after in zip_longest(written, written[1:]):
        made = _WRITERS[type(block)](block, page)
        content.extend(blocks.held(made) if isinstance(after, Signatures) else made)
    body = base.element.body
    for element in content:
        body.insert(len(body) - 1, element)  # before the section's own properties, which stand last
    out = BytesIO()
    base.save(out)
    return settled(out.getvalue())


def _set_page(section: Section, *, wide: bool) -> int:
    """A4, upright or on its side; gives the width between the margins in twips."""
    section._sectPr.attrib.clear()  # noqa: SLF001 - marks of the session in which the base was made
    width, height = (297, 210) if wide else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    section.header_distance = section.footer_distance = Mm(11)
    section.different_first_page_header_footer = True
    return int((width - 2 * _MARGIN_MM) * _TWIPS_PER_MM)


def _describe(base: WordDocument, document: Document) -> None:
    properties = base.core_properties
    for element in list(properties._element):  # noqa: SLF001 - the library cannot forget a property
        properties._element.remove(element)  # noqa: SLF001
    properties.title = cleaned(document.title)[:255]
    properties.author = cleaned(document.organisation)[:255]
    properties.language = document.language


def _run_heads(section: Section, document: Document, page: Page) -> None:
    """The running head from the second page on, and the foot on every page."""
    left = _BETWEEN.join(filter(None, (document.organisation, document.title)))
    # An official paper names whom it goes to at its head.
    reader = "" if document.addressee else document.audience
    right = _BETWEEN.join(filter(None, (document.status, reader)))
    widths = shared(page.width, (2, 1))
    # Two cells, because two long texts on one line of tab stops would run into one another.
    first = paragraph("Header", [run(left, language=page.language)])
    second = paragraph("Header", [run(right, language=page.language)], node("w:jc", val="right"))
    sides = row([cell([first], widths[0]), cell([second], widths[1])])
    head = [table("Plain", widths, [sides]), paragraph("HeaderRule")]
    section.header._element[:] = head  # noqa: SLF001 - a header has no other way to take markup
    section.first_page_header._element[:] = [paragraph("TableGap")]  # noqa: SLF001
    stop = [(page.width, "right", "none")]
    words = _BETWEEN.join(filter(None, (document.made_on, document.fingerprint)))
    for footer in (section.footer, section.first_page_footer):
        count = [
            run(f"{words}\t", language=page.language),
            *field("PAGE", language=page.language),
            run(" / ", language=page.language),
            *field("NUMPAGES", language=page.language),
        ]
        footer._element[:] = [paragraph("Footer", count, tab_stops(stop))]  # noqa: SLF001


def _masthead(document: Document, page: Page) -> Markup:
    language = page.language
    status = [run(f" {document.status} ", language=language, style="Status")] if document.status else []
    written: Markup = []
    if document.addressee:
        if status:
            written.append(paragraph("Normal", status))
        written.append(paragraph("Addressee", [run(document.addressee, language=language)]))
        meta = ", ".join(filter(None, (document.organisation, document.period)))
    else:
        if document.organisation or status:
            ends = tab_stops([(page.width, "right", "none")])
            name = run(f"{document.organisation}\t", language=language)
            written.append(paragraph("Organisation", [name, *status], ends))
        meta = _BETWEEN.join(filter(None, (document.period, document.audience)))
    written.append(paragraph("Title", [run(document.title, language=language)]))
    if document.subtitle:
        written.append(paragraph("Subtitle", [run(document.subtitle, language=language)]))
    if meta:
        written.append(paragraph("Meta", [run(meta, language=language)]))
    if not document.addressee:
        written.append(paragraph("Rule"))
    return written
