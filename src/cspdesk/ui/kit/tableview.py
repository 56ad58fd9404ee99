"""The rows of a table: column widths, the keyboard, the mouse, and how a cell is painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from cspdesk.ui.kit.tablemodel import (
    CELL_ROLE,
    COLUMN_ROLE,
    Cell,
    Column,
    Index,
    TableModel,
    broken,
    folded_width,
)
from cspdesk.ui.look import theme

PAD: Final = 11  # px at each side of a cell, as in the heads
MEASURED: Final = 100  # rows whose numbers are measured when they arrive


def capped(widths: Sequence[int], room: int) -> list[int]:
    """Widths that fit the room: narrow ones stay, the widest give way until they are equal."""
    given, left = list(widths), room
    for turn, at in enumerate(sorted(range(len(given)), key=given.__getitem__)):
        given[at] = min(given[at], max(0, left // (len(given) - turn)))
        left -= given[at]
    return given


class TableView(QTableView):
    """The rows of a ``Table``: their widths, the keyboard and the mouse."""

    chosen = Signal(str)
    opened = Signal(str)
    cell_opened = Signal(str, str)
    marked_changed = Signal()
    ring_moved = Signal()
    heights_changed = Signal()
    """The heads, or rows, take one line now, or two."""

    def __init__(self, model: TableModel, *, many: bool) -> None:
        super().__init__()
        self._look = theme.current()
        self._model = model
        self._natural: list[int] = []
        self._folded: list[int] = []  # the same where heads take two lines
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        extended = QAbstractItemView.SelectionMode.ExtendedSelection
        self.setSelectionMode(extended if many else QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(24)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionsClickable(True)
        self.verticalScrollBar().valueChanged.connect(self.ring_moved)

    def marked_places(self) -> list[int]:
        """The places of the marked rows, in order."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def height_of_all(self) -> int:
        """How high the view would be with all its rows in sight."""
        return self.heads_height() + self.verticalHeader().length() + 1

    def measure(self, total: Sequence[str]) -> None:
        """Set the heights, and the widths by heads, samples, total and the rows at hand."""
        self.verticalHeader().setDefaultSectionSize(self._look.size("row_table"))
        caption = self._look.metrics("caption")
        strong = self._look.metrics("strong")
        self._natural, self._folded = [], []
        for at, asked in enumerate(self._model.columns):
            texts = [asked.sample, total[at] if at < len(total) and asked.align == "right" else ""]
            sort_mark = " ↓" if asked.sorts else ""
            head, hint = asked.title + sort_mark, self._look.px(asked.width)
            wide = max(map(strong.horizontalAdvance, texts))
            whole, folded = caption.horizontalAdvance(head), folded_width(head, caption)
            self._natural.append(max(hint, max(whole, wide) + 2 * PAD + 2))
            self._folded.append(max(hint, max(folded, wide) + 2 * PAD + 2))
        self.widen(0, min(MEASURED, self._model.rowCount()))
        self._share()

    def widen(self, begin: int, end: int) -> None:
        """Give columns of numbers the room that rows ``begin`` to ``end`` need; names may be elided."""
        body, strong = self._look.metrics("body"), self._look.metrics("strong")
        before = list(self._natural)
        for place in range(begin, end):
            row = self._model.row_at(place)
            if row is None:
                continue
            metrics = strong if row.strong else body
            for at, asked in enumerate(self._model.columns):
                if asked.align == "right" or (not asked.width and not asked.grows):
                    cell = self._model.cell(row, at)
                    icon = self._look.size("icon") + (6 if cell.text else 0) if cell.icon else 0
                    need = metrics.horizontalAdvance(cell.text) + icon + 2 * PAD + 2
                    self._natural[at] = max(self._natural[at], need)
                    self._folded[at] = max(self._folded[at], need)
        if self._natural != before:
            self._share()

    def _share(self) -> None:
        """Lay the columns out: growing ones take what is left; names give way before numbers do."""
        columns = self._model.columns
        room = self.viewport().width() - sum(self._natural)
        widths = list(self._natural)
        growing = [at for at, asked in enumerate(columns) if asked.grows]
        if room > 0 and growing:
            for at in growing:
                widths[at] += room // len(growing)
        if room < 0:
            names = growing or [at for at, asked in enumerate(columns) if asked.align == "left"]
            least = self._look.px(60)
            fair = capped([widths[at] for at in names], sum(widths[at] for at in names) + room)
            for at, width in zip(names, fair, strict=True):
                widths[at] = max(width, min(widths[at], least))
        self._give(widths)

    def _give(self, widths: Sequence[int]) -> None:
        """Give columns their widths; a head that is longer breaks into two lines before it is elided."""
        metrics = self._look.metrics("caption")
        heads = []
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
            heads.append(broken(self._model.head(at), self._room(at), metrics))
        before = self.heads_height()
        self._model.cut_heads(heads)
        two = any("\n" in head for head in heads)
        # a sheet gives heads one height, whatever stands in them
        self.horizontalHeader().setMinimumHeight(2 * self._look.line("caption") + 8 if two else 0)
        if self.heads_height() != before:
            self.updateGeometries()
            self.heights_changed.emit()
        self.fold()

    def fold(self) -> None:
        """Make the rows at hand higher whose words have no room in one line, where their column wraps."""
        wrapping = [(at, self._room(at)) for at, asked in enumerate(self._model.columns) if asked.wraps]
        if not wrapping:
            return
        body, strong = self._look.metrics("body"), self._look.metrics("strong")
        low, heads, before = (
            self._look.size("row_table"),
            self.verticalHeader(),
            self.verticalHeader().length(),
        )
        high = 2 * self._look.line("body") + self._look.px(6)
        for place, row in self._model.at_hand():
            metrics = strong if row.strong else body
            folded = any(
                "\n" in broken(self._model.cell(row, at).text, room, metrics) for at, room in wrapping
            )
            heads.resizeSection(place, high if folded else low)
        if heads.length() != before:
            self.heights_changed.emit()

    def _room(self, at: int) -> int:
        """How wide words in a column may be."""
        return self.columnWidth(at) - 2 * PAD

    def heads_height(self) -> int:
        """How high the heads are, in one line or in two."""
        heads = self.horizontalHeader()
        return max(heads.minimumHeight(), heads.sizeHint().height())

    def ring_rect(self) -> QRect:
        """The row the keyboard stands on, or its cell where the cell opens something."""
        index = self.currentIndex()
        asked = index.data(COLUMN_ROLE) if index.isValid() else None
        rect = self.visualRect(index)
        if not (isinstance(asked, Column) and asked.opens):
            rect.setLeft(0)
            rect.setRight(self.viewport().width() - 1)
        return rect.translated(self.viewport().pos()).intersected(self.viewport().geometry())

    def _activate(self, index: QModelIndex, *, whole_row: bool) -> None:
        row = self._model.row_at(index.row()) if index.isValid() else None
        if row is None:
            return
        asked = self._model.columns[index.column()]
        if asked.opens:
            self.cell_opened.emit(row.key, asked.key)
        elif whole_row:
            self.opened.emit(row.key)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.ring_moved.emit()
        row = self._model.row_at(current.row()) if current.isValid() else None
        if row is not None and current.row() != previous.row():
            self.chosen.emit(row.key)

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type] # Qt's own types
        self.marked_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.blockSignals(True)  # standing on a row is not choosing it
            self.setCurrentIndex(self._model.index(0, 0))
            self.blockSignals(False)
        super().focusInEvent(event)
        self.ring_moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.currentIndex(), whole_row=True)
        elif event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()  # the table answers, for it knows the heads
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        asked = self.indexAt(event.position().toPoint()).data(COLUMN_ROLE)
        opens = isinstance(asked, Column) and asked.opens
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._activate(self.indexAt(event.position().toPoint()), whole_row=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._activate(self.indexAt(event.position().toPoint()), whole_row=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if len(self._natural) == len(self._model.columns):
            self._share()
        self.ring_moved.emit()


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell from tokens: its text, its icon, the hairline under it."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._look = theme.current()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent_soft"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        found = index.data(CELL_ROLE)
        asked = index.data(COLUMN_ROLE)
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        if not isinstance(asked, Column) or not isinstance(found, tuple):
            bar = QRectF(inner.left(), inner.center().y() - look.px(3), inner.width() * 0.5, look.px(7))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("line"))
            painter.drawRoundedRect(bar, 3, 3)
        else:
            cell, strong = found
            hover = asked.opens and bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._paint_cell(painter, inner, cell, asked, strong=strong, hover=hover)
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, rect: QRect, cell: Cell, asked: Column, *, strong: bool, hover: bool
    ) -> None:
        look = self._look
        right = asked.align == "right"
        if cell.icon:
            side = look.size("icon")
            left = rect.right() + 1 - side if right else rect.left()
            spot = QRect(left, rect.center().y() - side // 2, side, side)
            look.icons.draw(painter, spot, cell.icon, cell.tone or "ink2")
            rect = rect.adjusted(0, 0, -side - 6, 0) if right else rect.adjusted(side + 6, 0, 0, 0)
        role = "strong" if strong else "body"
        font = look.font(role)
        font.setUnderline(hover and bool(cell.text))
        painter.setFont(font)
        tone = "accent" if hover else cell.tone if not cell.icon else ""
        painter.setPen(look.colour(tone or ("ink2" if asked.dim else "ink")))
        words = _fitting(cell.text, asked, rect.width(), look.metrics(role))
        side_flag = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, side_flag | Qt.AlignmentFlag.AlignVCenter, words)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        found = index.data(CELL_ROLE)
        if event.type() != QEvent.Type.ToolTip or not isinstance(found, tuple):
            return super().helpEvent(event, view, option, index)
        cell, strong = found
        room, metrics = option.rect.width() - 2 * PAD, self._look.metrics("strong" if strong else "body")
        cut = _fitting(cell.text, index.data(COLUMN_ROLE), room, metrics).replace("\n", " ") != cell.text
        QToolTip.showText(event.globalPos(), cell.tip or (cell.text if cut else ""), view)
        return True


def _fitting(words: str, asked: Column, room: int, metrics: QFontMetrics) -> str:
    """Words as a cell has room for them: in two lines where their column wraps, else cut with dots."""
    if asked.wraps:
        return broken(words, room, metrics)
    elide = Qt.TextElideMode.ElideMiddle if asked.ends_matter else Qt.TextElideMode.ElideRight
    return metrics.elidedText(words, elide, room)
