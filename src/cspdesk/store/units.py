"""The rows of one unit of one record: which values are current, and the columns that show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cspdesk.domain.entries import Dot
from cspdesk.domain.errors import DamagedError
from cspdesk.domain.text import N_, msg
from cspdesk.store.plan import BY_NAME, BY_NUMBER, KindPlan, UnitPlan
from cspdesk.store.sql import Cursor, value_of

_DUE: Final = "INSERT INTO search_due (kind, first, last) VALUES (?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Heads:
    """A unit's known dots with their depths, those current, and the creation's where it has no row."""

    depths: dict[Dot, int]
    current: tuple[Dot, ...]
    unwritten: Dot | None = None


class UnitRows:
    """Reads and writes ``change``, ``conflict`` and the kinds' columns, a unit at a time."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    # --- what is there ---------------------------------------------------------------------------

    def creation(self, plan: KindPlan, record: bytes) -> Dot | None:
        """The dot that created a record, or None where only another sheet of it is here."""
        row = self._cursor.execute(f'SELECT feed, seq FROM "{plan.table}" WHERE id = ?', (record,)).fetchone()
        return None if row is None or row[0] is None else Dot(*row)

    def record_of(self, kind: int, dot: Dot) -> bytes:
        """The record that an entry created or changed; ``DamagedError`` where the tables lack it."""
        found = self.find_record(kind, dot)
        if found is None:
            raise DamagedError(
                msg(N_("A change names a record that is not in the tables.")),
                hint=msg(N_("Run “cspdesk check --rebuild”.")),
            )
        return found

    def find_record(self, kind: int, dot: Dot) -> bytes | None:
        """The record that an entry created or changed, as far as the tables say."""
        plan = BY_NUMBER.get(kind)
        table = plan.table if plan else "stranger"
        name = "id" if plan else "record"
        found = value_of(self._cursor, f'SELECT {name} FROM "{table}" WHERE feed = ? AND seq = ?', dot)
        if found is None:
            found = value_of(self._cursor, "SELECT record FROM change WHERE feed = ? AND seq = ?", dot)
        return None if found is None else bytes(found)

    def changes(self, record: bytes, unit: int) -> Heads:
        """The unit's rows in ``change`` alone."""
        rows = self._cursor.execute(
            "SELECT feed, seq, depth, current FROM change WHERE record = ? AND unit = ?", (record, unit)
        ).fetchall()
        depths = {Dot(feed, seq): depth for feed, seq, depth, _ in rows}
        return Heads(depths, tuple(Dot(feed, seq) for feed, seq, _, current in rows if current))

    def heads(self, plan: KindPlan, unit: UnitPlan, record: bytes) -> Heads:
        """The unit's rows, its creation among them."""
        found = self.changes(record, unit.unit)
        if found.depths:
            return found
        filled = " OR ".join(f'"{column}" IS NOT NULL' for column in unit.columns)
        row = self._cursor.execute(
            f'SELECT feed, seq FROM "{plan.table}" WHERE id = ? AND feed IS NOT NULL AND ({filled})',
            (record,),
        ).fetchone()
        if row is None:
            return found
        dot = Dot(*row)
        return Heads({dot: 1}, (dot,), dot)

    def dots(self, record: bytes, unit: int) -> tuple[Dot, ...]:
        """Every dot that gave the unit a value, as far as ``change`` says."""
        return tuple(self.changes(record, unit).depths)

    def holder(self, part: KindPlan, parent: bytes) -> KindPlan | None:
        """The plan of the kind that a part's parent is of, or None where it is not here."""
        for name in part.kind.parents:
            if value_of(self._cursor, f'SELECT 1 FROM "{name}" WHERE id = ?', (parent,)):
                return BY_NAME[name]
        return None

    def root(self, plan: KindPlan, record: bytes) -> tuple[KindPlan, bytes]:
        """The record that people see: itself, or the one it is a part of."""
        if not plan.kind.is_part:
            return plan, record
        parent = value_of(self._cursor, f'SELECT parent FROM "{plan.table}" WHERE id = ?', (record,))
        holder = self.holder(plan, parent) if parent is not None else None
        return (plan, record) if holder is None else (holder, bytes(parent))

    # --- what changes ----------------------------------------------------------------------------

    def ensure(self, plan: KindPlan, record: bytes) -> None:
        """Make room for a record of which only another stream's sheet is here yet."""
        self._cursor.execute(f'INSERT OR IGNORE INTO "{plan.table}" (id) VALUES (?)', (record,))

    def put(self, record: bytes, unit: int, dot: Dot, bases: tuple[Dot, ...], heads: Heads) -> None:
        """Add a value's row as current; its bases are current no more."""
        named = set(bases)
        if heads.unwritten is not None:
            self._insert(record, unit, heads.unwritten, 1, current=heads.unwritten not in named)
        for base in named.intersection(heads.current) - {heads.unwritten}:
            self._cursor.execute(
                "UPDATE change SET current = 0 WHERE record = ? AND unit = ? AND feed = ? AND seq = ?",
                (record, unit, *base),
            )
        depth = 1 + max((heads.depths.get(base, 0) for base in named), default=0)
        self._insert(record, unit, dot, depth, current=True)

    def _insert(self, record: bytes, unit: int, dot: Dot, depth: int, *, current: bool) -> None:
        self._cursor.execute(
            "INSERT OR IGNORE INTO change (record, unit, feed, seq, depth, current)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (record, unit, *dot, depth, int(current)),
        )

    def write(self, plan: KindPlan, unit: UnitPlan, record: bytes, value: object) -> None:
        """Show a value in the record's columns."""
        columns = ", ".join(f'"{column}" = ?' for column in unit.columns)
        self._cursor.execute(
            f'UPDATE "{plan.table}" SET {columns} WHERE id = ?',
            (*unit.row(value), record),  # type: ignore[arg-type]
        )

    def mark_current(self, record: bytes, unit: int, current: Iterable[Dot]) -> None:
        """Set which of the unit's rows are current."""
        self._cursor.execute("UPDATE change SET current = 0 WHERE record = ? AND unit = ?", (record, unit))
        self._cursor.executemany(
            "UPDATE change SET current = 1 WHERE record = ? AND unit = ? AND feed = ? AND seq = ?",
            [(record, unit, *dot) for dot in current],
        )

    def mark_conflict(self, plan: KindPlan, unit: UnitPlan, record: bytes) -> None:
        """Note that a person has to look at the unit."""
        self._cursor.execute(
            "INSERT OR REPLACE INTO conflict (record, unit, kind, merge) VALUES (?, ?, ?, ?)",
            (record, unit.unit, plan.kind.number, unit.merge),
        )

    def settle(self, record: bytes, unit: int) -> None:
        """Note that nothing is left to look at."""
        self._cursor.execute("DELETE FROM conflict WHERE record = ? AND unit = ?", (record, unit))

    # --- search ----------------------------------------------------------------------------------

    def mark_search(self, plan: KindPlan, first: int, last: int) -> None:
        """Note rows whose words the index does not have yet."""
        self._cursor.execute(_DUE, (plan.kind.number, first, last))

    def mark_search_all(self, rows: Iterable[tuple[KindPlan, int]]) -> None:
        """The same for single rows, many together."""
        self._cursor.executemany(_DUE, [(plan.kind.number, no, no) for plan, no in rows])

    def mark_record(self, plan: KindPlan, record: bytes) -> None:
        """Note one record whose words may have changed."""
        no = value_of(self._cursor, f'SELECT no FROM "{plan.table}" WHERE id = ?', (record,))
        if no is not None:
            self.mark_search(plan, no, no)
