"""Two engines over one encrypted file: a writer that begins at once, a reader that cannot write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from cspdesk.domain.errors import BusyError, CspdeskError, DamagedError, StorageError
from cspdesk.domain.text import N_, msg

DATABASE: Final = "desk.db"
APPLICATION: Final = 0x4353_5044
"""``PRAGMA application_id``: the letters CSPD."""
SCHEMA: Final = 1
"""``PRAGMA user_version``: the number of the newest migration."""
CACHE_KIB: Final = 32 * 1024
PATIENCE_MS: Final = 10_000
"""How long a writer waits for another one."""
_LOG_LIMIT: Final = 64 * 1024 * 1024

_FULL, _IO, _CANNOT_OPEN, _READ_ONLY = 13, 10, 14, 8
_BUSY, _LOCKED = 5, 6
_CORRUPT, _NOT_A_DATABASE = 11, 26


def connect(path: Path, key: bytes, *, reading: bool = False) -> Any:  # noqa: ANN401 - the driver publishes no types
    """A plain connection of the driver: transactions only where they are begun in words."""
    made = dbapi2.connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=PATIENCE_MS / 1000
    )
    cursor = made.cursor()
    # before the key, or a wrong one is reported on the standard error
    cursor.execute("PRAGMA cipher_log_level = NONE")
    cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    cursor.execute("PRAGMA temp_store = MEMORY")
    try:
        if reading:
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute(f"PRAGMA journal_size_limit = {_LOG_LIMIT}")
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute("PRAGMA fullfsync = ON")
            cursor.execute("PRAGMA checkpoint_fullfsync = ON")
            cursor.execute("PRAGMA secure_delete = ON")
    except dbapi2.Error:
        made.close()
        raise
    cursor.close()
    return made


def writer(path: Path, key: bytes) -> Engine:
    """The engine that writes: one connection, every transaction a ``BEGIN IMMEDIATE``."""
    return _engine(path, key, begin="BEGIN IMMEDIATE", connections=1, reading=False)


def reader(path: Path, key: bytes) -> Engine:
    """The engine that reads: every transaction one snapshot, and writing is an error."""
    return _engine(path, key, begin="BEGIN", connections=4, reading=True)


def _engine(path: Path, key: bytes, *, begin: str, connections: int, reading: bool) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key, reading=reading),
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_use_lifo=True,
    )

    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def opened(path: Path, key: bytes, *, reading: bool = False) -> Iterator[Any]:
    """A plain connection for one piece of work; errors of the disk leave as ours."""
    with told(path):
        made = connect(path, key, reading=reading)
        try:
            yield made
        finally:
            made.close()


def version(path: Path, key: bytes) -> int:
    """The number of the newest migration that a desk has; ``DamagedError`` where it cannot be read."""
    with opened(path, key, reading=True) as database:
        if database.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
            raise damaged(path)
        return int(database.execute("PRAGMA user_version").fetchone()[0])


def renew(path: Path, key: bytes, next_key: bytes) -> None:
    """Encrypt the whole file under another key, in one transaction; nothing of the old log remains.

    The desk is had alone meanwhile.
    """
    with opened(path, key) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        database.execute("PRAGMA journal_mode = DELETE").fetchall()
        database.execute(f"PRAGMA rekey = \"x'{next_key.hex()}'\"")
    with opened(path, next_key):
        pass


def faults(path: Path, key: bytes) -> list[str]:
    """What is wrong with the file: damaged pages, then broken tables and indexes; empty if it is whole."""
    with opened(path, key, reading=True) as database:
        pages = [str(row[0]) for row in database.execute("PRAGMA cipher_integrity_check").fetchmany(20)]
        if pages:
            return pages
        found = [str(row[0]) for row in database.execute("PRAGMA quick_check(20)").fetchall()]
        return [] if found == ["ok"] else found


def copy_into(path: Path, key: bytes, target: Path) -> None:
    """Write one snapshot of the database, compact and under the same key, into a new file."""
    with opened(path, key) as database, told(target):
        database.execute("VACUUM INTO ?", (str(target),))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the disk did into our errors; a mistake in the program stays what it is, and loud."""
    try:
        yield
    except DBAPIError as wrapped:
        cause = wrapped.orig
        if isinstance(cause, dbapi2.Error) and (error := meaning(cause, path)):
            raise error from wrapped
        raise
    except dbapi2.Error as cause:
        if error := meaning(cause, path):
            raise error from cause
        raise


def meaning(cause: Exception, path: Path) -> CspdeskError | None:
    """What an error of the database means to a person; None for a mistake in the program."""
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    name = str(path)
    if code == _FULL:
        return StorageError(
            msg(N_("The disk is full: {name} could not be written."), name=name),
            hint=msg(N_("Free some space on the disk, then try again.")),
        )
    if code in {_BUSY, _LOCKED}:
        return BusyError(
            msg(N_("Another program is writing to this desk just now.")),
            hint=msg(N_("Wait until it is done, then try again.")),
        )
    if code in {_CORRUPT, _NOT_A_DATABASE}:
        return damaged(path)
    if code in {_IO, _CANNOT_OPEN, _READ_ONLY}:
        return StorageError(
            msg(N_("{name} cannot be written or read here."), name=name),
            hint=msg(N_("Check that the disk is not full, not read-only, and plugged in.")),
        )
    return None


def damaged(path: Path) -> DamagedError:
    """The database is not what was written, or not under this key."""
    return DamagedError(
        msg(N_("The file {name} is damaged."), name=path.name),
        safe=msg(N_("Nothing was written. The backups were not touched.")),
        hint=msg(N_("Restore the newest backup into a new folder.")),
    )
