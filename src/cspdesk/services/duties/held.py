"""Obligations about which something was done, read out of their records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.duties.filing import Dismissal
from cspdesk.domain.duties.notice import Step
from cspdesk.domain.ids import to_hex
from cspdesk.domain.quality import day_of, rows
from cspdesk.services.forms import json_of
from cspdesk.store.plan import BY_NAME
from cspdesk.store.reading import Reading
from cspdesk.store.room import Room

KIND = "obligation"
STEPS = "steps"
_TEXTS = (
    *("outgoing_no", "incoming_no", "register_entry", "channel", "signer"),
    *("reason", "document", "scan", "link"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One obligation as it is recorded."""

    id: str
    duty: str
    version: int
    subject: str
    period: str
    opened_on: date | None
    due: date | None
    steps: tuple[Step, ...]
    dismissal: Dismissal | None
    note: str


def all_held(room: Room) -> Mapping[str, Held]:
    """Every obligation that is recorded, by its id; deleted ones are none."""
    plan = BY_NAME[KIND]
    found = room.cursor.execute(
        f'SELECT id FROM "{plan.table}" WHERE presence IN (0, 2) ORDER BY no'  # noqa: S608 - the kind's own name
    ).fetchall()
    reading = Reading(room.cursor, room.feeds, room.journal)
    return {
        to_hex(kept.id): _held(to_hex(kept.id), json_of(kept))
        for kept in reading.many(plan, [row[0] for row in found])
    }


def _held(record: str, fields: Mapping[str, object]) -> Held:
    version = fields.get("rule_version")
    return Held(
        id=record,
        duty=_text(fields, "duty"),
        version=version if isinstance(version, int) else 0,
        subject=_text(fields, "subject"),
        period=_text(fields, "period"),
        opened_on=day_of(fields.get("opened_on")),
        due=day_of(fields.get("due")),
        steps=tuple(step for one in rows(fields, STEPS) if (step := step_of(one)) is not None),
        dismissal=_dismissal(fields),
        note=_text(fields, "note"),
    )


def step_of(fields: Mapping[str, object]) -> Step | None:
    """A step by its fields; None without a state or a whole day, which say nothing yet."""
    state, on = _text(fields, "state"), day_of(fields.get("on"))
    if not state or on is None:
        return None
    texts = {name: _text(fields, name) for name in _TEXTS}
    return Step(state=state, on=on, id=_text(fields, "id"), **texts)


def _dismissal(fields: Mapping[str, object]) -> Dismissal | None:
    reason = _text(fields, "dismissed_reason")
    if not reason:
        return None
    return Dismissal(
        reason,
        _text(fields, "dismissed_by"),
        _text(fields, "dismissed_role"),
        day_of(fields.get("dismissed_on")),
    )


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
