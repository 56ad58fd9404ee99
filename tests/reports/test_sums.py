"""Sums in workbooks: live, ours alone, and already computed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspdesk.reports.layout import Cell, Column, Document, Table
from cspdesk.reports.spreadsheet import MARKS
from cspdesk.reports.sums import check_sums
from cspdesk.reports.xlsx import write_xlsx
from tests.reports.evaluating import Recalculated

COLUMNS = (Column("what"), Column("how much", "number", places=2))


def row(key, number, *adds, label="x"):
    return Cell(label), Cell(str(number), number, key=key, adds=adds)


def document(*tables):
    made = (Table(COLUMNS, tuple(rows), caption=caption) for caption, rows in tables)
    return Document("Sums", "en", tuple(made))


SMALL = document(
    ("It's", [row("a", 1050), row("b", 250), row("c", 5), row("ab", 1305, "a", "b", "c")]),
    ("Rest", [row("d", 1000, "ab", "-b", "-e"), row("e", 55)]),
)


def test_a_run_is_summed_and_other_cells_are_added_and_taken_away():
    assert Recalculated(write_xlsx(SMALL)).sums() == {
        ("It's", "B7"): "=SUM(B4:B6)",
        ("Rest", "B4"): "='It''s'!B7-'It''s'!B5-B5",
    }


def test_what_is_seen_at_once_is_what_the_spreadsheet_will_compute():
    book = Recalculated(write_xlsx(SMALL))
    assert book.differing() == []
    seen = [book.cached["Rest"]["B4"], book.cached["It's"]["B7"]]
    assert [(cell.data_type, cell.value) for cell in seen] == [("n", 10), ("n", 13.05)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12), st.data())
def test_any_sum_of_any_cells_comes_to_what_is_printed(numbers, data):
    rows = [row(f"n{place}", number) for place, number in enumerate(numbers)]
    for place in range(3):
        chosen = data.draw(st.lists(st.integers(0, len(rows) - 1), min_size=1, max_size=6))
        signs = data.draw(st.lists(st.sampled_from((1, -1)), min_size=len(chosen), max_size=len(chosen)))
        adds = [("-" if sign < 0 else "") + rows[at][1].key for at, sign in zip(chosen, signs, strict=True)]
        total = sum(sign * rows[at][1].number for at, sign in zip(chosen, signs, strict=True))
        rows.append(row(f"s{place}", total, *adds))
    book = Recalculated(write_xlsx(document(("T", rows))))
    assert len(book.sums()) == 3
    assert book.differing() == []


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([row("a", 1), row("s", 2, "a")], "add up to 1"),
        ([row("s", 2, "a")], "not there"),
        ([row("a", 1), row("a", 1), row("s", 1, "a")], "two cells"),
        ([row("a", 1, "s"), row("s", 1, "a")], "itself"),
        ([row("s", 0, "s")], "itself"),
        ([(Cell("x"), Cell("none", key="a")), row("s", 0, "a")], "no number"),
    ],
)
def test_a_sum_that_does_not_add_up_makes_no_file(rows, why):
    with pytest.raises(ValueError, match=why):
        write_xlsx(document(("T", rows)))
    with pytest.raises(ValueError, match=why):
        check_sums(document(("T", rows)))


def test_cells_of_two_kinds_of_number_are_not_added_up():
    yen = Cell("5", 5, key="yen", places=0)
    with pytest.raises(ValueError, match="of its kind"):
        check_sums(document(("T", [(Cell("x"), yen), row("s", 5, "yen")])))


@pytest.mark.parametrize("mark", MARKS)
def test_no_text_beside_a_sum_becomes_one(mark):
    hostile = f"{mark}HYPERLINK(A1)"
    rows = [row("a", 1, label=hostile), row("b", 2, label=hostile), row("s", 3, "a", "b", label=hostile)]
    book = Recalculated(write_xlsx(document((hostile, rows))))
    assert [*book.sums().values()] == ["=B4+B5"]
    names = book.formulas.worksheets[1]["A"][3:6]
    assert {(cell.data_type, cell.quotePrefix) for cell in names} == {("s", True)}


def test_a_figure_that_no_spreadsheet_keeps_is_no_sum_nor_part_of_one():
    rows = [row("a", 10**15), row("s", 10**15, "a"), row("b", 10**15 - 1), row("d", 1, "a", "-b")]
    assert Recalculated(write_xlsx(document(("T", rows)))).sums() == {}


def test_a_table_without_sums_has_no_formula():
    assert Recalculated(write_xlsx(document(("T", [row("a", 1)])))).sums() == {}
