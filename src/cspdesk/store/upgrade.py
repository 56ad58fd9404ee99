"""Brings a desk's tables to this program's version: whole, or not at all.

Imported only when there is something to bring up, because Alembic costs a fifth of a second.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData

from cspdesk import models
from cspdesk.store.engine import APPLICATION, SCHEMA

MIGRATIONS = Path(models.__file__).parent / "migrations"


def bring_up(connection: Connection, *, migrations: Path = MIGRATIONS) -> None:
    """Run every migration that the desk lacks, in the transaction that ``connection`` is in.

    SQLite changes tables inside a transaction: whatever a migration raises, the caller's rollback
    leaves the desk as it was.
    """
    command.upgrade(alembic(connection, migrations=migrations), "head")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def alembic(
    connection: Connection, *, migrations: Path = MIGRATIONS, metadata: MetaData | None = None
) -> Config:
    """Alembic's configuration for a connection: no file, no address, no log settings."""
    made = Config()
    made.set_main_option("script_location", str(migrations).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    made.attributes["metadata"] = metadata
    return made
