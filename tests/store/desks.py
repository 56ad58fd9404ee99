"""Desks for tests: real folders, real encryption, and a passphrase that costs next to nothing."""

from __future__ import annotations

from nacl import bindings

from cspdesk.store.vault import Derivation
from cspdesk.wire.kdf import Cost

PASSPHRASE = "four unusual words here"

CHEAP = Cost(memory=8 * 1024, passes=1)


def cheap(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Argon2id far below the program's floor; any other cost is refused as the program refuses it."""
    if cost != CHEAP:
        cost.check()
    algorithm = bindings.crypto_pwhash_ALG_ARGON2ID13
    return bindings.crypto_pwhash_alg(32, passphrase.encode(), salt, cost.passes, cost.memory, algorithm)


FAST = Derivation(derive=cheap, least=CHEAP, seconds=0)
