"""The legend of a map: the five classes and what each stands for, beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import row
from cspdesk.ui.look import theme


class MapLegend(Flow):
    """Classes as fields of colour with their spans; the hatch where there is no data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=10, line_spacing=4, parent=parent)

    def tell(self, title: str, steps: Sequence[tuple[int | None, str]]) -> None:
        """Show classes as pairs of class and span (``35–49``); a class None is the hatch."""
        self.clear()
        self.add(label(title, "caption"))
        for step, text in steps:
            held = QWidget()
            held.setLayout(row(_Field(step), label(text, "caption"), spacing=6))
            self.add(held)
        self.setAccessibleName(f"{title}: {', '.join(text for _step, text in steps)}")


class _Field(QWidget):
    """The colour of a class, or the hatch."""

    def __init__(self, step: int | None) -> None:
        super().__init__()
        self._look = theme.current()
        self._step = step
        self._look.dress(self._restyle)

    def _restyle(self) -> None:
        self.setFixedSize(QSize(self._look.px(12), self._look.px(10)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, step = self._look, self._step
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        fill = look.no_data if step is None else look.sequence(step)
        rimmed = step in (0, None) or look.theme == "contrast"
        painter.setPen(look.colour("edge") if rimmed else fill)
        painter.setBrush(fill)
        painter.drawRoundedRect(field, 2, 2)
        if step is None:
            painter.setBrush(QBrush(look.colour("ink3"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(field, 2, 2)
