"""Links of a record both ways: what it names, and what names it; concern to recommendation to money."""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.ids import to_hex
from cspdesk.services.context import Context
from cspdesk.services.forms import values_of
from cspdesk.services.naming import record_id
from cspdesk.store.reading import Reading
from cspdesk.store.room import Room

_STATES = ("state", "lifecycle")
_AMOUNTS = ("cost", "amount", "received")


@dataclass(frozen=True, slots=True)
class LinkedView:
    """A record that is linked with another; ``outward`` where the other names it."""

    id: str
    kind: str
    title: str
    date: str
    state: str
    """A code of the field ``state_field``, empty where the kind has none."""
    state_field: str
    amount: object
    note: str
    outward: bool


class Linked:
    """Reads the links of a record."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, record: str) -> tuple[LinkedView, ...]:
        """What a record is linked with: what it names first, in its order, then what names it."""
        name = record_id(record)
        with self._context.desk.reading() as connection:
            room = Room(connection)
            reading = Reading(room.cursor, room.feeds, room.journal)
            there = "presence IN (0, 2) AND target IS NOT NULL"
            outward = room.cursor.execute(
                f"SELECT target, note FROM link WHERE parent = ? AND {there} ORDER BY position, no",  # noqa: S608
                (name,),
            ).fetchall()
            inward = room.cursor.execute(
                f"SELECT parent, note FROM link WHERE target = ? AND {there} ORDER BY no",  # noqa: S608 - constants
                (name,),
            ).fetchall()
            found: dict[bytes, LinkedView] = {}
            for rows, is_outward in ((outward, True), (inward, False)):
                for target, note in rows:
                    if target not in found:
                        found[target] = _view(reading, target, note or "", outward=is_outward)
        return tuple(found.values())


def _view(reading: Reading, record: bytes, note: str, *, outward: bool) -> LinkedView:
    plan = reading.find(record)
    kept = None if plan is None else reading.one(plan, record)
    if plan is None or kept is None:
        return LinkedView(to_hex(record), "", "", "", "", "", None, note, outward)
    fields = values_of(plan, kept.values)
    state = next((name for name in _STATES if name in plan.kind.by_name), "")
    amount = next((fields[name] for name in _AMOUNTS if fields.get(name)), None)
    return LinkedView(
        to_hex(record),
        plan.kind.name,
        str(fields.get(plan.kind.title, "")),
        str(fields.get(plan.kind.date, "")) if plan.kind.date else "",
        str(fields.get(state, "")),
        state,
        amount,
        note,
        outward,
    )
