"""The trial balance on a day: every account of the books in somoni, debit and credit, and their sums."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, msg
from cspdesk.presenters.book_figures import TRIAL, BookFigures
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.buttons import Button, Segments
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import column, panel, row
from cspdesk.ui.kit.table import Column, Table, TableRow

DAYS = ("today", "half", "year")


class TrialView(QWidget):
    """``figure_asked`` with the key of a figure, ``day_asked`` with one of ``DAYS``, ``went_back``."""

    figure_asked = Signal(str)
    day_asked = Signal(str)
    went_back = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.back = Button(kind="quiet", icon="caret-left", pressed=self.went_back.emit)
        self._title = label("", "title")
        self._second = label("", "small", wrap=True)
        self.days = Segments([(key, "") for key in DAYS], name="", chosen="today")
        self.days.chosen.connect(self.day_asked)
        self.table = Table((), name="")
        self.table.cell_opened.connect(lambda code, _column: self.figure_asked.emit(f"{TRIAL}:{code}"))
        self.table.opened.connect(lambda code: self.figure_asked.emit(f"{TRIAL}:{code}"))
        line = Flow([self._title], spacing=12)
        line.end_with(self.days)
        head = panel(
            column(
                row(self.back, (line, 1), spacing=6),
                self._second,
                spacing=4,
                margins=(12, 12, 20, 8),
            )
        )
        body = column((self.table, 1), spacing=0, margins=(24, 0, 20, 8))
        self.setLayout(column(head, (body, 1), spacing=0))
        self.setFocusProxy(self.table)

    def show_figures(self, figures: BookFigures) -> None:
        """Show the books of a day."""
        session = self.session
        t, formats = session.t, session.formats
        self.back.set_words("", t(N_("Back")))
        self._title.setText(t(N_("Trial balance")))
        words = (N_("Today"), N_("Last half-year"), N_("Last year"))
        self.days.set_words([t(text) for text in words], t(N_("On which day")))
        self._second.setIndent(self.back.sizeHint().width() + 6)  # it begins where the title does
        self._second.setText(
            t(msg(N_("On {day}, in somoni; foreign money at the official rate."), day=figures.day))
        )
        self.table.set_columns(
            (
                Column("account", t(N_("Account")), grows=True),
                Column("debit", t(N_("Debit")), "right", opens=True),
                Column("credit", t(N_("Credit")), "right", opens=True),
            )
        )
        self.table.view.setAccessibleName(t(N_("Trial balance")))
        rows = figures.trial()
        names = figures.books.names

        def shown(minor: int) -> str:
            return formats.figures(minor, "TJS") if minor > 0 else ""

        self.table.set_rows(
            [
                TableRow(one.code, (t(names.account(one.code)), shown(one.tjs), shown(-one.tjs)))
                for one in rows
            ]
        )
        debit = sum(one.tjs for one in rows if one.tjs > 0)
        credit = -sum(one.tjs for one in rows if one.tjs < 0)
        sums = (formats.figures(debit, "TJS"), formats.figures(credit, "TJS"))
        self.table.set_total((t(N_("Sum")), *sums) if rows else ())
