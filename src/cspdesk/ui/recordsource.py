"""The rows of a ``ListPresenter`` as a list of the kit asks for them: pages at hand, others later."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cspdesk.presenters.listing import ListPresenter
from cspdesk.services.results import RecordView
from cspdesk.ui.kit.rowmodel import GroupView, RowModel, RowView

RowOf = Callable[[RecordView], RowView]


class RecordSource:
    """One answer of a presenter; a new answer is a new source."""

    def __init__(
        self, presenter: ListPresenter, model: RowModel, row_of: RowOf, month: Callable[[str], str]
    ) -> None:
        self._presenter = presenter
        self._model = model
        self._row_of = row_of
        self._roll = presenter.roll
        self._month = month
        self.count = presenter.count

    def fetch(self, offset: int, limit: int) -> Sequence[RowView] | None:
        """See ``paging.PageSource``."""

        def arrived(rows: Sequence[RecordView]) -> None:
            self._model.supply(offset, [self._row_of(row) for row in rows])

        rows = self._presenter.fetch(offset, limit, arrived)
        return None if rows is None else [self._row_of(row) for row in rows]

    def groups(self) -> Sequence[GroupView]:
        """See ``rowmodel.GroupedSource``."""
        return [GroupView(self._month(month), count) for month, count in self._roll.months]

    def place(self, key: str) -> int | None:
        """See ``rowmodel.PlacingSource``."""
        return self._presenter.place(key)
