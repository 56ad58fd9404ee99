"""A bundle's text in chunks: each encrypted by itself, so that a torn or damaged file yields the rest.

    chunk: XChaCha20-Poly1305 of [where the first item begins in it (4) | text (up to 65,532)]
    nonce: 15 zero bytes | number of the chunk (8) | 1 for the last chunk, 0 for the others (1)

The bundle's key encrypts nothing else; the opening's digest is the associated data.  The place of
the first item lets a reader go on after a chunk that does not open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cspdesk.domain.errors import UntrustedError
from cspdesk.wire import codes, limits
from cspdesk.wire.codes import Code
from cspdesk.wire.opening import read_exactly
from cspdesk.wire.padding import padded
from cspdesk.wire.suite import TAG, decrypt, encrypt

_POINTER = 4
_NO_ITEM = 0xFFFF_FFFF
TEXT = limits.CHUNK - _POINTER
"""Bytes of text in a chunk."""
_SEALED = limits.CHUNK + TAG


class ChunkWriter:
    """Encrypts text as it comes; holds back at most one chunk, for the last one is marked."""

    def __init__(self, stream: BinaryIO, key: bytes, bound_to: bytes) -> None:
        self._stream, self._key, self._bound_to = stream, key, bound_to
        self._held = bytearray()
        self._items: list[int] = []
        self._number = 0
        self._taken = 0

    def begin_item(self) -> None:
        """Say that the next byte written begins an item."""
        self._items.append(self._taken)

    def write(self, text: bytes) -> None:
        """Take more text."""
        self._held += text
        self._taken += len(text)
        while len(self._held) > TEXT:
            self._put(last=False)

    def close(self) -> None:
        """Fill up with zeros to a size of Padmé, and write the last chunk."""
        self.write(bytes(padded(self._taken) - self._taken))
        self._put(last=True)

    def _put(self, *, last: bool) -> None:
        start = self._number * TEXT
        text = bytes(self._held[:TEXT])
        here = [place - start for place in self._items if place < start + len(text)]
        pointer = here[0] if here else _NO_ITEM
        sealed = encrypt(
            self._key,
            pointer.to_bytes(_POINTER, "big") + text,
            bound_to=self._bound_to,
            nonce=_nonce(self._number, last=last),
        )
        self._stream.write(sealed)
        del self._held[:TEXT]
        del self._items[: len(here)]
        self._number += 1


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk's text, and where in it the first item begins; no text and a ``code`` if it did not open."""

    number: int
    text: bytes | None
    first_item: int | None = None
    code: Code | None = None


def read_chunks(untrusted_stream: BinaryIO, key: bytes, bound_to: bytes) -> Iterator[Chunk]:
    """The chunks that follow an opening, in constant memory.

    What did not open is said in its place: damaged, or torn where the file ends too early; damaged
    too if bytes follow the last chunk.  Errors of the stream itself (a stick that was pulled) pass
    through.
    """
    number, total = 0, 0
    current = read_exactly(untrusted_stream, _SEALED)
    if not current:
        yield Chunk(0, None, code=codes.TORN)
    while current:
        following = read_exactly(untrusted_stream, _SEALED)
        total += len(current) - TAG - _POINTER
        inner = (
            _open(current, key, bound_to, number, last=False)
            if following or len(current) == _SEALED
            else None
        )
        if inner is not None:
            yield inner
            if not following:
                yield Chunk(number + 1, None, code=codes.TORN)
        else:
            final = _open(current, key, bound_to, number, last=True)
            if final is not None:
                yield final
                if following:
                    yield Chunk(number + 1, None, code=codes.DAMAGED)
                return
            torn = not following and (total < 1 or padded(total) != total)
            yield Chunk(number, None, code=codes.TORN if torn else codes.DAMAGED)
        current = following
        number += 1


def _open(sealed: bytes, key: bytes, bound_to: bytes, number: int, *, last: bool) -> Chunk | None:
    try:
        text = decrypt(key, sealed, bound_to=bound_to, nonce=_nonce(number, last=last))
    except UntrustedError:
        return None
    pointer = int.from_bytes(text[:_POINTER], "big")
    return Chunk(number, text[_POINTER:], pointer if pointer < len(text) - _POINTER else None)


def _nonce(number: int, *, last: bool) -> bytes:
    return bytes(15) + number.to_bytes(8, "big") + bytes((last,))
