"""The worked year entered as records: what the expected file says, to the last unit."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cspdesk.domain.ledger.balances import money, net_assets, trial_balance
from cspdesk.domain.ledger.budgets import budget_rows
from cspdesk.domain.ledger.charges import charges
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.ministry import ministry
from cspdesk.domain.ledger.names import AgreementId
from cspdesk.domain.ledger.sf425 import sf425
from cspdesk.domain.ledger.statements import lots_left, statement
from cspdesk.domain.money import from_minor
from cspdesk.domain.periods import period
from cspdesk.services.books import Books
from cspdesk.services.inspection import Inspection
from cspdesk.services.workspace import Workspace
from tests.conftest import FixedClock, SeededIds
from tests.domain.ledger.worked import EXPECTED, world, year
from tests.services.books.renamed import with_names
from tests.services.books.worked import (
    after_closing,
    before_closing,
    close_half,
    enter,
    enter_year,
    rates,
    setting,
)
from tests.services.pairs import lone, paired
from tests.store.desks import FAST

DAYS = ("2025-06-30", "2025-12-31")
OTHER = "words for an inspector alone"
HALVES = ("2025-H1", "2025-H2")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk on which the year was entered in its order."""
    with lone(tmp_path_factory.mktemp("year")) as made:
        enter_year(made)
        yield made


@pytest.fixture(scope="module")
def entered(desk):
    """Its ledger, with names for ids."""
    return with_names(Books(desk.context).ledger())


def tjs(minor):
    """Dirams as the file writes them."""
    return from_minor(minor, "TJS")


def plain(document: Document) -> Document:
    """A document without what the file of the year does not say: its lines' titles, order, sight of desks."""
    return replace(document, undecided=())


def test_records_become_the_documents_of_the_year(entered):
    assert {name: plain(one) for name, one in entered.documents.items()} == dict(year().documents)
    assert entered.chart == world().ledger(()).chart


def test_nothing_is_incomplete_and_only_the_late_entry_is_marked(entered):
    assert entered.incomplete == ()
    assert entered.marks == {"E16": {"late"}}


def test_every_posting_and_every_move_of_a_lot_is_that_of_the_year(entered):
    assert sorted(entered.postings) == sorted(year().postings)
    found = sorted(move._replace(lot=0) for move in entered.moves)
    assert found == sorted(move._replace(lot=0) for move in year().moves)


@pytest.mark.parametrize("document", EXPECTED["values_of_documents"])
def test_each_part_of_a_document_is_worth_what_the_file_says(entered, document):
    expected = EXPECTED["values_of_documents"][document].get("allocations", [])
    found = [one for one in charges(entered) if one.document == document and expected]
    currencies = {name: one.currency for name, one in entered.chart.agreements.items()}
    shown = [(one.line, tjs(one.tjs), from_minor(one.value, currencies[one.agreement])) for one in found]
    assert shown == [(part["line"], part["tjs"], part["value"]) for part in expected]


@pytest.mark.parametrize("day", DAYS)
def test_money_trial_balance_and_net_assets_are_those_of_the_file(entered, day):
    on = date.fromisoformat(day)
    shown = [
        {
            "account": one.account,
            "agreement": one.agreement,
            "amount": from_minor(one.amount, one.currency),
            "currency": one.currency,
            "tjs": tjs(one.tjs),
        }
        for one in money(entered, on)
    ]
    assert shown == EXPECTED["money_balances"][day]
    trial = {name: tjs(minor) for name, minor in trial_balance(entered, on).items()}
    assert trial == EXPECTED["trial_balance_tjs"][day]
    owned = net_assets(entered, on)
    shown_owned = {name: tjs(minor) for name, minor in owned.items()} | {"total": tjs(sum(owned.values()))}
    assert shown_owned == EXPECTED["net_assets_tjs"][day]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("agreement", ["A", "B", "C"])
def test_an_agreements_statement_is_that_of_the_file(entered, agreement, day):
    found, expected = (
        statement(entered, AgreementId(agreement), date.fromisoformat(day)),
        EXPECTED["agreement_statements"][agreement][day],
    )
    shown = {
        "received": found.received,
        "returned_to_donor": found.returned,
        "charged": found.charged,
        "subgrant_advances_open": found.advances,
        "held_in_agreement_currency": found.held,
        "somoni_pool_value": found.somoni_value,
        "exchange_difference": found.difference,
        "balance": found.balance,
    }
    written = {name: from_minor(minor, found.currency) for name, minor in shown.items()}
    assert written | {"somoni_pool_tjs": tjs(found.somoni)} == expected


@pytest.mark.parametrize("agreement", ["A", "B", "C"])
def test_budget_against_actual_is_that_of_the_file(entered, agreement):
    expected = EXPECTED["budget_against_actual"][agreement]
    first, second = (budget_rows(entered, AgreementId(agreement), period(half)) for half in HALVES)
    for one, two in zip(first, second, strict=True):
        shown = {
            "budget_original": two.original,
            "budget_current": two.current,
            "h1": one.period,
            "h2": two.period,
            "cumulative": two.cumulative,
            "balance": two.left,
        }
        written = {name: from_minor(minor, expected["currency"]) for name, minor in shown.items()}
        wanted = expected["lines"][two.line or "total"]
        assert written == {name: wanted[name] for name in shown}


@pytest.mark.parametrize("day", DAYS)
def test_the_federal_report_is_that_of_the_file(entered, day):
    found = sf425(entered, AgreementId("B"), date.fromisoformat(day))
    shown = {letter: from_minor(getattr(found, letter), "USD") for letter in "abcdefghijklmno"}
    assert shown == {letter: EXPECTED["sf425_B"][day][letter] for letter in shown}


@pytest.mark.parametrize("half", HALVES)
def test_the_ministrys_half_year_is_that_of_the_file(entered, half):
    found, expected = ministry(entered, period(half)), EXPECTED["ministry"][half]
    assert found.difference == 0
    shown = {
        "opening_money": found.opening,
        "income": sum(found.income.values()),
        "expenditure": found.expenditure,
        "returned_to_donors": found.returned,
        "change_of_unpaid": found.unpaid,
        "exchange_difference_conversions": found.conversions,
        "exchange_difference_revaluation": found.revaluation,
        "closing_money": found.closing,
    }
    assert {name: tjs(minor) for name, minor in shown.items()} == {name: expected[name] for name in shown}
    named: list[tuple[str, Mapping[str, int]]] = [
        ("income_by_source", found.income),
        ("expenditure_by_article", found.by_article),
        ("expenditure_by_project", {str(name): minor for name, minor in found.by_agreement.items()}),
    ]
    for name, sums in named:
        assert {key: tjs(minor) for key, minor in sums.items()} == expected[name]
    assert [one.document for one in found.foreign] == [row["receipt"] for row in expected["foreign_receipts"]]


def test_one_lot_is_left(entered):
    left = lots_left(entered, AgreementId("A"), date(2025, 12, 31))
    found = [[tjs(lot.amount), from_minor(lot.value, "EUR"), lot.source] for lot in left]
    assert found == EXPECTED["fifo_lots_left_A"]


@pytest.mark.parametrize("seed", range(3))
def test_entered_in_any_order_it_comes_to_the_same(tmp_path, seed):
    with lone(tmp_path) as desk:
        enter_year(desk, seed=seed)
        found = with_names(Books(desk.context).ledger())
    assert sorted(found.postings) == sorted(year().postings)


def test_entered_on_two_desks_that_meet_by_bundles_it_comes_to_the_same_on_both(tmp_path, clock, ids):
    pair = paired(tmp_path, clock, ids)
    desks = (pair.office, pair.field)
    pair.office.records.add("exchange_rate", rates())
    enter(pair.office, setting())
    pair.meet()
    for entries in (before_closing(), after_closing()):
        for place, desk in enumerate(desks):
            enter(desk, entries[place::2])
        pair.meet()
        if not Books(pair.office.context).closings():
            close_half(pair.field)
            pair.meet()
    here, there = (Books(desk.context).ledger() for desk in desks)
    assert here.postings == there.postings
    assert sorted(with_names(here).postings) == sorted(year().postings)
    assert with_names(there).marks == {"E16": {"late"}}
    pair.close()


def test_an_inspection_desk_shows_the_same_books(desk, tmp_path):
    place = tmp_path / "inspection"
    Inspection(desk.context).make(place, OTHER, kdf=FAST)
    clock = FixedClock(datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
    with Workspace.open(place, OTHER, clock=clock, ids=SeededIds(5, clock), kdf=FAST) as copy:
        assert Books(copy.context).ledger().postings == Books(desk.context).ledger().postings
        with Books(copy.context).sums() as sums:
            assert ministry(sums, period("2025-H1")).closing == ministry(year(), period("2025-H1")).closing


def test_names_are_those_of_the_records(desk: Workspace):
    books = Books(desk.context)
    accounts = trial_balance(books.ledger(), date(2025, 12, 31))
    titles = {books.names().account(code).english() for code in accounts}
    assert {"BTJS", "Expense: Rent", "Income: Foreign state", "Owed: Income tax withheld"} <= titles
