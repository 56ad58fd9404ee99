"""Own Word and Excel layouts: every field can be filled, formulas stay, and nothing in a template runs."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formatting.rule import CellIsRule
from openpyxl.worksheet.pagebreak import Break

from cspdesk.domain.errors import UntrustedError
from cspdesk.i18n.catalogue import Translator, translator
from cspdesk.i18n.languages import ENGLISH, find_language
from cspdesk.reports.docx import write_docx
from cspdesk.reports.money.paper import Paper, language_of
from cspdesk.reports.money.report import Report, report
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.reports.money.templates.fields import fields_of, filling_of
from cspdesk.reports.money.templates.filled import filled
from cspdesk.reports.money.templates.moved import Moved, formula
from cspdesk.reports.money.templates.starting import field, starting
from cspdesk.reports.xlsx import write_xlsx
from tests.reports.money.papers import facts, scope
from tests.reports.money.test_papers import ABOUT

SPEAKER = translator(ENGLISH)
WRITERS = {"docx": write_docx, "xlsx": write_xlsx}


@cache
def made(kind: str) -> Report:
    span, about = ABOUT[kind]
    return report(
        DEFINITIONS[kind],
        scope(kind, span, agreement=about.get("agreement", ""), receipt=about.get("receipt", "")),
    )


def fill(content: bytes, kind: str, speaker: Translator = SPEAKER, of: Report | None = None) -> bytes:
    found = of or made(kind)
    document = Paper(found, speaker).document(language_of(speaker))
    return filled(content, found, document, speaker)


STATUS = "{{ report.status }}"


def word(*rows: tuple[str, ...], text: str = "", status: str = STATUS) -> bytes:
    """A Word file with a text and a table, and what its state is in the pages' head."""
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = status
    file.add_paragraph(text)
    if rows:
        table = file.add_table(len(rows), len(rows[0]))
        for at, cells in enumerate(rows):
            for place, said in enumerate(cells):
                table.cell(at, place).text = said
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def excel(*rows: tuple[str | None, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return kept(book)


def kept(book: openpyxl.Workbook, status: str = STATUS) -> bytes:
    """A workbook's bytes, with its state in the heads of its pages."""
    for sheet in book.worksheets:
        head = sheet.oddHeader
        assert head is not None
        head.center.text = status
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def said_by_word(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        yield from (
            archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")
        )


def cells_of(content: bytes) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


def with_part(content: bytes, name: str, body: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, body)
    return out.getvalue()


# --- every field ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", DEFINITIONS)
def test_the_fields_of_a_report_are_named_once_and_each_has_a_value(kind):
    fields = fields_of(DEFINITIONS[kind])
    names = [one.name for one in fields]
    assert len(names) == len(set(names))
    assert all(one.label and one.origin for one in fields if not one.name.startswith("row."))
    found = made(kind)
    filling = filling_of(found, Paper(found, SPEAKER).document("en"))
    for one in fields:
        if one.part:
            assert all(one.name in row for row in filling.rows[one.part])
        else:
            assert one.name in filling.values
    assert {one.part for one in fields} - {""} == set(filling.rows)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("kind", DEFINITIONS)
def test_every_field_of_every_report_can_be_filled_in_each_format(kind, form):
    fields = fields_of(DEFINITIONS[kind])
    plain = [(field(one.name),) for one in fields if not one.part]
    lists = [(field(one.name),) for one in fields if one.part]
    content = word(*plain, *lists) if form == "docx" else excel(*plain, *lists)
    done = fill(content, kind)
    rest = "".join(said_by_word(done)) if form == "docx" else str(cells_of(done))
    assert "{{" not in rest


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("kind", DEFINITIONS)
def test_the_template_to_begin_from_is_filled_as_it_is(kind, form):
    speaker = translator(find_language("ru") or ENGLISH)
    content = WRITERS[form](starting(DEFINITIONS[kind], speaker))
    done = fill(content, kind, speaker)
    rest = "".join(said_by_word(done))
    assert "{{" not in rest
    assert "}}" not in rest
    assert done == fill(content, kind, speaker)


@given(st.data())
def test_any_fields_in_any_words_are_filled_in_their_places(data):
    kind = data.draw(st.sampled_from(sorted(DEFINITIONS)))
    names = [one.name for one in fields_of(DEFINITIONS[kind]) if not one.part]
    chosen = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4))
    words = data.draw(st.lists(st.text("abc xyz"), min_size=len(chosen), max_size=len(chosen)))
    text = "".join(f"{said}|{field(name)}" for said, name in zip(words, chosen, strict=True))
    found = made(kind)
    paper = Paper(found, SPEAKER)
    values = filling_of(found, paper.document("en")).values
    wanted = "".join(f"{said}|{paper.told(values[n])}" for said, n in zip(words, chosen, strict=True))
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = STATUS
    line = file.add_paragraph()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    for first, last in zip([0, *cuts], [*cuts, len(text)], strict=True):
        line.add_run(text[first:last])
    out = BytesIO()
    file.save(out)
    done = docx.Document(BytesIO(fill(out.getvalue(), kind)))
    assert done.paragraphs[0].text == wanted


# --- Word -----------------------------------------------------------------------------------------


def test_a_row_of_a_table_is_there_for_each_row_of_a_list():
    content = word(
        ("No.", "Sum"),
        ("{{ row.receipts.no }}", "{{row.receipts.tjs}} TJS"),
        ("", "{{ total.receipts.tjs }}"),
    )
    table = docx.Document(BytesIO(fill(content, "moj_half_year"))).tables[0]
    rows = next(one.rows for one in made("moj_half_year").parts if one.part.code == "receipts")
    assert len(table.rows) == len(rows) + 2 > 3
    assert [row.cells[0].text for row in table.rows][1:-1] == [str(n + 1) for n in range(len(rows))]


def test_a_list_without_rows_leaves_an_empty_row():
    content = word(("{{ row.late.number }}",))
    table = docx.Document(BytesIO(fill(content, "moj_half_year"))).tables[0]
    assert [row.cells[0].text for row in table.rows] == [""]


def test_a_value_is_text_and_never_markup_or_a_field():
    told = facts()
    evil = replace(told, organisation=replace(told.organisation, name="<w:b/> & {{ line.closing }}"))
    span, about = ABOUT["publication"]
    found = report(DEFINITIONS["publication"], scope("publication", span, told=evil, **about))
    done = fill(word(text="{{ organisation.name }}"), "publication", of=found)
    assert docx.Document(BytesIO(done)).paragraphs[0].text == "<w:b/> & {{ line.closing }}"


# --- Excel ----------------------------------------------------------------------------------------


def test_a_figure_alone_is_a_number_and_formulas_stay_live_over_all_rows():
    content = excel(
        ("Receipts", None, None),
        ("{{ row.receipts.no }}", "{{ row.receipts.tjs }}", "=B2*2"),
        ("In all", "=SUM(B2:B2)", "=B1&B3"),
        ("closing {{ line.closing }}", "{{ line.closing }}", None),
    )
    done = openpyxl.load_workbook(BytesIO(fill(content, "moj_half_year"))).worksheets[0]
    n = len(next(one.rows for one in made("moj_half_year").parts if one.part.code == "receipts"))
    assert done.cell(n + 2, 2).value == f"=SUM(B2:B{n + 1})"
    assert done.cell(n + 2, 3).value == f"=B1&B{n + 2}"
    assert [done.cell(row, 3).value for row in range(2, n + 2)] == [f"=B{row}*2" for row in range(2, n + 2)]
    assert done.cell(n + 3, 2).value == pytest.approx(made("moj_half_year").figures["closing"].number / 100)
    assert done.cell(n + 3, 2).number_format == "#,##0.00"
    assert str(done.cell(n + 3, 1).value) == "closing 512,474.06"


def test_a_day_alone_is_a_day_and_a_format_that_staff_gave_stays():
    book = openpyxl.Workbook()
    book.worksheets[0].append(["{{ period.last }}", "{{ line.closing }}", "{{ period.last }}"])
    book.worksheets[0]["B1"].number_format = "0"
    book.worksheets[0]["C1"].number_format = "mmm yyyy"
    done = openpyxl.load_workbook(BytesIO(fill(kept(book), "moj_half_year"))).worksheets[0]
    assert str(done["A1"].value).startswith("2025-06-30")
    assert [one.number_format for one in done[1]] == ["dd.mm.yyyy", "0", "mmm yyyy"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_text_that_begins_as_a_formula_stays_a_text(sign):
    told = facts()
    evil = replace(told, organisation=replace(told.organisation, name=f"{sign}1+1"))
    span, about = ABOUT["publication"]
    found = report(DEFINITIONS["publication"], scope("publication", span, told=evil, **about))
    done = fill(excel(("{{ organisation.name }}", "{{ organisation.name }} x")), "publication", of=found)
    row = next(openpyxl.load_workbook(BytesIO(done)).worksheets[0].iter_rows())
    assert [(one.value, one.data_type, one.quotePrefix) for one in row] == [
        (f"{sign}1+1", "s", True),
        (f"{sign}1+1 x", "s", True),
    ]


def test_merged_cells_follow_their_rows():
    book = openpyxl.Workbook()
    for row in (("{{ row.receipts.no }}", None), ("under", None)):
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("A1:B1")
    book.worksheets[0].merge_cells("A2:B2")
    done = openpyxl.load_workbook(BytesIO(fill(kept(book), "moj_half_year"))).worksheets[0]
    n = len(next(one.rows for one in made("moj_half_year").parts if one.part.code == "receipts"))
    assert {str(one) for one in done.merged_cells.ranges} == {f"A{row}:B{row}" for row in range(1, n + 2)}


def test_what_is_printed_and_repeated_grows_with_the_rows_and_columns_widen_for_figures():
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("No.", "Sum"), ("{{ row.receipts.no }}", "{{ row.receipts.tjs }}"), ("end", None)):
        sheet.append(row)
    sheet.print_area = "A1:B3"
    sheet.print_title_rows = "1:1"
    sheet.column_dimensions["B"].width = 4
    sheet.column_dimensions["C"].width = 7
    sheet.row_breaks.append(Break(id=3))
    sheet.conditional_formatting.add("B2", CellIsRule(operator="lessThan", formula=["0"]))
    done = openpyxl.load_workbook(BytesIO(fill(kept(book), "moj_half_year"))).worksheets[0]
    n = len(next(one.rows for one in made("moj_half_year").parts if one.part.code == "receipts"))
    assert done.print_area == f"'Sheet'!$A$1:$B${n + 2}"
    assert done.print_title_rows == "$1:$1"
    assert [one.id for one in done.row_breaks.brk] == [n + 2]
    assert [str(one.sqref) for one in done.conditional_formatting] == [f"B2:B{n + 1}"]
    assert done.column_dimensions["B"].width >= len("339,912.00")
    assert done.column_dimensions["C"].width == 7


# --- provisional ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", WRITERS)
def test_a_template_that_hides_that_a_report_is_not_filed_is_refused(form):
    text = "{{ line.closing }}"
    if form == "docx":
        silent = word(text=text, status="")
    else:
        book = openpyxl.Workbook()
        book.worksheets[0].append([text])
        silent = kept(book, status="")
    with pytest.raises(UntrustedError) as refused:
        fill(silent, "moj_half_year")
    assert refused.value.code == "template-status"


def test_a_second_sheet_with_figures_or_sums_of_them_says_so_too():
    book = openpyxl.Workbook()
    book.worksheets[0].append(["{{ line.closing }}", STATUS])
    book.create_sheet("Sums").append([f"='{book.worksheets[0].title}'!A1*2"])
    out = BytesIO()
    book.save(out)
    with pytest.raises(UntrustedError) as refused:
        fill(out.getvalue(), "moj_half_year")
    assert "Sums" in str(refused.value)


@given(
    st.dictionaries(st.integers(1, 9), st.integers(1, 5), max_size=3),
    st.integers(1, 12),
    st.integers(1, 12),
)
def test_a_range_still_covers_the_rows_that_it_covered(times, one, other):
    first, last = sorted((one, other))
    moved = Moved(times)
    stood = [row for row in range(1, 13) for _ in range(times.get(row, 1))]
    wanted = [at for at, row in enumerate(stood, 1) if first <= row <= last]
    said = formula(f"=SUM($A{first}:$A{last})", "S", {"S": moved})
    assert said == f"=SUM($A{wanted[0]}:$A{wanted[-1]})"
    assert formula(f"=SUM('Other'!A{first})", "S", {"S": moved}) == f"=SUM('Other'!A{first})"


# --- hostile --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ report.__init__ }}",
        "{{ line.closing | attr('x') }}",
        "{% for x in y %}",
        "{{ organisation.name",
        "{{" + " " * 30_000,
        "{{ row.receipts.tjs }} outside",
        "{{ line.nothing }}",
    ],
)
@pytest.mark.parametrize("form", WRITERS)
def test_what_is_no_field_of_the_report_is_refused_in_words(text, form):
    if form == "xlsx" and text.startswith("{{ row"):
        text = "{{ row.receipts.tjs }}{{ row.late.tjs }}"
    content = word(text=text) if form == "docx" else excel((text,))
    with pytest.raises(UntrustedError) as refused:
        fill(content, "moj_half_year")
    assert refused.value.code in {"template-field", "template-row"}
    assert refused.value.hint is not None


def test_an_unknown_field_is_told_what_it_may_be():
    with pytest.raises(UntrustedError) as refused:
        fill(word(text="{{ line.closng }}"), "moj_half_year")
    assert refused.value.hint is not None
    assert "line.closing" in refused.value.hint.english()


RELS = "word/_rels/document.xml.rels"
FETCH = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://x/image" Target="http://x/y.png" TargetMode="External"/></Relationships>"""


@pytest.mark.parametrize(
    "content",
    [
        with_part(word(), "word/vbaProject.bin", b"x"),
        with_part(excel(("x",)), "xl/vbaProject.bin", b"x"),
        with_part(word(), "word/embeddings/oleObject1.bin", b"x"),
        with_part(word(), RELS, FETCH),
        with_part(word(), "word/media/bomb.png", bytes(30_000_000)),
        with_part(word(), "word/x.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
        with_part(word(), "xl/workbook.xml", b"<x/>"),
        with_part(word(), "word/document.xml", b"<w:document"),
        with_part(excel(("x",)), "xl/worksheets/sheet1.xml", b"<worksheet"),
        excel(("=cmd|'/c calc'!A0",)),
        excel(('=WEBSERVICE("http://x")',)),
        b"",
        b"PK\x03\x04 no zip",
        bytes(6_000_000),
    ],
    ids=range(14),
)
def test_a_hostile_or_broken_file_is_refused_in_words(content):
    with pytest.raises(UntrustedError) as refused:
        fill(content, "moj_half_year")
    assert refused.value.code == "template"


def test_a_field_of_word_that_fetches_is_refused():
    content = word(text="x")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        body = archive.read("word/document.xml")
    evil = b"<w:r><w:instrText>DDEAUTO c:\\\\x</w:instrText></w:r></w:p>"
    with pytest.raises(UntrustedError):
        fill(with_part(content, "word/document.xml", body.replace(b"</w:p>", evil, 1)), "moj_half_year")
