"""One thing entered twice: found whoever looks, joined in whatever order it was said, never lost."""

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.same import BankLine, Entered, joined, pair, twins

DAY = "2026-03-17"
NAMES = [f"d{n}" for n in range(6)]


def paid(name, *, account="bank", day=DAY, amounts=(500_00,), who="Chashma", kind="expense"):
    return Entered(name, kind, account, day, amounts, who)


def test_alike_in_account_date_amount_and_payee_are_offered_with_the_smaller_id_first():
    assert twins([paid("b"), paid("a", who=" CHASHMA ")], ()) == (("a", "b"),)


def test_whatever_differs_makes_two():
    for other in (
        paid("b", account="cash"),
        paid("b", day="2026-03-18"),
        paid("b", amounts=(500_01,)),
        paid("b", who="Nur"),
        paid("b", kind="payment"),
    ):
        assert twins([paid("a"), other], ()) == ()


def test_what_has_no_account_or_day_or_amount_is_not_asked_about():
    for lacking in ({"account": ""}, {"day": ""}, {"amounts": (0,)}):
        assert twins([paid("a", **lacking), paid("b", **lacking)], ()) == ()


def test_two_of_one_bank_line_are_offered_though_their_days_and_payees_differ():
    both = [paid("a"), paid("b", day="2026-03-19", who="Нур")]
    assert twins(both, [BankLine(-500_00, ("a", "b"))]) == (("a", "b"),)
    assert twins(both, [BankLine(-1000_00, ("a", "b"))]) == ()


def test_a_line_that_is_the_sum_of_two_does_not_make_them_one():
    both = [paid("a", who="x"), paid("b", who="y")]
    assert twins(both, [BankLine(-1000_00, ("a", "b"))]) == ()


def test_lines_of_their_own_show_that_two_are_two():
    both = [paid("a"), paid("b")]
    assert twins(both, [BankLine(-500_00, ("a",)), BankLine(-500_00, ("b",))]) == ()
    assert twins(both, [BankLine(-500_00, ("a",))]) == (("a", "b"),)


def test_what_was_answered_or_reversed_is_not_asked_again():
    three = [paid("a"), paid("b"), paid("c")]
    assert twins(three, ()) == (("a", "b"), ("a", "c"))
    assert twins(three, (), answered={("a", "b"), ("a", "c")}) == (("b", "c"),)
    assert twins(three, (), undone={"a"}) == (("b", "c"),)


def test_what_has_gone_counts_nothing_and_hides_nothing():
    here = {"b": "expense", "c": "expense"}
    assert joined([("a", "b"), ("a", "c")], here) == {"c": "b"}
    assert joined([("a", "b")], {"b": "expense"}) == {}


def test_documents_of_different_kinds_stay_two():
    assert joined([("a", "b")], {"a": "expense", "b": "payment"}) == {}
    # nor are they joined over one that is not here
    assert joined([("a", "b"), ("b", "c")], {"a": "expense", "c": "payment"}) == {}


pairs = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)))


@given(pairs, st.frozensets(st.sampled_from(NAMES)), st.randoms(use_true_random=False))
def test_in_whatever_order_and_direction_it_was_said_each_group_counts_once(said, here, draw):
    kinds = dict.fromkeys(here, "expense")
    found = joined(said, kinds)
    turned = [(other, one) if draw.random() < 0.5 else (one, other) for one, other in said]
    draw.shuffle(turned)
    assert joined(turned, kinds) == found
    counted = here - found.keys()
    group = {name: {name} for name in NAMES}
    for one, other in said:
        both = group[one] | group[other]
        group.update(dict.fromkeys(both, both))
    for name in here:
        assert len(group[name] & counted) == 1
        assert found.get(name, name) == min(group[name] & here)


def test_a_pair_has_one_order():
    assert pair("b", "a") == pair("a", "b") == ("a", "b")
