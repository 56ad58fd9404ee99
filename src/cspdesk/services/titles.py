"""The words by which people know a record: from a record to its title, and back."""

from __future__ import annotations

from cspdesk.domain.ids import to_hex
from cspdesk.store.plan import BY_NAME
from cspdesk.store.sql import Cursor

_BESIDE = ("code", "number", "name", "title")
"""Fields by which records are known too, where their kind has them."""


class Titles:
    """Reads titles inside one transaction; what was read is remembered."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._known: dict[tuple[str, str], str] = {}

    def of(self, kind: str, record: str) -> str:
        """A record's title; empty where it has none, is restricted or not here yet."""
        key = (kind, record)
        if key not in self._known:
            self._known[key] = self._read(kind, record)
        return self._known[key]

    def _read(self, kind: str, record: str) -> str:
        plan = BY_NAME.get(kind)
        if plan is None or not plan.kind.title:
            return ""
        row = self._cursor.execute(
            f'SELECT "{plan.kind.title}" FROM "{plan.table}" WHERE id = ?',  # noqa: S608 - the kinds' own names
            (bytes.fromhex(record),),
        ).fetchone()
        return "" if row is None or row[0] is None else str(row[0])

    def kind_of(self, record: bytes, likely: str) -> str:
        """The kind of a record, looked for first where it is likely; empty where the record is not here."""
        names = [likely, *(name for name in BY_NAME if name != likely)]
        for name in names:
            row = self._cursor.execute(
                f'SELECT 1 FROM "{BY_NAME[name].table}" WHERE id = ?',  # noqa: S608 - the kinds' own names
                (record,),
            ).fetchone()
            if row is not None:
                return name
        return ""

    def find(self, kind: str, title: str) -> tuple[str, ...]:
        """Ids of the records of a kind that are known by exactly this title, three at most."""
        plan = BY_NAME.get(kind)
        if plan is None or not plan.kind.title:
            return ()
        names = dict.fromkeys([plan.kind.title, *(name for name in _BESIDE if name in plan.kind.by_name)])
        where = " OR ".join(f'"{name}" = ?' for name in names)
        rows = self._cursor.execute(
            f'SELECT id FROM "{plan.table}" WHERE presence IN (0, 2) AND ({where}) LIMIT 3',  # noqa: S608 - as above
            [title] * len(names),
        ).fetchall()
        return tuple(to_hex(row[0]) for row in rows)
