"""A line of life: what was signed, came, was told and is due, each on its day; time and money beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cspdesk.ui.kit.charts import Chart, Mark

Shape = Literal["done", "open", "due", "late"]
_HEIGHT: Final = 92  # px at 100 %
_DOT: Final = 5
_SIDE: Final = 8


@dataclass(frozen=True, slots=True)
class LifeMark:
    """One event: its day, what stands by it, the whole of it in words, and how it stands."""

    key: str
    day: date
    text: str
    spoken: str
    shape: Shape = "done"


@dataclass(frozen=True, slots=True)
class Life:
    """From its first to its last day; ``time`` and ``spent`` are what is gone, in tenths of a per cent."""

    first: date
    last: date
    today: date
    marks: tuple[LifeMark, ...]
    time: int
    spent: int
    time_text: str
    spent_text: str


class LifeLine(Chart):
    """Marks over an axis of time, beneath it two bars: the time that is gone, the money that is spent."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self._life: Life | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, life: Life | None) -> None:
        """Show another life; none hides the line."""
        self._life = life
        self.setVisible(life is not None)
        self.describe()
        self.restyle()

    def table_rows(self) -> list[tuple[str, ...]]:
        """A row for each event, then time and money."""
        if self._life is None:
            return []
        told = [(mark.spoken,) for mark in self._life.marks]
        return [*told, (self._life.time_text,), (self._life.spent_text,)]

    def marks(self) -> list[Mark]:
        """Every event where it stands; events of near days stand side by side."""
        if self._life is None:
            return []
        side = self.look.px(2 * _DOT + 6)
        y = int(self._axis()) - side // 2
        return [
            Mark(mark.key, QRect(int(x) - side // 2, y, side, side), mark.spoken)
            for mark, x in zip(self._life.marks, self._places(self._life), strict=True)
        ]

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(400), self.look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(200), self.look.px(_HEIGHT))

    # --- places

    def _axis(self) -> float:
        return float(self.look.line("caption") + self.look.px(12))

    def _x(self, life: Life, day: date) -> float:
        room = self.width() - 2 * self.look.px(_SIDE)
        days = max(1, (life.last - life.first).days)
        gone = min(max(0, (day - life.first).days), days)
        return self.look.px(_SIDE) + room * gone / days

    def _places(self, life: Life) -> list[float]:
        """Where marks stand: on their days, pushed apart so that each can be seen and pressed."""
        least = self.look.px(2 * _DOT + 3)
        places: list[float] = []
        for mark in life.marks:
            x = self._x(life, mark.day)
            places.append(max(x, places[-1] + least) if places else x)
        over = places[-1] - (self.width() - self.look.px(_SIDE)) if places else 0
        if over > 0:
            places[-1] -= over
            for at in range(len(places) - 2, -1, -1):
                places[at] = min(places[at], places[at + 1] - least)
        return places

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        life = self._life
        if life is None:
            return
        look = self.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axis, side = self._axis(), look.px(_SIDE)
        painter.setPen(QPen(look.colour("edge"), 1.5))
        painter.drawLine(QPointF(side, axis), QPointF(self.width() - side, axis))
        if life.first <= life.today <= life.last:
            x = self._x(life, life.today)
            painter.setPen(QPen(look.colour("accent"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, axis - look.px(9)), QPointF(x, axis + look.px(9)))
        places = self._places(life)
        self._paint_texts(painter, life, places)
        for mark, x in zip(life.marks, places, strict=True):
            self._paint_mark(painter, QPointF(x, axis), mark.shape)
        self._paint_bars(painter, life)

    def _paint_mark(self, painter: QPainter, at: QPointF, shape: Shape) -> None:
        """Full where it happened, hollow where it is to come, a square where it is due."""
        look, size = self.look, float(self.look.px(_DOT))
        tone = {"done": "accent", "open": "accent", "due": "warn", "late": "bad"}[shape]
        painter.setPen(QPen(look.colour(tone), 1.6))
        painter.setBrush(look.colour(tone if shape in ("done", "late") else "paper"))
        if shape in ("due", "late"):
            painter.drawRect(QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size))
        else:
            painter.drawEllipse(at, size, size)

    def _paint_texts(self, painter: QPainter, life: Life, places: Sequence[float]) -> None:
        """What stands by the marks, as far as there is room; the rest is told by its mark."""
        look = self.look
        metrics = look.metrics("caption")
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("ink2"))
        until = -1.0
        for mark, x in zip(life.marks, places, strict=True):
            width = metrics.horizontalAdvance(mark.text)
            left = min(max(0.0, x - width / 2), float(self.width() - width))
            if left > until and width < self.width():
                place = QRectF(left, 0, width + 1, look.line("caption"))
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft, mark.text)
                until = left + width + look.px(10)

    def _paint_bars(self, painter: QPainter, life: Life) -> None:
        look, side = self.look, self.look.px(_SIDE)
        top = self._axis() + look.px(14)
        line = look.line("caption")
        painter.setFont(look.font("caption"))
        half = (self.width() - 2 * side - look.px(16)) / 2
        bars = ((life.time, life.time_text, "edge"), (life.spent, life.spent_text, "accent"))
        for at, (share, text, tone) in enumerate(bars):
            left = side + at * (half + look.px(16))
            painter.setPen(look.colour("ink2"))
            words = look.metrics("caption").elidedText(text, Qt.TextElideMode.ElideRight, int(half))
            painter.drawText(QRectF(left, top, half, line), Qt.AlignmentFlag.AlignLeft, words)
            bar = QRectF(left, top + line + look.px(3), half, look.px(6))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("line"))
            painter.drawRoundedRect(bar, 3, 3)
            bar.setWidth(half * min(1000, max(0, share)) / 1000)
            painter.setBrush(look.colour(tone))
            painter.drawRoundedRect(bar, 3, 3)
