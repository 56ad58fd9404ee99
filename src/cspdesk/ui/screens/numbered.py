"""A numbered step: its number as a key at the left, what is done beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QWidget

from cspdesk.ui.kit.layout import row
from cspdesk.ui.kit.rank import SIDE, paint_rank
from cspdesk.ui.look import theme


class Numbered(QWidget):
    """One step of several."""

    def __init__(self, number: int, content: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        key = _Key(number)
        held = QWidget()
        held.setLayout(content)
        line = row(key, (held, 1), spacing=14)
        line.setAlignment(key, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)


class _Key(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._look = theme.current()
        self._look.dress(self._restyle)

    def _restyle(self) -> None:
        side = self._look.px(SIDE)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_rank(painter, self._look, QRectF(self.rect()), self._number)
