"""A month of days to choose from: arrows walk, PageUp and PageDown turn, Enter takes."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.floating import SHADOW, Floating
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, column, row
from cspdesk.ui.look import theme, tokens

_CELL: Final = 32  # px at 100 %
_WEEKS: Final = 6


@dataclass(frozen=True, slots=True)
class CalendarText:
    """The words of the calendar: months and weekdays from January and from Monday."""

    months: Sequence[str]
    weekdays: Sequence[str]
    name: str  # "Calendar"
    earlier: str
    later: str
    whole_month: str = ""  # empty where only days may be chosen
    whole_quarter: str = ""


class DayGrid(QWidget):
    """The days of one month; ``taken`` with the day, ``turned`` when another month is shown."""

    taken = Signal(date)
    turned = Signal()
    ring_moved = Signal()

    def __init__(self, text: CalendarText, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._text = text
        self._today = today
        self.day = today
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text.name)
        self._look.dress(self._restyle)

    def show_day(self, day: date) -> None:
        """Stand on a day, and show its month."""
        turned = (day.year, day.month) != (self.day.year, self.day.month)
        self.day = day
        if turned:
            self.turned.emit()
        self.ring_moved.emit()
        self.update()

    def turn(self, months: int) -> None:
        """Show the month so many later, on the same day where it has one."""
        at = self.day.year * 12 + self.day.month - 1 + months
        year, month = divmod(at, 12)
        if 1900 <= year <= 2199:
            last = calendar.monthrange(year, month + 1)[1]
            self.show_day(date(year, month + 1, min(self.day.day, last)))

    def ring_rect(self) -> QRect:
        """The day the keyboard stands on."""
        return self._cell((self.day - self._first()).days)

    def _first(self) -> date:
        first = self.day.replace(day=1)
        return first - timedelta(days=first.weekday())

    def _cell(self, place: int) -> QRect:
        side = self._look.px(_CELL)
        return QRect(place % 7 * side, (place // 7 + 1) * side, side, side)

    def _restyle(self) -> None:
        side = self._look.px(_CELL)
        self.setFixedSize(QSize(7 * side, (_WEEKS + 1) * side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.show_day(self.day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit(self.day)
            return
        else:
            super().keyPressEvent(event)
            return
        spoken = f"{self.day.day} {self._text.months[self.day.month - 1]} {self.day.year}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point: QPoint = event.position().toPoint()
        for place in range(_WEEKS * 7):
            if self._cell(place).contains(point):
                self.show_day(self._first() + timedelta(days=place))
                self.taken.emit(self.day)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(_CELL)
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("ink3"))
        centre = Qt.AlignmentFlag.AlignCenter
        for at, word in enumerate(self._text.weekdays):
            painter.drawText(QRect(at * side, 0, side, side), centre, word)
        first = self._first()
        for place in range(_WEEKS * 7):
            day = first + timedelta(days=place)
            rect = self._cell(place)
            chosen = day == self.day
            painter.setPen(Qt.PenStyle.NoPen)
            if chosen:
                painter.setBrush(look.colour("accent"))
                painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), tokens.RADIUS["control"], 6)
            elif day == self._today:
                painter.setPen(look.colour("accent"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), tokens.RADIUS["control"], 6)
            outside = day.month != self.day.month
            painter.setFont(look.font("strong" if chosen else "body"))
            painter.setPen(look.colour("on_accent" if chosen else "ink3" if outside else "ink"))
            painter.drawText(rect, centre, str(day.day))


class CalendarPanel(Floating):
    """The calendar beneath a date field; ``taken`` with a stored date of any precision."""

    taken = Signal(str)

    def __init__(self, anchor: QWidget, text: CalendarText, today: date) -> None:
        super().__init__(anchor)
        self._text = text
        self.grid = DayGrid(text, today)
        self._title = label("", "strong")
        earlier = Button(kind="quiet", icon="caret-left", tip=text.earlier, pressed=self._on_earlier)
        later = Button(kind="quiet", icon="caret-right", tip=text.later, pressed=self._on_later)
        parts = [
            Button(words, kind="link", pressed=take)
            for words, take in (
                (text.whole_month, self._take_month),
                (text.whole_quarter, self._take_quarter),
            )
            if words
        ]
        foot = row(*parts, STRETCH, spacing=16, margins=(8, 0, 8, 0)) if parts else None
        head = row(self._title, STRETCH, earlier, later, spacing=2, margins=(10, 0, 0, 0))
        self._column = column(head, self.grid, foot, spacing=4, margins=(10, 8, 10, 10))
        self.setLayout(self._column)
        self.grid.taken.connect(self._on_day)
        self.grid.turned.connect(self._on_turned)
        self._on_turned()

    def open(self, day: date | None) -> None:
        """Show the calendar at a day and give it the keyboard."""
        if day is not None:
            self.grid.show_day(day)
        around = QSize(SHADOW[0] + SHADOW[2], SHADOW[1] + SHADOW[3])
        self.stand(self._column.totalSizeHint() - around)
        self.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_day(self, day: date) -> None:
        self._take(day.isoformat())

    def _take_month(self) -> None:
        self._take(f"{self.grid.day:%Y-%m}-01~m")

    def _take_quarter(self) -> None:
        first = (self.grid.day.month - 1) // 3 * 3 + 1
        self._take(f"{self.grid.day:%Y}-{first:02}-01~q")

    def _take(self, stored: str) -> None:
        self.hide()
        self.taken.emit(stored)

    def _on_earlier(self) -> None:
        self.grid.turn(-1)

    def _on_later(self) -> None:
        self.grid.turn(1)

    def _on_turned(self) -> None:
        day = self.grid.day
        self._title.setText(f"{self._text.months[day.month - 1]} {day.year}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.anchor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide()
