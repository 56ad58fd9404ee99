"""The model of a table: columns are data, rows are frozen and fetched by pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics

from cspdesk.ui.kit.paging import ListSource, Pages, PageSource

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
CELL_ROLE: Final = int(Qt.ItemDataRole.UserRole)
COLUMN_ROLE: Final = CELL_ROLE + 1

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """One column: numbers stand right and are never cut, names stand left and are elided.

    ``width`` is a hint in pixels at 100 % text, 0 to measure; ``sample`` is the widest text to expect;
    ``grows`` takes the room that is left; ``opens`` makes its cells answer to a click; what has no room in
    a line of a column that ``wraps`` goes on in a second one, and its row is higher.
    """

    key: str
    title: str
    align: Literal["left", "right"] = "left"
    width: int = 0
    sample: str = ""
    grows: bool = False
    opens: bool = False
    dim: bool = False
    sorts: bool = False
    wraps: bool = False
    ends_matter: bool = False  # names that differ at their ends are cut in the middle


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: text, and an icon with a name where a picture speaks for itself."""

    text: str = ""
    icon: str = ""
    tone: str = ""
    tip: str = ""  # what the icon means; also its name for screen readers


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its key and a cell for each column, in the columns' order."""

    key: str
    cells: tuple[Cell | str, ...]
    strong: bool = False  # a subtotal


def broken(head: str, room: int, metrics: QFontMetrics) -> str:
    """Words in one line, or in two broken where a word ends; what is longer yet is elided.

    Nothing where not even a letter has room.
    """
    if metrics.horizontalAdvance(head) <= room or " " not in head:
        cut = metrics.elidedText(head, Qt.TextElideMode.ElideRight, room)
        return "" if cut == "…" else cut
    words = head.split(" ")
    first = words.pop(0)
    while len(words) > 1 and metrics.horizontalAdvance(f"{first} {words[0]}") < room:
        first = f"{first} {words.pop(0)}"
    lines = (first, " ".join(words))
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines)


def folded_width(head: str, metrics: QFontMetrics) -> int:
    """The least room in which ``broken`` shows all of a head, in pixels."""
    words = head.split(" ")
    splits = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    found = (max(map(metrics.horizontalAdvance, lines)) for lines in splits)
    return 1 + min(found, default=metrics.horizontalAdvance(head))


class TableModel(QAbstractTableModel):
    """Columns over a page source; ``loaded`` after pages arrived, with the rows that came."""

    loaded = Signal(int, int)

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._pages: Pages[TableRow] = Pages(ListSource[TableRow]())
        self._sorted: tuple[str, bool] | None = None
        self._cut: tuple[str, ...] = ()  # heads as their columns have room for them
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._load)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns now shown."""
        return self._columns

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; the rows are to be given anew, for their cells follow the columns."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self._cut = ()
        self._pages = Pages(ListSource[TableRow]())
        self.endResetModel()

    def set_source(self, source: PageSource[TableRow]) -> None:
        """Show other rows; the first page is fetched at once."""
        self.beginResetModel()
        self._pages = Pages(source)
        if self._pages.count:
            self._pages.row(0)
            self._pages.load()
        self.endResetModel()

    def refresh(self) -> None:
        """Ask the same source again; cells change in place where the number of rows is the same."""
        source = self._pages.source
        if source.count != self._pages.count or not source.count:
            self.set_source(source)
            return
        self._pages = Pages(source)
        self._pages.row(0)
        self._pages.load()
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def set_sorted(self, key: str, *, ascending: bool) -> None:
        """Mark the column by which the rows come sorted; sorting itself is the source's."""
        self._sorted = (key, ascending)
        self._cut = ()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def head(self, section: int) -> str:
        """A head in full, with the mark of sorting."""
        column = self._columns[section]
        if self._sorted and self._sorted[0] == column.key:
            return f"{column.title} {'↑' if self._sorted[1] else '↓'}"
        return column.title

    def cut_heads(self, heads: Sequence[str]) -> None:
        """Show heads cut to their columns' widths; the whole of one stands in its tooltip."""
        if tuple(heads) != self._cut:
            self._cut = tuple(heads)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    @property
    def sorted_by(self) -> tuple[str, bool] | None:
        """The marked column and whether it ascends."""
        return self._sorted

    def supply(self, offset: int, rows: Sequence[TableRow]) -> None:
        """Take in a page that the source promised by giving None."""
        self._tell(*self._pages.supply(offset, rows))

    def row_at(self, place: int) -> TableRow | None:
        """The row at ``place`` if it is loaded; it is fetched soon where it is not."""
        return self._pages.row(place)

    def row_now(self, place: int) -> TableRow | None:
        """The row at ``place``, fetched at once where it is not loaded."""
        row = self._pages.row(place)
        if row is None:
            self._pages.load()
            row = self._pages.row(place)
        return row

    def at_hand(self) -> Iterator[tuple[int, TableRow]]:
        """The rows in memory with their places."""
        return self._pages.in_memory()

    def find(self, key: str) -> int | None:
        """The place of a key among the rows in memory."""
        return next((place for place, row in self.at_hand() if row.key == key), None)

    def cell(self, row: TableRow, column: int) -> Cell:
        """The cell of a row in a column, empty where the row has fewer."""
        if column >= len(row.cells):
            return Cell()
        found = row.cells[column]
        return found if isinstance(found, Cell) else Cell(found)

    def _load(self) -> None:
        for begin, end in self._pages.load():
            self._tell(begin, end)
        if self._pages.is_hungry:
            self._timer.start()

    def _tell(self, begin: int, end: int) -> None:
        if end > begin:
            last = self.index(end - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(begin, 0), last)
            self.loaded.emit(begin, end)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._pages.count

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.align == "right" else _LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.title
        head = self.head(section)
        shown = self._cut[section] if section < len(self._cut) else head
        if role == Qt.ItemDataRole.DisplayRole:
            return shown
        if role == Qt.ItemDataRole.ToolTipRole:
            return head if shown.replace("\n", " ") != head else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == COLUMN_ROLE:
            return column
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.align == "right" else _LEFT
        row = self._pages.row(index.row())
        if row is None:
            if self._pages.is_hungry and not self._timer.isActive():
                self._timer.start()
            return None
        cell = self.cell(row, index.column())
        if role == CELL_ROLE:
            return cell, row.strong
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(part for part in (cell.text, cell.tip) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or None
        return None
