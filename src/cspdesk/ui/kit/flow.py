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
        for widget in self._widgets:
            if widget.isHidden():
                continue
            size = widget.sizeHint().expandedTo(widget.minimumSize())
            width = min(size.width(), room)
            if x > 0 and x + width > room:
                x, y, tallest = 0, y + tallest + self._line_spacing, 0
            if move:
                widget.setGeometry(QRect(x, y, width, size.height()))
            x += width + self._spacing
            tallest = max(tallest, size.height())
        if self._last is not None and not self._last.isHidden():
            size = self._last.sizeHint()
            if x > 0 and x + size.width() > room:
                y, tallest = y + tallest + self._line_spacing, 0
            if move:
                self._last.setGeometry(QRect(max(0, room - size.width()), y, size.width(), size.height()))
            tallest = max(tallest, size.height())
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
