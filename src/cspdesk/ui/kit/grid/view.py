"""The cells of a grid under the keyboard: walking, typing, lists, blocks; as quick as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from cspdesk.ui.kit.grid.line import ENTER, CellLine
from cspdesk.ui.kit.grid.model import FIRST, GridModel
from cspdesk.ui.kit.grid.source import GridWords, Span
from cspdesk.ui.kit.tablemodel import Index
from cspdesk.ui.kit.tableview import PAD, TableView, capped

_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_TEXTLESS: Final = _CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_OWN: Final = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.SelectAll,
)
_MOST: Final = 180  # px at 100 % that a column of words takes by itself
_WHOLE: Final = 280  # px at 100 % that such a column may take where there is room
_GROWN: Final = 170  # px at 100 % that a column which grows has before others give way
_OWN_LETTERS: Final = (Qt.Key.Key_D, Qt.Key.Key_Semicolon, Qt.Key.Key_Y, Qt.Key.Key_Minus, *ENTER)


class GridView(TableView):
    """One cell has the keyboard, or the line over it; Enter goes down, Tab right, Esc back."""

    marked = Signal()
    """What is selected, or the cell that is stood on, changed."""

    def __init__(self, model: GridModel, words: GridWords) -> None:
        super().__init__(model, many=True)
        self._grid = model
        self._source = model.source
        self._words = words
        self._began: int | None = None
        """The column where a walk by Tab began: Enter goes back beneath it."""
        self._at: tuple[int, int] | None = None
        """The cell that the line is open over."""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.line = CellLine(self.viewport())
        self.line.done.connect(self._on_done)
        self.line.undone.connect(self._on_undone)
        self.line.left.connect(self._on_left)
        self.line.listed.connect(self._list_all)
        self.line.parted.connect(self.split)
        self.line.textEdited.connect(self._on_typed)
        self.line.taken.connect(self._on_taken)
        self.verticalScrollBar().valueChanged.connect(self._place_line)

    def set_words(self, words: GridWords) -> None:
        """Speak another language."""
        self._words = words
        self.setAccessibleName(words.name)

    # --- where one stands

    @property
    def place(self) -> int:
        """The row that is stood on; -1 where there is none."""
        return self.currentIndex().row()

    @property
    def column(self) -> int:
        """The column of the source that is stood on."""
        return self.currentIndex().column() - FIRST

    def spans(self) -> list[Span]:
        """The selected rectangles, in the columns of the source."""
        marked = self.selectionModel().selection()
        parts = [marked.at(number) for number in range(marked.count())]
        return sorted(
            (part.top(), max(0, part.left() - FIRST), part.bottom(), part.right() - FIRST)
            for part in parts
            if part.right() >= FIRST
        )

    def stand(self, place: int, column: int) -> None:
        """Go to a cell, in the columns of the source."""
        place = max(0, min(self._grid.rowCount() - 1, place))
        column = max(0, min(self._grid.columnCount() - 1 - FIRST, column))
        index = self._grid.index(place, column + FIRST)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def stand_at_end(self) -> None:
        """Go to the empty row, where the next is typed."""
        self.stand(self._grid.rowCount() - 1, 0)

    @property
    def is_typing(self) -> bool:
        """Whether the line is open."""
        return self._at is not None

    # --- typing

    def begin(self, text: str | None = None) -> bool:
        """Open the line over the cell: over what stands there with ``text``, else to go on in it."""
        index = self.currentIndex()
        if (
            not index.isValid()
            or index.column() < FIRST
            or not self._source.can_type(self.place, self.column)
        ):
            return False
        asked = self._grid.columns[index.column()]
        self.scrollTo(index)
        self._at = (self.place, self.column)
        self.line.stand(
            self._line_rect(),
            self._source.text(self.place, self.column) if text is None else text,
            right=asked.align == "right",
            is_new=text is not None,
            name=asked.title,
        )
        if text:
            self._on_typed(text)
        return True

    def finish(self) -> None:
        """What is in the line goes into its cell."""
        if self._at is not None:
            (place, column), text = self._at, self.line.text()
            self._shut()
            self._source.type(place, column, text)

    def _shut(self) -> None:
        self._at = None
        self.line.shut()
        had = self.line.hasFocus()
        self.line.hide()
        if had:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_done(self, down: int, right: int) -> None:
        self.finish()
        self.walk(down, right)

    def _on_undone(self) -> None:
        self._shut()

    def _on_left(self) -> None:
        """The mouse went elsewhere: what was typed counts."""
        if self.is_typing:
            self.finish()

    def _line_rect(self) -> QRect:
        rect = self.visualRect(self.currentIndex())
        return rect.adjusted(PAD - 7, 1, 7 - PAD, -2)

    def _place_line(self, _value: int) -> None:
        if self.is_typing:
            self.line.shut()
            self.line.setGeometry(self._line_rect())

    # --- lists

    def _on_typed(self, text: str) -> None:
        rows = self._source.offers(self.place, self.column, text) if text.strip() else ()
        if rows:
            self.line.offers().offer(rows)
        else:
            self.line.shut()

    def _list_all(self) -> None:
        rows = self._source.offers(self.place, self.column, self.line.text() if self.line.is_new else "")
        self.line.offers().offer(rows, nothing=self._words.nothing)

    def _on_taken(self, key: str) -> None:
        if self._at is not None:
            place, column = self._at
            self._shut()
            self._source.take(place, column, key)
            self.walk(*self.line.step)

    def open_list(self) -> None:
        """F4: the list of the cell, over what stands in it."""
        if self.begin():
            self.line.selectAll()
            self._list_all()

    # --- walking

    def walk(self, down: int, right: int) -> bool:
        """Go on by a step: past the last column to the next row, by Enter back to where Tabs began."""
        if not (down or right):
            return False
        place, column = self.place, self.column
        last = self._grid.columnCount() - 1 - FIRST
        if right:
            self._began = column if self._began is None else self._began
            column += right
            while 0 <= column <= last and not self._source.can_type(place, column):
                column += right
            if column > last:
                place, column = place + 1, self._began
            elif column < 0:
                place, column = place - 1, last
        else:
            place, column = self._beneath(place, down, column)
            self._began = None
        if not 0 <= place < self._grid.rowCount():
            return False
        began = self._began
        self.stand(place, column)
        self._began = began if right else None
        return True

    def _beneath(self, place: int, down: int, column: int) -> tuple[int, int]:
        """Where Enter leads: over parts in which the cell is not typed; out of them to the first column."""
        was_part, began = self._source.is_part(place), self._began
        column = column if began is None else began
        place += down
        while self._source.is_part(place) and not self._source.can_type(place, column):
            place += down
        is_out = began is not None and was_part and not self._source.is_part(place)
        return place, 0 if is_out else column

    def split(self) -> None:
        """Ctrl+Enter: a further part beneath the row, the keyboard in its first cell that is empty."""
        self.finish()
        place = self._source.split(self.place)
        if place is not None:
            last = self._grid.columnCount() - FIRST
            free = [at for at in range(last) if self._source.can_type(place, at)]
            empty = (at for at in free if not self._source.text(place, at))
            self.stand(place, next(empty, free[0] if free else 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._began = None
        if current.isValid() and current.row() != previous.row():
            self._source.stand(current.row())
        self.marked.emit()

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)
        self.marked.emit()

    def ring_rect(self) -> QRect:
        rect = self.visualRect(self.currentIndex())
        return rect.translated(self.viewport().pos()).intersected(self.viewport().geometry())

    # --- the keyboard

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._is_own(event):
                event.accept()
                return True
            tabs = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            step = tabs.get(Qt.Key(event.key()), 0) if event.type() == QEvent.Type.KeyPress else 0
            if step and not event.modifiers() & _CONTROL and self.walk(0, step):
                event.accept()
                return True
        return super().event(event)

    @staticmethod
    def _is_own(event: QKeyEvent) -> bool:
        own = bool(event.modifiers() & _CONTROL) and event.key() in _OWN_LETTERS
        return own or any(event.matches(keys) for keys in _OWN)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._press(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _press(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif self._is_own(event):
            self._command(event)
        elif key in ENTER:
            self.walk(-1 if held & _SHIFT else 1, 0)
        elif key == Qt.Key.Key_F2:
            self.begin()
        elif key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and held & Qt.KeyboardModifier.AltModifier):
            self.open_list()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._source.clear(self.spans())
        elif event.text().isprintable() and event.text() and not held & _TEXTLESS:
            self.begin(event.text())
        else:
            return False
        return True

    def _command(self, event: QKeyEvent) -> None:
        keys = QKeySequence.StandardKey
        if event.matches(keys.Copy):
            self._source.copy(self.spans(), self._to_clipboard)
        elif event.matches(keys.Cut):
            spans = self.spans()
            self._source.copy(spans, lambda text: self._cut(text, spans))
        elif event.matches(keys.Paste):
            self._source.paste(QApplication.clipboard().text(), self.place, max(0, self.column))
        elif event.matches(keys.Undo):
            self._source.undo()
        elif event.matches(keys.Redo) or event.key() == Qt.Key.Key_Y:
            self._source.redo()
        elif event.key() in ENTER:
            self.split()
        elif event.key() == Qt.Key.Key_Minus:
            self._source.remove(self.place)
        elif event.key() == Qt.Key.Key_D:
            for span in self.spans()[:1]:
                self._source.as_above(span)
        elif event.key() == Qt.Key.Key_Semicolon:
            self._source.today(self.place, self.column)

    def _cut(self, text: str, spans: list[Span]) -> None:
        self._to_clipboard(text)
        self._source.clear(spans)

    @staticmethod
    def _to_clipboard(text: str) -> None:
        QApplication.clipboard().setText(text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # what an input method composed is typing too
        if event.commitString() and self.begin(event.commitString()):
            event.accept()
        else:
            super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self._grid.rowCount():
            self.stand_at_end()
        super().focusInEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).column() >= FIRST:
            self.begin()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        QTableView.mouseReleaseEvent(self, event)  # a click opens nothing here: it marks

    def _share(self) -> None:
        """Words give way to numbers: first what grows, then how a row stands, then the other words."""
        if not self._natural or self.viewport().width() <= 0:
            return
        columns = self._grid.columns
        most = self._look.px(_MOST)
        widths = [
            width if asked.align == "right" or asked.width else min(width, most)
            for width, asked in zip(self._natural, columns, strict=True)
        ]
        growing = [at for at, asked in enumerate(columns) if asked.grows]
        for at in growing:
            widths[at] = max(widths[at], self._look.px(_GROWN))
        room = self.viewport().width() - sum(widths)
        # a day has one length, told by its sample: it is no more cut than a number
        words = [
            at
            for at, asked in enumerate(columns)
            if at and asked.align == "left" and not (asked.grows or asked.sample)
        ]
        if room > 0:
            for at in words:  # words are whole before a column gets more than it needs
                given = max(0, min(room, self._natural[at] - widths[at], self._look.px(_WHOLE) - widths[at]))
                widths[at], room = widths[at] + given, room - given
            for at in growing:
                widths[at] += room // len(growing)
        else:
            if room < 0:  # the whole word, or its sign alone
                sign = self._look.size("icon") + 2 * PAD
                room, widths[0] = room + max(0, widths[0] - sign), min(widths[0], sign)
            for at, asked in enumerate(columns):  # a head in two lines, before words are cut
                if room < 0 and asked.align == "right":
                    given = min(-room, max(0, widths[at] - self._folded[at]))
                    widths[at], room = widths[at] - given, room + given
            for words_least, growing_least in ((100, 140), (64, 100), (64, 64)):
                room = _take(widths, words, self._look.px(words_least), room)
                room = _take(widths, growing, self._look.px(growing_least), room)
        self._give(widths)


def _take(widths: list[int], places: Sequence[int], least: int, room: int) -> int:
    """Take from columns, the widest first, until ``room`` is not below nothing; gives what is left of it."""
    if room >= 0:
        return room
    before = [widths[at] for at in places]
    for at, old, new in zip(places, before, capped(before, sum(before) + room), strict=True):
        widths[at] = max(new, min(old, least))
    return room + sum(before) - sum(widths[at] for at in places)
