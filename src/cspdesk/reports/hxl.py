"""The row of HXL tags beneath the titles of a sheet, so that programs of others know its columns.

A tag is said once, with the field (``Field.tag``) or the column of a report's table (``Column.tag``); here
is how it is written for what stands beside a value, for a cell of a participants grid, and for a place that
is told no closer than its region.  Tags change nothing of what may leave.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cspdesk.domain.fields import Field
from cspdesk.reports.layout import Cell, Document, Table

CURRENCY_TAG = "#currency"
_ASPECTS = {"code": "+code", "id": "+id", "unit": "+unit"}
_TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*\Z")
_WORD = re.compile(r"[^a-z0-9]+")


def is_tag(untrusted_text: str) -> bool:
    """Whether a text is a tag with its attributes."""
    return _TAG.match(untrusted_text) is not None


def tag_of(field: Field, aspect: str = "", *, by_region: bool = False) -> str:
    """The tag of a column of a field, or of what stands beside it; empty where the field has none."""
    if not field.tag:
        return ""
    if aspect == "currency":
        return CURRENCY_TAG
    coded = field.type in {"place", "code", "codes", "reference"}
    tag = field.tag.removesuffix("+code").removesuffix("+name") if coded else field.tag
    if field.type == "place" and by_region:
        tag = tag.replace("#adm2", "#adm1")
    if aspect:
        return tag + _ASPECTS.get(aspect, "")
    return f"{tag}+name" if coded else tag


def tag_of_cell(tag: str, cell: tuple[str, str, str]) -> str:
    """The tag of a cell of a participants grid: sex, age band and disability as attributes."""
    sex, band, disability = cell
    told = [
        sex,
        f"age_{band}" if band else "",
        {"yes": "disabled", "no": "abled"}.get(disability, disability),
    ]
    words = [_WORD.sub("_", one.lower()).strip("_") for one in told if one]
    return "+".join([tag, *words])


def tagged(document: Document) -> Document:
    """A document whose tables have their tags as first row; tables without tags stay as they are."""
    blocks = [
        replace(block, rows=(tuple(Cell(column.tag) for column in block.columns), *block.rows))
        if isinstance(block, Table) and any(column.tag for column in block.columns)
        else block
        for block in document.blocks
    ]
    return replace(document, blocks=tuple(blocks))


def is_tag_row(untrusted_cells: Sequence[str]) -> bool:
    """Whether a row is tags and empty cells: what stands beneath the titles, and is no record."""
    filled = [cell for cell in untrusted_cells if cell]
    return bool(filled) and all(map(is_tag, filled))
