"""Figures that the worked year does not have, or has only in their simplest form."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.ledger.agreements import Amendment, BudgetLine
from cspdesk.domain.ledger.balances import money, net_assets, trial_balance, value_balance
from cspdesk.domain.ledger.budgets import budget_rows
from cspdesk.domain.ledger.charges import Change, valued_anew
from cspdesk.domain.ledger.contracts import Contract
from cspdesk.domain.ledger.goods import GoodsGiven, InKindReceipt
from cspdesk.domain.ledger.ministry import ministry
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.openings import Opening
from cspdesk.domain.ledger.promises import left_of
from cspdesk.domain.ledger.sf425 import Share, sf425
from cspdesk.domain.ledger.signing import bars, signed_figures
from cspdesk.domain.ledger.statements import statement, statement_rows
from cspdesk.domain.ledger.sub_grants import SubGrantAdvance, SubGrantReturn
from cspdesk.domain.periods import period
from tests.domain.ledger import chance, worked
from tests.domain.ledger.small import (
    BANK,
    DAILY,
    DOLLARS,
    EUR,
    FIFO,
    OWN,
    USD,
    changed,
    head,
    receipt,
    spent,
    steady,
    world,
)

END = date(2025, 12, 31)
YEAR = period("2025")


def test_a_new_year_begins_with_empty_income_and_expenditure():
    found = worked.year()
    after = trial_balance(found, date(2026, 1, 1), year_from=date(2026, 1, 1))
    assert {code for code in after if code.startswith(("expense", "income"))} == set()
    assert after["funds_brought_forward"] == -sum(net_assets(found, END).values())
    assert sum(after.values()) == 0


def test_a_new_years_difference_is_what_it_gained_since():
    found = world(steady(110_000)).ledger([receipt("r", 100_00)])
    assert trial_balance(found, END, year_from=date(2025, 7, 1)) == {
        "EUR": 1_100_00,
        "funds_brought_forward": -1_100_00,
    }


def test_the_agreements_own_ledger_adds_up_to_nothing():
    found = value_balance(worked.year(), worked.world().agreements[0].id, END)
    assert sum(found.values()) == 0
    assert found["income:donor_foreign_legal"] == -50_000_00


# --- statements ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", worked.world().agreements[:3], ids=lambda one: one.id)
def test_the_rows_of_a_statement_lead_to_its_balance(name):
    found = statement(worked.year(), name.id, END)
    rows = statement_rows(worked.year(), name.id, END)
    assert rows[-1].balance == found.balance - found.difference
    assert sum(row.charged for row in rows) == found.charged
    assert sum(row.received for row in rows) == found.received
    assert sum(row.advanced for row in rows) == found.advances


@given(st.integers(0, 2**32))
def test_the_rows_of_a_statement_lead_to_its_balance_whatever_happened(seed):
    found = chance.world().ledger(chance.papers(seed))
    for name in found.chart.agreements:
        shown, rows = statement(found, name, END), statement_rows(found, name, END)
        posted = sum(row.difference for row in rows)
        arisen = shown.difference - shown.difference_charged
        assert (rows[-1].balance if rows else 0) == shown.balance - arisen + posted


def test_a_statement_row_is_of_one_document_and_day():
    rows = statement_rows(worked.year(), AgreementId("B"), date(2025, 3, 31))
    assert [(row.document, row.received, row.advanced, row.charged) for row in rows] == [
        ("R2", 25_000_00, 0, 0),
        ("E5", 0, 0, 118_73),
        ("S1", 0, 5_480_50, 0),
        ("W1", 0, 0, 986_42),
        ("WS1", 0, 0, 197_28),
    ]


# --- budgets -------------------------------------------------------------------------------------


def test_each_amendment_replaces_what_it_names_from_its_date():
    first = Amendment(date(2025, 3, 1), (BudgetLine("2", 600_000),), 1_600_000)
    second = Amendment(date(2025, 9, 1), (BudgetLine("1", 900_000), BudgetLine("3", 50_000)), 1_550_000)
    found = world(amendments=(second, first)).ledger([])
    shown = {
        code: [(row.line, row.original, row.current) for row in budget_rows(found, FIFO, period(code))]
        for code in ("2025-02", "2025-06", "2025-10")
    }
    assert shown == {
        "2025-02": [("1", 1_000_000, 1_000_000), ("2", 500_000, 500_000), ("", 1_500_000, 1_500_000)],
        "2025-06": [("1", 1_000_000, 1_000_000), ("2", 500_000, 600_000), ("", 1_500_000, 1_600_000)],
        "2025-10": [
            ("1", 1_000_000, 900_000),
            ("2", 500_000, 600_000),
            ("3", 0, 50_000),
            ("", 1_500_000, 1_550_000),
        ],
    }


def test_an_overspent_line_is_a_fact_and_a_line_without_a_budget_too():
    papers = [
        receipt("r", 99_000_00),
        spent("e", 10_001_00, account=EUR),
        spent("f", 5_00, account=EUR, line="9"),
    ]
    rows = {row.line: row for row in budget_rows(world().ledger(papers), FIFO, YEAR)}
    assert (rows["1"].left, rows["1"].per_mille) == (-1_00, 1000)
    assert (rows["9"].current, rows["9"].left, rows["9"].per_mille) == (0, -5_00, None)


def test_an_exchange_difference_is_charged_where_the_agreement_says_so():
    papers = [
        receipt("r", 100_00),
        spent("e", 550_00, "2025-02-10"),
        changed("k", 100_00, 1_000_00, "2025-07-03"),
    ]
    apart, borne = world().ledger(papers), world(difference_line="2").ledger(papers)
    assert (statement(apart, FIFO, END).charged, statement(apart, FIFO, END).difference) == (50_00, -5_00)
    assert (statement(borne, FIFO, END).charged, statement(borne, FIFO, END).difference) == (55_00, 0)
    halves = [budget_rows(borne, FIFO, period(code))[1] for code in ("2025-H1", "2025-H2")]
    assert [(row.line, row.before, row.period) for row in halves] == [("2", 0, 0), ("2", 0, 5_00)]


def test_property_given_out_counts_against_a_line_only_where_one_is_named():
    came = InKindReceipt(agreement=FIFO, amount=90_00, currency="EUR", quantity=9, source="x", **head("g"))
    given_ = [
        GoodsGiven(of=DocumentId("g"), quantity=2, line=line, **head(f"u{line}", "2025-03-03"))
        for line in ("2", "")
    ]
    rows = budget_rows(world().ledger([came, *given_]), FIFO, YEAR)
    assert [(row.line, row.period) for row in rows] == [("1", 0), ("2", 20_00), ("", 20_00)]


# --- contracts, sub-grants and the federal report ------------------------------------------------

CONTRACT = Contract(agreement=DAILY, line="1", amount=50_00, currency="USD", **head("c", "2025-03-01"))
FUNDS = (receipt("r", 500_00, account=USD, agreement=DAILY),)


def test_a_contract_is_open_from_its_day_until_it_is_fulfilled():
    paid = spent("e", 200_00, "2025-04-04", agreement=DAILY, contract=DocumentId("c"))
    rest = spent("f", 30_00, "2025-05-05", account=USD, agreement=DAILY, contract=DocumentId("c"))
    found = world().ledger([*FUNDS, CONTRACT, paid, rest])
    days = [date(2025, month, 28) for month in (2, 3, 4, 5)]
    assert [left_of(found, CONTRACT, day) for day in days] == [0, 50_00, 30_00, 0]


def test_a_reversal_opens_a_contract_again_and_closing_it_ends_it():
    paid = spent("e", 200_00, "2025-04-04", agreement=DAILY, contract=DocumentId("c"))
    back = Reversal(of=DocumentId("e"), **head("x", "2025-05-05"))
    closed = Contract(
        agreement=DAILY, amount=50_00, currency="USD", closed=date(2025, 8, 1), **head("c", "2025-03-01")
    )
    found = world().ledger([*FUNDS, closed, paid, back])
    assert [left_of(found, closed, date(2025, month, 28)) for month in (4, 6, 8)] == [30_00, 50_00, 0]


def test_a_reversed_contract_promises_nothing_from_that_day_on():
    back = Reversal(of=DocumentId("c"), **head("x", "2025-05-05"))
    found = world().ledger([*FUNDS, CONTRACT, back])
    assert [left_of(found, CONTRACT, date(2025, month, 28)) for month in (4, 5)] == [50_00, 0]
    assert [sf425(found, DAILY, date(2025, month, 28)).f for month in (4, 5)] == [5_050_00, 5_000_00]


def test_what_is_promised_is_advances_open_sub_grants_not_advanced_and_contracts():
    sent = SubGrantAdvance(account=USD, sub_grant=DOLLARS, line="2", amount=100_00, **head("s"))
    back = SubGrantReturn(account=USD, sub_grant=DOLLARS, line="2", amount=30_00, **head("u", "2025-03-03"))
    found = sf425(world().ledger([*FUNDS, CONTRACT, sent, back]), DAILY, END)
    assert found.f == 70_00 + (5_000_00 - 100_00) + 50_00
    assert (found.a, found.b, found.c) == (500_00, 70_00, 430_00)


def test_own_share_and_income_come_with_the_terms():
    earned = replace(receipt("p", 30_00, account=USD, agreement=DAILY), source="own_activity")
    ledger = world().ledger([*FUNDS, earned, spent("e", 20_00, account=USD, agreement=DAILY)])
    found = sf425(ledger, DAILY, END, Share(required=90_00, charged=40_00, deducted=10_00))
    assert (found.i, found.j, found.k, found.l, found.m, found.n, found.o) == (
        90_00,
        40_00,
        50_00,
        30_00,
        10_00,
        0,
        20_00,
    )
    # neither what the project earned nor what was spent of it is the government's money
    assert (found.a, found.b, found.c, found.e) == (500_00, 10_00, 490_00, 10_00)
    assert found.c + found.o == found.in_hand
    added = sf425(ledger, DAILY, END, Share(added=25_00))
    assert (added.n, added.o) == (25_00, 5_00)


# --- the ministry --------------------------------------------------------------------------------


def test_balances_with_which_the_books_begin_were_there_before_the_period():
    begun = Opening(account="EUR", agreement=OWN, amount=10_00, **head("o", "2025-01-01"))
    found = ministry(world().ledger([begun]), period("2025-H1"))
    assert (found.opening, found.closing, found.income, found.difference) == (110_00, 110_00, {}, 0)
    assert [(one.account, one.amount, one.tjs) for one in found.opening_money] == [("EUR", 10_00, 110_00)]


def test_a_reversed_receipt_from_abroad_is_listed_against_itself():
    back = Reversal(of=DocumentId("r"), **head("x", "2025-03-03"))
    found = ministry(world().ledger([receipt("r", 100_00), back]), YEAR)
    assert [(one.document, one.amount) for one in found.foreign] == [("r", 100_00), ("x", -100_00)]


def test_money_without_a_rate_at_the_cut_off_keeps_its_somoni():
    found = world(steady(until=date(2025, 2, 4))).ledger([receipt("r", 100_00)])
    assert [(one.tjs, one.revaluation) for one in money(found, END)] == [(1_100_00, 0)]


# --- what a late arrival moves, and what bars a closing -----------------------------------------


def test_an_older_paper_that_comes_later_moves_the_values_of_others():
    held = [
        receipt("r", 300_00),
        changed("k", 100_00, 1_000_00),
        changed("l", 100_00, 1_250_00, "2025-02-05"),
        spent("e", 1_000_00),
    ]
    before = world().ledger(held)
    after = world().ledger([*held, spent("d", 500_00, "2025-02-06")])
    assert valued_anew(before, after) == (Change(DocumentId("e"), 0, FIFO, 100_00, 90_00),)
    assert valued_anew(after, after) == ()


def test_a_period_is_not_closed_over_what_lacks_something_or_is_undecided_or_a_bank_that_differs():
    papers = [receipt("r", 100_00, undecided=("amount",)), receipt("q", 0), receipt("s", 0, "2025-09-09")]
    found = world().ledger(papers)
    half = period("2025-H1")
    said = {(one.rule, one.where) for one in bars(found, half, stated={EUR: 99_00})}
    assert said == {("complete", "q"), ("decided", "r"), ("bank", "EUR")}
    assert [one.rule for one in bars(found, half, excused=[EUR])] == ["complete", "decided"]


def test_a_bank_that_agrees_bars_nothing():
    found = world().ledger([receipt("r", 100_00)])
    assert bars(found, YEAR, stated={EUR: 100_00}) == ()
    (missing,) = bars(found, YEAR)
    assert missing.message.english() == "The bank’s closing balance is not entered."
    (differs,) = bars(found, YEAR, stated={EUR: 1})
    assert differs.message.english() == "The bank says 0.01, the books say 100.00."


def test_a_closing_keeps_money_statements_and_lots():
    found = signed_figures(worked.year(), period("2025-H2"))
    assert [(name, lot.source, lot.amount) for name, lot in found.lots] == [("A", "K6", 92_621_11)]
    assert [one.agreement for one in found.statements] == ["A", "B", "C", "OWN"]
    assert sum(one.tjs for one in found.money) == 626_746_55
    assert BANK not in {one.account for one in found.money}
