"""Sealing: a feed's loose entries become one segment, in the transaction that takes their rows away."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cspdesk.domain.entries import PARENT, Dot, FeedId
from cspdesk.domain.ids import Ids
from cspdesk.store.journal import entry_with
from cspdesk.store.plan import PLANS
from cspdesk.store.room import Room
from cspdesk.store.sql import value_of
from cspdesk.wire import limits, segment
from cspdesk.wire.creations import Rules
from cspdesk.wire.segment import HeaderFields, Segment
from cspdesk.wire.suite import DeviceKeys

RULES: Rules = {
    plan.kind.number: (PARENT, *(plan.kind.unit_of[key] for key in plan.kind.keys))
    for plan in PLANS
    if plan.kind.keys and plan.kind.is_part
}
"""Cells of grids are named by their parent and keys, so their ids are not sent; a record's always is."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Under what a segment is sealed: the roster in force, the epoch's public half, who and when."""

    roster_number: int
    roster_hash: bytes
    epoch_public: bytes
    keys: DeviceKeys
    ids: Ids
    at: int


def loose_feeds(room: Room) -> list[int]:
    """The own feeds that have entries which are not sealed."""
    return [row[0] for row in room.cursor.execute("SELECT DISTINCT feed FROM entry ORDER BY feed").fetchall()]


def seal_next(room: Room, feed: int, terms: Terms) -> Segment | None:
    """Seal the feed's next entries; None when nothing is loose.

    A save is never cut in two: what belongs to one save lies in one segment.
    """
    count = _how_many(room, feed)
    run = room.journal.unsealed(feed, most=count) if count else None
    if run is None:
        return None
    table = _Table(room, feed)
    edits = {seq: entry_with(entry, table.place) for seq, entry in run.edits.items()}
    made = segment.seal(
        replace(run, feeds=table.feeds, edits=edits),
        pins=table.pins,
        header=HeaderFields(_previous(room, feed, run.first), terms.roster_number, terms.roster_hash),
        epoch_public=terms.epoch_public,
        keys=terms.keys,
        ids=terms.ids,
        rules=RULES,
    )
    last = run.first + run.count - 1
    room.cursor.execute(
        "INSERT INTO segment (feed, first, last, hash, previous, arrived, counted, sealed)"
        " VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
        (feed, run.first, last, made.header_hash, made.header.previous, terms.at, made.to_bytes()),
    )
    room.cursor.execute("DELETE FROM entry WHERE feed = ? AND seq <= ?", (feed, last))
    return made


def _how_many(room: Room, feed: int) -> int:
    """As many whole saves as fit: up to 4 MiB of entries, and at least one save."""
    rows = room.cursor.execute("SELECT save, length(body) FROM entry WHERE feed = ? ORDER BY seq", (feed,))
    count = size = whole = 0
    current: int | None = None
    for save, length in rows.fetchall():
        if save != current:
            whole, current = count, save
        count += 1
        size += length
        if whole and (size > limits.RAW_TARGET or count > limits.ENTRIES // 2):
            return whole
    return count


def _previous(room: Room, feed: int, first: int) -> bytes:
    """The hash of the feed's segment before this one; empty for the first."""
    return bytes(
        value_of(room.cursor, "SELECT hash FROM segment WHERE feed = ? AND last = ?", (feed, first - 1))
        or b""
    )


class _Table:
    """The feeds that a run names, in the order met, each pinned by a segment held at the newest dot."""

    def __init__(self, room: Room, own: int) -> None:
        self._room = room
        self._places = {own: 0}
        self._newest: dict[int, int] = {}

    def place(self, dot: Dot) -> Dot:
        """The dot as the segment writes it."""
        place = self._places.setdefault(dot.feed, len(self._places))
        self._newest[dot.feed] = max(dot.seq, self._newest.get(dot.feed, 0))
        return Dot(place, dot.seq)

    @property
    def feeds(self) -> tuple[FeedId, ...]:
        return tuple(replace(self._room.feeds.id(no), branch=b"") for no in self._places)

    @property
    def pins(self) -> tuple[bytes, ...]:
        found = []
        for no in list(self._places)[1:]:
            seq = self._newest[no]
            pin = value_of(
                self._room.cursor,
                "SELECT hash FROM segment WHERE feed = ? AND last >= ? ORDER BY first LIMIT 1",
                (no, seq),
            )
            found.append(bytes(pin))
        return tuple(found)
