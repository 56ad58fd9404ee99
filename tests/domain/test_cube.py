import json
import random
from collections import Counter, defaultdict
from dataclasses import replace
from functools import partial
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.audience import Level, Parameters
from cspdesk.domain.block import Block, Counted, World
from cspdesk.domain.cube import Cell, freeze, freeze_by
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.plaincube import from_plain, to_plain
from tests.domain.attack import worlds
from tests.domain.attack.families import groups, truth, universe
from tests.domain.attack.lots import every_way
from tests.domain.attack.worlds import HIGH, Shape

SEEDS = st.integers(0, 2**32)
KEY = bytes(range(32))


def world_of(seed: int, **shape) -> World:
    return worlds.world(random.Random(seed), Shape(**shape))


@given(SEEDS)
def test_every_group_of_both_families_lies_less_than_the_base_beside_the_truth(seed):
    world = world_of(seed, regions=3)
    cube, true = freeze(world, key=KEY), truth(world)
    for printed, group in product(cube.prints, groups(universe(world)).values()):
        value = sum(printed.people.get(cell, 0) for cell in group)
        assert value % printed.base == 0
        assert abs(value - sum(true[cell] for cell in group)) < printed.base


@given(SEEDS)
def test_a_wider_print_is_beside_the_narrower_one(seed):
    cube = freeze(world_of(seed, regions=3), key=KEY)
    for narrow, wide in zip(cube.prints, cube.prints[1:], strict=False):
        for cell in {*narrow.people, *wide.people}:
            assert abs(narrow.people.get(cell, 0) - wide.people.get(cell, 0)) in {0, narrow.base}


@given(SEEDS)
def test_disability_adds_up_to_the_printed_women_and_men_of_a_district(seed):
    for printed in freeze(world_of(seed, regions=3), key=KEY).prints:
        parts: Counter = Counter()
        people: Counter = Counter()
        for (place, sex, _), count in printed.disability.items():
            parts[place, sex] += count
        for cell, count in printed.people.items():
            people[cell.place, cell.sex] += count
        assert parts == people


@given(SEEDS)
def test_a_concern_is_the_sum_of_the_printed_consultations_that_raised_it(seed):
    world = world_of(seed, regions=2)
    raising = {one.id: set(one.concerns) - world.high for one in world.consultations}
    for printed in freeze(world, key=KEY).prints:
        expected: Counter = Counter()
        for cell, count in printed.people.items():
            expected.update(
                {(cell.place, cell.sex, concern): count for concern in raising[cell.consultation]}
            )
        assert printed.concerns == expected


@given(SEEDS)
def test_the_same_records_and_key_give_the_same_bytes(seed):
    world = world_of(seed, regions=3)
    turned = replace(world, consultations=tuple(reversed(world.consultations)))
    assert json.dumps(to_plain(freeze(world, key=KEY))) == json.dumps(to_plain(freeze(turned, key=KEY)))


def test_another_key_or_another_block_draws_otherwise():
    world = world_of(1)
    other = replace(world, block=replace(world.block, half_year="2025-H2"))
    cells = [freeze(w, key=k).prints for w, k in ((world, KEY), (world, bytes(32)), (other, KEY))]
    assert cells[0] != cells[1]
    assert cells[0] != cells[2]


@given(SEEDS)
def test_a_cube_survives_being_written_down(seed):
    cube = freeze(world_of(seed, regions=2), key=KEY)
    gone = next(iter(cube.prints[0].people))
    for one in (cube, cube.without(gone.consultation, gone.place)):
        assert from_plain(json.loads(json.dumps(to_plain(one)))) == one


@pytest.mark.parametrize(
    "damage",
    [
        lambda plain: plain.pop("held"),
        lambda plain: plain.update(form=2),
        lambda plain: plain.update(high=list(reversed(plain["high"]))),
        lambda plain: plain["prints"][0][1][0].__setitem__(4, 7),
        lambda plain: plain["prints"][0][1][0].__setitem__(4, 5.0),
        lambda plain: plain["prints"][0][1][0].pop(),
        lambda plain: plain["prints"].append(None),
    ],
)
def test_what_is_not_exactly_a_written_cube_is_refused(damage):
    plain = to_plain(freeze(world_of(1), key=KEY))
    damage(plain)
    with pytest.raises(ValueError, match="not a frozen cube"):
        from_plain(plain)


def test_withdrawing_leaves_the_frozen_cube_as_it_was():
    cube = freeze(world_of(2), key=KEY)
    before = json.dumps(to_plain(cube))
    cell = next(iter(cube.prints[0].people))
    after = cube.without(cell.consultation, cell.place)
    assert json.dumps(to_plain(cube)) == before
    assert after.prints is cube.prints
    assert after.withdrawn == {cell.consultation: cell.place}


@given(SEEDS)
def test_high_concerns_appear_only_in_cells_that_are_large_enough(seed):
    world = world_of(seed, regions=3, least_held=1, most_held=4)
    cube = freeze(world, key=KEY)
    assert not {concern for p in cube.prints for _, _, concern in p.concerns} & set(HIGH)
    for cell in cube.high_cells:
        there = [place for place in cube.held if place[: Level.REGION] in cell.regions]
        assert sum(cube.held[place] for place in there) >= 10
        for printed in (p for p in cube.prints if p.base <= cell.base):
            people = sum(n for c, n in printed.people.items() if c.place in there and c.sex == cell.sex)
            assert people >= 2 * cell.base


@given(SEEDS)
def test_consultations_are_told_in_groups_that_hold_each_district_once(seed):
    cube = freeze(world_of(seed, zones=2), key=KEY)
    for base in (3, 5):
        cells = [cell for cell in cube.held_cells if cell.base == base]
        assert all(cell.held >= base for cell in cells)
        if sum(cube.held.values()) >= base:
            assert sorted(place for cell in cells for place in cell.districts) == sorted(cube.held)


def test_two_concerns_of_the_same_consultations_are_told_alike():
    world = world_of(3, least_held=2, most_held=3)
    twins = tuple(
        replace(one, concerns={**one.concerns, **({"twin": 1} if "water" in one.concerns else {})})
        for one in world.consultations
    )
    for cell in freeze(replace(world, consultations=twins), key=KEY).held_cells:
        told = [sum(cell.raised.get(concern, ())) for concern in ("water", "twin")]
        assert told[0] == told[1]


def test_late_consultations_are_a_block_of_their_own_only_from_three_on():
    world = world_of(4)
    late = replace(world, block=replace(world.block, supplement=1))
    with pytest.raises(RefusedError, match="only from 3 on"):
        freeze(replace(late, consultations=world.consultations[:2]), key=KEY)
    assert freeze(replace(late, consultations=world.consultations[:3]), key=KEY).block.supplement == 1


def test_a_block_without_consultations_is_an_empty_cube():
    cube = freeze(World(Block("org", "2025-H1"), (), frozenset()), key=KEY)
    assert (cube.held, cube.high_cells, cube.held_cells) == ({}, (), ())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"place": ("TJK", "r0")}, "4 codes"),
        ({"people": {("f", "18-30"): -1}}, "below nobody"),
        ({"disability": {("f", "yes"): 9}}, "more people by disability"),
        ({"concerns": {"water": 6}}, "1 to 5"),
    ],
)
def test_a_consultation_that_cannot_be_is_refused(change, problem):
    one = Counted("1", ("TJK", "r0", "z0", "d0"), {("f", "18-30"): 5})
    with pytest.raises(ValueError, match=problem):
        World(Block("org", "2025-H1"), (replace(one, **change),), frozenset())


def test_a_consultation_is_not_counted_twice():
    one = Counted("1", ("TJK", "r0", "z0", "d0"), {("f", "18-30"): 5})
    with pytest.raises(ValueError, match="twice"):
        World(Block("org", "2025-H1"), (one, one), frozenset())


# --- every draw of small worlds, run backwards --------------------------------------------------------

SMALL = Parameters(bases=(3, 6, 12))
PLACE = ("TJK", "r0", "z0", "d0")


def small_world(*consultations: Counted) -> World:
    return World(Block("org", "2025-H1"), consultations, frozenset())


def freeze_small(world, lot):
    return freeze_by(world, lambda _: lot, SMALL)


def run_backwards(top, count, make, seen):
    """For each print, everything that may be behind it, out of all worlds of ``count`` numbers up to ``top``.

    ``seen`` gives the print and its greatest part; prints that more than ``top`` may be behind are left out.
    """
    behind = defaultdict(set)
    for case in product(range(top + 1), repeat=count):
        world = make(*case)
        for cube, _ in every_way(partial(freeze_small, world)):
            printed, greatest = seen(cube)
            if greatest + 2 <= top:
                behind[printed].add(case)
    return behind


def assert_hidden(behind, sums):
    """No sum of a case's numbers is pinned to fewer than 3 values (the base), to 1..2, or to nobody."""
    assert behind
    for cases in behind.values():
        for places in sums:
            values = {sum(case[n] for n in places) for case in cases}
            assert len(values) >= 3, cases
            assert not values <= {1, 2}


@pytest.mark.parametrize(("places", "top"), [(1, 14), (2, 5)])
def test_disability_in_a_chain_of_bases_stays_hidden_when_all_prints_are_in_one_hand(places, top):
    def make(*yes_no):
        pairs = enumerate(zip(yes_no[::2], yes_no[1::2], strict=True))
        return small_world(
            *(
                Counted(str(n), (*PLACE[:3], f"d{n}"), {("f", "a"): y + o}, {("f", "yes"): y, ("f", "no"): o})
                for n, (y, o) in pairs
            )
        )

    def seen(cube):
        return json.dumps(to_plain(cube)["prints"]), max(cube.at(3).disability.values(), default=0)

    sums = [*((n,) for n in range(2 * places)), *((n, n + 1) for n in range(0, 2 * places, 2))]
    assert_hidden(run_backwards(top, 2 * places, make, seen), sums)


def test_kept_and_withdrawn_stay_hidden_in_the_difference_of_two_releases():
    def make(*counts):
        first, second = ({("f", "a"): counts[n], ("f", "b"): counts[n + 1]} for n in (0, 2))
        return small_world(Counted("1", PLACE, first), Counted("2", PLACE, second))

    def seen(cube):
        ages: tuple[Counter, Counter] = Counter(), Counter()
        for cell, count in cube.at(3).people.items():
            ages[0][cell.age] += count
            ages[1][cell.age] += count if cell.consultation == "1" else 0
        return json.dumps([sorted(one.items()) for one in ages]), max(cube.at(3).people.values(), default=0)

    sums = [*((n,) for n in range(4)), (0, 1), (2, 3), (0, 2), (1, 3)]
    assert_hidden(run_backwards(5, 4, make, seen), sums)


def test_a_cell_is_one_age_band_of_one_sex_at_one_consultation():
    world = small_world(Counted("1", PLACE, {("f", "a"): 12, ("m", "b"): 0}))
    assert freeze(world, key=KEY, parameters=SMALL).at(12).people == {Cell(PLACE, "f", "a", "1"): 12}
