"""Feeds: a run of a branch's numbers is told by the feeds that hold them, as each number is."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.entries import Dot
from cspdesk.store.room import Room
from tests.store.memory_desk import MemoryDesk

BRANCHES = ((1, None, None), (2, 1, 10), (3, 2, 20), (4, 1, 5), (5, None, 7))
"""Number, the branch that it goes on from, the number that it starts with; 5 goes on from nothing held."""


@pytest.fixture(scope="module")
def feeds():
    """The feeds of a desk that has met all of these."""
    desk = MemoryDesk(1, bytes(range(32)))
    with desk.writing() as connection:
        Room(connection).cursor.executemany(
            "INSERT INTO feed (no, incarnation, stream, device, branch, own, code, parent, start)"
            " VALUES (?, x'01', x'02', x'03', ?, 0, 'finance', ?, ?)",
            [(no, bytes([no]), parent, start) for no, parent, start in BRANCHES],
        )
        yield Room(connection).feeds


@given(st.sampled_from([no for no, _, _ in BRANCHES]), st.integers(1, 30), st.integers(0, 30))
def test_a_stretch_is_each_of_its_numbers_traced(feeds, feed, first, more):
    traced = [feeds.trace(Dot(feed, seq)) for seq in range(first, first + more + 1)]
    runs = [list(run) for _, run in groupby(traced, key=lambda dot: dot.feed)]
    expected = sorted((run[0].feed, run[0].seq, run[-1].seq) for run in runs)
    assert sorted(feeds.stretch(feed, first, first + more)) == expected
