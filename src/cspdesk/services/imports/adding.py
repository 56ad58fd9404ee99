"""Writes the rows of a sheet into one deed: new records, or new parts of records that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cspdesk.services.imports.meeting import NEW, OTHER
from cspdesk.services.imports.table import Row
from cspdesk.services.imports.target import Target
from cspdesk.services.lines import Line
from cspdesk.services.records import Records
from cspdesk.store.work import Work


def add_rows(records: Records, save: Work, target: Target, rows: Iterable[Row]) -> tuple[str, ...]:
    """Add every row within a save; gives the ids of the records that were added, changed, or got parts."""
    if target.parent is None:
        return _records(records, save, target, rows)
    parts: dict[str, list[object]] = {}
    for row in rows:
        given = dict(row.given)
        parts.setdefault(str(given.pop(target.parent.name)), []).append(given)
    for record, added in parts.items():
        records.write(save, record, {target.holder: added})
        save.next_save()
    return tuple(parts)


def _records(records: Records, save: Work, target: Target, rows: Iterable[Row]) -> tuple[str, ...]:
    others: list[Row] = []

    def new() -> Iterator[Line]:
        for row in rows:
            if row.met.standing == OTHER:
                others.append(row)
            elif row.met.standing == NEW:
                yield Line(row.number, row.given)

    added = records.add_within(save, target.plan, new()).ids
    for row in others:
        records.write(save, row.met.record, row.given)
        save.next_save()
    return (*added, *(row.met.record for row in others))
