"""An account's page: what each agreement has in it, and every line that moved it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.book_figures import HELD, BookFigures
from cspdesk.presenters.document_words import document_words
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.figures import Figure
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, column, panel, row
from cspdesk.ui.kit.section import WIDEST
from cspdesk.ui.kit.table import Column, Table, TableRow
from cspdesk.ui.look import theme


class _Moves:
    """The lines of an account, put into words where they are looked at."""

    def __init__(self, session: Session, figures: BookFigures, lines: Sequence[Posting]) -> None:
        self._session, self._figures, self._lines = session, figures, lines
        self.count = len(lines)

    def fetch(self, offset: int, limit: int) -> Sequence[TableRow]:
        formats, books = self._session.formats, self._figures.books
        found = []
        for place in range(offset, min(self.count, offset + limit)):
            one = self._lines[place]
            words = document_words(self._session, books, one.document)
            amount = formats.figures(one.amount, one.currency)
            cells = (formats.day(one.accounted), words, books.names.agreement(one.agreement), amount)
            found.append(TableRow(str(place), cells))
        return found


class AccountView(QWidget):
    """``figure_asked`` with the key of a figure, ``opened`` with kind and id, ``whole_asked`` for itself."""

    figure_asked = Signal(str)
    opened = Signal(str, str)
    whole_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._account = ""
        self._figures: BookFigures | None = None
        self._lines: Sequence[Posting] = ()
        self._title = label("", "title", wrap=True)
        self.total = Figure("", "")
        self.total.opened.connect(lambda: self.figure_asked.emit(f"{HELD}:{self._account}"))
        self.whole = Button(
            kind="quiet", icon="file-text", pressed=lambda: self.whole_asked.emit(self._account)
        )
        self._by = SectionHeading("")
        self.by_agreement = Table((), name="", fitted=True)
        self.by_agreement.cell_opened.connect(self._on_agreement)
        self._moved = SectionHeading("")
        self.moves = Table((), name="")
        self.moves.opened.connect(self._on_move)
        head = column(
            row((self._title, 1), self.whole, spacing=6),
            self.total,
            spacing=4,
            margins=(24, 14, 20, 8),
        )
        body = column(
            self._by,
            self.by_agreement,
            12,
            self._moved,
            (self.moves, 1),
            spacing=8,
            margins=(24, 4, 20, 8),
        )
        # on a wide screen what belongs together would else stand at its two ends, as in a record
        self._kept = panel(column(panel(head), (body, 1), spacing=0))
        self.setLayout(row((self._kept, 1000), STRETCH, spacing=0))
        self._look = theme.current()
        self._look.dress(self._restyle)

    def _restyle(self) -> None:
        self._kept.setMaximumWidth(self._look.px(WIDEST))

    def show_account(self, account: str, figures: BookFigures) -> None:
        """Show an account as the books have it."""
        session = self.session
        t, formats, names = session.t, session.formats, figures.books.names
        self._account, self._figures = account, figures
        self._lines = figures.moved(account)
        currency = figures.currency_of(account)
        held = figures.in_account(account)
        whole = formats.amount_with_code(sum(one.amount for one in held), currency) if currency else ""
        self._title.setText(t(names.account(account)))
        self.total.say(t(msg(N_("On {day}"), day=figures.day)), whole)
        self.whole.set_words(t(N_("Details")))
        self._by.set_text(t(N_("Agreements")))
        for part in (self._by, self.by_agreement):
            part.setVisible(bool(held))
        self._moved.set_text(t(N_("Movements")))
        self._moved.set_count(formats.integer(len(self._lines)) if self._lines else "")
        self.by_agreement.set_columns(
            (
                Column("agreement", t(N_("Agreement")), grows=True),
                Column("sum", currency, "right", opens=True),
                Column("tjs", t(N_("In somoni")), "right"),
            )
        )
        self.by_agreement.view.setAccessibleName(t(N_("By agreement")))
        self.by_agreement.set_rows(
            [
                TableRow(
                    one.agreement,
                    (
                        self._named(one.agreement, one.amount),
                        formats.figures(one.amount, one.currency),
                        formats.figures(one.tjs, "TJS"),
                    ),
                )
                for one in held
            ]
        )
        self.moves.set_columns(
            (
                Column("day", t(N_("Date")), dim=True),
                Column("what", t(N_("What")), grows=True),
                Column("agreement", t(N_("Agreement")), dim=True),
                Column("sum", currency, "right"),
            )
        )
        self.moves.view.setAccessibleName(t(N_("Movements")))
        self.moves.set_source(_Moves(session, figures, self._lines))

    def _named(self, agreement: str, minor: int) -> str:
        if self._figures is None:
            return ""
        name = self._figures.books.names.agreement(agreement)
        if minor >= 0:
            return name
        return self.session.t(msg(N_("{agreement}: borrowed from the others"), agreement=name))

    def _on_agreement(self, agreement: str, _column: str) -> None:
        self.figure_asked.emit(f"{HELD}:{self._account}:{agreement}")

    def _on_move(self, key: str) -> None:
        if key.isdecimal() and self._figures is not None:
            document = self._lines[int(key)].document
            kind = self._figures.books.kind_of(document)
            if kind:
                self.opened.emit(kind, document)
