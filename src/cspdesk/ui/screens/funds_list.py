"""The list of the place of money: agreements with what is left, accounts, and the pages of the books."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cspdesk.domain.text import N_, msg
from cspdesk.presenters.funds import LISTS, PAGE, PAGES, FundRow, FundsPresenter, key_of
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.chip import ChipView
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import column, panel, row
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.look import theme
from cspdesk.ui.screens.importing import PLACE as IMPORT
from cspdesk.ui.screens.plain_list import ICONS

NEW_KINDS = ("agreement", "fund", "expense", "transfer", "conversion", "payment", "account", "donor")
"""What the menu of new things offers; the rest is begun in its own list."""


class FundsList(QWidget):
    """``chosen`` with the key of a row, ``list_asked`` with a kind, ``new_asked`` with a kind."""

    chosen = Signal(str)
    list_asked = Signal(str)
    new_asked = Signal(str)

    def __init__(self, presenter: FundsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.session = presenter.session
        self._title = label("", "title")
        self._look = theme.current()
        self.more = Button(kind="quiet", icon="dots-three", pressed=self._open_more)
        self.new = Button(icon="plus", pressed=self._open_new)
        head = row((self._title, 1), self.more, self.new, spacing=4, margins=(16, 14, 16, 8))
        self.rows = RowList(name="")
        self.rows.chosen.connect(self.chosen)
        self.rows.opened.connect(self.chosen)
        self._begin = Button(kind="primary", icon="plus", pressed=lambda: self.new_asked.emit("agreement"))
        self._none = EmptyPage("wallet", "", buttons=(self._begin,))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.rows)
        self._pages.addWidget(self._none)
        self.setLayout(column(panel(column(head, (self._pages, 1), spacing=0), "pane"), spacing=0))
        self.setFocusProxy(self.rows)
        self._shown: object = None

    def show_state(self) -> None:
        """Show the rows, words included."""
        t, presenter = self.session.t, self.presenter
        self._title.setText(t(N_("Funds")))
        self.new.set_words("" if self._is_narrow() else t(N_("New")), t(N_("New")))
        for button in (self.new, self._begin):
            button.setVisible(not self.session.is_read_only)
        self.more.set_words("", t(N_("Books and lists")))
        self._begin.set_words(t(N_("New agreement")))
        self.rows.setAccessibleName(t(N_("Agreements and accounts")))
        self._none.say(
            t(N_("No agreements yet")),
            t(N_("What donors promised, what came of it and what is left is shown here.")),
        )
        rows = presenter.rows()
        shown = (rows, self.session.language)
        if presenter.books.state is not None and shown != self._shown:
            self._shown = shown
            self._pages.setCurrentWidget(self.rows if rows else self._none)
            self.setFocusProxy(self.rows if rows else self._begin)
            was = self.rows.blockSignals(True)  # the same rows anew are no choice
            self.rows.set_rows([self._row(one) for one in rows])
            self.rows.blockSignals(was)
        if presenter.chosen != self.rows.chosen_key():
            self.rows.choose(presenter.chosen)

    @property
    def has_rows(self) -> bool:
        """Whether there is anything to choose, or nothing is known yet."""
        return self._pages.currentWidget() is self.rows

    def _is_narrow(self) -> bool:
        return self._look.is_narrow(self.window().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = self.session.t(N_("New"))
        self.new.set_words("" if self._is_narrow() else words, words)

    def _row(self, one: FundRow) -> RowView:
        t, formats = self.session.t, self.session.formats
        right = formats.amount_with_code(*one.amount) if one.amount is not None else ""
        chip = ChipView(t(one.chip), one.tone) if one.chip is not None else None  # type: ignore[arg-type] # a chip's tones
        return RowView(
            one.key, one.title, one.second, right=right, chip=chip, right_below=True, group=t(one.group)
        )

    def _open_new(self) -> None:
        t = self.session.t
        kinds = {kind.name: kind for kind in self.session.workspace.records.kinds()}
        items = [MenuItem(name, t(kinds[name].label), ICONS.get(name, "")) for name in NEW_KINDS]
        menu = Menu(items, name=t(N_("New")), parent=self)
        menu.chosen.connect(self.new_asked)
        menu.beneath(self.new)

    def _open_more(self) -> None:
        menu = Menu(self.more_items(), name=self.session.t(N_("Books and lists")), parent=self)
        menu.chosen.connect(self.do)
        menu.beneath(self.more)

    def more_items(self) -> list[MenuItem]:
        """The pages of the books, then the plain lists behind them."""
        t = self.session.t
        kinds = {kind.name: kind for kind in self.session.workspace.records.kinds()}
        pages = [MenuItem(key_of(PAGE, key), t(words), icon) for key, words, icon in PAGES]
        lists = [MenuItem(name, t(kinds[name].labels), ICONS.get(name, "")) for name in LISTS]
        others = t(msg(N_("Other lists")))
        comes_in = [
            MenuItem("bank_statement", t(N_("Bank statements")), "bank"),
            MenuItem(IMPORT, t(N_("Import a sheet")), "download-simple"),
        ]
        lists.append(MenuItem("account", others, "caret-right"))
        return [*pages, MenuItem("", ""), *comes_in, MenuItem("", ""), *lists]

    def do(self, key: str) -> None:
        """Do what was chosen in the menu."""
        if key.startswith(key_of(PAGE, "")):
            self.chosen.emit(key)
        else:
            self.list_asked.emit(key)
