"""A planted error is seen: by the rules where they can, by figures known beforehand where only those tell."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from cspdesk.domain.ledger import balances, booking, expenses, lots, ministry, timeline, valuing
from cspdesk.domain.ledger.accounts import SUB_GRANTS
from cspdesk.domain.ledger.invariants import (
    Fault,
    accounts_tie,
    agreements_tie,
    allocations_tie,
    budgets_tie,
    documents_balance,
    lots_tie,
    somoni_ties,
    trial_balances,
    wholes_tie,
)
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.lots import Piece
from cspdesk.domain.ledger.names import AccountId, AgreementId
from cspdesk.domain.ledger.statements import statement
from cspdesk.domain.money import quotient
from cspdesk.domain.periods import period
from tests.domain.ledger import small, worked

DAYS = (date(2025, 6, 30), date(2025, 12, 31))
HALVES = (period("2025-H1"), period("2025-H2"))


def halves():
    """Values that are exact halves, of which the year has none: half a cent, and half of a lot."""
    found = small.world().ledger(
        [
            small.receipt("d", 100_00, account=small.USD, agreement=small.DAILY),
            small.receipt("l", 10, account=small.BANK, value=5),
            small.spent("e", 25, agreement=small.DAILY),
            small.spent("f", 1),
        ]
    )
    return [(p.document, p.value) for p in found.postings]


def figures():
    """The figures that a planted error must move, computed anew: those of the year, and exact halves."""
    found = worked.world().ledger(worked.documents())
    return (
        [balances.trial_balance(found, day) for day in DAYS],
        [statement(found, name, day) for name in map(AgreementId, "ABC") for day in DAYS],
        [ministry.ministry(found, half) for half in HALVES],
        [(p.document, p.account, p.line, p.tjs, p.value) for p in found.postings],
        halves(),
    )


def half_even(numerator, denominator):
    """As bankers round."""
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest > denominator or (2 * rest == denominator and whole % 2))


def each_draw_rounded(lot, amount):
    """A draw worth its own share of the lot, whatever was drawn before."""
    gone, value, tjs = lot._gone
    worth = quotient(lot._value * amount, lot._amount)
    lot._gone = (gone + amount, value + worth, tjs)
    return Piece(lot.number, lot.source, amount, worth)


def remainder_to_the_last(total, weights):
    """Whole units for all, what is left for the last."""
    shares = [abs(total) * weight // sum(weights) for weight in weights]
    shares[-1] += abs(total) - sum(shares)
    return tuple(-share for share in shares) if total < 0 else tuple(shares)


def dated_when_it_counts(self, books, step):
    """Rates of the day on which a document counts, not of its own date."""
    plain_booking(self, books, step)
    self.dated = step.day


plain_booking = booking.Booking.__init__
plain_over, plain_spent = valuing.over, ministry._spent


def unit_forgotten(amount, currency, rate, into, into_rate):
    """A rate without its nominal."""
    return plain_over(amount, currency, rate._replace(unit=1), into, into_rate._replace(unit=1))


def counted_twice(rows):
    """Sub-grants when they are advanced, and again when they are acquitted."""
    kept = list(rows)
    articles, agreements = plain_spent(kept)
    again = sum(row.tjs for row in kept if row.article == SUB_GRANTS and row.section == "expense")
    articles[SUB_GRANTS] += again
    return articles, agreements


PLANTED = {
    "each draw rounded": (lots.Lot, "take", each_draw_rounded),
    "half to even": (valuing, "quotient", half_even),
    "half to even in lots": (lots, "quotient", half_even),
    "a rate without its unit": (valuing, "over", unit_forgotten),
    "remainders to the last": (expenses, "split", remainder_to_the_last),
    "rates of the day on which it counts": (booking.Booking, "__init__", dated_when_it_counts),
    "sub-grants counted twice": (ministry, "_spent", counted_twice),
    "late entries left in the closed period": (timeline, "first_open", lambda _sealed: date.min),
}


@pytest.mark.parametrize("error", PLANTED)
def test_a_planted_error_moves_figures_that_are_known(error, monkeypatch):
    right = figures()
    where, name, wrong = PLANTED[error]
    monkeypatch.setattr(where, name, wrong)
    assert figures() != right


def test_the_figures_are_the_same_when_they_are_computed_again():
    assert figures() == figures()


# --- each rule sees what it is for ---------------------------------------------------------------


def spoilt(place, **changes):
    """The year with one posting changed."""
    found = worked.year()
    lines = list(found.postings)
    lines[place] = lines[place]._replace(**changes)
    return replace(found, postings=tuple(lines))


def of(document, account):
    """The place of a posting."""
    return next(
        n for n, p in enumerate(worked.year().postings) if (p.document, p.account) == (document, account)
    )


END = DAYS[-1]
RULES: dict[str, tuple[Callable[..., tuple[Fault, ...]], Ledger, tuple]] = {
    "documents in somoni": (documents_balance, spoilt(of("E7", "BTJS"), tjs=1), ()),
    "documents in value": (documents_balance, spoilt(of("E7", "BTJS"), value=1), ()),
    "the trial balance": (trial_balances, spoilt(of("R1", "BEUR"), tjs=1), (END,)),
    "an agreement's ledger": (trial_balances, spoilt(of("R1", "BEUR"), value=1), (END,)),
    "an agreement": (agreements_tie, spoilt(of("R1", "BEUR"), amount=1), (END,)),
    "an agreement's charges": (agreements_tie, spoilt(of("E7", "expense:training"), value=1), (END,)),
    "somoni of lots": (lots_tie, spoilt(of("E7", "BTJS"), amount=1), (END,)),
    "worth of lots": (lots_tie, spoilt(of("E7", "BTJS"), value=1), (END,)),
    "advances": (lots_tie, spoilt(of("S1", "subgrant_advance"), tjs=1), (END,)),
    "goods": (lots_tie, spoilt(of("U1", "goods_in_kind"), tjs=1), (END,)),
    "allocations": (allocations_tie, spoilt(of("E5", "expense:rent"), amount=1), ()),
    "what the lines bear": (budgets_tie, spoilt(of("E5", "expense:rent"), agreement="?"), (END,)),
    "somoni": (somoni_ties, spoilt(of("E5", "BTJS"), tjs=1), (HALVES[0],)),
}


@pytest.mark.parametrize("case", RULES)
def test_a_rule_sees_what_breaks_it(case):
    rule, broken, terms = RULES[case]
    assert rule(worked.year(), *terms) == ()
    if case == "what the lines bear":
        broken = _without_a_line()
    assert rule(broken, *terms) != ()


def _without_a_line():
    """The year with a budget that does not add up."""
    found = worked.year()
    agreements = dict(found.chart.agreements)
    name = AgreementId("A")
    agreements[name] = replace(agreements[name], total=1)
    return replace(found, chart=replace(found.chart, agreements=agreements))


def test_an_account_ties_with_the_banks_own_balance():
    account, day = AccountId("BEUR"), date(2025, 12, 31)
    assert accounts_tie(worked.year(), {(account, day): 19_975_00}) == ()
    (fault,) = accounts_tie(worked.year(), {(account, day): 19_975_01})
    assert (fault.where, fault.message.english()) == ("BEUR 2025-12-31", "19975.01 is not 19975.00.")


def test_wholes_are_their_parts():
    assert [wholes_tie(worked.year(), half) for half in HALVES] == [(), ()]
