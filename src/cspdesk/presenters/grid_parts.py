"""Parts of a record being written as the rows of a grid: the form keeps them, and is one save with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cspdesk.domain.checks import lacking
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.form import FormPresenter
from cspdesk.presenters.formstate import Row
from cspdesk.presenters.grid_cells import Cells, Given, GridRow
from cspdesk.presenters.grid_states import complete, lacks
from cspdesk.presenters.observe import Stop


class PartRows:
    """The parts of one field of a form, in their order; new ones at the end."""

    is_hungry = False

    def __init__(self, form: FormPresenter, name: str, columns: Sequence[str]) -> None:
        self._form = form
        self._name = name
        self._columns = tuple(columns)
        self._kind = form.part_kinds[name]

    @property
    def count(self) -> int:
        """How many parts there are."""
        return len(self._form.state.rows(self._name))

    def load(self) -> None:
        """All of them are at hand."""

    def row(self, place: int) -> GridRow | None:
        """The part at a place."""
        rows = self._form.state.rows(self._name)
        return self._row(rows[place]) if 0 <= place < len(rows) else None

    def fetch(self, places: Sequence[int], then: Callable[[Mapping[int, GridRow]], None]) -> None:
        """Give the parts at these places."""
        rows = {place: self.row(place) for place in places}
        then({place: row for place, row in rows.items() if row is not None})

    def place(self, key: str) -> int | None:
        """Where a part stands."""
        keys = [row.key for row in self._form.state.rows(self._name)]
        return keys.index(key) if key in keys else None

    def begin(self) -> str:
        """A new part at the end."""
        return self._form.add(self._name)

    def put(self, key: str, cells: Cells) -> None:
        """Write cells of a part."""
        for column, given in cells.items():
            path = f"{self._name}/{key}/{column}"
            if given.value is None and given.text:
                self._form.edit_unread(path, given.text)
            else:
                self._form.edit(path, given.value)

    def leave(self, key: str) -> None:
        """What was typed is a draft at once; it is saved with its form."""
        del key
        self._form.keep()

    def leave_together(self, keys: Sequence[str]) -> None:
        """The same for several."""
        del keys
        self._form.keep()

    def drop(self, key: str) -> None:
        """Take a part out."""
        self._form.remove(self._name, key)

    def listen(self, listener: Callable[[], None]) -> Stop:
        """Call ``listener`` when the form changed."""
        return self._form.listen(listener)

    def _row(self, row: Row) -> GridRow:
        cells: dict[str, Given] = {}
        unread = []
        for column in self._columns:
            text = self._form.state.unread.get(f"{self._name}/{row.key}/{column}", "")
            given = Given(row.values.get(column), text)
            if given:
                cells[column] = given
            if text:
                label = msg(self._kind.by_name[column].label)
                unread.append(msg(N_("{field} cannot be read."), field=label))
        told = [one.message for one in lacking(self._kind, row.values)] + unread
        return GridRow(row.key, cells, lacks(*told) if told else complete(), is_kept=self._form.is_kept)
