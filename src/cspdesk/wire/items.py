"""What a bundle carries: items, each with its kind and its length before it, and the head that comes first.

item: kind (1) | length (4) | bytes
head: [payload, signature];  payload: [format, suite, opening's digest, signing key, box key,
organisation, roster number, roster hash, [[stream, incarnation, device, ranges], ...]]
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from cspdesk.domain.entries import FeedId, Wire
from cspdesk.wire import cbor, codes, limits, ranges, shape, signed
from cspdesk.wire.codes import Code
from cspdesk.wire.ranges import Ranges
from cspdesk.wire.signed import Signed
from cspdesk.wire.suite import DIGEST, ID, KEY, SUITE, DeviceKeys, Domain, device_id

FRAME = 5


class ItemKind(IntEnum):
    """The kinds of items; a kind not known here was made by a newer program and is left alone."""

    PADDING = 0
    HEAD = 1
    ROSTER = 2
    GRANT = 3
    SEGMENT = 4
    RECEIPT = 5
    PIECE = 6
    TRAILER = 7


CARRIED = frozenset((ItemKind.ROSTER, ItemKind.GRANT, ItemKind.SEGMENT, ItemKind.RECEIPT, ItemKind.PIECE))
"""The kinds that a writer adds; head, trailer and padding it makes itself."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing carried, as bytes that its own module parses and checks."""

    kind: ItemKind
    body: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a bundle that was refused; what is not near it counts all the same."""

    code: Code
    note: str


@dataclass(frozen=True, slots=True)
class Head:
    """Who sends a bundle, under which roster, and what it holds of each feed."""

    sign_public: bytes
    box_public: bytes
    organisation: bytes
    roster_number: int
    roster_hash: bytes
    held: tuple[tuple[FeedId, Ranges], ...] = ()

    @property
    def device_id(self) -> bytes:
        """The sender; whether it belongs, the reader asks the roster."""
        return device_id(self.sign_public, self.box_public)

    def sign(self, bound: bytes, keys: DeviceKeys) -> bytes:
        """The head as an item of the bundle whose opening has that digest."""
        held: Wire = tuple(
            (feed.stream, feed.incarnation, feed.device, spans.to_wire())
            for feed, spans in sorted(self.held, key=lambda each: _order(each[0]))
        )
        row = (
            limits.FORMAT,
            SUITE,
            bound,
            self.sign_public,
            self.box_public,
            self.organisation,
            self.roster_number,
            self.roster_hash,
            held,
        )
        return signed.make(Domain.BUNDLE, row, keys, size=limits.RECEIPT).to_bytes()


def frame(kind: int, body: bytes) -> bytes:
    """What stands before an item's bytes."""
    return bytes((kind,)) + len(body).to_bytes(FRAME - 1, "big")


def parse_head(untrusted: bytes, bound: bytes) -> Head:
    """The head of bytes from outside, proved to be the sender's for this bundle.

    Raises ``UntrustedError``: malformed, newer, too-big, bad-signature.
    """
    found = signed.parse(Domain.BUNDLE, untrusted, size=limits.RECEIPT)
    row = shape.versioned(cbor.decode(found.payload, size=limits.RECEIPT), 9, limits.FORMAT, SUITE)
    head = Head(
        sign_public=shape.octets(row[3], KEY),
        box_public=shape.octets(row[4], KEY),
        organisation=shape.octets(row[5], ID),
        roster_number=shape.integer(row[6], 1),
        roster_hash=shape.octets(row[7], DIGEST),
        held=tuple(map(_held, shape.array(row[8], most=limits.FEEDS_HELD))),
    )
    shape.ascending([_order(feed) for feed, _ in head.held])
    found.check(head.sign_public)
    if row[2] != bound:
        raise codes.refused(codes.BAD_SIGNATURE, "the head was signed for another bundle")
    return head


def sign_trailer(bound: bytes, count: int, running: bytes, keys: DeviceKeys) -> bytes:
    """The last item: how many came before it, and the hash of all their bytes."""
    return signed.make(Domain.TRAILER, (bound, count, running), keys, size=limits.KIB).to_bytes()


def parse_trailer(untrusted: bytes) -> tuple[Signed, bytes, int, bytes]:
    """Signature, opening's digest, count and hash of a trailer from outside; not yet believed."""
    found = signed.parse(Domain.TRAILER, untrusted, size=limits.KIB)
    row = shape.array(cbor.decode(found.payload, size=limits.KIB, nesting=1), 3)
    return found, shape.octets(row[0], DIGEST), shape.integer(row[1]), shape.octets(row[2], DIGEST)


def _held(untrusted: Wire) -> tuple[FeedId, Ranges]:
    stream, incarnation, device, spans = shape.array(untrusted, 4)
    feed = FeedId(shape.octets(incarnation, ID), shape.octets(stream, ID), shape.octets(device, ID))
    return feed, ranges.from_wire(spans)


def _order(feed: FeedId) -> tuple[bytes, bytes, bytes]:
    return feed.stream, feed.incarnation, feed.device
