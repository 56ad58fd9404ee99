"""Applies entries to tables: the one writer of records, used alike by save, receive and rebuild.

What it does step by step must come to what ``domain.state`` computes from scratch; the tests hold
the two against each other.  Three paths, from the common to the rare:

1. creations of new records: whole columns in one statement;
2. an edit whose bases are just what is current: a new row in ``change`` and an update;
3. anything else (concurrent values, a cell created twice): the unit is derived again from history.

Several edits at once take the second path together (``edits``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cspdesk.domain.entries import PARENT, Act, Creations, Dot, Entry, Op
from cspdesk.domain.merge import resolve
from cspdesk.store import postings
from cspdesk.store.edits import Edits
from cspdesk.store.feeds import Feeds
from cspdesk.store.journal import Journal
from cspdesk.store.plan import BY_NUMBER, KindPlan, UnitPlan
from cspdesk.store.presence import PresenceKeeper
from cspdesk.store.sql import Cursor, value_of
from cspdesk.store.units import UnitRows


@dataclass(slots=True)
class Applied:
    """What entries did to the tables, counted in records that people see (parts go with theirs)."""

    added: int = 0
    changed: set[tuple[int, bytes]] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    def touch(self, plan: KindPlan, record: bytes) -> None:
        """Count a change of a record that was there before."""
        self.changed.add((plan.kind.number, record))
        self.kinds.add(plan.kind.name)


class Projection:
    """Writes entries into the tables of one open transaction; entries must have all their bases."""

    def __init__(self, cursor: Cursor, feeds: Feeds, journal: Journal) -> None:
        self._cursor = cursor
        self._feeds = feeds
        self._journal = journal
        self._rows = UnitRows(cursor)
        self._presence = PresenceKeeper(cursor, self._rows, journal)
        self._fresh: set[bytes] = set()
        self.applied = Applied()

    def apply(self, feed: int, creations: Iterable[Creations], edits: Mapping[int, Entry]) -> None:
        """Apply one feed's entries: creations first (nothing they need can be among the edits)."""
        written = {entry.kind for entry in edits.values()}
        for block in creations:
            written.add(block.kind)
            self._create(feed, block)
        postings.touch(self._cursor, written)
        if len(edits) == 1:
            for seq, entry in edits.items():
                self._edit(Dot(feed, seq), entry)
        elif edits:
            together = Edits(self._cursor, self._edit)
            together.apply(feed, edits)
            for record, row in together.touched.items():
                self.applied.touch(row.plan, record)
            self._rows.mark_search_all((row.plan, row.no) for row in together.touched.values())

    # --- creations -------------------------------------------------------------------------------

    def _create(self, feed: int, block: Creations) -> None:
        plan = BY_NUMBER.get(block.kind)
        if plan is None:
            self._cursor.executemany(
                "INSERT OR IGNORE INTO stranger (record, feed, seq, kind) VALUES (?, ?, ?, ?)",
                [
                    (record, feed, seq, block.kind)
                    for record, seq in zip(block.records, block.seqs, strict=True)
                ],
            )
            for unit in block.columns:
                self._keep_unknown(feed, block, unit)
            return
        known = [unit for unit in block.columns if unit in plan.units]
        count = len(block.seqs)
        columns: list[Iterable[object]] = [block.records, [feed] * count, block.seqs, block.ats, [0] * count]
        for unit in known:
            values = block.columns[unit]
            if plan.units[unit].as_it_is:
                columns.append(values)
            else:
                columns.extend(plan.units[unit].row_column(values))
        before = value_of(self._cursor, f'SELECT coalesce(max(no), 0) FROM "{plan.table}"')
        self._cursor.executemany(plan.insert(known), zip(*columns, strict=True))
        after = value_of(self._cursor, f'SELECT coalesce(max(no), 0) FROM "{plan.table}"')
        if after - before < count:
            self._create_again(feed, block, plan)
        self._created(block, plan, before, after)
        for unit in block.columns.keys() - plan.units.keys():
            self._keep_unknown(feed, block, unit)

    def _created(self, block: Creations, plan: KindPlan, before: int, after: int) -> None:
        """Count what is new, mark it for search, and tell records that were there of their new parts."""
        self.applied.kinds.add(plan.kind.name)
        if not plan.kind.is_part:
            self.applied.added += after - before
            if after > before:
                self._rows.mark_search(plan, before + 1, after)
            if after - before == len(block.records):
                self._fresh.update(block.records)
            return
        parents = {parent for parent in block.columns.get(PARENT, ()) if isinstance(parent, bytes)}
        for parent in parents - self._fresh:
            holder = self._rows.holder(plan, parent)
            if holder is not None:
                self.applied.touch(holder, parent)
                self._rows.mark_record(holder, parent)
                self._presence.touched(holder, parent)

    def _create_again(self, feed: int, block: Creations, plan: KindPlan) -> None:
        """Records that were there already: a cell two desks filled, or a sheet that came before."""
        for place, record in enumerate(block.records):
            row = self._rows.creation(plan, record)
            dot = Dot(feed, block.seqs[place])
            if row == dot:
                continue
            if row is None:
                self._cursor.execute(
                    f'UPDATE "{plan.table}" SET feed = ?, seq = ?, at = ?, presence = 0 WHERE id = ?',
                    (*dot, block.ats[place], record),
                )
                self.applied.added += 0 if plan.kind.is_part else 1
            for op in block.entry(place).ops:
                if op.unit in plan.units:
                    self._op(plan, record, dot, op)
            self._presence.came(plan, record)
            self._presence.touched(plan, record)

    def _keep_unknown(self, feed: int, block: Creations, unit: int) -> None:
        """Note values of fields that this program does not know: kept in the journal, counted here."""
        self._cursor.executemany(
            "INSERT OR IGNORE INTO change (record, unit, feed, seq, depth, current)"
            " VALUES (?, ?, ?, ?, 1, 1)",
            [
                (record, unit, feed, seq)
                for record, seq, value in zip(block.records, block.seqs, block.columns[unit], strict=True)
                if value is not None
            ],
        )

    # --- edits -----------------------------------------------------------------------------------

    def _edit(self, dot: Dot, entry: Entry) -> tuple[bytes, bytes]:
        """Apply one edit; which record it is about, and which one people see."""
        if entry.act == Act.CREATE:
            raise ValueError("creations are applied as blocks")
        record = self._record_of(entry)
        plan = BY_NUMBER.get(entry.kind)
        if plan is None:
            for op in entry.ops:
                self._rows.put(record, op.unit, dot, op.bases, self._rows.changes(record, op.unit))
            return record, record
        self._rows.ensure(plan, record)
        for op in entry.ops:
            self._op(plan, record, dot, op)
        root_plan, root = self._rows.root(plan, record)
        self.applied.touch(root_plan, root)
        self._rows.mark_record(root_plan, root)
        if entry.act in (Act.DELETE, Act.RESTORE):
            self._fresh.discard(record)  # from here on a part that comes may bring it back
            self._presence.decide(plan, record)
        self._presence.touched(plan, record)
        return record, root

    def _record_of(self, entry: Entry) -> bytes:
        """The record that an entry is about: by its id, by the tables, else by the entries it names."""
        while isinstance(entry.record, Dot):
            found = self._rows.find_record(entry.kind, entry.record)
            if found is not None:
                return found
            entry = self._journal.entry(entry.record)
        return entry.record

    def decide_again(self, plan: KindPlan, unit: UnitPlan, record: bytes) -> None:
        """Compute one unit anew: the names of some of its dots have changed."""
        postings.touch(self._cursor, (plan.kind.number,))
        self._derive(plan, unit, record, {})

    def _op(self, plan: KindPlan, record: bytes, dot: Dot, op: Op) -> None:
        unit = plan.units.get(op.unit)
        heads = self._rows.heads(plan, unit, record) if unit else self._rows.changes(record, op.unit)
        if set(op.bases) == set(heads.current):
            self._rows.put(record, op.unit, dot, op.bases, heads)
            if unit is not None:
                self._rows.write(plan, unit, record, unit.check(op.value))
                if len(heads.current) > 1:
                    self._rows.settle(record, op.unit)
            return
        self._rows.put(record, op.unit, dot, op.bases, heads)
        if unit is not None:
            self._derive(plan, unit, record, {dot: op})

    def _derive(self, plan: KindPlan, unit: UnitPlan, record: bytes, newest: dict[Dot, Op]) -> None:
        """Compute one unit again from all its entries, and write what it comes to."""
        history = dict(newest)
        for dot in self._rows.dots(record, unit.unit):
            if dot not in history:
                found = self._journal.op(dot, unit.unit)
                if found is not None:
                    history[dot] = found
        resolved = resolve(history, merge=unit.merge, key=self._feeds.key, order=unit.order)
        self._rows.mark_current(record, unit.unit, resolved.current)
        self._rows.write(plan, unit, record, unit.check(resolved.value))
        if resolved.conflict:
            self._rows.mark_conflict(plan, unit, record)
        else:
            self._rows.settle(record, unit.unit)
