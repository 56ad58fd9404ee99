"""The program's own mark: three lines of text on a coloured tile."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cspdesk.ui.look import theme

_SIDE = 48
_BARS = ((10, 27, 24, 4), (10, 19.5, 18, 4), (10, 12, 11, 4))
_GRID = 44


class Mark(QWidget):
    """The mark, as large as the text asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._look.dress(self._restyle)

    def _restyle(self) -> None:
        side = self._look.px(_SIDE)
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.scale(self.width() / _GRID, self.height() / _GRID)
        painter.setBrush(self._look.colour("accent"))
        painter.drawRoundedRect(QRectF(0, 0, _GRID, _GRID), _GRID * 0.24, _GRID * 0.24)
        painter.setBrush(self._look.colour("on_accent"))
        for left, top, width, height in _BARS:
            painter.drawRoundedRect(QRectF(left, top, width, height), 2, 2)
