"""Sheets from strangers: read where they are good, refused in plain words where they are not."""

import re
import zipfile
from datetime import date, datetime, time
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from cspdesk.domain.errors import UntrustedError
from cspdesk.reports.docx import write_docx
from cspdesk.reports.sheet_limits import Limits
from cspdesk.reports.sheet_reader import read_sheet, serial_day
from cspdesk.reports.xlsx import write_xlsx
from tests.reports.documents import TAJIK, every_block, ministry
from tests.reports.reading import parts


def workbook(*rows, fill=None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    if fill:
        fill(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def changed(content: bytes, name: str, change) -> bytes:
    """The same archive with one part changed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts(content).items():
            archive.writestr(part, change(data) if part == name else data)
    return out.getvalue()


def read(content: bytes, **options):
    sheet = read_sheet(BytesIO(content), **options)
    return sheet.titles, list(sheet.rows)


def refusal(content: bytes, **options) -> UntrustedError:
    with pytest.raises(UntrustedError) as caught:
        read(content, **options)
    error = caught.value
    assert error.what.english()
    assert error.safe.english()
    assert error.hint
    assert error.hint.english()
    return error


SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook(["Ном", "Шумора"], [TAJIK, 34])


# --- what comes out ------------------------------------------------------------------------------


def test_values_are_text_without_floats_leaking():
    row = [1.0, 0.1 + 0.2, 1e15, 12345678901234.5, 1e-7, -0.0, True, None, "  матн\u00a0", 100, 1e300]
    titles, [(number, cells)] = read(workbook([str(i) for i in range(11)], row))
    assert (len(titles), number) == (11, 2)
    assert cells[:6] == ("1", "0.3", "1000000000000000", "12345678901234.5", "0.0000001", "0")
    assert cells[6:10] == ("true", "", "матн", "100")
    assert cells[10] == "1" + "0" * 300


def test_a_cell_that_is_merged_downwards_is_in_each_of_its_rows():
    def merge(book):
        for area in ("A1:A2", "A3:A5", "B3:B4", "C3:D3", "A6:A8", "B6:B8"):
            book.worksheets[0].merge_cells(area)

    rows = [["a", "b", "c"], [None, "2", "2"], ["x", 1, "3"], [None, None, "4"], [None, "5", "5"], ["y", "6"]]
    content = workbook(*rows, [None, None], [None, None, "8"], fill=merge)
    read_rows = read(content, is_spread=True)[1]
    assert read_rows == [
        (2, ("", "2", "2")),
        (3, ("x", "1", "3")),
        (4, ("x", "1", "4")),
        (5, ("x", "5", "5")),
        (6, ("y", "6", "")),
        (8, ("y", "6", "8")),
    ]
    assert [type(cell).__name__ for cell in read_rows[2][1]] == ["Merged", "MergedNumber", "str"]
    assert read(content)[1][2] == (4, ("", "", "4")), "only where that is asked for"


def test_days_and_moments_are_iso():
    row = [date(2026, 3, 9), datetime(2026, 3, 9, 14, 5), datetime(2026, 3, 9, 14, 5, 7), time(14, 5)]
    assert read(workbook(["a", "b", "c", "d"], row))[1] == [
        (2, ("2026-03-09", "2026-03-09T14:05", "2026-03-09T14:05:07", "14:05:00"))
    ]


def test_a_day_counted_from_1904_is_the_same_day():
    def from_1904(book):
        book.epoch = CALENDAR_MAC_1904

    assert read(workbook(["a"], [date(2026, 3, 9)], fill=from_1904))[1] == [(2, ("2026-03-09",))]


def test_a_formula_is_its_last_result():
    content = changed(GOOD, SHEET, lambda data: data.replace(b"<v>34</v>", b"<f>17*2</f><v>34</v>"))
    assert read(content)[1] == [(2, (TAJIK, "34"))]


@pytest.mark.parametrize(
    "cell", [b"<f>17*2</f>", b"<f>17*2</f><v/>", b"<f>17*2</f><v></v>", b'<f t="shared" si="0"/>']
)
def test_a_formula_that_was_never_worked_out_is_no_empty_cell(cell: bytes):
    content = changed(GOOD, SHEET, lambda data: data.replace(b"<v>34</v>", cell))
    with pytest.raises(UntrustedError) as refused:
        read(content)
    assert refused.value.code == "no-results"


def test_an_empty_text_is_a_result():
    before, after = b' t="n"><v>34</v>', b' t="str"><f>A1&amp;""</f><v></v>'
    content = changed(GOOD, SHEET, lambda data: data.replace(before, after))
    assert content != GOOD
    assert read(content)[1] == [(2, (TAJIK, ""))]


def test_the_head_is_the_first_row_with_something_and_numbers_are_the_persons():
    content = workbook(
        [], [None, ""], ["Ном", None, "Сана", None], [], ["а"], [None, None], ["б", "в", "г", "д"]
    )
    assert read(content) == (("Ном", "", "Сана"), [(5, ("а", "", "")), (7, ("б", "в", "г", "д"))])


def test_the_first_sheet_that_is_shown_is_read_unless_one_is_named():
    def add(book):
        book.active.sheet_state = "hidden"
        book.create_sheet("Дуюм").append(["ду"])
        book.create_sheet("Сеюм").append(["се"])

    content = workbook(["пинҳон"], fill=add)
    sheet = read_sheet(BytesIO(content))
    assert (sheet.titles, sheet.names) == (("ду",), ("Дуюм", "Сеюм"))
    assert read_sheet(BytesIO(content), name="Сеюм").titles == ("се",)
    assert "Sheet" in refusal(content, name="Sheet").what.english()


def test_a_sheet_that_claims_to_be_smaller_loses_no_row():
    content = changed(GOOD, SHEET, lambda data: data.replace(b'ref="A1:B2"', b'ref="A1:A1"'))
    assert read(content)[1] == [(2, (TAJIK, "34"))]


def test_what_the_library_only_warns_about_is_read():
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    content = changed(GOOD, SHEET, lambda data: data.replace(b"</worksheet>", extension))
    assert read(content)[1] == [(2, (TAJIK, "34"))]


def test_our_own_workbook_can_be_read():
    titles, rows = read(
        write_xlsx(ministry("ru")), name=read_sheet(BytesIO(write_xlsx(ministry("ru")))).names[1]
    )
    assert titles[0] == "Донор"
    assert rows[0][1] == ("Saferworld, UK", "USD", "24000", "9.563", "229512", "118402.1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_in_every_encoding_and_separator(encoding, separator):
    text = f'Nom{separator}Шумора\r\n"{TAJIK}{separator}\nдуюм"{separator}34\r\n\r\n{separator}5'
    titles, rows = read(text.encode(encoding))
    assert titles == ("Nom", "Шумора")
    assert rows == [(2, (f"{TAJIK}{separator}\nдуюм", "34")), (4, ("", "5"))]


def test_csv_of_an_old_windows_is_read():
    assert read("Область;Число\nСогд;1 250,50".encode("cp1251")) == (
        ("Область", "Число"),
        [(2, ("Согд", "1 250,50"))],
    )


def test_csv_may_say_its_separator_itself():
    assert read(b"sep=,\r\na;x,b\r\n1;2,3\r\n") == (("a;x", "b"), [(3, ("1;2", "3"))])


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("46090", date(2026, 3, 9)),
        ("61", date(1900, 3, 1)),
        *((typed, None) for typed in ("60", "2958466", "4609O", "٤٦٠٩٠", "-5", "1.5", "")),
    ],
)
def test_a_bare_number_of_days_can_be_taken_for_a_day(typed, day):
    assert serial_day(typed) == day


# --- what is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-sheet"),
        (b"\r\n\r\n", "empty-sheet"),
        (workbook(), "empty-sheet"),
        (b"%PDF-1.7", "not-a-sheet"),
        (b"<html><table>", "not-a-sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not-a-sheet"),
        (b"a;b\n\x00\x01\x02", "not-a-sheet"),
        (b"\xef\xbb\xbfa;\xff", "not-a-sheet"),
        (b"\xff\xfea\x00b", "not-a-sheet"),
        (b"\x98\xff", "not-a-sheet"),
        (write_docx(every_block()), "not-a-sheet"),
        (b'a;b\n1;"2\n3;4\n', "damaged-sheet"),
        (b"PK\x03\x04", "damaged-sheet"),
        (GOOD[:-30], "damaged-sheet"),
        (GOOD[:400] + b"\x00" * 64 + GOOD[464:], "damaged-sheet"),
        (changed(GOOD, SHEET, lambda data: data[: len(data) // 2]), "damaged-sheet"),
        (changed(GOOD, SHEET, lambda data: b'<!DOCTYPE x [<!ENTITY a "b">]>' + data), "damaged-sheet"),
        (changed(GOOD, "xl/workbook.xml", lambda data: b""), "damaged-sheet"),
    ],
)
def test_what_is_no_good_sheet_is_refused_in_plain_words(content, code):
    error = refusal(content)
    assert error.code == code
    assert not re.search(r"Error|Traceback|openpyxl|zip", error.what.english())


def test_a_locked_archive_is_refused():
    content = bytearray(GOOD)
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    assert "password" in refusal(bytes(content)).what.english()


def test_a_sheet_torn_in_the_middle_gives_its_rows_and_then_says_where():
    content = workbook(["a"], *([str(n)] for n in range(500)))
    torn = changed(content, SHEET, lambda data: data[: data.index(b'<row r="300"')])
    sheet = read_sheet(BytesIO(torn))
    got: list[tuple[int, tuple[str, ...]]] = []
    with pytest.raises(UntrustedError, match="damaged after row"):
        got.extend(sheet.rows)
    assert got[0] == (2, ("0",))
    assert len(got) > 100


@pytest.mark.parametrize(
    ("content", "limits", "words"),
    [
        (b"a;b\n" * 9, Limits(file_bytes=20), "larger than"),
        (b"a;b\n" * 9, Limits(rows=5), "more than 5 rows"),
        (b"a;b;c;d\n", Limits(columns=3), "more than 3 columns"),
        (b"a;" + b"b" * 99, Limits(cell_letters=50), "more than 50 characters"),
        (workbook(*([str(n)] for n in range(9))), Limits(rows=5), "more than 5 rows"),
        (workbook(["a"] * 9), Limits(columns=3), "more than 3 columns"),
        (workbook(["b" * 99]), Limits(cell_letters=50), "more than 50 characters"),
        (GOOD, Limits(unpacked_bytes=1_000), "unpacks to more"),
        (GOOD, Limits(parts=3), "unpacks to more"),
        (b'a;"' + b"b" * 200_000 + b'"\n', Limits(), "longer than a cell"),
    ],
)
def test_every_bound_is_kept_and_told(content, limits, words):
    error = refusal(content, limits=limits)
    assert error.code == "sheet-too-large"
    assert words in error.what.english()


def test_an_archive_bomb_is_refused_before_it_is_unpacked():
    bomb = changed(
        GOOD, SHEET, lambda data: data.replace(b"</worksheet>", b" " * 9_000_000 + b"</worksheet>")
    )
    assert len(bomb) < 40_000
    assert refusal(bomb).code == "sheet-too-large"


@pytest.mark.parametrize("place", ["XFD3", "B1048576", "ZZZ9"])
def test_a_lone_cell_far_away_is_no_way_to_fill_the_memory(place):
    far = f'<row r="{re.sub("[A-Z]", "", place)}"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    content = changed(GOOD, SHEET, lambda data: data.replace(b"</sheetData>", far))
    sheet = read_sheet(BytesIO(content))
    with pytest.raises(UntrustedError):
        list(sheet.rows)


# --- anything at all -------------------------------------------------------------------------------


def never_a_traceback(content: bytes) -> None:
    try:
        for _, cells in read_sheet(
            BytesIO(content), limits=Limits(rows=500, columns=50), is_spread=True
        ).rows:
            assert all(isinstance(cell, str) for cell in cells)
    except UntrustedError:
        return


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_sheet_or_refused(content):
    never_a_traceback(content)


@settings(max_examples=100)
@given(
    st.text(st.sampled_from('a1;,\t"\r\n\x00ӣ='), max_size=60),
    st.sampled_from(["utf-8", "utf-16", "utf-16-be"]),
)
def test_any_letters_are_a_sheet_or_refused(text, encoding):
    never_a_traceback(text.encode(encoding))


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_workbook_with_wrong_bytes_is_a_sheet_or_refused(wrong):
    content = bytearray(GOOD)
    for place, byte in wrong:
        content[place] = byte
    never_a_traceback(bytes(content))


FRAGMENTS = st.sampled_from(
    re.split(
        r"\s{2,}",
        """
        <row r="2">  </row>  <row>  <row r="x">  <row r="-1">  <row r="9e9">  <c r="A2" t="s">  <c t="d">
        <c t="b">  <c t="e">  <c t="inlineStr">  <c r="1A">  <c s="99">  <c s="1">  </c>  <v>  </v>  1e999
        nan  99999999999  46090.5  #REF!  2026-03-09  <f>1</f>  &amp;  \x01  <is><t>ҷ</t></is>
        <mergeCells><mergeCell ref='A1:B2'/></mergeCells>  <cols><col min='1' max='2'/></cols>
        """.strip(),
    )
)


@settings(max_examples=200)
@given(st.lists(FRAGMENTS, max_size=14))
def test_a_workbook_of_wrong_parts_is_a_sheet_or_refused(fragments):
    inside = "".join(fragments).encode()
    never_a_traceback(
        changed(GOOD, SHEET, lambda data: data.replace(b"</sheetData>", inside + b"</sheetData>"))
    )


@settings(max_examples=60)
@given(st.sampled_from(sorted(parts(GOOD))), st.binary(max_size=40))
def test_a_workbook_with_any_part_replaced_is_a_sheet_or_refused(name, content):
    never_a_traceback(changed(GOOD, name, lambda data: content or data[:-1]))
