"""Segments: a run of one feed, signed once and encrypted once.

    [header, signature, key box, body]

Reading never trusts: ``parse`` bounds and decodes the header, ``check`` proves who signed it and
that the body is the one meant, ``open`` decrypts, expands up to the length that was signed and
decodes.  Each refusal has its code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from cspdesk.domain.entries import Run
from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.ids import Ids
from cspdesk.wire import body, cbor, codes, leaves, limits, shape
from cspdesk.wire.body import SEED, Body
from cspdesk.wire.creations import Rules
from cspdesk.wire.header import Header, bound_part, hash_of, parse_header, with_body_hash
from cspdesk.wire.padding import padded
from cspdesk.wire.runs import normal
from cspdesk.wire.suite import (
    BOX_OVERHEAD,
    DIGEST,
    KEY,
    SIGNATURE,
    ZERO_NONCE,
    DeviceKeys,
    Domain,
    decrypt,
    digest,
    encrypt,
    epoch_id,
    mark,
    open_box,
    same,
    seal_box,
    verify,
)  # fmt: skip

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LEVEL_SMALL, _LEVEL = 19, 11
"""zstd levels: the reader does not care; a small body costs milliseconds at the highest."""
_WINDOW_LOG = 23
_LENGTH = 4


@dataclass(frozen=True, slots=True)
class HeaderFields:
    """What a header says that neither run nor keys say: the place in the chain and the roster in force.

    ``previous`` is the hash of the feed's segment before this one, empty for the first.
    """

    previous: bytes
    roster_number: int
    roster_hash: bytes


@dataclass(frozen=True, slots=True)
class Begun:
    """A segment on its way to be sealed: what it says, and the bytes of that before compression."""

    said: Body
    raw: bytes


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as it is kept and passed on."""

    header: Header
    header_bytes: bytes
    signature: bytes
    key_box: bytes
    body: bytes

    @property
    def header_hash(self) -> bytes:
        """The segment's name."""
        return hash_of(self.header_bytes)

    @property
    def author_header(self) -> bytes:
        """The header that the author signed: this one; an erased form has another beside it."""
        return self.header_bytes

    @property
    def author_signature(self) -> bytes:
        """The author's signature of ``author_header``."""
        return self.signature

    def to_bytes(self) -> bytes:
        """The whole segment; ``parse`` reads it."""
        return cbor.encode((self.header_bytes, self.signature, self.key_box, self.body))

    def check(self, sign_public: bytes) -> Segment:
        """The segment itself, if that key signed it and the body is the one signed.

        The caller takes the key from the roster, by ``header.device``.  Raises ``UntrustedError``:
        bad-signature, damaged.
        """
        verify(Domain.SEGMENT, self.header_bytes, self.signature, sign_public)
        self.check_body()
        return self

    def check_body(self) -> None:
        """Refuse (damaged) a body other than the header names."""
        check_body(self.body, self.header.body_hash)

    def open(self, epoch_private: bytes) -> Body:
        """What the segment says; ``check`` comes first for a segment from outside.

        Raises ``UntrustedError``: no-key, bad-mark, damaged, too-big, malformed.
        """
        return self.open_with(self.body_key(epoch_private))

    def body_key(self, epoch_private: bytes) -> bytes:
        """The key that opens this segment and no other.  Raises ``UntrustedError``: no-key, bad-mark."""
        return open_key(self.key_box, epoch_private, self.header.mark)

    def open_with(self, key: bytes) -> Body:
        """What the segment says, by its own key.

        Raises ``UntrustedError``: bad-mark, damaged, too-big, malformed.
        """
        self.check_body()
        if len(key) != KEY or not same(mark(key), self.header.mark):
            raise codes.refused(codes.BAD_MARK, "the key is not the one that the header commits to")
        raw = open_raw(self.body, key, bound_part(self.header_bytes), self.header.raw_length)
        return body.decode(raw, feed=self.header.feed, first=self.header.first, count=self.header.count)


def seal(
    run: Run,
    *,
    pins: Sequence[bytes],
    header: HeaderFields,
    epoch_public: bytes,
    keys: DeviceKeys,
    ids: Ids,
    rules: Rules | None = None,
) -> Segment:
    """Seal a run of the device's own feed to all who hold the epoch's private half.

    ``pins`` has one header hash for each of ``run.feeds[1:]``; ``rules`` names the kinds whose ids
    are computed.  ``ValueError`` for a run that the format does not allow.
    """
    begun = begin(run, pins=pins, ids=ids, rules=rules)
    frame = partial(compress, begun.raw)
    return finish(begun, frame, header=header, epoch_public=epoch_public, keys=keys, ids=ids)


def begin(run: Run, *, pins: Sequence[bytes], ids: Ids, rules: Rules | None = None) -> Begun:
    """The first half of ``seal``: what needs neither keys nor the segment before this one."""
    said = Body(normal(run), tuple(pins), ids.random(SEED))
    return Begun(said, body.encode(said, rules, short=True))


def finish(
    begun: Begun,
    frame: Callable[[], bytes],
    *,
    header: HeaderFields,
    epoch_public: bytes,
    keys: DeviceKeys,
    ids: Ids,
) -> Segment:
    """The second half of ``seal``; ``frame``, asked as late as can be, gives ``compress(begun.raw)``."""
    run = begun.said.run
    own = run.feeds[0]
    if own.device != keys.device_id:
        raise ValueError("a device seals its own feeds only")
    key = ids.random(KEY)
    head = Header(
        device=own.device,
        incarnation=own.incarnation,
        stream=own.stream,
        first=run.first,
        count=run.count,
        previous=header.previous,
        roster_number=header.roster_number,
        roster_hash=header.roster_hash,
        epoch=epoch_id(epoch_public),
        root=leaves.root_of(begun.said),
        mark=mark(key),
        raw_length=len(begun.raw),
        body_hash=bytes(DIGEST),
    )
    sealed = seal_frame(frame(), key, bound_part(head.to_bytes()))
    header_bytes = with_body_hash(head.to_bytes(), digest(Domain.BODY, sealed))
    signature = keys.sign(Domain.SEGMENT, header_bytes)
    return Segment(
        parse_header(header_bytes), header_bytes, signature, seal_box(key, epoch_public, ids), sealed
    )


def parse(untrusted: bytes) -> Segment:
    """The segment of bytes from outside: decoded and bounded, not yet believed.

    Raises ``UntrustedError``: malformed, newer, too-big.
    """
    header_bytes, signature, key_box, sealed = parts_of(untrusted)
    return Segment(parse_header(header_bytes), header_bytes, signature, key_box, sealed)


def parts_of(untrusted: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Header, signature, key box and body of a segment of any type, each of a possible size."""
    parts = shape.array(cbor.decode(untrusted, size=limits.SEGMENT, nesting=1), 4)
    return (
        shape.octets(parts[0], most=limits.HEADER),
        shape.octets(parts[1], SIGNATURE),
        shape.octets(parts[2], KEY + BOX_OVERHEAD),
        shape.octets(parts[3]),
    )


def name_of(untrusted: bytes) -> bytes:
    """The hash of a segment's header, by which it is known again; empty where there is no header."""
    try:
        header_bytes, *_ = parts_of(untrusted)
    except UntrustedError:
        return b""
    return hash_of(header_bytes)


def check_body(sealed: bytes, body_hash: bytes) -> None:
    """Refuse (damaged) a sealed body other than the one that a header names."""
    if not same(digest(Domain.BODY, sealed), body_hash):
        raise codes.refused(codes.DAMAGED, "the body is not the one that the header names")


def open_key(key_box: bytes, epoch_private: bytes, key_mark: bytes) -> bytes:
    """The body's key; refused (no-key, bad-mark) if it is for another epoch or of another text."""
    key = open_box(key_box, epoch_private)
    if len(key) != KEY or not same(mark(key), key_mark):
        raise codes.refused(codes.BAD_MARK, "the key is not the one that the header commits to")
    return key


def compress(raw: bytes) -> bytes:
    """The zstd frame of a raw body; it lets go of Python meanwhile, so that other work goes on beside it."""
    return zstd.compress(raw, _LEVEL_SMALL if len(raw) <= body.SMALL else _LEVEL)


def seal_raw(raw: bytes, key: bytes, bound_to: bytes) -> bytes:
    """Compress, pad, encrypt."""
    return seal_frame(compress(raw), key, bound_to)


def seal_frame(frame: bytes, key: bytes, bound_to: bytes) -> bytes:
    """Pad, encrypt: four bytes of length, the zstd frame, zeros, all under one key used once."""
    text = len(frame).to_bytes(_LENGTH, "big") + frame
    return encrypt(key, text.ljust(padded(len(text)), b"\0"), bound_to=bound_to, nonce=ZERO_NONCE)


def open_raw(sealed: bytes, key: bytes, bound_to: bytes, raw_length: int) -> bytes:
    """The raw body again; never more than ``raw_length`` bytes are made of it."""
    text = decrypt(key, sealed, bound_to=bound_to, nonce=ZERO_NONCE)
    end = _LENGTH + int.from_bytes(text[:_LENGTH], "big")
    if len(text) < _LENGTH or end > len(text) or len(text) != padded(end) or any(text[end:]):
        raise codes.refused(codes.MALFORMED, "the padding is not the format's")
    expander = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW_LOG})
    try:
        raw = expander.decompress(text[_LENGTH:end], max_length=raw_length + 1)
    except zstd.ZstdError as error:
        raise codes.refused(codes.MALFORMED, "what was encrypted does not expand") from error
    if len(raw) != raw_length or not expander.eof or expander.unused_data:
        raise codes.refused(codes.MALFORMED, "the body has another length than the header says")
    return raw
