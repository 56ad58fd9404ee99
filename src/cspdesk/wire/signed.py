"""A text with one signature: ``[payload, signature]``, the form of receipts, grants and requests.

The payload is kept as the bytes that were signed; it is decoded only to be read.
"""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.entries import Wire
from cspdesk.wire import cbor, shape
from cspdesk.wire.suite import SIGNATURE, DeviceKeys, verify


@dataclass(frozen=True, slots=True)
class Signed:
    """A payload, the purpose it was signed for and its signature; not believed before ``check``."""

    domain: bytes
    payload: bytes
    signature: bytes

    def check(self, sign_public: bytes) -> None:
        """Refuse (bad-signature) unless that key signed the payload for the purpose."""
        verify(self.domain, self.payload, self.signature, sign_public)

    def to_bytes(self) -> bytes:
        """Payload and signature; ``parse`` reads them."""
        return cbor.encode((self.payload, self.signature))


def make(domain: bytes, payload: Wire, keys: DeviceKeys, *, size: int) -> Signed:
    """Sign a value; ``ValueError`` if it takes more than ``size`` bytes."""
    encoded = cbor.encode(payload, size=size)
    return Signed(domain, encoded, keys.sign(domain, encoded))


def parse(domain: bytes, untrusted: bytes, *, size: int) -> Signed:
    """Payload and signature of bytes from outside, of which the payload takes at most ``size``."""
    parts = shape.array(cbor.decode(untrusted, size=size + 128, nesting=1), 2)
    return Signed(domain, shape.octets(parts[0], most=size), shape.octets(parts[1], SIGNATURE))
