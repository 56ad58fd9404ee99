"""Bank statements: lines at the left with what they may be, at the right the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from cspdesk.domain.text import N_, msg
from cspdesk.presenters.bank import ALL, WAITING, BankPresenter
from cspdesk.presenters.draft_places import TYPE
from cspdesk.presenters.kind_places import spot_of
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.services.bank.matching import LineView
from cspdesk.services.kinds import named
from cspdesk.ui.kit.buttons import Button, Segments
from cspdesk.ui.kit.chip import ChipView
from cspdesk.ui.kit.combo import Combo
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, column, panel, row
from cspdesk.ui.kit.palette import Command
from cspdesk.ui.kit.panes import Panes
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.paths import Paths, SystemPaths
from cspdesk.ui.screens.bank_line import BankLinePane
from cspdesk.ui.screens.bank_taking import BankTaking
from cspdesk.ui.screens.bank_typing import BankTypingPage
from cspdesk.ui.screens.column_choices import fill_choices
from cspdesk.ui.screens.screen import Screen

PLACE: Final = "bank"
TAKE: Final = "take"


class BankScreen(Screen):
    """Opened from Funds: one account, its lines, and the documents that they are."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.paths: Paths = SystemPaths()
        self.presenter = BankPresenter(session)
        self.until_closed(self.presenter.listen(self.show_state))
        self.until_closed(self.presenter.close)
        self._build_list()
        self.line = BankLinePane(session, navigation, self.presenter)
        self.taking = BankTaking(session, self.presenter)
        self.taking.file_asked.connect(self.choose_file)
        self._begin = Button(kind="primary", icon="folder-open", pressed=self.choose_file)
        self._begin_typing = Button(icon="pencil-simple", pressed=self.type_statement)
        self.begin_account = Button(kind="primary", icon="plus", pressed=self._on_begin_account)
        steps = (self.begin_account, self._begin, self._begin_typing)
        self._empty = EmptyPage("bank", "", buttons=steps)
        self._done = EmptyPage("check-circle", "")
        self._pages = QStackedWidget()
        self.typed: BankTypingPage | None = None
        for page in (self.line, self.taking, self._empty, self._done):
            self._pages.addWidget(page)
        self.panes = Panes(self._pane, self._pages)
        self.setLayout(column(self.panes, spacing=0))
        self.show_state()

    def _build_list(self) -> None:
        self._title = label("", "title", wrap=True)
        self._take = Button(kind="primary", icon="plus", pressed=self.choose_file)
        self._type = Button(icon="pencil-simple", pressed=self.type_statement)
        self.account = Combo()
        self.account.activated.connect(
            lambda at: self.presenter.choose_account(str(self.account.itemData(at)))
        )
        self.statement = Combo()
        self.statement.activated.connect(
            lambda at: self.presenter.choose_statement(str(self.statement.itemData(at)))
        )
        for box in (self.account, self.statement):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(10)
        self.which = Segments([(WAITING, ""), (ALL, "")], name="", chosen=WAITING)
        self.which.chosen.connect(self.presenter.show_which)
        self.rows = RowList(name="")
        self.rows.chosen.connect(self._on_chosen)
        self.rows.opened.connect(self._on_opened)
        self._narrowing = panel(
            column(row(STRETCH, self._type), self.account, self.statement, self.which, spacing=10)
        )
        head = column(
            row((self._title, 1), self._take),
            self._narrowing,
            spacing=10,
            margins=(16, 14, 14, 10),
        )
        self._pane = panel(column(panel(head), (self.rows, 1), spacing=0), "pane")

    # --- showing -----------------------------------------------------------------------------------

    def arrive(self, spot: Spot) -> None:
        self.presenter.ask()
        if spot.act == TAKE:
            self.choose_file()
        elif spot.act == TYPE:
            self.type_statement(spot.record)

    def show_state(self) -> None:
        t, presenter = self.session.t, self.presenter
        title = t(N_("Bank statements"))
        self.panes.set_back(title)
        self._title.setText(title)
        self._take.set_words("", t(N_("Take a statement")))
        self._begin.set_words(t(N_("Take a statement")))
        for button in (self._type, self._begin_typing):
            button.set_words(t(N_("Type a statement")))
        self.begin_account.set_words(t(msg(N_("New: {kind}"), kind=msg(N_("Bank account")))))
        self.begin_account.setVisible(not presenter.accounts and not self.session.is_read_only)
        # what asks for an account stands there once there is one
        for part in (self._take, self._narrowing, self._begin, self._begin_typing):
            part.setVisible(bool(presenter.accounts))
        self.account.setAccessibleName(t(N_("Account")))
        fill_choices(
            self.account,
            [(one.id, _named(one.name, one.currency)) for one in presenter.accounts],
            presenter.account.id if presenter.account is not None else "",
        )
        day = self.session.formats.day
        self.statement.setAccessibleName(t(N_("Bank statement")))
        fill_choices(
            self.statement,
            [
                ("", t(N_("All statements"))),
                *((one.id, f"{day(one.first)} – {day(one.last)}") for one in presenter.statements),
            ],
            presenter.statement,
        )
        self.which.set_words((t(N_("Waiting")), t(N_("All"))), t(N_("Which lines")))
        self.which.choose(presenter.which)
        self.rows.setAccessibleName(t(N_("Lines of bank statements")))
        self.rows.refresh(_Rows([self._row(one) for one in presenter.shown()]))
        self.rows.choose(presenter.chosen)
        self._show_page()
        self.line.show_state()
        self.taking.show_state()

    def _show_page(self) -> None:
        t, presenter = self.session.t, self.presenter
        self._empty.say(
            t(N_("No bank statement yet")),
            t(
                N_(
                    "Take a file of your bank, XLSX or CSV. Its lines are matched with the documents of the"
                    " books, and what is under way is named."
                )
                if presenter.accounts
                else N_("Enter a bank account first, with its currency.")
            ),
        )
        self._done.say(t(N_("Nothing waits")), t(N_("Every line of the bank is matched with its documents.")))
        self._follow_typing()
        shown: QWidget
        if self.typed is not None:
            shown = self.typed
        elif presenter.file is not None:
            shown = self.taking
        elif not presenter.lines:
            shown = self._empty
        elif presenter.view is None:
            shown = self._done
        else:
            shown = self.line
        self._pages.setCurrentWidget(shown)
        if shown is self._empty:
            # a list with nothing in it has nothing to say where the two take turns
            self.panes.show_record()

    def _follow_typing(self) -> None:
        """The page of the statement that is being typed; gone with it."""
        typing, page = self.presenter.typing, self.typed
        if page is not None and page.typing is not typing:
            self.typed = None
            page.release()
            self._pages.removeWidget(page)
            page.hide()
            page.deleteLater()
        if typing is not None and self.typed is None:
            self.typed = BankTypingPage(self.session, typing)
            self.typed.take_asked.connect(self.presenter.take_typed)
            self.typed.back_asked.connect(self.presenter.leave_typing)
            self._pages.addWidget(self.typed)
            # once it is laid out: what is not shown yet takes no keyboard
            QTimer.singleShot(0, self.typed, self.typed.take_keyboard)
        if self.typed is not None:
            self.typed.show_state()

    def _row(self, one: LineView) -> RowView:
        t, line = self.session.t, one.line
        documents = one.matched or one.proposed
        said = ", ".join(
            each.title or each.number or (t(named(each.kind).label) if each.kind else "")
            for each in documents
        )
        second = self.session.formats.day(line.day)
        if one.twins:
            chip = ChipView(t(N_("Entered twice?")), "warn")
        elif one.matched:
            chip = ChipView(t(N_("Matched")), "good")
        elif one.proposed:
            chip = ChipView(t(N_("Proposed")), "accent")
        elif one.rule is not None:
            chip = ChipView(t(N_("By a rule")), "accent")
        else:
            chip = ChipView(t(N_("Waits")), "warn")
        return RowView(
            line.id,
            line.text or line.reference or t(N_("without words")),
            f"{second} · {said}" if said else second,
            right=self.presenter.amount(line.amount),
            chip=chip,
        )

    # --- what a person does --------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask which file of the bank, and look at it."""
        t = self.session.t
        kinds = t(N_("Sheets")) + " (*.xlsx *.csv *.tsv *.txt)"
        found = self.paths.open(self, t(N_("Take a statement")), kinds=kinds)
        if found is not None:
            self.presenter.open(found)
            self.panes.show_record()

    def type_statement(self, account: str = "") -> None:
        """Type a statement from paper, line by line."""
        self.presenter.begin_typing(account)
        self.panes.show_record()

    def _on_begin_account(self) -> None:
        self.navigation.open(spot_of("account", act="new"))

    def keep_typed(self) -> None:
        if self.typed is not None:
            self.typed.finish()
        self.presenter.keep()

    def close_now(self) -> None:
        if self.typed is not None:
            self.typed.finish()
        self.presenter.keep_now()

    def leave(self) -> None:
        if self.typed is not None:
            self.typed.finish()
        self.presenter.keep()

    def _on_chosen(self, line: str) -> None:
        if line != self.presenter.chosen:
            self.presenter.choose(line)

    def _on_opened(self, line: str) -> None:
        """Enter on a line takes what is proposed; where nothing is, the line is brought to the front."""
        self._on_chosen(line)
        view = self.presenter.view
        if view is not None and view.proposed and not view.matched:
            self.presenter.accept()
        elif view is not None and view.rule is not None and not view.matched:
            self.presenter.book_by_rule()
        else:
            self.panes.show_record()

    def leave_part(self) -> bool:
        if self.presenter.typing is not None:
            self.presenter.leave_typing()
            return True
        if self.presenter.file is not None:
            self.presenter.leave_file()
            return True
        if self.panes.is_single:
            self.panes.show_list()
        return False

    def take_keyboard(self) -> None:
        if self.typed is not None:
            self.typed.take_keyboard()
        elif self.begin_account.isVisibleTo(self):
            self.begin_account.setFocus()
        else:
            self.rows.setFocus()

    def commands(self) -> Sequence[Command]:
        t = self.session.t
        group = t(N_("Bank statements"))
        found = [
            Command("bank:take", t(N_("Take a statement")), self.choose_file, "", "folder-open", group),
            Command("bank:type", t(N_("Type a statement")), self.type_statement, "", "pencil-simple", group),
        ]
        view = self.presenter.view
        if view is not None and view.proposed and not view.matched:
            found.append(
                Command("bank:accept", t(N_("Accept")), self.presenter.accept, "Enter", "check", group)
            )
        return found


class _Rows:
    """Rows that are all at hand, and where each stands: what is chosen stays chosen."""

    def __init__(self, rows: Sequence[RowView]) -> None:
        self._rows = list(rows)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._rows)

    def fetch(self, offset: int, limit: int) -> Sequence[RowView] | None:
        """A page of them."""
        return self._rows[offset : offset + limit]

    def place(self, key: str) -> int | None:
        """Where a row stands."""
        return next((at for at, one in enumerate(self._rows) if one.key == key), None)


def _named(name: str, currency: str) -> str:
    """An account with its currency, which many names tell already."""
    return name if name.endswith(currency) else f"{name}, {currency}"
