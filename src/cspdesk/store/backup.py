"""Makes, keeps, tries out and restores backups of a desk: encrypted, whole, each with its own key file.

A backup is a folder named by its moment: ``desk.db`` (one snapshot under the desk's key), ``desk.json``
(that key, wrapped to the passphrase of its day, and to the recovery key where there is one) and
``pieces`` (the names of the attachments' pieces that it needs).  The pieces lie once in ``blobs``
beside the backups: they are named by their content and never change.  The device's own keys are in
no backup: a restored desk is another device, and must be enrolled again.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import BusyError, CspdeskError, RefusedError, WrongPassphraseError
from cspdesk.domain.ids import Ids
from cspdesk.domain.text import N_, msg
from cspdesk.store import blobs, engine, files, tide, vault
from cspdesk.store.lock import LockFile
from cspdesk.store.settings import put_setting
from cspdesk.store.vault import ARGON2ID, Derivation, Unlocked
from cspdesk.wire import suite
from cspdesk.wire.suite import DeviceKeys

BACKUPS: Final = "backups"
DAYS: Final = 7
WEEKS: Final = 5
MONTHS: Final = 12
RESTORED: Final = "restored"
"""The setting that says when a desk was laid out of a backup; gone once it is enrolled again."""
RECOVERY: Final = "recovery"
"""The setting that holds the public half of the recovery key, in hexadecimal digits."""

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{8}T\d{6}Z)(-\d+)?")
_PIECES = "pieces"
_PIECES_LIMIT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where it lies, when it was made (by the clock of its day), bytes of its database."""

    path: Path
    made: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Drill:
    """What a rehearsal of restoring showed: rows by table, pieces of attachments held and missing."""

    backup: Backup
    rows: dict[str, int]
    pieces: int
    missing: int
    milliseconds: int


def place_of(folder: Path) -> Path:
    """Where a desk's automatic backups lie."""
    return folder / BACKUPS


def listing(place: Path) -> list[Backup]:
    """The backups in a place, oldest first; unfinished ones are not among them."""
    found = []
    for path in files.listing(place):
        named = _NAME.fullmatch(path.name)
        if named and files.exists(path / vault.KEY_FILE):
            made = datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, made, files.size(path / engine.DATABASE)))
    return found


def is_due(folder: Path, clock: Clock) -> bool:
    """Whether no backup was made on this day yet, or only ones from days to come."""
    today = clock.now().date()
    return all(backup.made.date() != today for backup in listing(place_of(folder)))


# --- making -----------------------------------------------------------------------------------------------


def make(folder: Path, unlocked: Unlocked, *, clock: Clock, ids: Ids, place: Path | None = None) -> Backup:
    """Make a backup of a desk: in its own folder, dropping those that rotation ends, or in another ``place``.

    The desk is checked first: ``DamagedError`` leaves all earlier backups as they are.  Programs may
    go on writing meanwhile; the backup is one snapshot.  In another place nothing is ever deleted but
    what this call began.  ``BusyError`` while another program makes a backup of this desk.
    """
    with _turn(folder):
        if place is None:
            _drop_unfinished(place_of(folder))
        made = _made(folder, unlocked, place or place_of(folder), clock=clock, ids=ids)
        if place is None:
            rotate(place_of(folder))
        return made


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """One program at a time makes backups of a desk."""
    lock = LockFile(folder / "locks" / "backup")
    try:
        if not lock.try_hold():
            raise BusyError(
                msg(N_("Another program is making a backup of this desk.")),
                hint=msg(N_("Wait until it is done, then try again.")),
            )
        yield
    finally:
        lock.close()


def _made(folder: Path, unlocked: Unlocked, place: Path, *, clock: Clock, ids: Ids) -> Backup:
    source = folder / engine.DATABASE
    _demand_whole(source, unlocked.key)
    files.make_folder(place)
    files.demand_space(place, files.size(source) * 11 // 10)
    path = _free_name(place, clock)
    part = path.with_name(path.name + files.PART)
    files.make_folder(part)
    try:
        engine.copy_into(source, unlocked.key, part / engine.DATABASE)
        files.protect(part / engine.DATABASE)
        files.flush(part / engine.DATABASE)
        _demand_whole(part / engine.DATABASE, unlocked.key)
        names = blobs.named_in(part / engine.DATABASE, unlocked.key)
        blobs.keep_copies(folder / blobs.FOLDER, place / blobs.FOLDER, names)
        files.write_whole(part / _PIECES, "".join(f"{name}\n" for name in sorted(names)).encode())
        file = replace(unlocked.file, recovery=_to_recovery(part / engine.DATABASE, unlocked.key, ids))
        vault.write_key_file(part, file)
        files.move(part, path)
    except BaseException:
        files.remove_folder(part)
        raise
    return Backup(path, clock.now().replace(microsecond=0), files.size(path / engine.DATABASE))


def _demand_whole(path: Path, key: bytes) -> None:
    if faults := engine.faults(path, key):
        error = engine.damaged(path)
        error.add_note("; ".join(faults))
        raise error


def _free_name(place: Path, clock: Clock) -> Path:
    stamp = clock.now().astimezone(UTC).strftime(_STAMP)
    path, number = place / stamp, 1
    while files.exists(path):
        number += 1
        path = place / f"{stamp}-{number}"
    return path


def _to_recovery(database: Path, key: bytes, ids: Ids) -> bytes:
    with engine.opened(database, key, reading=True) as opened:
        row = opened.execute("SELECT value FROM setting WHERE name = ?", (RECOVERY,)).fetchone()
    return suite.seal_box(key, bytes.fromhex(row[0]), ids) if row else b""


def _drop_unfinished(place: Path) -> None:
    for path in files.listing(place):
        if path.name.endswith(files.PART) and _NAME.fullmatch(path.name.removesuffix(files.PART)):
            files.remove_folder(path)


def rotate(place: Path) -> list[Path]:
    """Drop the backups that nobody needs any more, with the pieces only they needed; gives what went.

    Which stay depends on the backups alone and on no clock, so a clock wrong by years drops nothing.
    """
    found = listing(place)
    kept = keepers([backup.made for backup in found])
    gone = [backup.path for backup in found if backup.made not in kept]
    for path in gone:
        # first the key file: what is half deleted is no backup any more
        files.remove(path / vault.KEY_FILE)
        files.remove_folder(path)
    if gone:
        needed = {name for backup in listing(place) for name in _pieces_of(backup.path)}
        blobs.drop_others(place / blobs.FOLDER, needed)
    return gone


def keepers(made: Iterable[datetime]) -> set[datetime]:
    """The newest of each of the last seven days, five weeks and twelve months that have any."""
    kept: set[datetime] = set()
    for name, most in (("%Y%m%d", DAYS), ("%G%V", WEEKS), ("%Y%m", MONTHS)):
        newest: dict[str, datetime] = {}
        for moment in sorted(made):
            newest[moment.strftime(name)] = moment
        kept |= set(sorted(newest.values())[-most:])
    return kept


def _pieces_of(backup: Path) -> list[str]:
    return files.read_bounded(backup / _PIECES, _PIECES_LIMIT).decode("ascii").split()


def rewrap(place: Path, old: str, new: Unlocked, *, ids: Ids, kdf: Derivation) -> None:
    """Wrap the backups that the passphrase ``old`` opens to that of ``new``: somebody knows the old one."""
    keks: dict[bytes, bytes] = {}
    for backup in listing(place):
        path = backup.path / vault.KEY_FILE
        file = vault.read_key_file(path)
        with suppress(WrongPassphraseError):  # from before ``old``: to the passphrase of its day
            unlocked = vault.unlock(file, old, path, kdf=kdf, keks=keks)
            vault.write_key_file(backup.path, vault.rewrapped(file, unlocked.key, new, ids=ids))


# --- restoring --------------------------------------------------------------------------------------------


def restore(
    backup: Path,
    into: Path,
    passphrase: str,
    *,
    clock: Clock,
    ids: Ids,
    kdf: Derivation = ARGON2ID,
    recovery: bytes = b"",
) -> None:
    """Lay a desk out of a backup into a new or empty folder, to be opened with ``passphrase``.

    ``passphrase`` is that of the backup's day; or, with the recovery key's X25519 secret in
    ``recovery``, a new one.  The desk gets device keys of its own and begins a new incarnation, so what
    the lost desk sent meanwhile and what is written here never meet under one number.
    """
    if files.listing(into):
        raise RefusedError(
            msg(N_("The folder {folder} is not empty."), folder=str(into)),
            hint=msg(N_("Choose a new folder for the desk.")),
        )
    key = _key_of(backup, passphrase, recovery, kdf)
    try:
        _lay_out(backup, into, key, clock=clock, ids=ids)
        vault.write_device(into, DeviceKeys.generate(ids), key, ids=ids)
        # last: from here on it is a desk
        vault.write_key_file(into, vault.wrap(key, passphrase, ids=ids, kdf=kdf).file)
    except BaseException:
        files.clear_folder(into)
        raise


def _lay_out(backup: Path, into: Path, key: bytes, *, clock: Clock, ids: Ids) -> int:
    """Copy and check a backup's database and pieces; gives how many pieces are in no backup."""
    if engine.version(backup / engine.DATABASE, key) > engine.SCHEMA:
        raise vault.newer_desk()
    files.make_folder(into)
    names = _pieces_of(backup)
    files.demand_space(into, files.size(backup / engine.DATABASE) * 11 // 10 + len(names) * blobs.PIECE)
    for name in (blobs.FOLDER, BACKUPS, "staging"):
        files.make_folder(into / name)
    files.copy(backup / engine.DATABASE, into / engine.DATABASE)
    _demand_whole(into / engine.DATABASE, key)
    missing = blobs.keep_copies(backup.parent / blobs.FOLDER, into / blobs.FOLDER, names)
    _as_another_device(into / engine.DATABASE, key, clock=clock, ids=ids)
    return missing


def _key_of(backup: Path, passphrase: str, recovery: bytes, kdf: Derivation) -> bytes:
    if not recovery:
        return vault.check_passphrase(backup, passphrase, kdf=kdf).key
    file = vault.read_key_file(backup / vault.KEY_FILE)
    if not file.recovery:
        raise RefusedError(
            msg(N_("This backup was made before there was a recovery key.")),
            hint=msg(N_("Use the passphrase of the day on which it was made.")),
        )
    return suite.open_box(file.recovery, recovery)


def _as_another_device(database: Path, key: bytes, *, clock: Clock, ids: Ids) -> None:
    """Begin a new incarnation and mark the desk as restored, to be enrolled again."""
    made = engine.writer(database, key)
    try:
        with engine.told(database), made.begin() as connection:
            tide.new_incarnation(connection, ids, same_device=False)
            put_setting(connection, RESTORED, clock.now().astimezone(UTC).strftime(_STAMP))
    finally:
        made.dispose()


def drill(
    folder: Path,
    backup: Backup,
    passphrase: str,
    *,
    clock: Clock,
    ids: Ids,
    kdf: Derivation = ARGON2ID,
) -> Drill:
    """Rehearse restoring: lay the backup out in ``staging``, check every byte of it, and delete it again.

    It needs ``passphrase``, that of the backup's day, because a backup that nobody can open is none.
    Raises what ``restore`` raises: a backup that fails here would have failed on the day it is needed.
    """
    began = time.perf_counter()
    into = folder / "staging" / "drill"
    files.remove_folder(into)  # one that a power failure left
    key = vault.check_passphrase(backup.path, passphrase, kdf=kdf).key
    try:
        missing = _lay_out(backup.path, into, key, clock=clock, ids=ids)
        rows = _rows(into / engine.DATABASE, key)
        names = list(blobs.held(into / blobs.FOLDER))
        whole = sum(1 for name in names if _is_whole(into / blobs.FOLDER, name))
    finally:
        files.remove_folder(into)
    taken = round((time.perf_counter() - began) * 1000)
    return Drill(backup, rows, whole, len(names) - whole + missing, taken)


def _rows(database: Path, key: bytes) -> dict[str, int]:
    with engine.opened(database, key, reading=True) as opened:
        tables = opened.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name"
        ).fetchall()
        return {
            name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in tables
            if not name.startswith("search")
        }


def _is_whole(pieces: Path, name: str) -> bool:
    try:
        blobs.get(pieces, name)
    except CspdeskError:
        return False
    return True
