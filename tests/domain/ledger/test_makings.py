"""How values came about: pieces that add up to each value, and that anybody can compute again."""

import operator
import random
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspdesk.domain.ledger.accounts import DIFFERENCE, HELD, Section, section_of
from cspdesk.domain.ledger.agreements import Rule
from cspdesk.domain.ledger.closing import Closing
from cspdesk.domain.ledger.entries import entries
from cspdesk.domain.ledger.expenses import Allocation, Expense
from cspdesk.domain.ledger.makings import TJS, VALUE, making
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import SOMONI, DocumentId
from cspdesk.domain.ledger.pieces import How, Of
from cspdesk.domain.ledger.rates import DayRate, Rate, Rates
from cspdesk.domain.ledger.valuing import over
from cspdesk.domain.money import quotient
from cspdesk.domain.periods import period
from tests.domain.ledger import chance, small, worked
from tests.domain.ledger.small import changed, head, receipt, spent

SEEDS = st.integers(0, 2**32)
TOLD = frozenset(vars(Section).values()) - HELD | {Section.ADVANCE}
"""Sections that figures measure: what lies in accounts is the other side of them."""


def makings(found, column):
    """Each line of the books by itself, and how it came about."""
    for place, step in enumerate(found.entered):
        entry = next(one for one in entries(found, step.document.id) if one.place == place)
        for line in entry.postings:
            yield line, making(found, line.document, line.accounted, column, partial(operator.is_, line))


def recomputed(piece, target):
    """What a piece comes to by what it says of itself, where it says how."""
    amount, value = abs(piece.amount), abs(piece.value)
    if piece.how == How.FACE:
        assert piece.currency == target
        return amount
    if piece.how == How.LOT and piece.lot is not None:
        lot = piece.lot
        there = quotient(lot.worth * (lot.amount_before + amount), lot.amount)
        by_worth = quotient(lot.amount * (lot.worth_before + value), lot.worth) if lot.worth else 0
        return value if by_worth == lot.amount_before + amount else there - lot.worth_before
    if piece.how in {How.RATE, How.OWED} and piece.whole is None:
        by = {one.currency: one.rate for one in piece.rates}
        return over(
            amount, piece.currency, by.get(piece.currency, Rate(1, 0)), target, by.get(target, Rate(1, 0))
        )
    if piece.how == How.COSTS:
        digits, decimals = piece.costs.percent
        return abs(quotient(piece.costs.base * digits, 10 ** (decimals + 2)) - piece.costs.before)
    return value


def check(found):
    """Every line, in both columns."""
    ways = set()
    for column in (VALUE, TJS):
        for line, made in makings(found, column):
            assert made.value == getattr(line, column), (line, made)
            target = SOMONI if column == TJS else found.chart.agreements[line.agreement].currency
            for piece in made.pieces:
                ways.add(piece.how)
                assert abs(piece.value) == recomputed(piece, target), (line, piece)
                if section_of(line.account) in TOLD:
                    assert piece.how != How.SHARE, (line, piece)
    return ways


@given(SEEDS)
@settings(max_examples=25)
def test_the_pieces_of_every_value_add_up_to_it_and_each_is_what_it_says(seed):
    check(chance.world().ledger(chance.papers(seed)))


def test_so_do_those_of_the_worked_year():
    ways = check(worked.world().ledger(worked.documents()))
    assert {How.FACE, How.LOT, How.RATE} <= ways


@given(SEEDS)
@settings(max_examples=25)
def test_so_do_those_of_documents_changed_after_a_closing(seed):
    draw, here, every = random.Random(seed), chance.world(), list(chance.papers(seed))
    held = {one.id: one for one in every[:25]}
    closed = replace(here, closings=(Closing(id="C", period=period("2025-H1"), held=held, rates=here.rates),))
    for place, one in enumerate(every):
        if isinstance(one, Expense) and draw.random() < 0.5:
            every[place] = replace(one, amount=one.amount + 1, allocations=one.allocations[:1])
    check(closed.ledger([one for one in every if draw.random() < 0.9]))


# --- what is told -----------------------------------------------------------------------------------


def told(found, name, day, *, column=VALUE, agreement=small.FIFO):
    """How what an agreement bears of a document came about."""

    def bears(line):
        return line.agreement == agreement and section_of(line.account) == Section.EXPENSE

    return making(found, DocumentId(name), date.fromisoformat(day), column, bears)


def test_where_a_lot_runs_out_both_lots_are_named_with_what_each_gave():
    found = worked.world().ledger(worked.documents())
    lots = [
        [(one.amount, one.value) for one in made.pieces]
        for line, made in makings(found, VALUE)
        if section_of(line.account) == Section.EXPENSE and {one.how for one in made.pieces} == {How.LOT}
    ]
    assert [(1_260_779, 111_623), (359_221, 31_677)] in lots


def test_a_lot_says_what_it_was_and_what_was_drawn_of_it_before():
    papers = [receipt("r", 100_000), changed("k", 50_000, 560_000), spent("a", 11_200), spent("b", 5_600)]
    (piece,) = told(small.world().ledger(papers), "b", "2025-02-10").pieces
    assert (piece.value, piece.amount, piece.lot.brought, piece.lot.day) == (
        500,
        5_600,
        "k",
        date(2025, 2, 3),
    )
    assert (piece.lot.amount, piece.lot.worth) == (560_000, 50_000)
    assert (piece.lot.amount_before, piece.lot.worth_before) == (11_200, 1_000)


def test_what_was_drawn_before_there_was_a_lot_names_its_rate_and_what_settled_it():
    papers = [receipt("r", 100_000), spent("a", 11_000), changed("k", 100, 5_600, "2025-03-01")]
    found = small.world().ledger(papers)
    (piece,) = told(found, "a", "2025-02-10").pieces
    assert (piece.how, piece.value, [one.of for one in piece.rates]) == (How.OWED, 1_000, [Of.OFFICIAL])
    assert [(one.by, one.amount, one.was, one.worth) for one in piece.met] == [("k", 5_600, 509, 100)]
    assert piece.waits == 5_400
    made = making(found, DocumentId("k"), date(2025, 3, 1), VALUE, lambda one: one.account == DIFFERENCE, -1)
    assert [(one.how, one.value, one.was, one.of) for one in made.pieces] == [(How.SETTLED, 409, 509, "a")]


def test_a_reversal_is_its_original_the_other_way_round():
    papers = [receipt("r", 100_000), changed("k", 50_000, 560_000), spent("a", 11_200)]
    back = Reversal(of=DocumentId("a"), **head("x", "2025-03-01"))
    made = told(small.world().ledger([*papers, back]), "x", "2025-03-01")
    assert made.mirrors == ("a",)
    assert [(one.how, one.value, one.lot.brought) for one in made.pieces] == [(How.LOT, -1_000, "k")]


def test_a_rate_is_the_one_that_was_used_with_the_day_that_it_is_of():
    rates = Rates([DayRate("USD", date(2025, 2, 7), Rate(10_950, 3))])
    made = told(
        small.world(rates).ledger([spent("a", 10_950, agreement=small.DAILY)]),
        "a",
        "2025-02-10",
        agreement=small.DAILY,
    )
    (used,) = made.pieces[0].rates
    assert (made.value, used.of, used.day, used.rate) == (
        1_000,
        Of.OFFICIAL,
        date(2025, 2, 7),
        Rate(10_950, 3),
    )


@pytest.mark.parametrize(
    ("terms", "of"),
    [
        ({"rule": Rule.MONTH}, Of.MEAN),
        ({"rule": Rule.FIXED, "rate": Rate(11, 0)}, Of.FIXED),
    ],
)
def test_each_rule_names_its_rate(terms, of):
    fifo, *others = small.world().agreements
    here = replace(small.world(), agreements=(replace(fifo, **terms), *others))
    made = told(here.ledger([spent("a", 11_000)]), "a", "2025-02-10")
    assert (made.value, [one.of for one in made.pieces[0].rates]) == (1_000, [of])


def test_a_share_of_foreign_money_names_the_whole_that_was_rounded():
    thirds = tuple(Allocation(agreement=small.FIFO, line="1", amount=amount) for amount in (3, 3, 3))
    rates = Rates([DayRate("EUR", date(2025, 2, 10), Rate(11_155, 3))])
    found = small.world(rates).ledger([spent("a", 9, account=small.EUR, allocations=thirds)])
    pieces = told(found, "a", "2025-02-10", column=TJS).pieces
    assert sum(one.value for one in pieces) == 100
    assert {one.whole for one in pieces if one.whole} == {(9, 100)}


def test_what_a_payment_advice_says_is_said():
    found = small.world().ledger([receipt("r", 100_000, account=small.BANK, value=9_000)])
    made = making(
        found, DocumentId("r"), date(2025, 2, 3), VALUE, lambda one: one.account.startswith("income"), -1
    )
    assert [(one.how, one.value) for one in made.pieces] == [(How.SAID, 9_000)]
