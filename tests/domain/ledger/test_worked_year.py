"""The worked year: one association, three donors, three exchange rules, to the last unit.

What of the expected file belongs to parts of the program that stand elsewhere is named in ``ELSEWHERE``;
everything else is compared here, key by key.
"""

from datetime import date
from fractions import Fraction

import pytest

from cspdesk.domain.ledger.accounts import ADVANCE, GIVEN, GOODS, RETURNED, SUB_GRANTS
from cspdesk.domain.ledger.balances import money, net_assets, trial_balance
from cspdesk.domain.ledger.budgets import budget_rows
from cspdesk.domain.ledger.charges import charges
from cspdesk.domain.ledger.ministry import ministry
from cspdesk.domain.ledger.names import AgreementId
from cspdesk.domain.ledger.sf425 import sf425
from cspdesk.domain.ledger.splits import split
from cspdesk.domain.ledger.statements import lots_left, statement
from cspdesk.domain.money import from_minor, round_half_away, write_number
from cspdesk.domain.periods import period
from tests.domain.ledger.worked import CURRENCY, EXPECTED, YEAR, world, year

ELSEWHERE = {
    "about": "no figure",
    "notice_due_10_calendar_days_unconfirmed": "obligations: due dates and states of notices",
    "charged_before_registration": "obligations: needs the states of notices",
    "due_date_vectors": "obligations: the grammar of due dates",
    "amount_reading": "amounts as typed: a reader of input",
}
COMPARED = {
    "values_of_documents",
    "monthly_average_RUB_per_10",
    "money_balances",
    "trial_balance_tjs",
    "fifo_lots_left_A",
    "agreement_statements",
    "budget_against_actual",
    "sf425_B",
    "ministry",
    "net_assets_tjs",
    "split_vectors",
    "rounding_vectors",
    "iati_transactions_B",
    "public_statement_year",
}
DAYS = ("2025-06-30", "2025-12-31")
DONORS = ("A", "B", "C")


def tjs(minor):
    """Dirams as the file writes them."""
    return from_minor(minor, "TJS")


def written(amounts):
    """A mapping of dirams as the file writes it."""
    return {name: tjs(minor) for name, minor in amounts.items()}


def test_every_key_of_the_expected_file_is_compared_or_named():
    assert set(EXPECTED) == COMPARED | set(ELSEWHERE)


def test_nothing_is_incomplete_and_only_the_late_entry_is_marked():
    found = year()
    assert found.incomplete == ()
    assert found.marks == {"E16": {"late"}}


# --- documents -----------------------------------------------------------------------------------

WHAT_HAPPENED = {
    "receipt": lambda line: line.account in CURRENCY,
    "in_kind_receipt": lambda line: line.account == GOODS,
    "in_kind_use": lambda line: line.account == GIVEN,
    "conversion": lambda line: line.account in CURRENCY and line.currency == "TJS",
    "expense": lambda line: line.account.startswith("expense:"),
    "refund_to_donor": lambda line: line.account == RETURNED,
    "subgrant_advance": lambda line: line.account == ADVANCE,
    "subgrant_acquittal": lambda line: line.account.startswith("expense:"),
    "subgrant_return": lambda line: line.account in CURRENCY,
}


def lines_of(document):
    """The lines that say what happened, one for each part."""
    return [p for p in year().postings if p.document == document and WHAT_HAPPENED[p.kind](p)]


@pytest.mark.parametrize("document", EXPECTED["values_of_documents"])
def test_a_document_comes_to_its_somoni_and_its_value(document):
    expected = EXPECTED["values_of_documents"][document]
    found = lines_of(document)
    assert tjs(sum(line.tjs for line in found)) == expected["tjs"]
    if "value" in expected:
        assert [from_minor(line.value, "USD") for line in found] == [expected["value"]]
    if "difference_tjs" in expected:
        lost = sum(
            p.tjs for p in year().postings if p.document == document and p.account == "exchange_difference"
        )
        assert tjs(-lost) == expected["difference_tjs"]


def currency_of(agreement):
    """An agreement's currency."""
    return YEAR["agreements"][agreement]["currency"]


PARTED = [name for name, row in EXPECTED["values_of_documents"].items() if "allocations" in row]


@pytest.mark.parametrize("document", PARTED)
def test_each_line_bears_its_part_by_its_own_rule(document):
    currency = CURRENCY.get(
        next((row.get("account") for row in YEAR["documents"] if row["id"] == document), ""), "TJS"
    )
    found = [
        {
            "agreement": one.agreement,
            "line": one.line,
            "amount": from_minor(one.amount, currency),
            "tjs": tjs(one.tjs),
            "value": from_minor(one.value, currency_of(one.agreement)),
        }
        for one in charges(year())
        if one.document == document
    ]
    expected = EXPECTED["values_of_documents"][document]["allocations"]
    assert found == [{key: part[key] for key in part if key != "lots"} for part in expected]


@pytest.mark.parametrize("document", PARTED)
def test_what_is_drawn_over_two_lots_is_drawn_piece_by_piece(document):
    found = {one.line + one.agreement: one.drawn for one in charges(year()) if one.document == document}
    for part in EXPECTED["values_of_documents"][document]["allocations"]:
        drawn = found[part["line"] + part["agreement"]]
        pieces = [[tjs(one.amount), from_minor(one.value, "EUR"), one.source] for one in drawn]
        assert pieces == part.get("lots", pieces[:1])


@pytest.mark.parametrize(("month", "shown"), EXPECTED["monthly_average_RUB_per_10"].items())
def test_the_mean_of_a_month_is_that_of_its_calendar_days(month, shown):
    quote = world().rates.mean("RUB", date.fromisoformat(f"{month}-15"))
    assert quote is not None
    assert (write_number(quote.rate.digits, quote.rate.decimals), quote.rate.unit) == (shown, 10)
    assert not quote.provisional


# --- balances ------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
def test_money_lies_where_it_should(day):
    found = [
        {
            "account": one.account,
            "agreement": one.agreement,
            "amount": from_minor(one.amount, one.currency),
            "currency": one.currency,
            "tjs": tjs(one.tjs),
        }
        for one in money(year(), date.fromisoformat(day))
    ]
    assert found == EXPECTED["money_balances"][day]


@pytest.mark.parametrize("day", DAYS)
def test_the_trial_balance_is_the_expected_one_and_adds_up_to_nothing(day):
    found = trial_balance(year(), date.fromisoformat(day))
    assert written(found) == EXPECTED["trial_balance_tjs"][day]
    assert sum(found.values()) == 0


@pytest.mark.parametrize("day", DAYS)
def test_each_agreement_owns_what_is_left_of_it(day):
    found = net_assets(year(), date.fromisoformat(day))
    assert {**written(found), "total": tjs(sum(found.values()))} == EXPECTED["net_assets_tjs"][day]


def test_one_lot_is_left():
    left = lots_left(year(), world().agreements[0].id, date(2025, 12, 31))
    found = [[tjs(lot.amount), from_minor(lot.value, "EUR"), lot.source] for lot in left]
    assert found == EXPECTED["fifo_lots_left_A"]


# --- agreements ----------------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("agreement", DONORS)
def test_an_agreement_shows_the_expected_statement(agreement, day):
    found = statement(year(), agreement, date.fromisoformat(day))
    in_currency = {
        "received": found.received,
        "returned_to_donor": found.returned,
        "charged": found.charged,
        "subgrant_advances_open": found.advances,
        "held_in_agreement_currency": found.held,
        "somoni_pool_value": found.somoni_value,
        "exchange_difference": found.difference,
        "balance": found.balance,
    }
    shown = {name: from_minor(minor, found.currency) for name, minor in in_currency.items()}
    shown["somoni_pool_tjs"] = tjs(found.somoni)
    assert found.currency == EXPECTED["agreement_statements"][agreement]["currency"]
    assert shown == EXPECTED["agreement_statements"][agreement][day]


def _budget_row(first, second, currency):
    """The file's row: both halves beside the year."""
    row = {
        "budget_original": second.original,
        "budget_current": second.current,
        "h1": first.period,
        "h2": second.period,
        "cumulative": second.cumulative,
        "balance": second.left,
    }
    shown = {name: from_minor(minor, currency) for name, minor in row.items()}
    if second.line:
        shown["percent"] = write_number(second.per_mille, 1)
    return shown


@pytest.mark.parametrize("agreement", DONORS)
def test_budget_against_actual(agreement):
    expected = EXPECTED["budget_against_actual"][agreement]
    halves = [budget_rows(year(), agreement, period(code)) for code in ("2025-H1", "2025-H2")]
    found = {
        second.line or "total": _budget_row(first, second, expected["currency"])
        for first, second in zip(*halves, strict=True)
    }
    assert found == expected["lines"]


@pytest.mark.parametrize("day", DAYS)
def test_the_federal_report(day):
    found = sf425(year(), AgreementId("B"), date.fromisoformat(day))
    shown = {letter: from_minor(getattr(found, letter), "USD") for letter in "abcdefghijklmno"}
    remarks = {
        "remark_unpaid_taxes_value": found.unpaid,
        "remark_exchange_difference": found.difference,
        "remark_cash_in_hand": found.in_hand,
    }
    shown.update((name, from_minor(minor, "USD")) for name, minor in remarks.items())
    assert shown == EXPECTED["sf425_B"][day]


def test_what_iati_would_publish_of_an_agreement_follows_from_postings():
    lines = [p for p in year().postings if p.agreement == "B"]
    came = [
        ["1", str(p.accounted), from_minor(-p.value, "USD"), "USD"]
        for p in lines
        if p.account.startswith("income:")
    ]
    advanced = [
        ["3", str(p.accounted), tjs(p.amount), p.currency]
        for p in lines
        if p.account == ADVANCE and p.kind != "subgrant_acquittal"
    ]
    charged = []
    for quarter in ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"):
        rows = year().rollup.rows(period(quarter).first, period(quarter).last)
        value = sum(
            row.value
            for row in rows
            if row.agreement == "B" and row.section == "expense" and row.article != SUB_GRANTS
        )
        charged.append(["4", str(period(quarter).last), from_minor(value, "USD"), "USD"])
    assert [*sorted(came + advanced, key=lambda row: row[1]), *charged] == EXPECTED["iati_transactions_B"]


# --- the organisation ----------------------------------------------------------------------------


def _flows(report):
    return {
        one.currency: {
            "opening": from_minor(one.opening, one.currency),
            "income": from_minor(one.income, one.currency),
            "converted": from_minor(one.converted, one.currency),
            "paid": from_minor(one.paid, one.currency),
            "returned_to_donor": from_minor(one.returned, one.currency),
            "closing": from_minor(one.closing, one.currency),
        }
        for one in report.flows
    }


@pytest.mark.parametrize("half", ["2025-H1", "2025-H2"])
def test_the_ministrys_half_year(half):
    found, expected = ministry(year(), period(half)), EXPECTED["ministry"][half]
    assert found.difference == 0
    shown = {
        "opening_money": tjs(found.opening),
        "income_by_source": written(found.income),
        "income": tjs(sum(found.income.values())),
        "expenditure_by_article": written(found.by_article),
        "expenditure_by_project": written(found.by_agreement),
        "expenditure": tjs(found.expenditure),
        "returned_to_donors": tjs(found.returned),
        "change_of_unpaid": tjs(found.unpaid),
        "exchange_difference_conversions": tjs(found.conversions),
        "exchange_difference_revaluation": tjs(found.revaluation),
        "closing_money": tjs(found.closing),
        "by_currency": _flows(found),
        "in_kind": {
            "received": tjs(found.in_kind_received),
            "used": tjs(found.in_kind_given),
            "held": tjs(found.in_kind_held),
        },
    }
    assert shown == {key: expected[key] for key in expected if key != "foreign_receipts"}


@pytest.mark.parametrize("half", ["2025-H1", "2025-H2"])
def test_receipts_from_abroad_are_listed_for_their_notices(half):
    found = [
        {
            "receipt": one.document,
            "date": str(one.dated),
            "amount": from_minor(one.amount, one.currency),
            "currency": one.currency,
            "tjs": tjs(one.tjs),
        }
        for one in ministry(year(), period(half)).foreign
    ]
    expected = EXPECTED["ministry"][half]["foreign_receipts"]
    assert found == [{key: row[key] for key in row if key != "notice"} for row in expected]


def test_the_late_entry_is_listed_apart_in_the_next_half_year():
    assert ministry(year(), period("2025-H1")).late == ()
    assert ministry(year(), period("2025-H2")).late == ("E16",)


def test_the_public_statement_is_the_year_by_source_and_article():
    found, expected = ministry(year(), period("2025")), EXPECTED["public_statement_year"]
    assert written(found.income) == expected["income"]
    assert written(found.by_article) == expected["expenditure"]


# --- arithmetic ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("total", "weights", "shares"), EXPECTED["split_vectors"])
def test_an_amount_is_split_as_expected(total, weights, shares):
    assert list(split(total, weights)) == shares


@pytest.mark.parametrize(("exact", "rounded"), EXPECTED["rounding_vectors"])
def test_halves_are_rounded_away_from_zero(exact, rounded):
    assert write_number(round_half_away(Fraction(exact) * 100), 2) == rounded
