"""The list of rows that every place of the window uses, short or a hundred thousand long.

It is a table of one column, not a list view: only a table keeps rows of two heights (group heads)
without asking each row for its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView, QWidget

from cspdesk.ui.kit.paging import PAGE, ListSource, PageSource
from cspdesk.ui.kit.rowmodel import SMALL, GroupView, Index, RowModel, RowView
from cspdesk.ui.kit.rowpaint import RowDelegate
from cspdesk.ui.look import theme

__all__ = ["GroupView", "RowList", "RowView"]

Mode = Literal["choose", "many", "open"]


class RowList(QTableView):
    """Rows by their keys.

    Modes: ``choose`` marks one row and tells of it by ``chosen`` (a record opens beside the list);
    ``many`` lets several be marked; ``open`` marks none, a click or Enter tells by ``opened``.
    In every mode a double click and Enter tell by ``opened``.  ``fitted`` makes the list as high as
    its rows, for short lists on a page that scrolls as a whole.
    """

    chosen = Signal(str)
    opened = Signal(str)
    marked_changed = Signal()
    ring_moved = Signal()

    def __init__(
        self,
        *,
        name: str,
        mode: Mode = "choose",
        inset: int = 16,
        fitted: bool = False,
        two_lines: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._mode = mode
        self._fitted = fitted
        self._two_lines = two_lines
        self._model = RowModel(self)
        self._delegate = RowDelegate(self._look, inset=inset, chosen_shown=mode != "open", parent=self)
        self._set_up(name)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self._model.modelReset.connect(self._measure)
        self._model.loaded.connect(self._on_loaded)
        self._look.dress(self._measure)

    @property
    def rows(self) -> RowModel:
        """The model, for a source that hands its pages over later (``supply``)."""
        return self._model

    def set_source(self, source: PageSource[RowView]) -> None:
        """Show other rows, from the top, none marked."""
        self._model.set_source(source)
        self.scrollToTop()

    def set_rows(self, rows: Sequence[RowView]) -> None:
        """Show rows that are all at hand."""
        self.set_source(ListSource(rows))

    def refresh(self, source: PageSource[RowView] | None = None) -> None:
        """Ask again, keeping what is marked and where the list stands; says nothing of it."""
        marked, current, at = self.marked(), self.chosen_key(), self.verticalScrollBar().value()
        self.blockSignals(True)
        self._model.refresh(source)
        self._mark([key for key in marked if key != current])
        if current:
            self.choose(current)
        self.verticalScrollBar().setValue(at)
        self.blockSignals(False)
        self.viewport().update()

    def choose(self, key: str) -> bool:
        """Mark the row with this key and bring it into sight, telling nobody; False where it is not."""
        place = self._model.find(key)
        if place is None:
            self.clearSelection()
            return False
        index = self._model.index(place)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        if self._mode == "choose":
            flags |= QItemSelectionModel.SelectionFlag.Clear
        was_blocked = self.blockSignals(True)
        self.selectionModel().setCurrentIndex(index, flags)
        self.blockSignals(was_blocked)
        self.scrollTo(index)
        return True

    def chosen_key(self) -> str:
        """The key of the row that the keyboard stands on, or an empty text."""
        return self._key(self.currentIndex())

    def is_row(self, index: QModelIndex) -> bool:
        """Whether a row stands there, and not the head of a group."""
        return bool(self._key(index))

    def marked(self) -> list[str]:
        """The keys of the marked rows, in the list's order; rows never seen are fetched for it."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = (self._model.row_now(place) for place in places)
        return [row.key for row in rows if row is not None]

    def ring_rect(self) -> QRect:
        """The row that the keyboard stands on."""
        rect = self.visualRect(self.currentIndex())
        inset = 4 if self._mode != "open" else 0
        shown = rect.adjusted(inset, 0, -inset, 0).translated(self.viewport().pos())
        return shown.intersected(self.viewport().geometry())

    def _set_up(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        many = QAbstractItemView.SelectionMode.ExtendedSelection
        one = QAbstractItemView.SelectionMode.SingleSelection
        self.setSelectionMode(many if self._mode == "many" else one)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalScrollBar().valueChanged.connect(self.ring_moved)
        if self._fitted:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _measure(self) -> None:
        heights, width = self.verticalHeader(), self.viewport().width()
        is_long = self._model.rowCount() > SMALL
        seen = range(PAGE if is_long else self._model.rowCount())  # no other page is fetched for its looks
        known = [row for row in map(self._model.row_at, seen) if row is not None]
        self._delegate.has_icons = any(row.icon for row in known)
        usual = self._look.size("row_two" if self._two_lines else "row_one")
        if is_long:
            # all are as high as the highest that is known: where the list ends must be known as well
            usual = max((self._delegate.height(row, width) for row in known), default=usual)
        heights.setDefaultSectionSize(usual)
        for head in self._model.head_rows:
            heights.resizeSection(head, self._look.size("row_group"))
        for place in range(0 if is_long else self._model.rowCount()):
            row = self._model.row_at(place)
            if row is not None:
                heights.resizeSection(place, self._delegate.height(row, width))
        if self._fitted:
            self.setFixedHeight(heights.length())
        self.updateGeometry()

    def _on_loaded(self) -> None:
        if self._model.rowCount() <= SMALL:
            self._measure()

    def _mark(self, keys: Sequence[str]) -> None:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.clearSelection()
        for key in keys:
            place = self._model.find(key)
            if place is not None:
                self.selectionModel().select(self._model.index(place), flags)

    def _key(self, index: Index) -> str:
        row = self._model.row_now(index.row()) if index.isValid() else None
        return row.key if row is not None else ""

    def _open(self, index: QModelIndex) -> None:
        key = self._key(index)
        if key:
            self.opened.emit(key)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.ring_moved.emit()
        key = self._key(current)
        if key and self._mode != "open":
            self.chosen.emit(key)

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type] # Qt's own types
        self.marked_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self._model.rowCount():
            first = 1 if self._model.head_rows else 0
            flags = QItemSelectionModel.SelectionFlag.NoUpdate
            self.blockSignals(True)  # standing on a row is not choosing it
            self.selectionModel().setCurrentIndex(self._model.index(first), flags)
            self.blockSignals(False)
        super().focusInEvent(event)
        self.ring_moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            rows = [self._model.row_at(i.row()) for i in self.selectionModel().selectedRows()]
            QApplication.clipboard().setText("\n".join(row.spoken() for row in rows if row is not None))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if self._mode == "open" and event.button() == Qt.MouseButton.LeftButton:
            self._open(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._mode == "open":
            return
        self._open(self.indexAt(event.position().toPoint()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()  # what fits in two lines may need a third now
        self.ring_moved.emit()

    def sizeHint(self) -> QSize:
        return QSize(self._look.size("list_narrow"), self.verticalHeader().length())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.size("row_two"))
