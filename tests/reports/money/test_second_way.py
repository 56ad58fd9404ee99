"""Figures of reports about random books, by plain arithmetic over the documents: equal to the cent."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspdesk.domain.ledger.contracts import Contract
from cspdesk.domain.ledger.goods import GoodsGiven
from cspdesk.domain.ledger.indirect import IndirectCosts
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.receipts import Receipt
from cspdesk.domain.periods import period
from cspdesk.reports.money.facts import Activity, AgreementWords, DocumentWords, Donor, Facts, Tranche
from cspdesk.reports.money.report import report
from cspdesk.reports.money.scope import Scope
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from tests.domain.ledger import chance, worked
from tests.reports.money import pencil

NO_FACTS = Facts()
SEEDS = st.integers(0, 2**32)
SPANS = st.sampled_from(("2025-H1", "2025-H2", "2025", "2025-Q3", "2025-05"))


def books(seed, *, sub_grants):
    """Random documents that post, and the ledger of them; of sub-grants those that are named."""
    drawn = [
        one
        for one in chance.papers(seed, 60)
        if not isinstance(one, (IndirectCosts, GoodsGiven))
        and getattr(one, "sub_grant", "") in {*sub_grants, ""}
    ]
    kept = {one.id: one for one in drawn}
    drawn = [one for one in drawn if not isinstance(one, Reversal) or one.of in kept]
    ledger = chance.world().ledger(drawn)
    lacking = {one.document for one in ledger.incomplete}
    return ledger, pencil.Books(chance.world(), [one for one in drawn if one.id not in lacking])


def figures(ledger, kind, span, agreement="", told=NO_FACTS):
    """The program's figures."""
    scope = Scope(
        ledger=ledger,
        facts=told,
        period=period(span),
        today=date(2026, 1, 20),
        agreement=AgreementId(agreement),
        definition=kind,
    )
    return report(DEFINITIONS[kind], scope)


def told(found, codes):
    """The figures of some codes that are not nothing."""
    return {code: one.number for code, one in found.figures.items() if codes(code) and one.number}


def is_plain(code):
    """A figure of the half-year that the pencil has too."""
    alone = {"opening", "closing", "income", "expenditure", "less_returned", "unpaid", "conversions"}
    alone |= {"revaluation", "in_kind_received"}
    listed = code.startswith("spending.") and "/" not in code and ".total." not in code
    paid = code.startswith("currencies.") and code.endswith(".paid")
    return (
        code in alone
        or code.startswith(("source.", "article."))
        or listed
        or (code.startswith("currencies.") and not paid)
    )


@settings(max_examples=60, deadline=None)
@given(SEEDS, SPANS)
def test_the_half_year_of_random_books_is_that_of_plain_arithmetic(seed, span):
    ledger, plain = books(seed, sub_grants={"SE", "ST"})
    found = figures(ledger, "moj_half_year", span)
    one = period(span)
    assert told(found, is_plain) == pencil.half_year(plain, one.first, one.last)


@settings(max_examples=40, deadline=None)
@given(SEEDS, SPANS)
def test_the_publication_of_random_books_is_that_of_plain_arithmetic(seed, span):
    ledger, plain = books(seed, sub_grants={"SE", "ST"})
    found, one = figures(ledger, "publication", span), period(span)
    expected = pencil.half_year(plain, one.first, one.last)
    printed = told(found, lambda code: is_plain(code) and not code.startswith(("spending.", "currencies.")))
    assert printed == {code: expected[code] for code in printed}
    assert {code for code in expected if code.startswith(("source.", "article."))} <= set(printed)


@settings(max_examples=60, deadline=None)
@given(SEEDS, SPANS, st.sampled_from(("budget_report", "eu_annex")), st.sampled_from("URXT"))
def test_budget_against_actual_of_random_books_is_that_of_plain_arithmetic(seed, span, kind, name):
    ledger, plain = books(seed, sub_grants={"SU"})
    found, one = figures(ledger, kind, span, name), period(span)
    expected = pencil.budget(plain, name, one.first, one.last)
    assert {code: found.figures[code].number for code in expected} == expected


@settings(max_examples=60, deadline=None)
@given(SEEDS, SPANS)
def test_the_federal_report_of_random_books_is_that_of_plain_arithmetic(seed, span):
    ledger, plain = books(seed, sub_grants={"SU"})
    found = figures(ledger, "sf425", span, "U")
    expected = pencil.federal(plain, "U", period(span).last)
    assert {code: found.figures[code].number for code in expected} == expected


@settings(max_examples=60, deadline=None)
@given(SEEDS, SPANS, st.sampled_from("URXT"))
def test_the_statement_of_random_books_is_that_of_plain_arithmetic(seed, span, name):
    ledger, plain = books(seed, sub_grants={"SU"})
    found, last = figures(ledger, "agreement_statement", span, name), period(span).last
    flows = pencil.flows_of(plain, name, last)
    difference = pencil.gained(plain, name, last)
    charged = sum(pencil.charged_lines(plain, name, last).values())
    if plain.agreements[name].difference_line:
        charged, difference = charged - difference, 0
    expected = {
        "brought_forward": flows["brought"],
        "received": flows["received"],
        "returned": -flows["returned"],
        "charged": -charged,
        "difference": difference,
        "advances": flows["advances"],
    }
    assert {code: found.figures[code].number for code in expected} == expected


@settings(max_examples=60, deadline=None)
@given(SEEDS, SPANS, st.sampled_from([*DEFINITIONS]), st.sampled_from([*chance.DONORS]))
def test_every_report_of_random_books_ties(seed, span, kind, name):
    ledger = chance.world().ledger(chance.papers(seed, 50))
    about = name if DEFINITIONS[kind].of == "agreement" else ""
    found = figures(ledger, kind, span, about)
    ties = {tie.code for tie in DEFINITIONS[kind].ties}
    failed = [one.lacks[0].words.english() for one in found.checks if one.code in ties and not one.holds]
    assert failed == []


@settings(max_examples=30, deadline=None)
@given(SEEDS, st.sampled_from("URXT"))
def test_a_forecast_of_random_books_runs_on_from_what_there_is(seed, name):
    _, plain = books(seed, sub_grants=())
    contracts = {one.id for one in plain.known.values() if isinstance(one, Contract)}
    drawn = [one for one in plain.known.values() if not {one.id, getattr(one, "of", "")} & contracts]
    ledger, plain = chance.world().ledger(drawn), pencil.Books(chance.world(), drawn)
    words = AgreementWords(end=date(2026, 4, 30), tranches=(Tranche(due=date(2026, 2, 10), amount=12_345),))
    found = figures(ledger, "cash_forecast", "2026-H1", told=Facts(agreements={AgreementId(name): words}))
    eve = date(2025, 12, 31)
    charged = sum(pencil.charged_lines(plain, name, eve).values())
    if plain.agreements[name].difference_line:
        charged -= pencil.gained(plain, name, eve)
    left, rest = pencil.there_is(plain, name, eve), max(0, 350_000 - charged)
    for month in range(1, 7):
        code = f"forecast.{name}/2026-{month:02}."
        plan = rest // 4 + (month <= rest % 4) if month <= 4 else 0
        assert found.figures[code + "opening"].number == left
        left += (12_345 if month == 2 else 0) - plan
        assert found.figures[code + "closing"].number == left


@pytest.mark.parametrize("seed", range(3))
def test_a_forecast_tells_for_each_month_what_all_agreements_have_in_somoni(seed):
    ledger, _ = books(seed, sub_grants=())
    found = figures(ledger, "cash_forecast", "2026-H1").figures
    for month in range(1, 7):
        end = f"/2026-{month:02}.tjs"
        each = [
            one.number for code, one in found.items() if code.endswith(end) and "forecast.all/" not in code
        ]
        assert len(each) == len(ledger.chart.agreements)
        assert found[f"forecast.all{end}"].number == sum(each)


CONTRACTS = st.lists(
    st.tuples(st.integers(1, 50_000), st.none() | st.dates(date(2025, 6, 1), date(2026, 9, 30))), max_size=6
)


@settings(max_examples=60, deadline=None)
@given(CONTRACTS)
def test_a_forecast_pays_each_contract_in_its_month_and_in_the_first_what_has_none(given_):
    papers = [
        Contract(id=DocumentId(f"{at:012x}"), dated=date(2025, 3, 1), agreement=AgreementId("U"), line="1",
                 amount=amount, currency="USD")
        for at, (amount, _) in enumerate(given_)
    ]  # fmt: skip
    words = {one.id: DocumentWords(due=due) for one, (_, due) in zip(papers, given_, strict=True)}
    found = figures(chance.world().ledger(papers), "cash_forecast", "2026-H1", told=Facts(documents=words))
    for month in range(1, 7):
        due = [amount for amount, day in given_ if (day.month if day and day.year == 2026 else 1) == month]
        assert found.figures[f"forecast.U/2026-{month:02}.contracts"].number == sum(due)


@settings(max_examples=40, deadline=None)
@given(SEEDS, SPANS)
def test_what_aid_was_spent_on_in_random_books_is_that_of_plain_arithmetic(seed, span):
    ledger, plain = books(seed, sub_grants={"SE", "ST"})
    types = dict(zip(chance.DONORS, ("donor_foreign_state", "donor_intl_org") * 4, strict=False))
    words = {
        AgreementId(name): AgreementWords(donor=kind, purpose=f"p{name}") for name, kind in types.items()
    }
    told = Facts(agreements=words, donors={kind: Donor(type=kind) for kind in set(types.values())})
    found, one = figures(ledger, "aid_spending", span, told=told), period(span)
    expected = pencil.half_year(plain, one.first, one.last)
    spent: Counter[str] = Counter()
    purposes: Counter[str] = Counter()
    for code, tjs in expected.items():
        if code.startswith("spending."):
            name = code.split(".")[1]
            spent[types.get(name, "")] += tjs
            purposes[f"p{name}" if name in types else ""] += tjs
    for printed, way in (("by_source", spent), ("by_purpose", purposes)):
        for key, tjs in way.items():
            code = f"{printed}.{key}.spent"
            assert (found.figures[code].number if code in found.figures else 0) == tjs
    for source in chance.SOURCES:
        code = f"by_source.{source}.received"
        assert (found.figures[code].number if code in found.figures else 0) == expected.get(
            f"source.{source}", 0
        )


COUNTS = st.integers(0, 60)
HELD = st.lists(st.tuples(st.dates(date(2025, 1, 1), date(2025, 12, 31)), COUNTS, COUNTS, COUNTS), max_size=8)


@given(HELD, SPANS)
def test_people_of_random_activities_are_counted_as_a_person_would(held, span):
    activities = tuple(
        Activity(record=str(at), held_on=day, women=women, men=men, not_told=rest)
        for at, (day, women, men, rest) in enumerate(held)
    )
    ledger = chance.world().ledger(())
    found = figures(ledger, "moj_half_year", span, told=Facts(activities=activities)).figures
    within = [one for one in held if one[0] in period(span)]
    for column, total in (
        ("events", len(within)),
        ("women", sum(one[1] for one in within)),
        ("men", sum(one[2] for one in within)),
        ("people", sum(sum(one[1:]) for one in within)),
    ):
        code = f"activities.total.{column}"
        assert (found[code].number if code in found else 0) == total


def test_the_worked_year_is_that_of_plain_arithmetic():
    drawn = [one for one in worked.documents() if not isinstance(one, GoodsGiven)]
    ledger = worked.world().ledger(drawn)
    plain = pencil.Books(worked.world(), drawn)
    one = period("2025")
    assert told(figures(ledger, "moj_half_year", "2025"), is_plain) == pencil.half_year(
        plain, one.first, one.last
    )


@pytest.mark.parametrize("code", ["source.donor_intl_org", "income", "closing"])
def test_the_pencil_is_no_mirror_of_the_program(code):
    drawn = list(worked.documents())
    at = next(place for place, one in enumerate(drawn) if isinstance(one, Receipt) and one.agreement == "C")
    spoilt = [*drawn]
    received = drawn[at]
    assert isinstance(received, Receipt)
    spoilt[at] = replace(received, amount=received.amount + 10_000)
    one = period("2025")
    plain = pencil.half_year(pencil.Books(worked.world(), spoilt), one.first, one.last)
    assert figures(worked.year(), "moj_half_year", "2025").figures[code].number != plain[code]
