"""The large choices of a first page: each a card with a picture, a name and what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import column, empty_out, row


@dataclass(frozen=True, slots=True)
class WayView:
    """One way to go on."""

    key: str
    title: str
    second: str
    icon: str
    first: bool = False  # the one most people want: its icon in accent


class WayList(QWidget):
    """Ways one under another; ``taken`` with the key of one, Up and Down walk."""

    taken = Signal(str)

    def __init__(self, ways: Sequence[WayView] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ways: list[_Way] = []
        self._column = column(spacing=8)
        self.setLayout(self._column)
        self.tell(ways)

    def tell(self, ways: Sequence[WayView]) -> None:
        """Show these."""
        empty_out(self._column)
        self._ways = []
        for view in ways:
            way = _Way(view)
            way.clicked.connect(lambda _on=False, key=view.key: self.taken.emit(key))
            way.walked.connect(self._walk)
            self._ways.append(way)
            self._column.addWidget(way)
        if self._ways:
            self.setFocusProxy(self._ways[0])

    def _walk(self, step: int) -> None:
        here = next((at for at, way in enumerate(self._ways) if way.hasFocus()), 0)
        self._ways[(here + step) % len(self._ways)].setFocus(Qt.FocusReason.TabFocusReason)


class _Way(QPushButton):
    walked = Signal(int)

    def __init__(self, view: WayView) -> None:
        super().__init__()
        self.setProperty("kind", "way")
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.second)
        words = column(
            label(view.title, "strong", wrap=True), label(view.second, "small", wrap=True), spacing=2
        )
        icon = Icon(view.icon, "accent" if view.first else "ink2", 22)
        self._line = row(icon, (words, 1), Icon("caret-right", "ink3"), spacing=14, margins=(16, 14, 14, 14))
        self.setLayout(self._line)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._line.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._line.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._line.totalMinimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
