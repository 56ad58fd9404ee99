import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from cspdesk.ui.kit.participants import Counts, GridWords, ParticipantsGrid

WORDS = GridWords(
    "Participants",
    (("f", "women"), ("m", "men"), ("x", "not recorded")),
    (("0-13", "0–13"), ("14-30", "14–30"), ("none", "not recorded")),
    (("yes", "With disability"), ("refused", "Refused to say")),
    "Total",
)


@pytest.fixture
def grid(look, qtbot):
    made = ParticipantsGrid(WORDS)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_word_without_room_before_its_cells_stands_above_them(look, qtbot):
    sexes = (("f", "Женщины"), ("m", "Мужчины"))
    words = GridWords("Люди", sexes, WORDS.bands[:2], (("yes", "С достопримечательностью"),), "Итого")
    made = ParticipantsGrid(words)
    qtbot.addWidget(made)
    made.show()
    shown = next(one for one in made.findChildren(QLabel) if one.text() == "С достопримечательностью")
    made.resize(200, 300)
    made.layout().activate()
    assert shown.geometry().bottom() <= made._beside["yes", "f"].geometry().top()
    made.resize(500, 300)
    made.layout().activate()
    assert shown.geometry().right() <= made._beside["yes", "f"].geometry().left()


def test_totals_follow_what_is_typed(grid, qtbot, typed):
    with qtbot.waitSignal(grid.edited):
        typed(grid._cells["14-30", "f"], "16")
    typed(grid._cells["0-13", "m"], "2")
    assert grid._sex_sums["f"].text() == "16"
    assert grid._row_sums["0-13"].text() == "2"
    assert grid._row_sums[""].text() == "18"


def test_properties_beside_count_nobody_again(grid, typed):
    typed(grid._cells["14-30", "f"], "16")
    typed(grid._beside["yes", "f"], "4")
    assert grid.counts().total() == 16
    assert grid._row_sums["yes"].text() == "4"


def test_zero_is_a_placeholder(grid):
    grid.set_counts(Counts({("0-13", "f"): 3}, {}))
    grid.set_counts(Counts({}, {}))
    cell = grid._cells["0-13", "f"]
    assert (cell.text(), cell.placeholderText()) == ("", "0")


@pytest.mark.parametrize(
    ("key", "there"),
    [
        (Qt.Key.Key_Right, ("14-30", "m")),
        (Qt.Key.Key_Down, ("none", "f")),
        (Qt.Key.Key_Return, ("none", "f")),
        (Qt.Key.Key_Up, ("0-13", "f")),
    ],
)
def test_arrows_and_enter_walk(grid, key, there):
    grid._cells["14-30", "f"].setFocus()
    QTest.keyClick(grid._cells["14-30", "f"], key)
    assert grid._cells[there].hasFocus()


def test_down_from_the_last_row_goes_on_at_the_top_of_the_next_sex(grid):
    grid._beside["refused", "f"].setFocus()
    QTest.keyClick(grid._beside["refused", "f"], Qt.Key.Key_Return)
    assert grid._cells["0-13", "m"].hasFocus()


def test_arrows_move_within_a_number_before_they_leave_it(grid):
    cell = grid._cells["14-30", "m"]
    cell.setText("16")
    cell.setFocus()
    cell.setCursorPosition(2)
    QTest.keyClick(cell, Qt.Key.Key_Left)
    assert cell.hasFocus()


def test_letters_are_not_taken(grid, typed):
    typed(grid._cells["0-13", "f"], "да")
    assert grid.counts().total() == 0


def test_each_cell_says_which_it_is(grid):
    assert grid._cells["14-30", "f"].accessibleName() == "14–30, women"
    assert grid._beside["refused", "x"].accessibleName() == "Refused to say, not recorded"


def test_a_fault_stands_at_its_cell(grid):
    grid.set_fault("yes", "f", "More than there are women")
    cell = grid._beside["yes", "f"]
    assert cell.property("wrong") == "true"
    assert cell.accessibleDescription() == "More than there are women"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["0-13", "14-30", "none"]), st.sampled_from("fmx")), st.integers(1, 99_999)
    )
)
def test_numbers_come_back_as_they_were_given(grid, cells):
    grid.set_counts(Counts(cells, {}))
    assert grid.counts() == Counts(cells, {})
    assert grid._row_sums[""].text() == str(sum(cells.values()))
