"""Cells of an XLSX that are merged downwards: seen beside each of their rows, written in the first alone."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from cspdesk.domain.text import N_, msg
from cspdesk.i18n.typed import PlainNumber
from cspdesk.reports.sheet_limits import Limits, too_large

Rows = Iterator[tuple[int, list[str]]]

_CHUNK = 1 << 20
_LONGEST = 200
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^<>]{0,80}?\bref\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})[\"']"
)


class Merged(str):
    """The text of a cell that is merged with the one above."""

    __slots__ = ()


class MergedNumber(Merged, PlainNumber):
    """The number of a cell that is merged with the one above."""

    __slots__ = ()


class Merge(NamedTuple):
    """A cell over several rows: its first row, its column from 0, its last row."""

    first: int
    column: int
    last: int


def merges(untrusted: bytes, part: str, limits: Limits) -> list[Merge]:
    """The cells of a sheet, by the name of its part, that are merged downwards; in their order.

    Raises ``UntrustedError`` for more of them than a sheet can have rows.
    """
    found: set[Merge] = set()
    if not part:
        return []
    tail = b""
    with zipfile.ZipFile(BytesIO(untrusted)) as archive, archive.open(part.lstrip("/")) as content:
        while block := content.read(_CHUNK):
            for letters, first, last in _MERGE.findall(tail + block):
                merge = Merge(int(first), _column(letters), int(last))
                if merge.first < merge.last and merge.column < limits.columns:
                    found.add(merge)
            if len(found) > limits.rows:
                raise too_large(msg(N_("The file unpacks to more than a sheet can be.")))
            tail = block[-_LONGEST:]
    return sorted(found)


def spread(rows: Rows, merged: list[Merge]) -> Rows:
    """The same rows, each with what is merged down into it; titles stay above, an empty row stays empty."""
    coming = iter(merged)
    following = next(coming, None)
    held: dict[int, tuple[int, str]] = {}
    is_headed = False
    for number, cells in rows:
        while following is not None and following.first <= number:
            _, column, last = following
            if is_headed and following.first == number and column < len(cells) and cells[column]:
                held[column] = last, cells[column]
            following = next(coming, None)
        is_filled = any(cells)
        is_headed = is_headed or is_filled
        held = {column: one for column, one in held.items() if one[0] >= number}
        yield number, _filled(cells, held) if is_filled and held else cells


def _filled(cells: list[str], held: dict[int, tuple[int, str]]) -> list[str]:
    filled = cells + [""] * (max(held) + 1 - len(cells))
    for column, (_, value) in held.items():
        filled[column] = filled[column] or _below(value)
    return filled


def _below(value: str) -> Merged:
    return MergedNumber(value) if isinstance(value, PlainNumber) else Merged(value)


def _column(letters: bytes) -> int:
    count = 0
    for letter in letters:
        count = count * 26 + letter - ord("A") + 1
    return count - 1
