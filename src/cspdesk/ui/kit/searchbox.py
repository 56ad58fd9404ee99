"""The search field of a list: searches while one types, Esc empties it, Down goes to the list."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cspdesk.ui.kit.lineicons import LineIcons

PAUSE: Final = 80  # ms after the last key


class SearchBox(QLineEdit):
    """``searched`` with the text a moment after the last key, ``went_down`` for Down and Enter."""

    searched = Signal(str)
    went_down = Signal()

    def __init__(
        self, *, name: str, placeholder: str = "", clear: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setMaxLength(200)
        self._icons = LineIcons(self)
        self._icons.lead("magnifying-glass")
        self._emptying = self._icons.trail("x", clear, self._empty)
        self._emptying.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._on_changed)
        self.set_words(name, placeholder)

    def set_words(self, name: str, placeholder: str = "") -> None:
        """Change the words, after a switch of language or of what is counted."""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder or name)

    def _on_changed(self, text: str) -> None:
        self._emptying.setVisible(bool(text))
        self._icons.place()
        self._pause.start()

    def _search(self) -> None:
        self.searched.emit(self.text().strip())

    def _empty(self) -> None:
        self.clear()
        self._pause.stop()
        self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self._empty()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if self._pause.isActive():
                self._pause.stop()
                self._search()
            self.went_down.emit()
        else:
            super().keyPressEvent(event)
