"""The journal: entries not yet sealed as rows, sealed segments as they are, and any entry by its dot.

It answers what one unit's history is by finding the entries that ``change`` names; a segment is
opened once and kept while the journal object lives, a few at a time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import cast

from cspdesk.domain.entries import Act, Creations, Dot, Entry, Op, Run, Wire
from cspdesk.domain.errors import DamagedError
from cspdesk.domain.text import N_, msg
from cspdesk.store.feeds import Feeds
from cspdesk.store.sql import Cursor
from cspdesk.wire import cbor, limits
from cspdesk.wire.body import Body

Opener = Callable[[bytes], Body]
"""Opens a sealed segment with the keys this desk holds."""

_OPENED_AT_ONCE = 6


class Journal:
    """What the desk holds of the feeds, inside one transaction."""

    def __init__(self, cursor: Cursor, feeds: Feeds, opener: Opener) -> None:
        self._cursor = cursor
        self._feeds = feeds
        self._opener = opener
        self._opened: OrderedDict[int, Run] = OrderedDict()

    def append(self, feed: int, first: int, entries: Iterable[Entry]) -> None:
        """Add own entries; their dots are this desk's numbers."""
        self._cursor.executemany(
            "INSERT INTO entry (feed, seq, save, body) VALUES (?, ?, ?, ?)",
            [(feed, seq, entry.save, encode_entry(entry)) for seq, entry in enumerate(entries, first)],
        )

    def entry(self, dot: Dot) -> Entry:
        """The entry of a dot; ``DamagedError`` where the journal does not hold it."""
        row = self._cursor.execute("SELECT body FROM entry WHERE feed = ? AND seq = ?", dot).fetchone()
        if row is not None:
            return decode_entry(row[0])
        segment = self._cursor.execute(
            "SELECT no FROM segment WHERE feed = ? AND first <= ? AND last >= ? ORDER BY first DESC LIMIT 1",
            (dot.feed, dot.seq, dot.seq),
        ).fetchone()
        if segment is not None:
            run = self.opened(segment[0])
            if dot.seq in run.edits:
                return run.edits[dot.seq]
            for block in run.creations:
                if dot.seq in block.seqs:
                    return block.entry(block.seqs.index(dot.seq))
        raise DamagedError(
            msg(N_("A change that this desk should hold is not in its journal.")),
            hint=msg(N_("Run “cspdesk check”, then restore the newest backup.")),
        )

    def op(self, dot: Dot, unit: int) -> Op | None:
        """What an entry gave to a unit, or None where it did not touch it."""
        return next((op for op in self.entry(dot).ops if op.unit == unit), None)

    def opened(self, segment: int) -> Run:
        """A sealed segment's entries, its dots as this desk's numbers."""
        if segment in self._opened:
            self._opened.move_to_end(segment)
            return self._opened[segment]
        row = self._cursor.execute("SELECT sealed, feed FROM segment WHERE no = ?", (segment,)).fetchone()
        if row is None:
            raise KeyError(segment)
        run = self.localised(self._opener(row[0]), row[1])
        self._opened[segment] = run
        if len(self._opened) > _OPENED_AT_ONCE:
            self._opened.popitem(last=False)
        return run

    def localised(self, body: Body, own: int) -> Run:
        """A segment's run with this desk's feed numbers; pins say which branch of a feed is meant."""
        numbers = [own]
        for feed, pin in zip(body.run.feeds[1:], body.pins, strict=True):
            row = self._cursor.execute("SELECT feed FROM segment WHERE hash = ?", (pin,)).fetchone()
            # a branch that is not here yet: whoever names it waits for the pin
            numbers.append(self._feeds.number(replace(feed, branch=pin)) if row is None else row[0])
        trace = self._feeds.trace

        def named(dot: Dot) -> Dot:
            return trace(Dot(numbers[dot.feed], dot.seq))

        edits = {seq: entry_with(entry, named) for seq, entry in body.run.edits.items()}
        return replace(body.run, feeds=(), edits=edits)

    def forget(self) -> None:
        """Forget what was opened: feeds that it names have come, or have been put in order."""
        self._opened.clear()

    def runs(self) -> Iterable[tuple[int, Run]]:
        """Everything held, as runs of this desk's numbers: segments, then what is not sealed."""
        numbers = self._cursor.execute("SELECT no, feed FROM segment ORDER BY feed, first").fetchall()
        for number, feed in numbers:
            yield feed, self.opened(number)
        feeds = self._cursor.execute("SELECT DISTINCT feed FROM entry ORDER BY feed").fetchall()
        for (feed,) in feeds:
            run = self.unsealed(feed)
            if run is not None:
                yield feed, run

    def unsealed(self, feed: int, *, after: int = 0, enough: int | None = None) -> Run | None:
        """The feed's entries that are not sealed and come ``after`` a seq, or None; creations as columns.

        ``enough``: as many whole saves as have so many bytes, and at least one.
        """
        rows: list[tuple[int, bytes]] = []
        size = whole = 0
        current: int | None = None
        for seq, save, body in self._cursor.execute(
            "SELECT seq, save, body FROM entry WHERE feed = ? AND seq > ? ORDER BY seq", (feed, after)
        ):
            if save != current:
                whole, current = len(rows), save
            rows.append((seq, body))
            size += len(body)
            if enough is not None and whole and (size > enough or len(rows) > limits.ENTRIES // 2):
                del rows[whole:]
                break
        if not rows:
            return None
        loose = _Loose()
        for seq, body in rows:
            loose.take(seq, body)
        return Run((), rows[0][0], len(rows), loose.blocks(), loose.edits)


def entry_with(entry: Entry, named: Callable[[Dot], Dot]) -> Entry:
    """An entry whose dots are named otherwise; the entry itself where it names none."""
    if not isinstance(entry.record, Dot) and not any(op.bases for op in entry.ops):
        return entry
    record = named(entry.record) if isinstance(entry.record, Dot) else entry.record
    ops = tuple(Op(op.unit, op.value, tuple(map(named, op.bases))) if op.bases else op for op in entry.ops)
    return Entry(entry.act, entry.kind, record, entry.save, entry.at, ops)


def encode_entry(entry: Entry) -> bytes:
    """An own entry as bytes, for the rows of what is not sealed."""
    ops = tuple((op.unit, op.value, op.bases) for op in entry.ops)
    return cbor.encode((entry.act, entry.kind, entry.record, entry.save, entry.at, ops))


def decode_entry(body: bytes) -> Entry:
    """The entry of ``encode_entry``'s bytes."""
    return _entry_of(_stored(body))


_Stored = tuple[int, int, Wire, int, int, tuple[tuple[int, Wire, tuple[tuple[int, int], ...]], ...]]
"""An entry as it is kept: act, kind, record, save, time, and of each op unit, value, bases."""


def _stored(body: bytes) -> _Stored:
    return cast("_Stored", cbor.own(body))


def _entry_of(stored: _Stored) -> Entry:
    act, kind, record, save, at, ops = stored
    return Entry(
        act,
        kind,
        record if isinstance(record, bytes) else Dot(*cast("tuple[int, int]", record)),
        save,
        at,
        tuple(
            [
                Op(unit, value, tuple([Dot(*base) for base in bases]) if bases else ())
                for unit, value, bases in ops
            ]
        ),
    )


class _Loose:
    """Gathers loose entries: creations as columns, without an object for each value of them."""

    def __init__(self) -> None:
        self.edits: dict[int, Entry] = {}
        self._created: dict[int, _Block] = {}

    def take(self, seq: int, body: bytes) -> None:
        """Take the entry of a seq."""
        stored = _stored(body)
        if stored[0] != Act.CREATE:
            self.edits[seq] = _entry_of(stored)
            return
        block = self._created.get(stored[1])
        if block is None:
            block = self._created[stored[1]] = _Block()
        block.take(seq, stored)

    def blocks(self) -> tuple[Creations, ...]:
        """The creations, a block for each kind."""
        return tuple(block.creations(kind) for kind, block in self._created.items())


class _Block:
    """Creations of one kind; a column is filled up only as far as a record had a value for it."""

    def __init__(self) -> None:
        self._seqs: list[int] = []
        self._records: list[bytes] = []
        self._saves: list[int] = []
        self._ats: list[int] = []
        self._columns: dict[int, list[Wire]] = {}

    def take(self, seq: int, stored: _Stored) -> None:
        """Take one; what was stored may be forgotten, which keeps the collector of cycles from its work."""
        _, _, record, save, at, ops = stored
        place, columns = len(self._seqs), self._columns
        self._seqs.append(seq)
        self._records.append(cast("bytes", record))
        self._saves.append(save)
        self._ats.append(at)
        for unit, value, _ in ops:
            column = columns.get(unit)
            if column is None:
                column = columns[unit] = [None] * place
            elif len(column) < place:
                column.extend([None] * (place - len(column)))
            column.append(value)

    def creations(self, kind: int) -> Creations:
        """The block whole."""
        count = len(self._seqs)
        for column in self._columns.values():
            column.extend([None] * (count - len(column)))
        return Creations(kind, self._seqs, self._records, self._saves, self._ats, self._columns)
