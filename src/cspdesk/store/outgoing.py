"""The rows of what leaves: sealed segments in the order they came, parcels made, and what lies in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cspdesk.store.plan import PLANS, KindPlan
from cspdesk.store.sql import Cursor, value_of
from cspdesk.wire.ranges import Ranges


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A sealed segment as it is listed: its place here, its feed, its numbers, its name, its bytes' count."""

    no: int
    feed: int
    first: int
    last: int
    hash: bytes
    size: int


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """A bundle made or read: see ``models.machinery.Parcel``."""

    mark: bytes
    name: str
    at: int
    size: int
    own: bool
    whole: bool
    roster: int = 0
    receipt: int = 0


class Outgoing:
    """Reads segments and notes what was packed, inside one transaction."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def segments(self) -> Iterator[SegmentRow]:
        """Every sealed segment, in an order in which what is built on comes first, as far as held."""
        rows = self._cursor.execute(
            "SELECT no, feed, first, last, hash, length(sealed) FROM segment ORDER BY no"
        ).fetchall()
        return (SegmentRow(*row) for row in rows)

    def sealed(self, no: int) -> bytes:
        """A segment's bytes."""
        return bytes(value_of(self._cursor, "SELECT sealed FROM segment WHERE no = ?", (no,)))

    def find(self, name: bytes) -> SegmentRow | None:
        """A segment by its hash."""
        row = self._cursor.execute(
            "SELECT no, feed, first, last, hash, length(sealed) FROM segment WHERE hash = ?", (name,)
        ).fetchone()
        return None if row is None else SegmentRow(*row)

    def holds(self, name: bytes) -> bool:
        """Whether the segment of this hash is here; no segment has an empty one."""
        return bool(name) and self.find(name) is not None

    def unread(self) -> list[tuple[int, bytes]]:
        """The segments held whose entries are not in the tables, because no key opens them here."""
        rows = self._cursor.execute("SELECT no, sealed FROM segment WHERE counted = 0 ORDER BY no").fetchall()
        return [(row[0], bytes(row[1])) for row in rows]

    def keep_parcel(self, parcel: ParcelRow, segments: Iterable[bytes]) -> None:
        """Note a bundle and the segments that lie in it; one that is known already is noted anew."""
        self._cursor.execute(
            "INSERT INTO parcel (mark, name, at, size, own, whole, roster, receipt)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (mark) DO UPDATE SET"
            " name = excluded.name, at = excluded.at, size = excluded.size, whole = excluded.whole",
            (
                parcel.mark,
                parcel.name,
                parcel.at,
                parcel.size,
                int(parcel.own),
                int(parcel.whole),
                parcel.roster,
                parcel.receipt,
            ),
        )
        no = value_of(self._cursor, "SELECT no FROM parcel WHERE mark = ?", (parcel.mark,))
        self._cursor.executemany(
            "INSERT OR IGNORE INTO packed (segment, parcel) VALUES (?, ?)", [(name, no) for name in segments]
        )

    def parcel(self, mark: bytes) -> ParcelRow | None:
        """A bundle made or read before."""
        row = self._cursor.execute(
            "SELECT mark, name, at, size, own, whole, roster, receipt FROM parcel WHERE mark = ?", (mark,)
        ).fetchone()
        if row is None:
            return None
        return ParcelRow(row[0], row[1], row[2], row[3], bool(row[4]), bool(row[5]), row[6], row[7])

    def packed_in(self, marks: Iterable[bytes]) -> set[bytes]:
        """The segments that lie in any of these bundles."""
        found: set[bytes] = set()
        for mark in marks:
            found.update(
                bytes(row[0])
                for row in self._cursor.execute(
                    "SELECT segment FROM packed JOIN parcel ON parcel.no = packed.parcel WHERE mark = ?",
                    (mark,),
                ).fetchall()
            )
        return found

    def records_in(self, segments: Iterable[SegmentRow]) -> int:
        """How many records that people see are created or changed by these segments, as far as read here."""
        found: set[bytes] = set()
        runs: dict[int, list[tuple[int, int]]] = {}
        for row in segments:
            runs.setdefault(row.feed, []).append((row.first, row.last))
        # segments that follow one another are asked about together: every kind is asked about each run
        for span in ((feed, *run) for feed, each in runs.items() for run in Ranges.of(each)):
            for plan in PLANS:
                name = "parent" if plan.kind.is_part else "id"
                found.update(
                    each
                    for (each,) in self._cursor.execute(
                        f'SELECT {name} FROM "{plan.table}" WHERE feed = ? AND seq BETWEEN ? AND ?', span
                    ).fetchall()
                )
            found.update(self._roots_changed(span))
        found.discard(b"")
        return len({each for each in found if each is not None})

    def _roots_changed(self, span: tuple[int, int, int]) -> set[bytes]:
        rows = self._cursor.execute(
            "SELECT DISTINCT record FROM change WHERE feed = ? AND seq BETWEEN ? AND ?", span
        ).fetchall()
        changed = {row[0] for row in rows}
        for plan in PLANS:
            if plan.kind.is_part and changed:
                parents = dict(self._parents(plan, sorted(changed)))
                changed = {parents.get(record, record) for record in changed}
        return changed

    def _parents(self, plan: KindPlan, records: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
        for at in range(0, len(records), 400):
            chunk = records[at : at + 400]
            marks = ",".join("?" * len(chunk))
            yield from self._cursor.execute(
                f'SELECT id, parent FROM "{plan.table}" WHERE parent IS NOT NULL AND id IN ({marks})', chunk
            ).fetchall()

    def loose(self) -> int:
        """How many own entries are not sealed yet."""
        return int(value_of(self._cursor, "SELECT count(*) FROM entry"))

    def unheld(self) -> int:
        """How many own sealed entries nobody else is known to hold."""
        found = value_of(
            self._cursor,
            "SELECT sum(s.last - s.first + 1) FROM segment s JOIN feed f ON f.no = s.feed WHERE f.own <> 0"
            " AND NOT EXISTS (SELECT 1 FROM holding h WHERE h.feed = s.feed"
            " AND h.first <= s.first AND h.last >= s.last)",
        )
        return int(found or 0)

    def last_made(self) -> int | None:
        """When the newest own bundle was made, in milliseconds."""
        found = value_of(self._cursor, "SELECT max(at) FROM parcel WHERE own = 1")
        return None if found is None else int(found)
