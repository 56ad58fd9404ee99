"""Settles several fields as one act: a person decides a record’s conflicts, and undo takes it back whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.text import N_, msg
from cspdesk.services.conflicts import version_of
from cspdesk.services.context import Context
from cspdesk.services.forms import units_of
from cspdesk.services.naming import record_id
from cspdesk.services.results import Changes
from cspdesk.store.plan import KindPlan
from cspdesk.store.token import Shown
from cspdesk.store.work import Work, work


@dataclass(frozen=True, slots=True)
class Answer:
    """The value that a person gives to one field in conflict, as JSON has it."""

    record: str
    field: str
    value: object


class Settling:
    """Writes answers; every value that was current is named as seen."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def settle(self, answers: Iterable[Answer]) -> Changes:
        """Give each field its value, in one save.

        Fields of one group are settled together, whichever of them were answered.  A field that is
        in no conflict any more is passed by: another program may have settled it.
        """
        by_record: dict[str, dict[str, object]] = {}
        for answer in answers:
            by_record.setdefault(answer.record, {})[answer.field] = answer.value
        with work(self._context.desk) as save:
            for record, values in by_record.items():
                self._record(save, record, values)
            saved = save.finish()
        return self._context.saved(saved)

    def _record(self, save: Work, untrusted_record: str, values: Mapping[str, object]) -> None:
        name = record_id(untrusted_record)
        plan = save.reading.find(name)
        kept = None if plan is None else save.reading.one(plan, name)
        if plan is None or kept is None:
            raise NotFoundError(
                msg(N_("There is no record {id} on this desk."), id=untrusted_record[:80]),
                hint=msg(N_("It may be restricted, or not here yet.")),
            )
        waiting = {
            row[0]
            for row in save.room.cursor.execute(
                "SELECT unit FROM conflict WHERE record = ?", (name,)
            ).fetchall()
        }
        reader = self._context.reader(save.room)
        by_unit: dict[int, dict[str, object]] = {}
        for field, value in values.items():
            by_unit.setdefault(_unit(plan, field), {})[field] = value
        for unit, given in by_unit.items():
            if unit not in waiting:
                continue
            read = {field: reader.value(plan.kind.by_name[field], value) for field, value in given.items()}
            current = save.reading.resolved(plan, name, unit).current
            version = version_of(save.room, plan, unit, current, read)
            shown = Shown(units={unit: tuple(sorted(current))})
            save.edit(plan, name, units_of(plan, read, {unit: version}), shown)


def _unit(plan: KindPlan, untrusted_field: str) -> int:
    unit = plan.kind.unit_of.get(untrusted_field)
    if unit is None:
        raise RefusedError(
            msg(N_("“{kind}” has no field “{field}”."), kind=plan.kind.name, field=untrusted_field[:80]),
            code="unknown-field",
        )
    return unit
