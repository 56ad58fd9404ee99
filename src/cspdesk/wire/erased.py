"""The erased form of a segment: signed by the eraser, proved against the root the author signed.

    [format, suite, type 1, author's header, author's signature, eraser's device, roster number,
     roster hash, epoch, mark, raw length, body hash]

An eraser can take values away, and change nothing.  The segment's name in the chain stays the hash
of the author's header, which travels inside.
"""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.entries import Wire
from cspdesk.domain.ids import Ids
from cspdesk.wire import cbor, codes, erasure, limits, shape
from cspdesk.wire import header as heads
from cspdesk.wire.erasure import ErasedBody
from cspdesk.wire.header import Header, SegmentType, bound_part
from cspdesk.wire.segment import Segment, check_body, open_key, open_raw, parts_of, seal_raw
from cspdesk.wire.suite import (
    DIGEST,
    ID,
    KEY,
    SIGNATURE,
    SUITE,
    DeviceKeys,
    Domain,
    digest,
    epoch_id,
    mark,
    same,
    seal_box,
    verify,
)


@dataclass(frozen=True, slots=True)
class ErasedSegment:
    """An erased form as it is kept and passed on; ``header`` and ``header_hash`` are the author's."""

    header: Header
    author_header: bytes
    author_signature: bytes
    eraser: bytes
    roster_number: int
    roster_hash: bytes
    epoch: bytes
    mark: bytes
    raw_length: int
    body_hash: bytes
    header_bytes: bytes
    signature: bytes
    key_box: bytes
    body: bytes

    @property
    def header_hash(self) -> bytes:
        """The name of the segment that this replaces."""
        return heads.hash_of(self.author_header)

    def to_bytes(self) -> bytes:
        """The whole erased form; ``parse`` reads it."""
        return cbor.encode((self.header_bytes, self.signature, self.key_box, self.body))

    def check(self, *, eraser_public: bytes, author_public: bytes) -> ErasedSegment:
        """The erased form itself, if both signed their parts and the body is the one meant.

        Whether the eraser's role allows it the caller asks the roster.  Raises ``UntrustedError``:
        bad-signature, damaged.
        """
        verify(Domain.ERASED, self.header_bytes, self.signature, eraser_public)
        verify(Domain.SEGMENT, self.author_header, self.author_signature, author_public)
        check_body(self.body, self.body_hash)
        return self

    def open(self, epoch_private: bytes) -> ErasedBody:
        """What is left, proved against the author's root.

        Raises ``UntrustedError``: no-key, bad-mark, damaged, too-big, malformed, bad-root.
        """
        check_body(self.body, self.body_hash)
        key = open_key(self.key_box, epoch_private, self.mark)
        raw = open_raw(self.body, key, bound_part(self.header_bytes), self.raw_length)
        found = erasure.decode(raw, feed=self.header.feed, first=self.header.first, count=self.header.count)
        if not same(found.root(), self.header.root):
            raise codes.refused(codes.BAD_ROOT, "the erased form changes more than it may")
        return found


def seal(
    kept: ErasedBody,
    author: Segment | ErasedSegment,
    *,
    roster_number: int,
    roster_hash: bytes,
    epoch_public: bytes,
    keys: DeviceKeys,
    ids: Ids,
) -> ErasedSegment:
    """Seal what is left of a segment anew, in the eraser's name, under the root its author signed.

    ``ValueError`` if ``kept`` has another root: nothing is erased that was not checked first.
    """
    if not same(kept.root(), author.header.root):
        raise ValueError("the entries are not those of the segment")
    signed = (author.author_header, author.author_signature)
    raw = erasure.encode(kept)
    key = ids.random(KEY)
    front: tuple[Wire, ...] = (
        limits.FORMAT,
        SUITE,
        int(SegmentType.ERASED),
        *signed,
        keys.device_id,
        roster_number,
        roster_hash,
        epoch_id(epoch_public),
        mark(key),
        len(raw),
    )
    draft = cbor.encode((*front, bytes(DIGEST)))
    sealed = seal_raw(raw, key, bound_part(draft))
    header_bytes = heads.with_body_hash(draft, digest(Domain.BODY, sealed))
    signature = keys.sign(Domain.ERASED, header_bytes)
    return _with_header(header_bytes, signature, seal_box(key, epoch_public, ids), sealed)


def parse(untrusted: bytes) -> ErasedSegment:
    """The erased form of bytes from outside: decoded and bounded, not yet believed."""
    return _with_header(*parts_of(untrusted))


def parse_any(untrusted: bytes) -> Segment | ErasedSegment:
    """A segment of either type.  Raises ``UntrustedError``: malformed, newer, too-big."""
    header_bytes, signature, key_box, sealed = parts_of(untrusted)
    if heads.type_of(header_bytes) is SegmentType.ERASED:
        return _with_header(header_bytes, signature, key_box, sealed)
    return Segment(heads.parse_header(header_bytes), header_bytes, signature, key_box, sealed)


def _with_header(untrusted_header: bytes, signature: bytes, key_box: bytes, sealed: bytes) -> ErasedSegment:
    if heads.type_of(untrusted_header) is not SegmentType.ERASED:
        raise codes.refused(codes.MALFORMED, "the header of another type of segment")
    row = shape.array(cbor.decode(untrusted_header, size=limits.HEADER, nesting=1), 12)
    author_header = shape.octets(row[3], most=limits.HEADER)
    return ErasedSegment(
        header=heads.parse_header(author_header),
        author_header=author_header,
        author_signature=shape.octets(row[4], SIGNATURE),
        eraser=shape.octets(row[5], ID),
        roster_number=shape.integer(row[6], 1),
        roster_hash=shape.octets(row[7], DIGEST),
        epoch=shape.octets(row[8], ID),
        mark=shape.octets(row[9], DIGEST),
        raw_length=shape.bounded(row[10], limits.RAW_ERASED),
        body_hash=shape.octets(row[11], DIGEST),
        header_bytes=untrusted_header,
        signature=signature,
        key_box=key_box,
        body=sealed,
    )
