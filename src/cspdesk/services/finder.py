"""Finds records by their names while somebody types: a handful, at once, for fields that name a record."""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.services.context import Context
from cspdesk.services.naming import plan_of
from cspdesk.store import search
from cspdesk.store.reading import Reading
from cspdesk.store.room import Room

MOST = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A record by its id, with the words by which people know it."""

    id: str
    title: str
    date: str = ""


class Finder:
    """Reads a few rows in the window's own thread: it writes nothing and answers within milliseconds."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def find(self, kind: str, typed: str, *, most: int = MOST) -> tuple[Found, ...]:
        """Records of a kind that hold what was typed, newest first; the newest where nothing was."""
        plan = plan_of(kind)
        title, day = f'"{plan.kind.title}"', f'"{plan.kind.date}"' if plan.kind.date else "NULL"
        with self._context.desk.reading() as connection:
            cursor = Room(connection).cursor
            where, numbers = "1", []
            if typed.strip():
                numbers = search.find(cursor, plan, typed, most=most)
                where = f"no IN ({','.join('?' * len(numbers))})"
            rows = cursor.execute(
                f'SELECT id, {title}, {day} FROM "{plan.table}"'  # noqa: S608 - the kinds' own names
                f" WHERE {where} AND presence IN (0, 2) ORDER BY no DESC LIMIT ?",
                (*numbers, most),
            ).fetchall()
        return tuple(Found(row[0].hex(), row[1] or "", row[2] or "") for row in rows)

    def any_title(self, record: str) -> tuple[str, str]:
        """The kind and the words of a record of whatever kind; empty where it is not here."""
        name = bytes.fromhex(record)
        with self._context.desk.reading() as connection:
            room = Room(connection)
            plan = Reading(room.cursor, room.feeds, room.journal).find(name)
        return ("", "") if plan is None else (plan.kind.name, self.title(plan.kind.name, record))

    def title(self, kind: str, record: str) -> str:
        """The words for a record; empty where it has none, is restricted or not here yet.

        Without a kind the record is looked for among all of them.
        """
        if not kind:
            return self.any_title(record)[1]
        plan = plan_of(kind)
        if not plan.kind.title:
            return ""
        with self._context.desk.reading() as connection:
            row = (
                Room(connection)
                .cursor.execute(
                    f'SELECT "{plan.kind.title}" FROM "{plan.table}" WHERE id = ?',  # noqa: S608 - as above
                    (bytes.fromhex(record),),
                )
                .fetchone()
            )
        return "" if row is None or row[0] is None else str(row[0])
