"""Backups for people: made, listed, tried out and restored; what each promises says ``store.backup``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import NotFoundError
from cspdesk.domain.ids import Ids
from cspdesk.domain.text import N_, msg
from cspdesk.store import backup, files, vault
from cspdesk.store.backup import Backup
from cspdesk.store.desk import Desk
from cspdesk.store.vault import ARGON2ID, Derivation


@dataclass(frozen=True, slots=True)
class BackupView:
    """One backup: its name, where it lies, when it was made, bytes of its database."""

    name: str
    path: Path
    made: datetime
    size: int


@dataclass(frozen=True, slots=True)
class DrillView:
    """What a rehearsal of restoring showed: rows by table, pieces of attachments held and missing."""

    backup: BackupView
    rows: dict[str, int]
    pieces: int
    missing: int
    milliseconds: int


def make(desk: Desk, *, place: Path | None = None) -> BackupView:
    """Back up an open desk, in its own folder or in ``place``; older backups are thinned out."""
    return _view(backup.make(desk.folder, desk.unlocked, clock=desk.clock, ids=desk.ids, place=place))


def listing(folder: Path, *, place: Path | None = None) -> tuple[BackupView, ...]:
    """The backups of a desk, or those in ``place``; oldest first."""
    if place is None and not vault.is_desk(folder):
        vault.read_key_file(folder / vault.KEY_FILE)  # says that there is no desk
    if place is not None and not place.is_dir():
        raise NotFoundError(
            msg(N_("There is no file or folder {name}."), name=str(place)),
            hint=msg(N_("Check the name, and that the disk or the USB stick is plugged in.")),
        )
    return tuple(_view(one) for one in backup.listing(place or backup.place_of(folder)))


def drill(
    folder: Path,
    name: str | None,
    passphrase: str,
    *,
    clock: Clock,
    ids: Ids,
    kdf: Derivation = ARGON2ID,
) -> DrillView:
    """Rehearse restoring a backup, the newest without a name, and leave nothing behind.

    ``passphrase`` is that of the backup's day.
    """
    found = find(folder, name)
    told = backup.drill(folder, found, passphrase, clock=clock, ids=ids, kdf=kdf)
    return DrillView(_view(found), told.rows, told.pieces, told.missing, told.milliseconds)


def restore(
    folder: Path,
    name: str | None,
    into: Path,
    passphrase: str,
    *,
    clock: Clock,
    ids: Ids,
    kdf: Derivation = ARGON2ID,
) -> BackupView:
    """Lay a desk out of a backup, the newest without a name, into a new folder; the old one stays as it is.

    The restored desk is another device, and asks to be enrolled again.
    """
    found = find(folder, name)
    backup.restore(found.path, into, passphrase, clock=clock, ids=ids, kdf=kdf)
    return _view(found)


def find(folder: Path, untrusted_name: str | None) -> Backup:
    """A backup of a desk by its name, or any by its folder; the newest one without a name."""
    named = None if untrusted_name is None else Path(untrusted_name)
    place, wanted = backup.place_of(folder), untrusted_name
    if named is not None and files.exists(named / vault.KEY_FILE):
        place, wanted = named.absolute().parent, named.absolute().name
    known = backup.listing(place)
    for one in reversed(known):
        if wanted is None or one.path.name == wanted:
            return one
    if wanted is None:
        raise NotFoundError(
            msg(N_("There is no backup in {folder}."), folder=str(place)),
            hint=msg(N_("“cspdesk backup make” makes one.")),
        )
    raise NotFoundError(
        msg(N_("There is no backup “{name}”."), name=wanted[:80]),
        hint=msg(N_("“cspdesk backup list” names them.")),
    )


def _view(one: Backup) -> BackupView:
    return BackupView(one.path.name, one.path, one.made, one.size)
