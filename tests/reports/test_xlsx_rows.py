"""Rows written down beside the library: the same cells that it would write, to the letter."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet

from cspdesk.reports.printable import cleaned
from cspdesk.reports.spreadsheet import LONGEST, MARKS, STRONGEST, Book, look, number_format
from cspdesk.reports.xlsx_rows import LONGEST_FORMULA, Added, CellsOf, Place, RowSheet, formula_of
from tests.reports.reading import parts

WORDS, FIGURE = look(text_wrap=True), look(num_format=number_format(2), bold=True)
NAME = "It's <a> & b"
CELL = re.compile(r"<c .*?(?:/>|</c>)", re.DOTALL)
DIMENSION = re.compile(rb"<dimension[^>]*>")

texts = st.one_of(
    st.text(st.characters(codec=None), max_size=20),
    st.sampled_from([f"{mark}HYPERLINK(A1)" for mark in MARKS]),
    st.sampled_from(["", " two  spaces ", "_x000D_", "a\nb\r\nc", "<b>&amp;", "Ҳисобот и\u0304"]),
)
numbers = st.one_of(st.integers(-STRONGEST + 1, STRONGEST - 1), st.integers(-1000, 1000))
rows = st.lists(st.tuples(texts, numbers, st.integers(0, 4)), min_size=1, max_size=20)


def written(sheet_class, fill):
    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    book = Book(workbook)
    sheet = book.sheet(NAME, sheet_class)
    for manner, quoted in ((WORDS, False), (WORDS, True), (FIGURE, False), (FIGURE, True)):
        book.format(manner, quoted=quoted)._get_xf_index()  # looks are numbered as they are first asked for
    book.text(sheet, 0, 0, "head", WORDS)
    fill(book, sheet)
    book.text(sheet, 40, 0, "beneath", WORDS)
    workbook.close()
    return parts(out.getvalue())


@settings(max_examples=60)
@given(rows)
def test_every_cell_is_the_one_that_the_library_writes(rows):
    def ours(book, sheet):
        columns = [CellsOf(book, sheet, place) for place in range(3)]
        lines = []
        for row, (text, number, places) in enumerate(rows, 2):
            cells = (
                columns[0].text(row, text, WORDS),
                columns[1].number(row, number, places, FIGURE),
                columns[2].sum(row, [Added(Place(sheet.name, row, 1))], number, places, FIGURE),
            )
            lines.append(f'<row r="{row + 1}">{"".join(cells)}</row>')
        sheet.put(2, 3, lines)

    def theirs(book, sheet):
        for row, (text, number, places) in enumerate(rows, 2):
            scaled = Decimal(number).scaleb(-places)
            book.text(sheet, row, 0, text, WORDS)
            book.number(sheet, row, 1, scaled, FIGURE)
            sheet.write_formula(row, 2, f"=B{row + 1}", book.format(FIGURE), scaled)

    made, wanted = written(RowSheet, ours), written(Worksheet, theirs)
    name = "xl/worksheets/sheet1.xml"
    assert CELL.findall(made[name].decode()) == CELL.findall(wanted[name].decode())
    assert DIMENSION.findall(made[name]) == DIMENSION.findall(wanted[name])
    assert made["xl/sharedStrings.xml"] == wanted["xl/sharedStrings.xml"]
    assert made["xl/styles.xml"] == wanted["xl/styles.xml"]


def test_a_sheet_without_rows_is_as_any_other():
    assert written(RowSheet, lambda book, sheet: sheet.put(2, 3, [])) == written(Worksheet, lambda *_: None)


@given(st.sampled_from(MARKS))
def test_a_text_that_begins_like_a_formula_wears_the_apostrophe_of_excel(mark):
    def fill(book, sheet):
        cell = CellsOf(book, sheet, 0).text(1, f"{mark}1+1", WORDS)
        sheet.put(1, 1, [f'<row r="2">{cell}</row>'])

    made = written(RowSheet, fill)
    assert b"<f>" not in made["xl/worksheets/sheet1.xml"]
    assert b'quotePrefix="1"' in made["xl/styles.xml"]


def test_a_formula_is_made_of_addresses_and_quoted_names():
    run = [Added(Place(NAME, row, 27)) for row in range(3)]
    assert formula_of([*run, Added(Place(NAME, 7, 0), minus=True)], NAME) == "SUM(AB1:AB3)-A8"
    assert formula_of([Added(Place(NAME, 0, 0))], "other") == "'It''s <a> & b'!A1"
    other = [Added(Place("other", row, 0)) for row in range(3)]
    assert formula_of([*run[:2], *other], NAME) == "AB1+AB2+SUM('other'!A1:A3)"


def test_a_name_of_a_sheet_that_xml_marks_is_written_as_text():
    def fill(book, sheet):
        other = Place("a & <b>", 0, 0)
        cell = CellsOf(book, sheet, 0).sum(1, [Added(other)], 5, 0, FIGURE)
        sheet.put(1, 1, [f'<row r="2">{cell}</row>'])

    inside = written(RowSheet, fill)["xl/worksheets/sheet1.xml"].decode()
    assert "<f>'a &amp; &lt;b&gt;'!A1</f><v>5</v>" in inside


@pytest.mark.parametrize("step", [1, 2])
def test_what_is_longer_than_excel_takes_is_its_result(step):
    added = [Added(Place(NAME, row * step, 0)) for row in range(LONGEST_FORMULA // 4)]

    def fill(book, sheet):
        cell = CellsOf(book, sheet, 1).sum(1, added, 7, 0, FIGURE)
        sheet.put(1, 2, [f'<row r="2">{cell}</row>'])

    inside = written(RowSheet, fill)["xl/worksheets/sheet1.xml"].decode()
    assert ("<f>" in inside) == (step == 1), "a run is one term, however long"
    assert "<v>7</v>" in inside


def test_a_text_too_long_for_a_cell_ends_in_an_ellipsis():
    def fill(book, sheet):
        cell = CellsOf(book, sheet, 0).text(1, "ҳ" * (LONGEST + 1), WORDS)
        sheet.put(1, 1, [f'<row r="2">{cell}</row>'])

    shared = written(RowSheet, fill)["xl/sharedStrings.xml"].decode()
    assert "ҳ" * (LONGEST - 1) + "…<" in shared
    assert cleaned("ҳ") == "ҳ"
