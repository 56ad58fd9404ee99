"""The one line that is typed into, laid over the cell that the keyboard stands on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.editors.search import SearchLine

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellLine(SearchLine):
    """``done`` with the step to the next cell (down, right), ``undone`` for Esc, ``listed`` for F4,
    ``parted`` for Ctrl+Enter.
    """

    done = Signal(int, int)
    undone = Signal()
    listed = Signal()
    parted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "cell")
        self.setMaxLength(4_000)
        self.is_new = False
        """Begun by typing: arrows finish it; begun by F2 they walk in the text."""
        self.step = (0, 0)
        """Where the key that is being pressed leads once something is taken from the list."""
        self.hide()

    def stand(self, rect: QRect, text: str, *, right: bool, is_new: bool, name: str) -> None:
        """Show the line over a cell, with a text in it."""
        self.is_new = is_new
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.setGeometry(rect)
        self.setText(text)
        self.setAccessibleName(name)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCursorPosition(len(text))

    def event(self, event: QEvent) -> bool:
        # Tab never reaches keyPressEvent: it would leave the line
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.step = (0, 1 if event.key() == Qt.Key.Key_Tab else -1)
                if self.list is None or not self.list.press(event):
                    self.done.emit(*self.step)
                event.accept()
                return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        listing = self.list is not None and self.list.isVisible()
        self.step = (1, 0) if key in ENTER else (0, 0)
        if not listing and key == Qt.Key.Key_Escape:
            self.undone.emit()
        elif key == Qt.Key.Key_F4 or (
            key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.listed.emit()
        elif not listing and key in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.parted.emit()
        elif not listing and key in ENTER:
            up = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.done.emit(-1 if up else 1, 0)
        elif not listing and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.done.emit(-1 if key == Qt.Key.Key_Up else 1, 0)
        elif not listing and self.is_new and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.done.emit(0, -1 if key == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)
