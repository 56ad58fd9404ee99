import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from cspdesk.presenters.grid import GridPresenter
from cspdesk.presenters.grid_cells import NOTHING, Block, Given
from cspdesk.presenters.grid_paste import block_of, written
from tests.grids import COLUMNS, TODAY, MemoryRows, somoni

HALL = {"day": "2026-11-10", "what": "Hall", "sum": {"amount": "1280.00", "currency": "TJS"}}
FUEL = {"day": "2026-11-09", "what": "Fuel", "sum": {"amount": "640.50", "currency": "TJS"}}
DAY, LINE, WHAT, SUM = range(4)


@pytest.fixture
def rows():
    return MemoryRows([HALL, FUEL])


@pytest.fixture
def grid(rows):
    return GridPresenter(COLUMNS, rows)


def texts(grid, place):
    return [grid.text(place, at) for at in range(len(COLUMNS))]


def read(grid, text, place, column):
    found: list = []
    grid.read_block(text, place, column, found.append)
    return found[0]


def test_an_empty_row_after_the_last_is_ready_to_type(grid, rows):
    assert grid.count == 3
    assert grid.type(2, DAY, "12.3.25")
    assert (grid.count, grid.text(2, DAY)) == (4, "12.03.2025")


def test_what_is_left_out_of_a_day_comes_from_today(grid):
    grid.type(2, DAY, "12")
    assert grid.text(2, DAY) == "12.11.2026"


def test_nothing_typed_into_the_empty_row_begins_nothing(grid, rows):
    grid.type(2, DAY, "  ")
    assert rows.count == 2


def test_what_cannot_be_read_stays_as_it_was_typed_and_says_why(grid):
    grid.type(0, DAY, "31.02.2026")
    assert grid.text(0, DAY) == "31.02.2026"
    assert grid.fault(0, DAY).english() == "Check the date"


def test_a_row_that_is_left_becomes_one_save(grid, rows):
    grid.stand(0)
    grid.type(0, WHAT, "Hall and tea")
    grid.type(0, SUM, "1 300")
    assert rows.left == []
    grid.stand(1)
    assert rows.left == ["r0"]


def test_a_new_row_is_saved_once_the_keyboard_goes_on(grid, rows):
    grid.stand(2)
    grid.type(2, WHAT, "Bank charge")
    grid.type(2, SUM, "86,40")
    grid.stand(3)
    assert rows.left == ["n1"]


def test_undo_takes_back_one_cell_and_redo_gives_it_again(grid):
    grid.type(0, SUM, "1 300")
    assert grid.undo()
    assert grid.text(0, SUM) == "1\u00a0280.00"
    assert grid.redo()
    assert grid.text(0, SUM) == "1\u00a0300.00"


def test_undoing_all_of_a_new_row_takes_the_row_away(grid, rows):
    grid.type(2, WHAT, "Bank charge")
    grid.type(2, SUM, "86,40")
    assert grid.undo()
    assert grid.undo()
    assert rows.count == 2
    assert not grid.undo()
    assert grid.redo()
    assert texts(grid, 2) == ["", "", "Bank charge", ""]


def test_as_above_copies_the_row_before(grid):
    grid.as_above(Block(1, DAY, 1, WHAT))
    assert texts(grid, 1) == ["10.11.2026", "", "Hall", "640.50"]


def test_as_above_over_several_rows_fills_down_from_the_first(grid):
    grid.as_above(Block(0, WHAT, 2, WHAT))
    assert [grid.text(at, WHAT) for at in range(3)] == ["Hall", "Hall", "Hall"]


def test_as_above_in_the_empty_row_begins_one(grid, rows):
    grid.as_above(Block(2, WHAT, 2, WHAT))
    assert rows.count == 3


def test_today_goes_into_days_and_nowhere_else(grid):
    assert grid.today(0, DAY, TODAY)
    assert not grid.today(0, SUM, TODAY)
    assert grid.text(0, DAY) == "22.11.2026"


def test_a_list_is_chosen_by_its_words_or_its_code(grid):
    grid.type(0, LINE, "fuel")
    grid.type(1, LINE, "1.2")
    assert (grid.text(0, LINE), grid.text(1, LINE)) == ("2", "1.2")


def test_several_choices_that_begin_so_are_asked_about(grid):
    grid.type(0, LINE, "1")
    assert grid.fault(0, LINE).english() == "Several are called so: choose one with F4."
    assert [one.text for one in grid.choices(0, LINE, "1")] == ["1.1", "1.2"]


def test_clearing_empties_what_is_marked_in_one_step(grid):
    grid.clear(Block(0, DAY, 1, SUM))
    assert texts(grid, 0) == texts(grid, 1) == ["", "", "", ""]
    grid.undo()
    assert texts(grid, 1) == ["09.11.2026", "", "Fuel", "640.50"]


def test_a_closed_row_takes_no_keyboard():
    grid = GridPresenter(COLUMNS, MemoryRows([HALL], closed_rows=1))
    assert not grid.can_type(0, WHAT)
    assert not grid.type(0, WHAT, "Another hall")
    grid.clear(Block(0, DAY, 0, SUM))
    assert texts(grid, 0) == ["10.11.2026", "", "Hall", "1\u00a0280.00"]


def test_copied_numbers_are_plain(grid):
    found: list = []
    grid.copy([Block(0, DAY, 2, SUM)], found.append)
    assert found == ["2026-11-10\t\tHall\t1280.00\n2026-11-09\t\tFuel\t640.50"]


def test_what_is_copied_pastes_as_the_same(grid, rows):
    found: list = []
    grid.copy([Block(0, DAY, 1, SUM)], found.append)
    block = read(grid, found[0], 2, DAY)
    assert not block.refused
    grid.paste(block)
    assert [texts(grid, at) for at in (2, 3)] == [texts(grid, at) for at in (0, 1)]
    assert rows.left == ["n1", "n2"]


def test_a_preview_names_what_will_be_refused_and_changes_nothing(grid, rows):
    block = read(grid, "1.11\t2\tTea\t20\r\n31.2\t9\tHall\tmany", 2, DAY)
    refused = [(row.line, cell.column, cell.text, cell.fault.english()) for row, cell in block.refused]
    assert refused == [
        (1, "day", "31.2", "Check the date"),
        (1, "line", "9", "No choice begins so."),
        (1, "sum", "many", "Check the amount"),
    ]
    assert (block.taken, rows.count) == (5, 2)


def test_refused_cells_stay_as_they_were_and_the_rest_comes_in(grid):
    grid.paste(read(grid, "31.2\t\tHall and tea\t1 300", 0, DAY))
    assert texts(grid, 0) == ["10.11.2026", "", "Hall and tea", "1\u00a0300.00"]


def test_a_paste_is_one_step_to_undo(grid, rows):
    grid.paste(read(grid, "1.11\t2\tTea\t20\n2.11\t2\tTea\t30\n3.11\t2\tTea\t40", 1, DAY))
    assert rows.count == 4
    grid.undo()
    assert rows.count == 2
    assert texts(grid, 1) == ["09.11.2026", "", "Fuel", "640.50"]


def test_columns_beyond_the_last_are_told_and_left_out(grid):
    block = read(grid, "20\textra\tmore", 0, SUM)
    assert [one.english() for one in block.left_out] == ["Columns beyond the last are left out: 2."]
    assert block.taken == 1


def test_a_grid_that_does_not_grow_takes_no_rows_beyond_its_last(rows):
    grid = GridPresenter(COLUMNS, rows, grows=False)
    block = read(grid, "20\n30\n40", 0, SUM)
    assert [one.english() for one in block.left_out] == ["Rows beyond the last are left out: 1."]
    assert (grid.count, len(block.rows)) == (2, 2)


def test_a_block_over_closed_rows_is_refused():
    grid = GridPresenter(COLUMNS, MemoryRows([HALL, FUEL], closed_rows=1))
    block = read(grid, "Tea\nTea", 0, WHAT)
    assert [row.line for row, _ in block.refused] == [0]
    grid.paste(block)
    assert (grid.text(0, WHAT), grid.text(1, WHAT)) == ("Hall", "Tea")


def test_one_line_without_refusals_needs_no_preview(grid):
    assert read(grid, "1.11\t2", 0, DAY).is_small
    assert not read(grid, "1.11\t2\n2.11\t2", 0, DAY).is_small
    assert not read(grid, "31.2", 0, DAY).is_small


def test_the_selection_is_added_up_by_currency(grid, rows):
    rows.put("r1", {"sum": Given({"amount": "10.00", "currency": "USD"})})
    rows.put(rows.begin(), {"sum": somoni("20.00")})
    found: list = []
    grid.sums([Block(0, DAY, 3, SUM)], lambda *told: found.append(told))
    assert found == [(3, 3, [("TJS", 130_000), ("USD", 1_000)])]


def test_columns_without_amounts_add_up_to_nothing(grid):
    found: list = []
    grid.sums([Block(0, DAY, 1, WHAT)], lambda *told: found.append(told))
    assert found == [(2, 0, [])]


# what a spreadsheet writes last, an empty line, is no row of its own
_cells = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)


@drawn(st.lists(st.lists(_cells, min_size=2, max_size=4), min_size=1, max_size=6))
def test_blocks_read_back_as_they_were_written(block):
    assert block_of(written(block)) == block


def test_a_quoted_cell_may_hold_lines_and_tabs():
    assert block_of('"Hall,\nVahdat"\t"say ""tea"""\t5\n') == [["Hall,\nVahdat", 'say "tea"', "5"]]


def test_a_quote_within_words_is_a_letter():
    assert block_of('5" nails\t"Chashma" office\n') == [['5" nails', '"Chashma" office']]


def test_nothing_is_what_an_untouched_cell_holds(grid):
    assert grid.given(2, DAY) == NOTHING
