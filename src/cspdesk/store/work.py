"""The unit of work: what one save does, as entries, in one transaction with the rows they become.

A save makes one entry for each record in each stream it touches.  Every change of a value names
what its author was shown (``Shown``); without that there is no way to write.  Numbers are taken
inside the transaction: any number of programs may have the desk open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from cspdesk.domain.clock import millis
from cspdesk.domain.entries import PARENT, POSITION, PRESENCE, Act, Dot, Entry, Op, Wire, blocks
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.text import N_, msg
from cspdesk.store.plan import KindPlan
from cspdesk.store.projection import Applied, Projection
from cspdesk.store.reading import Reading
from cspdesk.store.rehoming import Renamed, rehome
from cspdesk.store.room import OpenDesk, Room
from cspdesk.store.sql import value_of
from cspdesk.store.token import Shown
from cspdesk.store.units import UnitRows

UNDONE, UNDO = 1, 2
"""Marks of a deed: taken back, and one that took another back."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a deed did: its number on this desk, and the records and kinds it touched."""

    deed: int
    added: int
    changed: frozenset[tuple[int, bytes]]
    kinds: frozenset[str]


class Work:
    """Collects one save's changes; ``finish`` writes them."""

    def __init__(self, desk: OpenDesk, room: Room) -> None:
        self._desk = desk
        self._room = room
        rehome(room, device=desk.device.device_id, incarnation=desk.incarnation)
        self._rows = UnitRows(room.cursor)
        self._renamed = Renamed(room.cursor)
        self.reading = Reading(room.cursor, room.feeds, room.journal)
        self.deed = 1 + int(value_of(room.cursor, "SELECT coalesce(max(no), 0) FROM deed"))
        self.save = 1 + int(value_of(room.cursor, "SELECT value FROM setting WHERE name = 'save'") or 0)
        self._at = millis(desk.clock.now())
        self._entries: dict[str, list[Entry]] = {}
        self._created: set[bytes] = set()
        self.taken: set[str] = set()
        """Numbers of papers that this save gives out: they are in no table yet."""

    @property
    def room(self) -> Room:
        """The transaction's room, for those who read while they write."""
        return self._room

    @property
    def device(self) -> bytes:
        """The device that writes."""
        return self._desk.device.device_id

    def next_save(self) -> None:
        """What follows is a save of its own, though the person undoes all of it as one."""
        self.save += 1

    def creates(self, record: bytes) -> bool:
        """Whether this save adds the record: it is in no table yet."""
        return record in self._created

    def create(
        self,
        plan: KindPlan,
        record: bytes,
        values: Mapping[int, Wire],
        *,
        parent: tuple[KindPlan, bytes] | None = None,
        position: str | None = None,
    ) -> None:
        """Add a record, or a part of ``parent``; units of a narrower stream become entries there."""
        self._created.add(record)
        home = parent[0].kind.stream if parent else plan.kind.stream
        by_stream: dict[str, list[Op]] = {home: []}
        if parent is not None:
            by_stream[home].append(Op(PARENT, parent[1]))
            if position is not None:
                by_stream[home].append(Op(POSITION, position))
        for unit, value in sorted(values.items()):
            if value is not None:
                checked = plan.units[unit].check(value)
                by_stream.setdefault(_stream(plan, unit, home), []).append(Op(unit, checked))
        for stream, ops in by_stream.items():
            act = Act.CREATE if stream == home else Act.EDIT
            self._add(stream, Entry(act, plan.kind.number, record, self.save, self._at, tuple(ops)))

    def edit(self, plan: KindPlan, record: bytes, values: Mapping[int, Wire], shown: Shown) -> None:
        """Give units new values over what was shown; None clears one."""
        home = self._home(plan, record)
        by_stream: dict[str, list[Op]] = {}
        for unit, value in sorted(values.items()):
            bases = self._renamed.now(shown.bases(unit))
            self._demand_known(plan, record, unit, bases)
            by_stream.setdefault(_stream(plan, unit, home), []).append(Op(unit, value, bases))
        for stream, ops in by_stream.items():
            name = self._name(plan, record) if stream == home else record
            self._add(stream, Entry(Act.EDIT, plan.kind.number, name, self.save, self._at, tuple(ops)))

    def delete(self, plan: KindPlan, record: bytes, reason: str, seen: set[Dot]) -> None:
        """Delete a record; ``seen`` is every dot of it and its parts that was shown."""
        shown = set(self._renamed.now(seen))
        self._presence(
            plan, record, Act.DELETE, reason, shown.union(self._rows.changes(record, PRESENCE).current)
        )

    def restore(self, plan: KindPlan, record: bytes) -> None:
        """Take back every deletion of a record that is here."""
        self._presence(plan, record, Act.RESTORE, None, set(self._rows.changes(record, PRESENCE).current))

    def _presence(self, plan: KindPlan, record: bytes, act: int, value: Wire, bases: set[Dot]) -> None:
        """One entry in each stream that holds a sheet of the record: bases never cross streams."""
        home = self._home(plan, record)
        by_stream: dict[str, list[Dot]] = {home: []}
        for base in sorted(bases):
            by_stream.setdefault(
                self._room.feeds.stream_code(self._room.feeds.id(base.feed).stream), []
            ).append(base)
        for stream, named in by_stream.items():
            name = self._name(plan, record) if stream == home else record
            op = Op(PRESENCE, value, tuple(named))
            self._add(stream, Entry(act, plan.kind.number, name, self.save, self._at, (op,)))

    def finish(self, *, undoes: bool = False) -> Saved:
        """Write the entries and the rows they become; nothing is durable before the transaction ends."""
        applied = Applied()
        self._room.cursor.execute(
            "INSERT OR REPLACE INTO setting (name, value) VALUES ('save', ?)", (str(self.save),)
        )
        for stream, entries in self._entries.items():
            feed = self._room.feeds.own(
                stream,
                kinds={entry.kind for entry in entries},
                device=self._desk.device.device_id,
                incarnation=self._desk.incarnation,
            )
            first = self._room.feeds.next_seq(feed)
            self._room.journal.append(feed, first, entries)
            projection = Projection(self._room.cursor, self._room.feeds, self._room.journal)
            projection.apply(feed, *blocks(dict(enumerate(entries, first))))
            applied.added += projection.applied.added
            applied.changed |= projection.applied.changed
            applied.kinds |= projection.applied.kinds
            self._room.cursor.execute(
                "INSERT INTO deed (no, feed, first, last, undone) VALUES (?, ?, ?, ?, ?)",
                (self.deed, feed, first, first + len(entries) - 1, UNDO if undoes else 0),
            )
        return Saved(self.deed, applied.added, frozenset(applied.changed), frozenset(applied.kinds))

    def _add(self, stream: str, entry: Entry) -> None:
        self._entries.setdefault(stream, []).append(entry)

    def _home(self, plan: KindPlan, record: bytes) -> str:
        return self._rows.root(plan, record)[0].kind.stream

    def _name(self, plan: KindPlan, record: bytes) -> bytes | Dot:
        """The record by its creation's dot: shorter on the way, and possible only in its own stream."""
        return self._rows.creation(plan, record) or record

    def _demand_known(self, plan: KindPlan, record: bytes, unit: int, bases: tuple[Dot, ...]) -> None:
        known = self._rows.heads(plan, plan.units[unit], record).depths
        if not set(bases) <= set(known):
            raise RefusedError(
                msg(N_("The version token names values that this desk does not hold.")),
                hint=msg(N_("Show the record again and use its token.")),
                code="token",
            )


def _stream(plan: KindPlan, unit: int, home: str) -> str:
    """A unit's narrower stream, else where its record lives."""
    narrower = plan.units[unit].members[0].stream
    return narrower or home


@contextmanager
def work(desk: OpenDesk) -> Iterator[Work]:
    """One save: everything in the block is durable when it ends, or nothing is."""
    with desk.writing() as connection:
        yield Work(desk, Room(connection))
