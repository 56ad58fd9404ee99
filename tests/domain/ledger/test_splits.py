"""Shares add up, mirror, and stray by less than a unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.ledger.splits import split

WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any)
TOTALS = st.integers(-(10**12), 10**12)


@given(TOTALS, WEIGHTS)
def test_the_shares_add_up_to_the_amount(total, weights):
    assert sum(split(total, weights)) == total


@given(TOTALS, WEIGHTS)
def test_a_negative_amount_has_the_same_shares_with_the_other_sign(total, weights):
    assert split(-total, weights) == tuple(-share for share in split(total, weights))


@given(TOTALS, WEIGHTS)
def test_each_share_is_within_a_unit_of_the_exact_one(total, weights):
    whole = sum(weights)
    for share, weight in zip(split(total, weights), weights, strict=True):
        assert abs(share * whole - total * weight) < whole


@given(TOTALS, WEIGHTS)
def test_who_bears_nothing_gets_nothing(total, weights):
    shares = split(total, weights)
    assert all(share == 0 for share, weight in zip(shares, weights, strict=True) if weight == 0)


@given(st.integers(2, 9), st.integers(1, 10**6))
def test_equal_fractions_go_to_the_earlier(parts, total):
    shares = split(total, [1] * parts)
    assert list(shares) == sorted(shares, reverse=True)


@pytest.mark.parametrize("weights", [[0, 0], [2, -1]])
def test_there_must_be_something_to_share_by(weights):
    with pytest.raises(ValueError):
        split(100, weights)
