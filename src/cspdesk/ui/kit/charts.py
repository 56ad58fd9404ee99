"""What charts share: marks that the mouse and the keyboard can stand on, each opening what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from cspdesk.ui.look import theme


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of a chart that can be opened: its key, where it is, and what is said of it."""

    key: str
    rect: QRect
    spoken: str


class Chart(QWidget):
    """A painted chart; arrows walk over its marks, Enter or a click tells by ``opened``.

    The chart's accessible description is the whole of it in words; ``table_rows`` gives the same as
    cells, for the table that stands in for the picture.
    """

    opened = Signal(str)
    chosen = Signal(str)
    ring_moved = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = theme.current()
        self._current = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.look.changed.connect(self.restyle)

    def marks(self) -> list[Mark]:
        """The places that can be opened, in reading order, where they now are."""
        raise NotImplementedError

    def table_rows(self) -> list[tuple[str, ...]]:
        """The chart as a table, heads first."""
        raise NotImplementedError

    def restyle(self) -> None:
        """Follow a switch of theme or text scale."""
        self.updateGeometry()
        self.update()

    def describe(self) -> None:
        """Put the whole chart into words, after its numbers changed."""
        self.setAccessibleDescription("; ".join(", ".join(cells) for cells in self.table_rows()))

    def current(self) -> Mark | None:
        """The mark that the keyboard stands on."""
        return next((mark for mark in self.marks() if mark.key == self._current), None)

    def stand_on(self, key: str) -> None:
        """Put the keyboard on a mark; tells nobody."""
        self._current = key
        self.ring_moved.emit()
        self.update()

    def ring_rect(self) -> QRect:
        """The mark that the keyboard stands on."""
        mark = self.current()
        return mark.rect.adjusted(-3, -2, 3, 2) if mark is not None else QRect()

    def mark_at(self, point: QPoint) -> Mark | None:
        """The mark under a point."""
        return next((mark for mark in self.marks() if mark.rect.contains(point)), None)

    def _go(self, mark: Mark) -> None:
        self.stand_on(mark.key)
        self.chosen.emit(mark.key)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, mark.spoken))

    def _step(self, key: Qt.Key) -> bool:
        """Go to the nearest mark in the direction of an arrow."""
        marks = self.marks()
        here = self.current()
        if here is None:
            return False
        at = here.rect.center()
        best: tuple[int, Mark] | None = None
        for mark in marks:
            d = mark.rect.center() - at
            ahead, aside = {
                Qt.Key.Key_Right: (d.x(), d.y()),
                Qt.Key.Key_Left: (-d.x(), d.y()),
                Qt.Key.Key_Down: (d.y(), d.x()),
                Qt.Key.Key_Up: (-d.y(), d.x()),
            }[key]
            if ahead > 2:
                far = ahead + 3 * abs(aside)
                if best is None or far < best[0]:
                    best = (far, mark)
        if best is not None:
            self._go(best[1])
        return best is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(key)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.marks():
            self._go(self.marks()[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current() is not None:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        marks = self.marks()
        if self.current() is None and marks:
            self._current = marks[0].key
        self.ring_moved.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.mark_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position().toPoint())
        if mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(mark)
            self.opened.emit(mark.key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self.mark_at(event.pos())
            QToolTip.showText(event.globalPos(), mark.spoken if mark else "", self)
            return True
        return super().event(event)
