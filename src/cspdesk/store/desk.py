"""An open desk: its folder, its two engines, its device's keys and its place among the programs that use it.

``vault.check_passphrase`` comes first and imports no database; this module brings SQLAlchemy and is
imported while the passphrase is being derived.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection

from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import CspdeskError, RefusedError
from cspdesk.domain.ids import Ids
from cspdesk.domain.text import N_, msg
from cspdesk.store import engine, files, vault
from cspdesk.store.lock import DeskLock
from cspdesk.store.vault import ARGON2ID, Derivation, Unlocked
from cspdesk.wire.suite import KEY, DeviceKeys

DATABASE = "desk.db"
FOLDERS = ("blobs", "backups", "staging")


class Desk:
    """One organisation's records on this computer, open.  Any number of programs may have it open.

    Two threads may use it at once: one that writes, others that read.
    """

    def __init__(self, folder: Path, unlocked: Unlocked, *, clock: Clock, ids: Ids, lock: DeskLock) -> None:
        self.folder = folder
        self.clock = clock
        self.ids = ids
        self.device: DeviceKeys = vault.read_device(folder, unlocked.key)
        self._unlocked = unlocked
        self._lock = lock
        self._path = folder / DATABASE
        self._writer = engine.writer(self._path, unlocked.key)
        self._reader = engine.reader(self._path, unlocked.key)
        self._watch: Any = None
        self._turn = threading.Lock()
        self._author: int | None = None
        self._incarnation = b""

    # --- transactions ---------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that may change rows: begun at once, kept at the end, undone by any error.

        Raises ``StorageError`` (full, read-only, gone), ``BusyError`` (another program writes for
        longer than ten seconds) and ``DamagedError``.
        """
        if self._author == threading.get_ident():
            raise RuntimeError("a save within a save")
        with self._turn, engine.told(self._path):
            self._author = threading.get_ident()
            try:
                with self._writer.begin() as connection:
                    self._incarnation = bytes.fromhex(_setting(connection, "incarnation"))
                    yield connection
            finally:
                self._author = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot: what is saved meanwhile, here or by another program, is not seen in it."""
        with engine.told(self._path), self._reader.begin() as connection:
            yield connection

    def data_version(self) -> int:
        """A number that changes when anything was saved, by this program or another."""
        with engine.told(self._path):
            if self._watch is None:
                self._watch = engine.connect(self._path, self._unlocked.key, reading=True)
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    # --- marks -----------------------------------------------------------------------------------------

    @property
    def incarnation(self) -> bytes:
        """The 16 bytes that name this life of the database; inside ``writing`` those of the transaction."""
        if self._author == threading.get_ident():
            return self._incarnation
        return bytes.fromhex(self.setting("incarnation"))

    def setting(self, name: str, default: str = "") -> str:
        """A mark or choice of this desk's own."""
        with self.reading() as connection:
            return _setting(connection, name, default)

    def set_setting(self, name: str, value: str) -> None:
        """Keep a mark or choice; never travels."""
        with self.writing() as connection:
            _put(connection, name, value)

    # --- having it alone, and leaving -------------------------------------------------------------------

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the desk alone; ``BusyError`` names who else has it open."""
        with self._lock.alone():
            yield

    def close(self) -> None:
        """Leave the desk: connections closed, the log folded into the file by whoever leaves last."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self._reader.dispose()
        self._writer.dispose()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _setting(connection: Connection, name: str, default: str = "") -> str:
    row = connection.exec_driver_sql("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return default if row is None else str(row[0])


def _put(connection: Connection, name: str, value: str) -> None:
    connection.exec_driver_sql("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value))


# --- making and opening -----------------------------------------------------------------------------------


def create(folder: Path, passphrase: str, *, clock: Clock, ids: Ids, kdf: Derivation = ARGON2ID) -> Desk:
    """Make a desk in a new or empty folder, and open it.  What fails on the way leaves nothing behind."""
    if files.listing(folder):
        raise RefusedError(
            msg(N_("The folder {folder} is not empty."), folder=str(folder)),
            hint=msg(N_("Choose a new folder for the desk.")),
        )
    unlocked = vault.wrap(ids.random(KEY), passphrase, ids=ids, kdf=kdf)
    files.make_folder(folder)
    try:
        for name in FOLDERS:
            files.make_folder(folder / name)
        lock = DeskLock(folder)
        try:
            _first_tables(folder / DATABASE, unlocked.key, ids)
            vault.write_device(folder, DeviceKeys.generate(ids), unlocked.key, ids=ids)
            vault.write_key_file(folder, unlocked.file)
            return Desk(folder, unlocked, clock=clock, ids=ids, lock=lock)
        except BaseException:
            lock.close()
            raise
    except BaseException:
        with suppress(CspdeskError):
            for path in files.listing(folder):
                _clear(path)
        raise


def _clear(path: Path) -> None:
    if path.is_dir():
        files.remove_folder(path)
    else:
        files.remove(path)


def _first_tables(path: Path, key: bytes, ids: Ids) -> None:
    from cspdesk.store.upgrade import bring_up  # noqa: PLC0415 - Alembic costs a fifth of a second

    files.write_whole(path, b"")  # so that the database and its log are the owner's alone
    made = engine.writer(path, key)
    try:
        with engine.told(path), made.begin() as connection:
            bring_up(connection)
            _put(connection, "incarnation", ids.random(16).hex())
    finally:
        made.dispose()


def open_desk(folder: Path, passphrase: str, *, clock: Clock, ids: Ids, kdf: Derivation = ARGON2ID) -> Desk:
    """Open a desk with its passphrase; see ``open_unlocked`` for what can be wrong."""
    return open_unlocked(folder, vault.check_passphrase(folder, passphrase, kdf=kdf), clock=clock, ids=ids)


def open_unlocked(folder: Path, unlocked: Unlocked, *, clock: Clock, ids: Ids) -> Desk:
    """Open a desk whose passphrase was checked.

    Raises ``BusyError`` while another program has it alone, ``NewerDeskError``, ``DamagedError`` and
    ``StorageError``.
    """
    lock = DeskLock(folder)
    try:
        path = folder / DATABASE
        with engine.told(path):
            probe = engine.connect(path, unlocked.key, reading=True)
            try:
                version = probe.execute("PRAGMA user_version").fetchone()[0]
            finally:
                probe.close()
        if version > engine.SCHEMA:
            raise vault.newer_desk()
        return Desk(folder, unlocked, clock=clock, ids=ids, lock=lock)
    except BaseException:
        lock.close()
        raise
