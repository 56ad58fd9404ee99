"""Widths of a table's columns on a page: as asked for, but no word and no figure is broken.

A share is chosen for what a column usually holds.  In another language a word of its head may be longer,
and a figure of a large organisation wider: such a column takes what it needs from the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from PIL import ImageFont

from cspdesk.reports.layout import Cell, Column, Document, Table
from cspdesk.reports.printable import FONTS, cleaned

_MM = 72 / 25.4
_UPRIGHT, _WIDE = 168 * _MM, 255 * _MM
"""The width between the margins in points."""
_HEAD, _BODY = 8, 9
"""Sizes of letters in a table's head and body, in points; what ``docx_styles`` and ``look.typ`` say."""
_BESIDE = 11
"""Room at both sides of a cell's text."""
_EM = 100
_LONGEST = 4
"""Of so many of the longest texts the widest is looked for: the others are not wider."""
_MOST = 0.4
"""A word that takes more of the page than this may be broken."""


def fitted(document: Document) -> Document:
    """The document with shares by which no word of a head and no figure of a table is broken."""
    width = _WIDE if document.wide else _UPRIGHT
    blocks = tuple(_fitted(one, width) if isinstance(one, Table) else one for one in document.blocks)
    return replace(document, blocks=blocks) if blocks != document.blocks else document


def _fitted(table: Table, width: float) -> Table:
    needs = [
        min(_needed(column, [row[place] for row in table.rows]), width * _MOST)
        for place, column in enumerate(table.columns)
    ]
    given = shared_out(width, [column.share for column in table.columns], needs)
    if given is None:
        return table
    columns = (replace(one, share=max(1, round(got))) for one, got in zip(table.columns, given, strict=True))
    return replace(table, columns=tuple(columns))


def shared_out(width: float, shares: Sequence[int], needs: Sequence[float]) -> list[float] | None:
    """A width by shares where none gets less than it needs; None where the shares do so by themselves.

    Where there is not enough for all, each gets of its need in proportion.
    """
    if all(width * one / sum(shares) >= need for one, need in zip(shares, needs, strict=True)):
        return None
    if sum(needs) >= width:
        return [width * need / sum(needs) for need in needs]
    short: set[int] = set()
    while True:
        left = width - sum(needs[place] for place in short)
        rest = sum(share for place, share in enumerate(shares) if place not in short)
        given = [
            needs[place] if place in short else left * share / rest for place, share in enumerate(shares)
        ]
        more = {place for place, got in enumerate(given) if got < needs[place] - 0.01}
        if not more:
            return given
        short |= more


def _needed(column: Column, cells: Sequence[Cell]) -> float:
    """How many points a column takes without breaking a word of its head, or a figure."""
    head = max((_length(word, _HEAD, strong=True) for word in column.title.split()), default=0)
    words: Iterable[str]
    if column.kind == "text":
        words = (word for cell in cells for word in cell.text.split(" "))
    else:
        words = (word for cell in cells if not cell.gap for word in _unbroken(cell))
    longest = sorted({*words}, key=lambda word: (len(word), word), reverse=True)[:_LONGEST]
    strong = any(cell.strong for cell in cells)
    return max(head, *(_length(word, _BODY, strong=strong) for word in longest), 0) + _BESIDE


def _unbroken(cell: Cell) -> Sequence[str]:
    """What stays in one line: a figure whole, what is told instead of one word by word."""
    is_figure = any(sign.isdigit() for sign in cell.text)
    return [cell.text] if is_figure else cell.text.split(" ")


def _length(text: str, size: int, *, strong: bool) -> float:
    return float(_face(strong=strong).getlength(cleaned(text).replace("\n", " "))) * size / _EM


@cache
def _face(*, strong: bool) -> ImageFont.FreeTypeFont:
    face = FONTS / f"NotoSans-{'Bold' if strong else 'Regular'}.ttf"
    # The plain engine is the same on every system, and takes any text.
    return ImageFont.truetype(face, _EM, layout_engine=ImageFont.Layout.BASIC)
