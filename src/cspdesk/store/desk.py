"""An open desk: its folder, its two engines, its device's keys and its place among the programs that use it.

``vault.check_passphrase`` comes first and imports no database; this module brings SQLAlchemy and is
imported while the passphrase is being derived.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import Connection

from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import CspdeskError, RefusedError, StorageError
from cspdesk.domain.ids import Ids
from cspdesk.domain.text import N_, msg
from cspdesk.store import backup, engine, files, renewal, tide, vault, volume
from cspdesk.store.lock import DeskLock
from cspdesk.store.settings import put_setting, setting
from cspdesk.store.vault import ARGON2ID, Derivation, Unlocked
from cspdesk.wire.suite import KEY, DeviceKeys

DATABASE: Final = engine.DATABASE
FOLDERS: Final = ("blobs", "backups", "staging")


class Desk:
    """One organisation's records on this computer, open.  Any number of programs may have it open.

    Two threads may use it at once, one that writes and others that read.  Made by ``create``,
    ``open_desk`` and ``open_unlocked``.
    """

    def __init__(
        self, folder: Path, unlocked: Unlocked, *, clock: Clock, ids: Ids, lock: DeskLock, tides: Path
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.ids = ids
        self.unlocked = unlocked
        self.device: DeviceKeys = vault.read_device(folder, unlocked.key)
        self._lock = lock
        self._path = folder / DATABASE
        self._tide = tide.tide_file(tides, folder, self.device.device_id)
        self._settled = False
        self._closed = False
        self._turn = threading.Lock()
        self._author: int | None = None
        self._incarnation = b""
        self._connect()

    def _connect(self) -> None:
        self._writer = engine.writer(self._path, self.unlocked.key)
        self._reader = engine.reader(self._path, self.unlocked.key)
        self._watch: Any = None

    # --- transactions ---------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that may change rows: begun at once, kept at the end, undone by any error.

        Raises ``StorageError`` (full, read-only, gone), ``BusyError`` (another program writes for
        longer than ten seconds) and ``DamagedError``.
        """
        self._demand_open()
        if self._author == threading.get_ident():
            raise RuntimeError("a save within a save")
        with self._turn, engine.told(self._path):
            self._author = threading.get_ident()
            try:
                if not self._settled:
                    self._settle()
                with self._writer.begin() as connection:
                    self._incarnation = bytes.fromhex(setting(connection, "incarnation"))
                    yield connection
            finally:
                self._author = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot: what is saved meanwhile, here or by another program, is not seen in it."""
        self._demand_open()
        with engine.told(self._path), self._reader.begin() as connection:
            yield connection

    def data_version(self) -> int:
        """A number that changes when anything was saved, by this program or another."""
        self._demand_open()
        with engine.told(self._path):
            if self._watch is None:
                self._watch = engine.connect(self._path, self.unlocked.key, reading=True)
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def _settle(self) -> None:
        """Before the first write: is this the folder that this computer left?  See ``tide``."""
        with self._lock.tide(), self._writer.begin() as connection:
            tide.settle(connection, self._tide, self.ids)
        self._settled = True

    def note_tide(self) -> None:
        """Remember outside the folder how far the own feeds have come; called when entries leave the desk."""
        with self._lock.tide(), self.reading() as connection:
            tide.note(connection, self._tide)

    # --- marks -----------------------------------------------------------------------------------------

    @property
    def incarnation(self) -> bytes:
        """The 16 bytes that name this life of the database; inside ``writing`` those of the transaction.

        Outside of a transaction it is a glance: the first write may begin a new one.
        """
        if self._author == threading.get_ident():
            return self._incarnation
        return bytes.fromhex(self.setting("incarnation"))

    def setting(self, name: str, default: str = "") -> str:
        """A mark or choice of this desk's own."""
        with self.reading() as connection:
            return setting(connection, name, default)

    def set_setting(self, name: str, value: str) -> None:
        """Keep a mark or choice; never travels."""
        with self.writing() as connection:
            put_setting(connection, name, value)

    # --- having it alone, and leaving -------------------------------------------------------------------

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the desk alone; ``BusyError`` names who else has it open, and nobody can open it meanwhile."""
        with self._lock.alone():
            yield

    def change_passphrase(self, old: str, new: str, *, kdf: Derivation = ARGON2ID) -> None:
        """Wrap the desk's key to another passphrase; the old one opens the backups of its days only."""
        with self.alone():
            vault.check_passphrase(self.folder, old, kdf=kdf)
            self.unlocked = vault.wrap(self.unlocked.key, new, ids=self.ids, kdf=kdf)
            vault.write_key_file(self.folder, self.unlocked.file)

    def raise_cost(self, passphrase: str, *, kdf: Derivation = ARGON2ID) -> bool:
        """Make guessing the passphrase dearer, if this computer has become so fast that it is cheap.

        Gives whether it did.  A passphrase changed meanwhile by another program stands.
        """
        raised = vault.dearer(self.unlocked, passphrase, ids=self.ids, kdf=kdf)
        if raised is None:
            return False
        with self._lock.gate():
            if vault.read_key_file(self.folder / vault.KEY_FILE) != self.unlocked.file:
                return False
            vault.write_key_file(self.folder, raised.file)
            self.unlocked = raised
        return True

    def renew_key(self, old: str, new: str, *, kdf: Derivation = ARGON2ID) -> None:
        """Somebody knows the old passphrase: another passphrase, and the desk encrypted under another key.

        What an old copy of the key file and the old passphrase open is only what was copied with them.
        An interruption at any moment is finished at the next opening, with the new passphrase.
        """
        with self.alone(), self._turn:
            vault.check_passphrase(self.folder, old, kdf=kdf)
            self._disconnect()
            try:
                self.unlocked = renewal.renew(self.folder, self.unlocked.key, old, new, ids=self.ids, kdf=kdf)
            finally:
                self._connect()

    def _disconnect(self) -> None:
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self._reader.dispose()
        self._writer.dispose()

    def _demand_open(self) -> None:
        if self._closed:
            raise RuntimeError("the desk is closed")

    def close(self) -> None:
        """Leave the desk, once its threads are done; whoever leaves last folds the log into the file.

        Closing twice is no error; using it afterwards is a mistake of the program.
        """
        if self._closed:
            return
        if self._settled:
            with suppress(CspdeskError):
                self.note_tide()
        self._closed = True
        self._disconnect()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


# --- making and opening -----------------------------------------------------------------------------------


def create(
    folder: Path,
    passphrase: str,
    *,
    clock: Clock,
    ids: Ids,
    kdf: Derivation = ARGON2ID,
    tides: Path | None = None,
) -> Desk:
    """Make a desk in a new or empty folder, and open it.  What fails on the way leaves nothing behind.

    ``kdf`` and ``tides`` (where tide files lie) are for tests.
    """
    if files.listing(folder):
        raise RefusedError(
            msg(N_("The folder {folder} is not empty."), folder=str(folder)),
            hint=msg(N_("Choose a new folder for the desk.")),
        )
    _demand_local(folder)
    tides = tides or tide.default_place()
    unlocked = vault.wrap(ids.random(KEY), passphrase, ids=ids, kdf=kdf)
    keys = DeviceKeys.generate(ids)
    was_there = files.exists(folder)
    files.make_folder(folder)
    try:
        for name in FOLDERS:
            files.make_folder(folder / name)
        vault.write_device(folder, keys, unlocked.key, ids=ids)
        _first_tables(folder, unlocked.key, tide.tide_file(tides, folder, keys.device_id), ids)
        # last: from here on it is a desk
        vault.write_key_file(folder, unlocked.file)
        return open_unlocked(folder, unlocked, clock=clock, ids=ids, tides=tides)
    except BaseException:
        with suppress(CspdeskError):
            (files.clear_folder if was_there else files.remove_folder)(folder)
        raise


def _first_tables(folder: Path, key: bytes, tide_path: Path, ids: Ids) -> None:
    from cspdesk.store.upgrade import bring_up  # noqa: PLC0415 - Alembic costs a fifth of a second

    path = folder / DATABASE
    files.write_whole(path, b"")  # so that the database and its log are the owner's alone
    made = engine.writer(path, key)
    try:
        with engine.told(path), made.begin() as connection:
            bring_up(connection)
            tide.settle(connection, tide_path, ids)
    finally:
        made.dispose()


def open_desk(
    folder: Path,
    passphrase: str,
    *,
    clock: Clock,
    ids: Ids,
    kdf: Derivation = ARGON2ID,
    tides: Path | None = None,
) -> Desk:
    """Open a desk with its passphrase; see ``open_unlocked`` for what can be wrong."""
    unlocked = vault.check_passphrase(folder, passphrase, kdf=kdf)
    desk = open_unlocked(folder, unlocked, clock=clock, ids=ids, tides=tides)
    desk.raise_cost(passphrase, kdf=kdf)
    return desk


def open_unlocked(
    folder: Path, unlocked: Unlocked, *, clock: Clock, ids: Ids, tides: Path | None = None
) -> Desk:
    """Open a desk whose passphrase was checked; tables of an older program are brought up first.

    Raises ``BusyError`` while another program has it alone (or, where tables must be brought up,
    open at all), ``NewerDeskError``, ``DamagedError`` and ``StorageError``.
    """
    _demand_local(folder)
    lock = DeskLock(folder)
    try:
        if unlocked.next_key:
            with lock.alone():
                unlocked = renewal.finish(folder, unlocked, ids=ids)
        version = engine.version(folder / DATABASE, unlocked.key)
        if version > engine.SCHEMA:
            raise vault.newer_desk()
        vault.heal(folder, unlocked)
        if version < engine.SCHEMA:
            with lock.alone():
                _bring_up(folder, unlocked, clock=clock, ids=ids)
        return Desk(folder, unlocked, clock=clock, ids=ids, lock=lock, tides=tides or tide.default_place())
    except BaseException:
        lock.close()
        raise


def _bring_up(folder: Path, unlocked: Unlocked, *, clock: Clock, ids: Ids) -> None:
    from cspdesk.store.upgrade import bring_up  # noqa: PLC0415 - Alembic costs a fifth of a second

    backup.make(folder, unlocked, clock=clock, ids=ids)
    path = folder / DATABASE
    made = engine.writer(path, unlocked.key)
    try:
        with engine.told(path), made.begin() as connection:
            bring_up(connection)
    finally:
        made.dispose()


def _demand_local(folder: Path) -> None:
    if volume.is_on_network(folder):
        raise StorageError(
            msg(
                N_("{folder} lies on another computer, where a desk cannot be kept safely."),
                folder=str(folder),
            ),
            hint=msg(N_("Choose a folder on this computer. Desks exchange their changes by bundles.")),
        )
