"""The rail, the status line, panes and sections: how the frame follows width and text scale."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, panel, row
from cspdesk.ui.kit.panes import Panes
from cspdesk.ui.kit.rail import Rail, RailPlace
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.kit.section import AnchorBar, Sections
from cspdesk.ui.kit.statusline import StatusLine, StatusView
from cspdesk.ui.look import theme

PLACES = [RailPlace("today", "Today", "sun"), RailPlace("funds", "Funds", "wallet")]
BOTTOM = [RailPlace("lock", "Lock", "lock-simple")]
STATES = [
    StatusView("saved", "Saved on this laptop, 14:32", "check-circle", "good"),
    StatusView("waits", "14 changes wait to be sent", "tray", short="14"),
    StatusView("decide", "1 decision needed", "warning-circle", "warn", "1", at_right=True),
]


@pytest.fixture
def rail(look, qtbot):
    made = Rail(PLACES, BOTTOM, name="Places")
    qtbot.addWidget(made)
    made.resize(196, 500)
    made.show()
    return made


def test_the_rail_becomes_icons_below_its_logical_width(qapp, look, rail):
    rail.fit(1366)
    assert rail.width() == 196
    rail.fit(1024)
    assert (rail.width(), rail.is_narrow) == (56, True)
    theme.apply(qapp, theme="light", scale=1.5)
    rail.fit(1366)
    assert rail.width() == 84


def test_a_narrow_entry_says_in_its_tooltip_what_it_is(rail):
    rail.set_counts({"today": "4"})
    rail.fit(1024)
    entry = rail.entry("today")
    assert (entry.text(), entry.toolTip(), entry.accessibleName()) == ("", "Today, 4", "Today, 4")


def test_a_long_name_of_an_organisation_is_cut_with_dots_and_whole_in_its_tooltip(rail):
    name = "Public Organisation for the Protection of Women and Children"
    rail.set_head(name, "Ctrl+K", "Find a command")
    heads = [one for one in rail.findChildren(QLabel) if one.toolTip() == name and one.text()]
    assert [one.text()[-1] for one in heads] == ["…"]
    rail.set_head("Chashma", "Ctrl+K", "Find a command")
    assert "Chashma" in [one.text() for one in rail.findChildren(QLabel)]


def test_a_name_of_two_words_stands_whole_in_two_lines(rail):
    rail.set_head("Чашма (намуна)", "Ctrl+K", "Find a command")
    assert "Чашма\n(намуна)" in [one.text() for one in rail.findChildren(QLabel)]


def test_a_low_rail_scrolls_by_whole_entries(look, qtbot):
    rail = Rail([RailPlace(str(n), f"Place {n}", "sun") for n in range(9)], BOTTOM, name="Places")
    qtbot.addWidget(rail)
    rail.fit(1024)
    rail.resize(rail.width(), 300)
    rail.show()
    entries = [rail.entry(key) for key in rail._places]
    for key in rail._places:
        rail.choose(key)
        shown = rail.entry(key)
        assert shown.visibleRegion().boundingRect().height() == shown.height()
        tops = [one.mapTo(rail._scroll.viewport(), QPoint(0, 0)).y() for one in entries]
        assert 0 in tops  # the uppermost is cut nowhere


def test_places_tell_when_a_person_chooses_them(rail, qtbot):
    with qtbot.assertNotEmitted(rail.chosen):
        rail.choose("funds")
    with qtbot.waitSignal(rail.chosen, check_params_cb=lambda key: key == "today"):
        rail.entry("today").click()
    with qtbot.waitSignal(rail.pressed, check_params_cb=lambda key: key == "lock"):
        rail.entry("lock").click()
    assert rail.chosen_key() == "today"


def test_words_of_the_rail_change_at_run_time(rail):
    rail.set_words({"today": "Имрӯз", "lock": "Қулф кардан"})
    assert rail.entry("today").text().strip() == "Имрӯз"
    assert rail.entry("lock").accessibleName() == "Қулф кардан"


def test_up_and_down_walk_through_the_rail(rail, qtbot):
    rail.activateWindow()
    qtbot.waitUntil(rail.isActiveWindow)
    rail.entry("today").setFocus()
    QTest.keyClick(rail.entry("today"), Qt.Key.Key_Down)
    assert rail.entry("funds").hasFocus()


@pytest.fixture
def status(look, qtbot):
    made = StatusLine(name="Status")
    qtbot.addWidget(made)
    made.resize(1200, 28)
    made.show()
    made.tell(STATES)
    return made


def test_the_status_line_shortens_before_it_overflows(status):
    assert status._buttons[1].text().strip() == "14 changes wait to be sent"
    status.resize(900, 28)
    wide = [button.text().strip() for button in status._buttons]
    status.resize(420, 28)
    assert wide[1] == "14 changes wait to be sent"
    assert [button.text().strip() for button in status._buttons] == ["", "14", "1"]
    assert status._buttons[1].toolTip() == "14 changes wait to be sent"


def test_a_short_state_keeps_its_whole_name_for_screen_readers(status):
    status.resize(400, 28)
    assert [button.accessibleName() for button in status._buttons] == [view.text for view in STATES]


def test_each_state_opens_its_place(status, qtbot):
    with qtbot.waitSignal(status.pressed, check_params_cb=lambda key: key == "decide"):
        status._buttons[2].click()


@pytest.fixture
def panes(look, qtbot):
    made = Panes(panel(column(STRETCH), "pane"), QWidget(), panel(column(STRETCH), "side"), back="List")
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    return made


@pytest.mark.parametrize(("width", "list_width", "has_side"), [(1366, 356, True), (1024, 296, False)])
def test_panes_give_way_as_the_window_narrows(panes, width, list_width, has_side):
    panes.resize(width, 640)
    assert panes._list.width() == list_width
    assert panes._side.isVisible() == has_side
    assert panes.is_folded is not has_side


def test_one_click_on_a_row_opens_it_where_list_and_record_take_turns(qapp, look, qtbot):
    rows = RowList(name="Records")
    rows.set_rows([RowView("a", "Title", "second", group="Group"), RowView("b", "Other", "second")])
    made = Panes(panel(column((rows, 1)), "pane"), QWidget(), back="List")
    qtbot.addWidget(made)
    theme.apply(qapp, theme="light", scale=2.0)
    made.resize(1024, 640)
    made.show()
    head, first = rows.rows.index(0), rows.rows.index(1)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(head).center())
    assert rows.isVisible()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(first).center())
    assert (rows.isVisible(), made.shows_list) == (False, False)


def test_list_and_record_take_turns_where_there_is_no_room_for_both(qapp, look, panes, qtbot):
    theme.apply(qapp, theme="light", scale=2.0)
    panes.resize(1366, 768)
    assert panes.is_single
    panes.show_record()
    assert (panes._list.isVisible(), panes._record.isVisible()) == (False, True)
    with qtbot.waitSignal(panes.went_back):
        panes._back.click()
    assert panes._list.isVisible()


@pytest.fixture
def sections(look, qtbot):
    made = Sections(name="Sections", more="More")
    for key in ("summary", "concerns", "files"):
        part = QLabel(key)
        part.setFixedHeight(500)
        made.add(key, part)
    made.anchors.set_anchors([("summary", "Summary"), ("concerns", "Concerns 4"), ("files", "Files 2")])
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_an_anchor_brings_its_section_to_the_top(sections, qtbot):
    qtbot.waitUntil(lambda: sections.page.verticalScrollBar().maximum() > 0)
    sections.anchors.asked.emit("concerns")
    assert sections.page.verticalScrollBar().value() > 400
    assert sections.anchors.chosen_key() == "concerns"


def test_the_anchor_of_what_is_in_sight_is_marked_while_scrolling(sections, qtbot):
    qtbot.waitUntil(lambda: sections.page.verticalScrollBar().maximum() > 0)
    sections.page.verticalScrollBar().setValue(560)
    assert sections.anchors.chosen_key() == "concerns"
    sections.page.verticalScrollBar().setValue(0)
    assert sections.anchors.chosen_key() == "summary"


def test_anchors_that_do_not_fit_go_into_a_menu(look, qtbot):
    bar = AnchorBar(name="Sections", more="More")
    qtbot.addWidget(bar)
    bar.set_anchors([(str(n), f"A long section name {n}") for n in range(6)])
    bar.resize(400, 40)
    bar.show()
    hidden = [button for button in bar._buttons.values() if button.isHidden()]
    assert 0 < len(hidden) < 6
    assert bar._more.isVisible()
    bar.resize(2000, 40)
    assert not bar._more.isVisible()


def test_the_section_in_sight_is_marked_even_where_its_anchor_had_gone_into_the_menu(look, qtbot):
    bar = AnchorBar(name="Sections", more="More")
    qtbot.addWidget(bar)
    bar.set_anchors([(str(n), f"A long section name {n}") for n in range(6)])
    bar.resize(400, 40)
    bar.show()
    assert bar._buttons["5"].isHidden()
    bar.choose("5")
    assert (bar._buttons["5"].isVisible(), bar._buttons["5"].isChecked()) == (True, True)
    assert bar._more.isVisible()
    bar.choose("0")
    assert bar._buttons["5"].isHidden()


def test_a_page_never_scrolls_sideways(look, qtbot):
    wide = QLabel("x" * 300)
    page = VScroll(panel(column(wide, STRETCH)))
    qtbot.addWidget(page)
    page.resize(200, 200)
    page.show()
    assert page.widget().width() == page.viewport().width()
    assert page.horizontalScrollBar().maximum() == 0


def test_a_flow_breaks_and_asks_for_its_height(look, qtbot):
    flow = Flow([QLabel(f"label {n}") for n in range(10)])
    held = panel(row((flow, 1)))
    qtbot.addWidget(held)
    assert flow.heightForWidth(120) > 2 * flow.heightForWidth(2000)
    held.resize(150, 400)
    held.show()
    assert all(label.geometry().right() <= 150 for label in flow.widgets())


def test_what_ends_a_row_stands_in_the_middle_of_its_line(qtbot):
    low, high = QLabel("All years"), QLabel("+")
    low.setFixedHeight(20)
    high.setFixedSize(24, 32)
    flow = Flow([low])
    flow.end_with(high)
    qtbot.addWidget(flow)
    flow.resize(400, 40)
    flow.show()
    assert high.geometry().right() == 399
    assert low.geometry().center().y() == high.geometry().center().y()
