"""Enrolment papers: a new device's request, and the welcome that answers it.

    request: "CSPQ" [payload, signature];  payload: [format, suite, signing key, box key, name, nonce]
    welcome: "CSPW" and a sealed box of
             [format, suite, request's hash, root's pin, [roster, ...], [grant, ...]]

The request's digits are read to the administrator, the answer's are read back and typed into the
new desk before it believes the welcome: nobody in between can put his own key or his own root there.
"""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.ids import Ids
from cspdesk.wire import cbor, codes, grant, kdf, limits, roster, shape, signed
from cspdesk.wire.grant import Grant
from cspdesk.wire.roster import SignedRoster
from cspdesk.wire.signed import Signed
from cspdesk.wire.suite import (
    DIGEST,
    ID,
    KEY,
    SUITE,
    DeviceKeys,
    Domain,
    device_id,
    digest,
    open_box,
    same,
    seal_box,
)

REQUEST_MAGIC = b"CSPQ"
WELCOME_MAGIC = b"CSPW"


@dataclass(frozen=True, slots=True)
class Request:
    """A device asks to be enrolled; ``name`` is what its person calls it, and may be empty."""

    sign_public: bytes
    box_public: bytes
    name: str
    nonce: bytes
    signed: Signed

    @property
    def device_id(self) -> bytes:
        """The name that the device will have."""
        return device_id(self.sign_public, self.box_public)

    @property
    def hash(self) -> bytes:
        """What the welcome names."""
        return digest(Domain.REQUEST, self.signed.payload)

    def digits(self) -> str:
        """The twelve digits that are read to the administrator; a tenth of a second and 64 MiB."""
        return kdf.enrol_digits(self.signed.payload)

    def welcome_digits(self, root_pin: bytes) -> str:
        """The twelve digits that are read back: over the request and the organisation's root."""
        return kdf.enrol_digits(self.signed.payload, root_pin)

    def to_bytes(self) -> bytes:
        """The request as a file; ``parse_request`` reads it."""
        return REQUEST_MAGIC + self.signed.to_bytes()


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a new desk is given: rosters, the newest last, its grants, and the root that it will pin."""

    request_hash: bytes
    root_pin: bytes
    rosters: tuple[SignedRoster, ...]
    grants: tuple[Grant, ...]

    def check(self, request: Request) -> Welcome:
        """The welcome itself, if it answers the request and holds together.

        The newest roster lists the device and is signed by the root of the pin; each grant is for
        the device and signed by a device of that roster.  Whether the pin is the right one only the
        digits say.  Raises ``UntrustedError``: bad-chain, bad-signature, unknown-sender.
        """
        newest = self.rosters[-1]
        newest.check_first(self.root_pin)
        if not same(self.request_hash, request.hash) or newest.roster.device(request.device_id) is None:
            raise codes.refused(codes.BAD_CHAIN, "the welcome answers another request")
        for each in self.grants:
            giver = newest.roster.device(each.giver)
            if giver is None or each.organisation != newest.roster.organisation:
                raise codes.refused(codes.UNKNOWN_SENDER, "a grant by a device that the roster does not list")
            if each.receiver != request.device_id:
                raise codes.refused(codes.BAD_CHAIN, "a grant for another device")
            each.check(giver.sign_public)
        return self

    def seal(self, request: Request, ids: Ids) -> bytes:
        """The welcome as a file that only the new device opens; ``ValueError`` beyond a limit."""
        row = (
            limits.FORMAT,
            SUITE,
            self.request_hash,
            self.root_pin,
            tuple(each.to_bytes() for each in self.rosters),
            tuple(each.to_bytes() for each in self.grants),
        )
        return WELCOME_MAGIC + seal_box(cbor.encode(row, size=limits.WELCOME), request.box_public, ids)


def make_request(name: str, keys: DeviceKeys, ids: Ids) -> Request:
    """Ask for enrolment of the device that ``keys`` are of; ``ValueError`` for a name too long."""
    payload = (limits.FORMAT, SUITE, keys.sign_public, keys.box_public, name, ids.random(ID))
    if len(name.encode()) > limits.NAME:
        raise ValueError("a name too long")
    made = signed.make(Domain.REQUEST, payload, keys, size=limits.REQUEST)
    return parse_request(REQUEST_MAGIC + made.to_bytes())


def parse_request(untrusted: bytes) -> Request:
    """The request of a file from outside, proved to come from the holder of its signing key.

    Raises ``UntrustedError``: not-a-bundle, malformed, newer, too-big, bad-signature.
    """
    if untrusted[: len(REQUEST_MAGIC)] != REQUEST_MAGIC:
        raise codes.refused(codes.NOT_A_BUNDLE, "no request begins like this")
    found = signed.parse(Domain.REQUEST, untrusted[len(REQUEST_MAGIC) :], size=limits.REQUEST)
    row = shape.versioned(cbor.decode(found.payload, size=limits.REQUEST, nesting=1), 6, limits.FORMAT, SUITE)
    request = Request(
        shape.octets(row[2], KEY),
        shape.octets(row[3], KEY),
        shape.text(row[4], limits.NAME),
        shape.octets(row[5], ID),
        found,
    )
    found.check(request.sign_public)
    return request


def open_welcome(untrusted: bytes, box_private: bytes) -> Welcome:
    """The welcome of a file from outside, if it is sealed to this device; ``check`` comes next.

    Raises ``UntrustedError``: not-a-bundle, no-key, malformed, newer, too-big.
    """
    if untrusted[: len(WELCOME_MAGIC)] != WELCOME_MAGIC:
        raise codes.refused(codes.NOT_A_BUNDLE, "no welcome begins like this")
    if len(untrusted) > limits.WELCOME + limits.KIB:
        raise codes.refused(codes.TOO_BIG, "more bytes than a welcome may have")
    raw = open_box(untrusted[len(WELCOME_MAGIC) :], box_private)
    row = shape.versioned(cbor.decode(raw, size=limits.WELCOME, nesting=2), 6, limits.FORMAT, SUITE)
    rosters = shape.array(row[4], most=limits.FOLLOWS)
    if not rosters:
        raise codes.refused(codes.MALFORMED, "a welcome without a roster")
    return Welcome(
        shape.octets(row[2], DIGEST),
        shape.octets(row[3], DIGEST),
        tuple(roster.parse(shape.octets(each)) for each in rosters),
        tuple(grant.parse(shape.octets(each)) for each in shape.array(row[5], most=limits.GRANTS)),
    )
