"""Ranges behave as the sets of numbers that they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.errors import UntrustedError
from cspdesk.wire import limits, ranges
from cspdesk.wire.ranges import Ranges
from tests.wire.strategies import RANGES


def numbers(found):
    return {number for low, high in found for number in range(low, high + 1)}


@given(RANGES, RANGES)
def test_union_difference_and_section_are_those_of_sets(one, other):
    assert numbers(one | other) == numbers(one) | numbers(other)
    assert numbers(one - other) == numbers(one) - numbers(other)
    assert numbers(one & other) == numbers(one) & numbers(other)


@given(RANGES, RANGES)
def test_one_set_has_one_form(one, other):
    assert ((one | other) == one) == (numbers(other) <= numbers(one))
    assert (one - other) | (one & other) == one


@given(RANGES, st.integers(1, 70), st.integers(0, 9))
def test_questions_are_answered_as_of_sets(found, low, more):
    wanted = set(range(low, low + more + 1))
    assert (low in found) == (low in numbers(found))
    assert found.covers(low, low + more) == (wanted <= numbers(found))
    assert numbers(found.add(low, low + more)) == numbers(found) | wanted
    assert (found.total, found.last, bool(found)) == (
        len(numbers(found)),
        max(numbers(found), default=0),
        bool(numbers(found)),
    )


@given(RANGES)
def test_ranges_come_back(found):
    assert ranges.from_wire(found.to_wire()) == found


@pytest.mark.parametrize(
    "untrusted",
    [
        ((2, 1),),
        ((0, 1),),
        ((3, 4), (1, 2)),
        ((1, 2), (3, 4)),
        ((1, 2), (2, 3)),
        ((1, 2, 3),),
        (1,),
        ((1, None),),
        None,
    ],
)
def test_ranges_in_another_form_are_refused(untrusted):
    with pytest.raises(UntrustedError):
        ranges.from_wire(untrusted)


def test_more_ranges_than_allowed_are_neither_sent_nor_taken():
    many = Ranges(tuple((low, low) for low in range(1, 2 * limits.RANGES + 3, 2)))
    with pytest.raises(ValueError):
        many.to_wire()
    with pytest.raises(UntrustedError):
        ranges.from_wire(many.spans)
    assert ranges.from_wire(ranges.newest(many).to_wire()).last == many.last


def test_a_range_that_ends_before_it_begins_is_no_range():
    with pytest.raises(ValueError):
        Ranges.of(((3, 2),))
