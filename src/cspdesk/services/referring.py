"""Records that name another in one of their fields: the money of an agreement, what was asked of a body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.ids import to_hex
from cspdesk.models import KINDS
from cspdesk.services.context import Context
from cspdesk.services.forms import values_of
from cspdesk.services.naming import record_id
from cspdesk.store.plan import BY_NAME
from cspdesk.store.reading import Reading
from cspdesk.store.room import Room
from cspdesk.store.sql import value_of

MOST = 20
"""Records of one kind that are told; the number says how many there are."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One record that names another."""

    id: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Referring:
    """Records of one kind that name a record in one field: how many, and the newest."""

    kind: Kind
    field: Field
    total: int
    records: tuple[Naming, ...]


def referring(context: Context, kind: str, record: str) -> tuple[Referring, ...]:
    """Everything that names a record by its kind, kind by kind; links are another matter."""
    name = record_id(record)
    found = []
    with context.desk.reading() as connection:
        room = Room(connection)
        reading = Reading(room.cursor, room.feeds, room.journal)
        for other, field in _fields_of(kind):
            plan = BY_NAME[other.name]
            there = f'FROM "{plan.table}" WHERE "{field.name}" = ? AND presence IN (0, 2)'
            total = int(value_of(room.cursor, f"SELECT count(*) {there}", (name,)))
            if total:
                rows = room.cursor.execute(
                    f"SELECT id {there} ORDER BY no DESC LIMIT ?",  # the kinds' own names
                    (name, MOST),
                ).fetchall()
                records = tuple(
                    Naming(to_hex(kept.id), values_of(plan, kept.values))
                    for kept in reading.many(plan, [row[0] for row in rows])
                )
                found.append(Referring(other, field, total, records))
    return tuple(found)


def _fields_of(kind: str) -> Iterator[tuple[Kind, Field]]:
    for other in KINDS:
        if not other.is_part and not other.hidden:
            yield from (
                (other, field) for field in other.fields if field.type == "reference" and field.of == kind
            )
