"""One dressed application for every test of the window, drawn off the screen."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.ui.look import theme
from cspdesk.ui.look.immortal import hold_constants

hold_constants()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def look(qapp: QApplication) -> Iterator[theme.Look]:
    """The light look at 100 %; put back after a test that changed it."""
    worn = theme.apply(qapp, theme="light", scale=1.0)
    yield worn
    # Widgets of the test are gone before the next theme is put on, or it would style them too.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if (worn.theme, worn.scale) != ("light", 1.0):
        theme.apply(qapp, theme="light", scale=1.0)


@pytest.fixture
def typed():
    """Type into a widget as a keyboard does, Cyrillic too (qtbot.keyClicks aborts on it)."""

    def write(widget: QWidget, text: str, key: int = 0, mods=Qt.KeyboardModifier.NoModifier) -> None:
        for letter in text or [""]:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, key, mods, letter))

    return write


@pytest.fixture
def middle():
    """The centre of a widget, where a mouse would press it."""
    return lambda widget: QPoint(widget.width() // 2, widget.height() // 2)
