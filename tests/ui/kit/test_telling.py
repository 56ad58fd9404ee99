"""Banners, empty pages, progress, history, conflicts, side lists and figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from cspdesk.ui.kit.banner import Banner, Notice
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.chip import Chip, ChipView
from cspdesk.ui.kit.compare import CompareGrid, CompareRow, CompareWords, Taken, Version, marked
from cspdesk.ui.kit.due import CheckList, CheckView, DueList, DueView
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.figures import Balance, BalancePart, Figure
from cspdesk.ui.kit.headings import FactsLine, SectionHeading, label
from cspdesk.ui.kit.history import STEP, ChangeView, HistoryList
from cspdesk.ui.kit.progress import ProgressLine
from cspdesk.ui.look import theme


def texts(widget):
    return [part.text() for part in widget.findChildren(QLabel) if not part.isHidden()]


def test_a_banner_says_one_thing_and_goes_when_it_is_said(look, qtbot):
    banner = Banner("No date yet.", "warn", link="Add a date")
    qtbot.addWidget(banner)
    with qtbot.waitSignal(banner.link_pressed):
        banner.findChild(QPushButton).click()
    banner.say("")
    assert banner.isHidden()


def test_a_notice_names_both_its_lines(look, qtbot):
    notice = Notice("A stick is plugged in", "16 GB", buttons=[Button("Eject")])
    qtbot.addWidget(notice)
    assert notice.accessibleName() == "A stick is plugged in 16 GB"


def test_an_empty_page_says_what_belongs_there(look, qtbot):
    page = EmptyPage("chats-circle", "No consultations yet", "Begin with the next meeting.", [Button("New")])
    qtbot.addWidget(page)
    assert texts(page) == ["No consultations yet", "Begin with the next meeting."]
    assert page.accessibleName() == "No consultations yet"


def test_an_empty_page_leaves_no_word_alone_in_its_last_line(look, qtbot):
    page = EmptyPage("chats-circle", "None yet", "A sentence that goes on to the edge and one more.")
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    words = page.findChildren(QLabel)[1].parentWidget()
    tall = words.heightForWidth(words.width())
    assert words.heightForWidth(words.width() - 8) > tall
    before = words.width()
    page.say("None yet", "Short.")
    assert words.width() < before


def test_words_that_people_typed_never_become_mark_up(look, qtbot):
    shown = label("<b>bold</b>")
    qtbot.addWidget(shown)
    assert shown.textFormat() == Qt.TextFormat.PlainText
    assert Chip("<i>x</i>").textFormat() == Qt.TextFormat.PlainText


def test_a_heading_names_itself_with_its_count(look, qtbot):
    heading = SectionHeading("Due", "4")
    qtbot.addWidget(heading)
    assert heading.accessibleName() == "Due 4"
    heading.set_count("")
    assert heading.accessibleName() == "Due"


def test_facts_are_read_in_a_line(look, qtbot):
    facts = FactsLine([("map-pin", "Vahdat"), ("users-three", "41 women")])
    qtbot.addWidget(facts)
    assert facts.accessibleName() == "Vahdat, 41 women"


def test_progress_has_a_number_and_is_cancelled_once(look, qtbot):
    line = ProgressLine(cancel="Cancel")
    qtbot.addWidget(line)
    line.tell("Writing the archive, 62 of 100", 62, 100)
    stop = line.findChild(QPushButton)
    with qtbot.waitSignal(line.cancelled):
        stop.click()
    assert not stop.isEnabled()


def changes(count):
    return [
        ChangeView(str(n), "M. Rahimova", "10 Nov", "Participants", "24", "26", "Restore")
        for n in range(count)
    ]


def test_a_change_is_told_whole_and_can_be_taken_back(look, qtbot):
    history = HistoryList(name="History", nothing="nothing")
    qtbot.addWidget(history)
    history.tell(changes(1))
    assert {"M. Rahimova", "10 Nov", "Participants", "24", "26"} <= set(texts(history))
    with qtbot.waitSignal(history.restore_asked, check_params_cb=lambda key: key == "0"):
        history.findChild(QPushButton).click()


def test_a_long_history_is_shown_step_by_step(look, qtbot):
    history = HistoryList(name="History", nothing="nothing")
    qtbot.addWidget(history)
    history.tell(changes(STEP + 10), more="Older changes")
    assert texts(history).count("Participants") == STEP
    [more] = [b for b in history.findChildren(QPushButton) if b.text() == "Older changes"]
    more.click()
    assert texts(history).count("Participants") == STEP + 10


# --- conflicts

VERSIONS = (Version("here", "Here", "M. Rahimova"), Version("there", "Field laptop 3", "D. Nazarov"))
ROWS = (
    CompareRow("people", "Participants", ("24", "26")),
    CompareRow("agreed", "Agreed", ("every month", "every second month"), may_write=True),
    CompareRow("next", "Next meeting", ("3 December", "3 December")),
)


@pytest.fixture
def conflict(look, qtbot):
    made = CompareGrid(
        "Dialogue", VERSIONS, ROWS, CompareWords("Conflict", "nothing", "Write another", "another")
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_equal_rows_need_no_choice(conflict):
    assert not conflict.is_decided()
    conflict.choose("people", "there")
    conflict.choose("agreed", "here")
    assert conflict.is_decided()
    assert conflict.choices() == {"people": Taken("there"), "agreed": Taken("here")}


def test_one_version_is_chosen_for_the_whole_record(conflict, qtbot):
    with qtbot.waitSignal(conflict.changed):
        conflict._radios["", "there"].click()
    assert set(conflict.choices().values()) == {Taken("there")}
    conflict.choose("people", "here")
    assert not conflict._radios["", "there"].isChecked()


def test_another_value_can_be_written(conflict):
    conflict._radios["agreed", ""].click()
    conflict._editors["agreed"].set_value("every other month")
    assert conflict.choices()["agreed"] == Taken("", "every other month")


def test_each_choice_says_what_it_takes(conflict):
    assert conflict._radios["people", "there"].accessibleName() == "Participants, Field laptop 3: 26"


def test_only_words_that_differ_are_marked(look):
    rich = marked("every second month", ["every month"], look=look, tone="good")
    assert rich.startswith("every <span")
    assert ">&nbsp;second&nbsp;</span> month" in rich


@given(st.text(), st.text())
def test_marking_never_lets_mark_up_through(one, other):
    class Plain:
        def colour(self, _name):
            return type("C", (), {"name": lambda _self: "#000000"})()

    rich = marked(one, [other], look=Plain(), tone="warn")
    assert rich.count("<") == rich.count("<span") + rich.count("</span>") + rich.count("<br>")


# --- side lists and figures


def test_what_is_due_opens_its_record(look, qtbot):
    due = DueList(name="Due")
    qtbot.addWidget(due)
    due.tell([DueView("n", "19.11.2026", "Tell the Ministry", "USD 24,000", ChipView("7 days", "warn"))])
    link = due.findChild(QPushButton)
    assert link.accessibleName() == "19.11.2026, Tell the Ministry, USD 24,000"
    with qtbot.waitSignal(due.opened, check_params_cb=lambda key: key == "n"):
        link.click()


def test_a_missing_thing_is_named_and_linked(look, qtbot):
    lacks = CheckList(name="Missing")
    qtbot.addWidget(lacks)
    lacks.tell([CheckView("a", "Script read"), CheckView("b", "The date promised", opens=True)])
    with qtbot.waitSignal(lacks.opened, check_params_cb=lambda key: key == "b"):
        lacks.findChild(QPushButton).click()


def test_a_figure_opens_what_it_counts(look, qtbot):
    figure = Figure("To decide", "1", "All else merged by itself", icon="git-diff")
    qtbot.addWidget(figure)
    with qtbot.waitSignal(figure.opened):
        figure.findChild(QPushButton).click()
    assert figure.findChild(QPushButton).accessibleName() == "To decide: 1"


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_a_balance_is_told_in_words_and_its_parts_open(qapp, look, qtbot, mode):
    theme.apply(qapp, theme=mode)
    balance = Balance(name="Balance")
    qtbot.addWidget(balance)
    parts = [BalancePart("all", "Registered", "100", 100), BalancePart("spent", "Spent", "60", 60)]
    balance.tell([*parts, BalancePart("left", "Left", "-5", -5)])
    balance.resize(300, 60)
    balance.grab()
    assert balance.accessibleName() == "Balance: Registered 100, Spent 60, Left -5"
    with qtbot.waitSignal(balance.opened, check_params_cb=lambda key: key == "all"):
        QTest.mouseClick(balance.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)


LONG = "Пишите о том, что бывает, а не о том, кто и где: ни имён, ни сёл, ни родства. " * 2


def _needs(kind):
    from cspdesk.ui.kit.editors.text import TextEditor
    from cspdesk.ui.kit.formrow import FormRow
    from cspdesk.ui.kit.ways import WayList, WayView

    makers = {
        "banner": lambda: Banner(LONG, "warn", link="Add"),
        "notice": lambda: Notice("Title", LONG),
        "form row": lambda: FormRow("Donor", TextEditor(name="Donor"), help=LONG),
        "ways": lambda: WayList((WayView("a", LONG, LONG, "plus"),)),
        "progress": lambda: ProgressLine(cancel="Cancel"),
        "due": lambda: DueList(name="Due"),
    }
    return makers[kind]()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("kind", ["banner", "notice", "form row", "ways", "progress", "due"])
def test_wrapped_words_are_never_cut(qapp, look, qtbot, kind, scale):
    from cspdesk.ui.kit.layout import STRETCH, VScroll, column, panel

    theme.apply(qapp, theme="light", scale=scale)
    widget = _needs(kind)
    if kind == "progress":
        widget.tell(LONG, 1, 2)
    if kind == "due":
        widget.tell([DueView("a", "09.11.2026", LONG, LONG)])
    page = VScroll(panel(column(widget, STRETCH)))
    qtbot.addWidget(page)
    page.resize(round(340 * scale), 700)
    page.show()

    def whole():
        shown = [part for part in widget.findChildren(QLabel) if part.wordWrap() and part.isVisible()]
        return shown and all(part.height() >= part.heightForWidth(part.width()) for part in shown)

    qtbot.waitUntil(whole, timeout=2000)
