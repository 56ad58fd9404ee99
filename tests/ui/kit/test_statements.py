import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cspdesk.ui.kit.chip import chip_width
from cspdesk.ui.kit.editors.code import Choice
from cspdesk.ui.kit.statementrow import Columns, StatementRow
from cspdesk.ui.kit.statements import Statement, Statements, StatementWords
from cspdesk.ui.look import theme

WORDS = StatementWords(
    name="What was said",
    rank="Rank",
    said="Statement",
    code="Concern",
    who="Who said it",
    placeholder="Next",
    nothing="No such code",
    hints=[("Enter", "next"), ("#", "concern")],
    counted=lambda n: f"{n} statements",
)
CODES = (
    Choice("GBV-DOM", "Domestic violence", sealing="Sealed on saving."),
    Choice("MIGR", "Муҳоҷират"),
)
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def entry(look, qtbot):
    numbers = itertools.count(1)
    made = Statements(WORDS, CODES, [("young", "ҷавон"), ("old", "калонсол")], lambda: f"s{next(numbers)}")
    qtbot.addWidget(made)
    made.resize(860, 500)
    made.show()
    made.card.words.setFocus()
    return made


@pytest.fixture
def press(entry):
    return lambda key, mods=Qt.KeyboardModifier.NoModifier: QTest.keyClick(entry.card.words, key, mods)


def test_enter_starts_the_next_statement(entry, typed, press):
    typed(entry.card.words, "Половина мужчин уехала")
    press(Qt.Key.Key_Return)
    typed(entry.card.words, "Кор нест")
    assert [said.text for said in entry.statements()] == ["Половина мужчин уехала", "Кор нест"]


def test_values_come_out_frozen_and_whole(entry, typed, press, qtbot):
    typed(entry.card.words, "Кор нест")
    press(Qt.Key.Key_2, ALT)
    with qtbot.waitSignal(entry.changed) as told:
        press(Qt.Key.Key_W, CONTROL)
        press(Qt.Key.Key_Return)
    assert told.args == [Statement("s1", 2, "Кор нест", None, "young")]


def test_a_hash_opens_the_codes_and_typing_filters_them(entry, typed, press):
    typed(entry.card.words, "Ба Русия рафтанд #мухо")
    press(Qt.Key.Key_Return)
    [said] = entry.statements()
    assert (said.text, said.code) == ("Ба Русия рафтанд", "MIGR")


def test_escape_leaves_the_hash_in_the_words(entry, typed, press):
    typed(entry.card.words, "a #x")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Return)
    assert [(said.text, said.code) for said in entry.statements()] == [("a #x", None)]


def test_a_sealing_code_says_so_before_it_is_taken(entry, typed):
    typed(entry.card.words, "#dom")
    assert entry._note._text.text() == "Sealed on saving."
    assert entry._note.isVisible()


def test_digits_set_the_rank_where_the_rank_key_has_the_focus(entry, typed):
    typed(entry.card.words, "4 of us")
    QTest.keyClick(entry.card.rank, Qt.Key.Key_4)
    assert entry.current().rank == 4
    assert entry.current().text == "4 of us"
    QTest.keyClick(entry.card.rank, Qt.Key.Key_Delete)
    assert entry.current().rank is None


def test_up_and_down_move_from_statement_to_statement(entry, typed, press):
    for text in ("один", "два"):
        typed(entry.card.words, text)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert entry.current().text == "один"
    press(Qt.Key.Key_Down)
    assert entry.card.words.toPlainText() == "два"


def test_undo_works_across_statements(entry, typed, press):
    typed(entry.card.words, "one")
    press(Qt.Key.Key_Return)
    typed(entry.card.words, "two")
    press(Qt.Key.Key_Z, CONTROL)
    press(Qt.Key.Key_Z, CONTROL)
    assert [said.text for said in entry.statements()] == ["one"]
    assert entry.card.words.toPlainText() == "one"
    press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Y, CONTROL)
    assert [said.text for said in entry.statements()] == ["one", "two"]


def test_backspace_in_an_empty_statement_takes_it_out(entry, typed, press, qtbot):
    typed(entry.card.words, "a")
    press(Qt.Key.Key_Return)
    typed(entry.card.words, "b")
    with qtbot.waitSignal(entry.removed) as told:
        press(Qt.Key.Key_Backspace)
        press(Qt.Key.Key_Backspace)
    assert told.args == ["s2"]
    assert entry.current().text == "a"


def test_what_is_being_typed_survives_the_same_values_coming_back(entry, typed):
    typed(entry.card.words, "Кор не")
    entry.set_statements(entry.statements())
    typed(entry.card.words, "ст")
    assert entry.current().text == "Кор нест"


def test_values_given_are_shown_and_told_to_nobody(entry, qtbot):
    given = (Statement("a", 1, "one", "MIGR", "old"), Statement("b", None, "two"))
    with qtbot.assertNotEmitted(entry.changed):
        entry.set_statements(given)
    assert entry.statements() == given
    assert entry.current().is_empty


def test_a_click_on_a_statement_writes_on_it(entry):
    entry.set_statements([Statement("a", 1, "one"), Statement("b", 2, "two")])
    QTest.mouseClick(entry._rows["a"], Qt.MouseButton.LeftButton)
    assert entry.current().id == "a"
    assert entry.card.words.toPlainText() == "one"


def test_a_break_in_a_paste_stays_in_one_statement(entry):
    entry.card.words.insertPlainText("one\ntwo")
    assert entry.current().text == "one two"


def test_shortcuts_of_the_window_leave_the_entrys_keys_alone(entry, qtbot):
    from PySide6.QtGui import QKeySequence, QShortcut

    pressed = []
    QShortcut(QKeySequence("Ctrl+W"), entry, lambda: pressed.append("closed"))
    QTest.keyClick(entry.card.words, Qt.Key.Key_W, CONTROL)
    assert pressed == []
    assert entry._offering == "who"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_words_wrap_and_no_row_is_wider_than_the_view(qapp, look, entry, scale):
    theme.apply(qapp, theme="light", scale=scale)
    entry.set_statements([Statement("a", 1, "Хушдоман ҳал мекунад " * 8, "GBV-DOM", "young")])
    QApplication.processEvents()
    row = entry._rows["a"]
    assert row.width() <= entry.width()
    assert row.height() >= 2 * look.line("body")


def test_the_live_statement_has_a_name_for_screen_readers(entry):
    entry.set_statements([Statement("a", 1, "one")])
    assert entry.card.words.accessibleName() == "Statement 2"
    assert entry.card.rank.accessibleName() == "Rank"


@pytest.mark.parametrize(("width", "is_stacked"), [(760, False), (400, True), (260, True)])
def test_a_long_topic_takes_a_second_line_and_stays_whole(look, qtbot, width, is_stacked):
    topic, who = "Stereotypes about girls and their schooling", "All who live there"
    columns = Columns(look)
    columns.fit({"A": topic}, {"w": who}, ("No", "Concern", "Who"))
    assert columns.is_stacked(width) is is_stacked
    rows = [StatementRow(columns, {}) for _ in range(2)]
    for made, said in zip(rows, ("A short one", topic), strict=True):
        qtbot.addWidget(made)
        made.tell(Statement("1", text="Girls leave", code="A", who="w"), {"w": who}, said)
    short, long = (made.heightForWidth(width) for made in rows)
    chip = rows[1]._chip(width)
    assert chip.replace("\n", " ") == topic
    assert long > short
    assert chip_width(look, chip) <= columns.topic_room(width)
