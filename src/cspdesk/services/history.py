"""The history of a record: who gave which field which value, when and on which desk."""

from __future__ import annotations

from collections.abc import Iterator

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.entries import PARENT, POSITION, PRESENCE, Act, Dot, Entry, Wire
from cspdesk.domain.errors import NotFoundError
from cspdesk.domain.ids import to_hex
from cspdesk.domain.text import N_, msg
from cspdesk.services.context import Context
from cspdesk.services.forms import values_of
from cspdesk.services.naming import record_id
from cspdesk.services.results import ChangeView
from cspdesk.store.plan import KindPlan, parts_of
from cspdesk.store.reading import Reading
from cspdesk.store.room import Room

_NOT_SHOWN = ("attachment.key", "attachment.pieces")


class History:
    """Reads the journal as a person would."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, record: str) -> tuple[ChangeView, ...]:
        """Every change of a record and its parts, oldest first by the authors' clocks."""
        with self._context.desk.reading() as connection:
            room = Room(connection)
            name = record_id(record)
            plan = Reading(room.cursor, room.feeds, room.journal).find(name)
            if plan is None:
                raise NotFoundError(
                    msg(N_("There is no record {id} on this desk."), id=record[:80]),
                    hint=msg(N_("It may be restricted, or not here yet.")),
                )
            teller = Teller(room)
            found = list(teller.changes(plan, name, ""))
            for part in parts_of(plan.kind):
                field = next(f.name for f in plan.kind.parts() if f.of == part.kind.name)
                rows = room.cursor.execute(
                    f'SELECT id FROM "{part.table}" WHERE parent = ?',  # noqa: S608 - the kinds' own names
                    (name,),
                ).fetchall()
                for (part_id,) in rows:
                    found += teller.changes(part, part_id, field)
            return tuple(change for _, change in sorted(found, key=lambda pair: pair[0]))


class Teller:
    """Turns entries into changes, each beside the value it replaced."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._people = {
            row[0]: (row[1] or "", row[2] or "")
            for row in room.cursor.execute("SELECT id, person, name FROM desk").fetchall()
        }
        self._own = {row[0] for row in room.cursor.execute("SELECT no FROM feed WHERE own = 1").fetchall()}

    def changes(
        self, plan: KindPlan, record: bytes, part: str
    ) -> Iterator[tuple[tuple[int, bytes, int], ChangeView]]:
        """The changes of one record or part, with a key to sort them by."""
        dots = {
            Dot(*row)
            for row in self._room.cursor.execute(
                "SELECT DISTINCT feed, seq FROM change WHERE record = ?", (record,)
            ).fetchall()
        }
        created = self._room.cursor.execute(
            f'SELECT feed, seq FROM "{plan.table}" WHERE id = ?',  # noqa: S608 - the kinds' own names
            (record,),
        ).fetchone()
        if created is not None and created[0] is not None:
            dots.add(Dot(*created))
        for dot in dots:
            entry = self._room.journal.entry(dot)
            for name, before, after in self._fields(plan, entry):
                by, device = self.author(dot)
                yield (
                    (entry.at, *self._room.feeds.key(dot)[:2]),
                    ChangeView(
                        str(CODECS["time"].json(entry.at)),
                        by,
                        device,
                        f"{part}.{name}" if part else name,
                        before,
                        after,
                        to_hex(record),
                        part,
                        dot.feed in self._own,
                    ),
                )

    def is_own(self, dot: Dot) -> bool:
        """Whether an entry was made at this desk."""
        return dot.feed in self._own

    def author(self, dot: Dot) -> tuple[str, str]:
        """The person at the desk that made an entry, and the desk's name or the start of its id."""
        device = self._room.feeds.id(dot.feed).device
        person, name = self._people.get(device, ("", ""))
        return person, name or device.hex()[:8]

    def _fields(self, plan: KindPlan, entry: Entry) -> Iterator[tuple[str, object, object]]:
        for op in entry.ops:
            if op.unit == PRESENCE:
                yield ("deleted", entry.act == Act.RESTORE, entry.act == Act.DELETE)
                continue
            if op.unit in (PARENT, POSITION) or op.unit not in plan.units:
                continue
            before: dict[str, object] = {}
            if op.bases:
                former = self._room.journal.op(op.bases[0], op.unit)
                before = self._shown(plan, op.unit, None if former is None else former.value)
            after = self._shown(plan, op.unit, op.value)
            for name in dict.fromkeys((*before, *after)):
                if before.get(name) != after.get(name) and f"{plan.table}.{name}" not in _NOT_SHOWN:
                    yield (name, before.get(name), after.get(name))

    @staticmethod
    def _shown(plan: KindPlan, unit: int, value: Wire) -> dict[str, object]:
        return {} if value is None else values_of(plan, {unit: value})
