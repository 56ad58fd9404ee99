"""Who came to activities: rounded by lot, sums hold, drawn by the key alone, written down and read again."""

from __future__ import annotations

import json
import random
from collections import Counter
from fractions import Fraction

import pytest

from cspdesk.domain.attendance import (
    BASES,
    Attendance,
    Cell,
    attendance,
    attendance_by,
    from_plain,
    joined,
    to_plain,
    trees,
)
from tests.domain.attack.attendance import activities
from tests.domain.attack.lots import every_way

KEY = bytes(range(32))


def printed(people, base=5, key=KEY):
    told = attendance(people, key=key, label="x").prints[base]
    return Counter({cell: told.get(cell.activity, {}).get(cell.sex, 0) for cell in people})


@pytest.mark.parametrize("seed", range(8))
def test_every_activity_and_every_sex_of_an_agreement_lies_less_than_the_base_beside_the_truth(seed):
    people = activities(random.Random(seed), 0, 9)
    for base in BASES:
        shown = printed(people, base)
        for tree in (0, 1):
            for group in {trees(cell)[tree] for cell in people}:
                cells = [cell for cell in people if trees(cell)[tree] == group]
                told = sum(shown[cell] for cell in cells)
                assert told % base == 0
                assert abs(told - sum(people[cell] for cell in cells)) < base


def test_the_bases_are_those_of_the_audiences_each_a_multiple_of_the_one_before():
    assert BASES == (5, 10)


def test_the_same_people_and_key_give_the_same_print_and_another_key_another():
    people = activities(random.Random(1), 0, 9)
    assert printed(people) == printed(people)
    assert any(printed(people) != printed(people, key=bytes([n]) * 32) for n in range(5))


def test_nobody_stays_nobody_and_the_activity_is_there():
    made = attendance({Cell("A", "1", "f"): 0}, key=KEY, label="x")
    assert joined([made], 5) == {"1": {}}


def test_one_number_above_the_print_leads_to_the_same_print_as_often_as_it_should():
    """So that no print pins a number down: P + d comes out as P with odds 1 - d/5."""
    for beyond in range(1, 5):
        people = {Cell("A", "1", "f"): 10 + beyond}
        drawn = every_way(lambda lot, people=people: attendance_by(people, {5: lot}))  # type: ignore[misc]
        odds = sum((chance for made, chance in drawn if made.prints[5]["1"]["f"] == 10), Fraction())
        assert odds == pytest.approx(1 - beyond / 5)


def test_a_print_survives_being_written_down():
    made = attendance(activities(random.Random(3), 0, 9), key=KEY, label="x")
    assert from_plain(json.loads(json.dumps(to_plain(made)))) == made


@pytest.mark.parametrize(
    "damage", [{}, [], {"prints": [[5, [["1", "f"]]]], "activities": []}, {"form": 1}, None]
)
def test_what_is_not_exactly_a_written_print_is_refused(damage):
    with pytest.raises(ValueError, match="no print"):
        from_plain(damage)


def test_blocks_are_joined_by_activity():
    one, other = (Attendance(frozenset({name}), {5: {name: {"f": 5}}}) for name in "ab")
    assert joined([one, other], 5) == {"a": {"f": 5}, "b": {"f": 5}}
