"""A menu of choices: what a filter offers, what hangs on a button, what a row can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cspdesk.ui.look import theme


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of a menu; an empty text is a separator."""

    key: str
    text: str
    icon: str = ""
    keys: str = ""  # the shortcut that does the same, shown at the right
    checked: bool | None = None  # None where nothing is to be ticked
    enabled: bool = True


class Menu(QMenu):
    """Items by their keys; ``chosen`` with the key."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[MenuItem], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        look = theme.current()
        for item in items:
            if not item.text:
                self.addSeparator()
                continue
            action = QAction(f"{item.text}\t{item.keys}" if item.keys else item.text, self)
            action.setData(item.key)
            action.setEnabled(item.enabled)
            if item.icon:
                action.setIcon(look.icon(item.icon))
            if item.checked is not None:
                action.setCheckable(True)
                action.setChecked(item.checked)
            self.addAction(action)
        self.triggered.connect(self._on_triggered)

    def beneath(self, widget: QWidget) -> None:
        """Open under a button; let go when closed."""
        self.aboutToHide.connect(self.deleteLater)
        self.popup(widget.mapToGlobal(QPoint(0, widget.height() + 4)))

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))
