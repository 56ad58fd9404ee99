"""The list of consultations: search as one types, filters, an order, rows of two lines by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cspdesk.domain.codelists import LISTS, label_of
from cspdesk.domain.text import N_, msg, plural
from cspdesk.presenters.consultations import SORTS, ConsultationsPresenter
from cspdesk.services.results import RecordView
from cspdesk.ui.conditionviews import condition_key, condition_of, condition_view
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.chip import ChipView
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.filters import FilterBar, FilterView
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, column, panel, row
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.kit.searchbox import SearchBox
from cspdesk.ui.recordsource import RecordSource

_FIELDS: Final = {"year": "held_on", "place": "place", "state": "lifecycle", "theme": "concerns.theme"}
_ALWAYS: Final = ("year", "place")
_NONE: Final = (
    N_("No consultations yet"),
    N_("What communities say is kept here. Begin with the next meeting."),
)
_READERS_NONE: Final = (
    N_("No consultations on this desk"),
    N_("A desk for an inspector holds money, charter and letters. What communities say is left out of it."),
)


class ConsultationList(QWidget):
    """``chosen`` with a record, ``opened`` when it is to have the keyboard, ``new_asked`` for a new one."""

    chosen = Signal(str)
    opened = Signal(str)
    new_asked = Signal()

    def __init__(self, presenter: ConsultationsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.session = presenter.session
        self._shows_all_filters = False
        self._shown_filters: tuple[FilterView, ...] = ()
        self._title = label("", "title")
        self._new = Button(kind="primary", icon="plus", pressed=self.new_asked.emit)
        self._search = SearchBox(name="")
        self._search.searched.connect(presenter.list.search)
        self._search.went_down.connect(self._to_rows)
        self._filters = FilterBar((), name="")
        self._filters.changed.connect(self._on_filter)
        self._more = Button(kind="quiet", icon="funnel", pressed=self._on_more_filters)
        self._sort = Button(kind="quiet", icon="sort-ascending", pressed=self._on_sort)
        self._filters.end_with(panel(row(self._more, self._sort, spacing=0)))
        head = column(
            row(self._title, STRETCH, self._new),
            self._search,
            self._filters,
            spacing=10,
            margins=(16, 14, 16, 8),
        )
        self.rows = RowList(name="")
        self.rows.chosen.connect(self.chosen)
        self.rows.opened.connect(self.opened)
        self._none = EmptyPage("chats-circle", "", buttons=(self._first_step(),))
        self._nothing_found = EmptyPage("magnifying-glass", "", buttons=(self._all_again(),))
        self._pages = QStackedWidget()
        for page in (self.rows, self._none, self._nothing_found):
            self._pages.addWidget(page)
        pane = panel(column(panel(head), (self._pages, 1), spacing=0), "pane")
        self.setLayout(column(pane, spacing=0))
        self.setFocusProxy(self.rows)

    def _first_step(self) -> Button:
        self._begin = Button(kind="primary", icon="plus", pressed=self.new_asked.emit)
        return self._begin

    def _all_again(self) -> Button:
        self._clear = Button(pressed=self._on_clear)
        return self._clear

    # --- showing

    def say(self) -> None:
        """Say everything in the person's language."""
        t = self.session.t
        self._title.setText(t(N_("Consultations")))
        self._new.set_words(t(N_("New")))
        self._new.setAccessibleName(t(N_("New consultation")))
        self._begin.set_words(t(N_("New consultation")))
        self._clear.set_words(t(N_("Show all")))
        self._more.set_words("", t(N_("More filters")))
        self._sort.set_words("", t(N_("Order")))
        self.rows.setAccessibleName(t(N_("Consultations")))
        heading, sentence = _READERS_NONE if self.session.is_read_only else _NONE
        self._none.say(t(heading), t(sentence))
        self.show_state()

    def show_state(self) -> None:
        """Show what answers."""
        for button in (self._new, self._begin):
            button.setVisible(not self.session.is_read_only)
        asked = self.presenter.list
        t = self.session.t
        if asked.everything:
            words = plural(N_("Search {n} consultation"), N_("Search {n} consultations"), asked.everything)
        else:
            words = msg(N_("Search consultations"))
        self._search.set_words(t(N_("Search consultations")), t(words))
        self._set_filters()
        self._nothing_found.say(t(N_("Nothing found")), t(asked.nothing_found))
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

    def choose(self, record: str) -> None:
        """Mark a record."""
        self.rows.choose(record)

    def take_where(self, where: Sequence[tuple[str, str]]) -> None:
        """Ask with these conditions."""
        self.presenter.list.set_where(where)

    def search_here(self) -> None:
        """Give the keyboard to the search."""
        self._search.setFocus()
        self._search.selectAll()

    def _month(self, month: str) -> str:
        if not month:
            return self.session.t(N_("No date yet"))
        return self.session.formats.month_heading(int(month[:4]), int(month[5:7]))

    def _row(self, view: RecordView) -> RowView:
        t = self.session.t
        state = self.presenter.states(view)[0]
        title = str(view.fields.get("title") or t(N_("Consultation without a title")))
        return RowView(
            view.id,
            title,
            self.presenter.second_line(view),
            right=self.presenter.day(view),
            chip=ChipView(t(state.words), state.tone),  # type: ignore[arg-type] # one of a chip's five tones
            strong=view.id in self.presenter.new,
        )

    # --- filters and order

    def _offered(self) -> dict[str, FilterView]:
        t, session = self.session.t, self.session
        clear = t(N_("Take the filter away"))
        this_year, *earlier = self.presenter.years()
        years = [(str(this_year), t(N_("This year"))), *((str(year), str(year)) for year in earlier)]
        places = [(one.code, one.name(session.language)) for one in session.atlas.groupings]
        states = [(one.code, t(label_of("lifecycle", one.code))) for one in LISTS["lifecycle"].offered()]
        offered = LISTS["concern_theme"].offered()
        themes = [(one.code, t(label_of("concern_theme", one.code))) for one in offered]
        return {
            "year": FilterView("year", t(N_("All years")), tuple(years), clear=clear),
            "place": FilterView("place", t(N_("All regions")), tuple(places), clear=clear),
            "state": FilterView("state", t(N_("All states")), tuple(states), clear=clear),
            "theme": FilterView("theme", t(N_("All topics")), tuple(themes), clear=clear),
        }

    def _set_filters(self) -> None:
        asked, offered = self.presenter.list, self._offered()
        values = {_FIELDS[key]: dict(view.choices) for key, view in offered.items()}
        others = self.presenter.conditions.unshown(asked, values)
        spoken_for = {one.name for one in others if asked.where.get(one.name) == one.value}
        shown = [
            view
            for key, view in offered.items()
            if _FIELDS[key] not in spoken_for
            and (self._shows_all_filters or key in _ALWAYS or asked.where.get(_FIELDS[key]))
        ]
        views = (*(condition_view(one, self.session.t) for one in others), *shown)
        if views != self._shown_filters:
            self._shown_filters = views
            self._filters.set_filters(views)
        for one in others:
            self._filters.choose(condition_key(one), "on")
        for view in shown:
            self._filters.choose(view.key, asked.where.get(_FIELDS[view.key], ""))

    def _on_filter(self, key: str, value: str) -> None:
        if key in _FIELDS:
            self.presenter.list.filter(_FIELDS[key], value)
        else:
            self.presenter.list.forget(*condition_of(key))

    def _on_more_filters(self) -> None:
        self._shows_all_filters = not self._shows_all_filters
        if not self._shows_all_filters:
            for key in _FIELDS:
                if key not in _ALWAYS:
                    self.presenter.list.filter(_FIELDS[key], "")
        self.show_state()

    def _on_sort(self) -> None:
        t, now = self.session.t, self.presenter.list.sort
        items = [MenuItem(sort or "newest", t(words), checked=sort == now) for sort, words in SORTS]
        menu = Menu(items, name=t(N_("Order")), parent=self)
        menu.chosen.connect(self._on_sorted)
        menu.beneath(self._sort)

    def _on_sorted(self, key: str) -> None:
        self.presenter.list.sort_by("" if key == "newest" else key)

    def _on_clear(self) -> None:
        self._search.clear()
        self.presenter.list.set_where(())

    def _to_rows(self) -> None:
        self.rows.setFocus()
