"""The rows of money's kinds, read once in one transaction: as they stand, and who made them when.

Papers as the desk stands come straight from them; papers as a closing covers them too, but for the few
that were changed since (``covered``).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

from cspdesk.domain.entries import Dot
from cspdesk.domain.fields import Merge
from cspdesk.domain.merge import Presence
from cspdesk.services.books.papers import COLUMNS, KINDS, PART_KINDS, PARTS, Paper
from cspdesk.store.plan import BY_NAME, BY_NUMBER, KindPlan
from cspdesk.store.sql import Cursor


class Row(NamedTuple):
    """A record or part as its table has it; ``made`` is None where only another sheet of it is here."""

    id: bytes
    made: Dot | None
    presence: int
    parent: bytes
    place: tuple[str, int]
    """Where a part stands in its list."""
    cells: tuple[object, ...]

    @property
    def is_here(self) -> bool:
        """Whether it lives, a proposed deletion included."""
        return self.presence != Presence.DELETED


class Tables:
    """All rows of every kind in ``COLUMNS``, or of some of them, and the groups that wait for a person.

    ``before`` are the tables as they were: papers whose rows are the same are the very same papers.
    """

    def __init__(
        self, cursor: Cursor, kinds: Collection[str] = COLUMNS, before: Tables | None = None
    ) -> None:
        self._read: dict[str, list[_Read]] = {
            kind: _fetched(cursor, kind) if kind in kinds else [] for kind in COLUMNS
        }
        self.undecided = _undecided(cursor)
        self._before = before
        self._papers: dict[str, list[Paper]] | None = None

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """All rows, by kind."""
        return {kind: [_row(one) for one in read] for kind, read in self._read.items()}

    def papers(self) -> dict[str, list[Paper]]:
        """The living records as they stand, by kind, each kind in the order of ids."""
        if self._papers is None:
            before, self._before = self._before, None
            if before is None or before.undecided != self.undecided:
                self._papers = self._assembled(None)
            else:
                self._papers = self._patched(before)
        return dict(self._papers)

    def _assembled(self, among: Collection[bytes] | None) -> dict[str, list[Paper]]:
        rows = {
            kind: [row for one in read if (row := _row(one)).is_here]
            if among is None
            else [row for one in read if (one[_OWNER[kind]] in among) and (row := _row(one)).is_here]
            for kind, read in self._read.items()
        }
        return assembled(rows, self.undecided)

    def _patched(self, before: Tables) -> dict[str, list[Paper]]:
        """The papers of before, but for records of which a row, or a row of a part, is another."""
        moved: set[bytes] = set()
        for kind, read in self._read.items():
            was, owner = before._read[kind], _OWNER[kind]
            moved.update(
                one[owner] for pair in zip(read, was, strict=False) if pair[0] != pair[1] for one in pair
            )
            rest = (*read[len(was) :], *was[len(read) :])
            moved.update(one[owner] for one in rest)
        found = before.papers()
        if not moved:
            return found
        names = {record.hex() for record in moved if record is not None}
        for kind, fresh in self._assembled(moved).items():
            kept = [one for one in found[kind] if one.id not in names]
            if fresh or len(kept) != len(found[kind]):
                found[kind] = sorted([*kept, *fresh], key=attrgetter("id"))
        return found


def kind_of(cursor: Cursor, kinds: Iterable[str], record: bytes) -> str:
    """Of which of some kinds a record is, deleted or not; empty where it is of none."""
    for kind in kinds:
        table = BY_NAME[kind].table
        if cursor.execute(f'SELECT 1 FROM "{table}" WHERE id = ? AND feed IS NOT NULL', (record,)).fetchone():  # noqa: S608 - the kinds' own names
            return kind
    return ""


def papers_of(cursor: Cursor, kinds: Iterable[str], records: Collection[bytes]) -> list[Paper]:
    """The living records among some, of kinds that are looked through in their order till all are found."""
    undecided, found = _undecided(cursor), list[Paper]()
    left = {*records}
    for kind in kinds:
        if not left:
            break
        rows = {kind: [row for row in _rows(cursor, kind, left) if row.is_here]}
        if not rows[kind]:
            continue
        held = {row.id for row in rows[kind]}
        left -= held
        for part in PARTS.get(kind, ()):
            rows[part] = [row for row in _rows(cursor, part, held) if row.is_here]
        found += assembled({**dict.fromkeys(COLUMNS, ()), **rows}, undecided)[kind]
    return found


def assembled(
    rows: Mapping[str, Iterable[Row]], undecided: Mapping[bytes, tuple[str, ...]]
) -> dict[str, list[Paper]]:
    """Rows put together: records with their parts in order, and what of either is undecided."""
    parts: dict[str, dict[bytes, list[Row]]] = {}
    for kind in PART_KINDS:
        by_parent = parts[kind] = {}
        for row in rows[kind]:
            by_parent.setdefault(row.parent, []).append(row)
        for siblings in by_parent.values():
            siblings.sort(key=lambda row: (*row.place, row.id))
    return {
        kind: [_paper(kind, row, parts, undecided) for row in sorted(rows[kind], key=lambda row: row.id)]
        for kind in KINDS
    }


def _paper(
    kind: str,
    row: Row,
    parts: Mapping[str, Mapping[bytes, list[Row]]],
    undecided: Mapping[bytes, tuple[str, ...]],
) -> Paper:
    groups = undecided.get(row.id, ())
    if kind not in PARTS:
        return Paper(kind, row.id.hex(), row.cells, {}, groups)
    own: dict[str, tuple[Paper, ...]] = {}
    for part in PARTS[kind]:
        held = parts[part].get(row.id, ())
        own[part] = tuple(Paper(part, one.id.hex(), one.cells) for one in held)
        for one in held:
            groups += undecided.get(one.id, ())
    return Paper(kind, row.id.hex(), row.cells, own, tuple(sorted(set(groups))))


_Read = tuple[Any, ...]
"""A row as SQL gives it: id, feed, seq, at, presence, parent, position, cells."""
_OWNER = {kind: 5 if BY_NAME[kind].kind.is_part else 0 for kind in COLUMNS}
"""Where a row names the record that it is of, or a part of."""


def _rows(cursor: Cursor, kind: str, among: Collection[bytes] | None = None) -> list[Row]:
    """The rows of a kind; of some records, or of the parts of some, where any are named."""
    return [_row(one) for one in _fetched(cursor, kind, among)]


def _fetched(cursor: Cursor, kind: str, among: Collection[bytes] | None = None) -> list[_Read]:
    plan, names = BY_NAME[kind], COLUMNS[kind]
    columns = ", ".join(f'"{name}"' for name in names)
    part = "parent, position" if plan.kind.is_part else "NULL, NULL"
    sql = f'SELECT id, feed, seq, at, presence, {part}, {columns} FROM "{plan.table}"'  # noqa: S608 - the kinds' own names
    asked: tuple[str, ...] = ()
    if among is not None:
        sql += _OF_PARENTS if plan.kind.is_part else _OF_IDS
        asked = (json.dumps([record.hex() for record in among]),)
    return [row for row in cursor.execute(sql, asked).fetchall() if row[1] is not None]


def _row(read: _Read) -> Row:
    record, feed, seq, at, presence, parent, position, *cells = read
    return Row(
        record,
        Dot(feed, seq),
        presence or Presence.HERE,
        parent or b"",
        (position or "", at or 0),
        tuple(cells),
    )


_OF_IDS = " WHERE id IN (SELECT unhex(value) FROM json_each(?))"
_OF_PARENTS = " WHERE parent IN (SELECT unhex(value) FROM json_each(?))"


def _undecided(cursor: Cursor) -> dict[bytes, tuple[str, ...]]:
    """The groups over which desks differ, by record or part."""
    rows = cursor.execute(
        "SELECT record, unit, kind FROM conflict WHERE merge = ?", (Merge.MUST_DECIDE,)
    ).fetchall()
    found: dict[bytes, tuple[str, ...]] = {}
    for record, unit, number in rows:
        plan = BY_NUMBER[number]
        if plan.kind.name in COLUMNS and unit in plan.units:
            found[record] = (*found.get(record, ()), group_of(plan, unit))
    return found


def group_of(plan: KindPlan, unit: int) -> str:
    """What a unit is known by: its group, else its field; of a part, behind the part's kind."""
    first = plan.units[unit].members[0]
    name = first.group or first.name
    return f"{plan.kind.name}.{name}" if plan.kind.is_part else name
