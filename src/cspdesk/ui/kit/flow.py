"""A row that breaks: chips, filters and facts go on in the next line where the width ends.

A widget, not a layout: PySide 6.12 loses a reference to ``None`` for each ``itemAt`` past the end that a
layout written in Python answers, and in the end the interpreter aborts.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Places its widgets in reading order, as many to a line as fit."""

    def __init__(
        self,
        widgets: Iterable[QWidget] = (),
        *,
        spacing: int = 6,
        line_spacing: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._spacing = spacing
        self._line_spacing = line_spacing
        self._last: QWidget | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        widget.setParent(self)
        widget.show()
        self._widgets.append(widget)
        self._changed()

    def end_with(self, widget: QWidget) -> None:
        """Let a widget stand at the right end, beside the others where there is room; it is never cleared."""
        widget.setParent(self)
        widget.show()
        self._last = widget
        self._changed()

    def clear(self) -> None:
        """Take every widget out and let it go."""
        for widget in self._widgets:
            widget.hide()
            widget.deleteLater()
        self._widgets = []
        self._changed()

    def widgets(self) -> tuple[QWidget, ...]:
        """What is in the row, in order."""
        return tuple(self._widgets)

    def _changed(self) -> None:
        self.updateGeometry()
        self._place(self.width(), move=True)

    def _place(self, room: int, *, move: bool) -> int:
        """Lay out within ``room`` pixels; gives the height that it takes."""
        x = y = tallest = 0
        line: list[tuple[QWidget, QRect]] = []
        for widget in (*self._widgets, self._last):
            if widget is None or widget.isHidden():
                continue
            size = widget.sizeHint()
            if widget is not self._last:
                size = size.expandedTo(widget.minimumSize()).boundedTo(QSize(room, size.height()))
            if x > 0 and x + size.width() > room:
                if move:
                    _set_line(line, tallest)
                x, y, tallest, line = 0, y + tallest + self._line_spacing, 0, []
            left = max(0, room - size.width()) if widget is self._last else x
            line.append((widget, QRect(left, y, size.width(), size.height())))
            x += size.width() + self._spacing
            tallest = max(tallest, size.height())
        if move:
            _set_line(line, tallest)
        return y + tallest

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        sizes = [widget.sizeHint() for widget in self._widgets if not widget.isHidden()]
        gaps = self._spacing * max(0, len(sizes) - 1)
        if self._last is not None:
            sizes.append(self._last.sizeHint())
            gaps += self._spacing
        return QSize(sum(s.width() for s in sizes) + gaps, max((s.height() for s in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        shown = [widget for widget in self._widgets if not widget.isHidden()]
        widest = max((widget.minimumSizeHint().width() for widget in shown), default=0)
        if self._last is not None:
            widest = max(widest, self._last.sizeHint().width())
        return QSize(widest, self._place(max(self.width(), widest), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), move=True)
        if event.oldSize().width() != self.width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._changed()
        return super().event(event)


def _set_line(line: Iterable[tuple[QWidget, QRect]], tallest: int) -> None:
    """Set the widgets of a line; what is lower than the tallest stands in the middle of it."""
    for widget, place in line:
        widget.setGeometry(place.translated(0, (tallest - place.height()) // 2))
