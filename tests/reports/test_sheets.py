"""Lists that stream out: exact figures, harmless texts, bounded memory."""

import csv
import json
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.reports import sheets
from cspdesk.reports.printable import cleaned
from cspdesk.reports.sheet_reader import read_sheet
from cspdesk.reports.sheets import (
    OFFICE,
    PLAIN,
    SheetColumn,
    harmless,
    original,
    write_csv_rows,
    write_json_lines,
    write_xlsx_rows,
)
from cspdesk.reports.spreadsheet import MARKS
from tests.reports.documents import TAJIK
from tests.reports.reading import parts

MOMENT = datetime(2026, 7, 14, 9, 0, tzinfo=UTC)
COLUMNS = (
    SheetColumn("donor", "Донори ҷ"),
    SheetColumn("sum", "Маблағ", "number", 2),
    SheetColumn("people", "Нафар", "number"),
    SheetColumn("day", "Сана", "day"),
    SheetColumn("seen", "Вақт", "moment"),
)
ROWS = (
    (TAJIK, 22951200, 34, date(2026, 3, 9), datetime(2026, 3, 9, 14, 5)),
    ("=1+1", -5, None, None, None),
    (None, 0, 10**16, date(1899, 5, 1), datetime(2026, 1, 1)),
)


def as_xlsx(rows, folder, columns=COLUMNS):
    out = BytesIO()
    count = write_xlsx_rows(columns, rows, out, title="Рӯйхати ғ", moment=MOMENT, work_folder=folder)
    return count, out


def as_csv(rows, manner=OFFICE, columns=COLUMNS):
    out = BytesIO()
    write_csv_rows(columns, rows, out, manner=manner)
    return out.getvalue()


def test_xlsx_holds_real_numbers_days_and_moments(tmp_path):
    count, out = as_xlsx(ROWS, tmp_path)
    sheet = openpyxl.load_workbook(out)["Рӯйхати ғ"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert count == 3
    assert values[0] == [TAJIK, 229512, 34, datetime(2026, 3, 9), datetime(2026, 3, 9, 14, 5)]
    assert values[1] == ["=1+1", -0.05, None, None, None]
    assert values[2] == [None, 0, "10000000000000000", "1899-05-01", datetime(2026, 1, 1)]
    assert (sheet["A3"].data_type, sheet["A3"].quotePrefix) == ("s", True)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E4")


def test_xlsx_is_the_same_bytes_again_and_tells_only_the_moment_handed_in(tmp_path):
    first, second = (as_xlsx(ROWS, tmp_path)[1].getvalue() for _ in range(2))
    assert first == second
    assert b"2026-07-14T09:00:00Z" in parts(first)["docProps/core.xml"]


def test_memory_does_not_grow_with_the_rows(tmp_path):
    def peak(count):
        tracemalloc.start()
        as_xlsx(((f"сатри {n}", n, n, None, None) for n in range(count)), tmp_path)
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(10)
    assert peak(6_000) < peak(2_000) + 600_000


def test_rows_beyond_a_sheet_go_on_a_second_one(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "SHEET_ROWS", 4)
    count, out = as_xlsx([(str(n), n, None, None, None) for n in range(7)], tmp_path)
    book = openpyxl.load_workbook(out)
    assert count == 7
    assert [[row[0].value for row in sheet.iter_rows(min_row=2)] for sheet in book] == [
        ["0", "1", "2"],
        ["3", "4", "5"],
        ["6"],
    ]
    assert {sheet["A1"].value for sheet in book} == {"Донори ҷ"}


def test_a_list_of_nothing_is_its_head(tmp_path):
    assert as_xlsx((), tmp_path)[0] == 0
    assert as_csv(()).decode("utf-8-sig") == "Донори ҷ;Маблағ;Нафар;Сана;Вақт\r\n"


def test_when_the_rows_fail_nothing_is_written(tmp_path):
    def broken():
        yield ROWS[0]
        raise KeyboardInterrupt

    out = BytesIO()
    with pytest.raises(KeyboardInterrupt):
        write_xlsx_rows(COLUMNS, broken(), out, title="x", moment=MOMENT, work_folder=tmp_path)
    assert out.getvalue() == b""


@pytest.mark.parametrize("write", [as_csv, lambda rows: write_json_lines(COLUMNS, rows, BytesIO())])
def test_a_row_of_the_wrong_width_is_a_mistake(write):
    with pytest.raises(ValueError, match="4 cells in a sheet of 5"):
        write([("a", 1, 2, None)])


def test_csv_is_what_an_office_program_opens():
    lines = as_csv(ROWS).decode("utf-8").split("\r\n")
    assert lines[0].startswith("\ufeffДонори ҷ;")
    assert lines[1] == f"{TAJIK};229512,00;34;2026-03-09;2026-03-09 14:05"
    assert lines[2] == "'=1+1;-0,05;;;"


def test_csv_for_other_programs_has_points_and_commas():
    assert as_csv(ROWS, PLAIN).decode("utf-8-sig").split("\r\n")[2] == "'=1+1,-0.05,,,"


@pytest.mark.parametrize("mark", MARKS)
def test_a_text_that_could_be_a_formula_is_made_harmless_in_csv(mark):
    content = as_csv([(f"{mark}cmd|' /C calc'!A0", 1, 1, None, None)]).decode("utf-8-sig")
    [_, row] = csv.reader(StringIO(content, newline=""), delimiter=";")
    assert row[0].startswith("'")


def test_a_negative_amount_stays_a_number_in_csv():
    assert ";-0,05;" in as_csv(ROWS).decode()


def test_a_title_is_made_harmless_too():
    assert as_csv((), columns=(SheetColumn("x", "=x"),)).decode("utf-8-sig") == "'=x\r\n"


@given(st.text())
def test_what_is_made_harmless_never_begins_with_a_mark_and_comes_back(text):
    assert not harmless(text).startswith(MARKS)
    assert original(harmless(text)) == cleaned(text)


@given(
    st.lists(
        st.tuples(st.text(min_size=1), st.integers(-(10**14), 10**14), st.dates(date(1900, 3, 1))), max_size=6
    )
)
def test_csv_comes_back_as_it_was(rows):
    columns = (SheetColumn("t", "т"), SheetColumn("n", "ш", "number", 2), SheetColumn("d", "с", "day"))
    sheet = read_sheet(BytesIO(as_csv(rows, PLAIN, columns)))
    expected = [(cleaned(t).strip(), f"{Decimal(n).scaleb(-2):f}", d.isoformat()) for t, n, d in rows]
    assert [cells for _, cells in sheet.rows] == expected


def test_json_lines_keep_keys_exact_amounts_and_nothing():
    out = BytesIO()
    assert write_json_lines(COLUMNS, ROWS, out) == 3
    first, second, third = (json.loads(line) for line in out.getvalue().decode().splitlines())
    assert first == {
        "donor": TAJIK,
        "sum": "229512.00",
        "people": 34,
        "day": "2026-03-09",
        "seen": "2026-03-09 14:05",
    }
    assert (second["donor"], second["sum"], second["people"]) == ("=1+1", "-0.05", None)
    assert third["people"] == 10**16


@given(st.text(st.characters(codec=None)))
def test_any_text_stays_on_its_line_of_json(text):
    out = BytesIO()
    write_json_lines((SheetColumn("x", "x"),), [(text,)], out)
    assert out.getvalue().count(b"\n") == 1
    assert json.loads(out.getvalue()) == {"x": cleaned(text)}
