"""Whether a record is there: deletions stand only while nobody added what the deleter had not seen."""

from __future__ import annotations

from cspdesk.domain.entries import PRESENCE, Dot
from cspdesk.domain.merge import Presence, presence
from cspdesk.store.journal import Journal
from cspdesk.store.plan import KindPlan, parts_of
from cspdesk.store.sql import Cursor, value_of
from cspdesk.store.units import UnitRows


class PresenceKeeper:
    """Writes the ``presence`` of records whose deletion a change may have touched."""

    def __init__(self, cursor: Cursor, rows: UnitRows, journal: Journal) -> None:
        self._cursor = cursor
        self._rows = rows
        self._journal = journal

    def touched(self, plan: KindPlan, record: bytes) -> None:
        """Decide again if the record, or the one it is part of, has ever been deleted."""
        self._look(plan, record)
        root_plan, root = self._rows.root(plan, record)
        if root != record:
            self._look(root_plan, root)

    def _look(self, plan: KindPlan, record: bytes) -> None:
        if value_of(self._cursor, f'SELECT presence FROM "{plan.table}" WHERE id = ?', (record,)):
            self.decide(plan, record)

    def came(self, plan: KindPlan, record: bytes) -> None:
        """Decide for a record whose creation came after a deletion of it."""
        if self._rows.changes(record, PRESENCE).depths:
            self.decide(plan, record)

    def decide(self, plan: KindPlan, record: bytes) -> None:
        """Compute a record's presence from its deletions, restorations and current dots, and write it."""
        if self._rows.creation(plan, record) is None:
            return
        found = self._rows.changes(record, PRESENCE)
        ops = {dot: op for dot in found.depths if (op := self._journal.op(dot, PRESENCE)) is not None}
        state = presence(ops, self.current(plan, record))
        self._cursor.execute(
            f'UPDATE "{plan.table}" SET presence = ? WHERE id = ?',
            (state, record),
        )
        if state == Presence.DELETION_PROPOSED:
            self._cursor.execute(
                "INSERT OR REPLACE INTO conflict (record, unit, kind, merge) VALUES (?, ?, ?, 'ordinary')",
                (record, PRESENCE, plan.kind.number),
            )
        else:
            self._rows.settle(record, PRESENCE)

    def current(self, plan: KindPlan, record: bytes) -> set[Dot]:
        """Every current dot of a record and its living parts: what a deletion has to have seen."""
        found = self._dots_of(plan, record)
        for part in parts_of(plan.kind):
            rows = self._cursor.execute(
                f'SELECT id FROM "{part.table}" WHERE parent = ? AND presence = 0',
                (record,),
            ).fetchall()
            for (name,) in rows:
                found |= self._dots_of(part, name)
        return found

    def _dots_of(self, plan: KindPlan, record: bytes) -> set[Dot]:
        """Every dot that a unit of the record still shows, its creation's while one stands as created."""
        rows = self._cursor.execute(
            "SELECT unit, feed, seq, current FROM change WHERE record = ? AND unit <> ?", (record, PRESENCE)
        ).fetchall()
        found = {Dot(feed, seq) for _, feed, seq, current in rows if current}
        changed = {row[0] for row in rows}
        row = self._cursor.execute(
            f'SELECT feed, seq, {plan.select} FROM "{plan.table}" WHERE id = ?',
            (record,),
        ).fetchone()
        if row is not None and row[0] is not None and plan.read(row[2:]).keys() - changed:
            found.add(Dot(row[0], row[1]))
        return found
