"""Buttons, segments, filters, menus, the search field and the palette."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.buttons import Button, Segments, TextLink
from cspdesk.ui.kit.filters import FilterBar, FilterView
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.kit.palette import Command, CommandPalette, found
from cspdesk.ui.kit.searchbox import SearchBox
from cspdesk.ui.kit.ways import WayList, WayView
from cspdesk.ui.look import theme

FILTERS = (
    FilterView("year", "All years", (("2026", "This year"), ("2025", "Last year")), clear="Take away"),
    FilterView("paper", "1 without receipt", icon="warning-circle"),
)


def name_of(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_a_button_without_words_is_named_by_its_tip(look, qtbot):
    button = Button(kind="quiet", icon="plus", tip="New consultation")
    qtbot.addWidget(button)
    assert name_of(button) == "New consultation"
    assert button.words() == ""


def test_the_gap_before_the_words_is_not_read_aloud(look, qtbot):
    button = Button("New", icon="plus")
    qtbot.addWidget(button)
    assert (button.text(), name_of(button), button.words()) == (" New", "New", "New")


def test_a_disabled_primary_is_grey(look, qtbot):
    button = Button("Done", kind="primary")
    qtbot.addWidget(button)
    button.setEnabled(False)
    assert button.grab().toImage().pixelColor(8, 16) == look.colour("sunken")


def test_icons_grow_with_the_text(qapp, look, qtbot):
    button = Button("New", icon="plus")
    qtbot.addWidget(button)
    theme.apply(qapp, theme="light", scale=2.0)
    assert button.iconSize().width() == 32


def test_arrows_walk_through_segments_and_tell(look, qtbot):
    segments = Segments((("a", "Mine"), ("b", "All")), name="Who reads", chosen="a")
    qtbot.addWidget(segments)
    segments.show()
    segments.button("a").setFocus()
    with qtbot.waitSignal(segments.chosen, check_params_cb=lambda key: key == "b"):
        QTest.keyClick(segments.button("a"), Qt.Key.Key_Right)
        QTest.keyClick(segments.button("b"), Qt.Key.Key_Space)
    assert segments.choice() == "b"


def test_segments_chosen_by_the_program_tell_nobody(look, qtbot):
    segments = Segments((("a", "Mine"), ("b", "All")), name="Who reads")
    qtbot.addWidget(segments)
    assert segments.choice() == ""
    with qtbot.assertNotEmitted(segments.chosen):
        segments.choose("b")
    assert segments.choice() == "b"


def test_words_of_a_text_link_wrap(look, qtbot):
    link = TextLink("What was promised back to the community, and when")
    qtbot.addWidget(link)
    assert link.heightForWidth(120) > link.heightForWidth(600)


@pytest.fixture
def bar(look, qtbot):
    made = FilterBar(FILTERS, name="Filters")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_filter_that_is_set_shows_its_choice_and_can_be_taken_away(bar, qtbot):
    bar.choose("year", "2026")
    chip = bar.widgets()[0]
    assert (chip.words(), bar.choices()) == ("This year", {"year": "2026"})
    cross = QPoint(chip.width() - 10, chip.height() // 2)
    with qtbot.waitSignal(bar.changed) as told:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)
    assert told.args == ["year", ""]
    assert chip.words() == "All years"


def test_delete_takes_a_filter_away(bar, qtbot):
    bar.choose("year", "2025")
    with qtbot.waitSignal(bar.changed):
        QTest.keyClick(bar.widgets()[0], Qt.Key.Key_Delete)
    assert bar.choices() == {}


def test_a_filter_opens_its_choices(bar, qtbot):
    chip = bar.widgets()[0]
    QTest.keyClick(chip, Qt.Key.Key_Down)
    [menu] = chip.findChildren(Menu)
    assert [action.text() for action in menu.actions()] == ["All years", "This year", "Last year"]
    with qtbot.waitSignal(bar.changed) as told:
        menu.actions()[2].trigger()
    assert told.args == ["year", "2025"]
    menu.close()


def test_a_switch_goes_on_and_off(bar, qtbot):
    switch = bar.widgets()[1]
    for expected in ("on", ""):
        with qtbot.waitSignal(bar.changed) as told:
            switch.click()
        assert told.args == ["paper", expected]


def test_what_is_set_survives_a_switch_of_language(bar):
    bar.choose("year", "2026")
    bar.set_filters((FilterView("year", "Ҳама солҳо", (("2026", "Имсол"),)),))
    assert bar.choices() == {"year": "2026"}
    assert bar.widgets()[0].words() == "Имсол"


def test_a_menu_tells_the_key_of_what_was_chosen(look, qtbot):
    menu = Menu((MenuItem("a", "Open", keys="Enter"), MenuItem("", ""), MenuItem("b", "Delete")), name="Row")
    qtbot.addWidget(menu)
    with qtbot.waitSignal(menu.chosen, check_params_cb=lambda key: key == "b"):
        menu.actions()[2].trigger()
    assert menu.actions()[1].isSeparator()


def test_searching_waits_for_a_pause_in_typing(look, qtbot, typed):
    box = SearchBox(name="Search")
    qtbot.addWidget(box)
    told = []
    box.searched.connect(told.append)
    typed(box, "Кӯлоб")
    assert told == []
    qtbot.waitUntil(lambda: told == ["Кӯлоб"])


def test_enter_searches_at_once_and_goes_down(look, qtbot, typed):
    box = SearchBox(name="Search")
    qtbot.addWidget(box)
    typed(box, "x")
    with qtbot.waitSignals([box.searched, box.went_down]):
        QTest.keyClick(box, Qt.Key.Key_Return)


def test_escape_empties_a_search(look, qtbot, typed):
    box = SearchBox(name="Search")
    qtbot.addWidget(box)
    typed(box, "x")
    with qtbot.waitSignal(box.searched, check_params_cb=lambda text: text == ""):
        QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_ways_are_walked_and_taken_by_the_keyboard(look, qtbot):
    ways = WayList((WayView("a", "Look around", "A sample", "map-trifold"), WayView("b", "Join", "", "plus")))
    qtbot.addWidget(ways)
    ways.show()
    ways.activateWindow()
    qtbot.waitUntil(ways.isActiveWindow)
    ways.setFocus()
    QTest.keyClick(ways.focusWidget(), Qt.Key.Key_Down)
    with qtbot.waitSignal(ways.taken, check_params_cb=lambda key: key == "b"):
        QTest.keyClick(ways.focusWidget(), Qt.Key.Key_Return)


# --- the palette


def commands(ran):
    return [
        Command("new", "New consultation", lambda: ran.append("new"), "Ctrl+N", group="Consultations"),
        Command("funds", "Go to Funds", lambda: ran.append("funds")),
        Command("tg", "Кушодани маблағҳо", lambda: ran.append("tg")),
    ]


@pytest.mark.parametrize(
    ("typed_words", "ids"),
    [("", ["new", "funds", "tg"]), ("fu", ["funds"]), ("маблаг", ["tg"]), ("cons new", ["new"]), ("zz", [])],
)
def test_commands_are_found_by_the_beginnings_of_their_words(typed_words, ids):
    assert [command.id for command in found(commands([]), typed_words)] == ids


@pytest.fixture
def window(look, qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.palette_ = CommandPalette(made, name="Commands", placeholder="Do what?", nothing="Nothing")
    return made


def test_a_command_is_run_with_a_few_letters_and_enter(window, typed):
    ran = []
    window.palette_.open(commands(ran))
    typed(window.palette_.line, "funds")
    QTest.keyClick(window.palette_.line, Qt.Key.Key_Return)
    assert ran == ["funds"]
    assert not window.palette_.isVisible()


def test_arrows_walk_through_the_commands(window):
    ran = []
    window.palette_.open(commands(ran))
    QTest.keyClick(window.palette_.line, Qt.Key.Key_Down)
    QTest.keyClick(window.palette_.line, Qt.Key.Key_Return)
    assert ran == ["funds"]


def test_escape_shuts_the_palette_and_runs_nothing(window):
    ran = []
    window.palette_.open(commands(ran))
    QTest.keyClick(window.palette_.line, Qt.Key.Key_Escape)
    assert (ran, window.palette_.isVisible()) == ([], False)
