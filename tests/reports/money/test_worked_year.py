"""The worked year's reports, line by line as expected, and every one of them ties."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from cspdesk.domain.ledger.accounts import Account
from cspdesk.domain.ledger.balances import Balance
from cspdesk.domain.ledger.names import AccountId, AgreementId
from cspdesk.domain.money import from_minor
from cspdesk.reports.money.facts import Facts
from cspdesk.reports.money.listings import LISTINGS
from cspdesk.reports.money.scope import Gap, Scope
from cspdesk.reports.money.values import Ratio
from tests.domain.ledger.worked import EXPECTED, YEAR
from tests.reports.money.papers import made, without

HALVES = ("2025-H1", "2025-H2")
DAYS = {"2025-H1": "2025-06-30", "2025-H2": "2025-12-31"}
EVERY = [
    *(("moj_half_year", half, {}) for half in HALVES),
    ("publication", "2025", {}),
    ("aid_spending", "2025", {}),
    ("continuation", "2026", {}),
    ("sf425", "2025-H2", {"agreement": "B"}),
    *(("agreement_statement", half, {"agreement": name}) for half in HALVES for name in "ABC"),
    *(("budget_report", half, {"agreement": name}) for half in HALVES for name in "ABC"),
    *(("eu_annex", half, {"agreement": name}) for half in HALVES for name in "ABC"),
    *(("narrative", half, {"agreement": name}) for half in HALVES for name in "ABC"),
    *(("funds_notice", "2025", {"receipt": name}) for name in ("R1", "R2", "R3", "R4", "R7")),
]


def shown(report, code):
    """A figure as a plain decimal; nothing where the report has none."""
    found = report.figures.get(code)
    return "0.00" if found is None else from_minor(found.number, found.currency)


@pytest.mark.parametrize(("kind", "span", "about"), EVERY)
def test_every_report_ties_and_lacks_nothing(kind, span, about):
    report = made(kind, span, **about)
    assert [gap.words.english() for gap in report.open] == []
    assert report.checks or kind == "funds_notice"


@pytest.mark.parametrize("half", HALVES)
def test_the_ministrys_half_year_line_by_line(half):
    report, expected = made("moj_half_year", half), EXPECTED["ministry"][half]
    lines = {
        "opening": expected["opening_money"],
        "income": expected["income"],
        "expenditure": expected["expenditure"],
        "unpaid": expected["change_of_unpaid"],
        "conversions": expected["exchange_difference_conversions"],
        "revaluation": expected["exchange_difference_revaluation"],
        "closing": expected["closing_money"],
        "at_start.total.tjs": expected["opening_money"],
        "at_end.total.tjs": expected["closing_money"],
        "in_kind_received": expected["in_kind"]["received"],
        "in_kind_given": expected["in_kind"]["used"],
        "in_kind_held": expected["in_kind"]["held"],
        **{f"source.{name}": tjs for name, tjs in expected["income_by_source"].items()},
        **{f"article.{name}": tjs for name, tjs in expected["expenditure_by_article"].items()},
        **{f"spending.{name}.tjs": tjs for name, tjs in expected["expenditure_by_project"].items()},
    }
    for currency, row in expected["by_currency"].items():
        for name, amount in row.items():
            column = "returned" if name == "returned_to_donor" else name
            lines[f"currencies.{currency}.{column}"] = amount
    assert {code: shown(report, code) for code in lines} == lines
    assert shown(report, "less_returned").removeprefix("-") == expected["returned_to_donors"]


@pytest.mark.parametrize("half", HALVES)
def test_the_annex_lists_each_receipt_from_abroad_with_its_notice(half):
    report, expected = made("moj_half_year", half), EXPECTED["ministry"][half]["foreign_receipts"]
    [annex] = [part for part in report.parts if part.part.code == "foreign"]
    states = {of["of"]: of["steps"][-1][0] for of in YEAR["notices"]}
    assert [(row.key, shown(report, f"foreign.{row.key}.tjs")) for row in annex.rows] == [
        (one["receipt"], one["tjs"]) for one in expected
    ]
    assert [states[row.key] for row in annex.rows] == [one["notice"] for one in expected]


def test_the_late_entry_is_listed_apart_and_counted_once():
    listed = [row.key for part in made("moj_half_year", "2025-H2").parts for row in part.rows]
    assert listed.count("E16") == 1
    assert shown(made("moj_half_year", "2025-H2"), "late.E16.tjs") == "1111.11"


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("kind", ["budget_report", "eu_annex"])
@pytest.mark.parametrize("name", "ABC")
def test_budget_against_actual_line_by_line(kind, name, half):
    report, expected = made(kind, half, agreement=name), EXPECTED["budget_against_actual"][name]["lines"]
    first = half == "2025-H1"
    for line, row in expected.items():
        code = f"budget.{line}."
        amended = row["budget_original"] if first else row["budget_current"]
        assert shown(report, code + "original") == row["budget_original"]
        assert shown(report, code + "current") == amended
        assert shown(report, code + "period") == row["h1" if first else "h2"]
        assert shown(report, code + "before") == ("0.00" if first else row["h1"])
        if not first:
            assert shown(report, code + "cumulative") == row["cumulative"]
            assert shown(report, code + "left") == row["balance"]


@pytest.mark.parametrize("name", "ABC")
def test_each_line_says_how_much_of_it_is_used(name):
    [grid] = [p for p in made("budget_report", "2025-H2", agreement=name).parts if p.part.code == "budget"]
    expected = EXPECTED["budget_against_actual"][name]["lines"]
    for row in grid.rows:
        assert row.values["used"] == Ratio(int(expected[row.key]["percent"].replace(".", "")))


@pytest.mark.parametrize("half", HALVES)
def test_the_federal_report_letter_by_letter(half):
    report, expected = made("sf425", half, agreement="B"), EXPECTED["sf425_B"][DAYS[half]]
    found = {letter: shown(report, f"10.{letter}") for letter in "abcdefghijklmno"}
    found["remark_unpaid_taxes_value"] = shown(report, "unpaid")
    found["remark_exchange_difference"] = shown(report, "difference")
    found["remark_cash_in_hand"] = shown(report, "in_hand")
    assert found == expected


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("name", "ABC")
def test_the_statement_of_an_agreement(name, half):
    report = made("agreement_statement", half, agreement=name)
    expected = EXPECTED["agreement_statements"][name][DAYS[half]]
    found = {
        "received": shown(report, "received"),
        "returned_to_donor": shown(report, "statement.total.returned"),
        "charged": shown(report, "statement.total.charged"),
        "subgrant_advances_open": shown(report, "advances"),
        "held_in_agreement_currency": shown(report, "held"),
        "somoni_pool_value": shown(report, "pools"),
        "exchange_difference": shown(report, "difference"),
        "balance": shown(report, "balance"),
    }
    assert found == {key: expected[key] for key in found}


def test_the_publication_is_the_year_by_source_and_article():
    report, expected = made("publication", "2025"), EXPECTED["public_statement_year"]
    sources = {f"source.{name}": tjs for name, tjs in expected["income"].items()}
    articles = {f"article.{name}": tjs for name, tjs in expected["expenditure"].items()}
    assert {code: shown(report, code) for code in report.figures if code.startswith("source.")} == sources
    assert {code: shown(report, code) for code in report.figures if code.startswith("article.")} == articles


def test_what_is_not_filled_in_is_named_with_the_record_to_open():
    report = made("moj_half_year", "2025-H1", told=without(tax_id="", staff=None))
    words = [(gap.words.english(), gap.kind, gap.record) for gap in report.gaps]
    assert words == [
        ("Tax number: not filled in", "organisation", "org"),
        ("Members of staff: not filled in", "organisation", "org"),
    ]
    assert all(isinstance(gap, Gap) for gap in report.open)


def test_accounts_stand_by_kind_and_currency_whatever_their_ids_are():
    held = {"3": ("bank", "TJS"), "1": ("cash", "TJS"), "2": ("bank", "USD"), "4": ("bank", "EUR")}
    scope = SimpleNamespace(
        ministry=SimpleNamespace(
            opening_money=[Balance(n, AgreementId("A"), c, 100, 100, 100) for n, (_, c) in held.items()]
        ),
        ledger=SimpleNamespace(
            chart=SimpleNamespace(
                accounts={AccountId(n): Account(AccountId(n), *told) for n, told in held.items()}
            )
        ),
        facts=Facts(),
    )
    assert [row.key for row in LISTINGS["money_at_start"](cast("Scope", scope))] == ["4", "3", "2", "1"]
