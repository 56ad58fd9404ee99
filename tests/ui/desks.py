"""An open desk in a window that a test drives: real services, real folder, everything at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.domain.clock import Clock
from cspdesk.i18n.catalogue import Translator
from cspdesk.presenters.background import Immediate
from cspdesk.presenters.navigation import Spot
from cspdesk.services.workspace import Workspace
from cspdesk.ui.inside import OpenDesk
from cspdesk.ui.preferences import Preferences
from cspdesk.ui.wishes import Wishes


class Driven:
    """An open desk whose time passes when the test says so."""

    def __init__(self, workspace: Workspace, clock: Clock, words: Translator, settings: Path) -> None:
        self.workspace = workspace
        self.background = Immediate()
        self.wishes = Wishes(Preferences(settings))
        self.desk = OpenDesk(workspace, self.background, self.wishes, clock, words, Spot("today"))
        self.shell = self.desk.shell
        self.shell.resize(1366, 768)
        self.shell.show()
        self.shell.activateWindow()
        # without an active window nothing has the keyboard
        assert QTest.qWaitForWindowActive(self.shell, 2_000)
        self.settle()

    def settle(self) -> None:
        """Let Qt lay out and deliver what it has put off."""
        for _ in range(4):
            QApplication.processEvents()

    def go(self, place: str, **within: str) -> QWidget:
        """Open a place; gives its screen."""
        self.desk.navigation.go(place, **within)
        self.settle()
        return self.shell.screen_now

    def close(self) -> None:
        """Leave the desk as locking does."""
        self.desk.close()
        self.shell.close()
        self.shell.deleteLater()
        self.settle()


def visible(root: QWidget) -> Iterator[QWidget]:
    """Every widget that is seen within ``root``."""
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and not widget.visibleRegion().isEmpty():
            yield widget
