"""Rows, columns and panels with their spacing said where they are made; scrolling never sideways."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cspdesk.ui.look import theme, tokens

Margins = tuple[int, int, int, int]  # left, top, right, bottom
NO_MARGINS: Final[Margins] = (0, 0, 0, 0)


class Stretch:
    """Takes the room that is left."""


STRETCH: Final = Stretch()
# a widget, a layout, either with its stretch factor, a gap in pixels, STRETCH, or None for nothing
Item = QWidget | QLayout | tuple[QWidget | QLayout, int] | int | Stretch | None


def row(*items: Item, spacing: int = tokens.SPACE["s"], margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """Items from left to right."""
    made = QHBoxLayout()
    _fill(made, items, spacing, margins)
    return made


def column(*items: Item, spacing: int = tokens.SPACE["s"], margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """Items from top to bottom; end it with ``STRETCH`` unless something in it grows."""
    made = QVBoxLayout()
    _fill(made, items, spacing, margins)
    return made


def _fill(box: QBoxLayout, items: tuple[Item, ...], spacing: int, margins: Margins) -> None:
    box.setSpacing(spacing)
    box.setContentsMargins(*margins)
    for item in items:
        if isinstance(item, Stretch):
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif item is not None:
            part, share = item if isinstance(item, tuple) else (item, 0)
            if isinstance(part, QWidget):
                box.addWidget(part, share)
            else:
                box.addLayout(part, share)


def empty_out(box: QBoxLayout) -> None:
    """Take everything out of a layout and let the widgets go."""
    while box.count():
        taken = box.takeAt(0)
        widget = taken.widget() if taken is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def panel(content: QLayout, name: str = "") -> QWidget:
    """A plain widget around a layout; ``name`` is one the sheet knows (page, pane, side, sunken)."""
    made = QWidget()
    made.setLayout(content)
    if name:
        made.setObjectName(name)
        # A plain QWidget ignores its background without this.
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made


def card(content: QLayout) -> QFrame:
    """A lifted surface with a hairline around it; never one within another."""
    made = QFrame()
    made.setObjectName("card")
    made.setLayout(content)
    return made


def hairline(*, strong: bool = False) -> QFrame:
    """One pixel across; ``strong`` under column heads."""
    made = QFrame()
    made.setObjectName("headline" if strong else "hairline")
    made.setFixedHeight(1)
    return made


def readable(content: QWidget, characters: int = 100) -> QWidget:
    """``content`` kept to a width in which so many characters stand on a line."""
    held = _Readable(characters)
    held.setLayout(column(content))
    # only a row knows that its part gets less than the whole width: wrapped words would be cut
    made = QWidget()
    made.setLayout(row((held, 1000), STRETCH, spacing=0))
    return made


class _Readable(QWidget):
    def __init__(self, characters: int) -> None:
        super().__init__()
        self._characters = characters
        self._look = theme.current()
        self._look.dress(self._restyle)

    def _restyle(self) -> None:
        self.setMaximumWidth(self._look.metrics("body").averageCharWidth() * self._characters)


class VScroll(QScrollArea):
    """Scrolls up and down; its content always has the width of the view."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A viewport of Qt's own is unknown to PySide, which makes every enumeration of every widget to find
        # out what it is: a twentieth of the way to the prompt.
        self.setViewport(QWidget())
        content.setObjectName(content.objectName() or "scrolled")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = content
        self.setWidget(content)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Content that asks for more than there is would be cut at the right, unseen.
        self._content.setFixedWidth(self.viewport().width())
        super().resizeEvent(event)
