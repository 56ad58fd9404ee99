"""What concurrent values come to, by merge class."""

from __future__ import annotations

from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from cspdesk.domain.entries import Dot, Op
from cspdesk.domain.fields import Merge
from cspdesk.domain.merge import Presence, presence, resolve

A, B, C, D = Dot(1, 1), Dot(1, 2), Dot(2, 1), Dot(3, 1)


def key(dot: Dot) -> tuple[bytes, int, bytes]:
    return (bytes([dot.feed]), dot.seq, b"")


def op(value: object, *bases: Dot) -> Op:
    return Op(16, value, bases)  # type: ignore[arg-type]


def test_a_value_built_on_another_replaces_it() -> None:
    found = resolve({A: op("old"), B: op("new", A)}, merge=Merge.ORDINARY, key=key)
    assert (found.value, found.conflict) == ("new", False)


def test_two_values_over_one_base_are_shown_as_a_conflict_and_both_kept() -> None:
    found = resolve({A: op("old"), B: op("one", A), C: op("two", A)}, merge=Merge.ORDINARY, key=key)
    assert found.conflict
    assert set(found.current.values()) == {"one", "two"}


def test_the_longer_chain_wins_whoever_has_the_larger_name() -> None:
    history = {A: op("old"), B: op("then", A), Dot(1, 3): op("more", B), D: op("other", A)}
    assert resolve(history, merge=Merge.ORDINARY, key=key).value == "more"


def test_equal_values_are_no_conflict_and_both_are_the_next_base() -> None:
    found = resolve({A: op(5), C: op(5)}, merge=Merge.MUST_DECIDE, key=key)
    assert (found.value, found.conflict, set(found.shown)) == (5, False, {A, C})


def test_the_more_protective_value_holds_without_a_conflict() -> None:
    order = ("yes", "not_asked", "no", "withdrawn")
    history = {A: op("yes"), B: op("no", A), C: op("yes", A)}
    found = resolve(history, merge=Merge.SAFER, key=key, order=order)
    assert (found.value, found.conflict) == ("no", False)


def test_a_value_the_order_does_not_know_protects_most() -> None:
    found = resolve({A: op("yes"), C: op("later")}, merge=Merge.SAFER, key=key, order=("yes", "no"))
    assert found.value == "later"


def test_where_money_differs_the_last_common_value_is_shown() -> None:
    history = {A: op(100), B: op(110, A), C: op(120, A)}
    found = resolve(history, merge=Merge.MUST_DECIDE, key=key)
    assert (found.value, found.shown, found.conflict) == (100, (A,), True)


def test_where_money_has_no_common_value_none_is_shown() -> None:
    found = resolve({A: op(100), C: op(120)}, merge=Merge.MUST_DECIDE, key=key)
    assert (found.value, found.shown, found.conflict) == (None, (), True)


def test_who_builds_on_a_void_value_inherits_its_bases() -> None:
    history = {A: op("old"), C: op("void", A), D: op("honest", C)}
    found = resolve(history, merge=Merge.ORDINARY, key=key, void=[C])
    assert (found.value, found.conflict) == ("honest", False)


def test_a_deletion_stands_only_over_what_its_author_saw() -> None:
    deletion = {B: Op(1, "a mistake", (A,))}
    assert presence(deletion, [A]) == Presence.DELETED
    assert presence(deletion, [A, C]) == Presence.DELETION_PROPOSED


def test_a_restoration_stands_over_the_deletion_it_names() -> None:
    history = {B: Op(1, "a mistake", (A,)), C: Op(1, None, (B,))}
    assert presence(history, [A]) == Presence.HERE


@given(st.integers(0, 10**9), st.sampled_from([Merge.ORDINARY, Merge.SAFER, Merge.MUST_DECIDE]))
@example(439, Merge.ORDINARY)
def test_the_order_in_which_ops_are_given_changes_nothing(seed: int, merge: str) -> None:
    chance = Random(seed)
    history: dict[Dot, Op] = {}
    for number in range(chance.randrange(1, 12)):
        seen = chance.sample(sorted(history), min(len(history), chance.randrange(3)))
        history[Dot(chance.randrange(4), number)] = op(chance.choice("abcd"), *seen)
    shuffled = list(history.items())
    chance.shuffle(shuffled)
    one = resolve(history, merge=merge, key=key, order=("a", "b"))
    other = resolve(dict(shuffled), merge=merge, key=key, order=("a", "b"))
    assert one == other
    assert set(one.current) == set(history) - {base for o in history.values() for base in o.bases}


@given(st.lists(st.lists(st.integers(0, 8), max_size=3), min_size=1, max_size=9), st.randoms())
def test_forged_rings_of_bases_end_and_come_to_the_same_in_any_order(forged, chance) -> None:
    dots = [Dot(number % 3, number) for number in range(len(forged))]
    history = {
        dot: op(str(number), *{dots[base] for base in forged[number] if base < len(dots)})
        for number, dot in enumerate(dots)
    }
    shuffled = list(history.items())
    chance.shuffle(shuffled)
    one = resolve(history, merge=Merge.ORDINARY, key=key)
    assert one == resolve(dict(shuffled), merge=Merge.ORDINARY, key=key)
