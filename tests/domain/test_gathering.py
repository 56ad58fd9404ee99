from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.gathering import gather

HELD = st.dictionaries(
    st.tuples(st.just("TJK"), st.sampled_from("abc"), st.sampled_from("xy"), st.sampled_from("123")),
    st.integers(1, 6),
)


def gathered(held, least):
    def size(group):
        return sum(held[place] for place in group)

    return gather(held, size=size, enough=lambda group: size(group) >= least)


@given(HELD, st.integers(1, 12))
def test_every_place_is_in_one_group_and_every_group_is_enough(held, least):
    groups = gathered(held, least)
    assert bool(groups) == (sum(held.values()) >= least)
    assert all(sum(held[place] for place in group) >= least for group in groups)
    if groups:
        assert sorted(place for group in groups for place in group) == sorted(held)


@given(HELD)
def test_where_every_place_is_enough_none_is_gathered(held):
    assert gathered(held, 1) == tuple((place,) for place in sorted(held))


def test_small_places_go_together_before_a_large_one_joins():
    large, small, tiny = (("T", "a", "x", n) for n in "123")
    assert gathered({large: 5, small: 2, tiny: 2}, 4) == ((large,), (small, tiny))
    assert gathered({large: 5, small: 2, tiny: 1}, 4) == ((large, small, tiny),)


def test_a_small_place_goes_up_to_the_next_wider_one_first():
    near, far = ("T", "a", "x", "1"), ("T", "b", "x", "1")
    assert gathered({near: 3, ("T", "a", "y", "1"): 1, far: 3}, 3) == ((near, ("T", "a", "y", "1")), (far,))
