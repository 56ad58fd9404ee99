"""CSV from outside as rows: its encoding and separator are found out, its bounds kept."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.text import N_, msg
from cspdesk.reports.printable import cleaned
from cspdesk.reports.sheet_limits import damaged, no_sheet, too_large
from cspdesk.reports.sheets import original

_SEPARATORS = (";", ",", "\t")
_LOOKED_AT = 20
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")
_SAID = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)


def opened(untrusted: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV with the numbers a person sees.

    Raises ``UntrustedError`` at once for what is no text, and while reading for what is torn.
    """
    text = _decoded(untrusted)
    if _BINARY.search(text):
        raise no_sheet()
    said = _SAID.match(text)
    separator = said.group(1) if said else _separator(text)
    return _rows(text[said.end() :] if said else text, separator, before=1 if said else 0)


def _decoded(untrusted: bytes) -> str:
    """The letters, by the mark at the beginning, else as UTF-8, UTF-16 or, at last, Windows Cyrillic."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if untrusted.startswith(mark):
            return _strict(untrusted, (encoding,))
    # Half of UTF-16's bytes are zero in digits and separators, which no other text has at all.
    if untrusted[1:2] == b"\x00":
        return _strict(untrusted, ("utf-16-le",))
    if untrusted[:1] == b"\x00":
        return _strict(untrusted, ("utf-16-be",))
    return _strict(untrusted, ("utf-8", "cp1251"))


def _strict(untrusted: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return untrusted.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UntrustedError(
        msg(N_("The letters of this file cannot be read.")),
        hint=msg(N_("Save it again as “CSV UTF-8” or as XLSX.")),
        code="not-a-sheet",
    )


def _separator(text: str) -> str:
    """The separator that cuts the first lines most evenly, and into most cells."""

    def evenness(separator: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in islice(csv.reader(StringIO(text), delimiter=separator), _LOOKED_AT)]
        except csv.Error:
            return (0, 0)
        filled = [width for width in widths if width]
        if not filled or filled[0] < 2:
            return (0, 0)
        return (sum(width == filled[0] for width in filled), filled[0])

    return max(_SEPARATORS, key=evenness)


def _rows(text: str, separator: str, *, before: int) -> Iterator[tuple[int, list[str]]]:
    number = before
    # Strict, because a quotation mark that is never closed would swallow all rows after it.
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(reader, before + 1):
            yield number, [original(cleaned(cell)).strip() for cell in row]
    except csv.Error as error:
        if len(text) > csv.field_size_limit() and "field limit" in str(error):
            raise too_large(
                msg(N_("A cell after row {row} is longer than a cell can be."), row=number)
            ) from error
        raise damaged(number) from error
