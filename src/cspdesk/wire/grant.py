"""Grants: the private half of an epoch, in a box for one device or for the recovery, signed.

    [format, suite, organisation, giver's device, receiver, stream, epoch, box]

Each epoch's private half opens the one before (``members.Epoch.follows``), so that one grant opens
all earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.ids import Ids
from cspdesk.wire import cbor, epochs, limits, shape, signed
from cspdesk.wire.epochs import BOX, EpochKey
from cspdesk.wire.members import Stream
from cspdesk.wire.signed import Signed
from cspdesk.wire.suite import ID, SUITE, DeviceKeys, Domain


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant; ``receiver`` is a device's id, or the recovery's ``box_id``."""

    organisation: bytes
    giver: bytes
    receiver: bytes
    stream: bytes
    epoch: bytes
    box: bytes
    signed: Signed

    def to_bytes(self) -> bytes:
        """The grant as it travels; ``parse`` reads it."""
        return self.signed.to_bytes()

    def check(self, giver_public: bytes) -> Grant:
        """The grant itself, if the giver signed it; whether the giver may the caller asks the roster."""
        self.signed.check(giver_public)
        return self

    def open(self, box_private: bytes) -> EpochKey:
        """The key; refused (no-key, malformed, bad-key) unless it is for this receiver and as promised."""
        return epochs.open_key(self.box, box_private, stream=self.stream, epoch=self.epoch)


def make(
    key: EpochKey, *, organisation: bytes, receiver: bytes, receiver_public: bytes, keys: DeviceKeys, ids: Ids
) -> Grant:
    """Give an epoch's private half to a receiver, in the name of the device that ``keys`` are of."""
    box = key.seal_to(receiver_public, ids)
    row = (limits.FORMAT, SUITE, organisation, keys.device_id, receiver, key.stream, key.id, box)
    made = signed.make(Domain.GRANT, row, keys, size=limits.GRANT)
    return Grant(organisation, keys.device_id, receiver, key.stream, key.id, box, made)


def parse(untrusted: bytes) -> Grant:
    """The grant of bytes from outside: decoded and bounded, not yet believed."""
    found = signed.parse(Domain.GRANT, untrusted, size=limits.GRANT)
    row = shape.versioned(cbor.decode(found.payload, size=limits.GRANT, nesting=1), 8, limits.FORMAT, SUITE)
    organisation, giver, receiver, stream, epoch = (shape.octets(each, ID) for each in row[2:7])
    return Grant(organisation, giver, receiver, stream, epoch, shape.octets(row[7], BOX), found)


def earlier(key: EpochKey, stream: Stream) -> dict[bytes, EpochKey]:
    """All the epochs that one opens: itself and what it follows, by epoch id.

    Raises ``UntrustedError`` (bad-key, no-key) if the roster's boxes do not hold what they say.
    """
    listed = {epoch.id: epoch for epoch in stream.epochs}
    opened: dict[bytes, EpochKey] = {}
    waiting = [key]
    while waiting:
        current = waiting.pop()
        if current.id in opened or current.id not in listed:
            continue
        opened[current.id] = current
        for named, box in listed[current.id].follows:
            waiting.append(epochs.open_key(box, current.private, stream=stream.id, epoch=named))
    return opened
