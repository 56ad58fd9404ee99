"""A pasted block before it is written: what will come in, and what is refused and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import card, column, row
from cspdesk.ui.kit.table import Column, Table, TableRow
from cspdesk.ui.look import theme

SHOWN = 5
"""Refused cells in sight at once."""


@dataclass(frozen=True, slots=True)
class Refused:
    """One cell that stays as it is: its line in the block, its column, what was to go there, and why not."""

    line: str
    column: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class PreviewWords:
    """What the preview says."""

    heading: str
    notes: tuple[str, ...]
    heads: tuple[str, str, str, str]
    take: str
    leave: str
    other: str = ""
    """A second way to take it; empty where there is one."""


class PastePreview(QWidget):
    """``taken`` for Enter or the button, ``other_taken`` for the second way, ``left`` for Esc."""

    taken = Signal()
    other_taken = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._icon = Icon("clipboard-text", "ink2")
        self._heading = label("", "strong", wrap=True)
        self._notes = label("", "hint", wrap=True)
        self.table = Table(_columns(("", "", "", "")), name="")
        self.take = Button(kind="primary", pressed=self.taken.emit)
        self.other = Button(pressed=self.other_taken.emit)
        self.leave = Button(pressed=self.left.emit)
        head = row(self._icon, (self._heading, 1), Flow((self.leave, self.other, self.take)))
        body = column(head, self._notes, self.table, spacing=8, margins=(14, 10, 14, 10))
        self.setLayout(row(card(body), margins=(11, 6, 11, 8)))
        self.hide()

    def say(self, words: PreviewWords, refused: Sequence[Refused], *, can_take: bool) -> None:
        """Show what a block would do."""
        self._heading.setText(words.heading)
        self._notes.setText(" ".join(words.notes))
        self._notes.setVisible(bool(words.notes))
        self._icon.set_icon(*(("warning-circle", "warn") if refused else ("clipboard-text", "ink2")))
        self.take.set_words(words.take)
        self.take.setEnabled(can_take)
        self.leave.set_words(words.leave)
        self.other.set_words(words.other)
        self.other.setVisible(bool(words.other))
        self.table.set_columns(_columns(words.heads))
        self.table.setAccessibleName(words.heading)
        self.table.set_rows(
            [TableRow(str(at), (one.line, one.column, one.text, one.why)) for at, one in enumerate(refused)]
        )
        self.table.setVisible(bool(refused))
        rows = min(SHOWN, len(refused)) + 1
        self.table.setMaximumHeight(self._look.size("row_table") * rows + self._look.px(4))
        self.setAccessibleName(words.heading)
        self.show()
        (self.take if can_take else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.take.isEnabled():
            self.taken.emit()
        else:
            super().keyPressEvent(event)


def _columns(heads: tuple[str, str, str, str]) -> tuple[Column, ...]:
    line, where, text, why = heads
    return (
        Column("line", line, "right"),
        Column("column", where),
        Column("text", text, width=140),
        Column("why", why, grows=True),
    )
