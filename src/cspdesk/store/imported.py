"""What this desk remembers of imports, inside a transaction: columns by titles, and files by their hash."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2b

from cspdesk.store.sql import Cursor, value_of
from cspdesk.store.work import UNDONE

_PUT = "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)"


def chosen_columns(cursor: Cursor, kind: str, titles: Sequence[str]) -> tuple[str, ...]:
    """The names of columns that were chosen for a row of titles; empty where none were."""
    kept = value_of(cursor, "SELECT value FROM setting WHERE name = ?", (_columns_name(kind, titles),))
    return tuple(json.loads(str(kept))) if kept is not None else ()


def keep_columns(cursor: Cursor, kind: str, titles: Sequence[str], names: Sequence[str]) -> None:
    """Remember what was chosen for a row of titles."""
    cursor.execute(_PUT, (_columns_name(kind, titles), json.dumps(list(names), ensure_ascii=False)))


def imported_on(cursor: Cursor, kind: str, content: bytes) -> str:
    """The day on which a file of just this content was imported; empty where it was not, or was undone."""
    kept = value_of(cursor, "SELECT value FROM setting WHERE name = ?", (_file_name(kind, content),))
    if kept is None:
        return ""
    deed, _, day = str(kept).partition(" ")
    undone = value_of(cursor, "SELECT max(undone) FROM deed WHERE no = ?", (int(deed),))
    return "" if undone == UNDONE else day


def note_import(cursor: Cursor, kind: str, content: bytes, *, deed: int, day: str) -> None:
    """Remember that a file was imported by a deed."""
    cursor.execute(_PUT, (_file_name(kind, content), f"{deed} {day}"))


def _columns_name(kind: str, titles: Sequence[str]) -> str:
    return f"columns:{kind}:{_hash(json.dumps(list(titles)).encode())}"


def _file_name(kind: str, content: bytes) -> str:
    return f"imported:{kind}:{_hash(content)}"


def _hash(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
