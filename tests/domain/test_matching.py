"""What is proposed for a bank's line always adds up, takes each document once, and asks for nothing else."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.matching import DAYS, MOST_SUMMED, Booked, Line, Proposal, propose
from cspdesk.domain.reconciling import BankRule, Reconciliation, rule_for

DAY = date(2026, 3, 10)
AMOUNTS = st.integers(-6, 6).filter(bool)
DAYS_NEAR = st.integers(-8, 8).map(lambda n: DAY + timedelta(n))
NUMBERS = st.sampled_from(["", "K-17", "A/205", "7"])
LINES = st.lists(
    st.tuples(DAYS_NEAR, AMOUNTS, NUMBERS, st.sampled_from(["", "по счету K-17", "оплата А/205"])), max_size=7
).map(lambda rows: [Line(f"l{n}", *row) for n, row in enumerate(rows)])
DOCUMENTS = st.lists(st.tuples(DAYS_NEAR, AMOUNTS, NUMBERS), max_size=9).map(
    lambda rows: [Booked(f"d{n}", *row) for n, row in enumerate(rows)]
)


def line(amount: int, *, days: int = 0, reference: str = "", text: str = "") -> Line:
    return Line("l", DAY + timedelta(days), amount, reference, text)


def booked(name: str, amount: int, *, days: int = 0, number: str = "") -> Booked:
    return Booked(name, DAY + timedelta(days), amount, number)


@given(LINES, DOCUMENTS)
def test_every_proposal_adds_up_and_takes_each_document_once(lines, documents):
    found = propose(lines, documents)
    amounts = {one.id: one.amount for one in (*lines, *documents)}
    taken = [document for one in found for document in one.documents]
    assert len(taken) == len(set(taken))
    assert len({one.line for one in found}) == len(found)
    for one in found:
        assert sum(amounts[document] for document in one.documents) == amounts[one.line]
        assert len(one.documents) <= MOST_SUMMED or one.why == "reference"
        assert one.days <= DAYS * MOST_SUMMED or one.why == "reference"


@given(LINES, DOCUMENTS, st.randoms(use_true_random=False))
def test_no_order_of_arrival_changes_a_proposal(lines, documents, chance):
    before = propose(lines, documents)
    chance.shuffle(lines)
    chance.shuffle(documents)
    assert propose(lines, documents) == before


@given(LINES, DOCUMENTS)
def test_an_equal_amount_near_by_is_never_passed_over(lines, documents):
    found = propose(lines, documents)
    proposed = {one.line for one in found}
    taken = {document for one in found for document in one.documents}
    left = [one for one in documents if one.id not in taken]
    for one in lines:
        if one.id not in proposed:
            assert not [
                two for two in left if two.amount == one.amount and abs((two.day - one.day).days) <= DAYS
            ]


def test_a_reference_comes_before_a_nearer_day():
    near, named = booked("near", -500), booked("named", -500, days=-30, number="K-17")
    assert propose([line(-500, text="Оплата по счету K-17")], [near, named]) == (
        Proposal("l", ("named",), "reference", 30),
    )


def test_a_reference_whose_amount_differs_is_not_proposed():
    assert propose([line(-500, reference="K-17")], [booked("d", -400, number="K-17")]) == ()


def test_a_number_of_one_digit_is_not_looked_for_in_a_text():
    assert propose([line(-500, text="7 марта")], [booked("d", -500, days=-30, number="7")]) == ()


def test_the_nearest_day_is_taken_and_others_as_near_are_counted():
    found = propose(
        [line(-500)], [booked("far", -500, days=4), booked("a", -500, days=1), booked("b", -500, days=-1)]
    )
    assert found == (Proposal("l", ("b",), "amount", 1, 1),)


def test_up_to_four_documents_are_summed():
    four = [booked(f"d{n}", amount, days=n) for n, amount in enumerate((-100, -20, -3, -400))]
    assert propose([line(-523)], four) == (Proposal("l", ("d0", "d1", "d2", "d3"), "sum", 6),)
    five = [*four[:3], booked("d3", -300), booked("d4", -100)]
    assert propose([line(-523)], [*five[:4], booked("d4", -50), booked("d5", -50)]) == ()


def test_money_that_came_is_never_summed_with_money_that_went():
    assert propose([line(-100)], [booked("a", -150), booked("b", 50)]) == ()


# --- rules and reconciliation


def test_a_rule_that_says_more_is_taken():
    bank = BankRule("комиссия", "bank_charges", "a", "4")
    more = BankRule("комиссия банка за перевод", "bank_charges", "b")
    said = line(-5, text="Комиссия  банка за перевод 17")
    assert rule_for(said, [bank, more]) is more
    assert rule_for(line(-5, text="КОМИССИЯ"), [bank, more]) is bank
    assert rule_for(line(5, text="Комиссия"), [bank]) is None
    assert rule_for(line(-5, text="комиссионные"), [bank]) is None
    assert rule_for(line(-5), [BankRule(" ", "x", "a")]) is None


@given(LINES, DOCUMENTS, st.integers(-50, 50), st.integers(-2, 2))
def test_what_is_under_way_explains_the_difference_and_the_rest_is_named(lines, documents, common, wrong):
    told = Reconciliation(
        common + sum(one.amount for one in lines) + wrong,
        common + sum(one.amount for one in documents),
        tuple(lines),
        tuple(documents),
    )
    assert told.unexplained == wrong
    assert told.is_whole == (wrong == 0)
