"""Reading a bundle: whole items one after another, and a word about whatever could not be had."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import BinaryIO

from cspdesk.domain.errors import UntrustedError
from cspdesk.wire import codes, items, limits
from cspdesk.wire.chunks import Chunk, read_chunks
from cspdesk.wire.codes import Code
from cspdesk.wire.items import CARRIED, FRAME, Fault, Head, Item, ItemKind
from cspdesk.wire.suite import DIGEST, same


class Reader:
    """Iterates once over a bundle's items and faults; never raises because of what the file says.

    ``head`` is set before the first item, if it is good.  ``complete`` becomes true when the sender's
    trailer vouches for every item before it; damage to the padding after it takes nothing away.
    ``expected`` is the number of items that
    the trailer speaks of, head included, once it was seen.
    """

    def __init__(self, untrusted_stream: BinaryIO, key: bytes, bound: bytes) -> None:
        self._chunks = read_chunks(untrusted_stream, key, bound)
        self._bound = bound
        self._hash = blake2b(bound, digest_size=DIGEST)
        self._held = bytearray()
        self._count = 0
        self._lost = False
        self._whole = True
        self._ended = False
        self._vouched = False
        self.head: Head | None = None
        self.expected: int | None = None
        self.complete = False

    def __iter__(self) -> Iterator[Item | Fault]:
        for chunk in self._chunks:
            if chunk.text is None:
                yield from self._lose(chunk)
                continue
            text = chunk.text
            if self._lost:
                if chunk.first_item is None:
                    continue
                text = text[chunk.first_item :]
                self._lost = False
            self._held += text
            yield from self._take()
        yield from self._end()

    def _lose(self, chunk: Chunk) -> Iterator[Fault]:
        """A chunk that did not open: say it once, and go on where the next item begins."""
        if not self._lost or chunk.code is codes.TORN:
            yield self._fault(chunk.code or codes.DAMAGED, f"chunk {chunk.number} does not open")
        self._lost = True
        self._held.clear()

    def _take(self) -> Iterator[Item | Fault]:
        """The whole items at the beginning of what is held."""
        while self._held:
            if self._ended or self._held[0] == ItemKind.PADDING:
                yield from self._padding()
                return
            if len(self._held) < FRAME:
                return
            kind, length = self._held[0], int.from_bytes(self._held[1:FRAME], "big")
            if length > limits.ITEM or self._count >= limits.ITEMS:
                yield self._fault(codes.TOO_BIG, "an item larger than allowed, or one too many")
                self._lost = True
                self._held.clear()
                return
            if len(self._held) < FRAME + length:
                return
            body = bytes(self._held[FRAME : FRAME + length])
            del self._held[: FRAME + length]
            yield from self._item(kind, body)

    def _padding(self) -> Iterator[Fault]:
        """Zeros, to the end of the bundle."""
        self._ended = True
        if self._held.count(0) != len(self._held):
            yield self._fault(codes.MALFORMED, "something stands where only padding may")
        self._held.clear()

    def _item(self, kind: int, body: bytes) -> Iterator[Item | Fault]:
        if kind == ItemKind.TRAILER:
            self._ended = self._vouched = True
            yield from self._trailer(body)
            return
        self._hash.update(items.frame(kind, body))
        self._hash.update(body)
        self._count += 1
        if kind == ItemKind.HEAD:
            yield from self._head(body)
        elif kind in CARRIED:
            yield Item(ItemKind(kind), body)
        else:
            yield Fault(codes.NEWER, f"an item of kind {kind}")

    def _head(self, body: bytes) -> Iterator[Fault]:
        try:
            if self._count > 1:
                raise codes.refused(codes.MALFORMED, "a head that is not the first item")
            self.head = items.parse_head(body, self._bound)
        except UntrustedError as error:
            yield self._refusal(error)

    def _trailer(self, body: bytes) -> Iterator[Fault]:
        try:
            found, bound, count, running = items.parse_trailer(body)
            if self.head is None:
                raise codes.refused(codes.UNKNOWN_SENDER, "a trailer without a head")
            found.check(self.head.sign_public)
            if bound != self._bound:
                raise codes.refused(codes.BAD_SIGNATURE, "the trailer was signed for another bundle")
            self.expected = count
            if self._whole and not (count == self._count and same(running, self._hash.digest())):
                raise codes.refused(codes.DAMAGED, "the items are not those that the trailer speaks of")
            self.complete = self._whole
        except UntrustedError as error:
            yield self._refusal(error)

    def _end(self) -> Iterator[Fault]:
        """After the last chunk: without a trailer the bundle is torn, whatever the file looks like."""
        if not self._vouched and self._whole:
            yield self._fault(codes.TORN, "no trailer")

    def _fault(self, code: Code, note: str) -> Fault:
        self._whole = False
        return Fault(code, note)

    def _refusal(self, error: UntrustedError) -> Fault:
        return self._fault(codes.by_word(error.code) or codes.MALFORMED, "; ".join(error.__notes__))
