"""Suite 1: every use of cryptography, each under a name of its own.

libsodium by PyNaCl: Ed25519 signatures (strict: canonical S, no keys of small order), X25519 sealed
boxes, XChaCha20-Poly1305.  BLAKE2b (RFC 7693) by the standard library, which is the same function
at a tenth of the cost for each of many small texts.  Argon2id is in ``kdf``.

What is signed or hashed begins with the length and the name of its purpose (``Domain``), so that no
text made for one purpose serves another.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

from nacl import bindings
from nacl.exceptions import CryptoError

from cspdesk.domain.ids import Ids
from cspdesk.wire import codes

SUITE: Final = 1
KEY: Final = 32
DIGEST: Final = 32
ID: Final = 16
SIGNATURE: Final = 64
TAG: Final = 16
BOX_OVERHEAD: Final = 48
NONCE: Final = 24
ZERO_NONCE: Final = bytes(NONCE)


class Domain:
    """The purposes.  A text is signed or hashed for one of them and means nothing to the others."""

    DEVICE: Final = b"cspdesk/1/device"
    BOX: Final = b"cspdesk/1/box"
    EPOCH: Final = b"cspdesk/1/epoch"
    MARK: Final = b"cspdesk/1/mark"
    SEGMENT: Final = b"cspdesk/1/segment"
    ERASED: Final = b"cspdesk/1/erased"
    BODY: Final = b"cspdesk/1/body"
    LEAF: Final = b"cspdesk/1/leaf"
    SALT: Final = b"cspdesk/1/salt"
    VALUES: Final = b"cspdesk/1/values"
    FEEDS: Final = b"cspdesk/1/feeds"
    ROOT: Final = b"cspdesk/1/root"
    BUNDLE: Final = b"cspdesk/1/bundle"
    TRAILER: Final = b"cspdesk/1/trailer"
    ROSTER: Final = b"cspdesk/1/roster"
    ROOT_KEYS: Final = b"cspdesk/1/root-keys"
    GRANT: Final = b"cspdesk/1/grant"
    RECEIPT: Final = b"cspdesk/1/receipt"
    REQUEST: Final = b"cspdesk/1/request"
    DIGITS: Final = b"cspdesk/1/digits"
    WRAP: Final = b"cspdesk/1/wrap"


def named(domain: bytes, *parts: bytes) -> bytes:
    """The text that stands for ``parts`` under ``domain``: every part with its length before it."""
    return b"".join((bytes((len(domain),)), domain, *(len(part).to_bytes(8, "big") + part for part in parts)))


def digest(domain: bytes, *parts: bytes) -> bytes:
    """BLAKE2b with 32 bytes over ``named(domain, *parts)``."""
    return blake2b(named(domain, *parts), digest_size=DIGEST).digest()


def same(one: bytes, other: bytes) -> bool:
    """Whether two secrets are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one, other)


# --- signatures --------------------------------------------------------------------------------------


def sign(domain: bytes, message: bytes, seed: bytes) -> bytes:
    """The Ed25519 signature (64 bytes) of a message for a purpose."""
    _, secret = bindings.crypto_sign_seed_keypair(seed)
    return bindings.crypto_sign(named(domain, message), secret)[:SIGNATURE]


def sign_public(seed: bytes) -> bytes:
    """The public half of the Ed25519 key of a seed."""
    return bindings.crypto_sign_seed_keypair(seed)[0]


def verify(domain: bytes, message: bytes, untrusted_signature: bytes, sign_public: bytes) -> None:
    """Refuse (bad-signature) unless the key signed exactly this message for this purpose.

    Strict as libsodium is: S below the group's order, neither key nor R of small order, encodings
    canonical.
    """
    if len(untrusted_signature) != SIGNATURE or len(sign_public) != KEY:
        raise codes.refused(codes.BAD_SIGNATURE, "a signature or key of another length")
    try:
        bindings.crypto_sign_open(untrusted_signature + named(domain, message), sign_public)
    except CryptoError as error:
        raise codes.refused(codes.BAD_SIGNATURE, "libsodium refuses the signature") from error


# --- sealed boxes ------------------------------------------------------------------------------------


def box_public(secret: bytes) -> bytes:
    """The public half of an X25519 key."""
    return bindings.crypto_scalarmult_base(secret)


def seal_box(message: bytes, public: bytes, ids: Ids) -> bytes:
    """A sealed box as libsodium's ``crypto_box_seal`` makes it: 48 bytes longer than the message.

    The passing key is drawn from ``ids`` so that a simulation can be replayed.  Raises
    ``UntrustedError`` (bad-key) for a public key of small order.
    """
    passing = ids.random(KEY)
    passing_public = box_public(passing)
    nonce = blake2b(passing_public + public, digest_size=NONCE).digest()
    try:
        return passing_public + bindings.crypto_box(message, nonce, public, passing)
    except (CryptoError, ValueError) as error:
        raise codes.refused(codes.BAD_KEY, "libsodium refuses the box key") from error


def open_box(untrusted_box: bytes, secret: bytes) -> bytes:
    """What was sealed to the public half of ``secret``; refused (no-key) if it was not."""
    if len(untrusted_box) < BOX_OVERHEAD:
        raise codes.refused(codes.MALFORMED, "a sealed box shorter than its overhead")
    try:
        return bindings.crypto_box_seal_open(untrusted_box, box_public(secret), secret)
    except (CryptoError, ValueError, TypeError) as error:
        raise codes.refused(codes.NO_KEY, "the box is sealed to another key") from error


# --- one key, one text -------------------------------------------------------------------------------


def encrypt(key: bytes, text: bytes, *, bound_to: bytes, nonce: bytes) -> bytes:
    """XChaCha20-Poly1305; ``bound_to`` is the associated data.  Never one nonce twice under one key."""
    return bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(text, bound_to, nonce, key)


def decrypt(key: bytes, untrusted_text: bytes, *, bound_to: bytes, nonce: bytes) -> bytes:
    """What ``encrypt`` was given; refused (damaged) if key, nonce, text or ``bound_to`` differ."""
    if len(untrusted_text) < TAG:
        raise codes.refused(codes.DAMAGED, "a ciphertext shorter than its tag")
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(untrusted_text, bound_to, nonce, key)
    except CryptoError as error:
        raise codes.refused(codes.DAMAGED, "the ciphertext does not open") from error


def mark(key: bytes) -> bytes:
    """What commits to a key in clear: with it, one ciphertext opens to one text only."""
    return digest(Domain.MARK, key)


def wrap(secret: bytes, key: bytes, *, bound_to: bytes, ids: Ids) -> bytes:
    """A secret encrypted under a key that may wrap others too: nonce, ciphertext."""
    nonce = ids.random(NONCE)
    return nonce + encrypt(key, secret, bound_to=named(Domain.WRAP, bound_to), nonce=nonce)


def unwrap(untrusted_wrapped: bytes, key: bytes, *, bound_to: bytes) -> bytes:
    """The secret; refused (damaged) if key or ``bound_to`` differ."""
    nonce, text = untrusted_wrapped[:NONCE], untrusted_wrapped[NONCE:]
    if len(nonce) != NONCE:
        raise codes.refused(codes.DAMAGED, "a wrapped secret shorter than its nonce")
    return decrypt(key, text, bound_to=named(Domain.WRAP, bound_to), nonce=nonce)


# --- names that follow from keys ---------------------------------------------------------------------


def device_id(sign_public: bytes, box: bytes) -> bytes:
    """The 16 bytes that name a device: a digest of its two public keys."""
    return digest(Domain.DEVICE, sign_public, box)[:ID]


def epoch_id(epoch_public: bytes) -> bytes:
    """The 16 bytes that name an epoch: a digest of its public key."""
    return digest(Domain.EPOCH, epoch_public)[:ID]


def box_id(public: bytes) -> bytes:
    """The 16 bytes that name any other box key, such as the recovery's: a digest of its public half."""
    return digest(Domain.BOX, public)[:ID]


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """A device's own keys: the seed of an Ed25519 key and an X25519 secret; never shown, never backed up."""

    sign_seed: bytes = field(repr=False)
    box_secret: bytes = field(repr=False)
    sign_public: bytes = field(init=False, repr=False, compare=False)
    """The public half that verifies; worked out once, for every save asks for it."""
    box_public: bytes = field(init=False, repr=False, compare=False)
    """The public half that others seal to."""
    device_id: bytes = field(init=False, repr=False, compare=False)
    """The name of the device."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sign_public", sign_public(self.sign_seed))
        object.__setattr__(self, "box_public", box_public(self.box_secret))
        object.__setattr__(self, "device_id", device_id(self.sign_public, self.box_public))

    @staticmethod
    def generate(ids: Ids) -> DeviceKeys:
        """Fresh keys."""
        return DeviceKeys(ids.random(KEY), ids.random(KEY))

    @staticmethod
    def from_seeds(seeds: bytes) -> DeviceKeys:
        """The keys of the 64 bytes that ``seeds`` gave; ``ValueError`` for another length."""
        if len(seeds) != 2 * KEY:
            raise ValueError("seeds are 64 bytes")
        return DeviceKeys(seeds[:KEY], seeds[KEY:])

    @property
    def seeds(self) -> bytes:
        """Both secrets, 64 bytes, for the sealed key file."""
        return self.sign_seed + self.box_secret

    def sign(self, domain: bytes, message: bytes) -> bytes:
        """The device's signature of a message for a purpose."""
        return sign(domain, message, self.sign_seed)
