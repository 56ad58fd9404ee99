"""A rate that jumps, or that lost a nought, is asked about; one that moves as rates do is not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.ledger.rates import Rate
from cspdesk.domain.rate_doubts import JUMP, Doubt, doubts, worth

MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)
LAST = Rate(109245, 4, 1)


def asked(rate: Rate, *, day: date = TUESDAY, held: Rate = LAST) -> tuple[Doubt, ...]:
    return doubts({"USD": {MONDAY: held}}, [("USD", day, rate)])


@pytest.mark.parametrize(
    ("rate", "why"),
    [
        (Rate(109300, 4), ""),
        (Rate(114000, 4), ""),
        (Rate(115000, 4), "moved"),
        (Rate(103000, 4), "moved"),
        (Rate(109245, 3), "tenfold"),
        (Rate(109245, 4, 10), "tenfold"),
        (Rate(109245, 4, 100), "tenfold"),
        (Rate(1092450, 4, 10), ""),
    ],
)
def test_a_rate_is_compared_with_the_day_before(rate, why):
    assert [one.why for one in asked(rate)] == ([why] if why else [])


def test_a_rate_is_compared_with_the_day_after_too():
    assert asked(Rate(115000, 4), day=MONDAY - timedelta(1))[0].beside_day == MONDAY


def test_a_rate_of_long_ago_tells_only_a_lost_nought():
    later = MONDAY + timedelta(400)
    assert asked(Rate(130000, 4), day=later) == ()
    assert [one.why for one in asked(Rate(130000, 5), day=later)] == []
    assert [one.why for one in asked(Rate(112000, 5), day=later)] == ["tenfold"]


def test_another_rate_of_the_same_day_is_asked_about():
    assert [one.why for one in asked(Rate(109250, 4), day=MONDAY)] == ["other"]
    assert asked(Rate(1092450, 5), day=MONDAY) == ()


def test_given_rates_are_compared_among_themselves():
    rows = [("EUR", MONDAY, Rate(12, 0)), ("EUR", TUESDAY, Rate(13, 0))]
    assert {one.day for one in doubts({}, rows)} == {MONDAY, TUESDAY}


@given(st.integers(1_000, 10**6), st.integers(1_000, 10**6))
def test_whatever_changes_by_more_than_five_per_cent_is_asked_about(before, after):
    found = asked(Rate(after, 4), held=Rate(before, 4))
    assert bool(found) == (abs(worth(Rate(after, 4)) / worth(Rate(before, 4)) - 1) > JUMP)
