from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.figure import About, Figure, Reason
from cspdesk.domain.publication import (
    change,
    going_up,
    mean_severity,
    quotes_allowed,
    ranks,
    rounding_note,
    share,
)

NO_FIGURE = Figure(None, 5, Reason.TOO_FEW)


def shown(value, base=5, *, single=True):
    return Figure(value, base, Reason.SHOWN, single)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (shown(5), shown(20), "25%"),
        (shown(10), shown(35), "29%"),
        (shown(5), shown(15), "too few for a percentage"),
        (shown(0), shown(40), "<13%"),
        (shown(0, single=False), shown(40), "too few for a percentage"),
        (shown(40), shown(40), ">87%"),
        (shown(5), shown(1_005), "<1%"),
        (shown(1_000), shown(1_005), ">99%"),
        (shown(10, 10), shown(40, 5), "too few for a percentage"),
        (NO_FIGURE, shown(40), "too few for a percentage"),
        (shown(5), NO_FIGURE, "too few for a percentage"),
    ],
)
def test_a_percentage_is_whole_and_only_of_four_steps_or_more(part, whole, said):
    assert share(part, whole).shown().english() == said


@given(st.integers(0, 400), st.integers(0, 400))
def test_no_percentage_says_none_or_all(part, whole):
    percent = share(shown(5 * min(part, whole)), shown(5 * whole)).percent
    assert percent is None or 0 < percent < 100


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(10, 15, "no clear change"), (10, 20, "up by 10"), (25, 10, "down by 15"), (0, 0, "no clear change")],
)
def test_a_change_is_told_from_two_steps_on(before, after, said):
    assert change(shown(before), shown(after)).shown().english() == said


def test_no_change_is_told_between_figures_of_two_bases_or_none():
    assert change(shown(10, 5), shown(40, 10)).by is None
    assert change(NO_FIGURE, shown(40)).by is None


def test_what_differs_by_less_than_a_step_shares_a_rank():
    values = {"a": 12, "b": 30, "c": 10, "d": 9, "e": 11, "f": 7}
    assert ranks(values, base=3) == {"b": 1, "a": 2, "e": 2, "c": 2, "d": 5, "f": 5}


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 50)), st.integers(1, 10))
def test_ranks_follow_the_values(values, base):
    ranked = ranks(values, base=base)
    in_order = sorted(values, key=lambda key: ranked[key])
    assert all(ranked[a] == ranked[b] or values[a] > values[b] for a, b in pairwise(in_order))
    assert not values or min(ranked.values()) == 1


def test_quotes_come_only_from_a_group_that_prints_two_steps():
    assert quotes_allowed(shown(10))
    assert not quotes_allowed(shown(5))
    assert not quotes_allowed(NO_FIGURE)
    assert not quotes_allowed(Figure(None, 0, Reason.EXACT))


@pytest.mark.parametrize(
    ("severity", "held", "halves"),
    [
        ((0, 0, 0, 3, 3, 0), 6, 7),
        ((6, 0, 3, 0, 0, 0), 9, 4),
        ((0, 0, 0, 3, 0, 0), 4, None),
        ((6,) + (0,) * 5, 9, None),
    ],
)
def test_a_mean_severity_is_told_in_halves_of_five_consultations_or_more(severity, held, halves):
    assert mean_severity(About(3, held, Reason.SHOWN, severity)) == halves


def test_a_question_goes_up_to_the_place_that_has_an_answer():
    def ask(place):
        return shown(40) if len(place) < 3 else Figure(None, 5, Reason.WIDER, nearest=place[:-1])

    assert going_up(ask, ("TJK", "r0", "z0", "d0")) == (("TJK", "r0"), shown(40))
    assert going_up(lambda _: NO_FIGURE, ("TJK", "r0")) == (("TJK", "r0"), NO_FIGURE)


def test_the_note_names_the_base():
    assert "multiples of 10" in rounding_note(10).english()
