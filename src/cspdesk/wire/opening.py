"""The opening of a bundle: all that stands in clear, and the boxes of its key.

    magic (4) | format (1) | suite (1) | boxes n (1) | mark of the key (32) | n sealed boxes of 80

The boxes name nobody; their number is rounded up to a power of two with boxes that nobody opens,
and they stand in the order of their bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.ids import Ids
from cspdesk.wire import codes, limits
from cspdesk.wire.suite import (
    BOX_OVERHEAD,
    DIGEST,
    KEY,
    SUITE,
    Domain,
    box_public,
    digest,
    mark,
    open_box,
    same,
    seal_box,
)

MAGIC: Final = b"CSPB"
NEUTRAL_MAGIC: Final = bytes.fromhex("8f3ad106")
"""What a bundle on a stick begins with instead: four bytes that mean nothing to who finds it."""

_FIXED = 3
_BOX = KEY + BOX_OVERHEAD


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening as it was read; ``bound`` is what chunks, head and trailer are bound to."""

    named: bool
    key_mark: bytes
    boxes: tuple[bytes, ...]

    @property
    def bound(self) -> bytes:
        """The digest of the opening."""
        return digest(Domain.BUNDLE, self.to_bytes())

    def to_bytes(self) -> bytes:
        """The opening as it stands at the beginning of the file."""
        fixed = bytes((limits.FORMAT, SUITE, len(self.boxes)))
        return (MAGIC if self.named else NEUTRAL_MAGIC) + fixed + self.key_mark + b"".join(self.boxes)

    def key(self, privates: Sequence[bytes]) -> bytes:
        """The bundle's key, if one of the private keys opens a box.

        Raises ``UntrustedError``: not-for-you, bad-mark.
        """
        code, note = codes.NOT_FOR_YOU, "no box opens"
        for private in privates:
            for box in self.boxes:
                try:
                    key = open_box(box, private)
                except UntrustedError:
                    continue
                if len(key) == KEY and same(mark(key), self.key_mark):
                    return key
                code, note = codes.BAD_MARK, "a box holds a key that the opening does not commit to"
        raise codes.refused(code, note)


def make(addressees: Sequence[bytes], key: bytes, ids: Ids, *, named: bool) -> Opening:
    """Seal a bundle's key to the public keys of circles; ``ValueError`` for none or too many."""
    if not 0 < len(addressees) <= limits.BOXES:
        raise ValueError("a bundle is for at least one circle, and for no more than the limit")
    wanted = 1 << (len(addressees) - 1).bit_length()
    nobody = [box_public(ids.random(KEY)) for _ in range(wanted - len(addressees))]
    boxes = sorted(seal_box(key, public, ids) for public in (*addressees, *nobody))
    return Opening(named, mark(key), tuple(boxes))


def parse(untrusted_stream: BinaryIO) -> Opening:
    """Read an opening from the beginning of a file, and not a byte more.

    Raises ``UntrustedError``: not-a-bundle, torn, newer, malformed.
    """
    magic = read_exactly(untrusted_stream, len(MAGIC))
    if magic not in {MAGIC, NEUTRAL_MAGIC}:
        raise codes.refused(codes.NOT_A_BUNDLE, "no bundle begins like this")
    fixed = read_exactly(untrusted_stream, _FIXED)
    if len(fixed) < _FIXED:
        raise codes.refused(codes.TORN, "the file ends inside the opening")
    if (fixed[0], fixed[1]) != (limits.FORMAT, SUITE):
        raise codes.refused(codes.NEWER, "a format or suite that is not known here")
    count = fixed[2]
    if not 0 < count <= limits.BOXES or count & (count - 1):
        raise codes.refused(codes.MALFORMED, "a number of boxes that no writer makes")
    rest = read_exactly(untrusted_stream, DIGEST + count * _BOX)
    if len(rest) < DIGEST + count * _BOX:
        raise codes.refused(codes.TORN, "the file ends inside the opening")
    boxes = tuple(rest[start : start + _BOX] for start in range(DIGEST, len(rest), _BOX))
    return Opening(magic == MAGIC, rest[:DIGEST], boxes)


def read_exactly(untrusted_stream: BinaryIO, size: int) -> bytes:
    """``size`` bytes, or what there is before the end."""
    parts: list[bytes] = []
    while size > 0 and (part := untrusted_stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
