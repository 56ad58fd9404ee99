"""The postings: every line of the ledger, the last first, each opening the document that it follows from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.text import N_
from cspdesk.presenters.book_figures import BookFigures
from cspdesk.presenters.document_words import document_words
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, column, panel, row
from cspdesk.ui.kit.table import Column, Table, TableRow
from cspdesk.ui.look import theme

_FEW = (0, 1, 2, 4)
"""The columns under large text on a small screen; the document that a line opens tells the others."""


class _Lines:
    """Lines put into words where they are looked at."""

    def __init__(
        self, session: Session, figures: BookFigures, lines: Sequence[Posting], places: Sequence[int]
    ) -> None:
        self._session, self._figures, self._lines, self._places = session, figures, lines, places
        self.count = len(lines)

    def fetch(self, offset: int, limit: int) -> Sequence[TableRow]:
        until = min(self.count, offset + limit)
        return [self._row(place, self._lines[place]) for place in range(offset, until)]

    def _row(self, place: int, one: Posting) -> TableRow:
        session, books = self._session, self._figures.books
        formats, names = session.formats, books.names
        agreement = books.ledger.chart.agreements[one.agreement]
        cells = (
            formats.day(one.accounted),
            document_words(session, books, one.document),
            session.t(names.account(one.account)),
            " ".join(part for part in (names.agreement(one.agreement), one.line) if part),
            formats.figures(one.tjs, "TJS"),
            formats.amount_with_code(one.value, agreement.currency) if one.value else "",
        )
        return TableRow(str(place), tuple(cells[at] for at in self._places))


class PostingsView(QWidget):
    """``opened`` with the kind and id of a document, ``went_back``."""

    opened = Signal(str, str)
    went_back = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._figures: BookFigures | None = None
        self._lines: Sequence[Posting] = ()
        self._is_single = False
        self.back = Button(kind="quiet", icon="caret-left", pressed=self.went_back.emit)
        self._title = label("", "title")
        self._count = label("", "hint")
        self.table = Table((), name="")
        self.table.opened.connect(self._on_opened)
        head = row(self.back, self._title, self._count, STRETCH, spacing=6, margins=(12, 12, 20, 8))
        body = column((self.table, 1), spacing=0, margins=(24, 0, 20, 8))
        self.setLayout(column(panel(head), (body, 1), spacing=0))
        self.setFocusProxy(self.table)

    def show_figures(self, figures: BookFigures) -> None:
        """Show the books' lines."""
        t = self.session.t
        self._figures, self._lines = figures, figures.postings()
        self.back.set_words("", t(N_("Back")))
        self._title.setText(t(N_("Postings")))
        self._count.setText(self.session.formats.integer(len(self._lines)))
        columns = (
            Column("day", t(N_("Date")), dim=True),
            Column("what", t(N_("Document")), width=180, grows=True, wraps=True),
            Column("account", t(N_("Account")), width=180, grows=True, wraps=True),
            Column("agreement", t(N_("Agreement")), dim=True),
            Column("tjs", "TJS", "right"),
            Column("value", t(N_("In its currency")), "right"),
        )
        self._is_single = theme.current().is_single(self.window().width())
        places = _FEW if self._is_single else range(len(columns))
        self.table.set_columns([columns[at] for at in places])
        self.table.view.setAccessibleName(t(N_("Postings")))
        self.table.set_source(_Lines(self.session, figures, self._lines, places))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._figures is not None and self._is_single != theme.current().is_single(self.window().width()):
            self.show_figures(self._figures)

    def _on_opened(self, key: str) -> None:
        if key.isdecimal() and self._figures is not None:
            document = self._lines[int(key)].document
            kind = self._figures.books.kind_of(document)
            if kind:
                self.opened.emit(kind, document)
