"""The numbers of a picture as a table: what stands in for it, and is copied only as it may leave."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from cspdesk.presenters.concern_grids import Grid, Head
from cspdesk.ui.kit.table import Column, Table, TableRow


class PictureTable(Table):
    """Rows by their keys; ``copy_asked`` in place of copying what is shown."""

    copy_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((), name="", fitted=True, parent=parent)
        self._heads: tuple[Head, ...] = ()
        self.cell_opened.connect(self._on_cell)

    def tell(self, name: str, grid: Grid) -> None:
        """Show a grid; a cell of it opens what its row counts."""
        self.view.setAccessibleName(name)
        if grid.heads != self._heads:
            self._heads = grid.heads
            self.set_columns([_column(at, head) for at, head in enumerate(grid.heads)])
        self.set_rows([TableRow(key, cells) for key, cells in grid.rows])

    def _on_cell(self, key: str, _column: str) -> None:
        self.opened.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        else:
            super().keyPressEvent(event)


def _column(at: int, head: Head) -> Column:
    if head.kind == "number":
        return Column(str(at), head.text, "right", opens=True)
    return Column(str(at), head.text, grows=head.kind == "text", opens=True)
