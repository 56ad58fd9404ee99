"""Names made without a server."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.ids import cell_id, from_hex, is_order_key, key_between, stamped, to_hex


@given(st.integers(0, 10**9))
def test_there_is_always_room_between_two_keys_of_order(seed: int) -> None:
    chance = Random(seed)
    keys = [key_between(None, None)]
    for _ in range(60):
        place = chance.choice([0, len(keys), chance.randrange(len(keys) + 1)])
        before = keys[place - 1] if place else None
        after = keys[place] if place < len(keys) else None
        keys.insert(place, key_between(before, after))
    assert keys == sorted(set(keys))
    assert all(is_order_key(key) for key in keys)


def test_a_list_that_grows_at_its_end_keeps_short_keys() -> None:
    key = key_between(None, None)
    for _ in range(500):
        key = key_between(key, None)
    assert len(key) < 12


@given(st.binary(min_size=16, max_size=16))
def test_an_id_comes_back_from_its_digits(name: bytes) -> None:
    assert from_hex(to_hex(name)) == name


@pytest.mark.parametrize("untrusted", ["", "12", "g" * 32, "٠" * 32, "1" * 33])
def test_a_text_that_is_no_id_is_refused(untrusted: str) -> None:
    with pytest.raises(ValueError):
        from_hex(untrusted)


def test_two_desks_that_fill_one_cell_give_it_one_id() -> None:
    parent = bytes(16)
    assert cell_id(parent, "f", "18-30", "") == cell_id(parent, "f", "18-30", "")
    assert cell_id(parent, "f", "18-30", "") != cell_id(parent, "m", "18-30", "")


def test_ids_made_later_sort_later() -> None:
    assert stamped(1000, b"\xff" * 10) < stamped(1001, bytes(10))
