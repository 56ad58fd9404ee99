"""The window: the way in, locking at once and when left alone, and no word of a bug but plain ones."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from cspdesk.domain.ids import Ids
from cspdesk.i18n.catalogue import english
from cspdesk.services.workspace import Workspace
from cspdesk.ui.app import Speech
from cspdesk.ui.faulthook import FaultHook
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.look import theme
from cspdesk.ui.preferences import Preferences
from cspdesk.ui.screens.beginning import BeginPage
from cspdesk.ui.screens.coalition import CoalitionScreen
from cspdesk.ui.screens.concerns import ConcernsScreen
from cspdesk.ui.screens.consultations import ConsultationsScreen
from cspdesk.ui.screens.form_head import FormHead
from cspdesk.ui.screens.today import TodayScreen
from cspdesk.ui.shell import Shell
from cspdesk.ui.tasks import Tasks
from cspdesk.ui.window import Window
from tests.conftest import FixedClock
from tests.store.desks import FAST, PASSPHRASE
from tests.templates import Templates, opened_copy
from tests.ui.desks import Driven, visible

Opened = Callable[..., Window]


@pytest.fixture
def open_window(
    look: theme.Look,
    qapp: QApplication,
    tmp_path: Path,
    templates: Templates,
    clock: FixedClock,
    ids: Ids,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Opened]:
    """Windows before their desk is open: an empty folder, or one with a desk in it."""
    monkeypatch.setenv("CSPDESK_TIDE", str(tmp_path / "tides"))
    opened: list[Window] = []

    def make(*, with_desk: bool) -> Window:
        folder = tmp_path / "desk"
        if with_desk:
            opened_copy(templates.new("plain"), folder, clock, ids).close()
        preferences = Preferences(tmp_path / "window.ini")
        window = Window(
            preferences,
            Tasks(),
            Speech(qapp),
            folder=folder,
            language="en",
            clock=clock,
            ids=ids,
            kdf=FAST,
        )
        window.show()
        opened.append(window)
        return window

    yield make
    for window in opened:
        window.close()
        window.deleteLater()
    Speech(qapp)("en")


@pytest.fixture
def unlocked(open_window: Opened, qtbot) -> Window:
    """A window with its desk open."""
    window = open_window(with_desk=True)
    window.unlock.line.setText(PASSPHRASE)
    window.unlock.open.click()
    qtbot.waitUntil(lambda: window.inside is not None, timeout=10_000)
    return window


def shell(window: Window) -> Shell:
    assert window.inside is not None
    found = window.inside.widget
    assert isinstance(found, Shell)
    return found


def test_a_wrong_passphrase_says_so_and_what_to_look_at(open_window: Opened, qtbot):
    window = open_window(with_desk=True)
    window.unlock.line.setText("something else")
    window.unlock.open.click()
    qtbot.waitUntil(lambda: window.entrance.fault is not None, timeout=10_000)
    assert window.inside is None
    assert "Wrong passphrase" in window.unlock.line.accessibleDescription()


def test_the_passphrase_is_shown_and_hidden_again_by_mouse_or_key(open_window: Opened):
    window = open_window(with_desk=True)
    line, eye = window.unlock.line, window.unlock._showing
    assert eye.accessibleName()
    eye.click()
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    QTest.keyClick(eye, Qt.Key.Key_Space)
    assert line.echoMode() == QLineEdit.EchoMode.Password
    eye.click()
    window.unlock.clear()
    assert line.echoMode() == QLineEdit.EchoMode.Password


def test_a_new_organisation_is_made_in_one_page(open_window: Opened, qtbot):
    window = open_window(with_desk=False)
    window.entrance.show("begin")
    page = window._begin["begin"]
    assert isinstance(page, BeginPage)
    for row, text in zip(
        page._rows, ("Чашма", "М. Раҳимова", "чор калимаи аҷиб", "чор калимаи аҷиб"), strict=True
    ):
        row.editor.set_value(text)
    page.begin.click()
    qtbot.waitUntil(lambda: window.inside is not None, timeout=20_000)
    qtbot.waitUntil(lambda: shell(window).session.whose.organisation == "Чашма", timeout=5_000)


def test_enter_walks_through_the_fields_and_from_the_last_one_begins(open_window: Opened, qtbot):
    window = open_window(with_desk=False)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 2_000)
    window.entrance.show("begin")
    page = window._begin["begin"]
    assert isinstance(page, BeginPage)
    for row, text in zip(
        page._rows, ("Чашма", "М. Раҳимова", "чор калимаи аҷиб", "чор калимаи аҷиб"), strict=True
    ):
        assert row.editor.isAncestorOf(QApplication.focusWidget())
        row.editor.set_value(text)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.inside is not None, timeout=20_000)


def test_an_open_desk_keeps_the_keyboard_while_its_language_is_switched(unlocked: Window, qtbot):
    unlocked.activateWindow()
    assert QTest.qWaitForWindowActive(unlocked, 2_000)
    shell(unlocked).navigation.go("reports")
    qtbot.waitUntil(lambda: shell(unlocked).screen_now.isAncestorOf(QApplication.focusWidget()))
    unlocked._on_language("ru")
    assert shell(unlocked).isAncestorOf(QApplication.focusWidget())


def test_passphrases_that_differ_are_told_before_anything_is_made(open_window: Opened):
    window = open_window(with_desk=False)
    window.entrance.begin("Чашма", "М. Раҳимова", "one", "two")
    assert window.entrance.fault is not None
    assert not window.entrance.has_desk


def test_locking_saves_closes_and_asks_again(unlocked: Window, clock, ids, qtbot):
    shell(unlocked).navigation.go("consultations", act="new")
    screen = shell(unlocked).screen_now
    assert isinstance(screen, ConsultationsScreen)
    assert screen.form is not None
    screen.form.form.edit("title", "Роҳ")
    folder = unlocked.entrance.folder
    unlocked.lock()
    assert unlocked.inside is None
    with Workspace.open(folder, PASSPHRASE, clock=clock, ids=ids, kdf=FAST) as workspace:
        assert workspace.records.list("consultation").total == 1


def test_after_unlocking_the_form_is_open_where_it_was(unlocked: Window, qtbot):
    shell(unlocked).navigation.go("consultations", act="new")
    screen = shell(unlocked).screen_now
    assert isinstance(screen, ConsultationsScreen)
    assert screen.form is not None
    screen.form.form.edit("title", "Роҳ")
    unlocked.lock()
    unlocked.unlock.line.setText(PASSPHRASE)
    unlocked.unlock.open.click()
    qtbot.waitUntil(lambda: unlocked.inside is not None, timeout=10_000)

    def title() -> object:
        now = shell(unlocked).screen_now
        assert isinstance(now, ConsultationsScreen)
        return now.form.form.state.value("title") if now.form is not None else None

    qtbot.waitUntil(lambda: title() == "Роҳ", timeout=5_000)


def test_a_desk_left_alone_locks_itself(unlocked: Window, clock: FixedClock):
    clock.advance(timedelta(minutes=4))
    unlocked.lock_if_idle()
    assert unlocked.inside is not None
    clock.advance(timedelta(minutes=2))
    unlocked.lock_if_idle()
    assert unlocked.inside is None


def test_the_prompt_says_whose_desk_was_locked(unlocked: Window, qtbot):
    qtbot.waitUntil(lambda: bool(unlocked.inside and unlocked.inside.organisation), timeout=5_000)
    unlocked.lock()
    assert unlocked.entrance.organisation == "Чашма"


def test_a_bug_becomes_a_report_and_plain_words(unlocked: Window, clock: FixedClock, tmp_path: Path):
    hook = FaultHook(clock, unlocked.tell, place=tmp_path / "reports")
    error = KeyError("Раҳимова")
    hook(KeyError, error, None)
    (report,) = (tmp_path / "reports").iterdir()
    assert "Раҳимова" not in report.read_text("utf-8")
    trouble = shell(unlocked).session.trouble
    assert trouble is not None
    assert english().t(trouble.what) == "The program made a mistake."


def test_the_language_is_switched_before_any_desk_is_open(open_window: Opened):
    window = open_window(with_desk=True)
    window.front.language_chosen.emit("tg")
    assert window.words.language.code == "tg"
    assert Preferences(window.entrance.folder.parent / "window.ini").language == "tg"


def test_what_opens_a_desk_is_loaded_without_what_single_files_need():
    code = (
        "import builtins, sys; from cspdesk.ui.loading import load; load();"
        "print(builtins.__import__.__name__, *{'openpyxl', 'docx', 'icalendar'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[1:] == [], "Decision 0021: read in with the first such file."
    assert done.stdout.split()[0] != "__feature_import__", "PySide6's import reads every module's source."


def test_enrolling_begins_on_its_first_step(driven: Driven):
    driven.go("coalition", act="enrol")
    screen = driven.shell.screen_now
    assert isinstance(screen, CoalitionScreen)
    assert QApplication.focusWidget() is screen.enrol_steps.choose
    screen.leave_part()
    driven.settle()
    screen.enrol.setFocus()
    screen.enrol.click()
    driven.settle()
    assert QApplication.focusWidget() is screen.enrol_steps.choose


def test_large_letters_cut_no_fact_of_a_meeting(open_driven: Callable[..., Driven], qapp: QApplication):
    theme.apply(qapp, theme="light", scale=2)
    driven = open_driven("tg")
    driven.shell.resize(1024, 700)
    driven.go("consultations", act="new")
    driven.settle()
    (head,) = driven.shell.screen_now.findChildren(FormHead)
    assert head.heightForWidth(head.width()) > head.minimumSizeHint().height(), "otherwise nothing is tested"
    assert head.height() >= head.heightForWidth(head.width())


def test_an_empty_picture_of_concerns_gives_the_keyboard_to_its_first_step(driven: Driven):
    screen = driven.go("concerns")
    assert isinstance(screen, ConcernsScreen)
    assert screen.empty.isVisibleTo(screen)
    begin = screen.focusWidget()
    assert isinstance(begin, Button)
    begin.click()
    driven.settle()
    assert isinstance(driven.shell.screen_now, ConsultationsScreen)


def test_no_heading_stands_over_nothing_that_falls_due(driven: Driven):
    screen = driven.go("today")
    assert isinstance(screen, TodayScreen)
    assert not screen.presenter.dues()
    said = [one.text() for one in visible(screen) if isinstance(one, QLabel)]
    assert "Nothing waits for you" in said
    assert "Due" not in said
