"""The model of a grid: how the row stands in the first column, then the cells, straight from the source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

from cspdesk.ui.kit.grid.source import GridSource
from cspdesk.ui.kit.tablemodel import (
    CELL_ROLE,
    COLUMN_ROLE,
    NOWHERE,
    Cell,
    Column,
    Index,
    TableModel,
    TableRow,
)

STATE: Final = "state"
FIRST: Final = 1
"""The column of the first cell; before it stands how the row stands."""


class GridModel(TableModel):
    """Rows of a source; ``sync`` after it changed: rows come and go at the end, cells change in place."""

    def __init__(self, source: GridSource, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self.source = source
        self._shown = 0
        self._fetch = QTimer(self)
        self._fetch.setSingleShot(True)
        self._fetch.setInterval(0)
        self._fetch.timeout.connect(source.load)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns after how the row stands."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self._shown = self.source.count
        self.endResetModel()

    def sync(self) -> None:
        """The source changed."""
        before, now = self._shown, self.source.count
        if now > before:
            self.beginInsertRows(NOWHERE, before, now - 1)
            self._shown = now
            self.endInsertRows()
        elif now < before:
            self.beginRemoveRows(NOWHERE, now, before - 1)
            self._shown = now
            self.endRemoveRows()
        if now and self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(now - 1, len(self._columns) - 1))
        self._feed()

    def row_at(self, place: int) -> TableRow | None:
        cells = [self._cell(place, at) for at in range(len(self._columns))]
        found = tuple(cell for cell in cells if cell is not None)
        return TableRow(str(place), found) if len(found) == len(cells) else None

    def row_now(self, place: int) -> TableRow | None:
        return self.row_at(place)

    def _cell(self, place: int, column: int) -> Cell | None:
        if place >= self._shown:
            return None
        if column < FIRST:
            return self.source.state(place)
        return self.source.cell(place, column - FIRST)

    def _feed(self) -> None:
        if self.source.is_hungry and not self._fetch.isActive():
            self._fetch.start()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._shown

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= self._shown:
            return None
        if role in (COLUMN_ROLE, Qt.ItemDataRole.TextAlignmentRole):
            column = self._columns[index.column()]
            right = Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
            return column if role == COLUMN_ROLE else right | Qt.AlignmentFlag.AlignVCenter
        if role not in _SHOWN:
            return None
        cell = self._cell(index.row(), index.column())
        if cell is None:
            self._feed()
            return None
        if role == CELL_ROLE:
            return cell, False
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(part for part in (cell.text, cell.tip) if part)
        return cell.tip or None


_SHOWN: Final = (
    CELL_ROLE,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
