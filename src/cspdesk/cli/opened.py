"""Opens the desk of a command; apart from the door, because it brings the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cspdesk.cli.door import Door
from cspdesk.services.workspace import Workspace


@contextmanager
def opened(door: Door, *, passphrase: str | None = None) -> Iterator[Workspace]:
    """The desk that was asked for, open while the command works."""
    secret = door.passphrase() if passphrase is None else passphrase
    kdf = door.surroundings.kdf
    with Workspace.open(door.folder, secret, clock=door.clock, ids=door.ids, kdf=kdf) as workspace:
        yield workspace
