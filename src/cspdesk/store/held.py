"""Taking segments in: what is held, what waits for an entry that is not here, and what forks.

Whole saves wait, never single entries, and only what builds on a missing entry waits; everything
else of the same segment applies.  The order in which segments come plays no part in what results.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from cspdesk.domain.entries import Creations, Dot, Entry, FeedId, Run, blocks
from cspdesk.store.projection import Applied, Projection
from cspdesk.store.room import Room
from cspdesk.store.sql import value_of
from cspdesk.wire.body import Body
from cspdesk.wire.ranges import Ranges
from cspdesk.wire.segment import Segment


@dataclass(slots=True)
class Taken:
    """What taking segments came to."""

    new: int = 0
    known: int = 0
    parked: int = 0
    forked: list[FeedId] = field(default_factory=list)
    applied: Applied = field(default_factory=Applied)


class Holdings:
    """Which entries of each feed are held, and which of those wait; valid inside one transaction."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._held: dict[int, Ranges] = {}
        self.waiting: set[Dot] = {
            Dot(*row) for row in room.cursor.execute("SELECT feed, seq FROM waiting").fetchall()
        }

    def of(self, feed: int) -> Ranges:
        """The numbers held of a feed, sealed or loose."""
        if feed not in self._held:
            spans = self._room.cursor.execute(
                "SELECT first, last FROM segment WHERE feed = ?", (feed,)
            ).fetchall()
            loose = self._room.cursor.execute(
                "SELECT min(seq), max(seq) FROM entry WHERE feed = ?", (feed,)
            ).fetchone()
            if loose is not None and loose[0] is not None:
                spans.append(loose)
            self._held[feed] = Ranges.of(spans)
        return self._held[feed]

    def add(self, feed: int, first: int, last: int) -> None:
        """Note a run that was just taken."""
        self._held[feed] = self.of(feed).add(first, last)

    def has(self, dot: Dot) -> bool:
        """Whether an entry is here and in the tables."""
        return dot.seq in self.of(dot.feed) and dot not in self.waiting


class Taking:
    """Takes checked segments into the journal and the tables of one transaction."""

    def __init__(self, room: Room, *, at: int) -> None:
        self._room = room
        self._at = at
        self._holdings = Holdings(room)
        self._projection = Projection(room.cursor, room.feeds, room.journal)
        self.taken = Taken(applied=self._projection.applied)

    def take(self, segment: Segment, body: Body | None) -> None:
        """Keep one segment whose signature was checked, and apply what of it can be applied.

        Without a body (this desk may not read the stream) it is held and passed on, no more.
        """
        cursor = self._room.cursor
        if value_of(cursor, "SELECT 1 FROM segment WHERE hash = ?", (segment.header_hash,)):
            self.taken.known += 1
            return
        header = segment.header
        feed = self._feed_of(segment)
        cursor.execute(
            "INSERT INTO segment (feed, first, last, hash, arrived, counted, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                feed,
                header.first,
                header.last,
                segment.header_hash,
                self._at,
                int(body is not None),
                segment.to_bytes(),
            ),
        )
        self._holdings.add(feed, header.first, header.last)
        self.taken.new += 1
        if body is not None and self._apply(feed, self._room.journal.localised(body, feed)):
            self.taken.parked += 1

    def count(self, no: int, body: Body) -> None:
        """Apply a segment that was held unread until its key came."""
        cursor = self._room.cursor
        cursor.execute("UPDATE segment SET counted = 1 WHERE no = ?", (no,))
        feed = int(value_of(cursor, "SELECT feed FROM segment WHERE no = ?", (no,)))
        if self._apply(feed, self._room.journal.localised(body, feed)):
            self.taken.parked += 1

    def finish(self) -> Taken:
        """Apply what waited and can be applied now; call once after the last segment."""
        while self._retry():
            pass
        return self.taken

    def _feed_of(self, segment: Segment) -> int:
        """The feed's number here; a run whose numbers are taken by another one is a feed of its own."""
        feeds, header = self._room.feeds, segment.header
        if header.previous:
            before = value_of(
                self._room.cursor, "SELECT feed FROM segment WHERE hash = ?", (header.previous,)
            )
            if before is not None and not self._overlaps(before, header.first, header.last):
                return int(before)
        trunk = feeds.number(header.feed)
        if not self._overlaps(trunk, header.first, header.last):
            return trunk
        self.taken.forked.append(header.feed)
        return feeds.number(replace(header.feed, branch=segment.header_hash))

    def _overlaps(self, feed: int, first: int, last: int) -> bool:
        return bool(self._holdings.of(feed) & Ranges.of([(first, last)]))

    def _apply(self, feed: int, run: Run) -> bool:
        """Apply the saves that have all they build on; note the others as waiting.  True if any wait."""
        waiting = self._saves_that_wait(feed, run)
        if not waiting:
            self._projection.apply(feed, run.creations, run.edits)
            return False
        rows = []
        ready: dict[int, Entry] = {}
        for seq, entry in run.edits.items():
            if entry.save in waiting:
                rows.append((feed, seq, entry.save, *waiting[entry.save]))
            else:
                ready[seq] = entry
        blocks = []
        for block in run.creations:
            held = [place for place, save in enumerate(block.saves) if save in waiting]
            rows.extend(
                (feed, block.seqs[place], block.saves[place], *waiting[block.saves[place]]) for place in held
            )
            blocks.append(_chosen(block, set(range(len(block.seqs))).difference(held)) if held else block)
        self._room.cursor.executemany(
            "INSERT OR REPLACE INTO waiting (feed, seq, save, needs_feed, needs_seq) VALUES (?, ?, ?, ?, ?)",
            rows,
        )
        self._holdings.waiting.update(Dot(feed, seq) for _, seq, *_ in rows)
        self._projection.apply(feed, [block for block in blocks if block.seqs], ready)
        return True

    def _saves_that_wait(self, feed: int, run: Run) -> dict[int, Dot]:
        """The saves that build on an entry that is not here, each with the first one it lacks."""
        waiting: dict[int, Dot] = {}
        for entry in run.edits.values():
            missing = next((need for need in _needs(entry) if not self._holdings.has(need)), None)
            if missing is not None:
                waiting.setdefault(entry.save, missing)
        if not waiting:
            return waiting
        saves = {seq: entry.save for seq, entry in run.edits.items()}
        for block in run.creations:
            saves.update(zip(block.seqs, block.saves, strict=True))
        found = True
        while found:
            found = False
            for entry in run.edits.values():
                if entry.save in waiting:
                    continue
                for need in _needs(entry):
                    if need.feed == feed and saves.get(need.seq) in waiting:
                        waiting[entry.save] = need
                        found = True
        return waiting

    def _retry(self) -> bool:
        """Apply waiting saves whose missing entry has come; True if any did."""
        cursor = self._room.cursor
        needs = cursor.execute("SELECT DISTINCT needs_feed, needs_seq FROM waiting").fetchall()
        come = [Dot(*need) for need in needs if self._holdings.has(Dot(*need))]
        if not come:
            return False
        rows: list[tuple[int, int]] = []
        for need in come:
            rows += cursor.execute(
                "SELECT feed, seq FROM waiting WHERE needs_feed = ? AND needs_seq = ?", need
            ).fetchall()
        by_feed: dict[int, list[int]] = {}
        for feed, seq in sorted(rows):
            by_feed.setdefault(feed, []).append(seq)
        for feed, seqs in by_feed.items():
            cursor.executemany(
                "DELETE FROM waiting WHERE feed = ? AND seq = ?", [(feed, seq) for seq in seqs]
            )
            self._holdings.waiting.difference_update(Dot(feed, seq) for seq in seqs)
            entries = {seq: self._room.journal.entry(Dot(feed, seq)) for seq in seqs}
            self._apply(feed, run_of(entries))
        return True


def run_of(entries: Mapping[int, Entry]) -> Run:
    """Entries of one feed, with gaps or without, as a run whose creations are columns."""
    from_blocks, edits = blocks(entries)
    return Run((), min(entries), len(entries), from_blocks, edits)


def _needs(entry: Entry) -> Iterable[Dot]:
    """The entries that one builds on."""
    if isinstance(entry.record, Dot):
        yield entry.record
    for op in entry.ops:
        yield from op.bases


def _chosen(block: Creations, places: set[int]) -> Creations:
    """The creations at some places of a block."""
    order = sorted(places)
    return Creations(
        block.kind,
        [block.seqs[i] for i in order],
        [block.records[i] for i in order],
        [block.saves[i] for i in order],
        [block.ats[i] for i in order],
        {unit: [values[i] for i in order] for unit, values in block.columns.items()},
    )
