"""Which characters a document can carry, and what stands where one cannot.

Two rules.  No format takes control characters, lone surrogates or marks that turn the direction of
writing: ``cleaned`` drops them, and composes letters (NFC), so that "и" with a macron is one "ӣ".
And a PDF carries its fonts: a letter that none of them has is shown as an empty square, because an
archive file (PDF/A) may not hold a missing glyph; ``unprintable`` names such letters beforehand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from cspdesk.reports.layout import Document

FONTS = Path(__file__).parent / "fonts"
SQUARE = "\u25a1"

# Control characters but tab and line feed; surrogates; noncharacters; and the overrides of writing
# direction, by which a name can be made to read as another.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069\ufeff]"
    "|[" + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)) + "]"
)


def cleaned(text: str) -> str:
    """The text as any format may carry it: composed, with plain line ends, without forbidden characters."""
    # What is printable has none of the forbidden characters and no line ends.
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", lines))


def coverage() -> frozenset[int]:
    """The code points that the fonts of documents have, line feed and tab with them."""
    points = {0x09, 0x0A}
    for line in (FONTS / "coverage.txt").read_text(encoding="ascii").split():
        first, last = line.split("-")
        points.update(range(int(first, 16), int(last, 16) + 1))
    return frozenset(points)


def shown(text: str, covered: frozenset[int]) -> str:
    """The text as a PDF shows it: cleaned, with a square for each letter that no font has."""
    return "".join(sign if ord(sign) in covered else SQUARE for sign in cleaned(text))


def unprintable(document: Document) -> tuple[str, ...]:
    """The letters of a document that its PDF would show as squares, sorted, each once."""
    covered = coverage()
    missing = {sign for text in texts(document) for sign in cleaned(text) if ord(sign) not in covered}
    return tuple(sorted(missing))


def texts(value: object) -> Iterator[str]:
    """Every text inside a value of ``layout``, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
