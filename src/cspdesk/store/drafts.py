"""Drafts: what is being typed, one row each in the encrypted file; never journalled, never sent."""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.store.sql import Cursor, value_of

_COLUMNS = "id, kind, record, at, form, token, typed"


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft as it lies in its table; ``record`` is None for a record that is not saved yet."""

    id: bytes
    kind: int
    record: bytes | None
    at: int
    form: int
    token: str
    typed: bytes


def put(cursor: Cursor, row: DraftRow) -> None:
    """Keep a draft, in the place of what was kept under its id or for its record."""
    if row.record is not None:
        cursor.execute("DELETE FROM draft WHERE record = ? AND id <> ?", (row.record, row.id))
    cursor.execute(
        f"INSERT OR REPLACE INTO draft ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (row.id, row.kind, row.record, row.at, row.form, row.token, row.typed),
    )


def get(cursor: Cursor, draft: bytes) -> DraftRow | None:
    """A draft by its id."""
    row = cursor.execute(f"SELECT {_COLUMNS} FROM draft WHERE id = ?", (draft,)).fetchone()
    return None if row is None else DraftRow(*row)


def of_record(cursor: Cursor, record: bytes) -> DraftRow | None:
    """The draft of a record that is here."""
    row = cursor.execute(f"SELECT {_COLUMNS} FROM draft WHERE record = ?", (record,)).fetchone()
    return None if row is None else DraftRow(*row)


def newest_first(cursor: Cursor) -> list[DraftRow]:
    """Every draft, the one typed last first."""
    rows = cursor.execute(f"SELECT {_COLUMNS} FROM draft ORDER BY at DESC, id").fetchall()
    return [DraftRow(*row) for row in rows]


def remove(cursor: Cursor, draft: bytes) -> bool:
    """Let a draft go; False where there was none."""
    known = value_of(cursor, "SELECT 1 FROM draft WHERE id = ?", (draft,)) is not None
    cursor.execute("DELETE FROM draft WHERE id = ?", (draft,))
    return known
