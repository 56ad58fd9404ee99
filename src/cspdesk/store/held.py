"""Taking segments in: what is held, what waits for an entry that is not here, and what forks.

Whole saves wait, never single entries, and only what builds on a missing entry waits; everything
else of the same segment applies.  The order in which segments come plays no part in what results.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cspdesk.domain.entries import Creations, Dot, Entry, FeedId, Run, blocks
from cspdesk.domain.state import needs
from cspdesk.store import forks
from cspdesk.store.projection import Applied, Projection
from cspdesk.store.room import Room
from cspdesk.store.sql import value_of
from cspdesk.wire.body import Body
from cspdesk.wire.ranges import NONE, Ranges
from cspdesk.wire.segment import Segment

HELD, COUNTED, STAGED = 0, 1, 2
"""A segment's ``counted``: no key opens it here; its entries are in the tables; they are about to be."""


@dataclass(slots=True)
class Taken:
    """What taking segments came to."""

    new: int = 0
    known: int = 0
    parked: int = 0
    forked: list[FeedId] = field(default_factory=list)
    applied: Applied = field(default_factory=Applied)


class Holdings:
    """Which entries of each feed are in the tables, and which of those wait; valid inside one transaction.

    ``applied`` False: nothing is yet, because the tables are being made anew.
    """

    def __init__(self, room: Room, *, applied: bool = True) -> None:
        self._room = room
        self._applied = applied
        self._counted: dict[int, Ranges] = {}
        self.waiting: set[Dot] = set()
        if applied:
            rows = room.cursor.execute("SELECT feed, seq FROM waiting").fetchall()
            self.waiting.update(Dot(*row) for row in rows)

    def of(self, feed: int) -> Ranges:
        """The numbers of a feed whose entries were read, sealed or loose, those that wait among them."""
        if feed not in self._counted:
            self._counted[feed] = self._read(feed) if self._applied else NONE
        return self._counted[feed]

    def _read(self, feed: int) -> Ranges:
        cursor = self._room.cursor
        spans = cursor.execute(
            "SELECT first, last FROM segment WHERE feed = ? AND counted = 1", (feed,)
        ).fetchall()
        loose = cursor.execute("SELECT min(seq), max(seq) FROM entry WHERE feed = ?", (feed,)).fetchone()
        if loose is not None and loose[0] is not None:
            spans.append(loose)
        return Ranges.of(spans)

    def add(self, feed: int, first: int, last: int) -> None:
        """Note a run that was just read."""
        self._counted[feed] = self.of(feed).add(first, last)

    def has(self, dot: Dot) -> bool:
        """Whether an entry is here and in the tables."""
        return dot.seq in self.of(dot.feed) and dot not in self.waiting

    def has_come(self, dot: Dot) -> bool:
        """Whether what waits for an entry should look again: it is here, or the branch that it names is."""
        if self.has(dot):
            return True
        branch = self._room.feeds.id(dot.feed).branch
        return bool(branch) and not self.of(dot.feed) and self._holds(branch)

    def _holds(self, name: bytes) -> bool:
        return (
            value_of(self._room.cursor, "SELECT 1 FROM segment WHERE hash = ? AND counted = 1", (name,))
            is not None
        )


class Taking:
    """Takes checked segments into the journal and the tables of one transaction."""

    def __init__(self, room: Room, *, at: int, holdings: Holdings | None = None) -> None:
        self._room = room
        self._at = at
        self._holdings = holdings or Holdings(room)
        self._projection = Projection(room.cursor, room.feeds, room.journal)
        self._families: dict[FeedId, bool] = {}
        self.taken = Taken(applied=self._projection.applied)

    def take(self, segment: Segment, body: Body | None) -> None:
        """Keep one segment whose signature was checked, and apply what of it can be applied.

        Without a body (this desk may not read the stream) it is held and passed on, no more.
        """
        cursor, header = self._room.cursor, segment.header
        if value_of(cursor, "SELECT 1 FROM segment WHERE hash = ?", (segment.header_hash,)):
            self.taken.known += 1
            return
        feed = forks.place(self._room, header, segment.header_hash)
        state = HELD if body is None else STAGED if feed is None else COUNTED
        trunk = self._room.feeds.number(header.feed) if feed is None else feed
        cursor.execute(
            "INSERT INTO segment (feed, first, last, hash, previous, arrived, counted, sealed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                trunk,
                header.first,
                header.last,
                segment.header_hash,
                header.previous,
                self._at,
                state,
                segment.to_bytes(),
            ),
        )
        self.taken.new += 1
        if feed is None:
            self._families.setdefault(header.feed, self._room.feeds.is_forked(header.feed))
        elif body is not None:
            self.apply(feed, self._room.journal.localised(body, feed))

    def count(self, no: int, body: Body) -> None:
        """Apply a segment that was held unread until its key came."""
        cursor = self._room.cursor
        cursor.execute("UPDATE segment SET counted = ? WHERE no = ?", (COUNTED, no))
        feed = int(value_of(cursor, "SELECT feed FROM segment WHERE no = ?", (no,)))
        self.apply(feed, self._room.journal.localised(body, feed))

    def apply(self, feed: int, run: Run) -> None:
        """Apply a run of the journal whose feed and dots are this desk's numbers."""
        self._holdings.add(feed, run.first, run.first + run.count - 1)
        if self._apply(feed, run):
            self.taken.parked += 1

    def finish(self) -> Taken:
        """Apply what waited and can be applied now; call once after the last segment."""
        if self._families:
            self._settle_forks()
        while self._retry():
            pass
        return self.taken

    def _settle_forks(self) -> None:
        """Put the branches of forked feeds in order; numbers change, so the tables are made anew."""
        for family, known in self._families.items():
            if forks.settle(self._room, family) and not known:
                self.taken.forked.append(family)
        self._families.clear()
        self._room.cursor.execute("UPDATE segment SET counted = ? WHERE counted = ?", (COUNTED, STAGED))
        self._room.journal.forget()
        self._holdings = Holdings(self._room, applied=False)
        self._projection = Projection(self._room.cursor, self._room.feeds, self._room.journal)
        remake(self._room, self)
        # everything was applied anew: what of it is new to people nobody can say
        self.taken.applied.kinds |= self._projection.applied.kinds

    # --- what can be applied ---------------------------------------------------------------------

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
        chosen = []
        for block in run.creations:
            held = [place for place, save in enumerate(block.saves) if save in waiting]
            rows.extend(
                (feed, block.seqs[place], block.saves[place], *waiting[block.saves[place]]) for place in held
            )
            chosen.append(_chosen(block, set(range(len(block.seqs))).difference(held)) if held else block)
        self._room.cursor.executemany(
            "INSERT OR REPLACE INTO waiting (feed, seq, save, needs_feed, needs_seq) VALUES (?, ?, ?, ?, ?)",
            rows,
        )
        self._holdings.waiting.update(Dot(feed, seq) for _, seq, *_ in rows)
        self._projection.apply(feed, [block for block in chosen if block.seqs], ready)
        return True

    def _saves_that_wait(self, feed: int, run: Run) -> dict[int, Dot]:
        """The saves that build on an entry that is not here, each with the first one it lacks."""
        waiting: dict[int, Dot] = {}
        for entry in run.edits.values():
            missing = next((need for need in needs(entry) if not self._holdings.has(need)), None)
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
                for need in needs(entry):
                    if need.feed == feed and saves.get(need.seq) in waiting:
                        waiting[entry.save] = need
                        found = True
        return waiting

    def _retry(self) -> bool:
        """Apply waiting saves whose missing entry has come; True if any did."""
        cursor = self._room.cursor
        wanted = cursor.execute("SELECT DISTINCT needs_feed, needs_seq FROM waiting").fetchall()
        come = [Dot(*need) for need in wanted if self._holdings.has_come(Dot(*need))]
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
        self._room.journal.forget()
        for feed, seqs in by_feed.items():
            cursor.executemany(
                "DELETE FROM waiting WHERE feed = ? AND seq = ?", [(feed, seq) for seq in seqs]
            )
            self._holdings.waiting.difference_update(Dot(feed, seq) for seq in seqs)
            entries = {seq: self._room.journal.entry(Dot(feed, seq)) for seq in seqs}
            self._apply(feed, run_of(entries))
        return True


def remake(room: Room, taking: Taking) -> None:
    """Empty every table that follows from the journal, and apply the journal to it again.

    Segments come in the order of their arrival, then what is not sealed; the order plays no part in
    what results.  Words are indexed anew afterwards, in slices.
    """
    forks.empty(room)
    rows = room.cursor.execute("SELECT no, feed FROM segment WHERE counted = ? ORDER BY no", (COUNTED,))
    for no, feed in rows.fetchall():
        taking.apply(feed, room.journal.opened(no))
    for (feed,) in room.cursor.execute("SELECT DISTINCT feed FROM entry ORDER BY feed").fetchall():
        run = room.journal.unsealed(feed)
        if run is not None:
            taking.apply(feed, run)


def rebuild(room: Room, *, at: int) -> None:
    """Make all tables that follow from the journal again, in the transaction that ``room`` is in."""
    taking = Taking(room, at=at, holdings=Holdings(room, applied=False))
    remake(room, taking)
    taking.finish()


def run_of(entries: Mapping[int, Entry]) -> Run:
    """Entries of one feed, with gaps or without, as a run whose creations are columns."""
    from_blocks, edits = blocks(entries)
    return Run((), min(entries), len(entries), from_blocks, edits)


def _chosen(block: Creations, places: Iterable[int]) -> Creations:
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
