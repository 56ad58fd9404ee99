"""The first sheet of a document's workbook: its words from top to bottom, as a page reads."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from cspdesk.reports import palette
from cspdesk.reports.layout import (
    Appendix,
    Bullets,
    Facts,
    FormBox,
    FormChoices,
    FormLine,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Quotes,
    Signatures,
    Text,
)
from cspdesk.reports.printable import cleaned
from cspdesk.reports.spreadsheet import MARKS, Book, Look, look
from cspdesk.reports.wording import spans

WIDTHS = (34, 44, 26)
_LINE = 15
_RULE = f"#{palette.EDGE}"

BODY = look(text_wrap=True, valign="top")
TITLE = look(font_size=18, bold=True, text_wrap=True, valign="top")
META = look(font_size=9, font_color=f"#{palette.INK2}", text_wrap=True)
HEADINGS = {
    1: look(font_size=13, bold=True, font_color=f"#{palette.ACCENT}", text_wrap=True, valign="bottom"),
    2: look(font_size=11, bold=True, text_wrap=True, valign="bottom"),
    3: look(bold=True, text_wrap=True, valign="bottom"),
}
STRONG = look(bold=True, text_wrap=True, valign="top")
DIM = look(font_color=f"#{palette.INK2}", text_wrap=True, valign="top")
GAP = look(
    bold=True, font_color=f"#{palette.BAD}", bg_color=f"#{palette.BAD_SOFT}", text_wrap=True, valign="top"
)
INFO = look(bg_color=f"#{palette.ACCENT_SOFT}", text_wrap=True, valign="vcenter")
WARN = look(bg_color=f"#{palette.WARN_SOFT}", text_wrap=True, valign="vcenter")
RULED = look(bottom=1, bottom_color=_RULE)
LINK = look(font_color=f"#{palette.ACCENT}", underline=1)


def worded(text: Text) -> str:
    """A text for a cell, where a gap keeps its signs."""
    return "".join(f"‹ {span.text} ›" if span.kind == "gap" else span.text for span in spans(text))


def has_gap(text: Text) -> bool:
    """Whether something in the text is still missing."""
    return any(span.kind == "gap" for span in spans(text))


@dataclass(slots=True)
class Leaf:
    """The sheet of words and the row that comes next."""

    book: Book
    sheet: Worksheet
    row: int = 0

    def line(self, text: str, manner: Look = BODY, *, before: int = 0) -> None:
        """Write a text across the page, with a row as high as its lines need."""
        self.row += before
        size = dict(manner).get("font_size", 10)
        room = sum(WIDTHS) * 10 // size
        lines = sum(max(1, -(-len(part) * 21 // (room * 20))) for part in cleaned(text).split("\n"))
        self.sheet.set_row(self.row, lines * _LINE * size / 10 + 3)
        self.sheet.merge_range(self.row, 0, self.row, len(WIDTHS) - 1, "", self.book.format(manner))
        self.book.text(self.sheet, self.row, 0, text, manner)
        self.row += 1

    def pair(self, label: str, value: str, manner: Look = BODY, *, label_manner: Look = DIM) -> None:
        """Write a label and what stands beside it."""
        lines = max(-(-len(label) // WIDTHS[0]), -(-len(value) // sum(WIDTHS[1:])), 1)
        self.sheet.set_row(self.row, lines * _LINE + 1)
        self.book.text(self.sheet, self.row, 0, label, label_manner)
        self.sheet.merge_range(self.row, 1, self.row, 2, "", self.book.format(manner))
        self.book.text(self.sheet, self.row, 1, value, manner)
        self.row += 1

    def link(self, name: str, text: str) -> None:
        """Write a way to another sheet of the same workbook."""
        target = name.replace("'", "''")
        words = cleaned(text) or name
        manner = self.book.format(LINK, quoted=words.startswith(MARKS))
        self.sheet.write_url(self.row, 0, f"internal:'{target}'!A1", manner, string=words)
        self.row += 1


def heading(block: Heading, leaf: Leaf) -> None:
    """A heading."""
    words = f"{block.number} {block.text}" if block.number else block.text
    leaf.line(words, HEADINGS[block.level], before=1)


def appendix(block: Appendix, leaf: Leaf) -> None:
    """A heading that begins a printed page."""
    _break(leaf)
    leaf.line(f"{block.label}. {block.title}", HEADINGS[1], before=1)


def page_break(block: PageBreak, leaf: Leaf) -> None:
    """A new printed page."""
    del block
    _break(leaf)


def _break(leaf: Leaf) -> None:
    leaf.sheet.set_h_pagebreaks([*leaf.sheet.hbreaks, leaf.row])


def paragraph(block: Paragraph, leaf: Leaf) -> None:
    """Running text; a paragraph with a gap is marked whole."""
    leaf.line(worded(block.text), GAP if has_gap(block.text) else BODY)


def facts(block: Facts, leaf: Leaf) -> None:
    """Labels and values."""
    for fact in block.rows:
        leaf.pair(fact.label, worded(fact.value), GAP if has_gap(fact.value) else BODY)


def quotes(block: Quotes, leaf: Leaf) -> None:
    """Quotes, each with its attribution beneath."""
    for quote in block.quotes:
        leaf.line(quote.text)
        if quote.attribution:
            leaf.line(quote.attribution, META)


def bullets(block: Bullets, leaf: Leaf) -> None:
    """Points, with their sign or number."""
    for index, item in enumerate(block.items, 1):
        leaf.line(f"{index}. {worded(item)}" if block.numbered else f"• {worded(item)}")


def note(block: Note, leaf: Leaf) -> None:
    """A remark on a coloured ground."""
    words = f"{block.title}\n{worded(block.text)}" if block.title else worded(block.text)
    leaf.line(words, WARN if block.kind == "warn" else INFO)


def signatures(block: Signatures, leaf: Leaf) -> None:
    """Posts, rules and names."""
    for line in block.rows:
        leaf.row += 1
        leaf.book.text(leaf.sheet, leaf.row, 0, line.post, BODY)
        leaf.book.text(leaf.sheet, leaf.row, 1, "", RULED)
        leaf.book.text(leaf.sheet, leaf.row, 2, worded(line.name), GAP if has_gap(line.name) else BODY)
        leaf.row += 1
    if block.stamp:
        leaf.line(block.stamp, META, before=1)


def form_line(block: FormLine, leaf: Leaf) -> None:
    """Labels, each with a ruled place beside it."""
    for part in block.fields:
        leaf.pair(part.label, "", RULED, label_manner=STRONG)


def form_box(block: FormBox, leaf: Leaf) -> None:
    """A label and ruled lines."""
    leaf.line(block.label, STRONG, before=1)
    if block.help:
        leaf.line(block.help, META)
    for _ in range(block.lines):
        leaf.line("", RULED)


def form_choices(block: FormChoices, leaf: Leaf) -> None:
    """Choices, each with a box."""
    leaf.line(block.label, STRONG, before=1)
    if block.help:
        leaf.line(block.help, META)
    for choice in (*block.choices, *([block.other] if block.other else [])):
        leaf.line(f"\u2610 {choice}")
