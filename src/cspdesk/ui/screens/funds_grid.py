"""A grid of money on a page of its own: its head, what is lacking, the cells, what is left of a line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.money_grids import MoneyGrid
from cspdesk.ui.boundgrid import BoundGrid, Rest
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.keyhints import KeyHints
from cspdesk.ui.kit.layout import column, panel, row
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.kit.searchbox import SearchBox
from cspdesk.ui.look import theme
from cspdesk.ui.screens.somoni import SURE


class MoneyGridPage(QWidget):
    """``went_back`` by its way back, ``opened`` with the id of the record that is to be seen whole,
    ``correct_asked`` with that of a record whose period is closed.
    """

    went_back = Signal()
    opened = Signal(str)
    correct_asked = Signal(str)

    def __init__(self, money: MoneyGrid, title: Msg, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.money = money
        self.session = money.session
        self._said = title
        self.back = Button(kind="quiet", icon="caret-left", pressed=self.went_back.emit)
        self._title = label("", "title")
        self._second = label("", "small", wrap=True)
        self.whole = Button(kind="quiet", icon="file-text", pressed=self._on_whole)
        self.columns = Button(kind="quiet", icon="columns", pressed=self._on_columns)
        self.share = Button(kind="quiet", icon="arrow-elbow-down-right", pressed=self._on_share)
        self.correct = Button(kind="quiet", icon="pencil-simple", pressed=self._on_correct)
        self.sure = Button(icon="check", pressed=self._on_sure)
        self.search = SearchBox(name="")
        self.search.searched.connect(self._on_searched)
        self.search.went_down.connect(self.take_keyboard)
        kind = next(one for one in self.session.workspace.records.kinds() if one.name == money.kind)
        self.cells = BoundGrid(self.session, money.grid, name=msg(kind.labels), rest_of=self._rest_of)
        if self.session.is_read_only:
            self.cells.read_only()
        self.cells.grid.marked.connect(self._show_acts)
        self._hints = KeyHints()
        if self.session.is_read_only:
            self._hints.hide()  # they are keys of writing
        acts = (self.sure, self.correct, self.share, self.whole, self.columns)
        for one in (self.sure, self.correct):
            one.hide()  # until a row asks for it: all at once, for a moment, would make a small window grow
        top = row(self.back, (self._title, 1), *acts, self.search, spacing=6)
        head = panel(column(top, self._second, spacing=2, margins=(12, 12, 20, 8)))
        self.setLayout(column(head, (self.cells, 1), self._hints, spacing=0))
        self.setFocusProxy(self.cells)
        self._stop = self.session.listen(self._show_acts)
        self._language = ""
        self._is_placed = False
        self._look = theme.current()
        self._look.dress(self._restyle)

    def _restyle(self) -> None:
        self.search.setMaximumWidth(self._look.px(220))

    def begin(self) -> None:
        """Ask for the rows; the keyboard goes to the empty one."""
        self._is_placed = False
        self.money.records.ask()

    def release(self) -> None:
        """Leave what is being written, and listen no more."""
        self._stop()
        self.cells.release()
        self.money.close()

    def show_state(self) -> None:
        """Words, and once the rows are there the empty one."""
        t = self.session.t
        if self._language != self.session.language:
            self._language = self.session.language
            self.money.speak()
        self.back.set_words("", t(N_("Back")))
        self._title.setText(t(self._said))
        self.whole.set_words(t(N_("Open")))
        self.correct.set_words(t(N_("Correct")))
        self.share.set_words("", t(N_("Add a share: another line bears a part")))
        self.columns.set_words("", t(N_("Columns")))
        self.columns.setVisible(bool(self.money.optional))
        self.sure.set_words(t(SURE))
        self.search.set_words(t(N_("Search")))
        self._hints.say(
            [
                ("Enter", t(N_("down"))),
                ("Tab", t(N_("right"))),
                ("Ctrl+D", t(N_("as above"))),
                ("Ctrl+;", t(N_("today"))),
                ("F4", t(N_("list"))),
                *([("Ctrl+Enter", t(N_("a share beneath")))] if self.money.kind == "expense" else []),
                ("Ctrl+V", t(N_("paste a block"))),
            ]
        )
        self.cells.show_state()
        if self.money.records.is_asked and not self._is_placed:
            self._is_placed = True
            self.cells.grid.view.stand_at_end()
        self._show_acts()

    def say_second(self, text: str) -> None:
        """A line beneath the title."""
        self._second.setIndent(self.back.sizeHint().width() + 6)  # it begins where the title does
        self._second.setText(text)
        self._second.setVisible(bool(text))

    def take_keyboard(self) -> None:
        """Type at once."""
        self.cells.grid.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def record(self) -> str:
        """The record of the row that is stood on; empty for a row that was never saved."""
        place, rows = self.cells.grid.view.place, self.money.rows
        row_ = rows.row(place) if 0 <= place < rows.count else None
        view = None if row_ is None else rows.view(row_.key)
        return "" if view is None else view.id

    def _show_acts(self) -> None:
        record = self.record()
        rows, place = self.money.rows, self.cells.grid.view.place
        row_ = rows.row(place) if 0 <= place < rows.count else None
        self.whole.setEnabled(bool(record))
        self.share.setVisible(self.money.kind == "expense" and not self.session.is_read_only)
        self.share.setEnabled(self.money.grid.can_split(place))
        self.sure.setVisible(bool(rows.drafts.asked))
        self.correct.setVisible(bool(record) and row_ is not None and row_.state.code == "closed")

    def _rest_of(self, place: int) -> Rest | None:
        t, formats = self.session.t, self.session.formats
        found, told = self.money.rest_of(place), []
        if found is not None:
            named = f"{found.line} {found.title}".strip()
            left = formats.amount_with_code(found.left, found.currency)
            told.append(t(msg(N_("{line}: {left} left"), line=named, left=left)))
        worth = self.money.comes_to(place)
        if worth is not None:
            told.insert(0, formats.amount_with_code(*worth))
        for title, minor, currency in self.money.withheld_of(place):
            told.append(f"{title}: {formats.amount_with_code(minor, currency)}")
        return Rest(" · ".join(told), over=found is not None and found.left < 0) if told else None

    def _on_searched(self, typed: str) -> None:
        self.money.records.search = typed
        self.money.rows.leave_all()
        self.begin()

    def _on_sure(self) -> None:
        """What was asked about is right."""
        self.money.rows.drafts.accept()
        self.session.forget_trouble()
        self.money.rows.leave_all()

    def _on_share(self) -> None:
        self.take_keyboard()
        self.cells.grid.view.split()

    def _on_columns(self) -> None:
        """Which of the columns that may be shown are."""
        money, t = self.money, self.session.t
        items = [MenuItem(key, money.title_of(key), checked=key in money.chosen) for key in money.optional]
        menu = Menu(items, name=t(N_("Columns")), parent=self)
        menu.chosen.connect(lambda key: money.choose(key, is_shown=key not in money.chosen))
        menu.beneath(self.columns)

    def _on_whole(self) -> None:
        record = self.record()
        if record:
            self.opened.emit(record)

    def _on_correct(self) -> None:
        record = self.record()
        if record:
            self.correct_asked.emit(record)
