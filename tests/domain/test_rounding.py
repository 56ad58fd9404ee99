from collections import defaultdict
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.rounding import KeyedLot, circulate, split, split_known
from tests.domain.attack.lots import every_way

PATHS = [((f"r{r}", f"d{r}{d}"), (sex, f"{sex}{age}")) for r, d, sex, age in product("01", "01", "fm", "yo")]
TABLES = st.dictionaries(st.sampled_from(PATHS), st.integers(0, 30))
BASES = st.sampled_from((2, 3, 5, 10))
KEYS = st.binary(min_size=32, max_size=32)


def themselves(cell):
    return cell


def sums(table):
    """The sum of every group of both families, and every cell."""
    found: dict[Any, int] = defaultdict(int)
    for cell, count in table.items():
        for tree, path in enumerate(cell):
            for depth in range(len(path) + 1):
                found[tree, path[:depth]] += count
        found["cell", cell] += count
    return found


def drawn(table, base, key, label=""):
    return circulate(table, base, KeyedLot(key, label), trees=themselves)


@given(TABLES, BASES, KEYS)
def test_every_cell_and_group_goes_to_a_multiple_beside_it(table, base, key):
    true, printed = sums(table), sums(drawn(table, base, key))
    for group, count in true.items():
        assert printed[group] % base == 0
        assert abs(printed[group] - count) < base


@given(TABLES, BASES, KEYS)
def test_multiples_and_zeros_stay(table, base, key):
    multiples = {cell: count * base for cell, count in table.items()}
    assert drawn(multiples, base, key) == {cell: count for cell, count in multiples.items() if count}


@given(TABLES, BASES, KEYS)
def test_the_same_key_draws_the_same_whatever_order_the_cells_came_in(table, base, key):
    turned = dict(reversed(table.items()))
    assert list(drawn(table, base, key).items()) == list(drawn(turned, base, key).items())


@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.sampled_from((3, 5)))
def test_the_lot_is_fair_to_every_cell_and_group(counts, base):
    table = dict(zip(PATHS[::4], counts, strict=True))
    expected: dict[Any, Fraction] = defaultdict(Fraction)
    for printed, odds in every_way(partial(circulate, table, base, trees=themselves)):
        for group, value in sums(printed).items():
            expected[group] += odds * value
    assert all(expected[group] == count for group, count in sums(table).items())


@pytest.mark.parametrize("above", [1, 2, 3, 4])
def test_a_lone_odd_cell_goes_down_with_odds_one_minus_its_remainder_over_the_base(above):
    printed = dict.fromkeys(PATHS, 10)
    true = {**printed, PATHS[3]: 10 + above}
    ways = every_way(partial(circulate, true, 5, trees=themselves))
    assert sum(odds for way, odds in ways if way == printed) == 1 - Fraction(above, 5)


@pytest.mark.parametrize("above", [1, 2, 3, 4])
def test_the_keyed_lot_keeps_those_odds(above):
    printed = dict.fromkeys(PATHS[:6], 5)
    true = {**printed, PATHS[1]: 5 + above}
    kept = sum(drawn(true, 5, key.to_bytes(32, "big")) == printed for key in range(4000))
    assert abs(kept / 4000 - (1 - above / 5)) < 0.03


@pytest.mark.parametrize("above", [1, 7, 13, 19])
def test_a_chain_of_bases_keeps_the_odds_of_the_widest(above):
    def chain(lot):
        table = {PATHS[0]: 20 + above, PATHS[9]: 40}
        for base in (5, 10, 20):
            table = circulate(table, base, lot, trees=themselves)
        return table[PATHS[0]]

    assert sum(odds for way, odds in every_way(chain) if way == 20) == 1 - Fraction(above, 20)


def test_all_small_tables_run_backwards_leave_at_least_base_values_for_each_cell():
    cells = [(("d0",), ("f",)), (("d0",), ("m",)), (("d1",), ("f",)), (("d1",), ("m",))]
    behind: dict[Any, tuple[set[int], ...]] = defaultdict(lambda: tuple(set() for _ in cells))
    small = set()
    for counts in product(range(7), repeat=4):
        table = dict(zip(cells, counts, strict=True))
        for way, _ in every_way(partial(circulate, table, 3, trees=themselves)):
            printed = tuple(way.get(cell, 0) for cell in cells)
            for values, count in zip(behind[printed], counts, strict=True):
                values.add(count)
            if max(counts) <= 4:
                small.add(printed)
    assert sum(1 for counts in product(range(5), repeat=4)) == 625
    assert all(len(values) >= 3 for printed in small for values in behind[printed])


PARTS = st.lists(st.integers(0, 40), min_size=1, max_size=5)


@given(PARTS, BASES, KEYS, st.booleans())
def test_parts_add_up_to_the_printed_number_and_stay_beside_their_counts(parts, base, key, up):
    whole = sum(parts)
    total = whole - whole % base + base * bool(up and whole % base)
    printed = split(total, parts, base, KeyedLot(key, ""))
    assert sum(printed) == total
    assert all(p % base == 0 and abs(p - n) < base for p, n in zip(printed, parts, strict=True))


@pytest.mark.parametrize(("total", "parts"), [(12, [3, 8]), (5, [11, 0]), (20, [11, 0])])
def test_a_total_that_is_not_beside_the_sum_is_refused(total, parts):
    with pytest.raises(ValueError, match="no multiple of 5 beside"):
        split(total, parts, 5, KeyedLot(bytes(32), ""))


@pytest.mark.parametrize(
    ("base", "known"), [*((3, n) for n in range(3, 13)), *((5, n) for n in range(5, 18))]
)
def test_a_known_number_leaves_at_least_base_values_for_a_part(base, known):
    behind = defaultdict(set)
    for part in range(known + 1):
        for way, _ in every_way(partial(split_known, known, (part, known - part), base)):
            behind[way].add(part)
    assert all(len(values) >= base for values in behind.values())


def test_dividing_a_known_number_further_leaves_as_many_values():
    behind = defaultdict(set)
    for mild, severe, held in [
        (m, s, n) for n in range(3, 8) for m in range(n + 1) for s in range(n + 1 - m)
    ]:

        def told(lot, mild=mild, severe=severe, held=held):
            raised = mild + severe
            steps, _ = split_known(held, (raised, held - raised), 3, lot)
            return held, split(steps, (mild, severe), 3, lot)

        for way, _ in every_way(told):
            behind[way].add((mild + severe, mild, severe))
    for values in behind.values():
        assert all(len({value[n] for value in values}) >= 3 for n in range(3))


def test_a_lot_draws_in_proportion_to_the_weights():
    lot = KeyedLot(bytes(32), "proportion")
    drawn = [lot.pick((1, 0, 3)) for _ in range(4000)]
    assert drawn.count(1) == 0
    assert abs(drawn.count(2) / 4000 - 0.75) < 0.03


def test_another_label_and_another_key_draw_otherwise():
    def draws(key, label):
        lot = KeyedLot(key, label)
        return [lot.pick((1, 1)) for _ in range(64)]

    assert draws(bytes(32), "one") != draws(bytes(32), "two")
    assert draws(bytes(32), "one") != draws(b"\1" * 32, "one")


def test_a_short_key_and_an_empty_draw_are_refused():
    with pytest.raises(ValueError, match="31 bytes"):
        KeyedLot(bytes(31), "")
    with pytest.raises(ValueError, match="nothing to draw from"):
        KeyedLot(bytes(32), "").pick((0, 0))
