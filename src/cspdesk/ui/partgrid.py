"""Parts of a form that are many and alike as a grid: lines of a budget, lines that an amendment changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import msg
from cspdesk.presenters.form import FormPresenter
from cspdesk.presenters.grid import GridPresenter
from cspdesk.presenters.grid_cells import Cells
from cspdesk.presenters.grid_columns import column_of
from cspdesk.presenters.grid_parts import PartRows
from cspdesk.presenters.grid_rules import SOMONI
from cspdesk.ui.boundgrid import BoundGrid
from cspdesk.ui.kit.layout import column
from cspdesk.ui.look import theme

GRIDS: Final[Mapping[str, tuple[str, ...]]] = {
    "budget_line": ("code", "title", "amount", "donor_heading", "article"),
    "amended_line": ("line", "title", "amount"),
}
"""The kinds of parts that are typed in a grid, and its columns; what else they hold keeps its value."""
_GROWS: Final = "title"
_LEAST = 3  # rows


class PartGrid(QWidget):
    """The parts of one field of a form; as high as its rows and the empty one."""

    def __init__(self, form: FormPresenter, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._form = form
        kind = form.part_kinds[name]
        keys = GRIDS[kind.name]
        columns = [
            column_of(
                form.session,
                key,
                kind.by_name[key],
                currency_of=self._currency_of,
                grows=key == _GROWS,
            )
            for key in keys
        ]
        self.presenter = GridPresenter(columns, PartRows(form, name, keys))
        self.cells = BoundGrid(form.session, self.presenter, name=msg(kind.labels))
        self.setLayout(column(self.cells, spacing=0))
        self.setFocusProxy(self.cells)
        self._stop = self.presenter.listen(self._fit)
        self.cells.grid.view.heights_changed.connect(self._fit)
        self._look.dress(self._fit)

    def release(self) -> None:
        """What is being typed goes into its cell; listen to nobody any more."""
        self.cells.release()
        self.presenter.close()
        self._stop()

    def finish(self) -> None:
        """What is being typed goes into its cell."""
        self.cells.finish()

    def show_state(self) -> None:
        """Copy the form's state into the cells."""
        self.cells.show_state()

    def open_row(self, place: int) -> None:
        """Give the keyboard to a row."""
        self.cells.grid.view.stand(place, 0)
        self.cells.setFocus()

    def _currency_of(self, _cells: Cells) -> str:
        """That of the total."""
        total = self._form.state.value("total")
        return str(total.get("currency", "")) if isinstance(total, dict) else SOMONI

    def _fit(self) -> None:
        rows, grid = max(_LEAST, self.presenter.count + 1), self.cells.grid
        around = grid.view.heads_height() + grid.footer.sizeHint().height()
        self.setFixedHeight(rows * self._look.size("row_table") + around)
