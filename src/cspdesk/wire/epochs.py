"""Epochs of a stream: X25519 key pairs, and the boxes in which their private halves travel.

    [stream, private]   sealed to a device (a grant) or to the public half of the epoch that follows

What a box holds says which stream it is for, and its public half says which epoch: a key put into
another box opens nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cspdesk.domain.ids import Ids
from cspdesk.wire import cbor, codes, shape
from cspdesk.wire.suite import ID, KEY, box_public, epoch_id, open_box, seal_box

BOX = 3 + ID + 1 + KEY + 48
"""Bytes of a sealed epoch key: array, two strings with their heads, and the box's own."""


@dataclass(frozen=True, slots=True)
class EpochKey:
    """The private half of one epoch of one stream."""

    stream: bytes
    private: bytes = field(repr=False)

    @staticmethod
    def generate(stream: bytes, ids: Ids) -> EpochKey:
        """A fresh epoch."""
        return EpochKey(stream, ids.random(KEY))

    @property
    def public(self) -> bytes:
        """What everyone may know and seal to."""
        return box_public(self.private)

    @property
    def id(self) -> bytes:
        """The epoch's name in segment headers."""
        return epoch_id(self.public)

    def seal_to(self, public: bytes, ids: Ids) -> bytes:
        """The key in a box for the holder of ``public``'s private half."""
        return seal_box(cbor.encode((self.stream, self.private)), public, ids)


def open_key(untrusted_box: bytes, private: bytes, *, stream: bytes, epoch: bytes) -> EpochKey:
    """The epoch key in a box, which must be that epoch of that stream.

    Raises ``UntrustedError``: no-key, malformed, bad-key (another stream or epoch than promised).
    """
    parts = shape.array(cbor.decode(open_box(untrusted_box, private), size=BOX, nesting=1), 2)
    key = EpochKey(shape.octets(parts[0], ID), shape.octets(parts[1], KEY))
    if key.stream != stream or key.id != epoch:
        raise codes.refused(codes.BAD_KEY, "the box holds the key of another stream or epoch")
    return key
