"""Sealing: loose entries become segments, in the transaction that takes their rows away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from cspdesk.domain.entries import PARENT, Dot, FeedId
from cspdesk.domain.ids import Ids
from cspdesk.store.journal import entry_with
from cspdesk.store.plan import PLANS
from cspdesk.store.room import Room
from cspdesk.store.sql import value_of
from cspdesk.wire import limits, segment
from cspdesk.wire.creations import Rules
from cspdesk.wire.segment import Begun, HeaderFields, Segment
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


def seal_loose(room: Room, terms_of: Callable[[int], Terms]) -> Iterator[Segment]:
    """Seal all that is loose, feed by feed, under the terms of each; gives every segment as it is kept.

    A save is never cut in two: what belongs to one save lies in one segment.  While one body is
    compressed the next is gathered, for a compressor needs no Python: two bodies lie in memory.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        before: _Coming | None = None
        for feed, terms, begun in _begun(room, terms_of):
            coming = _Coming(feed, terms, begun, beside.submit(segment.compress, begun.raw))
            if before is not None:
                yield _finish(room, before)
            before = coming
        if before is not None:
            yield _finish(room, before)


@dataclass(frozen=True, slots=True)
class _Coming:
    """A segment whose body is being compressed."""

    feed: int
    terms: Terms
    begun: Begun
    frame: Future[bytes]


def _begun(room: Room, terms_of: Callable[[int], Terms]) -> Iterator[tuple[int, Terms, Begun]]:
    """The segments to be; their entries stay where they are until each is finished."""
    for feed in loose_feeds(room):
        terms, last = terms_of(feed), 0
        while (run := room.journal.unsealed(feed, after=last, enough=limits.RAW_TARGET)) is not None:
            table = _Table(room, feed)
            edits = {seq: entry_with(entry, table.place) for seq, entry in run.edits.items()}
            placed = replace(run, feeds=table.feeds, edits=edits)
            yield feed, terms, segment.begin(placed, pins=table.pins, ids=terms.ids, rules=RULES)
            last = run.first + run.count - 1


def _finish(room: Room, coming: _Coming) -> Segment:
    """Put a segment in the place of its entries."""
    feed, terms, run = coming.feed, coming.terms, coming.begun.said.run
    last = run.first + run.count - 1
    made = segment.finish(
        coming.begun,
        coming.frame.result,
        header=HeaderFields(_previous(room, feed, run.first), terms.roster_number, terms.roster_hash),
        epoch_public=terms.epoch_public,
        keys=terms.keys,
        ids=terms.ids,
    )
    # the entries go first: the segment is then written into pages that are written anyway
    room.cursor.execute("DELETE FROM entry WHERE feed = ? AND seq <= ?", (feed, last))
    room.cursor.execute(
        "INSERT INTO segment (feed, first, last, hash, previous, arrived, counted, sealed)"
        " VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
        (feed, run.first, last, made.header_hash, made.header.previous, terms.at, made.to_bytes()),
    )
    return made


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
