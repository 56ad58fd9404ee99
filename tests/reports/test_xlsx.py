"""XLSX: every word, real numbers, never a formula, always the same bytes."""

import re
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspdesk.reports.layout import BarRow, Bars, Cell, Column, Document, Heading, Paragraph, Table
from cspdesk.reports.printable import cleaned
from cspdesk.reports.spreadsheet import MARKS
from cspdesk.reports.xlsx import write_xlsx
from tests.reports.documents import LANGUAGES, TAJIK, all_documents, every_block, ministry, visible_words
from tests.reports.reading import parts, xlsx_words


def opened(document: Document):
    return openpyxl.load_workbook(BytesIO(write_xlsx(document)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_can_be_read_back(language):
    document = every_block(language)
    # 1 250 is a number here, which the spreadsheet itself shows in groups.
    words = xlsx_words(write_xlsx(document))
    assert visible_words(document) - words == {"250"}
    assert "1250" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_whole_documents_can_be_read_back(language):
    for document in all_documents(language):
        wanted = {word for word in visible_words(document) if not re.search(r"\d", word)}
        assert wanted - xlsx_words(write_xlsx(document)) == set()


def test_the_same_document_gives_the_same_bytes():
    assert write_xlsx(every_block()) == write_xlsx(every_block())


def test_amounts_are_real_numbers_to_the_last_place():
    sheet = opened(ministry("tg")).worksheets[1]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[4] for row in rows] == [229512, 32277.2, 6000, 267789.2]
    assert [row[3] for row in rows] == [9.563, 10.412, 1, None]
    assert [sheet.cell(2, column).number_format for column in (3, 4)] == ["#,##0.00", "#,##0.0000"]
    inside = parts(write_xlsx(ministry("tg")))["xl/worksheets/sheet2.xml"].decode()
    assert "<v>32277.20</v>" in inside, "written as the decimal it is, not as a binary fraction"


def test_a_number_that_no_spreadsheet_keeps_stands_as_text():
    table = Table((Column("n", "number"),), ((Cell("x", 10**15),), (Cell("y", 10**15 - 1),)))
    values = [
        row[0].value for row in opened(Document("x", "en", (table,))).worksheets[1].iter_rows(min_row=2)
    ]
    assert values == ["1000000000000000", 10**15 - 1]


def test_the_head_of_a_table_stays_and_is_printed_on_each_page():
    table = Table((Column("a"), Column("b", "number")), ((Cell("x"), Cell("1", 1)),), caption="Ҷадвал")
    sheet = opened(Document("x", "tg", (table,))).worksheets[1]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.title) == ("A4", "$3:$3", "Ҷадвал")
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToHeight == 0


def test_columns_are_as_wide_as_what_stands_in_them():
    table = Table((Column("a"), Column("b")), ((Cell("x" * 40), Cell("y")),))
    sheet = opened(Document("x", "tg", (table,))).worksheets[1]
    assert sheet.column_dimensions["A"].width > 40
    assert sheet.column_dimensions["B"].width < 12


def test_sheets_are_named_after_their_tables_and_never_twice():
    tables = [
        Table((Column("a"),), (), caption=caption)
        for caption in ("А/Б:[x]", "а б x", "А Б x", "'", "History")
    ]
    names = opened(Document("Ҳисобот " * 9, "tg", (Heading("Сархат"), *tables))).sheetnames
    assert names[1:] == ["А Б x", "а б x 2", "А Б x 3", "1", "History 2"]
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= 31


@pytest.mark.parametrize("mark", MARKS)
def test_no_text_becomes_a_formula_a_link_or_a_command(mark):
    hostile = f"{mark}HYPERLINK(A1)"
    table = Table((Column(hostile),), ((Cell(hostile),),), caption=hostile, note=hostile)
    bars = Bars(hostile, (BarRow(hostile, 1, hostile),), note=hostile)
    content = write_xlsx(Document(hostile, "en", (Heading(hostile), Paragraph(hostile), table, bars)))
    inside = b"".join(data for name, data in parts(content).items() if "worksheets/sheet" in name)
    assert b"<f>" not in inside
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == cleaned(hostile)
    ]
    assert len(cells) >= 4
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.quotePrefix for cell in cells} == {True}


def test_a_sheet_printed_alone_says_what_it_is_and_that_it_is_provisional():
    table = Table((Column("a"),), ((Cell("x"),),))
    document = Document("A & B", "en", (Heading("Lots"), table), period="2025", status="Provisional & open")
    sheet = opened(document)["Lots"]
    assert sheet.oddHeader.left.text == "A && B · 2025\n&A"
    assert sheet.oddHeader.right.text == "Provisional && open"


def test_words_keep_away_from_the_figure_before_them():
    table = Table((Column("n", "number"), Column("c")), ((Cell("1", 1), Cell("EUR")),))
    assert opened(Document("x", "en", (table,))).worksheets[1]["B2"].alignment.indent == 1


def test_a_chart_refers_to_its_own_cells_alone():
    chart = parts(write_xlsx(every_block()))["xl/charts/chart1.xml"].decode()
    assert set(re.findall(r"<c:f>'?([^'!]+)'?!", chart)) == {"Сутунчаҳои ҳ"}
    assert "тақрибан 21" in chart


def test_it_names_the_organisation_and_the_title_and_no_time():
    book = opened(every_block())
    assert (book.properties.creator, book.properties.title) == ("Ташкилоти ҷ", f"Санҷиши {TAJIK}")
    assert b"dcterms:created" not in parts(write_xlsx(every_block()))["docProps/core.xml"]


def test_a_gap_keeps_its_signs_and_stands_out():
    cells = [cell for row in opened(ministry("tg")).worksheets[0].iter_rows() for cell in row]
    gaps = [cell for cell in cells if cell.value and "‹ ном ›" in str(cell.value)]
    assert [cell.fill.fgColor.rgb for cell in gaps] == ["FFFBE8E5"]


@settings(max_examples=25)
@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_at_all_can_be_written_and_read_back(text):
    table = Table((Column("x"),), ((Cell(text),),), caption=text)
    book = opened(Document("x", "ru", (Heading(text), Paragraph(text), table), organisation=text))
    value = book.worksheets[1].cell(4 if cleaned(text) and text else 2, 1).value or ""
    assert value.replace("\r\n", "\n") == cleaned(text)
