"""What an open desk asks of the window that holds it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from cspdesk.ui.preferences import Preferences


class Wishes(QObject):
    """What an open desk asks of the window, and how the person likes it."""

    lock_asked = Signal()
    language_chosen = Signal(str)

    def __init__(self, preferences: Preferences | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences or Preferences()
