"""Desks that hold the same entries show the same, whatever way and order the entries took."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cspdesk.domain.entries import POSITION, PRESENCE, Dot, Entry
from cspdesk.domain.ids import cell_id
from cspdesk.domain.merge import Presence
from cspdesk.domain.state import state
from cspdesk.store.held import Taking
from cspdesk.store.plan import BY_NAME, BY_NUMBER
from cspdesk.store.reading import Kept, Reading
from cspdesk.store.room import Room
from cspdesk.store.work import work
from cspdesk.wire.segment import Segment
from tests.store.memory_desk import MemoryDesk

CONSULTATION, CELL, CONCERN = BY_NAME["consultation"], BY_NAME["participants"], BY_NAME["concern"]
TITLE, SUMMARY, INCIDENT = (CONSULTATION.kind.unit_of[n] for n in ("title", "summary", "harm_incident"))
CEILING, COUNT, WORDS = (
    CONSULTATION.kind.unit_of["ceiling"],
    CELL.kind.unit_of["count"],
    CONCERN.kind.unit_of["words"],
)
EPOCH = bytes(range(32))


def someone_acts(desk: MemoryDesk, chance: Random, number: int) -> str | None:
    """One random save; returns the text it typed, which must never be lost."""
    with work(desk) as save:
        rows = save.reading._cursor.execute("SELECT id FROM consultation WHERE presence IN (0, 2)").fetchall()
        typed = f"text {number}"
        act = chance.randrange(8) if rows else 0
        if act == 0:
            save.create(CONSULTATION, desk.ids.new(), {TITLE: typed, CEILING: "donor"})
            save.finish()
            return typed
        kept = save.reading.one(CONSULTATION, chance.choice(rows)[0])
        assert kept is not None
        if act in (1, 2):
            unit = chance.choice((TITLE, SUMMARY, INCIDENT))
            save.edit(CONSULTATION, kept.id, {unit: typed}, kept.shown)
        elif act == 3:
            ceiling = chance.choice(("team", "organisation", "coalition", "public"))
            save.edit(CONSULTATION, kept.id, {CEILING: ceiling}, kept.shown)
            typed = ""
        elif act == 4:
            fill_cell(save, kept, chance)
            typed = ""
        elif act == 5 and kept.parts["concerns"]:
            concern = chance.choice(kept.parts["concerns"])
            save.edit(CONCERN, concern.id, {WORDS: typed, POSITION: "V"}, concern.shown)
        elif act == 6:
            seen = {dot for shown in kept.token().values() for dot in shown.everything()}
            save.delete(CONSULTATION, kept.id, "a mistake", seen)
            typed = ""
        elif act == 7 and kept.presence == Presence.DELETION_PROPOSED:
            save.restore(CONSULTATION, kept.id)
            typed = ""
        else:
            save.create(CONCERN, desk.ids.new(), {WORDS: typed}, parent=(CONSULTATION, kept.id), position="V")
        save.finish()
        return typed or None


def fill_cell(save, kept: Kept, chance: Random) -> None:
    cell = cell_id(kept.id, "f", "18-30", "")
    here = next((c for c in kept.parts["participants"] if c.id == cell), None)
    units = CELL.kind.unit_of
    values = {units["sex"]: "f", units["band"]: "18-30", COUNT: chance.randrange(40)}
    if here is None:
        save.create(CELL, cell, values, parent=(CONSULTATION, kept.id))
    else:
        save.edit(CELL, cell, {COUNT: values[COUNT]}, here.shown)


def carry(segments: list[Segment], desk: MemoryDesk) -> None:
    with desk.writing() as connection:
        taking = Taking(Room(connection), at=0)
        for segment in segments:
            taking.take(segment, segment.open(EPOCH))
        taking.finish()


def picture(desk: MemoryDesk) -> dict[bytes, Any]:
    """What a desk shows of each record, with the dots behind it by their long names."""
    found: dict[bytes, Any] = {}
    with desk.writing() as connection:
        room = Room(connection)
        reading = Reading(room.cursor, room.feeds, room.journal)
        for plan in (CONSULTATION, CELL, CONCERN):
            ids = [row[0] for row in room.cursor.execute(f'SELECT id FROM "{plan.table}"').fetchall()]
            for kept in reading.many(plan, ids):
                units = {u: sorted(map(room.feeds.key, kept.shown.bases(u))) for u in kept.values}
                found[kept.id] = (kept.presence, dict(kept.values), units, sorted(kept.conflicts))
    return found


def from_scratch(desk: MemoryDesk) -> dict[bytes, Any]:
    """The same, by the pure function over every entry held."""
    with desk.writing() as connection:
        room = Room(connection)
        entries: dict[Dot, Entry] = {
            Dot(feed, seq): entry for feed, run in room.journal.runs() for seq, entry in run.entries().items()
        }

        def merge_of(kind: int, unit: int):
            plan = BY_NUMBER[kind].units[unit]
            return plan.merge, plan.order

        found = {}
        for record, one in state(entries, key=room.feeds.key, merge_of=merge_of).items():
            values = {u: r.value for u, r in one.units.items() if r.value is not None}
            units = {u: sorted(map(room.feeds.key, one.units[u].shown)) for u in values}
            proposed = [PRESENCE] if one.presence == Presence.DELETION_PROPOSED else []
            conflicts = proposed + sorted(u for u, r in one.units.items() if r.conflict)
            found[record] = (one.presence, values, units, conflicts)
        return found


@given(seed=st.integers(0, 10**9), steps=st.integers(5, 40))
@settings(max_examples=30, deadline=None)
def test_three_desks_converge_whatever_the_order_of_bundles(seed: int, steps: int) -> None:
    chance = Random(seed)
    desks = [MemoryDesk(seed * 3 + i, EPOCH) for i in range(3)]
    sealed: list[Segment] = []
    typed: set[str] = set()
    for number in range(steps):
        desk = chance.choice(desks)
        text = someone_acts(desk, chance, number)
        typed |= {text} if text else set()
        if chance.random() < 0.4:
            sealed += desk.seal()
        if sealed and chance.random() < 0.5:
            carry(chance.sample(sealed, chance.randrange(1, len(sealed) + 1)), chance.choice(desks))
    for desk in desks:
        sealed += desk.seal()
    for desk in desks:
        left = sealed * 2
        chance.shuffle(left)
        while left:
            take = chance.randrange(1, len(left) + 1)
            carry(left[:take], desk)
            left = left[take:]
    pictures = [picture(desk) for desk in desks]
    assert pictures[0] == pictures[1] == pictures[2]
    assert pictures[0] == from_scratch(desks[0])
    with desks[0].writing() as connection:
        room = Room(connection)
        kept = {
            str(op.value)
            for _, run in room.journal.runs()
            for entry in run.entries().values()
            for op in entry.ops
        }
        assert typed <= kept
        assert room.cursor.execute("SELECT count(*) FROM waiting").fetchone() == (0,)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=20, deadline=None)
def test_a_desk_with_holes_equals_the_function_of_what_it_holds(seed: int) -> None:
    chance = Random(seed)
    desks = [MemoryDesk(seed * 2 + i, EPOCH) for i in range(2)]
    sealed: list[Segment] = []
    for number in range(25):
        desk = chance.choice(desks)
        someone_acts(desk, chance, number)
        sealed += desk.seal()
        if chance.random() < 0.6:
            carry(sealed, chance.choice(desks))
    reader = MemoryDesk(seed + 999, EPOCH)
    carry(chance.sample(sealed, len(sealed) // 2), reader)
    assert picture(reader) == from_scratch(reader)
