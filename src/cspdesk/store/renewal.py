"""Renews a desk's key, in steps of which any may be the last before the power fails.

1. ``desk.json`` holds the key in force and the next one, both wrapped to the new passphrase.
2. The database is encrypted under the next key, in one transaction.
3. The device's own keys are sealed by the next key; backups that the old passphrase opened are
   wrapped to the new one.
4. ``desk.json`` holds the next key alone.

``finish`` looks which key opens the database and does what is left.
"""

from __future__ import annotations

from pathlib import Path

from cspdesk.domain.errors import DamagedError
from cspdesk.domain.ids import Ids
from cspdesk.store import backup, engine, vault
from cspdesk.store.vault import Derivation, Unlocked
from cspdesk.wire.suite import KEY


def renew(folder: Path, key: bytes, old: str, new: str, *, ids: Ids, kdf: Derivation) -> Unlocked:
    """Encrypt a desk under another key, wrapped to the passphrase ``new``; nobody has it open."""
    wrapped = vault.wrap(key, new, ids=ids, kdf=kdf)
    both = vault.with_next(wrapped, ids.random(KEY), ids=ids)
    vault.write_key_file(folder, both.file)
    backup.rewrap(backup.place_of(folder), old, both, ids=ids, kdf=kdf)
    return finish(folder, both, ids=ids)


def finish(folder: Path, unlocked: Unlocked, *, ids: Ids) -> Unlocked:
    """Do what is left of a renewal; ``DamagedError`` if neither key opens the database."""
    path = folder / engine.DATABASE
    try:
        # the old key first: a file that was being encrypted when the power failed is put back by it
        engine.version(path, unlocked.key)
    except DamagedError:
        engine.version(path, unlocked.next_key)
    else:
        engine.renew(path, unlocked.key, unlocked.next_key)
    keys = vault.read_device(folder, unlocked.next_key, unlocked.key)
    vault.write_device(folder, keys, unlocked.next_key, ids=ids)
    done = vault.settled(unlocked)
    vault.write_key_file(folder, done.file)
    return done
