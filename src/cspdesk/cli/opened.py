"""Opens the desk of a command; apart from the door, because it brings the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cspdesk.cli.door import Door
from cspdesk.services.workspace import Workspace


@contextmanager
def opened(door: Door, *, passphrase: str | None = None) -> Iterator[Workspace]:
    """The desk that was asked for, open while the command works."""
    with _workspace(door, passphrase) as workspace:
        yield workspace


def _workspace(door: Door, passphrase: str | None) -> Workspace:
    kdf = door.surroundings.kdf
    begun = door.unlocking
    if begun is None or passphrase is not None:
        secret = door.passphrase() if passphrase is None else passphrase
        return Workspace.open(door.folder, secret, clock=door.clock, ids=door.ids, kdf=kdf)
    made = Workspace.open_unlocked(door.folder, begun.result(), clock=door.clock, ids=door.ids)
    made.desk.raise_cost(begun.passphrase, kdf=kdf)
    return made
