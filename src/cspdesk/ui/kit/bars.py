"""A ranked list with bars: what people name most, by women and men or by any other breakdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cspdesk.ui.kit.charts import Chart, Mark
from cspdesk.ui.kit.tablemodel import broken
from cspdesk.ui.kit.trend import paint_trend

_ROW: Final = 34  # px at 100 %
_ROW_OF_TWO: Final = 40
_HEAD: Final = 24
_BAR: Final = 10
_RANK: Final = 24
_TREND: Final = 84
_TREND_FITS: Final = 420  # logical px below which the course gives way to the bars


@dataclass(frozen=True, slots=True)
class BarValue:
    """One bar: how long (in thousandths of the longest), and the figure as it is written.

    ``share`` None is a figure that is hidden or unknown: no bar, only ``shown``.
    """

    share: int | None
    shown: str


@dataclass(frozen=True, slots=True)
class BarView:
    """One row: its key, its words, a bar for each series, and its course over time, if any."""

    key: str
    text: str
    values: tuple[BarValue, ...]
    trend: tuple[int, ...] = ()
    trend_spoken: str = ""


@dataclass(frozen=True, slots=True)
class BarHeads:
    """Names above the columns: what is ranked, each series, and the course."""

    text: str
    series: tuple[str, ...]
    trend: str = ""


class RankedBars(Chart):
    """``opened`` with ``row`` for a row's words or ``row/place`` for the bar of a series."""

    def __init__(
        self, heads: BarHeads, *, name: str, ranked: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(name=name, parent=parent)
        self._heads = heads
        self._rows: tuple[BarView, ...] = ()
        self._ranked = ranked
        self._chosen_row = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, rows: Sequence[BarView], heads: BarHeads | None = None) -> None:
        """Show these rows in their order."""
        self._rows = tuple(rows)
        if heads is not None:
            self._heads = heads
        self.describe()
        self.updateGeometry()
        self.update()

    def choose(self, key: str) -> None:
        """Mark a row, in heavier words."""
        self._chosen_row = key
        self.update()

    def table_rows(self) -> list[tuple[str, ...]]:
        """Heads, then a row for each row."""
        heads = (self._heads.text, *self._heads.series)
        return [heads, *((row.text, *(value.shown for value in row.values)) for row in self._rows)]

    def marks(self) -> list[Mark]:
        """The words of each row, then its bars."""
        found = []
        for line, row in enumerate(self._rows):
            rect = self._words_rect(line)
            found.append(Mark(row.key, rect, self._spoken(row)))
            for place, value in enumerate(row.values):
                spoken = f"{row.text}, {self._series(place)}: {value.shown}"
                found.append(Mark(f"{row.key}/{place}", self._bar_rect(line, place), spoken))
        return found

    def _series(self, place: int) -> str:
        return self._heads.series[place] if place < len(self._heads.series) else ""

    def _spoken(self, row: BarView) -> str:
        said = [f"{self._series(place)} {value.shown}" for place, value in enumerate(row.values)]
        parts = [*said, row.trend_spoken] if row.trend_spoken else said
        return f"{row.text}: {', '.join(part.strip() for part in parts)}"

    # --- geometry

    def _trend_width(self) -> int:
        fits = self.width() >= self.look.px(_TREND_FITS)
        return self.look.px(_TREND) if fits and any(row.trend for row in self._rows) else 0

    def _words_width(self) -> int:
        metrics = self.look.metrics("strong")
        widest = max((metrics.horizontalAdvance(row.text) for row in self._rows), default=0)
        rank = self.look.px(_RANK) if self._ranked else 0
        head = self.look.metrics("caption").horizontalAdvance(self._heads.text)
        return min(max(rank + widest, head) + 12, int(self.width() * 0.42))

    def _bar_column(self, place: int) -> tuple[int, int]:
        left = self._words_width() + 4
        room = self.width() - left - self._trend_width()
        width = room // max(1, len(self._heads.series))
        return left + place * width, width

    def _words_rect(self, line: int) -> QRect:
        height = self._row()
        return QRect(0, self._top(line), self._words_width() - 8, height)

    def _bar_rect(self, line: int, place: int) -> QRect:
        left, width = self._bar_column(place)
        return QRect(left, self._top(line), width - 10, self._row())

    def _row(self) -> int:
        """The height of a row: more where a name or a remark takes two lines."""
        room = self._words_width() - 8 - (self.look.px(_RANK) if self._ranked else 0)
        metrics = self.look.metrics("body")
        is_long = any(metrics.horizontalAdvance(row.text) > room for row in self._rows)
        return self.look.px(_ROW_OF_TWO if is_long else _ROW)

    def _top(self, line: int) -> int:
        return self._head_height() + line * self._row()

    def _head_height(self) -> int:
        """One line, or two where a column is narrower than its head."""
        caption, swatch = self.look.metrics("caption"), self.look.px(11) + 14
        narrow = any(
            caption.horizontalAdvance(text) + swatch > self._bar_column(place)[1]
            for place, text in enumerate(self._heads.series)
        )
        return self.look.px(_HEAD) + (self.look.line("caption") if narrow else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # heads may take another line now
        self.ring_moved.emit()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(480), self._top(len(self._rows)) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(280), self.sizeHint().height())

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heads(painter)
        for line, row in enumerate(self._rows):
            self._paint_words(painter, line, row)
            for place, value in enumerate(row.values):
                self._paint_bar(painter, self._bar_rect(line, place), place, value)
            if row.trend and self._trend_width():
                width = self._trend_width()
                spot = QRectF(self.width() - width + 8, self._top(line) + 6, width - 8, self._row() - 12)
                paint_trend(painter, self.look, spot, row.trend)

    def _paint_heads(self, painter: QPainter) -> None:
        look = self.look
        painter.setFont(look.font("caption"))
        height = self._head_height() - 4
        middle = Qt.AlignmentFlag.AlignBottom
        painter.setPen(look.colour("ink3"))
        painter.drawText(QRectF(0, 0, self._words_width(), height), middle, self._heads.text)
        for place, text in enumerate(self._heads.series):
            left, width = self._bar_column(place)
            if len(self._heads.series) > 1:
                swatch = QRectF(left + 0.5, height - look.px(12), look.px(11), look.px(9))
                painter.setPen(look.category(place))
                painter.setBrush(look.category(place))
                painter.drawRoundedRect(swatch, 2, 2)
                left, width = left + look.px(11) + 6, width - look.px(11) - 6
            painter.setPen(look.colour("ink3"))
            place_ = QRectF(left, 0, width - 8, height)
            painter.drawText(place_, middle | Qt.TextFlag.TextWordWrap, text)
        if self._trend_width():
            spot = QRectF(self.width() - self._trend_width() * 2, 0, self._trend_width() * 2, height)
            painter.drawText(spot, middle | Qt.AlignmentFlag.AlignRight, self._heads.trend)

    def _paint_words(self, painter: QPainter, line: int, row: BarView) -> None:
        look = self.look
        rect = self._words_rect(line)
        middle = Qt.AlignmentFlag.AlignVCenter
        left = 0
        painter.setFont(look.font("body"))
        if self._ranked:
            painter.setPen(look.colour("ink3"))
            painter.drawText(rect, middle, str(line + 1))
            left = look.px(_RANK)
        chosen, room = row.key == self._chosen_row, rect.width() - left
        role = "strong" if chosen else "body"
        lines = [row.text]
        if look.metrics(role).horizontalAdvance(row.text) > room:
            # a long name takes two lines of small words before it is cut
            role = "small"
            lines = broken(row.text, room, look.metrics(role, 600 if chosen else None)).split("\n")
        painter.setFont(look.font(role, 600 if chosen else None))
        painter.setPen(look.colour("ink"))
        height = look.line(role) - 2 if len(lines) > 1 else look.line(role)
        top = rect.center().y() + 1 - height * len(lines) / 2
        for at, words in enumerate(lines):
            painter.drawText(QRectF(left, top + at * height, room, height), middle, words)

    def _paint_bar(self, painter: QPainter, rect: QRect, place: int, value: BarValue) -> None:
        look = self.look
        font = look.font("small")
        number = look.metrics("small").horizontalAdvance(value.shown) + 8
        room = max(8, rect.width() - number)
        left = rect.left()
        if value.share is not None:
            width = max(2.0, room * min(1000, value.share) / 1000)
            height = look.px(_BAR)
            top = rect.top() + (rect.height() - height) / 2
            shape = QPainterPath()
            shape.setFillRule(Qt.FillRule.WindingFill)
            shape.addRoundedRect(QRectF(left, top, width, height), 2.5, 2.5)
            shape.addRect(QRectF(left, top, min(width, 3), height))
            painter.fillPath(shape.simplified(), look.category(place))
            left += int(width) + 6
        painter.setFont(font)
        painter.setPen(look.colour("ink" if value.share is not None else "ink3"))
        spot = QRectF(left, rect.top(), rect.left() + rect.width() + 10 - left, rect.height())
        if number > spot.width():  # a remark instead of a figure
            shown = broken(value.shown, int(spot.width()), look.metrics("small"))
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, shown)
        else:
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, value.shown)
