"""Deterministic CBOR (RFC 8949, 4.2.1) of a narrow kind: one text for one value, and no surprises.

Integers of 64 bits with sign, byte strings, text in UTF-8, arrays, false, true and null; each in its
shortest form.  No floats, maps, tags, other simple values, indefinite lengths or bytes after the
end.  ``scan`` proves all of it, and counts, before the decoder allocates anything: what a body may
cost in memory is known first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import cbor2

from cspdesk.domain.entries import Wire
from cspdesk.wire import codes, limits

_STRINGS, _ARRAYS, _BEYOND = 0x40, 0x80, 0xA0
"""First bytes: integers below, then strings, then arrays, then what the format does not have."""
_FALSE, _TRUE, _NULL = 0xF4, 0xF5, 0xF6
_LARGEST = 2**63 - 1


def _short_items() -> bytes:
    """For each first byte of an item that it alone describes (and is no array): the item's length."""
    lengths = bytearray(256)
    for small in range(24):
        lengths[small] = lengths[0x20 + small] = 1
        lengths[0x40 + small] = lengths[0x60 + small] = 1 + small
    lengths[_FALSE] = lengths[_TRUE] = lengths[_NULL] = 1
    return bytes(lengths)


_SHORT = _short_items()


def encode(
    value: Wire | Iterable[object],
    *,
    size: int = limits.SEGMENT,
    values: int = limits.BODY_VALUES,
    nesting: int = limits.NESTING,
    longest: int = limits.SEGMENT,
) -> bytes:
    """The one encoding of ``value`` (lists and tuples alike).

    ``ValueError`` for a value that has none, or that breaks the bounds: the caller made it, no
    stranger did.
    """
    try:
        made = cbor2.dumps(value)
    except cbor2.CBOREncodeError as error:
        raise ValueError("not a value of the format") from error
    with codes.own_work():
        if len(made) > size:
            raise codes.refused(codes.TOO_BIG, "more bytes than allowed")
        scan(made, values=values, nesting=nesting, longest=longest)
    return made


def decode(
    untrusted: bytes,
    *,
    size: int = limits.ROSTER,
    values: int = limits.BODY_VALUES,
    nesting: int = limits.NESTING,
    longest: int | None = None,
) -> Wire:
    """The value of bytes from outside; arrays become tuples.

    ``size``, ``values``, ``nesting`` and ``longest`` (bytes of one string) bound it before memory is
    spent.  Raises ``UntrustedError``: malformed, too-big.
    """
    if len(untrusted) > size:
        raise codes.refused(codes.TOO_BIG, "more bytes than allowed")
    scan(untrusted, values=values, nesting=nesting, longest=size if longest is None else longest)
    try:
        return cast("Wire", cbor2.loads(untrusted, immutable=True))
    except (cbor2.CBORDecodeError, UnicodeDecodeError) as error:
        raise codes.refused(codes.MALFORMED, "text that is not UTF-8") from error


def own(written: bytes) -> Wire:
    """The value of bytes that this desk wrote with ``encode``, and that nobody else could have changed.

    Where the bytes were proved when they were made and lie in the encrypted database, to prove them
    again costs more than all else that is done with them.
    """
    return cast("Wire", cbor2.loads(written, immutable=True))


def scan(untrusted: bytes, *, values: int, nesting: int, longest: int) -> int:
    """Prove that the bytes are one item in the format's only form, and count its values and arrays.

    UTF-8 is left to the decoder.  Raises ``UntrustedError``: malformed, too-big.
    """
    try:
        count, end = _walk(untrusted, values, nesting, longest)
    except IndexError:
        raise codes.refused(codes.MALFORMED, "the bytes end inside an item") from None
    if end != len(untrusted):
        raise codes.refused(codes.MALFORMED, "the last item ends elsewhere than the bytes")
    return count


def _walk(untrusted: bytes, values: int, nesting: int, longest: int) -> tuple[int, int]:
    """How many values and arrays the first item holds, and the place after it."""
    place, left, count, short = 0, 1, 1, _SHORT
    waiting: list[int] = []
    while True:
        for left in range(left - 1, -1, -1):  # noqa: B020 - how many follow in this array
            first = untrusted[place]
            if width := short[first]:
                place += width
                continue
            place += 1
            argument, least = first & 31, 0
            if argument == 24:
                argument, least = untrusted[place], 24
                place += 1
            elif argument == 25:
                argument, least = untrusted[place] << 8 | untrusted[place + 1], 1 << 8
                place += 2
            elif argument > 25:
                argument, least, place = _long_argument(untrusted, place, argument)
            if argument < least or first >= _BEYOND:
                raise codes.refused(codes.MALFORMED, "a map, tag or float, or not the shortest form")
            if first >= _ARRAYS:
                count += argument
                if count > values or len(waiting) >= nesting:
                    raise codes.refused(codes.TOO_BIG, "more values or deeper nesting than allowed")
                waiting.append(left)
                left = argument  # noqa: PLW2901 - the array just begun comes first
                break
            if first >= _STRINGS:
                if argument > longest:
                    raise codes.refused(codes.TOO_BIG, "a string longer than allowed")
                place += argument
        else:
            if not waiting:
                return count, place
            left = waiting.pop()


def _long_argument(untrusted: bytes, place: int, info: int) -> tuple[int, int, int]:
    """An argument of four or eight bytes, the least that needs so many, and the place after it."""
    if info > 27:
        raise codes.refused(codes.MALFORMED, "an indefinite length, or no length at all")
    width = 1 << (info - 24)
    end = place + width
    argument = int.from_bytes(untrusted[place:end], "big")
    if end > len(untrusted) or argument > _LARGEST:
        raise codes.refused(codes.MALFORMED, "an integer too large, or cut off")
    return argument, 1 << (4 * width), end
