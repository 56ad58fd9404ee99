"""What holds for any documents whatever, on random books of every exchange rule."""

import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.ledger.accounts import DIFFERENCE, GIVEN, GOODS, POOL
from cspdesk.domain.ledger.balances import trial_balance
from cspdesk.domain.ledger.invariants import every
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.statements import lots_left
from cspdesk.domain.periods import period
from tests.domain.ledger import worked
from tests.domain.ledger.chance import papers, world

SEEDS = st.integers(0, 2**32)
DAYS = (date(2025, 1, 31), date(2025, 6, 17), date(2025, 12, 31))
PERIODS = tuple(period(code) for code in ("2025-H1", "2025-08", "2025-05-04..2025-11-19"))
AFTER = date(2026, 1, 5)


def same(one, other):
    """Whether two ledgers agree in everything that follows from documents."""
    return all(
        getattr(one, name) == getattr(other, name)
        for name in ("postings", "moves", "contract_moves", "entered", "incomplete", "marks")
    )


@given(SEEDS)
def test_every_rule_holds_at_every_cut_off(seed):
    assert every(world().ledger(papers(seed, 60)), DAYS, PERIODS) == ()


@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_in_which_documents_come_means_nothing(seed, chance):
    documents = list(papers(seed))
    first = world().ledger(documents)
    chance.shuffle(documents)
    assert same(world().ledger(documents), first)


@given(SEEDS, SEEDS)
def test_what_two_desks_hold_together_is_the_same_on_both(seed, other):
    here, there = papers(seed, 20), papers(other, 20)
    shared = here[:7]
    assert same(world().ledger([*here, *there]), world().ledger([*there, *shared, *here]))


@given(SEEDS)
def test_a_document_held_twice_counts_once(seed):
    documents = papers(seed, 20)
    assert same(world().ledger([*documents, *documents]), world().ledger(documents))


@given(SEEDS, st.integers(0, 2**32))
def test_a_reversal_mirrors_to_the_unit(seed, choice):
    documents = papers(seed)
    before = world().ledger(documents)
    undone = {one.document.of for one in before.entered if isinstance(one.document, Reversal)}
    standing = [
        one.document.id
        for one in before.entered
        if not isinstance(one.document, Reversal) and one.document.id not in undone
    ]
    if not standing:
        return
    name = standing[choice % len(standing)]
    back = Reversal(id=DocumentId("~"), dated=AFTER, of=name)
    after = world().ledger([*documents, back])
    assert after.postings[: len(before.postings)] == before.postings
    settling = {POOL, DIFFERENCE, GIVEN, GOODS}
    mirrored = [p for p in after.postings if p.document == "~"]
    original = [p for p in before.postings if p.document == name]
    for line in original:
        twin = line._replace(
            document=DocumentId("~"),
            accounted=AFTER,
            dated=AFTER,
            amount=-line.amount,
            tjs=-line.tjs,
            value=-line.value,
        )
        mirrored.remove(twin)
    assert all(p.amount == 0 and p.account in {*settling, "subgrant_advance"} for p in mirrored)


@given(SEEDS)
def test_a_months_figures_do_not_depend_on_what_comes_after_it(seed):
    documents = papers(seed)
    until = date(2025, 7, 31)
    early = [one for one in documents if one.day is not None and one.day <= until]
    whole, part = world().ledger(documents), world().ledger(early)
    assert tuple(p for p in whole.postings if p.accounted <= until) == part.postings
    assert trial_balance(whole, until) == trial_balance(part, until)


@given(SEEDS)
def test_every_sum_is_that_of_its_lines_over_any_days(seed):
    found = world().ledger(papers(seed))
    chance = random.Random(seed)
    first = date(2024, 12, 25) + timedelta(days=chance.randrange(300))
    last = first + timedelta(days=chance.randrange(120))
    summed = [row[1:] for row in found.rollup.rows(first, last)]
    plain: dict[tuple, list[int]] = {}
    for p in found.postings:
        if first <= p.accounted <= last:
            sums = plain.setdefault(
                (p.kind, p.account, p.agreement, p.line, p.article, p.currency), [0, 0, 0]
            )
            sums[:] = [a + b for a, b in zip(sums, (p.amount, p.tjs, p.value), strict=True)]
    assert sorted(summed) == sorted((*key, *sums) for key, sums in plain.items())


def test_the_worked_year_is_the_same_in_ten_orders():
    documents = list(worked.documents())
    for seed in range(10):
        random.Random(seed).shuffle(documents)
        assert same(worked.world().ledger(documents), worked.year())


@given(SEEDS)
def test_lots_left_are_what_was_put_in_and_not_drawn(seed):
    found = world().ledger(papers(seed, 60))
    for name in map(AgreementId, "EKJ"):
        moves = [m for m in found.moves if m.queue.kind == "pool" and m.queue.agreement == name]
        left = lots_left(found, name, AFTER)
        assert sum(lot.amount for lot in left) == sum(m.amount for m in moves)
        assert sum(lot.value for lot in left) == sum(m.value for m in moves)
        assert all((lot.amount < 0) == lot.owed for lot in left)
