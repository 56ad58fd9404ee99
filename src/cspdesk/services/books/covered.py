"""Papers as a closing covers them: rows as they stand, but for records that were changed since.

What was changed since is derived again from the covered part of its history, by the same pure function
that merges (``domain.merge.resolve``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cspdesk.domain.entries import PARENT, POSITION, PRESENCE, Act, Dot
from cspdesk.domain.fields import Merge
from cspdesk.domain.merge import Presence, Resolved, presence, resolve
from cspdesk.services.books.covers import Held
from cspdesk.services.books.papers import COLUMNS, KINDS, PART_KINDS, Paper
from cspdesk.services.books.tables import Row, Tables, assembled, group_of
from cspdesk.store.plan import BY_NAME, KindPlan
from cspdesk.store.room import Room
from cspdesk.store.units import UnitRows


class Covered:
    """One cover over the tables of one transaction."""

    def __init__(self, room: Room, tables: Tables, held: Held) -> None:
        self._room = room
        self._tables = tables
        self._held = held
        self._rows = UnitRows(room.cursor)
        self._undecided = dict(tables.undecided)
        self.deleted: set[str] = set()
        """Records that the cover knows as deleted."""
        self.moved = self._with_relations(set(self._moved()))
        """Records and parts that entries beyond the cover have touched, and those they belong to."""

    def papers(self) -> dict[str, list[Paper]]:
        """The records that live in the cover, by kind."""
        found: dict[str, list[Row]] = {}
        parts: dict[bytes, set[Dot]] = {}
        for kind in (*sorted(PART_KINDS), *KINDS):
            found[kind] = []
            for now in self._tables.rows[kind]:
                row, current = self._then(kind, now, parts)
                if row is None:
                    continue
                if not row.is_here:
                    self.deleted.add(row.id.hex())
                    continue
                found[kind].append(row)
                if row.parent:
                    parts.setdefault(row.parent, set()).update(current)
        return assembled(found, self._undecided)

    def _then(self, kind: str, now: Row, parts: Mapping[bytes, set[Dot]]) -> tuple[Row | None, set[Dot]]:
        """A row as the cover has it, None where it has none; and the dots it shows, where they may matter."""
        if now.id in self.moved:
            return self._derived(BY_NAME[kind], now, parts.get(now.id, set()))
        return (now if now.made is not None and self._held.has(now.made) else None), set()

    # --- what was touched since --------------------------------------------------------------------

    def _moved(self) -> Iterator[bytes]:
        for feed in self._room.feeds.known():
            ranges = self._held.ranges.get(feed)
            start = 1
            for low, high in ranges or ():
                yield from self._changed(feed, start, low - 1)
                start = high + 1
            yield from self._changed(feed, start, 2**62)

    def _changed(self, feed: int, first: int, last: int) -> list[bytes]:
        if last < first:
            return []
        rows = self._room.cursor.execute(
            "SELECT DISTINCT record FROM change WHERE feed = ? AND seq BETWEEN ? AND ?", (feed, first, last)
        ).fetchall()
        return [bytes(record) for (record,) in rows]

    def _with_relations(self, moved: set[bytes]) -> set[bytes]:
        """A record whose part was touched may have been kept alive by it; its other parts count then too."""
        owners = {
            row.parent for kind in PART_KINDS for row in self._tables.rows[kind] if row.id in moved
        } | moved
        return owners | {
            row.id for kind in PART_KINDS for row in self._tables.rows[kind] if row.parent in owners
        }

    # --- derived again -----------------------------------------------------------------------------

    def _derived(self, plan: KindPlan, row: Row, parts: set[Dot]) -> tuple[Row | None, set[Dot]]:
        """A record's row in the cover, and the dots it shows there; None where the cover has none of it."""
        if not self._was_made(plan, row):
            return None, set()
        groups: list[str] = []
        current: set[Dot] = set()
        cells: dict[str, object] = {}
        place = row.place
        for unit, described in plan.units.items():
            found = self._resolved(plan, row.id, unit)
            current.update(found.current)
            if unit == POSITION:
                place = (found.value if isinstance(found.value, str) else "", row.place[1])
            elif unit != PARENT:
                cells.update(zip(described.columns, described.row(found.value), strict=True))
            if found.conflict and described.merge == Merge.MUST_DECIDE:
                groups.append(group_of(plan, unit))
        self._undecided[row.id] = tuple(groups)
        there = self._presence(row.id, current | parts)
        kept = tuple(cells[name] for name in COLUMNS[plan.kind.name])
        return row._replace(presence=there, place=place, cells=kept), current

    def _was_made(self, plan: KindPlan, row: Row) -> bool:
        """Whether the cover holds a creation: of a record two desks made alike, either of them."""
        if row.made is not None and self._held.has(row.made):
            return True
        seen = {dot for unit in plan.units for dot in self._rows.changes(row.id, unit).depths}
        return any(
            self._room.journal.entry(dot).act == Act.CREATE for dot in sorted(seen) if self._held.has(dot)
        )

    def _resolved(self, plan: KindPlan, record: bytes, unit: int) -> Resolved:
        described = plan.units[unit]
        dots = self._rows.heads(plan, described, record).depths
        history = {
            dot: op
            for dot in dots
            if self._held.has(dot) and (op := self._room.journal.op(dot, unit)) is not None
        }
        return resolve(history, merge=described.merge, key=self._room.feeds.key, order=described.order)

    def _presence(self, record: bytes, current: set[Dot]) -> int:
        history = {
            dot: op
            for dot in self._rows.changes(record, PRESENCE).depths
            if self._held.has(dot) and (op := self._room.journal.op(dot, PRESENCE)) is not None
        }
        return presence(history, current) if history else Presence.HERE
