"""Who a roster lists: root keys, devices with roles, streams with their epochs.

Each value knows its own array; ``roster`` puts them together and signs.
"""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.entries import Wire
from cspdesk.wire import cbor, codes, limits, shape
from cspdesk.wire.epochs import BOX
from cspdesk.wire.suite import ID, KEY, Domain, device_id, digest, epoch_id

_ROOTS = frozenset(((1, 1), (2, 3)))


@dataclass(frozen=True, slots=True)
class Root:
    """The keys that sign an organisation's rosters: one, or three of which two sign."""

    threshold: int
    keys: tuple[bytes, ...]

    @property
    def pin(self) -> bytes:
        """What a desk keeps of the root from its enrolment on, and what the digits are made over."""
        return digest(Domain.ROOT_KEYS, cbor.encode(self.to_wire()))

    def to_wire(self) -> Wire:
        """``[threshold, [key, ...]]``; ``ValueError`` for another number of keys."""
        if (self.threshold, len(self.keys)) not in _ROOTS or len(set(self.keys)) != len(self.keys):
            raise ValueError("a root is one key, or two of three different ones")
        return self.threshold, self.keys

    @staticmethod
    def from_wire(untrusted: Wire) -> Root:
        """The root of an array from outside."""
        threshold, keys = shape.array(untrusted, 2)
        found = Root(
            shape.integer(threshold),
            tuple(shape.octets(key, KEY) for key in shape.array(keys, most=limits.ROOT_KEYS)),
        )
        if (found.threshold, len(found.keys)) not in _ROOTS or len(set(found.keys)) != len(found.keys):
            raise codes.refused(codes.MALFORMED, "a root is one key, or two of three different ones")
        return found


@dataclass(frozen=True, slots=True)
class Device:
    """A device with its roles; ``enrolled`` is the number of the roster that first listed it."""

    sign_public: bytes
    box_public: bytes
    roles: tuple[int, ...]
    enrolled: int

    @property
    def id(self) -> bytes:
        """The device's name, which follows from its keys."""
        return device_id(self.sign_public, self.box_public)

    def to_wire(self) -> Wire:
        """``[signing key, box key, [role, ...], enrolled]``."""
        return self.sign_public, self.box_public, self.roles, self.enrolled

    @staticmethod
    def from_wire(untrusted: Wire) -> Device:
        """The device of an array from outside."""
        sign_public, box, roles, enrolled = shape.array(untrusted, 4)
        numbers = tuple(shape.integer(role) for role in shape.array(roles, most=limits.ROLES))
        shape.ascending(numbers)
        return Device(
            shape.octets(sign_public, KEY), shape.octets(box, KEY), numbers, shape.integer(enrolled, 1)
        )


@dataclass(frozen=True, slots=True)
class Epoch:
    """An epoch's public half, and for each epoch it follows that one's private half sealed to it."""

    public: bytes
    follows: tuple[tuple[bytes, bytes], ...] = ()

    @property
    def id(self) -> bytes:
        """The epoch's name in segment headers."""
        return epoch_id(self.public)

    def to_wire(self) -> Wire:
        """``[public, [[epoch, box], ...]]``."""
        return self.public, self.follows

    @staticmethod
    def from_wire(untrusted: Wire) -> Epoch:
        """The epoch of an array from outside."""
        public, untrusted_follows = shape.array(untrusted, 2)
        follows = []
        for pair in shape.array(untrusted_follows, most=limits.FOLLOWS):
            epoch, box = shape.array(pair, 2)
            follows.append((shape.octets(epoch, ID), shape.octets(box, BOX)))
        shape.ascending([epoch for epoch, _ in follows])
        return Epoch(shape.octets(public, KEY), tuple(follows))


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: its random id, the number of what it is for, its epochs from the first on."""

    id: bytes
    code: int
    epochs: tuple[Epoch, ...]

    def to_wire(self) -> Wire:
        """``[id, code, [epoch, ...]]``."""
        return self.id, self.code, tuple(epoch.to_wire() for epoch in self.epochs)

    @staticmethod
    def from_wire(untrusted: Wire) -> Stream:
        """The stream of an array from outside; an epoch follows only what stands before it."""
        stream, code, untrusted_epochs = shape.array(untrusted, 3)
        epochs = tuple(Epoch.from_wire(epoch) for epoch in shape.array(untrusted_epochs, most=limits.EPOCHS))
        known: set[bytes] = set()
        for epoch in epochs:
            if epoch.id in known or not known.issuperset(named for named, _ in epoch.follows):
                raise codes.refused(codes.MALFORMED, "an epoch twice, or before the one it follows")
            known.add(epoch.id)
        return Stream(shape.octets(stream, ID), shape.integer(code), epochs)
