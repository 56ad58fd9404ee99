"""Places side by side: list, record and side panel; what gives way as the window narrows.

Below 1180 logical pixels the list narrows and the side panel folds away (the screen then shows what
it said within the record); below 860 list and record take turns, with a way back at the top left.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.layout import STRETCH, column, panel, row
from cspdesk.ui.kit.rows import RowList
from cspdesk.ui.look import theme, tokens


class Panes(QWidget):
    """``folded`` when the side panel goes or comes back; ``went_back`` when the way back is taken."""

    folded = Signal(bool)
    went_back = Signal()

    def __init__(
        self,
        list_pane: QWidget | None,
        record: QWidget,
        side: QWidget | None = None,
        *,
        back: str = "",
        list_width: int = tokens.SIZE["list"],
        list_narrow: int = tokens.SIZE["list_narrow"],
        side_width: int = tokens.SIZE["side"],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._list = list_pane
        self._side = side
        self._widths = (list_width, list_narrow, side_width)
        self._back = Button(back, kind="quiet", icon="caret-left", pressed=self._on_back)
        self._back_line = panel(row(self._back, STRETCH, margins=(12, 8, 12, 0)))
        self._record = panel(column(self._back_line, (record, 1), spacing=0))
        self._shows_record = False
        self._is_alone = False
        self._is_folded = False
        self._row: QHBoxLayout = row(list_pane, (self._record, 1), side, spacing=0)
        self.setLayout(self._row)
        for rows in list_pane.findChildren(RowList) if list_pane is not None else ():
            rows.clicked.connect(self._on_clicked)
        self._look.dress(self._arrange)

    def set_back(self, text: str) -> None:
        """Name the way back, after a switch of language."""
        self._back.set_words(text)

    def show_record(self) -> None:
        """Bring the record to the front where list and record take turns."""
        self._shows_record = True
        self._arrange()

    def show_list(self) -> None:
        """Bring the list to the front where they take turns."""
        self._shows_record = False
        self._arrange()

    def take_keyboard(self) -> None:
        """Where the list has given way, its keyboard goes to the way back."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_folded(self) -> bool:
        """Whether the side panel is folded away."""
        return self._is_folded

    @property
    def is_single(self) -> bool:
        """Whether list and record take turns."""
        return self._list is not None and self._look.is_single(self.window().width())

    def set_alone(self, *, alone: bool) -> None:
        """Give the list's room to a record that wants all of it, or give it back."""
        if alone != self._is_alone:
            self._is_alone = alone
            self._arrange()

    @property
    def shows_list(self) -> bool:
        """Whether the list is there: beside the record, or in its turn."""
        return not self._shows_record if self.is_single else not self._is_alone

    def _on_clicked(self, index: QModelIndex) -> None:
        """Where list and record take turns one click brings what it chose; a head chooses nothing."""
        rows = self.sender()
        if self.is_single and isinstance(rows, RowList) and rows.is_row(index):
            self.show_record()

    def _on_back(self) -> None:
        self.show_list()
        self.went_back.emit()

    def _arrange(self) -> None:
        width = self.window().width()
        narrow = self._look.is_narrow(width)
        list_wide, list_narrow, side_width = self._widths
        if self._list is not None:
            single = self.is_single
            turns = [(self._list, self.shows_list), (self._record, not single or self._shows_record)]
            # one goes before the other comes: both at once, for a moment, would make the window grow
            for pane, is_shown in sorted(turns, key=lambda one: one[1]):
                pane.setVisible(is_shown)
                self._row.activate()
            if single:
                self._list.setMinimumWidth(0)
                self._list.setMaximumWidth(16_777_215)
            else:
                self._list.setFixedWidth(self._look.px(list_narrow if narrow else list_wide))
            self._back_line.setVisible(single)
        else:
            self._back_line.hide()
        if self._side is not None:
            self._side.setFixedWidth(self._look.px(side_width))
            self._side.setVisible(not narrow)
        if narrow != self._is_folded:
            self._is_folded = narrow
            self.folded.emit(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
