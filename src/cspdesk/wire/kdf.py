"""Argon2id: keys from passphrases, and the twelve digits that two people read to each other."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from nacl import bindings
from nacl.exceptions import CryptoError

from cspdesk.wire import codes, limits
from cspdesk.wire.suite import KEY, Domain, digest

NAME: Final = "argon2id"
SALT: Final = 16
FLOOR_MEMORY: Final = 64 * limits.MIB
FLOOR_PASSES: Final = 3
MOST_MEMORY: Final = 1024 * limits.MIB
MOST_PASSES: Final = 64

DIGITS: Final = 12
_DIGITS_SALT: Final = b"cspdesk digits 1"


@dataclass(frozen=True, slots=True)
class Cost:
    """What deriving a key costs: bytes of memory and passes over them.

    Read from a file that a thief may have written, so it is bounded on both sides before use: below
    the floor it would be a weak key, above the ceiling a computer that stands still.
    """

    memory: int = FLOOR_MEMORY
    passes: int = FLOOR_PASSES

    def check(self) -> None:
        """Refuse (malformed) a cost out of its bounds."""
        memory_fits = FLOOR_MEMORY <= self.memory <= MOST_MEMORY and self.memory % limits.KIB == 0
        if not memory_fits or not FLOOR_PASSES <= self.passes <= MOST_PASSES:
            raise codes.refused(codes.MALFORMED, "parameters of the key derivation out of their bounds")


def derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The 32-byte key of a passphrase; composed characters (NFC), so that every keyboard agrees.

    Raises ``UntrustedError`` (malformed) for a cost out of bounds, ``MemoryError`` when the computer
    has less memory than the cost asks for.
    """
    cost.check()
    return _argon2id(unicodedata.normalize("NFC", passphrase).encode(), salt, cost)


def enrol_digits(*parts: bytes) -> str:
    """Twelve digits over ``parts``, so dear to compute that nobody finds a second text for them.

    Parameters are fixed for suite 1 (64 MiB, 3 passes): both sides must get the same digits.
    """
    made = _argon2id(digest(Domain.DIGITS, *parts), _DIGITS_SALT, Cost())
    return str(int.from_bytes(made, "big") % 10**DIGITS).zfill(DIGITS)


def _argon2id(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    if len(salt) != SALT:
        raise codes.refused(codes.MALFORMED, "a salt of another length")
    algorithm = bindings.crypto_pwhash_ALG_ARGON2ID13
    try:
        return bindings.crypto_pwhash_alg(KEY, secret, salt, cost.passes, cost.memory, algorithm)
    except CryptoError as error:
        raise MemoryError("not enough memory for the key derivation") from error
