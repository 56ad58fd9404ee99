"""A raised panel over the page: code lists, suggestions, the calendar, the command palette.

It is a child of its window, so it needs no translucent top-level window; its shadow is eight
translucent rounded rects (a graphics effect is slow and breaks in scroll areas), none in contrast.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from cspdesk.ui.look import theme, tokens

SHADOW: Final = (8, 4, 8, 12)  # room around the panel: left, top, right, bottom
_LAYERS: Final = 8


class Floating(QFrame):
    """Stands beneath its anchor, or above it where the window ends; gone when the anchor is."""

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor.window())
        self._look = theme.current()
        self._anchor = anchor
        self.setContentsMargins(*SHADOW)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._watched: list[QWidget] = []
        self.hide()
        anchor.destroyed.connect(self.deleteLater)

    def stand(self, size: QSize, *, offset: int = 4) -> None:
        """Show the panel, ``size`` without its shadow, beneath the anchor or above it."""
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        left, top, right, bottom = SHADOW
        outer = QSize(size.width() + left + right, size.height() + top + bottom)
        at = self._anchor.mapTo(window, QPoint(0, 0))
        below = at.y() + self._anchor.height() + offset
        room_below = window.height() - below
        room_above = at.y() - min(offset, 14)
        if room_below < size.height() + bottom and room_above > room_below:
            outer.setHeight(min(outer.height(), room_above + top))
            y = at.y() - min(offset, 14) - outer.height() + bottom
        else:
            outer.setHeight(min(outer.height(), room_below + top))
            y = below - top
        x = max(-left + 4, min(at.x() - left, window.width() - outer.width() + right - 4))
        self.setGeometry(QRect(QPoint(x, y), outer))
        self.show()
        self.raise_()
        self._watch()

    @property
    def anchor(self) -> QWidget:
        """What the panel stands beneath."""
        return self._anchor

    def inner(self) -> QRect:
        """The panel without its shadow."""
        left, top, right, bottom = SHADOW
        return self.rect().adjusted(left, top, -right, -bottom)

    def _watch(self) -> None:
        """Go when anything that carries the anchor moves: a scrolled page, a resized window."""
        self._let_go()
        walker: QWidget | None = self._anchor
        while walker is not None:
            walker.installEventFilter(self)
            self._watched.append(walker)
            walker = None if walker.isWindow() else walker.parentWidget()

    def _let_go(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._let_go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isValid(self) and event.type() in (QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize):
            self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.inner())
        radius = tokens.RADIUS["popup"]
        if self._look.theme != "contrast":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(20, 20, 30, 4 if self._look.theme == "light" else 16))
            for layer in range(_LAYERS):
                spread = rect.adjusted(-layer, -layer + 4, layer, layer + 3)
                painter.drawRoundedRect(spread, radius + layer, radius + layer)
        painter.setPen(QPen(self._look.colour("rim"), 1))
        painter.setBrush(self._look.colour("surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
