"""What is saved becomes sealed segments: a chain without a gap, no save cut in two, nothing lost."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.entries import Act, Dot, Entry, Op, Run
from cspdesk.store.room import Room
from cspdesk.store.sql import value_of
from cspdesk.wire import limits
from tests.store.memory_desk import MemoryDesk
from tests.store.test_convergence import EPOCH, someone_acts

RECORDS = st.binary(min_size=16, max_size=16)
OPS = st.dictionaries(
    st.integers(16, 20), st.integers(-(2**63), 2**63 - 1) | st.text(max_size=5), max_size=4
).map(lambda given: tuple(Op(unit, value) for unit, value in sorted(given.items())))
BASES = st.tuples(st.builds(Dot, st.integers(1, 3), st.integers(1, 9)))


@st.composite
def saved(draw: st.DrawFn) -> list[Entry]:
    """Entries as saves leave them: numbers of saves grow, creations lack fields here and there."""
    found, save = [], 1
    for _ in range(draw(st.integers(1, 12))):
        save += draw(st.integers(0, 1))
        kind, record, ops = draw(st.integers(1, 3)), draw(RECORDS), draw(OPS)
        if draw(st.booleans()):
            found.append(Entry(Act.CREATE, kind, record, save, 7, ops))
        else:
            bases = draw(BASES)
            found.append(
                Entry(Act.EDIT, kind, record, save, 7, tuple(Op(op.unit, op.value, bases) for op in ops))
            )
    return found


DESK = MemoryDesk(1, EPOCH)
"""One for all examples: to make its tables takes longer than to try an example."""


@given(saved(), st.integers(1, 400))
def test_what_is_loose_is_read_as_it_was_saved(entries: list[Entry], enough: int):
    with DESK.writing() as connection:
        room = Room(connection)
        journal = room.journal
        room.cursor.execute("DELETE FROM entry")
        journal.append(1, 1, entries)
        whole = journal.unsealed(1)
        pieces: list[Run] = []
        last = 0
        while (run := journal.unsealed(1, after=last, enough=enough)) is not None:
            pieces.append(run)
            last = run.first + run.count - 1
    assert whole is not None
    assert list(whole.entries().values()) == entries
    assert [entry for run in pieces for entry in run.entries().values()] == entries
    saves = [{entry.save for entry in run.entries().values()} for run in pieces]
    assert sum(map(len, saves)) == len(set().union(*saves)), "a save was cut in two"


def test_nothing_loose_is_nothing_to_read():
    desk = MemoryDesk(1, EPOCH)
    with desk.writing() as connection:
        assert Room(connection).journal.unsealed(1) is None
    assert desk.seal() == []


@pytest.mark.parametrize("target", [1, 200, limits.RAW_TARGET])
def test_segments_of_a_feed_follow_one_another(target: int, monkeypatch: pytest.MonkeyPatch):
    desk, chance = MemoryDesk(5, EPOCH), Random(5)
    for number in range(40):
        someone_acts(desk, chance, number)
    with desk.writing() as connection:
        loose = dict(Room(connection).journal.runs())
    monkeypatch.setattr(limits, "RAW_TARGET", target)
    made = desk.seal()
    with desk.writing() as connection:
        room = Room(connection)
        assert value_of(room.cursor, "SELECT count(*) FROM entry") == 0
        for feed, run in loose.items():
            own = [one for one in made if room.feeds.number(one.header.feed) == feed]
            if target < limits.MIB:
                assert len(own) > 1 or len({entry.save for entry in run.entries().values()}) == 1
            else:
                assert len(own) == 1
            assert [one.header.previous for one in own] == [b"", *(one.header_hash for one in own[:-1])]
            assert [one.header.first for one in own[1:]] == [one.header.last + 1 for one in own[:-1]]
            opened = [entry for one in own for entry in one.open(EPOCH).run.entries().values()]
            assert len(opened) == run.count
            assert [entry.at for entry in opened] == [entry.at for entry in run.entries().values()]
