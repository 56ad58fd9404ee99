"""A course over time: a spark in a row, or a line with its points, first and last named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cspdesk.ui.kit.charts import Chart, Mark
from cspdesk.ui.look.theme import Look

_HEIGHT: Final = 140  # px at 100 %


def paint_trend(painter: QPainter, look: Look, rect: QRectF, values: Sequence[int]) -> None:
    """Paint a spark: a thin line, its last point in accent."""
    points = _points(rect.adjusted(3, 3, -5, -3), values, floor=min(values))
    pen = QPen(
        look.colour("ink3"), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent"))
    painter.drawEllipse(points[-1], 2.6, 2.6)


def _points(rect: QRectF, values: Sequence[int], *, floor: int) -> list[QPointF]:
    span = (max(values) - floor) or 1
    step = rect.width() / max(1, len(values) - 1)
    return [
        QPointF(rect.left() + at * step, rect.bottom() - (value - floor) / span * rect.height())
        for at, value in enumerate(values)
    ]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One time: its key, its name, its number, and the number as it is written."""

    key: str
    text: str
    value: int
    shown: str


class TrendLine(Chart):
    """One line from zero; each point opens what it counts."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self._times: tuple[TrendPoint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, times: Sequence[TrendPoint]) -> None:
        """Show these times in their order."""
        self._times = tuple(times)
        self.describe()
        self.update()

    def table_rows(self) -> list[tuple[str, ...]]:
        """A row for each time."""
        return [(time.text, time.shown) for time in self._times]

    def marks(self) -> list[Mark]:
        """Every point, with room around it to be pressed."""
        if not self._times:
            return []
        area = self._area()
        half = max(8, int(area.width() / max(1, len(self._times) - 1) / 2))
        points = _points(area, [time.value for time in self._times], floor=0)
        return [
            Mark(
                time.key,
                QRect(int(at.x()) - min(half, 14), int(at.y()) - 12, 2 * min(half, 14), 24),
                f"{time.text}: {time.shown}",
            )
            for time, at in zip(self._times, points, strict=True)
        ]

    def _area(self) -> QRectF:
        line = self.look.line("caption")
        side = max(24.0, self.look.metrics("caption").horizontalAdvance("00 000") / 2)
        return QRectF(self.rect()).adjusted(side, line + 6, -side, -line - 4)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(360), self.look.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._times:
            return
        look = self.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        painter.setPen(look.colour("line"))
        painter.drawLine(
            QPointF(area.left(), area.bottom() + 0.5), QPointF(area.right(), area.bottom() + 0.5)
        )
        points = _points(area, [time.value for time in self._times], floor=0)
        painter.setPen(QPen(look.category(0), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(look.colour("paper"), 1.5))
        painter.setBrush(look.category(0))
        for point in points:
            painter.drawEllipse(point, 3.4, 3.4)
        painter.setFont(look.font("caption"))
        named = {0, len(points) - 1, max(range(len(points)), key=lambda at: self._times[at].value)}
        current = self.current()
        named |= {
            at for at, time in enumerate(self._times) if current is not None and time.key == current.key
        }
        centre = Qt.AlignmentFlag.AlignHCenter
        drawn: list[QRectF] = []
        painter.setPen(look.colour("ink"))
        for at in sorted(named, key=lambda at: (at not in (0, len(points) - 1), at)):
            x, time = points[at].x(), self._times[at]
            wide = look.metrics("caption").horizontalAdvance(time.shown) + 4
            left = max(0.0, min(x - wide / 2, self.width() - wide))
            spot = QRectF(left, points[at].y() - look.line("caption") - 6, wide, 20)
            if not any(spot.intersects(other) for other in drawn):  # the ends come first
                drawn.append(spot)
                painter.drawText(spot, centre, time.shown)
        for at in {0, len(points) - 1}:
            painter.setPen(look.colour("ink3"))
            spot = QRectF(points[at].x() - 60, area.bottom() + 4, 120, look.line("caption"))
            painter.drawText(spot, centre, self._times[at].text)
