"""What falls due: answers awaited from authorities, agreements that end; each opens its record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cspdesk.services.context import Context
from cspdesk.store.room import Room

AHEAD = 120
"""Days ahead that are told; what is overdue is told whatever its age."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due on a day: what it is (``answer``, ``agreement``), and its record."""

    what: str
    kind: str
    record: str
    day: date
    title: str
    second: str = ""


class Dues:
    """Reads what is due."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def list(self, today: date, *, most: int = 12) -> tuple[Due, ...]:
        """What is overdue and what comes within ``AHEAD`` days, by its day."""
        last = (today + timedelta(AHEAD)).isoformat()
        with self._context.desk.reading() as connection:
            cursor = Room(connection).cursor
            answers = cursor.execute(
                "SELECT r.id, r.answer_due, r.words, b.name FROM recommendation r"
                " LEFT JOIN body b ON b.id = r.addressee WHERE r.presence IN (0, 2)"
                " AND r.answer_due IS NOT NULL AND r.answered_on IS NULL AND r.answer_due <= ?"
                " AND coalesce(r.state, '') IN ('', 'sent', 'acknowledged')"
                " ORDER BY r.answer_due LIMIT ?",
                (last, most),
            ).fetchall()
            endings = cursor.execute(
                "SELECT id, ends, title, number FROM agreement WHERE presence IN (0, 2)"
                " AND ends IS NOT NULL AND ends BETWEEN ? AND ? ORDER BY ends LIMIT ?",
                (today.isoformat(), last, most),
            ).fetchall()
        found = [
            *(_due("answer", "recommendation", *row) for row in answers),
            *(_due("agreement", "agreement", *row) for row in endings),
        ]
        return tuple(sorted(found, key=lambda one: one.day)[:most])


def _due(what: str, kind: str, record: bytes, day: str, title: str | None, second: str | None) -> Due:
    return Due(what, kind, record.hex(), date.fromisoformat(day[:10]), title or "", second or "")
