"""Conflicts: fields whose concurrent values wait for a person, and how one settles them."""

from __future__ import annotations

from collections.abc import Mapping

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.entries import PRESENCE, Dot, Wire
from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.ids import to_hex
from cspdesk.domain.merge import Presence
from cspdesk.domain.text import N_, msg
from cspdesk.services.context import Context
from cspdesk.services.forms import units_of, unknown_field, values_of
from cspdesk.services.history import Teller
from cspdesk.services.naming import record_id
from cspdesk.services.results import Changes, Choice, ConflictView
from cspdesk.services.retention import demand_free
from cspdesk.services.titles import Titles
from cspdesk.services.typed_values import TypedValues
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
        """Give a field in conflict its value; every value that was current is named as seen.

        Of fields that are one group (an amount and its rate), the whole version that has this value holds.
        """
        with work(self._context.desk) as save:
            name = record_id(record)
            plan = save.reading.find(name)
            if plan is None:
                raise NotFoundError(
                    msg(N_("There is no record {id} on this desk."), id=record[:80]),
                    hint=msg(N_("It may be restricted, or not here yet.")),
                )
            if field == "deleted":
                self._settle_deletion(save, plan, name, untrusted_value)
            else:
                self._settle_field(save, plan, name, field, untrusted_value)
            saved = save.finish()
        return self._context.saved(saved)

    def settle_typed(self, record: str, field: str, untrusted_text: str) -> Changes:
        """The same with a value as people type it."""
        value: object = untrusted_text
        if field != "deleted":
            value = self._typed(record, field, untrusted_text)
        return self.settle(record, field, value)

    def _typed(self, record: str, field: str, untrusted_text: str) -> object:
        with self._context.desk.reading() as connection:
            room = Room(connection)
            plan = Reading(room.cursor, room.feeds, room.journal).find(record_id(record))
            described = None if plan is None else plan.kind.by_name.get(field)
            if described is None or untrusted_text.strip() == "null":
                return None
            places = self._context.places(room)
            typed = TypedValues(places, Titles(room.cursor).find, self._context.desk.clock.today())
            return typed.value(described, untrusted_text)

    def _settle_field(
        self, save: Work, plan: KindPlan, record: bytes, field: str, untrusted_value: object
    ) -> None:
        described = plan.kind.by_name.get(field)
        unit = plan.kind.unit_of.get(field)
        if described is None or unit is None:
            raise unknown_field(plan.kind, field)
        waits = save.room.cursor.execute(
            "SELECT 1 FROM conflict WHERE record = ? AND unit = ?", (record, unit)
        ).fetchone()
        if waits is None:
            raise _no_conflict(field)
        value = self._context.reader(save.room).value(described, untrusted_value)
        resolved = save.reading.resolved(plan, record, unit)
        version = version_of(save.room, plan, unit, resolved.current, {field: value})
        save.edit(
            plan,
            record,
            units_of(plan, {field: value}, {unit: version}),
            Shown(units={unit: tuple(sorted(resolved.current))}),
        )

    def _settle_deletion(self, save: Work, plan: KindPlan, record: bytes, answer: object) -> None:
        kept = save.reading.one(plan, record)
        if kept is None or answer not in (KEEP, DELETE):
            raise RefusedError(msg(N_("A proposed deletion is settled by “keep” or “delete”.")), code="value")
        if kept.presence != Presence.DELETION_PROPOSED:
            raise _no_conflict("deleted")
        if answer == KEEP:
            save.restore(plan, record)
        else:
            demand_free(save.room, plan, kept, self._context.desk.clock.today())
            save.delete(plan, record, "settled", {d for s in kept.token().values() for d in s.everything()})


def _no_conflict(field: str) -> RefusedError:
    return RefusedError(
        msg(N_("“{field}” is in no conflict."), field=field),
        hint=msg(N_("“cspdesk conflict list” lists what waits.")),
        code="no-conflict",
    )


def version_of(
    room: Room, plan: KindPlan, unit: int, current: Mapping[Dot, Wire], given: Mapping[str, Wire]
) -> Wire:
    """The concurrent version of a group that agrees with most of what is given, to fill in the rest.

    What the record shows may be older than all of them: nothing of it comes back.
    """
    names = [member.name for member in plan.units[unit].members]
    versions = [current[dot] for dot in sorted(current, key=room.feeds.key, reverse=True)]
    whole = [version for version in versions if isinstance(version, tuple)]
    if len(names) == 1 or not whole:
        return None
    return max(whole, key=lambda one: sum(one[names.index(name)] == value for name, value in given.items()))


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
    at = str(CODECS["time"].json(room.journal.entry(dot).at))
    return Choice(value, by, device, at, teller.is_own(dot))


def _title(reading: Reading, plan: KindPlan, record: bytes) -> str:
    kept = reading.one(plan, record)
    if kept is None or not plan.kind.title:
        return ""
    return str(values_of(plan, kept.values).get(plan.kind.title, ""))
