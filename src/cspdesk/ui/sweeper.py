"""Collects Python's garbage in the window's thread alone, and between two events.

Measured with PySide 6.12: where the interpreter collects on a worker's thread, and it does so wherever
memory happens to be asked for, the widgets and timers in that garbage are destroyed on that thread while
Qt uses its lists of them on the window's.  On the window's own thread it may do so in the middle of
an event, beneath a widget that is just being given the focus, or within a call of Qt that holds a lock:
what is destroyed there waits for that lock for ever.  So the interpreter never collects by itself again in
a process that had a window, not while the window is closing either.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_PAUSE_MS: Final = 1_000


class Sweeper(QObject):
    """From when it is made nothing but a sweeper collects in this process; made on the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._old = len(gc.get_objects(2))
        self._pause = QTimer(self)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.sweep)
        gc.disable()
        self._pause.start()

    def sweep(self) -> None:
        """Collect what the interpreter would have collected by now; everything, where a quarter is new."""
        young, middle, *_ = gc.get_count()
        most_young, most_middle, *_ = gc.get_threshold()
        if middle > most_middle:
            # all of an open desk takes a third of a second: as rarely as the interpreter itself
            grown = len(gc.get_objects(2)) > self._old + self._old // 4
            gc.collect(2 if grown else 1)
            if grown:
                self._old = len(gc.get_objects(2))
        elif young > most_young:
            gc.collect(0)

    def stop(self) -> None:
        """Sweep no more; what is garbage now is left to the end of the process, or to the next sweeper."""
        self._pause.stop()
