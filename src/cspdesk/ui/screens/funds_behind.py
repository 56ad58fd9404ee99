"""Beside a page, what a figure on it is the sum of, the way into each row, and how its value came about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, plural
from cspdesk.presenters.behind import BehindPresenter
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import VScroll, column, empty_out, panel, row
from cspdesk.ui.kit.table import Cell, Column, Table, TableRow

_SUM = "sum"
_ANY_HEIGHT = 16_777_215  # px: Qt's own most


class _Rows:
    """The rows of a figure, put into words where they are looked at."""

    def __init__(self, presenter: BehindPresenter) -> None:
        self._presenter = presenter
        self.count = presenter.count
        self._made = presenter.session.t(N_("How it came about"))

    def fetch(self, offset: int, limit: int) -> Sequence[TableRow]:
        found = []
        for place in range(offset, min(self.count, offset + limit)):
            one = self._presenter.row(place)
            # what a screen reader says of a value that opens, and of a piece: the sentence beneath the table
            tip = self._made if one.has_making else ""
            found.append(
                TableRow(str(place), (one.day, Cell(one.words, tip=one.told), Cell(one.shown, tip=tip)))
            )
        return found


class BehindPanel(QWidget):
    """The figure that is opened; ``shut`` when it is closed."""

    shut = Signal()

    def __init__(self, presenter: BehindPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self._caption = label("", "caption", wrap=True)
        self._figure = label("", "section")
        self._note = label("", "hint", wrap=True)
        self.back = Button(kind="quiet", icon="caret-left", pressed=presenter.back)
        self.close_ = Button(kind="quiet", icon="x", pressed=self._on_shut)
        self.table = Table(_columns("", "", ""), name="")
        self.table.opened.connect(self._on_opened)
        self.table.cell_opened.connect(self._on_cell_opened)
        self._sentences = column(spacing=8, margins=(0, 4, 8, 8))
        told = QWidget()
        told.setLayout(self._sentences)
        self._told = VScroll(told)
        head = row((column(self._caption, self._figure, spacing=0), 1), self.back, self.close_, spacing=2)
        body = column(head, self._note, (self.table, 1), (self._told, 1), spacing=8, margins=(14, 14, 8, 12))
        held = panel(body, "side")
        self.setLayout(column(held, spacing=0))
        self.setFocusProxy(self.table)
        self._shown: object = None

    def show_state(self) -> None:
        """Show the figure that the presenter has opened, or nothing."""
        presenter = self.presenter
        presenter.speak()
        figure = presenter.figure
        self.setVisible(figure is not None)
        shown = (figure, presenter.session.language)
        if figure is not None and shown == self._shown:
            # what is beneath must not move under the pointer that pressed it
            self._note.setMinimumHeight(self._note.height() if presenter.is_late else 0)
            self._note.setText(self._noted())
            return
        if figure is None:
            self._shown = None
            return
        self._shown = shown
        t = presenter.session.t
        total = presenter.total()
        self._caption.setText(", ".join(filter(None, (t(figure.label), figure.currency))))
        self._figure.setText(total)
        self._note.setMinimumHeight(0)
        self._note.setText(self._noted())
        self.back.set_words("", t(N_("Back to the figure before")))
        self.back.setVisible(presenter.can_go_back)
        self.close_.set_words("", t(N_("Close")))
        self.table.set_columns(_columns(t(N_("Date")), t(N_("What")), figure.currency))
        self.table.setAccessibleName(t(figure.label))
        self.table.view.setAccessibleName(t(figure.label))
        self.table.set_source(_Rows(presenter))
        self.table.set_total(("", t(N_("Sum")), total) if presenter.count else ())
        self.setAccessibleName(f"{t(figure.label)} {total}")
        self._tell()
        if self.table.view.hasFocus() and presenter.count:
            # the rows are others: the keyboard stands on the first, or on the one it came from
            self.table.view.setCurrentIndex(self.table.model.index(presenter.standing, 0))

    def _noted(self) -> str:
        """What the rows are, and that their values can be opened; meanwhile, that one is."""
        presenter, t = self.presenter, self.presenter.session.t
        if presenter.is_late:
            return t(N_("Being prepared…"))
        if not presenter.count:
            return t(N_("There is nothing behind it: it is zero."))
        rows = t(plural(N_("The sum of {n} row:"), N_("The sum of {n} rows:"), presenter.count))
        if not presenter.has_makings:
            return rows
        return f"{t(N_('Press an amount to see how it came about.'))} {rows}"

    def _tell(self) -> None:
        """The arithmetic of a value in words, beneath its pieces."""
        presenter = self.presenter
        empty_out(self._sentences)
        if presenter.mirrors:
            self._sentences.addWidget(label(presenter.mirrors, wrap=True))
        for head, words in presenter.told:
            # of a single piece the table has just said what it is
            heads = [label(head, "strong", wrap=True)] if len(presenter.told) > 1 else []
            self._sentences.addWidget(panel(column(*heads, label(words, wrap=True), spacing=2)))
        self._sentences.addStretch()
        self._told.setVisible(presenter.is_making)
        # beneath a few pieces their words, not a gap
        self.table.setMaximumHeight(self.table.height_of_all() if presenter.is_making else _ANY_HEIGHT)

    def _on_cell_opened(self, key: str, asked: str) -> None:
        if key.isdecimal() and asked == _SUM:
            self.presenter.open_value(int(key))
        else:
            self._on_opened(key)

    def _on_opened(self, key: str) -> None:
        if key.isdecimal():
            self.presenter.open_row(int(key))

    def _on_shut(self) -> None:
        self.presenter.shut()
        self.shut.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_shut()
        elif event.key() == Qt.Key.Key_Backspace and self.presenter.can_go_back:
            self.presenter.back()
        else:
            super().keyPressEvent(event)


def _columns(day: str, words: str, currency: str) -> tuple[Column, ...]:
    return (
        Column("day", day, dim=True),
        Column("words", words, grows=True, opens=True, wraps=True),
        Column(_SUM, currency, "right", opens=True),
    )
