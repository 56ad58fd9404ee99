"""Desks that work apart and meet: one ledger, closed periods unmoved, every document counted once."""

from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from cspdesk.domain.ledger.closing import Closing, seals
from cspdesk.domain.ledger.expenses import Expense
from cspdesk.domain.ledger.invariants import every
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.signing import signed_figures
from cspdesk.domain.periods import period
from tests.domain.ledger.desks import Desk, office, over
from tests.domain.ledger.test_ledger import AFTER, DAYS, same

SEEDS = st.integers(0, 2**32)


@dataclass
class Signed:
    """A closing, and what it was signed for."""

    closing: Closing
    seals: list
    lines: tuple
    figures: object


def spans(closings, last):
    """Which closings say what counts, up to a day."""
    return [(seal.last, [one.id for one in seal.closings]) for seal in seals(closings) if seal.first <= last]


def lines_until(found, day):
    """The postings up to a day."""
    return tuple(p for p in found.postings if p.accounted <= day)


def signed_by(desk: Desk, made: Closing) -> Signed:
    """What a desk has just signed."""
    found, last = desk.ledger(), made.period.last
    held = spans(desk.closings.values(), last)
    return Signed(made, held, lines_until(found, last), signed_figures(found, made.period))


def played(seed, steps=45, desks=2):
    """An office after some work and a meeting, and what was signed in it."""
    here = office(seed, desks)
    kept = [signed_by(desk, made) for desk, made in here.happen(steps)]
    here.meet(here.desks)
    return here, kept


@given(SEEDS)
@example(69535261)
def test_desks_that_have_met_have_one_ledger(seed):
    here, _ = played(seed, desks=3)
    first, *others = (desk.ledger() for desk in here.desks)
    assert all(same(first, other) for other in others)


@given(SEEDS)
@example(83200)
@example(3621)
def test_every_rule_holds_after_any_closings(seed):
    here, _ = played(seed)
    found = here.desks[0].ledger()
    assert every(found, [*DAYS, AFTER], [period("2025-H1"), period("2025-H2"), period("2026")]) == ()


@given(SEEDS)
def test_what_was_signed_never_moves_while_no_closing_made_apart_says_otherwise(seed):
    here, kept = played(seed)
    desk = here.desks[0]
    found = desk.ledger()
    for signed in kept:
        last = signed.closing.period.last
        if spans(desk.closings.values(), last) == signed.seals:
            assert lines_until(found, last) == signed.lines
            assert signed_figures(found, signed.closing.period) == signed.figures


@given(SEEDS)
def test_a_closed_period_is_the_function_over_its_cover(seed):
    here, kept = played(seed)
    known = here.desks[0].closings.values()
    for signed in kept:
        closing = signed.closing
        cover = [one for one in known if one.id in closing.names or one is closing]
        if spans(known, closing.period.last) == signed.seals and closing.id in signed.seals[-1][1]:
            found = over(closing.held, closing.rates, cover)
            assert lines_until(found, closing.period.last) == signed.lines


@given(SEEDS)
@example(1059050)
def test_whatever_was_closed_an_expense_counts_in_the_end_as_it_stands_today(seed):
    here, _ = played(seed)
    found = here.desks[0].ledger()
    bare = over(here.desks[0].state(), here.desks[0].rates, ())
    reversed_ = {one.of for one in found.documents.values() if isinstance(one, Reversal)}
    lacking = {one.document for ledger in (found, bare) for one in ledger.incomplete}
    for name, document in found.documents.items():
        if isinstance(document, Expense) and not document.undecided and name not in reversed_ | lacking:
            assert net(found, name) == net(bare, name)


def net(found, name):
    """What a document adds to each account and line in the end, in its own currency."""
    sums: dict[tuple, int] = {}
    for p in found.postings:
        if p.document == name and p.amount:
            key = (p.account, p.agreement, p.line, p.currency)
            sums[key] = sums.get(key, 0) + p.amount
    return {key: amount for key, amount in sums.items() if amount}


def test_the_play_has_closings_late_entries_changes_and_disputes():
    marks, signed, disputes = set(), 0, 0
    for seed in range(12):
        here, kept = played(seed)
        found = here.desks[0].ledger()
        marks |= set().union(*found.marks.values())
        signed += len(kept)
        disputes += any(len(seal.closings) > 1 for seal in found.seals)
    assert {"late", "changed_after_closing", "undecided", "provisional"} <= marks
    assert signed > 20
    assert disputes > 2
