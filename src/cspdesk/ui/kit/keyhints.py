"""Key hints: what the keyboard does here; the last ones give way where the width ends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import row
from cspdesk.ui.look import theme


class KeyHints(QWidget):
    """Pairs of a key and what it does, and a count at the right."""

    def __init__(self, hints: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._hints: list[QWidget] = []
        self._count = label("", "hint")
        self._row = row(spacing=12, margins=(20, 6, 20, 6))
        self._row.addStretch(1)
        self._row.addWidget(self._count)
        self.setObjectName("sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(hints)

    def say(self, hints: Sequence[tuple[str, str]], count: str = "") -> None:
        """Show other hints; ``count`` is a whole phrase (``5 statements``)."""
        for old in self._hints:
            old.hide()
            old.deleteLater()
        self._hints = []
        for place, (key, text) in enumerate(hints):
            hint = QWidget()
            hint.setLayout(row(label(key, "key"), label(text, "small"), spacing=5))
            self._hints.append(hint)
            self._row.insertWidget(place, hint)
        self.setAccessibleName(", ".join(f"{key}: {text}" for key, text in hints))
        self.set_count(count)

    def set_count(self, count: str) -> None:
        """Show how many there are."""
        self._count.setText(count)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 40 - self._count.sizeHint().width()
        for hint in self._hints:
            room -= hint.sizeHint().width() + 12
            hint.setVisible(room >= 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
