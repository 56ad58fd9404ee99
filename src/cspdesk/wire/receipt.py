"""Receipts: a numbered, signed word of one desk or hub about what it holds; the newest replaces the older.

    [format, suite, giver's device, organisation, number, [feed, ...], [[header hash, code], ...]]
    feed: [stream, incarnation, device, [[low, high, hash], ...], opened, backed up]

It goes to the organisation whose feeds it names, sealed for it by the bundle that carries it.
"""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.entries import FeedId, Wire
from cspdesk.wire import cbor, codes, limits, ranges, shape, signed
from cspdesk.wire.ranges import Ranges
from cspdesk.wire.signed import Signed
from cspdesk.wire.suite import DIGEST, ID, SUITE, DeviceKeys, Domain


@dataclass(frozen=True, slots=True)
class Holding:
    """What the giver holds of one feed.

    ``held`` are ranges with the hash of the segment that holds the last entry of each; ``opened``
    what it could read; ``backed_up`` what a backup of its own covers.
    """

    feed: FeedId
    held: tuple[tuple[int, int, bytes], ...]
    opened: Ranges = ranges.NONE
    backed_up: Ranges = ranges.NONE

    @property
    def ranges(self) -> Ranges:
        """The ranges held, without their hashes."""
        return Ranges(tuple((low, high) for low, high, _ in self.held))

    def to_wire(self) -> Wire:
        """``[stream, incarnation, device, held, opened, backed up]``."""
        feed = self.feed
        return (
            feed.stream,
            feed.incarnation,
            feed.device,
            self.held,
            self.opened.to_wire(),
            self.backed_up.to_wire(),
        )

    @staticmethod
    def from_wire(untrusted: Wire) -> Holding:
        """The holding of an array from outside: nobody opens or backs up what is not held."""
        stream, incarnation, device, untrusted_held, opened, backed_up = shape.array(untrusted, 6)
        rows = [shape.array(row, 3) for row in shape.array(untrusted_held, most=limits.RANGES)]
        held = ranges.from_wire(tuple(row[:2] for row in rows))
        found = Holding(
            FeedId(shape.octets(incarnation, ID), shape.octets(stream, ID), shape.octets(device, ID)),
            tuple((*span, shape.octets(row[2], DIGEST)) for span, row in zip(held, rows, strict=True)),
            ranges.from_wire(opened),
            ranges.from_wire(backed_up),
        )
        if (found.opened | found.backed_up) - held:
            raise codes.refused(codes.MALFORMED, "opened or backed up, and not held")
        return found


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt; ``refusals`` are header hashes with the numbers of ``codes``."""

    giver: bytes
    organisation: bytes
    number: int
    holdings: tuple[Holding, ...]
    refusals: tuple[tuple[bytes, int], ...]
    signed: Signed

    def to_bytes(self) -> bytes:
        """The receipt as it travels; ``parse`` reads it."""
        return self.signed.to_bytes()

    def check(self, giver_public: bytes) -> Receipt:
        """The receipt itself, if the giver signed it."""
        self.signed.check(giver_public)
        return self


def make(
    *,
    organisation: bytes,
    number: int,
    holdings: tuple[Holding, ...],
    refusals: tuple[tuple[bytes, int], ...] = (),
    keys: DeviceKeys,
) -> Receipt:
    """A receipt in the name of the device that ``keys`` are of; ``ValueError`` beyond a limit."""
    ordered = sorted(holdings, key=_order)
    payload = (
        limits.FORMAT,
        SUITE,
        keys.device_id,
        organisation,
        number,
        tuple(holding.to_wire() for holding in ordered),
        tuple(sorted(refusals)),
    )
    made = signed.make(Domain.RECEIPT, payload, keys, size=limits.RECEIPT)
    with codes.own_work():
        return parse(made.to_bytes())


def parse(untrusted: bytes) -> Receipt:
    """The receipt of bytes from outside: decoded and bounded, not yet believed."""
    found = signed.parse(Domain.RECEIPT, untrusted, size=limits.RECEIPT)
    value = cbor.decode(found.payload, size=limits.RECEIPT, nesting=5)
    row = shape.versioned(value, 7, limits.FORMAT, SUITE)
    holdings = tuple(map(Holding.from_wire, shape.array(row[5], most=limits.FEEDS_HELD)))
    shape.ascending(list(map(_order, holdings)))
    refusals = []
    for pair in shape.array(row[6], most=limits.REFUSALS):
        name, number = shape.array(pair, 2)
        refusals.append((shape.octets(name, DIGEST), shape.integer(number, 1)))
    shape.ascending(refusals)
    return Receipt(
        shape.octets(row[2], ID),
        shape.octets(row[3], ID),
        shape.integer(row[4], 1),
        holdings,
        tuple(refusals),
        found,
    )


def _order(holding: Holding) -> tuple[bytes, bytes, bytes]:
    return holding.feed.stream, holding.feed.incarnation, holding.feed.device
