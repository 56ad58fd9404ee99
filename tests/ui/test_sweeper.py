"""Garbage with widgets in it: never on a worker's thread, never in the middle of an event."""

import gc
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from cspdesk.ui.tasks import Tasks


class Ring(QWidget):
    """Keeps itself: only a collection finds it once nobody else does."""

    def __init__(self):
        super().__init__()
        self.me = self
        self.line = QLineEdit(self)


def litter():
    for _ in range(100_000):
        ring = []
        ring.append(ring)


@pytest.fixture
def tasks(look):
    made = Tasks()
    yield made
    made.close()


def watched(ring):
    """The threads on which it was destroyed; empty while it is there."""
    gone = []
    note = lambda: gone.append(threading.current_thread())  # noqa: E731 - takes what the signal gives
    ring.destroyed.connect(note, Qt.ConnectionType.DirectConnection)
    return gone


def test_a_widget_in_the_garbage_of_a_worker_goes_on_the_windows_thread(tasks):
    gone = watched(Ring())
    tasks.finish(litter)
    assert gone == []
    tasks.sweeper.sweep()
    assert gone == [threading.main_thread()]


def test_the_window_sweeps_by_itself(tasks, qtbot):
    gone = watched(Ring())
    litter()
    qtbot.waitUntil(lambda: gone != [], timeout=10_000)


def test_what_is_old_is_swept_once_a_quarter_is_new(tasks):
    ring = Ring()
    gone = watched(ring)
    gc.collect()
    del ring
    size = len(gc.get_objects())
    new = []
    while not gone and len(new) < size:
        new.extend([] for _ in range(1_000))
        tasks.sweeper.sweep()
    assert size // 5 < len(new) < size // 2


def test_nothing_is_collected_while_qt_takes_a_window_down(look):
    gc.enable()
    tasks = Tasks()
    assert not gc.isenabled()
    gone = watched(Ring())
    tasks.close()
    litter()
    assert not gc.isenabled()
    assert gone == [], "Qt holds locks in there: what is destroyed within waits for them for ever."


def test_a_window_lives_as_long_as_its_test(look, qtbot):
    def made():
        window = Ring()
        qtbot.addWidget(window)
        return window.line

    line = made()
    gc.collect()
    assert isValid(line)
