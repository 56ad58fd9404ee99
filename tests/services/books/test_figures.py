"""Behind a figure: the rows are those of the records, and they add up to it, whatever is asked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.ledger.balances import money, trial_balance
from cspdesk.domain.ledger.budgets import budget_rows
from cspdesk.domain.ledger.ministry import ministry
from cspdesk.domain.ledger.names import AgreementId
from cspdesk.domain.ledger.statements import statement
from cspdesk.domain.periods import period
from cspdesk.services.books import Books, Column, Figure, Measure, figures
from cspdesk.services.books.promised import budget_parts, ordered_parts
from tests.domain.ledger import chance
from tests.domain.ledger.worked import year
from tests.services.books.worked import IDS, NAMES, enter_year
from tests.services.pairs import lone

DAY = date(2025, 12, 31)
HALVES = ("2025-H1", "2025-H2")


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """The books of the worked year."""
    with lone(tmp_path_factory.mktemp("year")) as desk:
        enter_year(desk)
        yield Books(desk.context)


def amount(ledger, figure):
    """The figure, having made sure that its rows add up to it."""
    found = figures.value(ledger, figure)
    assert sum(part.amount for part in figures.parts(ledger, figure)) == found
    return found


def test_every_balance_is_the_sum_of_its_rows():
    for one in money(year(), DAY):
        assert amount(year(), figures.of_balance(one, DAY)) == one.amount
        assert amount(year(), figures.of_balance(one, DAY, Column.TJS)) == one.tjs


def test_every_line_of_the_trial_balance_is_the_sum_of_its_rows():
    for account, tjs in trial_balance(year(), DAY).items():
        assert amount(year(), figures.of_account(account, DAY)) == tjs


@pytest.mark.parametrize("agreement", ["A", "B", "C", "OWN"])
@pytest.mark.parametrize("day", [date(2025, 6, 30), DAY])
def test_every_figure_of_a_statement_is_the_sum_of_its_rows(agreement, day):
    found = statement(year(), AgreementId(agreement), day)
    expected = {
        Measure.BROUGHT_FORWARD: found.brought_forward,
        Measure.INCOME: found.received,
        Measure.RETURNED: found.returned,
        Measure.CHARGED: found.charged,
        Measure.ADVANCED: found.advances,
        Measure.DIFFERENCE: found.difference,
        Measure.LEFT: found.balance,
    }
    shown = {measure: amount(year(), figures.of_statement(agreement, measure, day)) for measure in expected}
    assert shown == expected


@pytest.mark.parametrize("agreement", ["A", "B", "C"])
@pytest.mark.parametrize("half", HALVES)
def test_every_figure_of_a_budget_is_the_sum_of_its_rows(agreement, half):
    for row in budget_rows(year(), AgreementId(agreement), period(half))[:-1]:
        asked = figures.of_budget_line(agreement, row.line, period(half))
        assert amount(year(), asked) == row.period
        asked = figures.of_budget_line(agreement, row.line, period(half), cumulative=True)
        assert amount(year(), asked) == row.cumulative


@pytest.mark.parametrize("half", HALVES)
def test_every_sum_of_the_ministrys_report_is_the_sum_of_its_rows(half):
    found, span = ministry(year(), period(half)), period(half)
    for article, tjs in found.by_article.items():
        asked = Figure(measure=Measure.SPENT, first=span.first, last=span.last, article=article)
        assert amount(year(), asked) == tjs
    for source, tjs in found.income.items():
        asked = Figure(measure=Measure.INCOME, first=span.first, last=span.last, account=f"income:{source}")
        assert amount(year(), asked) == tjs
    asked = Figure(measure=Measure.DIFFERENCE, first=span.first, last=span.last)
    assert amount(year(), asked) == found.conversions + found.revaluation
    assert amount(year(), Figure(measure=Measure.UNPAID, first=span.first, last=span.last)) == found.unpaid
    assert amount(year(), Figure(measure=Measure.MONEY, last=span.last)) == found.closing


def test_a_row_speaks_in_the_words_of_its_record(books):
    span = period("2025-H1")
    asked = Figure(measure=Measure.SPENT, first=span.first, last=span.last, article="rent")
    found = books.behind(asked)
    assert (found.total, found.currency) == (433_333, "TJS")
    assert sum(row.part.amount for row in found.rows) == found.total
    assert {NAMES[row.part.document] for row in found.rows} == {"E5"}
    assert {row.words.kind for row in found.rows} == {"expense"}


def test_what_re_valuing_adds_is_a_row_without_a_document(books):
    account = IDS["BUSD"]
    found = books.behind(Figure(measure=Measure.MONEY, last=DAY, account=account))
    assert [row.part.account for row in found.rows if not row.part.document] == [account]
    assert sum(row.part.amount for row in found.rows) == found.total


def test_a_budget_line_is_its_original_amount_and_what_amendments_added():
    for name, agreement in year().chart.agreements.items():
        for day in (date(2025, 7, 9), date(2025, 7, 10), DAY):
            for line, amount in agreement.budget_on(day).items():
                assert sum(part.amount for part in budget_parts(year(), name, line, day)) == amount


def test_an_amendment_behind_a_budget_is_known_by_its_record(books):
    name = AgreementId(IDS["A"])
    rows = books.worded(budget_parts(books.ledger(), name, "2", DAY))
    assert [(row.words.kind, row.part.amount) for row in rows] == [
        ("agreement", 18_000_00),
        ("amendment", 6_000_00),
    ]
    assert NAMES[rows[1].part.document] == "AM1"


def test_an_open_contract_stands_behind_what_is_promised(books):
    (row,) = books.worded(ordered_parts(books.ledger(), AgreementId(IDS["B"]), "TJS", DAY))
    assert (NAMES[row.part.document], row.words.kind, row.part.amount) == ("CT1", "contract", 9_000_00)


def test_a_figure_wears_what_its_documents_wear(books):
    found = books.behind(figures.of_budget_line(IDS["B"], "2", period("2025-H2")))
    assert found.marks == {"late"}
    assert {NAMES[row.part.document] for row in found.rows if row.marks} == {"E16"}


CHANCE = st.integers(0, 2**32)


@given(CHANCE)
def test_whatever_happened_every_figure_is_the_sum_of_its_rows(seed):
    found = chance.world().ledger(chance.papers(seed))
    span = period("2025-H1")
    for account, tjs in trial_balance(found, span.last).items():
        assert amount(found, figures.of_account(account, span.last)) == tjs
    for name in found.chart.agreements:
        stated = statement(found, name, span.last)
        assert amount(found, figures.of_statement(name, Measure.LEFT, span.last)) == stated.balance
        assert amount(found, figures.of_statement(name, Measure.CHARGED, span.last)) == stated.charged
        assert amount(found, figures.of_statement(name, Measure.DIFFERENCE, span.last)) == stated.difference
        for row in budget_rows(found, name, span)[:-1]:
            assert amount(found, figures.of_budget_line(name, row.line, span)) == row.period
