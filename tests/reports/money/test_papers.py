"""Every report on paper, in three languages and three formats, with sums that a spreadsheet recomputes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest

from cspdesk.domain.ledger.agreements import BudgetLine
from cspdesk.domain.ledger.names import AgreementId
from cspdesk.reports.docx import write_docx
from cspdesk.reports.layout import Heading, Note, Paragraph, Table
from cspdesk.reports.money.definition import Definition, Lines
from cspdesk.reports.money.details import known
from cspdesk.reports.money.facts import Facts, LineWords
from cspdesk.reports.money.listings import LISTINGS
from cspdesk.reports.money.measures import MEASURES
from cspdesk.reports.money.report import report
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.reports.money.tests import TESTS
from cspdesk.reports.pdf import write_pdf
from cspdesk.reports.xlsx import write_xlsx
from tests.reports.documents import visible_words
from tests.reports.evaluating import Recalculated
from tests.reports.money.papers import facts, paper, scope, without
from tests.reports.reading import docx_words, pages_of, pdf_overflow, pdf_words

ABOUT = {
    "moj_half_year": ("2025-H1", {}),
    "funds_notice": ("2025-H1", {"receipt": "R1"}),
    "continuation": ("2026", {}),
    "publication": ("2025", {}),
    "agreement_statement": ("2025-H2", {"agreement": "A"}),
    "budget_report": ("2025-H2", {"agreement": "A"}),
    "sf425": ("2025-H2", {"agreement": "B"}),
    "eu_annex": ("2025-H2", {"agreement": "A"}),
    "narrative": ("2025-H2", {"agreement": "B"}),
    "cash_forecast": ("2026-H1", {}),
    "aid_spending": ("2025", {}),
}
NOON = datetime(2026, 1, 20, 12, tzinfo=UTC)


def made(kind, language, **told):
    span, about = ABOUT[kind]
    return paper(kind, span, language, **about, **told)


def test_there_is_a_worked_example_of_every_report():
    assert set(ABOUT) == set(DEFINITIONS)


WIDEST = [(kind, "ru") for kind in DEFINITIONS]
"""Russian runs a third longer than English; Tajik and English are read back where most is told."""


@pytest.mark.parametrize(("kind", "language"), [*WIDEST, *(("moj_half_year", one) for one in ("tg", "en"))])
def test_a_report_stands_on_its_pages_and_within_their_margins(kind, language):
    document = made(kind, language)
    pages = write_pdf(document, moment=NOON)
    assert pdf_overflow(pages) == []
    words = {word for word in visible_words(document) if not any(sign.isdigit() for sign in word)}
    assert len(words - pdf_words(pages)) <= len(words) // 20, "hyphens of broken words aside"
    assert words - docx_words(write_docx(document)) == set()


@pytest.mark.parametrize("kind", DEFINITIONS)
def test_sums_of_a_workbook_are_live_and_come_to_what_is_printed(kind):
    document = made(kind, "ru")
    book = Recalculated(write_xlsx(document))
    sums = [
        cell for block in document.blocks if isinstance(block, Table) for row in block.rows for cell in row
    ]
    assert len(book.sums()) == sum(bool(cell.adds) for cell in sums)
    assert book.differing() == []


@pytest.mark.parametrize("kind", ["moj_half_year", "budget_report", "sf425", "eu_annex", "publication"])
def test_totals_of_reports_for_accountants_are_formulas(kind):
    assert Recalculated(write_xlsx(made(kind, "en"))).sums()


def test_the_same_report_gives_the_same_bytes():
    first, second = (made("moj_half_year", "tg") for _ in range(2))
    assert write_xlsx(first) == write_xlsx(second)
    assert write_docx(first) == write_docx(second)
    assert write_pdf(first, moment=NOON) == write_pdf(second, moment=NOON)


def test_what_is_missing_stands_in_its_place_and_at_the_head():
    document = made("moj_half_year", "en", told=without(tax_id=""))
    assert document.status == "Provisional"
    assert isinstance(document.blocks[0], Note)
    assert "Tax number: not filled in" in str(document.blocks[0].text)
    assert made("moj_half_year", "en").status == "Not filed"


def test_a_figure_says_its_currency_in_its_head_or_above_it():
    titles = [
        block.text
        for kind in ("agreement_statement", "budget_report", "eu_annex", "aid_spending")
        for block in made(kind, "en").blocks
        if isinstance(block, Heading)
    ]
    assert {"Every movement, EUR", "By budget line, EUR", "Budget and costs, EUR", "By region, TJS"} <= {
        *titles
    }
    [vouchers] = [
        block
        for block in made("budget_report", "en").blocks
        if isinstance(block, Table) and block.columns[-1].title.startswith("Charged")
    ]
    assert vouchers.columns[-1].title == "Charged, EUR"


@pytest.mark.parametrize(("language", "name"), [("en", "Germany"), ("ru", "Германия"), ("tg", "Германия")])
def test_a_country_is_told_by_its_name(language, name):
    assert name in visible_words(made("funds_notice", language))


def test_a_rate_for_ten_units_is_no_number_to_multiply_by():
    cells = [
        cell
        for block in made("moj_half_year", "en").blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if cell.text in {"1.0765 / 10", "11.3304"}
    ]
    assert [(cell.text, cell.number) for cell in cells] == [("11.3304", 113304), ("1.0765 / 10", None)]


@pytest.mark.parametrize("lines", range(32, 40, 2))
def test_no_page_is_signed_that_holds_signatures_alone(lines):
    """The last part before the signatures stays on their page, however full the page before it is."""
    document = made("funds_notice", "en")
    before = tuple(Paragraph("word") for _ in range(lines))
    pages = pages_of(write_pdf(replace(document, blocks=(*before, *document.blocks)), moment=NOON))
    [signed] = [page for page in pages if "Chief accountant" in page]
    assert "Incoming no." in signed


def test_a_receipt_without_a_notice_stands_out_in_the_annex():
    told = replace(facts(), notices={name: one for name, one in facts().notices.items() if name != "R2"})
    document = made("moj_half_year", "en", told=told)
    gaps = [
        cell.text
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if cell.gap
    ]
    assert gaps == ["no notice"]
    assert "Receipt of funds of 10 Feb 2025, 008: its notice of foreign funds is not filed" in str(
        document.blocks[0].text
    )


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=list(DEFINITIONS))
def test_a_definition_names_only_what_there_is(definition: Definition):
    codes = [part.code for part in definition.parts]
    assert len(codes) == len(set(codes))
    for part in definition.parts:
        for line in getattr(part, "lines", ()):
            assert line.measure in MEASURES or line.sums
        for detail in (*getattr(part, "details", ()), *getattr(part, "posts", ())):
            assert known(detail.name), detail.name
        if rows := getattr(part, "rows", ""):
            assert rows in LISTINGS
        if not isinstance(part, Lines):
            for column in getattr(part, "columns", ()):
                assert column.measure in {"", *MEASURES}
    assert {test.name for test in definition.tests} <= set(TESTS)


def outside(women: int, men: int) -> Facts:
    """The facts as a donor is told: people in multiples of five."""
    told = [replace(one, women=women, men=men, not_told=0) for one in facts().activities]
    return replace(facts(), activities=tuple(told), base=5)


def test_people_whose_count_is_below_the_base_are_told_as_fewer_and_never_as_nobody():
    document = made("narrative", "en", told=outside(women=15, men=0))
    cells = {
        row[0].text: row[-1]
        for block in document.blocks
        if isinstance(block, Table) and block.columns[-1].title == "How many"
        for row in block.rows
    }
    assert {name: cell.text for name, cell in cells.items()} == {
        "Women": "15",
        "Men": "<5",
        "Sex not told": "<5",
        "People in all": "15",
    }
    notes = [block.note for block in document.blocks if isinstance(block, Table) and "by lot" in block.note]
    assert len(notes) == 2
    assert "multiples of 5" in notes[0]


def test_a_total_of_several_such_counts_cannot_promise_fewer():
    document = made("narrative", "en", told=outside(women=0, men=0))
    [total] = [
        row[-1].text
        for block in document.blocks
        if isinstance(block, Table) and block.columns[-1].title == "How many"
        for row in block.rows[-1:]
    ]
    assert total == "few, perhaps nobody"


def test_a_workbook_adds_such_counts_up_and_shows_what_they_say():
    book = openpyxl.load_workbook(BytesIO(write_xlsx(made("narrative", "en", told=outside(15, 0)))))
    sheet = book["People reached"]
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == [15, 0, 0]
    assert sheet.cell(5, 2).value == "=SUM(B2:B4)"
    assert sheet["B3"].number_format == '#,##0;-#,##0;"<5"'


def test_what_is_promised_and_has_no_rate_bars_the_federal_report_and_opens_the_contract():
    found = report(DEFINITIONS["sf425"], scope("sf425", "2026-H1", agreement="B"))
    told = [(gap.words.english(), gap.kind, gap.record) for gap in found.open if gap.record == "CT1"]
    assert [one[1:] for one in told] == [("contract", "CT1")]
    assert "counts nowhere: there is no rate of USD for" in told[0][0]


def test_a_forecast_names_what_it_cannot_count_or_tell_in_somoni():
    found = report(DEFINITIONS["cash_forecast"], scope("cash_forecast", "2026-H2"))
    said = " ".join(gap.words.english() for gap in found.remarks)
    assert "counts nowhere: there is no rate of USD" in said
    assert "There is no rate of EUR for" in said


def test_an_overspent_heading_is_told_and_bars_nothing():
    lines = {"1": LineWords(heading="Staff"), "2": LineWords(heading="Staff"), "3": LineWords()}
    words = replace(facts().agreement(AgreementId("A")), lines=lines, tolerance=(0, 0))
    told = replace(facts(), agreements={**facts().agreements, AgreementId("A"): words})
    about = scope("budget_report", "2025-H2", agreement="A", told=told)
    terms = replace(about.terms, lines=(BudgetLine("1", 100), BudgetLine("2", 10**9), BudgetLine("3", 100)))
    agreements = {**about.ledger.chart.agreements, AgreementId("A"): replace(terms, amendments=())}
    chart = replace(about.ledger.chart, agreements=agreements)
    found = report(DEFINITIONS["budget_report"], replace(about, ledger=replace(about.ledger, chart=chart)))
    assert [gap.words.english() for gap in found.remarks] == [
        "“3” is overspent by 884.35 EUR",
        "“4” is overspent by 407.05 EUR",
    ]
    assert found.open == ()
