"""How a desk stands, in one look: what it holds, what waits, and when it was last backed up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cspdesk.services.context import Context
from cspdesk.services.inspection import MARK
from cspdesk.services.persons import Persons, Whose
from cspdesk.services.today import Standing, Today
from cspdesk.store import backup
from cspdesk.store.engine import SCHEMA
from cspdesk.store.plan import PLANS
from cspdesk.store.room import Room
from cspdesk.store.sql import value_of


@dataclass(frozen=True, slots=True)
class Status:
    """What a desk tells about itself."""

    whose: Whose
    language: str
    counts: Mapping[str, int]
    """Living records by kind, parts not counted."""
    drafts: int
    standing: Standing
    search_due: int
    backup: datetime | None
    """When the newest backup was made, by the clock of its day."""
    sample: bool
    device: str
    inspection: str
    """The day on which it was made for an inspector; empty: it is no such desk."""
    schema: int = SCHEMA


def status(context: Context) -> Status:
    """How the desk stands now."""
    desk = context.desk
    with desk.reading() as connection:
        cursor = Room(connection).cursor
        counts = {
            plan.kind.name: int(
                value_of(cursor, f'SELECT count(*) FROM "{plan.table}" WHERE presence IN (0, 2)')  # noqa: S608
            )
            for plan in PLANS
            if not plan.kind.is_part and not plan.kind.hidden
        }
        drafts = int(value_of(cursor, "SELECT count(*) FROM draft"))
        due = int(value_of(cursor, "SELECT coalesce(sum(last - first + 1), 0) FROM search_due"))
    made = [one.made for one in backup.listing(backup.place_of(desk.folder))]
    return Status(
        Persons(context).whose(),
        desk.setting("language", "tg"),
        counts,
        drafts,
        Today(context).standing(),
        due,
        max(made, default=None),
        bool(desk.setting("sample")),
        desk.device.device_id.hex(),
        desk.setting(MARK),
    )
