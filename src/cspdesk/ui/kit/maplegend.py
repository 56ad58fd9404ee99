"""The legend of a map: the five classes and what each stands for, beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cspdesk.ui.look import theme


class MapLegend(QWidget):
    """Classes as fields of colour with their spans; the hatch where there is no data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._title = ""
        self._steps: tuple[tuple[int | None, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._look.changed.connect(self.updateGeometry)

    def tell(self, title: str, steps: Sequence[tuple[int | None, str]]) -> None:
        """Show classes as pairs of class and span (``35–49``); a class None is the hatch."""
        self._title, self._steps = title, tuple(steps)
        self.setAccessibleName(f"{title}: {', '.join(text for _step, text in steps)}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self._look.line("caption") + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("caption"))
        metrics = look.metrics("caption")
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.colour("ink3"))
        painter.drawText(self.rect(), middle, self._title)
        x = metrics.horizontalAdvance(self._title) + 10
        for step, text in self._steps:
            swatch = QRectF(x + 0.5, (self.height() - look.px(9)) / 2, look.px(11), look.px(9))
            painter.setPen(
                look.colour("edge") if step in (0, None) or look.theme == "contrast" else Qt.PenStyle.NoPen
            )
            painter.setBrush(look.no_data if step is None else look.sequence(step))
            painter.drawRoundedRect(swatch, 2, 2)
            if step is None:
                painter.setBrush(QBrush(look.colour("ink3"), Qt.BrushStyle.BDiagPattern))
                painter.drawRoundedRect(swatch, 2, 2)
            x += look.px(11) + 6
            painter.setPen(look.colour("ink2"))
            width = metrics.horizontalAdvance(text)
            painter.drawText(QRectF(x, 0, width + 2, self.height()), middle, text)
            x += width + 10
