"""Rosters: who belongs, with which keys and roles; numbered, naming what it follows, signed by the root.

    payload: [format, suite, kind, organisation, number, [hash, ...], expires or null, root,
              [device, ...], [stream, ...], [withdrawal, ...], [verdict, ...], recovery or null,
              [member, ...]]
    signed:  [payload, [[place, signature], ...]]

In clear: keys, random ids, roles by number, cuts.  No names.  Two rosters with one number are both
kept (sync.md, Rosters); one that follows both names both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from cspdesk.wire import cbor, codes, limits, shape
from cspdesk.wire.members import Device, Root, Stream
from cspdesk.wire.rights import Member, Recovery, Verdict, Withdrawal
from cspdesk.wire.suite import DIGEST, ID, SIGNATURE, SUITE, Domain, digest, sign, verify

RECOVERY_PLACE = 3
"""The place of a signature by the recovery's key; 0 to 2 are the root's."""
_NESTING = 7


class RosterKind(IntEnum):
    """Whose roster it is; the two are separate chains."""

    ORGANISATION = 0
    COALITION = 1


@dataclass(frozen=True, slots=True)
class Roster:
    """What a roster says.  ``follows`` is in order; lists are in the order of their ids.

    ``expires`` is in milliseconds UTC and judged only where an act is done, never to decide whether
    an entry counts.  ``members`` is empty but in a coalition's roster.
    """

    organisation: bytes
    number: int
    follows: tuple[bytes, ...]
    root: Root
    devices: tuple[Device, ...] = ()
    streams: tuple[Stream, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    recovery: Recovery | None = None
    members: tuple[Member, ...] = ()
    expires: int | None = None
    kind: RosterKind = RosterKind.ORGANISATION

    def device(self, device_id: bytes) -> Device | None:
        """The device of an id, if the roster lists it."""
        return next((device for device in self.devices if device.id == device_id), None)

    def stream(self, stream_id: bytes) -> Stream | None:
        """The stream of an id, if the roster lists it."""
        return next((stream for stream in self.streams if stream.id == stream_id), None)

    def to_bytes(self) -> bytes:
        """The payload that is signed; ``ValueError`` beyond a limit."""
        return cbor.encode(
            (
                limits.FORMAT,
                SUITE,
                int(self.kind),
                self.organisation,
                self.number,
                self.follows,
                self.expires,
                self.root.to_wire(),
                tuple(device.to_wire() for device in sorted(self.devices, key=lambda each: each.id)),
                tuple(stream.to_wire() for stream in sorted(self.streams, key=lambda each: each.id)),
                tuple(each.to_wire() for each in self.withdrawals),
                tuple(each.to_wire() for each in self.verdicts),
                None if self.recovery is None else self.recovery.to_wire(),
                tuple(
                    member.to_wire() for member in sorted(self.members, key=lambda each: each.organisation)
                ),
            ),
            size=limits.ROSTER,
        )


@dataclass(frozen=True, slots=True)
class SignedRoster:
    """A roster with the bytes that were signed and the signatures, by the place of their key."""

    roster: Roster
    payload: bytes
    signatures: Mapping[int, bytes] = field(default_factory=dict)

    @property
    def hash(self) -> bytes:
        """The roster's name: what segments and later rosters give."""
        return digest(Domain.ROSTER, self.payload)

    def to_bytes(self) -> bytes:
        """Payload and signatures; ``parse`` reads them."""
        return cbor.encode((self.payload, tuple(sorted(self.signatures.items()))))

    def signed_by(self, place: int, seed: bytes) -> SignedRoster:
        """The roster with one more signature: two of three may sign on different computers."""
        signature = sign(Domain.ROSTER, self.payload, seed)
        return SignedRoster(self.roster, self.payload, {**self.signatures, place: signature})

    def check_root(self, root: Root) -> None:
        """Refuse (bad-signature) unless enough of the root's keys signed; each signature must be good."""
        if len(self.signatures) < root.threshold or max(self.signatures) >= len(root.keys):
            raise codes.refused(codes.BAD_SIGNATURE, "too few of the root's keys signed, or others")
        for place, signature in self.signatures.items():
            verify(Domain.ROSTER, self.payload, signature, root.keys[place])

    def check_first(self, root_pin: bytes) -> None:
        """Refuse (bad-chain, bad-signature) a roster other than one signed by its own root, of that pin."""
        if self.roster.root.pin != root_pin:
            raise codes.refused(codes.BAD_CHAIN, "the root is not the one that was pinned")
        self.check_root(self.roster.root)

    def check_follows(self, previous: Sequence[SignedRoster]) -> None:
        """Refuse (bad-chain, bad-signature) a roster that does not follow exactly ``previous``.

        Its number is one above the highest, it names them all, it is of the same organisation, and
        it is signed by the root of each: so a root changes only by its own word, or by recovery,
        which may replace devices, root, epochs and withdrawals and nothing else.
        """
        if not previous or self.roster.follows != tuple(sorted(each.hash for each in previous)):
            raise codes.refused(codes.BAD_CHAIN, "the roster follows others than these")
        if self.roster.number != 1 + max(each.roster.number for each in previous):
            raise codes.refused(codes.BAD_CHAIN, "the number is not the next one")
        for each in previous:
            if (each.roster.organisation, each.roster.kind) != (self.roster.organisation, self.roster.kind):
                raise codes.refused(codes.BAD_CHAIN, "the roster is of another organisation")
            if RECOVERY_PLACE in self.signatures:
                self._check_recovery(each.roster)
            else:
                self.check_root(each.roster.root)

    def _check_recovery(self, before: Roster) -> None:
        if before.recovery is None or len(self.signatures) != 1:
            raise codes.refused(codes.BAD_SIGNATURE, "no recovery is known, or others signed beside it")
        verify(Domain.ROSTER, self.payload, self.signatures[RECOVERY_PLACE], before.recovery.sign_public)
        if (self.roster.verdicts, self.roster.members) != (before.verdicts, before.members):
            raise codes.refused(codes.BAD_CHAIN, "recovery changes more than it may")


def draft(roster: Roster) -> SignedRoster:
    """A roster not yet signed, in the form in which it is read; ``ValueError`` for what none may say."""
    payload = roster.to_bytes()
    with codes.own_work():
        return SignedRoster(parse_payload(payload), payload)


def parse(untrusted: bytes) -> SignedRoster:
    """The roster of bytes from outside: decoded and bounded, not yet believed."""
    value = cbor.decode(untrusted, size=limits.ROSTER + limits.KIB, nesting=3)
    untrusted_payload, untrusted_signatures = shape.array(value, 2)
    payload = shape.octets(untrusted_payload, most=limits.ROSTER)
    signatures = []
    for pair in shape.array(untrusted_signatures, most=RECOVERY_PLACE + 1):
        place, signature = shape.array(pair, 2)
        signatures.append((shape.integer(place, 0, RECOVERY_PLACE), shape.octets(signature, SIGNATURE)))
    shape.ascending([place for place, _ in signatures])
    return SignedRoster(parse_payload(payload), payload, dict(signatures))


def parse_payload(untrusted: bytes) -> Roster:
    """What a payload says.  Raises ``UntrustedError``: malformed, newer, too-big."""
    value = cbor.decode(untrusted, size=limits.ROSTER, nesting=_NESTING)
    row = shape.versioned(value, 14, limits.FORMAT, SUITE)
    number = shape.integer(row[4], 1)
    follows = tuple(shape.octets(name, DIGEST) for name in shape.array(row[5], most=limits.FOLLOWS))
    if bool(follows) != (number > 1):
        raise codes.refused(codes.MALFORMED, "only the first roster follows none")
    shape.ascending(follows)
    found = Roster(
        kind=RosterKind(shape.integer(row[2], RosterKind.ORGANISATION, RosterKind.COALITION)),
        organisation=shape.octets(row[3], ID),
        number=number,
        follows=follows,
        expires=None if row[6] is None else shape.integer(row[6]),
        root=Root.from_wire(row[7]),
        devices=tuple(map(Device.from_wire, shape.array(row[8], most=limits.DEVICES))),
        streams=tuple(map(Stream.from_wire, shape.array(row[9], most=limits.STREAMS))),
        withdrawals=tuple(map(Withdrawal.from_wire, shape.array(row[10], most=limits.WITHDRAWALS))),
        verdicts=tuple(map(Verdict.from_wire, shape.array(row[11], most=limits.VERDICTS))),
        recovery=None if row[12] is None else Recovery.from_wire(row[12]),
        members=tuple(map(Member.from_wire, shape.array(row[13], most=limits.MEMBERS))),
    )
    shape.ascending([device.id for device in found.devices])
    shape.ascending([stream.id for stream in found.streams])
    shape.ascending([member.organisation for member in found.members])
    return found
