"""Each figure is the sum of the rows that it opens, and the same as the ledger's own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.ledger.balances import money
from cspdesk.domain.ledger.names import AgreementId
from cspdesk.presenters.agreement_figures import AgreementFigures
from tests.domain.ledger.chance import LAST, papers, world
from tests.domain.ledger.worked import year

DAYS = ("2025-03-31", "2025-06-30", "2025-12-31")


def figures(name, day):
    return AgreementFigures.of(year(), name, date.fromisoformat(day))


def differing(found):
    """The figures that are not what the ledger says."""
    told = found.statement
    said = {
        "brought": told.brought_forward,
        "received": told.received,
        "returned": told.returned,
        "spent": told.charged,
        "advances": told.advances,
        "difference": told.difference,
        "balance": told.balance,
    }
    *lines, whole = found.budget
    for code, row in (*((one.line, one) for one in lines), ("*", whole)):
        said |= {
            f"line:{code}:original": row.original,
            f"line:{code}:current": row.current,
            f"line:{code}:spent": row.cumulative,
            f"line:{code}:left": row.left,
        }
    shown = {key: found.figure(key).minor for key in said}
    return {key: (said[key], shown[key]) for key in said if said[key] != shown[key]}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["A", "B", "C", "OWN"])
def test_every_figure_is_the_sum_of_its_rows(name, day):
    assert differing(figures(name, day)) == {}


@given(st.integers(0, 10_000))
def test_figures_are_the_ledger_s_whatever_was_entered(seed):
    ledger = world().ledger(papers(seed))
    for name in ledger.chart.agreements:
        assert differing(AgreementFigures.of(ledger, name, LAST)) == {}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["A", "B", "C", "OWN"])
def test_money_of_an_agreement_is_the_sum_of_what_moved_it(name, day):
    found = figures(name, day)
    held = {one.account: one.amount for one in money(year(), found.day) if one.agreement == name}
    assert {account: found.figure(f"held:{account}").minor for account, _, _ in found.held()} == held


@given(st.integers(0, 10_000))
def test_what_came_is_what_was_received_and_no_exchange_difference(seed):
    ledger = world().ledger(papers(seed))
    for name in ledger.chart.agreements:
        found = AgreementFigures.of(ledger, name, LAST)
        told = found.statement
        assert found.figure("funds").minor == told.brought_forward + told.received - told.returned


def test_the_balance_opens_figures_and_those_open_documents():
    found = figures("A", "2025-12-31")
    balance = found.figure("balance")
    assert [(row.opens, row.minor) for row in balance.rows] == [("funds", 5_000_000), ("spent", -2_189_321)]
    balance = figures("B", "2025-12-31").figure("balance")
    assert [row.opens for row in balance.rows] == ["funds", "difference", "spent"]
    received = found.figure("received")
    assert [(row.document, row.minor) for row in received.rows] == [("R1", 3_000_000), ("R7", 2_000_000)]


def test_an_amended_line_opens_what_was_signed_first_and_each_change():
    found = figures("A", "2025-12-31").figure("line:2:current")
    assert [(row.minor, row.day) for row in found.rows] == [(1_800_000, None), (600_000, date(2025, 7, 10))]


def test_what_is_left_of_a_line_opens_its_budget_and_what_was_spent():
    found = figures("A", "2025-12-31")
    left = found.figure("line:2:left")
    assert [(row.opens, row.minor) for row in left.rows] == [
        ("line:2:current", 2_400_000),
        ("line:2:spent", -1_374_745),
    ]
    documents = {row.document for row in found.figure("line:2:spent").rows}
    assert {"E3", "E7", "E21"} <= documents


def test_a_difference_of_the_day_is_a_row_of_its_own():
    rows = figures("B", "2025-12-31").figure("difference").rows
    assert [(row.document, row.minor) for row in rows] == [("", -2_969)]


def test_contracts_promise_what_is_open_of_them():
    (row,) = figures("B", "2025-12-31").figure("promised").rows
    assert row.document == "CT1"


def test_what_is_left_is_the_balance_less_what_is_promised():
    found = figures("B", "2025-12-31")
    left = found.figure("balance").minor - found.figure("promised").minor
    assert found.figure("left").minor == left


def test_a_contract_without_a_rate_is_named_where_it_counts_nothing():
    """The contract is in somoni, the agreement in dollars, and no rate is near the day."""
    found = AgreementFigures.of(year(), AgreementId("B"), date(2026, 6, 30))
    assert [(one.record, one.worth) for one in found.unvalued] == [("CT1", None)]
    assert found.rate_missing == "USD"
    assert [(row.document, row.minor) for row in found.figure("promised").rows] == [("CT1", 0)]
    assert figures("B", "2025-12-31").unvalued == ()
