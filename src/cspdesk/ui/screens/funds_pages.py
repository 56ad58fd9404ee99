"""What stands beside the list of funds: an agreement, an account, a grid, the books; and a figure."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cspdesk.domain.periods import period
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.agreement_page import AgreementPresenter
from cspdesk.presenters.behind import BehindPresenter
from cspdesk.presenters.book_figures import BookFigures
from cspdesk.presenters.books import BooksState
from cspdesk.presenters.closing_page import ClosingPresenter
from cspdesk.presenters.funds import (
    ACCOUNT,
    AGREEMENT,
    CLOSINGS,
    EXPENSES,
    PAGE,
    POSTINGS,
    RATES,
    TRIAL,
    FundsPresenter,
    key_of,
)
from cspdesk.presenters.money_grids import MoneyGrid
from cspdesk.ui.kit.layout import row
from cspdesk.ui.look import theme
from cspdesk.ui.screens.books_closings import ClosingsView
from cspdesk.ui.screens.books_postings import PostingsView
from cspdesk.ui.screens.books_trial import TrialView
from cspdesk.ui.screens.funds_account import AccountView
from cspdesk.ui.screens.funds_agreement import AgreementView
from cspdesk.ui.screens.funds_behind import BehindPanel
from cspdesk.ui.screens.funds_grid import MoneyGridPage

GRID = "grid"
"""The grid of one agreement's expenses: ``grid/ID``."""
_BEHIND, _BEHIND_MOST = 336, 460  # px at 100 %: what lies behind a figure, a third of the page between them
_GRIDS: dict[str, tuple[str, Msg]] = {
    EXPENSES: ("expense", msg(N_("All expenses"))),
    RATES: ("exchange_rate", msg(N_("Exchange rates"))),
}


class FundsPages(QWidget):
    """The page that is shown, by its key.

    ``opened`` with the kind and id of a record that has its own place, ``asked`` with the key of another
    page, ``edit_asked`` with an agreement and a field, ``whole_asked`` with a kind and id to be seen whole,
    ``correct_asked`` with the id of an expense whose period is closed, ``rearranged`` when the room that
    the page needs has changed.
    """

    opened = Signal(str, str)
    asked = Signal(str)
    edit_asked = Signal(str, str)
    whole_asked = Signal(str, str)
    correct_asked = Signal(str)
    rearranged = Signal()

    def __init__(self, funds: FundsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.funds = funds
        self.session = funds.session
        self._look = theme.current()
        self.key = ""
        self._day = "today"
        self._behind_of: BooksState | None = None
        self.page = AgreementPresenter(self.session, funds.books)
        self.behind = BehindPresenter(self.session, self.opened.emit)
        self.closings = ClosingPresenter(self.session, funds.books)
        self.agreement = AgreementView(self.page)
        self.account = AccountView(self.session)
        self.trial = TrialView(self.session)
        self.postings = PostingsView(self.session)
        self.closing = ClosingsView(self.closings)
        self.grid: MoneyGridPage | None = None
        self._columns: set[str] = set()
        """What was chosen to be shown in one grid is shown in the next."""
        self.panel = BehindPanel(self.behind)
        self.panel.hide()
        self.stack = QStackedWidget()
        for one in (self.agreement, self.account, self.trial, self.postings, self.closing):
            self.stack.addWidget(one)
        self._row = row((self.stack, 1), self.panel, spacing=0)
        self.setLayout(self._row)
        self._connect()
        self._look.dress(self._restyle)

    def _connect(self) -> None:
        agreement = self.agreement
        agreement.figure_asked.connect(self._on_figure)
        agreement.opened.connect(self.opened)
        agreement.charge_asked.connect(self._on_grid)
        agreement.grid_asked.connect(self._on_grid)
        agreement.edit_asked.connect(lambda field: self.edit_asked.emit(self.page.record, field))
        agreement.whole_asked.connect(lambda: self.whole_asked.emit(AGREEMENT, self.page.record))
        self.account.figure_asked.connect(self._on_figure)
        self.account.opened.connect(self.opened)
        self.account.whole_asked.connect(partial(self.whole_asked.emit, ACCOUNT))
        self.trial.figure_asked.connect(self._on_figure)
        self.trial.day_asked.connect(self._on_day)
        self.postings.opened.connect(self.opened)
        self.closing.opened.connect(self.opened)
        for one in (self.trial, self.postings, self.closing):
            one.went_back.connect(self._on_back)
        self._stops = (
            self.page.listen(self._on_page),
            self.behind.listen(self._on_behind),
            self.closings.listen(self._on_closings),
        )

    def release(self) -> None:
        """Listen to nobody any more."""
        self._drop_grid()
        for stop in self._stops:
            stop()
        self.page.close()
        self.closings.close()

    # --- which page

    @property
    def is_wide(self) -> bool:
        """Whether the page wants all the room: a grid, a page of the books, a figure beside."""
        head = self.key.partition("/")[0]
        return head in (GRID, PAGE) or self.behind.figure is not None

    def show_key(self, key: str) -> None:
        """Show another page."""
        if key != self.key:
            self.behind.shut()
            self._drop_grid()
            self.key = key
            head, _, name = key.partition("/")
            if head == GRID or name in _GRIDS:
                self._make_grid(name)
            if head == AGREEMENT:
                self.page.show(name)
            if key == key_of(PAGE, CLOSINGS):
                self.closings.ask()
        self.rearranged.emit()
        self.show_state()

    def show_state(self) -> None:
        """Copy what the presenters know into the page that is shown, words included."""
        head, _, name = self.key.partition("/")
        state = self.funds.books.state
        if self.grid is not None:
            self.stack.setCurrentWidget(self.grid)
            self.grid.show_state()
            self.grid.say_second(self._second(name) if head == GRID else "")
        elif head == ACCOUNT and state is not None:
            self.stack.setCurrentWidget(self.account)
            self.account.show_account(name, self._figures(state))
        elif name == TRIAL and state is not None:
            self.stack.setCurrentWidget(self.trial)
            self.trial.show_figures(self._figures(state))
        elif name == POSTINGS and state is not None:
            self.stack.setCurrentWidget(self.postings)
            self.postings.show_figures(self._figures(state))
        elif name == CLOSINGS:
            self.stack.setCurrentWidget(self.closing)
            self.closing.show_state()
        elif head in (AGREEMENT, ""):
            self.stack.setCurrentWidget(self.agreement)
            self.agreement.show_state()
        self._renew_behind()
        self._show_panel()

    def _show_panel(self) -> None:
        """A figure stands beside its page; under large text on a small screen in its stead."""
        beside = self.behind.figure is None or not self._look.is_single(self.window().width())
        if not beside:
            self.stack.hide()
            self._row.activate()
        self.panel.show_state()
        if beside:
            self._row.activate()
            self.stack.show()

    def _second(self, agreement: str) -> str:
        state = self.funds.books.state
        named = None if state is None else state.names.agreements.get(agreement)
        told = [] if named is None else [one for one in (named.number, named.title) if one]
        if self.grid is not None and self.grid.money.elsewhere:
            other = plural(
                N_("{n} other document stands on its page: it is no expense"),
                N_("{n} other documents stand on its page: they are no expenses"),
                self.grid.money.elsewhere,
            )
            told.append(self.session.t(other))
        return " · ".join(told)

    def _figures(self, state: BooksState) -> BookFigures:
        """The books on the day that the trial balance shows; elsewhere today."""
        today = state.day
        if self.key != key_of(PAGE, TRIAL) or self._day == "today":
            return BookFigures(state, today)
        if self._day == "year":
            return BookFigures(state, date(today.year - 1, 12, 31))
        this = period(f"{today.year}-H{1 if today.month <= 6 else 2}")
        return BookFigures(state, this.before().last)

    # --- figures

    def _on_figure(self, key: str) -> None:
        state, page = self.funds.books.state, self.page.page
        if state is None:
            return
        if self.key.startswith(key_of(AGREEMENT, "")):
            if page is not None and page.figures is not None:
                self._behind_of = page.books
                self.behind.open(key, page.figures.figure, page.books)
        else:
            self._behind_of = state
            self.behind.open(key, self._figures(state).figure, state)
        self.panel.setFocus()

    def _renew_behind(self) -> None:
        """The books were read anew: the figure that is open as it is now."""
        state, page = self.funds.books.state, self.page.page
        if self.behind.figure is None or state is None or state is self._behind_of:
            return
        if self.key.startswith(key_of(AGREEMENT, "")):
            if page is not None and page.figures is not None and page.books is state:
                self._behind_of = state
                self.behind.renew(page.figures.figure, state)
        else:
            self._behind_of = state
            self.behind.renew(self._figures(state).figure, state)

    def _on_behind(self) -> None:
        # never beside the list in a narrow window, not for a moment: it would grow
        if self.behind.figure is None:
            self._show_panel()
        self.rearranged.emit()
        self._show_panel()

    # --- grids

    def _make_grid(self, name: str) -> None:
        kind, title = _GRIDS.get(name, ("expense", msg(N_("Expenses"))))
        agreement = "" if name in _GRIDS else name
        money = MoneyGrid(self.session, self.funds.books, kind, agreement, chosen=self._columns)
        made = MoneyGridPage(money, title)
        made.went_back.connect(self._on_back)
        made.opened.connect(partial(self.opened.emit, kind))
        made.correct_asked.connect(self.correct_asked)
        self.grid = made
        self.stack.addWidget(made)
        made.begin()

    def _drop_grid(self) -> None:
        """Leave a grid: the row that is being written becomes a save."""
        grid, self.grid = self.grid, None
        if grid is not None:
            grid.release()
            self.stack.removeWidget(grid)
            grid.hide()
            grid.deleteLater()

    # --- what happens

    def _on_page(self) -> None:
        self.show_state()

    def _on_closings(self) -> None:
        if self.key == key_of(PAGE, CLOSINGS):
            self.closing.show_state()

    def _on_grid(self) -> None:
        self.asked.emit(key_of(GRID, self.page.record))

    def _on_back(self) -> None:
        self.go_back()

    def go_back(self) -> bool:
        """From a grid or a page of the books to the agreement; False where one is there."""
        head, _, name = self.key.partition("/")
        if head not in (GRID, PAGE):
            return False
        self.asked.emit(key_of(AGREEMENT, name if head == GRID else self.page.record))
        return True

    def _on_day(self, day: str) -> None:
        self._day = day
        self.behind.shut()
        self.show_state()

    def take_keyboard(self) -> None:
        """Give the keyboard to what the page is for."""
        if self.grid is not None:
            self.grid.take_keyboard()

    def _restyle(self) -> None:
        if self._look.is_single(self.window().width()):
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16_777_215)
            return
        third = max(self._look.px(_BEHIND), min(self._look.px(_BEHIND_MOST), self.width() // 3))
        self.panel.setFixedWidth(third)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()
