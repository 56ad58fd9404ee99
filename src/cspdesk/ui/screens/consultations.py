"""Consultations: the list, and beside it the record that is chosen."""

from __future__ import annotations

from cspdesk.domain.text import N_
from cspdesk.presenters.listing import ListPresenter
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.services.results import RecordView
from cspdesk.ui.kit.layout import column, panel
from cspdesk.ui.kit.panes import Panes
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.kit.searchbox import SearchBox
from cspdesk.ui.recordsource import RecordSource
from cspdesk.ui.screens.screen import Screen


class ConsultationsScreen(Screen):
    """The second place of the rail."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.list = ListPresenter(session, "consultation")
        self.until_closed(self.list.listen(self._show_rows))
        self.until_closed(self.list.close)
        self._search = SearchBox(name="")
        self._search.searched.connect(self.list.search)
        self._rows = RowList(name="")
        pane = panel(
            column(panel(column(self._search, margins=(16, 14, 14, 8))), (self._rows, 1), spacing=0), "pane"
        )
        self._panes = Panes(pane, panel(column()))
        self.setLayout(column(self._panes, spacing=0))
        self.show_state()

    def arrive(self, spot: Spot) -> None:
        self.list.set_where(spot.where)

    def show_state(self) -> None:
        t = self.session.t
        self._search.set_words(t(N_("Search consultations")))
        self._rows.setAccessibleName(t(N_("Consultations")))
        self._show_rows()

    def _show_rows(self) -> None:
        self._rows.refresh(RecordSource(self.list, self._rows.rows, self._row, self._month))

    def _month(self, month: str) -> str:
        formats = self.session.formats
        return formats.month(int(month[:4]), int(month[5:7])) if month else self.session.t(N_("No date yet"))

    def _row(self, view: RecordView) -> RowView:
        return RowView(view.id, str(view.fields.get("title", "")), str(view.fields.get("place", "")))

    def search_here(self) -> None:
        self._search.setFocus()
