"""The table: heads over an edge line, rows by hairlines, numbers right and never cut, a total row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.ui.kit.layout import STRETCH, column
from cspdesk.ui.kit.paging import ListSource, PageSource
from cspdesk.ui.kit.tablemodel import Cell, Column, TableModel, TableRow
from cspdesk.ui.kit.tableview import MEASURED, PAD, TableView
from cspdesk.ui.look import theme

__all__ = ["Cell", "Column", "Table", "TableRow"]


class Table(QWidget):
    """Columns of a source with a total beneath, which stays in sight while the rows scroll.

    ``chosen`` tells of the row the keyboard stands on, ``opened`` of Enter or a double click on it,
    ``cell_opened`` of a click or Enter on a cell of a column that opens what it counts,
    ``sort_asked`` of a click on the head of a column that sorts.
    """

    chosen = Signal(str)
    opened = Signal(str)
    cell_opened = Signal(str, str)
    sort_asked = Signal(str, bool)
    marked_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        name: str,
        many: bool = False,
        fitted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._fitted = fitted
        self.model = TableModel(columns, self)
        self.view = TableView(self.model, many=many)
        self.view.setAccessibleName(name)
        self._total = _TotalRow(self.view, self.model)
        self.setLayout(column((self.view, 1000), self._total, STRETCH, spacing=0))
        self.setFocusProxy(self.view)
        self.view.chosen.connect(self.chosen)
        self.view.opened.connect(self.opened)
        self.view.cell_opened.connect(self.cell_opened)
        self.view.marked_changed.connect(self.marked_changed)
        self.view.heights_changed.connect(self._fit_height)
        self.view.horizontalHeader().sectionClicked.connect(self._on_head_clicked)
        self.model.modelReset.connect(self._measure)
        self.model.loaded.connect(self._on_loaded)
        self._look.dress(self._measure)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns or other words for them; rows are to be given anew."""
        self.model.set_columns(columns)
        self._total.say(())

    def set_source(self, source: PageSource[TableRow]) -> None:
        """Show other rows."""
        self.model.set_source(source)
        self.view.scrollToTop()

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show rows that are all at hand."""
        self.set_source(ListSource(rows))

    def set_total(self, cells: Sequence[str]) -> None:
        """Show a total, a text for each column; none where there are no texts."""
        self._total.say(tuple(cells))
        self._measure()

    def refresh(self) -> None:
        """Ask the source again, keeping what is marked and where the table stands."""
        at, current = self.view.verticalScrollBar().value(), self.view.currentIndex()
        key = self.chosen_key()
        self.view.blockSignals(True)
        self.model.refresh()
        place = self.model.find(key) if key else None
        if place is not None:
            self.view.setCurrentIndex(self.model.index(place, max(0, current.column())))
        self.view.verticalScrollBar().setValue(at)
        self.view.blockSignals(False)
        self.view.fold()

    def chosen_key(self) -> str:
        """The key of the row that the keyboard stands on, or an empty text."""
        index = self.view.currentIndex()
        row = self.model.row_at(index.row()) if index.isValid() else None
        return row.key if row is not None else ""

    def marked(self) -> list[str]:
        """The keys of the marked rows in order; rows never seen are fetched for it."""
        rows = (self.model.row_now(place) for place in self.view.marked_places())
        return [row.key for row in rows if row is not None]

    def height_of_all(self) -> int:
        """How high the table is with all its rows and its total in sight."""
        return self.view.height_of_all() + (self._total.height() if self._total.cells else 0)

    def tsv(self) -> str:
        """The marked rows as tab-separated text with heads, as a spreadsheet takes them."""
        lines = ["\t".join(column.title for column in self.model.columns)]
        for place in self.view.marked_places():
            row = self.model.row_now(place)
            if row is not None:
                cells = (self.model.cell(row, at) for at in range(self.model.columnCount()))
                lines.append("\t".join(_plain(cell.text or cell.tip) for cell in cells))
        return "\n".join(lines)

    def _on_head_clicked(self, section: int) -> None:
        asked = self.model.columns[section]
        if asked.sorts:
            before = self.model.sorted_by
            ascending = not before[1] if before is not None and before[0] == asked.key else True
            self.sort_asked.emit(asked.key, ascending)

    def _on_loaded(self, begin: int, end: int) -> None:
        self.view.widen(begin, min(end, begin + MEASURED))
        self.view.fold()
        self._total.update()

    def _measure(self) -> None:
        self.view.measure(self._total.cells)
        self._fit_height()
        self._total.fit()

    def _fit_height(self) -> None:
        height = self.view.height_of_all()
        if self._fitted:
            self.view.setFixedHeight(height)
        else:
            self.view.setMaximumHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.tsv())
        else:
            super().keyPressEvent(event)


class _TotalRow(QWidget):
    """The total, painted under the columns it belongs to."""

    def __init__(self, view: TableView, model: TableModel) -> None:
        super().__init__()
        self._view = view
        self._model = model
        self._look = theme.current()
        self.cells: tuple[str, ...] = ()
        view.horizontalHeader().sectionResized.connect(self._on_resized)
        self.hide()

    def say(self, cells: tuple[str, ...]) -> None:
        """Show these texts, one under each column."""
        self.cells = cells
        self.setAccessibleName(", ".join(text for text in cells if text))
        self.setVisible(bool(cells))
        self.update()

    def fit(self) -> None:
        """Be as high as a row."""
        self.setFixedHeight(self._look.size("row_table"))

    def _on_resized(self, *_sizes: int) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font("strong"))
        for at, (text, asked) in enumerate(zip(self.cells, self._model.columns, strict=False)):
            left = self._view.columnViewportPosition(at)
            width = self._view.columnWidth(at)
            right = asked.align == "right"
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            place = QRectF(left + PAD, 0, width - 2 * PAD if right else self.width(), self.height() - 1)
            painter.setPen(self._look.colour("ink"))
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, text)
        if self._view.verticalScrollBar().maximum() > 0:  # rows go on beneath the total
            painter.setPen(self._look.colour("edge"))
            painter.drawLine(QPointF(0, 0.5), QPointF(self._view.viewport().width(), 0.5))
        painter.setPen(self._look.colour("line"))
        y = self.height() - 0.5
        painter.drawLine(QPointF(0, y), QPointF(self._view.viewport().width(), y))


def _plain(text: str) -> str:
    """A text that cannot break a line or a column of a paste."""
    return text.replace("\t", " ").replace("\n", " ").replace("\u00a0", " ")
