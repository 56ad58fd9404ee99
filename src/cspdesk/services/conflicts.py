"""Conflicts: fields whose concurrent values wait for a person, and how one settles them."""

from __future__ import annotations

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.entries import PRESENCE, Dot, Wire
from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.fields import Field
from cspdesk.domain.ids import to_hex
from cspdesk.domain.text import N_, msg
from cspdesk.services.context import Context
from cspdesk.services.forms import units_of, values_of
from cspdesk.services.history import Teller
from cspdesk.services.records import record_id
from cspdesk.services.results import Changes, Choice, ConflictView
from cspdesk.store.plan import BY_NUMBER, KindPlan
from cspdesk.store.reading import Reading
from cspdesk.store.room import Room
from cspdesk.store.token import Shown
from cspdesk.store.units import UnitRows
from cspdesk.store.work import Work, work

KEEP, DELETE = "keep", "delete"
"""What a person may answer where a deletion is proposed; the field is then called ``deleted``."""


class Conflicts:
    """Lists and settles what merging left to a person."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def count(self) -> int:
        """How many fields wait."""
        with self._context.desk.reading() as connection:
            row = Room(connection).cursor.execute("SELECT count(*) FROM conflict").fetchone()
            return 0 if row is None else int(row[0])

    def list(self) -> tuple[ConflictView, ...]:
        """Every field that waits, with all its current values, who gave them and when."""
        with self._context.desk.reading() as connection:
            room = Room(connection)
            rows = room.cursor.execute(
                "SELECT record, unit, kind FROM conflict ORDER BY record, unit"
            ).fetchall()
            reading = Reading(room.cursor, room.feeds, room.journal)
            teller = Teller(room)
            return tuple(
                view
                for record, unit, kind in rows
                for view in _views(room, reading, teller, BY_NUMBER[kind], record, unit)
            )

    def settle(self, record: str, field: str, untrusted_value: object) -> Changes:
        """Give a field in conflict its value; every value that was current is named as seen."""
        with work(self._context.desk) as save:
            name = record_id(record)
            plan = save.reading.find(name)
            if plan is None:
                raise NotFoundError(msg(N_("There is no record {id} on this desk."), id=record[:80]))
            rows = UnitRows(save.room.cursor)
            if field == "deleted":
                self._settle_deletion(save, plan, name, untrusted_value)
            else:
                self._settle_field(save, rows, plan, name, field, untrusted_value)
            saved = save.finish()
        return self._context.saved(saved)

    def _settle_field(
        self, save: Work, rows: UnitRows, plan: KindPlan, record: bytes, field: str, untrusted_value: object
    ) -> None:
        described = plan.kind.by_name.get(field)
        unit = plan.kind.unit_of.get(field)
        if described is None or unit is None:
            raise RefusedError(
                msg(N_("“{kind}” has no field “{field}”."), kind=plan.kind.name, field=field[:80]),
                code="unknown-field",
            )
        waits = save.room.cursor.execute(
            "SELECT 1 FROM conflict WHERE record = ? AND unit = ?", (record, unit)
        ).fetchone()
        if waits is None:
            raise RefusedError(msg(N_("“{field}” is in no conflict."), field=field), code="no-conflict")
        value = self._context.reader(save.room).value(described, _from_text(described, untrusted_value))
        heads = rows.heads(plan, plan.units[unit], record)
        kept = save.reading.one(plan, record)
        before = {} if kept is None else kept.values
        save.edit(
            plan,
            record,
            units_of(plan, {field: value}, before),
            Shown(units={unit: tuple(sorted(heads.current))}),
        )

    @staticmethod
    def _settle_deletion(save: Work, plan: KindPlan, record: bytes, answer: object) -> None:
        kept = save.reading.one(plan, record)
        if kept is None or answer not in (KEEP, DELETE):
            raise RefusedError(msg(N_("A proposed deletion is settled by “keep” or “delete”.")), code="value")
        if answer == KEEP:
            save.restore(plan, record)
        else:
            save.delete(plan, record, "settled", {d for s in kept.token().values() for d in s.everything()})


def _views(
    room: Room, reading: Reading, teller: Teller, plan: KindPlan, record: bytes, unit: int
) -> list[ConflictView]:
    root_plan, root = UnitRows(room.cursor).root(plan, record)
    title = _title(reading, root_plan, root)
    if unit == PRESENCE:
        dots = UnitRows(room.cursor).changes(record, PRESENCE).current
        choices = tuple(_choice(room, teller, dot, DELETE) for dot in dots)
        return [
            ConflictView(to_hex(record), plan.kind.name, "deleted", "ordinary", choices, to_hex(root), title)
        ]
    resolved = reading.resolved(plan, record, unit)
    by_field: dict[str, list[Choice]] = {f.name: [] for f in plan.units[unit].members}
    for dot, value in sorted(resolved.current.items(), key=lambda pair: room.feeds.key(pair[0])):
        shown = _shown(plan, unit, value)
        for name, choices_of in by_field.items():
            choices_of.append(_choice(room, teller, dot, shown.get(name)))
    return [
        ConflictView(
            to_hex(record), plan.kind.name, name, plan.units[unit].merge, tuple(choices), to_hex(root), title
        )
        for name, choices in by_field.items()
        if len({repr(choice.value) for choice in choices}) > 1
    ]


def _shown(plan: KindPlan, unit: int, value: Wire) -> dict[str, object]:
    return {} if value is None else values_of(plan, {unit: value})


def _choice(room: Room, teller: Teller, dot: Dot, value: object) -> Choice:
    by, device = teller.author(dot)
    return Choice(value, by, device, str(CODECS["time"].json(room.journal.entry(dot).at)))


def _title(reading: Reading, plan: KindPlan, record: bytes) -> str:
    kept = reading.one(plan, record)
    if kept is None or not plan.kind.title:
        return ""
    return str(values_of(plan, kept.values).get(plan.kind.title, ""))


def _from_text(described: Field, untrusted_value: object) -> object:
    """A command line gives text: numbers and truth are read from it, JSON is taken as it is."""
    if not isinstance(untrusted_value, str):
        return untrusted_value
    if described.type == "integer" and untrusted_value.lstrip("-").isdigit():
        return int(untrusted_value)
    if described.type == "boolean" and untrusted_value in ("true", "false"):
        return untrusted_value == "true"
    return untrusted_value
