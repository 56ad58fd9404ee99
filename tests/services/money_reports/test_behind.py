"""Behind every figure of every report stand rows that add up to it, to the minor unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspdesk.domain.ledger.goods import InKindReceipt
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.receipts import Receipt
from cspdesk.domain.periods import period
from cspdesk.reports.money.definition import Grid
from cspdesk.reports.money.facts import (
    Activity,
    AgreementWords,
    Asset,
    DocumentWords,
    Facts,
    FederalTerms,
    Organisation,
    Tranche,
)
from cspdesk.reports.money.measures import MEASURES
from cspdesk.reports.money.report import report
from cspdesk.reports.money.scope import Scope
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.reports.money.values import Amount
from cspdesk.services.books.makings import have_making, making_of_lines
from cspdesk.services.money_reports.behind.figure import FiguresBehind
from cspdesk.services.money_reports.behind.measures import ROWS
from tests.domain.ledger import chance
from tests.domain.ledger.worked import YEAR, year
from tests.reports.money import papers

SPANS = ("2025", "2025-H1", "2025-H2", "2025-Q3", "2025-05", "2026-Q1")


def abouts(ledger, of):
    """What a report can be about."""
    if of == "organisation":
        return [{}]
    if of == "agreement":
        return [{"agreement": name} for name in ledger.chart.agreements]
    found = [one.id for one in ledger.documents.values() if isinstance(one, (Receipt, InKindReceipt))]
    return [{"receipt": name} for name in found[:4]]


def held_against_their_rows(made):
    """Every figure is the sum of its rows, and whatever a row opens is what the row says."""
    behind = FiguresBehind(made)
    figures = {code: (one.number, one.currency) for code, one in made.figures.items()}
    assert set(figures) <= set(behind)
    for key in behind:
        found = behind.figure(key)
        if key in figures:
            assert (found.number, found.currency) == figures[key], key
        elif key.startswith("particular/"):
            told = dict(_told(made))[key.removeprefix("particular/")]
            assert (found.number, found.currency) == (told.number, told.currency), key
        for row in found.rows:
            assert row.record or row.words is not None, key
            if row.opens:
                opened = behind.figure(row.opens)
                if not _says_a_part(made, key):
                    assert abs(opened.number) == abs(row.number), (key, row)
    return behind


def _says_a_part(made, key):
    """A ratio's rest may open the whole; a month's plan opens the rest of a budget, somoni a currency."""
    if made.definition.id == "cash_forecast" and key.endswith((".plan", ".tjs")):
        return True
    ratios = {
        f".{column.code}"
        for part in made.definition.parts
        if isinstance(part, Grid)
        for column in part.columns
        if column.ratio
    }
    return any(key.endswith(one) for one in ratios)


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("kind", DEFINITIONS)
def test_every_figure_of_the_worked_year_is_the_sum_of_its_rows(kind, span):
    for about in abouts(year(), DEFINITIONS[kind].of):
        held_against_their_rows(papers.made(kind, span, **about))


def facts(ledger):
    """Words for random books: payments expected, contracts due, answers, people, things."""
    return Facts(
        organisation=Organisation(
            record="org", name="—", staff=3, staff_records=("p1", "p2"), members=5, branches=0
        ),
        agreements={
            name: AgreementWords(
                record=name,
                end=date(2026, 3, 31),
                tranches=(Tranche(due=date(2026, 2, 3), amount=77_700),),
                territory="Суғд",
                federal=FederalTerms(required=1_000, charged=400, deducted=150),
            )
            for name in ledger.chart.agreements
        },
        documents={
            name: DocumentWords(recipients=11, purpose="aid", due=date(2026, 2, 15))
            for name in list(ledger.documents)[::2]
        },
        activities=(
            Activity(record="a1", title="one", held_on=date(2025, 5, 9), women=10, men=5),
            Activity(record="", title="two", held_on=date(2025, 5, 10), women=0, men=5, not_told=5),
        ),
        base=5,
        assets=(Asset(name="laptop", value=1_000_000), Asset(record="t2", name="desk", value=5)),
    )


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(SPANS))
def test_every_figure_of_random_books_is_the_sum_of_its_rows(seed, span):
    ledger = chance.world().ledger(chance.papers(seed, 60))
    told = facts(ledger)
    for kind, definition in DEFINITIONS.items():
        for about in abouts(ledger, definition.of):
            scope = Scope(
                ledger=ledger,
                facts=told,
                period=period(span),
                today=date(2026, 1, 20),
                definition=kind,
                agreement=AgreementId(about.get("agreement", "")),
                receipt=DocumentId(about.get("receipt", "")),
            )
            held_against_their_rows(report(definition, scope))


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(SPANS))
def test_whatever_can_be_measured_has_its_rows_for_each_value_of_each_dimension(seed, span):
    ledger = chance.world().ledger(chance.papers(seed, 60))
    told = facts(ledger)
    assert set(ROWS) == set(MEASURES)
    for agreement in ledger.chart.agreements:
        scope = Scope(
            ledger=ledger, facts=told, period=period(span), today=date(2026, 1, 20), agreement=agreement
        )
        for name, measure in MEASURES.items():
            addends = [*measure(scope)]
            for dimension in {one for addend in addends for one in addend.dimensions} or {""}:
                measured: dict[str, int] = {}
                for addend in addends:
                    value = addend.dimensions.get(dimension, "")
                    measured[value] = measured.get(value, 0) + addend.amount
                rows: dict[str, int] = {}
                for row in ROWS[name](scope):
                    value = row.told.get(dimension, "")
                    rows[value] = rows.get(value, 0) + row.number
                for value in {*measured, *rows}:
                    assert rows.get(value, 0) == measured.get(value, 0), (name, dimension, value)


def test_a_ratio_opens_what_was_spent_and_what_is_left():
    made = papers.made("budget_report", "2025-H2", agreement="A")
    behind = FiguresBehind(made)
    [ratio] = [key for key in behind if key == "budget.1.used"]
    found = behind.figure(ratio)
    assert [row.opens for row in found.rows] == ["budget.1.cumulative", "budget.1.left"]
    assert found.number == made.figures["budget.1.current"].number


def test_an_expense_stands_behind_the_article_it_was_spent_on():
    made = papers.made("moj_half_year", "2025-H1")
    rows = FiguresBehind(made).figure("article.rent").rows
    rents = {one["id"] for one in YEAR["documents"] if one.get("article") == "rent"}
    assert {row.record for row in rows} <= rents
    assert rows


def test_a_particular_of_a_notice_opens_its_receipt():
    [receipt] = abouts(year(), "receipt")[:1]
    made = papers.made("funds_notice", "2025", **receipt)
    behind = FiguresBehind(made)
    for name in ("money.amount", "money.tjs"):
        found = behind.figure(f"particular/{name}")
        assert [row.record for row in found.rows] == [receipt["receipt"]]
        assert isinstance(dict(_told(made))[name], Amount)
        assert found.number == dict(_told(made))[name].number


def _told(made):
    for part in made.parts:
        names = [one.name for one in getattr(part.part, "details", ())]
        yield from zip(names, [value for _, value in part.details], strict=False)


def test_people_told_in_multiples_say_so_and_are_never_told_more_exactly():
    told = replace(papers.facts(), base=5)
    made = papers.made("narrative", "2025", agreement="A", told=told)
    found = FiguresBehind(made).figure("women")
    assert found.note is not None
    assert [row.number for row in found.rows] == [
        one.women for one in told.activities if one.agreement == "A"
    ]


@pytest.mark.parametrize("kind", DEFINITIONS)
def test_the_pieces_of_every_row_of_the_worked_year_add_up_to_it(kind):
    told = 0
    for about in abouts(year(), DEFINITIONS[kind].of)[:3]:
        behind = FiguresBehind(papers.made(kind, "2025-H2", **about))
        for found in map(behind.figure, behind):
            for row in found.rows:
                if have_making(row.lines, row.column, found.currency):
                    told += 1
                    assert making_of_lines(year(), row.lines, row.column).value == row.number, (
                        found.key,
                        row,
                    )
    assert told or kind not in {"moj_half_year", "agreement_statement", "sf425"}


@given(st.integers(0, 2**32))
@settings(max_examples=10)
def test_so_do_those_of_random_books(seed):
    ledger = chance.world().ledger(chance.papers(seed))
    for name in list(ledger.chart.agreements)[:3]:
        scope = Scope(
            ledger=ledger,
            period=period("2025-H2"),
            today=date(2026, 1, 10),
            facts=facts(ledger),
            agreement=name,
        )
        behind = FiguresBehind(report(DEFINITIONS["agreement_statement"], scope))
        for found in map(behind.figure, behind):
            for row in found.rows:
                if have_making(row.lines, row.column, found.currency):
                    assert making_of_lines(ledger, row.lines, row.column).value == row.number
