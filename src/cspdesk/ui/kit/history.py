"""The history of a record: who changed what, when, from what to what, with the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import STRETCH, column, empty_out, hairline, row

STEP: Final = 40  # changes shown at once


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change of one field, in words; ``restore`` names the link back, empty where there is none."""

    key: str
    who: str
    when: str
    field: str
    before: str
    after: str
    restore: str = ""
    icon: str = "pencil-simple"


class HistoryList(QWidget):
    """Changes, the latest first; ``restore_asked`` with the key of one, ``more_asked`` for older ones."""

    restore_asked = Signal(str)
    more_asked = Signal()

    def __init__(self, *, name: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = nothing
        self._column = column(spacing=0)
        self._rest: tuple[ChangeView, ...] = ()
        self._more = ""
        self.setLayout(self._column)
        self.setAccessibleName(name)

    def tell(self, changes: Sequence[ChangeView], *, more: str = "") -> None:
        """Show changes; ``nothing`` stands for an empty value, ``more`` names the link to older ones."""
        empty_out(self._column)
        self._more = more
        self._rest = tuple(changes)
        self._show_on()

    def _show_on(self) -> None:
        last = self._column.count() - 1
        taken = self._column.takeAt(last) if last >= 0 else None
        widget = taken.widget() if taken is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        shown, self._rest = self._rest[:STEP], self._rest[STEP:]
        for change in shown:
            self._column.addWidget(self._line(change))
            self._column.addWidget(hairline())
        foot = QWidget()
        link = Button(self._more, kind="link", pressed=self._on_more) if self._more else None
        foot.setLayout(row(link, STRETCH, margins=(0, 8, 0, 0)))
        self._column.addWidget(foot)

    def _on_more(self) -> None:
        if self._rest:
            self._show_on()
        else:
            self.more_asked.emit()

    def _line(self, change: ChangeView) -> QWidget:
        head = row(label(change.who, "strong"), label(change.when, "hint"), STRETCH, spacing=8)
        before = label(change.before or self._nothing, "small", wrap=True)
        after = label(change.after or self._nothing, wrap=True)
        values = row((before, 1), Icon("arrow-right", "ink3", 14), (after, 1), spacing=10)
        restore = None
        if change.restore:
            restore = Button(change.restore, kind="link")
            restore.setAccessibleName(f"{change.restore}: {change.field}, {change.before or self._nothing}")
            restore.clicked.connect(lambda _on=False, key=change.key: self.restore_asked.emit(key))
        icon = Icon(change.icon, "ink2")
        line = row(
            icon,
            (column(head, label(change.field, "caption"), values, spacing=2), 1),
            restore,
            spacing=10,
            margins=(0, 9, 0, 9),
        )
        line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        if restore is not None:
            line.setAlignment(restore, Qt.AlignmentFlag.AlignTop)
        held = QWidget()
        held.setLayout(line)
        said = f"{change.who}, {change.when}, {change.field}: {change.before} → {change.after}"
        held.setAccessibleName(said)
        return held
