"""Padmé: sizes say little and cost little."""

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.wire.padding import padded


@given(st.integers(0, 2**40))
def test_padding_costs_at_most_an_eighth_and_padding_again_nothing(length):
    assert length <= padded(length) <= length * 1.12 + 1
    assert padded(padded(length)) == padded(length)


@given(st.integers(0, 2**30), st.integers(0, 2**30))
def test_longer_stays_longer(one, other):
    assert (padded(one) <= padded(other)) or one > other


def test_sizes_of_a_few_lengths():
    assert [padded(n) for n in (0, 1, 2, 9, 100, 1000, 1_000_001)] == [0, 1, 2, 10, 104, 1024, 1_015_808]


def test_few_sizes_are_left_to_tell_apart():
    assert len({padded(n) for n in range(1, 2**16)}) < 400
