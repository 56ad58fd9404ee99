"""Undo: a new save that writes back what stood before, where nobody has written since."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from cspdesk.domain.entries import PARENT, PRESENCE, Act, Dot, Entry, Op
from cspdesk.store.plan import BY_NUMBER, KindPlan
from cspdesk.store.sql import Cursor, value_of
from cspdesk.store.token import Shown
from cspdesk.store.units import UnitRows
from cspdesk.store.work import UNDONE, Saved, Work


@dataclass(frozen=True, slots=True)
class Undone:
    """What undo wrote back, and the (record, unit) pairs that somebody changed since and that stay."""

    saved: Saved
    kept: tuple[tuple[bytes, int], ...] = ()


def undo_last(work: Work) -> Undone | None:
    """Take back this desk's last deed that stands; None when there is none."""
    cursor = work.room.cursor
    deed = value_of(cursor, "SELECT max(no) FROM deed WHERE undone = 0")
    if deed is None:
        return None
    undo = _Undo(work)
    runs = cursor.execute("SELECT feed, first, last FROM deed WHERE no = ?", (deed,)).fetchall()
    dots = [Dot(feed, seq) for feed, first, last in runs for seq in range(first, last + 1)]
    undo.take_back(dots)
    cursor.execute("UPDATE deed SET undone = ? WHERE no = ?", (UNDONE, deed))
    return Undone(work.finish(undoes=True), tuple(undo.kept))


class _Undo:
    """Turns a deed's entries around, newest first.

    What earlier undoing wrote stands for what it wrote back, so that deeds can be taken back one after
    another.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._rows = UnitRows(work.room.cursor)
        self._journal = work.room.journal
        self._gone = _Runs(work.room.cursor)
        self.kept: list[tuple[bytes, int]] = []

    def take_back(self, dots: list[Dot]) -> None:
        """Write back what the entries changed; creations go with their records."""
        entries = {dot: self._journal.entry(dot) for dot in dots}
        created = {entry.record for entry in entries.values() if entry.act == Act.CREATE}
        self._remove_all(list(entries.values()), created, set(dots))
        for dot, entry in reversed(entries.items()):
            if entry.act == Act.CREATE:
                continue
            plan = BY_NUMBER[entry.kind]
            record = (
                entry.record
                if isinstance(entry.record, bytes)
                else self._rows.record_of(entry.kind, entry.record)
            )
            if entry.act == Act.DELETE:
                self._work.restore(plan, record)
            elif entry.act == Act.RESTORE:
                self._work.delete(plan, record, "undo", self._cover(entry))
            elif record not in created:
                self._write_back(plan, record, dot, entry)

    def _remove_all(self, entries: Iterable[Entry], created: set[bytes | Dot], own: set[Dot]) -> None:
        """Delete what was created; parts go with the records that were created with them."""
        by_kind: dict[int, list[bytes]] = {}
        for entry in entries:
            if entry.act == Act.CREATE and isinstance(entry.record, bytes):
                parent = next((op.value for op in entry.ops if op.unit == PARENT), None)
                if parent not in created:
                    by_kind.setdefault(entry.kind, []).append(entry.record)
        for kind, records in by_kind.items():
            plan = BY_NUMBER[kind]
            for kept in self._work.reading.many(plan, records[::-1]):
                seen = {dot for shown in kept.token().values() for dot in shown.everything()}
                if all(dot in own or dot in self._gone for dot in seen):
                    self._work.delete(plan, kept.id, "undo", seen)
                else:
                    self.kept.append((kept.id, PRESENCE))

    def _cover(self, entry: Entry) -> set[Dot]:
        """What the deletion that was restored had seen."""
        found: set[Dot] = set()
        for base in entry.ops[0].bases:
            before = self._journal.op(base, PRESENCE)
            found.update(() if before is None else before.bases)
        return found

    def _write_back(self, plan: KindPlan, record: bytes, dot: Dot, entry: Entry) -> None:
        for op in entry.ops:
            heads = self._rows.heads(plan, plan.units[op.unit], record)
            if heads.current != (dot,) and not self._wrote_back(heads.current, op):
                self.kept.append((record, op.unit))
                continue
            former = self._journal.op(op.bases[0], op.unit) if op.bases else None
            value = None if former is None else former.value
            self._work.edit(plan, record, {op.unit: value}, Shown(units={op.unit: heads.current}))

    def _wrote_back(self, current: tuple[Dot, ...], op: Op) -> bool:
        """Whether undoing what came after an op has written its value back, and nothing else since."""
        if len(current) != 1 or current[0] not in self._gone:
            return False
        standing = self._journal.op(current[0], op.unit)
        return standing is not None and standing.value == op.value


class _Runs:
    """The own entries that were taken back, and those that took them back."""

    def __init__(self, cursor: Cursor) -> None:
        self._runs: dict[int, list[tuple[int, int]]] = {}
        rows = cursor.execute("SELECT feed, first, last FROM deed WHERE undone <> 0 ORDER BY feed, first")
        for feed, first, last in rows.fetchall():
            self._runs.setdefault(feed, []).append((first, last))

    def __contains__(self, dot: object) -> bool:
        if not isinstance(dot, Dot) or dot.feed not in self._runs:
            return False
        runs = self._runs[dot.feed]
        at = bisect_right(runs, (dot.seq, 2**63)) - 1
        return at >= 0 and runs[at][0] <= dot.seq <= runs[at][1]
