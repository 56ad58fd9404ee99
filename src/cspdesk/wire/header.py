"""The header of a segment: all that it says in clear, and what its author signs.

    [format, suite, type, device, incarnation, stream, first, count, previous, roster number,
     roster hash, epoch, root, mark, raw length, body hash]

Frozen: the exact bytes are signed, kept and passed on.  Bytes without the last field are what the
body is bound to, for the body's hash is known only after.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum

from cspdesk.domain.entries import FeedId
from cspdesk.wire import cbor, codes, limits, shape
from cspdesk.wire.suite import DIGEST, ID, SUITE, Domain, digest

_BODY_HASH_SIZE = 2 + DIGEST


class SegmentType(IntEnum):
    """What a segment holds.  ``COMPACTED`` is reserved; format 1 never writes it."""

    ORDINARY = 0
    ERASED = 1
    COMPACTED = 2


@dataclass(frozen=True, slots=True)
class Header:
    """An ordinary segment's header; ``previous`` is empty for a feed's first segment."""

    device: bytes
    incarnation: bytes
    stream: bytes
    first: int
    count: int
    previous: bytes
    roster_number: int
    roster_hash: bytes
    epoch: bytes
    root: bytes
    mark: bytes
    raw_length: int
    body_hash: bytes

    @property
    def feed(self) -> FeedId:
        """The feed of the segment's entries; which branch, if there are two, only its hash says."""
        return FeedId(self.incarnation, self.stream, self.device)

    @property
    def last(self) -> int:
        """The seq of the segment's last entry."""
        return self.first + self.count - 1

    def to_bytes(self) -> bytes:
        """The header as it is signed."""
        named = tuple(getattr(self, each.name) for each in fields(self))
        return cbor.encode((limits.FORMAT, SUITE, int(SegmentType.ORDINARY), *named))


def parse_header(untrusted: bytes) -> Header:
    """The header of bytes from outside.  Raises ``UntrustedError``: malformed, newer, too-big."""
    value = cbor.decode(untrusted, size=limits.HEADER, nesting=1)
    if type_of(untrusted) is not SegmentType.ORDINARY:
        raise codes.refused(codes.MALFORMED, "the header of another type of segment")
    row = shape.versioned(value, 16, limits.FORMAT, SUITE)
    first = shape.integer(row[6], 1, shape.LARGEST - limits.ENTRIES)
    return Header(
        device=shape.octets(row[3], ID),
        incarnation=shape.octets(row[4], ID),
        stream=shape.octets(row[5], ID),
        first=first,
        count=shape.bounded(row[7], limits.ENTRIES),
        previous=shape.octets(row[8], 0 if first == 1 else DIGEST),
        roster_number=shape.integer(row[9], 1),
        roster_hash=shape.octets(row[10], DIGEST),
        epoch=shape.octets(row[11], ID),
        root=shape.octets(row[12], DIGEST),
        mark=shape.octets(row[13], DIGEST),
        raw_length=shape.bounded(row[14], limits.RAW_BODY),
        body_hash=shape.octets(row[15], DIGEST),
    )


def type_of(untrusted: bytes) -> SegmentType:
    """The type of a header; refused (newer) if format, suite or type are not known here."""
    value = shape.array(cbor.decode(untrusted, size=limits.HEADER, nesting=1))
    if len(value) < 3:
        raise codes.refused(codes.MALFORMED, "no format, suite and type")
    shape.versioned(value, len(value), limits.FORMAT, SUITE)
    kind = shape.integer(value[2])
    if kind not in {SegmentType.ORDINARY, SegmentType.ERASED}:
        raise codes.refused(codes.NEWER, "a type of segment that is not known here")
    return SegmentType(kind)


def bound_part(header_bytes: bytes) -> bytes:
    """The header's bytes without the hash of the body: what the body is encrypted for."""
    return header_bytes[:-_BODY_HASH_SIZE]


def hash_of(header_bytes: bytes) -> bytes:
    """The name of a segment: what the next one of its feed, pins, cuts and receipts give."""
    return digest(Domain.SEGMENT, header_bytes)


def with_body_hash(header_bytes: bytes, body_hash: bytes) -> bytes:
    """The same header with the hash of the body put in its place."""
    return header_bytes[:-DIGEST] + body_hash
