import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.audience import Audience
from cspdesk.domain.block import Block, Counted, World
from cspdesk.domain.cube import FrozenCube, freeze
from cspdesk.domain.figure import Query, Reason, about, answering, figure, held, middle
from tests.domain.attack import worlds
from tests.domain.attack.attacker import Attacker
from tests.domain.attack.concerns import behind
from tests.domain.attack.worlds import HIGH, Shape

SEEDS = st.integers(0, 2**32)
KEY = bytes(range(32))
REGION, DISTRICT = ("TJK", "r0"), ("TJK", "r0", "z0", "d0")
LARGE = Shape(regions=2, least_held=4, most_held=8)


def cube_of(seed: int, shape: Shape = LARGE, organisation: str = "org") -> FrozenCube:
    return freeze(worlds.world(random.Random(seed), shape, organisation), key=KEY)


def meetings(*people: int, place=DISTRICT, concerns=("water",), **block) -> FrozenCube:
    """A block of meetings of so many women each, all raising the same."""
    counted = (
        Counted(
            str(n), place, {("f", "18-30"): count}, {("f", "yes"): min(count, 1)}, dict.fromkeys(concerns, 3)
        )
        for n, count in enumerate(people)
    )
    return freeze(World(Block("org", "2025-H1", **block), tuple(counted), frozenset(HIGH)), key=KEY)


def value(cubes, query: Query) -> int:
    """The figure's number, which there must be."""
    found = figure(cubes, query).value
    assert found is not None
    return found


@given(SEEDS)
def test_wider_places_are_sums_of_narrower_ones(seed):
    cube = cube_of(seed)

    def shown(place, **query):
        return value([cube], Query(Audience.DONOR, place, **query))

    for query in ({}, {"sex": "f"}, {"sex": "m", "ages": ("14-17", "18-30")}, {"disability": "yes"}):
        parts = [shown(place, **query) for place in cube.held]
        assert shown((), **query) == sum(parts)


@given(SEEDS)
def test_women_and_men_and_age_bands_add_up(seed):
    cube = cube_of(seed)
    whole = value([cube], Query(Audience.PUBLIC, REGION))
    by_sex = [value([cube], Query(Audience.PUBLIC, REGION, sex)) for sex in ("f", "m")]
    by_age = [value([cube], Query(Audience.PUBLIC, REGION, ages=(age,))) for age in Shape().ages]
    assert whole == sum(by_sex) == sum(by_age)


@given(SEEDS)
def test_raised_by_is_never_more_than_were_there(seed):
    cube = cube_of(seed)
    for concern in ("water", *HIGH):
        part = figure([cube], Query(Audience.DONOR, REGION, "f", concern=concern))
        printed = sum(count for cell, count in cube.at(part.base).people.items() if cell.sex == "f")
        assert part.value is None or part.value in range(0, printed + 1, part.base)


@given(SEEDS, SEEDS)
def test_the_coalition_is_the_sum_of_its_organisations(one, other):
    cubes = [cube_of(one, organisation="a"), cube_of(other, organisation="b")]
    query = Query(Audience.DONOR, REGION, "f")
    assert value(cubes, query) == sum(value([cube], query) for cube in cubes)


def test_a_place_without_consultations_is_no_number():
    found = figure([meetings(12)], Query(Audience.DONOR, ("TJK", "r9")))
    assert (found.value, found.reason) == (None, Reason.NO_CONSULTATION)
    assert found.shown().english() == "no consultation"


def test_a_printed_zero_is_fewer_than_the_base():
    cube = meetings(0, 15)
    assert figure([cube], Query(Audience.DONOR, DISTRICT, "m")).shown().english() == "<5"
    assert figure([cube], Query(Audience.PUBLIC, REGION, "m")).shown().english() == "<10"
    assert figure([cube], Query(Audience.DONOR, DISTRICT, "f")).shown().english() == "15"


def test_a_zero_that_sums_several_roundings_promises_no_bound():
    two = meetings(15), replace(meetings(15), block=Block("other", "2025-H1"))
    assert figure(two, Query(Audience.DONOR, DISTRICT, "m")).shown().english() == "few, perhaps nobody"
    youth = Query(Audience.DONOR, DISTRICT, "m", ("14-17", "18-30"))
    assert figure(two[:1], youth).shown().english() == "few, perhaps nobody"


@given(SEEDS)
def test_fewer_than_the_base_is_true_wherever_it_is_said(seed):
    world = worlds.world(random.Random(seed), Shape(regions=3, zones=2))
    cube = freeze(world, key=KEY)
    for place in {place[:depth] for place in cube.held for depth in range(5)}:
        for sex, ages in (
            (None, ()),
            ("f", ()),
            ("m", ("60+",)),
            (None, ("60+",)),
            ("f", ("14-17", "18-30")),
        ):
            found = figure([cube], Query(Audience.DONOR, place, sex, ages))
            true = sum(
                count
                for one in world.consultations
                for (of, age), count in one.people.items()
                if one.place[: len(place)] == place and sex in {None, of} and (not ages or age in ages)
            )
            assert not found.single or (found.value is not None and abs(found.value - true) < 5)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        (Query(Audience.ORGANISATION, DISTRICT), Reason.EXACT),
        (Query(Audience.ORGANISATION, concern="gbv"), Reason.EXACT),
        (Query(Audience.COALITION, DISTRICT, concern="water"), Reason.EXACT),
        (Query(Audience.COALITION, concern="gbv"), Reason.NOT_FOR_READER),
        (Query(Audience.AUTHORITY, concern="gbv"), Reason.NOT_FOR_READER),
        (Query(Audience.AUTHORITY, concern="gbv", by_decision=True), Reason.SHOWN),
        (Query(Audience.DONOR, concern="water", disability="yes"), Reason.CROSSED),
        (Query(Audience.DONOR, concern="water", ages=("60+",)), Reason.CROSSED),
        (Query(Audience.DONOR, DISTRICT, concern="gbv"), Reason.WIDER),
        (Query(Audience.PUBLIC, DISTRICT), Reason.WIDER),
        (Query(Audience.AUTHORITY, DISTRICT, "f", ("18-30",)), Reason.SHOWN),
        (Query(Audience.AUTHORITY, DISTRICT, disability="yes"), Reason.WIDER),
    ],
)
def test_each_audience_is_told_what_the_table_allows(query, reason):
    cube = meetings(*[20] * 12, concerns=("water", "gbv"))
    assert figure([cube], query).reason is reason


def test_below_its_floor_a_figure_names_the_nearest_place():
    found = figure([meetings(20)], Query(Audience.PUBLIC, DISTRICT))
    assert (found.value, found.nearest) == (None, REGION)


def test_a_concern_of_too_few_consultations_goes_up_and_at_the_top_is_not_shown():
    query = Query(Audience.DONOR, DISTRICT, concern="water")
    assert figure([meetings(20, 20, 20, 20)], query).reason is Reason.TOO_FEW
    both = meetings(20, 20), meetings(*[20] * 5)
    assert figure(both, query).reason is Reason.TOO_FEW
    telling = answering(both, lambda some: figure(some, query))
    assert figure(telling, query).value == 100
    assert held(telling) == 5


def test_a_concern_that_is_shared_with_another_district_names_the_place_of_both():
    counted = [
        Counted(str(n), ("TJK", "r0", "z0", f"d{min(n, 1)}"), {("f", "18-30"): 20}, {}, {"water": 0})
        for n in range(6)
    ]
    cube = freeze(World(Block("org", "2025-H1"), tuple(counted), frozenset()), key=KEY)
    found = figure([cube], Query(Audience.DONOR, DISTRICT, concern="water"))
    assert (found.reason, found.nearest) == (Reason.WIDER, DISTRICT[:3])
    assert figure([cube], Query(Audience.DONOR, DISTRICT[:3], concern="water")).value == 120


def test_a_high_concern_needs_ten_consultations_and_two_steps_of_people():
    query = Query(Audience.DONOR, REGION, "f", concern="gbv")
    assert figure([meetings(*[20] * 9, concerns=("gbv",))], query).reason is Reason.TOO_FEW
    assert figure([meetings(*[1] * 10, concerns=("gbv",))], query).reason is Reason.TOO_FEW
    assert figure([meetings(*[20] * 10, concerns=("gbv",))], query).value == 200


def test_a_cube_that_does_not_hold_a_concern_as_high_cannot_tell_it():
    here, there = meetings(*[20] * 10, concerns=("gbv",)), meetings(*[20] * 10, concerns=("gbv",))
    there = replace(there, high=frozenset())
    assert figure([here, there], Query(Audience.DONOR, concern="gbv")).reason is Reason.TOO_FEW
    assert about([here, there], Audience.DONOR, (), "gbv").reason is Reason.TOO_FEW


def test_what_was_withdrawn_is_no_longer_counted_and_its_place_tells_no_concern():
    cube = meetings(20, 20, 20, 20, 20, 20)
    after = cube.without("0", DISTRICT)
    assert figure([after], Query(Audience.DONOR, DISTRICT)).value == 100
    assert held([after]) == 5
    for query in (
        Query(Audience.DONOR, DISTRICT, concern="water"),
        Query(Audience.DONOR, DISTRICT, disability="yes"),
    ):
        assert figure([after], query).reason is Reason.WITHDRAWN
    assert about([after], Audience.DONOR, DISTRICT, "water").reason is Reason.WITHDRAWN
    assert not figure([after], Query(Audience.DONOR, DISTRICT, "m")).single


@pytest.mark.parametrize(
    ("audience", "concern", "decided", "reason"),
    [
        (Audience.ORGANISATION, "gbv", False, Reason.EXACT),
        (Audience.COALITION, "water", False, Reason.EXACT),
        (Audience.COALITION, "gbv", False, Reason.SHOWN),
        (Audience.DONOR, "water", False, Reason.SHOWN),
        (Audience.DONOR, "gbv", False, Reason.WIDER),
        (Audience.AUTHORITY, "gbv", False, Reason.NOT_FOR_READER),
        (Audience.AUTHORITY, "gbv", True, Reason.WIDER),
        (Audience.PUBLIC, "water", False, Reason.WIDER),
    ],
)
def test_about_how_many_consultations_is_told_to_whom_it_may(audience, concern, decided, reason):
    cube = meetings(*[20] * 6, concerns=("water", "gbv"))
    assert about([cube], audience, DISTRICT, concern, by_decision=decided).reason is reason


def test_about_how_many_never_says_all_and_never_none():
    cube = meetings(*[20] * 6)
    told = about([cube], Audience.DONOR, DISTRICT, "water"), about([cube], Audience.DONOR, DISTRICT, "roads")
    assert [one.shown().english() for one in told] == ["about 5 of 6", "about 1 of 6"]
    assert told[0].severity == (0, 0, 0, 6, 0, 0)


@pytest.mark.parametrize("base", [3, 5])
def test_about_is_the_middle_of_what_may_be_behind_it(base):
    for count in range(base, 14):
        for steps in range(0, count - count % base + 1, base):
            left = behind(steps, count, base)
            assert abs(2 * middle(steps, count, base) - min(left) - max(left)) <= 1
            assert len(left) >= base


def test_about_where_nobody_met_or_too_few_did_is_not_told():
    assert about([meetings(20)], Audience.DONOR, ("TJK", "r9"), "water").reason is Reason.NO_CONSULTATION
    assert about([meetings(20, 20)], Audience.DONOR, DISTRICT, "water").reason is Reason.TOO_FEW
    assert about([], Audience.DONOR, (), "water").shown().english() == "no consultation"


def test_an_attacker_with_false_facts_is_noticed():
    attacker = Attacker()
    attacker.learn(["x"], 5, 9)
    attacker.learn(["x"], 0, 4)
    with pytest.raises(AssertionError, match="contradict"):
        attacker.range_of(["x"])
