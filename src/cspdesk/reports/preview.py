"""A document's pages as pictures to look at, and where on them stands what a person can press.

The pages are those of the PDF, line for line: marks take no room, and only a preview is told any keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, cast

from cspdesk.reports.layout import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Note,
    Paragraph,
    Signatures,
    Table,
    Text,
)
from cspdesk.reports.pdf import inputs
from cspdesk.reports.typesetting import typeset_marked

_A4: Final = (595.276, 841.89)
"""Points."""
_MARGIN: Final = 21 / 25.4 * 72
_INSET: Final = 5.0
"""Around the text of a table's cell."""
_AROUND: Final = 3.6
"""Around what stands in running text or among particulars, and above and below all."""
_LINE: Final = 6.4
"""How high a line's letters are at least."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where a key stands: on which page from 0, and its edges as parts of the page's width and height.

    ``name`` says it to who does not see the page: what the row and the column are called, and the text.
    """

    key: str
    name: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Preview:
    """Pages as PNG pictures, and what stands on them to be pressed, in the order of reading."""

    pages: tuple[bytes, ...] = ()
    areas: tuple[Area, ...] = ()


def preview(document: Document, *, ppi: int) -> Preview:
    """The pages of ``pdf.write_pdf``, and every figure and gap with a key on them."""
    pages, told = typeset_marked("document.typ", inputs(document, keyed=True), ppi=ppi)
    marks = cast("list[_Mark]", told)
    names = [name for block in document.blocks for name in _names(block)]
    width, height = reversed(_A4) if document.wide else _A4
    areas = (
        _area(begins, ends, name, width, height)
        for begins, ends, name in zip(marks[::2], marks[1::2], names, strict=True)
    )
    return Preview(tuple(pages), tuple(areas))


_Mark: TypeAlias = tuple[str, float, int, float, float]
"""Key, width, page, left and top; a width up to 1 is a part of the text's width.  Each begins what the
next one ends."""


def _area(begins: _Mark, ends: _Mark, name: str, width: float, height: float) -> Area:
    key, wide, page, left, top = begins
    bottom = ends[4] if ends[2] == page else top
    if wide <= 1:
        right, around = left + wide * (width - 2 * _MARGIN) - 2 * _INSET, _INSET - 0.5
    else:
        right, around = left + wide, _AROUND
    return Area(
        key,
        name,
        page,
        (left - around) / width,
        (top - _AROUND) / height,
        (right + around) / width,
        (max(bottom, top + _LINE) + _AROUND) / height,
    )


# --- what stands there, in words ---------------------------------------------------------------------


def _names(block: Block) -> Iterator[str]:
    """What each key of a block is called, in the order in which the typesetter meets them."""
    if isinstance(block, Table):
        for cells in block.rows:
            for place, cell in enumerate(cells):
                if cell.key:
                    yield _said(_row(cells, place), block.columns[place].title, cell.text)
    elif isinstance(block, Facts):
        for fact in block.rows:
            yield from _spans(fact.value, fact.label)
    elif isinstance(block, Signatures):
        for signature in block.rows:
            yield from _spans(signature.name, signature.post)
    elif isinstance(block, Bullets):
        for item in block.items:
            yield from _spans(item)
    elif isinstance(block, (Paragraph, Note)):
        yield from _spans(block.text)


def _row(cells: Sequence[Cell], place: int) -> str:
    """What a row is called: its first words that are no figure."""
    said = (one.text for at, one in enumerate(cells) if at != place and one.text and one.number is None)
    return next((words for words in said if any(sign.isalpha() for sign in words)), "")


def _spans(text: Text, label: str = "") -> Iterator[str]:
    if not isinstance(text, str):
        for span in text:
            if span.key:
                yield _said(label, "", span.text)


def _said(row: str, column: str, text: str) -> str:
    where = ", ".join(filter(None, (row.replace("\u2002", " "), column)))
    return f"{where}: {text}" if where else text
