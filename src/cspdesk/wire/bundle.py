"""Bundles: one file that carries segments and what goes with them, by any carrier.

    opening | chunks of [head | items ... | trailer | zeros up to a size of Padmé]

``write`` takes one item after another and ``read`` gives them back one after another, both in
memory that does not grow with the file.  Each item proves itself (segments, rosters, grants and
receipts are signed, pieces are named by their hash), so that the whole items of a torn file count.
Nothing here opens files: streams come from the caller.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import BinaryIO

from cspdesk.domain.ids import Ids
from cspdesk.wire import items, limits, opening
from cspdesk.wire.chunks import ChunkWriter
from cspdesk.wire.items import CARRIED, Fault, Head, Item, ItemKind
from cspdesk.wire.suite import DIGEST, KEY, DeviceKeys
from cspdesk.wire.unpacking import Reader


class Writer:
    """Writes a bundle item by item; without ``close`` the file reads as torn."""

    def __init__(
        self, stream: BinaryIO, head: Head, sealed: opening.Opening, key: bytes, keys: DeviceKeys
    ) -> None:
        self._bound = sealed.bound
        self._keys = keys
        self._count = 0
        self._hash = blake2b(self._bound, digest_size=DIGEST)
        stream.write(sealed.to_bytes())
        self._chunks = ChunkWriter(stream, key, self._bound)
        self._put(ItemKind.HEAD, head.sign(self._bound, keys))

    def add(self, kind: ItemKind, body: bytes) -> None:
        """Add an item; ``ValueError`` for a kind that is not carried, or beyond the limits."""
        if kind not in CARRIED or len(body) > limits.ITEM or self._count >= limits.ITEMS:
            raise ValueError("no item that a bundle carries")
        self._put(kind, body)

    def close(self) -> None:
        """Sign the trailer, pad, and mark the last chunk; the caller's stream stays open."""
        self._put(
            ItemKind.TRAILER, items.sign_trailer(self._bound, self._count, self._hash.digest(), self._keys)
        )
        self._chunks.close()

    def _put(self, kind: ItemKind, body: bytes) -> None:
        self._chunks.begin_item()
        for part in (items.frame(kind, body), body):
            self._hash.update(part)
            self._chunks.write(part)
        self._count += 1


@dataclass(frozen=True, slots=True)
class Outside:
    """What anyone sees of a bundle: whether it says what it is, its size, and at most how many circles."""

    named: bool
    format: int
    size: int
    boxes: int


@dataclass(frozen=True, slots=True)
class Report:
    """What ``verify`` found: who sent it, how many items of each kind, what was refused, if all is there."""

    head: Head | None
    kinds: dict[ItemKind, int]
    faults: tuple[Fault, ...]
    complete: bool


def write(
    stream: BinaryIO,
    head: Head,
    *,
    addressees: Sequence[bytes],
    keys: DeviceKeys,
    ids: Ids,
    named: bool = True,
) -> Writer:
    """Begin a bundle to the circles whose public keys are ``addressees``.

    ``named`` False: the neutral magic, for a stick.  ``ValueError`` for no addressee or too many,
    or a head that is not of ``keys``.
    """
    if (head.sign_public, head.box_public) != (keys.sign_public, keys.box_public):
        raise ValueError("a device sends in its own name only")
    key = ids.random(KEY)
    return Writer(stream, head, opening.make(addressees, key, ids, named=named), key, keys)


def read(untrusted_stream: BinaryIO, privates: Sequence[bytes]) -> Reader:
    """Open a bundle with any of the private keys; iterate over the reader for items and faults.

    Raises ``UntrustedError`` if nothing can be read at all: not-a-bundle, newer, malformed, torn,
    not-for-you, bad-mark.
    """
    sealed = opening.parse(untrusted_stream)
    return Reader(untrusted_stream, sealed.key(privates), sealed.bound)


def inspect(untrusted_stream: BinaryIO) -> Outside:
    """What can be said without any key; reads to the end.  Raises as ``read`` does."""
    sealed = opening.parse(untrusted_stream)
    size = len(sealed.to_bytes())
    while part := untrusted_stream.read(limits.CHUNK):
        size += len(part)
    return Outside(sealed.named, limits.FORMAT, size, len(sealed.boxes))


def verify(untrusted_stream: BinaryIO, privates: Sequence[bytes]) -> Report:
    """Read a whole bundle and keep nothing.  Raises as ``read`` does."""
    reader = read(untrusted_stream, privates)
    kinds: Counter[ItemKind] = Counter()
    faults: list[Fault] = []
    for found in reader:
        if isinstance(found, Item):
            kinds[found.kind] += 1
        else:
            faults.append(found)
    return Report(reader.head, dict(kinds), tuple(faults), reader.complete)
