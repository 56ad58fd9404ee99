"""A grid as a keyboard works it: cells are typed, undone, copied and pasted; a row left is one save."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.grid_cells import (
    NOTHING,
    Block,
    CellChoice,
    Cells,
    Given,
    GridColumn,
    GridRow,
    GridRows,
    SharedRows,
    part_of,
    unit_of,
)
from cspdesk.presenters.grid_paste import Pasting, block_of, pasting, written
from cspdesk.presenters.grid_steps import Change, Steps
from cspdesk.presenters.grid_sums import added, plain
from cspdesk.presenters.observe import Observable

_FIXED: Final = msg(N_("This cell cannot be changed here"))


class GridPresenter(Observable):
    """The state of a grid over some rows; the empty row after the last is always ready to type.

    Places are those of the rows; ``rows.count`` is the place of the empty one.
    """

    def __init__(
        self,
        columns: Sequence[GridColumn],
        rows: GridRows,
        *,
        grows: bool = True,
        joins: Callable[[Pasting], Pasting | None] = lambda _block: None,
    ) -> None:
        super().__init__()
        self._joins = joins
        self.columns = tuple(columns)
        self.by_key = {column.key: column for column in self.columns}
        self.rows = rows
        self.grows = grows
        """Whether rows can be begun here."""
        self._steps = Steps()
        self._standing = ""
        self._question = 0
        self._is_writing = False
        self._stop = rows.listen(self._on_rows)

    def close(self) -> None:
        """Leave the row that is being written, and listen no more."""
        self.stand(None)
        self._stop()

    def _on_rows(self) -> None:
        # what writes many rows tells once, at its end
        if not self._is_writing:
            self.tell()

    def set_columns(self, columns: Sequence[GridColumn]) -> None:
        """The same columns in other words, after a switch of language."""
        self.columns = tuple(columns)
        self.by_key = {column.key: column for column in self.columns}
        self.tell()

    # --- what stands there

    @property
    def count(self) -> int:
        """How many rows are shown, the empty one included."""
        return self.rows.count + (1 if self.grows else 0)

    def given(self, place: int, column: int) -> Given:
        """What stands in a cell."""
        row = self.rows.row(place) if place < self.rows.count else None
        return NOTHING if row is None else row.cells.get(self.columns[column].key, NOTHING)

    def text(self, place: int, column: int) -> str:
        """A cell as it is shown: the value in the person's words, or what was typed and cannot be read."""
        given = self.given(place, column)
        if given.value is None:
            return given.text
        return self.columns[column].rule.show(given.value)

    def fault(self, place: int, column: int) -> Msg | None:
        """Why what stands in a cell cannot be read."""
        given = self.given(place, column)
        if given.value is not None or not given.text:
            return None
        row = self.rows.row(place)
        return self.columns[column].rule.read(given.text, {} if row is None else row.cells).fault

    def can_type(self, place: int, column: int) -> bool:
        """Whether a cell takes the keyboard."""
        if not 0 <= place < self.count:
            return False
        row = self.rows.row(place) if place < self.rows.count else None
        is_here = row is not None or place == self.rows.count
        return is_here and not self.columns[column].is_shut(row)

    def choices(self, place: int, column: int, untrusted_text: str) -> Sequence[CellChoice]:
        """What F4 offers in a cell."""
        row = self.rows.row(place) if place < self.rows.count else None
        return self.columns[column].rule.choices(untrusted_text, {} if row is None else row.cells)

    # --- typing

    def type(self, place: int, column: int, untrusted_text: str) -> bool:
        """A person finished a cell; what cannot be read is kept as it was typed.  False where it is fixed."""
        if not self.can_type(place, column):
            return False
        if untrusted_text.strip() == self.text(place, column).strip():
            return True
        text = untrusted_text.strip()
        if not text:
            return self.give(place, column, NOTHING)
        row = self.rows.row(place) if place < self.rows.count else None
        found = self.columns[column].rule.read(text, {} if row is None else row.cells)
        return self.give(place, column, Given(found.value) if found.fault is None else Given(text=text))

    def give(self, place: int, column: int, given: Given) -> bool:
        """Put this into a cell: what was chosen of its list."""
        if not self.can_type(place, column):
            return False
        self._write([(place, {self.columns[column].key: given})])
        return True

    def clear(self, block: Block) -> None:
        """Empty the cells of a block that can be typed."""
        changes = []
        for place in block.rows():
            cells = {
                self.columns[at].key: NOTHING
                for at in range(block.left, block.right + 1)
                if self.given(place, at) and self.can_type(place, at)
            }
            if cells:
                changes.append((place, cells))
        self._write(changes)

    def as_above(self, block: Block) -> None:
        """Fill a block with what stands above: over its first row, or for one row from the row before."""
        source = block.top if block.bottom > block.top else self._above(block.top)
        if source < 0:
            return
        changes = []
        for place in range(source + 1, block.bottom + 1):
            cells = {
                self.columns[at].key: self.given(source, at)
                for at in range(block.left, block.right + 1)
                if self.can_type(place, at)
            }
            if cells:
                changes.append((place, cells))
        self._write(changes)

    def _above(self, place: int) -> int:
        """The row before: beneath parts, the row that they are parts of."""
        row = self.rows.row(place) if place < self.rows.count else None
        place -= 1
        while place >= 0 and (row is None or not row.is_part):
            above = self.rows.row(place)
            if above is None or not above.is_part:
                break
            place -= 1
        return place

    def today(self, place: int, column: int, day: date) -> bool:
        """Put a day into a cell of days."""
        if not self.columns[column].is_day:
            return False
        return self.give(place, column, Given(day.isoformat()))

    # --- parts beneath a row

    def can_split(self, place: int) -> bool:
        """Whether a row can have a further part beneath it."""
        row = self.rows.row(place) if 0 <= place < self.rows.count else None
        return row is not None and isinstance(self.rows, SharedRows) and row.state.code != "closed"

    def split(self, place: int) -> int | None:
        """A further part beneath a row: one step.  Gives its place; None where there can be none."""
        row = self.rows.row(place) if self.can_split(place) else None
        if row is None or not isinstance(self.rows, SharedRows):
            return None
        key, step = unit_of(row.key), []
        first = self.rows.shares(key) == 0
        for _ in range(2 if first else 1):
            cells = self.rows.begins_with(key)
            step.append(Change(self.rows.add_share(key, cells), dict.fromkeys(cells, NOTHING), cells))
        self._stepped(step)
        return self.rows.place(step[0].key if first else step[-1].key)

    def remove(self, place: int) -> bool:
        """Take a part out, in one step; False where a row is none."""
        row = self.rows.row(place) if self.can_split(place) else None
        if row is None or not row.is_part:
            return False
        given = {one.key: row.cells.get(one.key, NOTHING) for one in self.columns if not one.is_shut(row)}
        self.rows.drop(row.key)
        self._stepped([Change(row.key, given, dict.fromkeys(given, NOTHING))])
        return True

    # --- back and forth

    def undo(self) -> bool:
        """Take back the last step; False where there is none."""
        step = self._steps.back()
        if step is None:
            return False
        self._put([replace(one, after=one.before) for one in reversed(step)], is_back=True)
        self.tell()
        return True

    def redo(self) -> bool:
        """Take a step forward again."""
        step = self._steps.forth()
        if step is None:
            return False
        self._put(step, is_back=False)
        self.tell()
        return True

    def _put(self, step: Sequence[Change], *, is_back: bool) -> None:
        """Write what a step came to, one row after the other; all but the one stood on are saves at once."""
        here: dict[str, None] = {}
        for change in step:
            key = self._here(change.key, rows_too=not is_back)
            if key:
                here[key] = None
                self.rows.put(key, change.after)
        for key in [key for key in here if part_of(key)]:
            if self._is_blank(key):
                self.rows.drop(key)
        units = dict.fromkeys(unit_of(key) for key in here)
        blank = [key for key in units if is_back and self._is_blank(key)]
        # saved as empty first: what holds a day of an earlier year is kept from being deleted
        self.rows.leave_together([key for key in units if key != self._standing or key in blank])
        for key in blank:
            self.rows.drop(key)

    def _here(self, key: str, *, rows_too: bool) -> str:
        """The key of a row or part that a step wrote, which comes back if it was taken away since."""
        key = self._steps.now(key)
        if self.rows.place(key) is not None:
            return key
        if not (rows_too or part_of(key)):
            return ""
        back = self.rows.revive(key) if isinstance(self.rows, SharedRows) else self.rows.begin()
        if back:
            self._steps.renamed(key, back)
        return back

    def _is_blank(self, key: str) -> bool:
        row = self._row(key)
        return row is not None and not any(
            row.cells.get(one.key) for one in self.columns if not one.is_shut(row)
        )

    def _row(self, key: str) -> GridRow | None:
        place = self.rows.place(key)
        return None if place is None else self.rows.row(place)

    def _write(self, changes: Sequence[tuple[int, Cells]]) -> None:
        """One step: cells of some rows, the empty one begun where something goes into it."""
        step: list[Change] = []
        for place, cells in changes:
            row = self.rows.row(place) if place < self.rows.count else None
            if row is None and place < self.rows.count:
                continue
            key = self._begun(cells) if row is None else row.key
            if not key:
                continue
            standing = {} if row is None else row.cells
            before = {name: standing.get(name, NOTHING) for name in cells}
            after = {name: given for name, given in cells.items() if given != before[name]}
            if after:
                step.append(Change(key, {name: before[name] for name in after}, after))
                self.rows.put(key, after)
        self._stepped(step)

    def _begun(self, cells: Cells) -> str:
        if not any(cells.values()):
            return ""
        key = self.rows.begin()
        if not self._standing:
            self._standing = key
        return key

    def _stepped(self, step: list[Change]) -> None:
        if step:
            self._steps.done(tuple(step))
            units = dict.fromkeys(unit_of(one.key) for one in step)
            self.rows.leave_together([key for key in units if key != self._standing])
            self.tell()

    # --- standing

    def stand(self, place: int | None) -> None:
        """The keyboard went to another row: the one before becomes a save."""
        row = self.rows.row(place) if place is not None and 0 <= place < self.rows.count else None
        key = "" if row is None else unit_of(row.key)
        before, self._standing = self._standing, key
        if before and before != key:
            self.rows.leave(before)

    # --- out and in

    def copy(self, blocks: Sequence[Block], then: Callable[[str], None]) -> None:
        """Cells as a spreadsheet takes them, once they are at hand: plain numbers, days as 2026-11-22."""

        def done(rows: Mapping[int, GridRow]) -> None:
            then(written([cells for block in blocks for cells in plain(self.columns, block, rows)]))

        self.rows.fetch(self._places(blocks), done)

    def _places(self, blocks: Sequence[Block]) -> list[int]:
        count = self.rows.count
        return sorted({place for block in blocks for place in block.rows() if place < count})

    def read_block(
        self, untrusted_text: str, place: int, column: int, then: Callable[[Pasting], None]
    ) -> None:
        """What a block laid over the grid from a cell will change, and what will be refused of it.

        Where rows of it can be read as parts of one, ``joined`` is that reading, to be asked about.
        """
        until = min(self.rows.count, place + len(block_of(untrusted_text)))

        def done(rows: Mapping[int, GridRow]) -> None:
            under = [rows.get(at) for at in range(place, until)]
            found = pasting(untrusted_text, self.columns[column:], under)
            then(replace(found, joined=self._joins(found)) if self.grows else found.within(until - place))

        self.rows.fetch(range(place, until), done)

    def paste(self, block: Pasting) -> None:
        """Write a block that was read; rows that it begins come at the end.  One step to undo."""
        step: list[Change] = []
        self._is_writing = True
        for row in block.rows:
            cells = row.taken
            key = row.key or (self.rows.begin() if any(cells.values()) else "")
            held = self._row(key) if key else None
            if held is None:
                continue
            before = {name: held.cells.get(name, NOTHING) for name in cells}
            after = {name: given for name, given in cells.items() if given != before[name]}
            if after:
                step.append(Change(key, {name: before[name] for name in after}, after))
                self.rows.put(key, after)
            if isinstance(self.rows, SharedRows):
                for share in row.shares:
                    part = self.rows.add_share(key, share)
                    step.append(Change(part, dict.fromkeys(share, NOTHING), share))
        self._is_writing = False
        self._stepped(step)

    # --- under the selection

    def sums(
        self, blocks: Sequence[Block], then: Callable[[int, int, Sequence[tuple[str, int]]], None]
    ) -> None:
        """Tell how many rows and amounts are selected, and what those come to by currency.

        Only the newest question is answered: rows may have to be read for it.
        """
        self._question += 1
        question = self._question

        def done(rows: Mapping[int, GridRow]) -> None:
            if question == self._question:
                then(len(rows), *added(self.columns, blocks, rows))

        self.rows.fetch(self._places(blocks), done)
