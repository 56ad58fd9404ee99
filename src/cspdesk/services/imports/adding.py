"""Writes the rows of a sheet into one deed: new records, or new parts of records that are there."""

from __future__ import annotations

from collections.abc import Iterable

from cspdesk.services.imports.table import Row
from cspdesk.services.imports.target import Target
from cspdesk.services.lines import Line
from cspdesk.services.records import Records
from cspdesk.store.work import Work


def add_rows(records: Records, save: Work, target: Target, rows: Iterable[Row]) -> tuple[str, ...]:
    """Add every row within a save; gives the ids of the records that were added or that got parts."""
    if target.parent is None:
        lines = (Line(row.number, row.given) for row in rows)
        return records.add_within(save, target.plan, lines).ids
    parts: dict[str, list[object]] = {}
    for row in rows:
        given = dict(row.given)
        parts.setdefault(str(given.pop(target.parent.name)), []).append(given)
    for record, added in parts.items():
        records.write(save, record, {target.holder: added})
        save.next_save()
    return tuple(parts)
