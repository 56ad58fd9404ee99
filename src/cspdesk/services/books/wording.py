"""How a document is known to people: what for, to or from whom, and the number on its paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cspdesk.store.plan import BY_NAME
from cspdesk.store.sql import Cursor


@dataclass(frozen=True, slots=True)
class Wording:
    """A record in the words of its fields; empty where one is not filled in, or the record not here."""

    kind: str = ""
    title: str = ""
    who: str = ""
    number: str = ""


_WHO = ("payee", "supplier", "member")
_NUMBER = ("number", "document_no")
_AT_ONCE = 400


def wordings(cursor: Cursor, documents: Iterable[tuple[str, str]]) -> dict[str, Wording]:
    """The words of documents given with their kinds, by document."""
    by_kind: dict[str, list[bytes]] = {}
    for document, kind in documents:
        if kind in BY_NAME:
            by_kind.setdefault(kind, []).append(bytes.fromhex(document))
    found: dict[str, Wording] = {}
    for kind, ids in by_kind.items():
        for at in range(0, len(ids), _AT_ONCE):
            found.update(_of_kind(cursor, kind, ids[at : at + _AT_ONCE]))
    return found


def _of_kind(cursor: Cursor, kind: str, ids: list[bytes]) -> Mapping[str, Wording]:
    plan = BY_NAME[kind]
    title, who, number = (_column(plan.columns, names) for names in ((plan.kind.title,), _WHO, _NUMBER))
    marks = ",".join("?" * len(ids))
    rows = cursor.execute(
        f'SELECT id, {title}, {who}, {number} FROM "{plan.table}" WHERE id IN ({marks})',  # noqa: S608 - the kinds' own names
        ids,
    ).fetchall()
    return {row[0].hex(): Wording(kind, *(str(cell or "") for cell in row[1:])) for row in rows}


def _column(columns: tuple[str, ...], names: tuple[str, ...]) -> str:
    return next((f'"{name}"' for name in names if name in columns), "NULL")
