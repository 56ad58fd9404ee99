"""The body of a segment before compression: seed, feeds with their pins, creations, edits.

    [seed, [[incarnation, device, pin], ...], [block, ...], [column, ...]]

The feeds are those of the segment's own stream that its entries refer to; each pin is the hash of a
segment header of that feed at or after the highest seq referred to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cspdesk.domain.entries import FeedId, Run, Wire
from cspdesk.wire import cbor, codes, limits, shape
from cspdesk.wire.creations import Rules, decode_blocks, encode_blocks
from cspdesk.wire.edits import decode_edits, encode_edits
from cspdesk.wire.suite import DIGEST, ID

SEED = 16
SMALL = 256 * limits.KIB
"""Up to this many bytes a body is worth being made short."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a segment says: a run in normal form, a pin for each of ``run.feeds[1:]``, the salts' seed."""

    run: Run
    pins: tuple[bytes, ...]
    seed: bytes


def encode(body: Body, rules: Rules | None = None, *, short: bool = False) -> bytes:
    """The bytes of a body whose run is in normal form.

    ``rules`` names the kinds whose ids are computed; ``short`` spends time to save bytes where the
    body has no more than ``SMALL``.  ``ValueError`` for what the format does not
    allow: the caller made it, no stranger did.
    """
    plain = _encode(body, rules or {}, short=False)
    return _encode(body, rules or {}, short=True) if short and len(plain) <= SMALL else plain


def decode(untrusted: bytes, *, feed: FeedId, first: int, count: int) -> Body:
    """The body of bytes from outside, of the feed and numbers that the signed header names.

    Raises ``UntrustedError``: malformed, too-big.
    """
    value = cbor.decode(untrusted, size=limits.RAW_BODY, nesting=limits.BODY_NESTING, longest=limits.VALUE)
    parts = shape.array(value, 4)
    seed = shape.octets(parts[0], SEED)
    feeds, pins = decode_feeds(parts[1], feed)
    bare = Run(feeds, first, count)
    run = Run(
        feeds, first, count, decode_blocks(parts[2], first=first, count=count), decode_edits(parts[3], bare)
    )
    _check_whole(run)
    return Body(run, pins, seed)


def encode_feeds(feeds: Sequence[FeedId], pins: Sequence[bytes]) -> Wire:
    """The feeds beside the first, each with its pin."""
    if len(pins) != len(feeds) - 1 or len(feeds) > limits.FEEDS + 1:
        raise codes.refused(codes.TOO_BIG, "one pin for each feed named, and no more feeds than allowed")
    if any(feed.stream != feeds[0].stream for feed in feeds):
        raise codes.refused(codes.MALFORMED, "a feed of another stream")
    rows = zip(feeds[1:], pins, strict=True)
    return tuple(
        (shape.octets(feed.incarnation, ID), shape.octets(feed.device, ID), shape.octets(pin, DIGEST))
        for feed, pin in rows
    )


def decode_feeds(untrusted: Wire, own: FeedId) -> tuple[tuple[FeedId, ...], tuple[bytes, ...]]:
    """The feeds with ``own`` before them, and the pins of the others."""
    feeds, pins = [own], []
    for row in shape.array(untrusted, most=limits.FEEDS):
        incarnation, device, pin = (
            shape.octets(part, length)
            for part, length in zip(shape.array(row, 3), (ID, ID, DIGEST), strict=True)
        )
        feeds.append(FeedId(incarnation, own.stream, device))
        pins.append(pin)
    return tuple(feeds), tuple(pins)


def _encode(body: Body, rules: Rules, *, short: bool) -> bytes:
    run = body.run
    with codes.own_work():
        named = encode_feeds(run.feeds, body.pins)
        _check_whole(run)
        parts = (
            shape.octets(body.seed, SEED),
            named,
            encode_blocks(run, rules, short=short),
            encode_edits(run, short=short),
        )
    return cbor.encode(parts, size=limits.RAW_BODY, nesting=limits.BODY_NESTING, longest=limits.VALUE)


def _check_whole(run: Run) -> None:
    """Refuse a run with a number missing or twice, or whose saves go backwards."""
    saves: list[int | None] = [None] * run.count
    blocks = [(block.seqs, block.saves) for block in run.creations]
    blocks.append((tuple(run.edits), tuple(entry.save for entry in run.edits.values())))
    if not 0 < run.count <= limits.ENTRIES or run.first < 1:
        raise codes.refused(codes.TOO_BIG, "no entries, or more than a segment may have")
    if sum(len(seqs) for seqs, _ in blocks) != run.count:
        raise codes.refused(codes.MALFORMED, "entries missing or twice")
    for seqs, numbers in blocks:
        for seq, save in zip(seqs, numbers, strict=True):
            if not 0 <= seq - run.first < run.count:
                raise codes.refused(codes.MALFORMED, "an entry outside of the segment")
            saves[seq - run.first] = save
    known = [save for save in saves if save is not None]
    if len(known) != run.count:
        raise codes.refused(codes.MALFORMED, "entries missing or twice")
    if any(low > high for low, high in pairwise(known)):
        raise codes.refused(codes.MALFORMED, "the entries of one save do not lie side by side")
