"""The list beneath a field while somebody types: codes, places, records; the field keeps the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.chip import HEIGHT as CHIP_HEIGHT
from cspdesk.ui.kit.chip import ChipView, chip_width, paint_chip
from cspdesk.ui.kit.floating import SHADOW, Floating
from cspdesk.ui.look import tokens

_SHOWN: Final = 8  # rows at once
_ROW: Final = 28  # px at 100 %
_PAD: Final = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to take: its key, its words, and what helps to tell it from others."""

    key: str
    text: str
    code: str = ""  # shown as a chip before the words
    second: str = ""  # shown in ink2 behind them
    icon: str = ""  # a lock where choosing it seals what was written
    icon_tip: str = ""


class Suggestions(Floating):
    """Offers what was found; ``taken`` with the key of what was chosen by Enter, Tab or a click."""

    taken = Signal(str)

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._rows: tuple[Suggestion, ...] = ()
        self._current = 0
        self._top = 0
        self._nothing = ""
        self.drop = 4  # px between the field and the list
        self.setMouseTracking(True)

    def offer(self, rows: Sequence[Suggestion], *, current: str = "", nothing: str = "") -> None:
        """Show ``rows`` with ``current`` lit, or the words ``nothing`` where there are none; else go."""
        self._rows = tuple(rows)
        self._nothing = nothing
        keys = [row.key for row in self._rows]
        self._current = keys.index(current) if current in keys else 0
        self._top = 0
        if not self._rows and not nothing:
            self.hide()
            return
        self._keep_in_sight()
        lines = min(_SHOWN, max(1, len(self._rows)))
        height = lines * self._look.px(_ROW) + 2 * _PAD
        width = max(self.anchor.width(), self._wanted_width())
        self.stand(QSize(min(width, self._look.px(640)), height), offset=self.drop)
        self.update()

    @property
    def current(self) -> Suggestion | None:
        """The row that Enter would take."""
        return self._rows[self._current] if self._rows and self.isVisible() else None

    def press(self, event: QKeyEvent) -> bool:
        """Answer a key that the field got; False where it is none of ours."""
        if not self.isVisible():
            return False
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _SHOWN,
            Qt.Key.Key_PageUp: -_SHOWN,
        }
        key = Qt.Key(event.key())
        if key in steps and self._rows:
            self._move(steps[key])
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and self._rows:
            self._take(self._current)
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        if abs(step) == 1:
            self._current = (self._current + step) % len(self._rows)
        else:
            self._current = max(0, min(len(self._rows) - 1, self._current + step))
        self._keep_in_sight()
        self._announce()
        self.update()

    def _keep_in_sight(self) -> None:
        self._top = min(self._top, self._current)
        self._top = max(self._top, self._current - _SHOWN + 1)

    def _announce(self) -> None:
        row = self._rows[self._current]
        words = ", ".join(part for part in (row.code, row.text, row.second, row.icon_tip) if part)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.anchor, words))

    def _take(self, place: int) -> None:
        self.hide()
        self.taken.emit(self._rows[place].key)

    def _wanted_width(self) -> int:
        body, small = self._look.metrics("strong"), self._look.metrics("small")
        widest = body.horizontalAdvance(self._nothing)
        for row in self._rows[:200]:
            width = body.horizontalAdvance(row.text) + small.horizontalAdvance(row.second) + 12
            width += chip_width(self._look, row.code) + 8 if row.code else 0
            width += self._look.size("icon_small") + 16 if row.second else 0  # beside the sign of Enter
            widest = max(widest, width + (3 * self._look.size("icon") if row.icon else 0))
        return min(widest + 2 * _PAD + 40, self.anchor.window().width() - 24, self._look.px(640))

    def _place_at(self, point: QPoint) -> int | None:
        place = (point.y() - SHADOW[1] - _PAD) // self._look.px(_ROW) + self._top
        inside = self.inner().contains(point) and self._top <= place < self._top + _SHOWN
        return place if inside and place < len(self._rows) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint())
        if place is not None and place != self._current:
            self._current = place
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint())
        if place is not None:
            self._take(place)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        most = max(0, len(self._rows) - _SHOWN)
        self._top = max(0, min(most, self._top - event.angleDelta().y() // 40))
        self._current = max(self._top, min(self._current, self._top + _SHOWN - 1))
        self.update()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = self.inner().adjusted(_PAD, _PAD, -_PAD, -_PAD)
        height = self._look.px(_ROW)
        if not self._rows:
            painter.setFont(self._look.font("small"))
            painter.setPen(self._look.colour("ink2"))
            painter.drawText(inner.adjusted(8, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self._nothing)
            return
        shown = self._rows[self._top : self._top + _SHOWN]
        for line, row in enumerate(shown):
            rect = QRect(inner.left(), inner.top() + line * height, inner.width(), height)
            if rect.bottom() <= inner.bottom() + 1:
                self._paint_row(painter, rect, row, lit=self._top + line == self._current)
        if len(self._rows) > _SHOWN:
            self._paint_bar(painter, inner)

    def _paint_row(self, painter: QPainter, rect: QRect, row: Suggestion, *, lit: bool) -> None:
        look = self._look
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(rect, tokens.RADIUS["control"], tokens.RADIUS["control"])
        left, right = rect.left() + 8, rect.right() - 12
        if row.code:
            top = rect.top() + (rect.height() - look.px(CHIP_HEIGHT)) / 2
            width = chip_width(look, row.code)
            paint_chip(
                painter, look, left + width, round(top), ChipView(row.code, "accent" if lit else "plain")
            )
            left += width + 8
        side = look.size("icon_small")
        spot = QRect(right - side, rect.center().y() - side // 2, side, side)
        if lit:
            look.icons.draw(painter, spot, "arrow-elbow-down-left", "ink3")
            spot.translate(-side - 8, 0)
        if row.icon:
            look.icons.draw(painter, spot, row.icon, "warn")
        room = spot.left() - 8 - left
        role = "strong" if lit else "body"
        metrics = look.metrics(role)
        painter.setFont(look.font(role))
        painter.setPen(look.colour("ink"))
        words = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, room)
        place = QRectF(left, rect.top(), room, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        used = metrics.horizontalAdvance(words) + 10
        if row.second and used < room:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("ink2"))
            rest = look.metrics("small").elidedText(row.second, Qt.TextElideMode.ElideRight, room - used)
            place = QRectF(left + used, rect.top(), room - used, rect.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, rest)

    def _paint_bar(self, painter: QPainter, inner: QRect) -> None:
        share = _SHOWN / len(self._rows)
        height = max(16.0, inner.height() * share)
        top = inner.top() + (inner.height() - height) * self._top / (len(self._rows) - _SHOWN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("scroll"))
        painter.drawRoundedRect(QRectF(inner.right() - 3, top, 4, height), 2, 2)
