"""One dressed application for every test of the window, drawn off the screen."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cspdesk.domain.ids import Ids
from cspdesk.i18n.catalogue import translator
from cspdesk.i18n.languages import find_language
from cspdesk.ui.look import theme
from cspdesk.ui.look.immortal import hold_constants
from tests.conftest import FixedClock
from tests.templates import Templates, opened_copy
from tests.ui.desks import Driven

_TESTS = count(1)
_ALL_OF_IT = 20

hold_constants()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """Garbage goes between two tests alone; see ``cspdesk.ui.sweeper``.  All of it takes long: seldom."""
    gc.disable()
    yield
    gc.collect(1 if next(_TESTS) % _ALL_OF_IT else 2)


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
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """What is added lives as long as its test; pytest-qt keeps it weakly.

    A window of which a test keeps a child alone is garbage otherwise, and goes when Python collects, with
    the very child that Qt is giving the focus.
    """
    held: list[QWidget] = []
    add = qtbot.addWidget

    def hold(widget: QWidget, **more: Any) -> None:
        held.append(widget)
        add(widget, **more)

    monkeypatch.setattr(qtbot, "addWidget", hold)
    return qtbot


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


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """Desks made once."""
    return Templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture
def open_driven(
    look: theme.Look,
    tmp_path: Path,
    templates: Templates,
    clock: FixedClock,
    ids: Ids,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Driven]]:
    """Opens desks in windows of their own: empty ones, or with the sample in a language."""
    monkeypatch.setenv("CSPDESK_TIDE", str(tmp_path / "tides"))
    opened: list[Driven] = []

    def make(language: str = "en", *, sample: bool = False) -> Driven:
        template = templates.new(f"sample-{language}" if sample else "plain", language=language * sample)
        workspace = opened_copy(template, tmp_path / f"desk-{len(opened)}", clock, ids)
        spoken = find_language(language)
        assert spoken is not None
        opened.append(Driven(workspace, clock, translator(spoken), tmp_path / "window.ini"))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


@pytest.fixture
def driven(open_driven: Callable[..., Driven]) -> Driven:
    """An empty desk, open, in English."""
    return open_driven()
