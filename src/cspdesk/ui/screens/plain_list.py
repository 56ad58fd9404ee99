"""The list of a plain kind: which kind, search as one types, filters, rows of two lines."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cspdesk.domain.text import N_, msg
from cspdesk.presenters.kind_places import KINDS_OF_PLACE, MONEY, MONEY_REGISTER
from cspdesk.presenters.plain import PlainPresenter
from cspdesk.services.results import RecordView
from cspdesk.ui.conditionviews import condition_key, condition_of, condition_view
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.chip import ChipView
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.filters import FilterBar, FilterView
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import column, panel, row
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.kit.searchbox import SearchBox
from cspdesk.ui.look import theme
from cspdesk.ui.look.sheet import polish_again
from cspdesk.ui.recordsource import RecordSource

ICONS: Final = {
    "recommendation": "megaphone-simple",
    "body": "bank",
    "activity": "handshake",
    "fund": "wallet",
    "agreement": "file-text",
    "donor": "gift",
    "expense": "receipt",
    "account": "money",
    "transfer": "arrows-left-right",
    "conversion": "swap",
    "payment": "coin",
    "refund": "arrow-u-up-left",
    "goods_given": "package",
    "sub_grant": "share-network",
    "sub_grant_advance": "arrow-up-right",
    "acquittal": "check-square",
    "sub_grant_return": "arrow-down-left",
    "contract": "handshake",
    "exchange_rate": "chart-line",
    "article": "tag",
    "amendment": "pencil-simple",
    "reversal": "arrow-counter-clockwise",
    "indirect_costs": "percent",
    "vat_refund": "arrow-down-left",
    "opening": "scales",
    "earlier_figures": "clock-counter-clockwise",
    "bank_statement": "bank",
    "statement_line": "list-numbers",
    "bank_rule": "magic-wand",
    "same_as": "copy",
    "asset": "desktop",
    "staff_costs": "users",
    "number_series": "hash",
    "report_text": "file-text",
    "duty_rule": "book-open",
    "holiday": "calendar",
    "organisation": "buildings",
    "person": "users",
    "place": "map-pin",
    "grouping": "stack",
}
_FIRST = 2
"""Filters that are shown without being asked for."""
_ROUND = 34
"""Pixels at the two sides of a heading."""


class PlainList(QWidget):
    """``chosen`` with a record, ``opened`` when it is to have the keyboard, and what else is asked for."""

    chosen = Signal(str)
    opened = Signal(str)
    new_asked = Signal()
    kind_asked = Signal(str)
    import_asked = Signal()

    def __init__(
        self,
        presenter: PlainPresenter,
        foot: QWidget | None = None,
        *,
        beside: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self._beside = beside
        self.session = presenter.session
        self._look = theme.current()
        self._shows_all_filters = False
        self._new_words = ("", "")
        self._views: tuple[FilterView, ...] = ()
        self._title = label("", "title", wrap=True)
        self.kinds = Button(kind="quiet", icon="caret-down", pressed=self._on_kinds)
        self._new = Button(kind="primary", icon="plus", pressed=self.new_asked.emit)
        self._search = SearchBox(name="")
        self._search.searched.connect(self._on_searched)
        self._search.went_down.connect(self._to_rows)
        self._filters = FilterBar((), name="")
        self._filters.changed.connect(self._on_filter)
        self._more = Button(kind="quiet", icon="funnel", pressed=self._on_more_filters)
        self._deleted = Button(kind="quiet", icon="trash", pressed=self._on_deleted)
        self._deleted.setCheckable(True)
        self._import = Button(kind="quiet", icon="download-simple", pressed=self.import_asked.emit)
        self._filters.end_with(panel(row(self._more, self._import, self._deleted, spacing=0)))
        title = row((self._title, 1), self.kinds, self._new, spacing=4)
        head = column(title, self._search, self._filters, spacing=10, margins=(16, 14, 16, 8))
        self.rows = RowList(name="")
        self.rows.chosen.connect(self.chosen)
        self.rows.opened.connect(self.opened)
        self._begin = Button(kind="primary", icon="plus", pressed=self.new_asked.emit)
        self._clear = Button(pressed=self._on_clear)
        self._none = EmptyPage("file-text", "", buttons=(self._begin,))
        self._nothing_found = EmptyPage("magnifying-glass", "", buttons=(self._clear,))
        self._pages = QStackedWidget()
        for page in (self.rows, self._none, self._nothing_found):
            self._pages.addWidget(page)
        pane = panel(column(panel(head), (self._pages, 1), foot, spacing=0), "pane")
        self.setLayout(column(pane, spacing=0))
        self.setFocusProxy(self.rows)

    # --- showing

    def show_state(self) -> None:
        """Copy the presenter's state into the widgets, words included."""
        t, presenter = self.session.t, self.presenter
        kind, asked = presenter.kind, presenter.list
        words = t(kind.labels)
        self._title.setText(words)
        several = len(presenter.kinds) > 1
        self.kinds.setVisible(several)
        self.kinds.set_words("", t(N_("Other lists")))
        new = t(msg(N_("New: {kind}"), kind=msg(kind.label)))
        self._new_words = (t(N_("Add…")).rstrip("…"), new)
        self._new.setAccessibleName(new)
        self._begin.set_words(new)
        self._clear.set_words(t(N_("Show all")))
        self._more.set_words("", t(N_("More filters")))
        self._import.set_words("", t(N_("Import a sheet")))
        self._deleted.set_words("", t(N_("Show deleted ones")))
        self._deleted.setChecked(asked.deleted)
        self._search.set_words(t(presenter.searching()))
        if self._search.text().strip() != asked.typed:
            self._search.setText(asked.typed)
        self.rows.setAccessibleName(t(kind.labels))
        self._none.set_icon(ICONS.get(kind.name, "file-text"))
        self._none.say(
            t(msg(N_("{kinds}: none yet"), kinds=msg(kind.labels))), t(_BELONGS.get(kind.name, ""))
        )
        self._nothing_found.say(t(N_("Nothing found")), t(asked.nothing_found))
        for button in (self._new, self._begin, self._import):
            button.setVisible(not self.session.is_read_only)
        self._fit_title()
        self._show_filters()
        if not asked.is_asked:
            return
        if asked.count:
            self._pages.setCurrentWidget(self.rows)
            self.rows.refresh(RecordSource(asked, self.rows.rows, self._row, self._month))
            if asked.chosen and asked.chosen != self.rows.chosen_key():
                self.rows.choose(asked.chosen)
        else:
            self._pages.setCurrentWidget(self._nothing_found if asked.is_narrowed else self._none)
        shown = self._pages.currentWidget()
        self.setFocusProxy(
            self._begin if shown is self._none else self._clear if shown is self._nothing_found else self.rows
        )

    def _fit_title(self) -> None:
        """Set a heading that has no room in the largest type in the next."""
        words, whole = self._new_words
        buttons = (self.kinds, self._new) if not self.kinds.isHidden() else (self._new,)
        need = self._look.metrics("title").horizontalAdvance(self._title.text())
        for shown in (words, ""):  # the button gives way first, then the heading
            self._new.set_words(shown, whole)
            room = self.width() - _ROUND - sum(button.sizeHint().width() + 4 for button in buttons)
            if need <= room:
                break
        wide = need > room
        self._title.setProperty("t", "section" if wide else "title")
        polish_again(self._title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def _show_filters(self) -> None:
        t, presenter = self.session.t, self.presenter
        clear = t(N_("Take the filter away"))
        offered = presenter.filters()
        where = presenter.list.where
        others = presenter.other_conditions()
        spoken_for = {one.name for one in others if where.get(one.name) == one.value}
        shown = [
            one
            for at, one in enumerate(offered)
            if one.field not in spoken_for
            and (self._shows_all_filters or at < _FIRST or where.get(one.field))
        ]
        self._more.setVisible(len(offered) > _FIRST)
        views = (
            *(condition_view(one, t) for one in others),
            *(FilterView(one.field, t(one.all), one.choices, clear=clear) for one in shown),
        )
        if views != self._views:
            self._views = views
            self._filters.set_filters(views)
        self._filters.setAccessibleName(t(N_("Filters")))
        for one in shown:
            self._filters.choose(one.field, where.get(one.field, ""))
        for other in others:
            self._filters.choose(condition_key(other), "on")

    def choose(self, record: str) -> None:
        """Mark a record."""
        self.rows.choose(record)

    def search_here(self) -> None:
        """Give the keyboard to the search."""
        self._search.setFocus()
        self._search.selectAll()

    def _month(self, month: str) -> str:
        if not month:
            return self.session.t(N_("No date yet"))
        return self.session.formats.month_heading(int(month[:4]), int(month[5:7]))

    def _row(self, view: RecordView) -> RowView:
        presenter = self.presenter
        state = presenter.state(view)
        chip = None
        if state is not None:
            chip = ChipView(self.session.t(state.words), state.tone)  # type: ignore[arg-type] # a chip's five tones
        return RowView(
            view.id,
            presenter.title(view),
            presenter.second_line(view),
            right=presenter.right(view),
            chip=chip,
        )

    # --- what a person does

    def _on_kinds(self) -> None:
        t, presenter = self.session.t, self.presenter
        items = [
            MenuItem(kind.name, t(kind.labels), ICONS.get(kind.name, ""), checked=kind is presenter.kind)
            for kind in presenter.kinds
        ]
        if self._beside:
            items += [
                MenuItem("", ""),
                MenuItem(KINDS_OF_PLACE[self._beside][0], t(_PLACES[self._beside]), "caret-right"),
                MenuItem(OBLIGATION, t(N_("Obligations")), "paper-plane-tilt"),
            ]
        menu = Menu(items, name=t(N_("Other lists")), parent=self)
        menu.chosen.connect(self.kind_asked)
        menu.beneath(self.kinds)

    def _on_searched(self, typed: str) -> None:
        self.presenter.list.search(typed)

    def _on_filter(self, key: str, value: str) -> None:
        if any(key == one.field for one in self.presenter.filters()):
            self.presenter.list.filter(key, value)
        else:
            self.presenter.list.forget(*condition_of(key))

    def _on_more_filters(self) -> None:
        self._shows_all_filters = not self._shows_all_filters
        self._show_filters()

    def _on_deleted(self) -> None:
        self.presenter.show_deleted(shown=self._deleted.isChecked())

    def _on_clear(self) -> None:
        self._search.clear()
        self.presenter.list.deleted = False
        self.presenter.list.set_where(())

    def _to_rows(self) -> None:
        self.rows.setFocus()


_BELONGS = {
    "recommendation": N_("What is asked of authorities is kept here, from the village to the capital."),
    "body": N_("Authorities and other bodies with which you work are kept here."),
    "activity": N_("What you do about concerns is kept here, with its cost and its result."),
    "fund": N_("Money and property that come are kept here, at the official rate of the day."),
    "expense": N_("What was spent is kept here, and which budget line bears it."),
    "agreement": N_("What donors promised is kept here."),
    "donor": N_("Who gives is kept here."),
    "account": N_("Bank accounts, cash desks and advances to staff are kept here."),
    "transfer": N_("Money moved between two accounts is kept here."),
    "conversion": N_("Money changed into another currency is kept here."),
    "payment": N_("Taxes and suppliers that were owed and paid are kept here."),
    "refund": N_("Money sent back to donors is kept here."),
    "goods_given": N_("Property in kind that was given out is kept here."),
    "sub_grant": N_("What is promised to members out of an agreement is kept here."),
    "sub_grant_advance": N_("Money sent to members is kept here."),
    "acquittal": N_("Reports of members that were accepted are kept here."),
    "sub_grant_return": N_("Money that members gave back is kept here."),
    "contract": N_("What is ordered and not yet paid is kept here."),
    "exchange_rate": N_("Official rates and donors’ tables are kept here."),
    "article": N_("Kinds of expense that you add to the usual ones are kept here."),
    "amendment": N_("Signed changes of agreements are kept here."),
    "reversal": N_("Documents taken back, and payments that the bank returned, are kept here."),
    "indirect_costs": N_("Shares of indirect costs charged to agreements are kept here."),
    "vat_refund": N_("VAT that the tax office gave back is kept here."),
    "opening": N_("Balances with which the books began are kept here."),
    "earlier_figures": N_("What agreements had received and spent before the books began is kept here."),
    "bank_statement": N_("What the bank says of your accounts is kept here."),
    "statement_line": N_("Lines of bank statements are kept here as they came."),
    "bank_rule": N_("What lines of the bank that say something always are is kept here."),
    "same_as": N_("Documents that you said are the same, or two, are kept here."),
    "asset": N_("Things of value are kept here: where they are, and who keeps them."),
    "staff_costs": N_("How wages are shared between agreements is kept here, month by month."),
    "number_series": N_("Numbers of papers that desks may take are kept here."),
    "report_text": N_("What narrative reports tell in your own words is kept here."),
    "duty_rule": N_("What you know of duties is kept here, over what the program brings."),
    "holiday": N_("Days on which offices are closed are kept here."),
    "organisation": N_("Your organisation’s names and numbers are kept here, as papers need them."),
    "person": N_("Who works in the organisation is kept here, and by which code records know them."),
    "place": N_("Jamoats and villages below the districts are kept here."),
    "grouping": N_("Places that are read together are kept here."),
}
"""What belongs on an empty page."""
OBLIGATION = "obligation"
"""What has to be handed in has a place of its own, beside the money that it is about."""
_PLACES = {MONEY: N_("Lists of money"), MONEY_REGISTER: N_("Rates, openings, corrections")}
"""What the place whose lists are offered too is called."""
