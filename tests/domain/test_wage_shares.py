"""A sheet of shares is the whole of a post, and splits its wages to the cent."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.checks import lacking
from cspdesk.domain.ledger.splits import split
from cspdesk.domain.money import write_number
from cspdesk.domain.wage_shares import Share, alike, whole
from cspdesk.models import KINDS

SHEET = next(kind for kind in KINDS if kind.name == "staff_costs")


@st.composite
def sheets(draw):
    """Percentages of two decimals that come to 100."""
    cuts = draw(st.lists(st.integers(0, 10_000), max_size=5, unique=True))
    ends = [0, *sorted(cuts), 10_000]
    return [(high - low, 2) for low, high in pairwise(ends)]


@given(sheets(), st.integers(1, 10**12))
def test_what_comes_to_100_splits_any_wages_to_the_cent(percents, wages):
    assert whole(percents)
    weights = [digits for digits, _ in percents]
    shares = split(wages, weights)
    assert sum(shares) == wages
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - Fraction(wages * weight, 10_000)) < 1


@given(sheets(), st.integers(-10_000, 10_000).filter(bool), st.data())
def test_a_hundredth_more_or_less_is_not_the_whole_and_is_said(percents, by, data):
    place = data.draw(st.integers(0, len(percents) - 1))
    wrong = [*percents]
    wrong[place] = (wrong[place][0] + by, 2)
    assert not whole(wrong)
    form = {"month": "2026-03", "post": "P1", "shares": [{"percent": write_number(*one)} for one in wrong]}
    said = [one.message.english() for one in lacking(SHEET, form)]
    assert "The shares do not add up to 100 per cent." in said


def test_what_is_not_filled_in_or_below_zero_is_not_the_whole():
    assert not whole([])
    assert not whole([(100, 0), None])
    assert not whole([(101, 0), (-1, 0)])
    assert whole([(333, 1), (667, 1)])


def test_shares_are_alike_whatever_their_order_and_form():
    one = [Share("a", "1", (60, 0)), Share("b", "", (40, 0))]
    assert alike(one, [Share("b", "", (400, 1)), Share("a", "1", (30, 0)), Share("a", "1", (30, 0))])
    assert not alike(one, [Share("a", "1", (60, 0)), Share("b", "2", (40, 0))])
    assert not alike(one, one[:1])
