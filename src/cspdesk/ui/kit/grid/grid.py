"""The grid whole: cells, what a paste would do, and the line of sums beneath."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.grid.footer import GridFooter
from cspdesk.ui.kit.grid.model import FIRST, STATE, GridModel
from cspdesk.ui.kit.grid.preview import PastePreview
from cspdesk.ui.kit.grid.source import GridSource, GridWords
from cspdesk.ui.kit.grid.view import GridView
from cspdesk.ui.kit.layout import column
from cspdesk.ui.kit.tablemodel import Column
from cspdesk.ui.look import theme


class Grid(QWidget):
    """Cells over a source; ``marked`` when the selection changed, at most once a turn of the loop."""

    marked = Signal()

    def __init__(self, source: GridSource, words: GridWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self.model = GridModel(source, self)
        self.view = GridView(self.model, words)
        self.footer = GridFooter()
        self.preview = PastePreview()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.marked)
        self.view.marked.connect(self._soon.start)
        self.setLayout(column((self.view, 1), self.preview, self.footer, spacing=0))
        self.setFocusProxy(self.view)
        self.view.set_words(words)
        self._look.dress(self._measure)

    def set_columns(self, columns: Sequence[Column], words: GridWords) -> None:
        """Show these columns, in the words of a language; the cell that is stood on stays."""
        at = self.view.currentIndex()
        self.view.set_words(words)
        self.model.set_columns((Column(STATE, words.state), *columns))
        self._measure()
        if at.isValid():
            self.view.stand(at.row(), max(0, at.column() - FIRST))

    def show_state(self) -> None:
        """The source changed."""
        self.model.sync()
        first = max(0, self.view.rowAt(0))
        last = self.view.rowAt(self.view.viewport().height() - 1)
        self.view.widen(first, self.model.rowCount() if last < 0 else last + 1)
        self._soon.start()

    def _measure(self) -> None:
        if self.model.columns:
            self.view.measure(())
