"""Runs: gathered from entries and put in order."""

import pytest
from hypothesis import given

from cspdesk.domain.entries import Act, Dot, Entry, Op, Run
from cspdesk.wire.runs import normal, run_of
from tests.wire.makers import feed, small_run
from tests.wire.strategies import runs


@given(runs())
def test_entries_gathered_in_columns_are_the_same_entries(run):
    assert run_of(run.feeds, run.first, run.entries()) == run
    assert normal(run) == run


def test_ops_and_bases_are_put_in_order():
    edit = Entry(Act.EDIT, 1, Dot(1, 5), 1, 1, (Op(17, 1, (Dot(1, 9), Dot(1, 5), Dot(1, 9))), Op(16, 2)))
    tidy = normal(Run((feed(), feed(2)), 1, 1, (), {1: edit})).edits[1]
    assert tidy.ops == (Op(16, 2), Op(17, 1, (Dot(1, 5), Dot(1, 9))))


@pytest.mark.parametrize(
    "entry",
    [
        Entry(Act.CREATE, 1, Dot(0, 1), 1, 1),
        Entry(Act.CREATE, 1, bytes(16), 1, 1, (Op(16, 1, (Dot(1, 1),)),)),
        Entry(Act.EDIT, 1, bytes(16), 1, 1, (Op(16, 1), Op(16, 2))),
    ],
)
def test_what_no_entry_may_say_is_an_error(entry):
    with pytest.raises(ValueError):
        run_of((feed(), feed(2)), 1, {1: entry})


def test_a_gap_a_second_block_and_a_creation_among_edits_are_errors():
    run = small_run()
    with pytest.raises(ValueError):
        run_of(run.feeds, 1, {1: run.entries()[1], 3: run.entries()[3]})
    with pytest.raises(ValueError):
        normal(Run(run.feeds, 1, 4, (run.creations[0], run.creations[0])))
    with pytest.raises(ValueError):
        normal(Run(run.feeds, 1, 1, (), {1: run.entries()[1]}))
