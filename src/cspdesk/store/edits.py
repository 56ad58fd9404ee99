"""Many edits at once: what they meet is read in a few statements, and what they come to is written in a few.

An edit whose bases are just what is current, of a record that was never deleted, is the common case;
it is worked out in memory.  Anything else goes the long way, after all that stands before it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from cspdesk.domain.entries import PARENT, Act, Dot, Entry, Op
from cspdesk.domain.merge import Presence
from cspdesk.store.plan import BY_NAME, BY_NUMBER, KindPlan
from cspdesk.store.sql import Cursor

_AT_ONCE: Final = 400
T = TypeVar("T")


@dataclass(slots=True)
class Row:
    """A record as an edit meets it; ``filled`` are those of the units wanted that hold a value."""

    plan: KindPlan
    record: bytes
    no: int
    presence: int | None
    created: Dot | None
    filled: frozenset[int]
    parent: bytes | None


@dataclass(slots=True)
class State:
    """A unit's dots with their depths, and those current; ``written`` once all of them have rows."""

    depths: dict[Dot, int] = field(default_factory=dict)
    current: tuple[Dot, ...] = ()
    written: bool = True


class Edits:
    """Applies edits of one feed, in their order, inside one transaction.

    ``slowly`` applies one edit to the tables and tells which record it was about, and which one
    people see.
    """

    def __init__(self, cursor: Cursor, slowly: Callable[[Dot, Entry], tuple[bytes, bytes]]) -> None:
        self._cursor = cursor
        self._slowly = slowly
        self._rows: dict[bytes, Row] = {}
        self._by_dot: dict[tuple[int, Dot], Row] = {}
        self._states: dict[tuple[bytes, int], State] = {}
        self._slow: set[bytes] = set()
        self._inserts: list[tuple[object, ...]] = []
        self._gone: list[tuple[object, ...]] = []
        self._settled: list[tuple[object, ...]] = []
        self._writes: dict[tuple[int, int], list[tuple[object, ...]]] = {}
        self.touched: dict[bytes, Row] = {}
        """The records that people see and that changed, by id."""

    def apply(self, feed: int, edits: Mapping[int, Entry]) -> None:
        """Apply edits by seq."""
        self._read(edits.values())
        for seq, entry in edits.items():
            dot = Dot(feed, seq)
            if not self._quickly(dot, entry):
                self._flush()
                # what is known of these is not true any more
                self._slow.update(self._slowly(dot, entry))
        self._flush()

    # --- reading -------------------------------------------------------------------------------------

    def _read(self, entries: Iterable[Entry]) -> None:
        by_kind: dict[int, list[Entry]] = {}
        for entry in entries:
            by_kind.setdefault(entry.kind, []).append(entry)
        for kind, group in by_kind.items():
            plan = BY_NUMBER.get(kind)
            if plan is not None:
                self._read_rows(plan, group)
        parents: dict[str, set[bytes]] = {}
        for row in self._rows.values():
            if row.parent is not None:
                for name in row.plan.kind.parents:
                    parents.setdefault(name, set()).add(row.parent)
        for name, wanted in parents.items():
            for chunk in _chunks(sorted(wanted)):
                self._keep(BY_NAME[name], f"id IN ({_marks(chunk)})", chunk, ())
        for chunk in _chunks(sorted(self._rows)):
            self._read_changes(chunk)

    def _read_rows(self, plan: KindPlan, entries: Sequence[Entry]) -> None:
        units = sorted({op.unit for entry in entries for op in entry.ops} & plan.units.keys())
        by_feed: dict[int, list[int]] = {}
        for entry in entries:
            if isinstance(entry.record, Dot):
                by_feed.setdefault(entry.record.feed, []).append(entry.record.seq)
        for feed, seqs in by_feed.items():
            for chunk in _chunks(sorted(set(seqs))):
                self._keep(plan, f"feed = ? AND seq IN ({_marks(chunk)})", (feed, *chunk), units)
        named = {entry.record for entry in entries if isinstance(entry.record, bytes)}
        for names in _chunks(sorted(named - self._rows.keys())):
            self._keep(plan, f"id IN ({_marks(names)})", names, units)

    def _keep(self, plan: KindPlan, where: str, values: Sequence[object], units: Sequence[int]) -> None:
        parent = "parent" if PARENT in plan.units else "NULL"
        tests = "".join(
            ", " + " OR ".join(f'"{column}" IS NOT NULL' for column in plan.units[unit].columns)
            for unit in units
        )
        rows = self._cursor.execute(
            f'SELECT id, no, presence, feed, seq, {parent}{tests} FROM "{plan.table}" WHERE {where}', values
        ).fetchall()
        for record, no, presence, feed, seq, held, *filled in rows:
            created = None if feed is None else Dot(feed, seq)
            there = frozenset(unit for unit, is_there in zip(units, filled, strict=True) if is_there)
            row = Row(plan, record, no, presence, created, there, held)
            self._rows[record] = row
            if created is not None:
                self._by_dot[plan.kind.number, created] = row

    def _read_changes(self, records: Sequence[bytes]) -> None:
        rows = self._cursor.execute(
            f"SELECT record, unit, feed, seq, depth, current FROM change WHERE record IN ({_marks(records)})",
            records,
        ).fetchall()
        for record, unit, feed, seq, depth, current in rows:
            state = self._states.setdefault((record, unit), State())
            state.depths[Dot(feed, seq)] = depth
            if current:
                state.current = (*state.current, Dot(feed, seq))

    # --- working out -----------------------------------------------------------------------------

    def _quickly(self, dot: Dot, entry: Entry) -> bool:
        """Work an edit out in memory; False if it has to go the long way."""
        if entry.act != Act.EDIT:
            return False
        row = (
            self._by_dot.get((entry.kind, entry.record))
            if isinstance(entry.record, Dot)
            else self._rows.get(entry.record)
        )
        if row is None or row.plan.kind.number != entry.kind or not self._is_plain(row):
            return False
        root = row
        if row.plan.kind.is_part:
            holder = self._rows.get(row.parent) if row.parent is not None else None
            if holder is None or not self._is_plain(holder):
                return False
            root = holder
        met = [(op, state) for op in entry.ops if (state := self._state(row, op)) is not None]
        if len(met) < len(entry.ops):
            return False
        for op, state in met:
            self._put(row, dot, op, state)
        self.touched[root.record] = root
        return True

    def _is_plain(self, row: Row) -> bool:
        """Whether a record is there, was never deleted, and is still as it was read."""
        return row.presence == Presence.HERE and row.record not in self._slow

    def _state(self, row: Row, op: Op) -> State | None:
        """The unit as the edit meets it, if the edit's bases are just what is current."""
        if op.unit not in row.plan.units:
            return None
        state = self._states.get((row.record, op.unit))
        if state is None:
            state = self._states[row.record, op.unit] = State()
            if op.unit in row.filled and row.created is not None:
                state.depths[row.created], state.current, state.written = 1, (row.created,), False
        return state if op.bases == state.current or set(op.bases) == set(state.current) else None

    def _put(self, row: Row, dot: Dot, op: Op, state: State) -> None:
        unit = row.plan.units[op.unit]
        if state.written:
            self._gone += [(row.record, op.unit, *base) for base in op.bases]
        else:
            self._inserts.append((row.record, op.unit, *state.current[0], 1, 0))
            state.written = True
        if len(state.current) > 1:
            self._settled.append((row.record, op.unit))
        depth = 1 + max((state.depths[base] for base in op.bases), default=0)
        self._inserts.append((row.record, op.unit, *dot, depth, 1))
        state.depths[dot], state.current = depth, (dot,)
        cells = (*unit.row(unit.check(op.value)), row.no)
        self._writes.setdefault((row.plan.kind.number, op.unit), []).append(cells)

    def _flush(self) -> None:
        """Write what was worked out."""
        self._cursor.executemany(
            "INSERT OR IGNORE INTO change (record, unit, feed, seq, depth, current)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            self._inserts,
        )
        self._cursor.executemany(
            "UPDATE change SET current = 0 WHERE record = ? AND unit = ? AND feed = ? AND seq = ?", self._gone
        )
        self._cursor.executemany("DELETE FROM conflict WHERE record = ? AND unit = ?", self._settled)
        for (kind, unit), rows in self._writes.items():
            plan = BY_NUMBER[kind]
            columns = ", ".join(f'"{column}" = ?' for column in plan.units[unit].columns)
            self._cursor.executemany(f'UPDATE "{plan.table}" SET {columns} WHERE no = ?', rows)
        self._inserts, self._gone, self._settled, self._writes = [], [], [], {}


def _chunks(wanted: Sequence[T]) -> Iterator[Sequence[T]]:
    return (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))


def _marks(wanted: Sequence[object]) -> str:
    return ",".join("?" * len(wanted))
