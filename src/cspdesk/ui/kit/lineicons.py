"""Pictures in a line of text that grow with the text: a lens before it, a calendar or a cross behind it.

Qt's own (``QLineEdit.addAction``) keep sixteen pixels at every text scale.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QLineEdit, QToolButton

from cspdesk.ui.look import theme

_SIDE = 16  # px at 100 %
_ROOM = 22


class LineIcons(QObject):
    """Holds the pictures of one line and keeps them in their places."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self._look = theme.current()
        self._lead: QToolButton | None = None
        self._trail: QToolButton | None = None
        line.installEventFilter(self)
        self._look.changed.connect(self.place)

    def lead(self, icon: str) -> None:
        """Show a picture before the words; it says nothing that the name does not."""
        self._lead = self._button(icon)
        self._lead.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.place()

    def trail(self, icon: str, name: str, pressed: Callable[[], object]) -> QToolButton:
        """Show a picture behind the words that can be pressed; keys do the same, so it takes no focus."""
        self._trail = self._button(icon)
        self._trail.setAccessibleName(name)
        self._trail.setToolTip(name)
        self._trail.setCursor(Qt.CursorShape.ArrowCursor)
        self._trail.clicked.connect(lambda *_: pressed())
        self.place()
        return self._trail

    def place(self) -> None:
        """Put the pictures where they belong, and make room for them."""
        side, room = self._look.px(_SIDE), self._look.px(_ROOM)
        height = self._line.height()
        for button in (self._lead, self._trail):
            if button is not None:
                button.setIconSize(QSize(side, side))
                button.resize(side + 6, side + 6)
        top = (height - side - 6) // 2
        if self._lead is not None:
            self._lead.move(6, top)
        if self._trail is not None:
            self._trail.move(self._line.width() - side - 12, top)
        shown = self._trail is not None and not self._trail.isHidden()
        self._line.setTextMargins(room if self._lead is not None else 0, 0, room if shown else 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.place()
        return False

    def _button(self, icon: str) -> QToolButton:
        button = QToolButton(self._line)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setIcon(self._look.icon(icon, "ink3"))
        return button
