"""One byte for a Cyrillic letter: texts of small segments travel a sixth smaller.

UTF-8 spends two bytes on each letter of Tajik and Russian, and no compressor gets all of the second
one back from a short text.  A writer may send a column's texts in this table instead; a text with
any other character stays as it is.  Reading the table costs more than UTF-8, so that writers use it
where bytes count and not for a first import.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from typing import Final

from cspdesk.domain.entries import Wire
from cspdesk.wire import codes, limits

AS_IT_IS, BY_PLACE, BY_LETTERS = 0, 1, 2
"""The forms of a column: values themselves; creations' places for ids; bytes of the table for texts."""

_CAPITALS_AND_SMALL = "".join(map(chr, range(0x410, 0x450)))
TABLE: Final = (
    "".join(map(chr, range(0x80)))
    + _CAPITALS_AND_SMALL
    + "ЁёҒғӢӣҚқӮӯҲҳҶҷІіЇїЄєЎўҐґҮүҢңӨөӘәҺһ"
    + "«»„“”‘’–—…№§°·•±×÷€£©®½¼¾²³\u00a0\u202f\u2011"
)
"""The character of each byte: ASCII, А to я, the other letters of the region, signs of print."""


def shorten(values: Sequence[Wire]) -> tuple[Wire, ...] | None:
    """The column in form ``BY_LETTERS``; None if it holds no text, or byte strings."""
    types = set(map(type, values))
    if str not in types or bytes in types:
        return None
    return tuple(_encode(value) if type(value) is str else value for value in values)


def lengthen(untrusted_values: Sequence[Wire]) -> tuple[Wire, ...]:
    """The column that ``shorten`` was given; refused (too-big) if a text is larger than a value may be."""
    return tuple(_decode(value) if type(value) is bytes else value for value in untrusted_values)


def in_form(untrusted_form: int, untrusted_values: tuple[Wire, ...]) -> tuple[Wire, ...]:
    """A column's values from the form in which they are sent, of those that need no other column."""
    if untrusted_form == AS_IT_IS:
        return untrusted_values
    if untrusted_form == BY_LETTERS:
        return lengthen(untrusted_values)
    raise codes.refused(codes.MALFORMED, "a form of column that is not known")


def _encode(text: str) -> bytes | str:
    try:
        return codecs.charmap_encode(text, "strict", _PLACES)[0]
    except UnicodeEncodeError:
        return text


def _decode(untrusted_text: bytes) -> str:
    text = codecs.charmap_decode(untrusted_text, "strict", TABLE)[0]
    if len(untrusted_text) > limits.VALUE // 3 and len(text.encode()) > limits.VALUE:
        raise codes.refused(codes.TOO_BIG, "a text larger than allowed")
    return text


_PLACES = codecs.charmap_build(TABLE)
