"""Reads records out of the tables as frozen values: one whole with its parts, or what a list shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cspdesk.domain.entries import PRESENCE, Dot, Wire
from cspdesk.domain.merge import Resolved, resolve
from cspdesk.store.feeds import Feeds
from cspdesk.store.journal import Journal
from cspdesk.store.plan import BY_NAME, KindPlan
from cspdesk.store.sql import Cursor
from cspdesk.store.token import Shown
from cspdesk.store.units import UnitRows


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as the tables hold it: values by unit, its parts by field, and the dots behind them."""

    plan: KindPlan
    id: bytes
    presence: int | None
    at: int | None
    values: Mapping[int, Wire]
    parts: Mapping[str, tuple[Kept, ...]] = field(default_factory=dict)
    shown: Shown = field(default_factory=Shown)
    conflicts: frozenset[int] = frozenset()

    def token(self) -> dict[bytes, Shown]:
        """What a person who sees this has been shown."""
        found = {self.id: self.shown}
        for parts in self.parts.values():
            for part in parts:
                found.update(part.token())
        return found


class Reading:
    """Reads inside one transaction."""

    def __init__(self, cursor: Cursor, feeds: Feeds, journal: Journal) -> None:
        self._cursor = cursor
        self._feeds = feeds
        self._journal = journal
        self._rows = UnitRows(cursor)

    def find(self, record: bytes) -> KindPlan | None:
        """The kind of a record by its id, or None where it is not here."""
        for plan in BY_NAME.values():
            if self._cursor.execute(f'SELECT 1 FROM "{plan.table}" WHERE id = ?', (record,)).fetchone():
                return plan
        return None

    def one(self, plan: KindPlan, record: bytes) -> Kept | None:
        """A record with all its living parts, or None."""
        found = self.many(plan, [record])
        return found[0] if found else None

    def many(self, plan: KindPlan, records: Sequence[bytes]) -> list[Kept]:
        """Records in the order asked for, each with its living parts; absent ones are left out."""
        kept: dict[bytes, Kept] = {}
        for chunk in _chunks(records):
            marks = ",".join("?" * len(chunk))
            rows = self._cursor.execute(
                f'SELECT id, feed, seq, at, presence, {plan.select} FROM "{plan.table}"'
                f" WHERE id IN ({marks})",
                chunk,
            ).fetchall()
            parts = {name: self._parts(part, chunk) for name, part in _parts_of(plan)}
            changed = self._changed(plan, [row[0] for row in rows])
            for row in rows:
                own = {name: tuple(by_parent.get(row[0], ())) for name, by_parent in parts.items()}
                kept[row[0]] = self._kept(plan, row, own, changed)
        return [kept[record] for record in records if record in kept]

    def _parts(self, plan: KindPlan, parents: Sequence[bytes]) -> dict[bytes, list[Kept]]:
        marks = ",".join("?" * len(parents))
        rows = self._cursor.execute(
            f'SELECT id, feed, seq, at, presence, {plan.select} FROM "{plan.table}"'
            f" WHERE parent IN ({marks}) AND presence IN (0, 2) ORDER BY position, at, id",
            parents,
        ).fetchall()
        changed = self._changed(plan, [row[0] for row in rows])
        found: dict[bytes, list[Kept]] = {}
        for row in rows:
            part = self._kept(plan, row, {}, changed)
            found.setdefault(_bytes(row[5]), []).append(part)
        return found

    def _kept(
        self,
        plan: KindPlan,
        row: Sequence[object],
        parts: Mapping[str, tuple[Kept, ...]],
        changed: Mapping[bytes, Mapping[int, tuple[tuple[Dot, ...], bool]]],
    ) -> Kept:
        record, feed, seq, at, presence = row[:5]
        values = plan.read(row[5:])
        created = None if feed is None else Dot(_int(feed), _int(seq))
        units = changed.get(_bytes(record), {})
        shown = Shown(
            created,
            {unit: dots for unit, (dots, _) in units.items()},
            frozenset(unit for unit in values if unit not in units),
        )
        return Kept(
            plan,
            _bytes(record),
            None if presence is None else _int(presence),
            None if at is None else _int(at),
            values,
            parts,
            shown,
            frozenset(unit for unit, (_, conflict) in units.items() if conflict),
        )

    def _changed(
        self, plan: KindPlan, records: Sequence[bytes]
    ) -> dict[bytes, dict[int, tuple[tuple[Dot, ...], bool]]]:
        """For each record the units that changed since creation: the dots shown, and a conflict."""
        found: dict[bytes, dict[int, tuple[tuple[Dot, ...], bool]]] = {}
        for chunk in _chunks(records):
            marks = ",".join("?" * len(chunk))
            conflicts = set(
                self._cursor.execute(
                    f"SELECT record, unit FROM conflict WHERE record IN ({marks})", chunk
                ).fetchall()
            )
            rows = self._cursor.execute(
                f"SELECT record, unit, feed, seq FROM change WHERE record IN ({marks}) AND current = 1",
                chunk,
            ).fetchall()
            for record, unit, feed, seq in rows:
                dots, marked = found.setdefault(record, {}).get(unit, ((), (record, unit) in conflicts))
                found[record][unit] = ((*dots, Dot(feed, seq)), marked)
            for record, unit in conflicts:
                if unit != PRESENCE:
                    found[record][unit] = (self.resolved(plan, record, unit).shown, True)
        return found

    def resolved(self, plan: KindPlan, record: bytes, unit: int) -> Resolved:
        """One unit's state from its whole history: all current values with their dots."""
        described = plan.units[unit]
        dots = self._rows.heads(plan, described, record).depths
        history = {dot: op for dot in dots if (op := self._journal.op(dot, unit)) is not None}
        return resolve(history, merge=described.merge, key=self._feeds.key, order=described.order)


def _parts_of(plan: KindPlan) -> Iterator[tuple[str, KindPlan]]:
    return ((f.name, BY_NAME[f.of]) for f in plan.kind.parts())


def _chunks(records: Sequence[bytes], size: int = 400) -> Iterator[Sequence[bytes]]:
    return (records[at : at + size] for at in range(0, len(records), size))


def _bytes(cell: object) -> bytes:
    if not isinstance(cell, bytes):
        raise TypeError(type(cell).__name__)
    return cell


def _int(cell: object) -> int:
    if not isinstance(cell, int):
        raise TypeError(type(cell).__name__)
    return cell
