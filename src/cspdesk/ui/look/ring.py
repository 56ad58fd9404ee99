"""The one focus ring: an overlay that follows keyboard focus through every window.

A widget that has the focus for a part of itself (a row, a cell, a region of a map) says where with
``ring_rect`` and tells of a move with the signal ``ring_moved``; an ancestor that wants the ring
around itself has the property ``ring`` set to ``here``, one that wants none to ``none``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, SignalInstance
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from cspdesk.ui.look import tokens

_GAP = tokens.SIZE["ring_gap"]
_LINK_GAP = 4
_WATCHED = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.LayoutRequest,
        QEvent.Type.ZOrderChange,
    }
)


@runtime_checkable
class Ringed(Protocol):
    """A widget whose focus lies on a part of it."""

    ring_moved: SignalInstance

    def ring_rect(self) -> QRect:
        """The part that has the focus, in the widget's own coordinates; empty for none."""


class FocusRing(QObject):
    """Follows ``QApplication.focusChanged``; shown where focus came by the keyboard."""

    def __init__(self, colour: Callable[[str], QColor], parent: QObject) -> None:
        super().__init__(parent)
        self._colour = colour
        self._overlay: _Overlay | None = None
        self._target: QWidget | None = None
        self._part: Ringed | None = None
        self._watched: list[QWidget] = []

    @property
    def target(self) -> QWidget | None:
        """The widget that the ring stands around, if it stands anywhere."""
        return self._target

    def follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Stand around ``now``, unless a mouse gave it the focus and it takes no text."""
        self._let_go()
        if now is None or now.focusPolicy() == Qt.FocusPolicy.NoFocus:
            return  # a page given the focus by a program is no place to stand
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if by_mouse and not isinstance(now, QLineEdit | QPlainTextEdit):
            return
        target = _bearer(now)
        if target is None:
            return
        self._target = target
        self._part = now if isinstance(now, Ringed) else None
        if self._part is not None:
            self._target = now
            self._part.ring_moved.connect(self.place)
        walker: QWidget | None = self._target
        while walker is not None:
            walker.installEventFilter(self)
            self._watched.append(walker)
            walker = None if walker.isWindow() else walker.parentWidget()
        self._overlay = _overlay_of(self._target.window(), self._colour)
        self.place()

    def place(self) -> None:
        """Move the ring to where its target now is, cut by the scroll areas around it."""
        overlay, target = self._overlay, self._target
        if overlay is None or target is None or not isValid(overlay) or not isValid(target):
            return
        part = self._part.ring_rect() if self._part is not None else target.rect()
        window = target.window()
        if part.isEmpty() or not target.isVisible():
            overlay.hide()
            return
        gap = 0 if self._part is not None else _GAP
        # the words of a link reach to its very ends
        side = gap + (_LINK_GAP if target.property("kind") == "link" else 0)
        around = QRect(target.mapTo(window, part.topLeft()), part.size()).adjusted(-side, -gap, side, gap)
        seen = _seen(target, window).adjusted(-side, -gap, side, gap)
        overlay.stand(around, seen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _WATCHED:
            self.place()
        return False

    def _let_go(self) -> None:
        # What had the focus may be gone with its screen.
        if self._part is not None and isValid(self._part):
            self._part.ring_moved.disconnect(self.place)
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = self._part = None
        if self._overlay is not None and isValid(self._overlay):
            self._overlay.hide()
        self._overlay = None


class _Overlay(QWidget):
    """Two pixels of accent above everything in a window; the mouse goes through it."""

    def __init__(self, window: QWidget, colour: Callable[[str], QColor]) -> None:
        super().__init__(window)
        self._window = window
        self._colour = colour
        self._cut = QRect()
        self.setObjectName("focus-ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def stand(self, around: QRect, seen: QRect) -> None:
        """Surround ``around`` (window coordinates), drawn only within ``seen``."""
        if around != self.geometry():
            self.setGeometry(around)
        self._cut = seen.translated(-around.topLeft())
        if not self._cut.intersects(self.rect()):
            self.hide()
            return
        siblings = self._window.children()
        if siblings and siblings[-1] is not self:
            self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._cut)
        painter.setPen(QPen(self._colour("accent"), tokens.SIZE["ring"]))
        radius = tokens.RADIUS["control"] + 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)


def _overlay_of(window: QWidget, colour: Callable[[str], QColor]) -> _Overlay:
    known = window.findChild(_Overlay, "focus-ring", Qt.FindChildOption.FindDirectChildrenOnly)
    return known if known is not None else _Overlay(window, colour)


def _bearer(widget: QWidget) -> QWidget | None:
    """The widget to surround: the nearest that asks for the ring, else the one with the focus."""
    walker: QWidget | None = widget
    while walker is not None:
        wish = walker.property("ring")
        if wish == "none":
            return None
        if wish == "here":
            return walker
        walker = None if walker.isWindow() else walker.parentWidget()
    return widget


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """What of the widget's surroundings its scroll areas leave to be seen, in window coordinates."""
    seen = window.rect()
    walker = widget.parentWidget()
    while walker is not None and walker is not window:
        area = walker.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is walker:
            seen = seen.intersected(QRect(walker.mapTo(window, QPoint(0, 0)), walker.size()))
        walker = area
    return seen
