"""Beside a page, what a figure on it is the sum of: rows, their sum, and the way into each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, plural
from cspdesk.presenters.behind import BehindPresenter
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import column, panel, row
from cspdesk.ui.kit.table import Column, Table, TableRow


class _Rows:
    """The rows of a figure, put into words where they are looked at."""

    def __init__(self, presenter: BehindPresenter) -> None:
        self._presenter = presenter
        self.count = presenter.count

    def fetch(self, offset: int, limit: int) -> Sequence[TableRow]:
        found = []
        for place in range(offset, min(self.count, offset + limit)):
            one = self._presenter.row(place)
            found.append(TableRow(str(place), (one.day, one.words, one.shown)))
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
        self.table.cell_opened.connect(lambda key, _column: self._on_opened(key))
        head = row((column(self._caption, self._figure, spacing=0), 1), self.back, self.close_, spacing=2)
        body = column(head, self._note, (self.table, 1), spacing=8, margins=(14, 14, 8, 12))
        held = panel(body, "side")
        self.setLayout(column(held, spacing=0))
        self.setFocusProxy(self.table)
        self._shown: object = None

    def show_state(self) -> None:
        """Show the figure that the presenter has opened, or nothing."""
        presenter, figure = self.presenter, self.presenter.figure
        self.setVisible(figure is not None)
        shown = (figure, presenter.session.language)
        if figure is None or shown == self._shown:
            self._shown = shown if figure is not None else None
            return
        self._shown = shown
        t = presenter.session.t
        total = presenter.total()
        self._caption.setText(f"{t(figure.label)}, {figure.currency}")
        self._figure.setText(total)
        rows = plural(N_("The sum of {n} row:"), N_("The sum of {n} rows:"), presenter.count)
        self._note.setText(t(rows) if presenter.count else t(N_("There is nothing behind it: it is zero.")))
        self.back.set_words("", t(N_("Back to the figure before")))
        self.back.setVisible(presenter.can_go_back)
        self.close_.set_words("", t(N_("Close")))
        self.table.set_columns(_columns(t(N_("Date")), t(N_("What")), figure.currency))
        self.table.setAccessibleName(t(figure.label))
        self.table.view.setAccessibleName(t(figure.label))
        self.table.set_source(_Rows(presenter))
        self.table.set_total(("", t(N_("Sum")), total) if presenter.count else ())
        self.setAccessibleName(f"{t(figure.label)} {total}")

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
        Column("words", words, grows=True),
        Column("sum", currency, "right", opens=True),
    )
