import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.number_series import Range, Series, doubled, ranges_of

OFFICE, FIELD = "office", "field"
VOUCHERS = Series("F2-", 4, (Range(1, 60, OFFICE), Range(61, 120, FIELD), Range(121, 130, OFFICE)))

numbers = st.lists(st.integers(1, 140), max_size=40)


def test_a_number_is_written_as_on_the_paper_and_read_back():
    assert VOUCHERS.written(31) == "F2-0031"
    assert VOUCHERS.read(" F2-0031 ") == 31
    assert Series().written(7) == "7"


@pytest.mark.parametrize("text", ["", "31", "F2-", "F2-31a", "F2-0031/2", "F2-١٢"])
def test_what_is_of_another_series_has_no_number_here(text):
    assert VOUCHERS.read(text) is None


@given(st.text(st.characters(exclude_categories=["Nd", "Z", "C"]), max_size=5), st.integers(1, 10**9 - 1))
def test_every_number_comes_back_from_its_paper(prefix, number):
    series = Series(prefix, 4)
    assert series.read(series.written(number)) == number


def test_each_desk_takes_from_its_own_ranges():
    assert VOUCHERS.following(OFFICE, []) == 1
    assert VOUCHERS.following(FIELD, []) == 61
    assert VOUCHERS.following(OFFICE, [1, 2, 60]) == 121
    assert VOUCHERS.following("another", []) is None
    assert VOUCHERS.following(FIELD, [120]) is None


@given(numbers)
def test_a_number_that_was_seen_is_never_taken_again(seen):
    taken = VOUCHERS.following(OFFICE, seen)
    assert taken is None or (taken not in seen and any(taken in one for one in VOUCHERS.ranges))
    own = [one for one in seen if one <= 60 or 120 < one <= 130]
    assert taken is None or taken > max(own, default=0)


@given(numbers, numbers)
def test_two_desks_that_never_met_take_different_numbers(one, other):
    assert VOUCHERS.following(OFFICE, one) != VOUCHERS.following(FIELD, other) or (
        VOUCHERS.following(OFFICE, one) is None
    )


@given(numbers)
def test_what_is_left_can_be_taken_one_after_another_to_the_end(seen):
    held = list(seen)
    left = VOUCHERS.left(OFFICE, held)
    for _ in range(left):
        taken = VOUCHERS.following(OFFICE, held)
        assert taken is not None
        held.append(taken)
    assert VOUCHERS.following(OFFICE, held) is None


def test_what_was_passed_over_is_named():
    assert VOUCHERS.gaps([1, 2, 5, 61, 64]) == (Range(3, 4, OFFICE), Range(62, 63, FIELD))
    assert VOUCHERS.gaps([]) == ()


@given(numbers)
def test_a_gap_holds_nothing_that_was_seen_and_ends_below_something_that_was(seen):
    for gap in VOUCHERS.gaps(seen):
        assert not any(number in gap for number in seen)
        assert gap.last + 1 in seen


def test_a_number_on_two_papers_is_named_with_both():
    assert doubled({"a": "12", "b": " 12", "c": "13", "d": "", "e": ""}) == {"12": ("a", "b")}


def test_ranges_that_were_reserved_twice_are_named():
    twice = Series(ranges=(Range(1, 60, OFFICE), Range(50, 70, FIELD)))
    assert twice.overlaps() == ((Range(1, 60, OFFICE), Range(50, 70, FIELD)),)
    assert VOUCHERS.overlaps() == ()


def test_a_range_that_makes_no_sense_reserves_nothing():
    written = [(1, 60, OFFICE), (None, 3, OFFICE), (9, 3, FIELD), (0, 5, FIELD), (1, 10**9, FIELD)]
    assert ranges_of(written) == (Range(1, 60, OFFICE),)
