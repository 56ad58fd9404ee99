"""Shares of an expense being written: together they are the whole, whoever wrote which."""

from fractions import Fraction

from hypothesis import given as drawn
from hypothesis import strategies as st

from cspdesk.domain.codecs import CODECS
from cspdesk.presenters.formstate import FormState, Row
from cspdesk.presenters.share_sums import (
    SHARES,
    Figure,
    Left,
    balanced,
    figure_of,
    left_by,
    money_of,
    percent_of,
    shown_in,
    with_figure,
    worth,
)

WHOLE = st.integers(1, 10**9)


def expense(minor, many, currency="TJS"):
    rows = tuple(Row(f"~{at}") for at in range(many))
    return FormState({"amount": CODECS["amount"].json((minor, currency))}, {SHARES: rows})


@drawn(WHOLE, st.lists(st.integers(1, 10**9), min_size=1, max_size=6))
def test_the_share_that_nobody_wrote_takes_what_the_others_leave(whole, written):
    state = expense(whole, len(written) + 1)
    for at, minor in enumerate(written):
        state = with_figure(state, f"~{at}", Figure(amount=(minor, "TJS")))
    by_hand = {f"~{at}" for at in range(len(written))}
    rest = figure_of(balanced(state, by_hand).rows(SHARES)[-1].values)
    left = whole - sum(written)
    assert rest == (Figure(amount=(left, "TJS")) if left > 0 else None)


@drawn(st.lists(st.integers(1, 9_999), min_size=1, max_size=4))
def test_percentages_and_the_rest_are_a_hundred_or_the_rest_is_nothing(hundredths):
    state = expense(100_00, len(hundredths) + 1)
    for at, many in enumerate(hundredths):
        state = with_figure(state, f"~{at}", Figure(percent=f"{many // 100}.{many % 100:02}"))
    rows = balanced(state, {f"~{at}" for at in range(len(hundredths))}).rows(SHARES)
    percents = [percent_of(row.values.get("percent")) for row in rows]
    if sum(hundredths) < 100_00:
        assert sum(one for one in percents if one is not None) == 100
    else:
        assert percents[-1] is None
        assert left_by(rows, None) == Left("percent", Fraction(100_00 - sum(hundredths), 100))


@drawn(WHOLE, WHOLE)
def test_one_share_follows_the_amount_of_its_expense(before, after):
    state = with_figure(expense(before, 1), "~0", Figure(amount=(before, "TJS")))
    now = balanced(state.given("amount", CODECS["amount"].json((after, "TJS"))), ())
    assert money_of(now.rows(SHARES)[0].values["amount"]) == (after, "TJS")
    assert shown_in(now) == 0


def test_what_was_written_by_hand_is_never_moved():
    state = with_figure(expense(100_00, 2), "~0", Figure(percent="80"))
    state = with_figure(state, "~1", Figure(percent="50"))
    assert balanced(state, {"~0", "~1"}) == state
    assert left_by(state.rows(SHARES), None) == Left("percent", Fraction(-30))


def test_shares_in_two_ways_leave_nothing_that_can_be_said():
    state = with_figure(expense(100_00, 3), "~0", Figure(percent="80"))
    state = with_figure(state, "~1", Figure(amount=(20_00, "TJS")))
    assert left_by(state.rows(SHARES), (100_00, "TJS")) is None
    assert balanced(state, {"~0", "~1"}) == state


@drawn(WHOLE, st.lists(st.integers(1, 100), min_size=1, max_size=5))
def test_what_shares_per_cent_come_to_is_the_whole_to_the_last_unit(whole, parts):
    parts = [*parts[:-1], 100 - sum(parts[:-1])] if sum(parts[:-1]) < 100 else [100]
    state = expense(whole, len(parts))
    for at, percent in enumerate(parts):
        state = with_figure(state, f"~{at}", Figure(percent=str(percent)))
    found = [worth(state, at) for at in range(len(parts))]
    assert sum(one[0] for one in found if one is not None) == whole
