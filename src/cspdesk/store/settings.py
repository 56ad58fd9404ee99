"""The desk's own marks and choices, by name, inside a transaction; they never travel."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from cspdesk.store.sql import cursor_of, value_of

INSPECTION: Final = "inspection"
"""The setting of a desk that was made for an inspector: the day on which it was."""


def setting(connection: Connection, name: str, default: str = "") -> str:
    """A mark or choice, or ``default`` where there is none."""
    found = value_of(cursor_of(connection), "SELECT value FROM setting WHERE name = ?", (name,))
    return default if found is None else str(found)


def put_setting(connection: Connection, name: str, value: str) -> None:
    """Keep a mark or choice."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value))
