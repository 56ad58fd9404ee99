"""What was saved and not sealed in an earlier life of this database becomes the present life's.

An earlier life's feeds end where they were sealed: the copy or the backup that this database comes
from may have gone on numbering them, on a device that still lives.  Nobody else has seen the loose
entries under their numbers here, so they take new ones, in a feed that is this life's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cspdesk.domain.entries import PRESENCE, Dot, FeedId
from cspdesk.store.journal import decode_entry, encode_entry, entry_with
from cspdesk.store.plan import BY_NUMBER, PLANS
from cspdesk.store.projection import Projection
from cspdesk.store.room import Room
from cspdesk.store.sql import Cursor, value_of


class Renamed:
    """The names that loose entries have now, for forms and drafts that were opened under former ones."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._any: bool | None = None

    def now(self, dots: Iterable[Dot]) -> tuple[Dot, ...]:
        """The dots by their present names, in order."""
        if self._any is None:
            self._any = value_of(self._cursor, "SELECT 1 FROM renamed LIMIT 1") is not None
        return tuple(dots) if not self._any else tuple(sorted({self._now(dot) for dot in dots}))

    def _now(self, dot: Dot) -> Dot:
        while True:
            row = self._cursor.execute(
                "SELECT to_feed, to_seq FROM renamed WHERE feed = ? AND seq = ?", dot
            ).fetchone()
            if row is None:
                return dot
            dot = Dot(*row)


def rehome(room: Room, *, device: bytes, incarnation: bytes) -> None:
    """Make every loose entry this life's: before anything is saved, sealed, or taken from outside."""
    for (stream,) in room.cursor.execute(
        "SELECT DISTINCT stream FROM feed WHERE (device <> ? OR incarnation <> ?)"
        " AND EXISTS (SELECT 1 FROM entry WHERE entry.feed = feed.no)",
        (device, incarnation),
    ).fetchall():
        feed = room.feeds.number(FeedId(incarnation, bytes(stream), device))
        room.cursor.execute("UPDATE feed SET own = 1 WHERE no = ?", (feed,))
        _gather(room, feed)


def _gather(room: Room, feed: int) -> None:
    cursor, name = room.cursor, room.feeds.id(feed)
    former = [
        no
        for no, each in sorted(room.feeds.known().items())
        if each.stream == name.stream
        and no != feed
        and value_of(cursor, "SELECT 1 FROM entry WHERE feed = ? LIMIT 1", (no,)) is not None
    ]
    if not former:
        return
    renamed: dict[Dot, Dot] = {}
    seq = room.feeds.next_seq(feed)
    for no in former:
        rows = cursor.execute("SELECT seq FROM entry WHERE feed = ? ORDER BY seq", (no,)).fetchall()
        for (old,) in rows:
            renamed[Dot(no, old)] = Dot(feed, seq)
            seq += 1
    _rename_entries(room, renamed)
    _rename_rows(room, renamed)
    _decide_again(room, feed)


def _rename_entries(room: Room, renamed: Mapping[Dot, Dot]) -> None:
    cursor = room.cursor
    rows = []
    for old, new in renamed.items():
        save, body = (
            cursor.execute("SELECT save, body FROM entry WHERE feed = ? AND seq = ?", old).fetchone() or ()
        )
        entry = entry_with(decode_entry(body), lambda dot: renamed.get(dot, dot))
        rows.append((*new, save, encode_entry(entry)))
    cursor.executemany("DELETE FROM entry WHERE feed = ? AND seq = ?", list(renamed))
    cursor.executemany("INSERT INTO entry (feed, seq, save, body) VALUES (?, ?, ?, ?)", rows)


def _rename_rows(room: Room, renamed: Mapping[Dot, Dot]) -> None:
    pairs = [(*new, *old) for old, new in renamed.items()]
    for table in ("change", "stranger", "waiting", *(plan.table for plan in PLANS)):
        room.cursor.executemany(f'UPDATE "{table}" SET feed = ?, seq = ? WHERE feed = ? AND seq = ?', pairs)
    room.cursor.executemany(
        "UPDATE waiting SET needs_feed = ?, needs_seq = ? WHERE needs_feed = ? AND needs_seq = ?", pairs
    )
    room.cursor.executemany(
        "INSERT INTO renamed (feed, seq, to_feed, to_seq) VALUES (?, ?, ?, ?)",
        [(*old, *new) for old, new in renamed.items()],
    )
    for no, feed, first, last in room.cursor.execute("SELECT no, feed, first, last FROM deed").fetchall():
        if Dot(feed, first) in renamed and Dot(feed, last) in renamed:
            moved = renamed[Dot(feed, first)]
            room.cursor.execute(
                "UPDATE deed SET feed = ?, first = ?, last = ? WHERE no = ? AND feed = ?",
                (*moved, moved.seq + last - first, no, feed),
            )


def _decide_again(room: Room, feed: int) -> None:
    """Of equal chains the larger dot wins: where a renamed one takes part, it is asked again."""
    rows = room.cursor.execute(
        "SELECT DISTINCT conflict.record, conflict.unit, kind FROM conflict"
        " JOIN change ON change.record = conflict.record AND change.unit = conflict.unit"
        " WHERE change.feed = ? AND conflict.unit <> ?",
        (feed, PRESENCE),
    ).fetchall()
    projection = Projection(room.cursor, room.feeds, room.journal)
    for record, unit, kind in rows:
        plan = BY_NUMBER[kind]
        projection.decide_again(plan, plan.units[unit], record)
