"""A grid as a keyboard works it: cells are typed, undone, copied and pasted; a row left is one save."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.grid_cells import NOTHING, CellChoice, Cells, Given, GridColumn, GridRow, GridRows
from cspdesk.presenters.grid_paste import Pasting, block_of, pasting, written
from cspdesk.presenters.observe import Observable

DEPTH: Final = 500
_FIXED: Final = msg(N_("This cell cannot be changed here"))


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells: rows and columns from and to, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def rows(self) -> range:
        """The places of its rows."""
        return range(self.top, self.bottom + 1)


@dataclass(frozen=True, slots=True)
class _Change:
    key: str
    before: Cells
    after: Cells


class GridPresenter(Observable):
    """The state of a grid over some rows; the empty row after the last is always ready to type.

    Places are those of the rows; ``rows.count`` is the place of the empty one.
    """

    def __init__(self, columns: Sequence[GridColumn], rows: GridRows, *, grows: bool = True) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.by_key = {column.key: column for column in self.columns}
        self.rows = rows
        self.grows = grows
        """Whether rows can be begun here."""
        self._past: list[tuple[_Change, ...]] = []
        self._future: list[tuple[_Change, ...]] = []
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
        if self.columns[column].is_fixed or not 0 <= place < self.count:
            return False
        if place == self.rows.count:
            return True
        row = self.rows.row(place)
        return row is not None and self.columns[column].key not in row.fixed

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
        source = block.top if block.bottom > block.top else block.top - 1
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

    def today(self, place: int, column: int, day: date) -> bool:
        """Put a day into a cell of days."""
        if not self.columns[column].is_day:
            return False
        return self.give(place, column, Given(day.isoformat()))

    # --- back and forth

    def undo(self) -> bool:
        """Take back the last step; False where there is none."""
        if not self._past:
            return False
        step = self._past.pop()
        self._future.append(step)
        self._put({one.key: one.before for one in reversed(step)})
        for change in step:
            row = self._row(change.key)
            if row is not None and not any(row.cells.values()):
                self.rows.drop(change.key)
        self.tell()
        return True

    def redo(self) -> bool:
        """Take a step forward again."""
        if not self._future:
            return False
        step = self._future.pop()
        gone = {change.key: self.rows.begin() for change in step if self.rows.place(change.key) is None}
        step = tuple(_Change(gone.get(one.key, one.key), one.before, one.after) for one in step)
        self._past.append(step)
        self._put({one.key: one.after for one in step})
        self.tell()
        return True

    def _put(self, cells: Mapping[str, Cells]) -> None:
        """Write cells of rows by their keys; all but the one that is stood on are saves at once."""
        here = [key for key in cells if self.rows.place(key) is not None]
        for key in here:
            self.rows.put(key, cells[key])
        self.rows.leave_together([key for key in here if key != self._standing])

    def _row(self, key: str) -> GridRow | None:
        place = self.rows.place(key)
        return None if place is None else self.rows.row(place)

    def _write(self, changes: Sequence[tuple[int, Cells]]) -> None:
        """One step: cells of some rows, the empty one begun where something goes into it."""
        step: list[_Change] = []
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
                step.append(_Change(key, {name: before[name] for name in after}, after))
                self.rows.put(key, after)
        self._stepped(step)

    def _begun(self, cells: Cells) -> str:
        if not any(cells.values()):
            return ""
        key = self.rows.begin()
        if not self._standing:
            self._standing = key
        return key

    def _stepped(self, step: list[_Change]) -> None:
        if step:
            self._past = [*self._past, tuple(step)][-DEPTH:]
            self._future = []
            self.rows.leave_together([one.key for one in step if one.key != self._standing])
            self.tell()

    # --- standing

    def stand(self, place: int | None) -> None:
        """The keyboard went to another row: the one before becomes a save."""
        row = self.rows.row(place) if place is not None and 0 <= place < self.rows.count else None
        key = "" if row is None else row.key
        before, self._standing = self._standing, key
        if before and before != key:
            self.rows.leave(before)

    # --- out and in

    def copy(self, blocks: Sequence[Block], then: Callable[[str], None]) -> None:
        """Cells as a spreadsheet takes them, once they are at hand: plain numbers, days as 2026-11-22."""

        def done(rows: Mapping[int, GridRow]) -> None:
            then(written([cells for block in blocks for cells in self._plain(block, rows)]))

        self.rows.fetch(self._places(blocks), done)

    def _places(self, blocks: Sequence[Block]) -> list[int]:
        count = self.rows.count
        return sorted({place for block in blocks for place in block.rows() if place < count})

    def _plain(self, block: Block, rows: Mapping[int, GridRow]) -> Iterator[list[str]]:
        columns = self.columns[block.left : block.right + 1]
        for place in block.rows():
            if place in rows:
                cells = rows[place].cells
                yield [_plain(column, cells.get(column.key, NOTHING)) for column in columns]

    def read_block(
        self, untrusted_text: str, place: int, column: int, then: Callable[[Pasting], None]
    ) -> None:
        """What a block laid over the grid from a cell will change, and what will be refused of it."""
        until = min(self.rows.count, place + len(block_of(untrusted_text)))

        def done(rows: Mapping[int, GridRow]) -> None:
            under = [rows.get(at) for at in range(place, until)]
            found = pasting(untrusted_text, self.columns[column:], under)
            then(found if self.grows else found.within(until - place))

        self.rows.fetch(range(place, until), done)

    def paste(self, block: Pasting) -> None:
        """Write a block that was read; rows that it begins come at the end.  One step to undo."""
        step: list[_Change] = []
        self._is_writing = True
        for row in block.rows:
            cells = row.taken
            key = row.key or self._begun_for_block(cells)
            held = self._row(key) if key else None
            if held is None:
                continue
            before = {name: held.cells.get(name, NOTHING) for name in cells}
            after = {name: given for name, given in cells.items() if given != before[name]}
            if after:
                step.append(_Change(key, {name: before[name] for name in after}, after))
                self.rows.put(key, after)
        self._is_writing = False
        self._stepped(step)

    def _begun_for_block(self, cells: Cells) -> str:
        return self.rows.begin() if any(cells.values()) else ""

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
                then(len(rows), *self._added(blocks, rows))

        self.rows.fetch(self._places(blocks), done)

    def _added(
        self, blocks: Sequence[Block], rows: Mapping[int, GridRow]
    ) -> tuple[int, list[tuple[str, int]]]:
        amounts: dict[str, int] = {}
        cells = 0
        for block in blocks:
            keys = [one.key for one in self.columns[block.left : block.right + 1] if one.sums]
            found = [
                amount_of(rows[place].cells.get(key, NOTHING).value)
                for key in keys
                for place in block.rows()
                if place in rows
            ]
            for read in found:
                if read is not None:
                    cells += 1
                    amounts[read[1]] = amounts.get(read[1], 0) + read[0]
        return cells, sorted(amounts.items())


def _plain(column: GridColumn, given: Given) -> str:
    return given.text if given.value is None else column.rule.plain(given.value)


def amount_of(value: object) -> tuple[int, str] | None:
    """Minor units and currency of an amount as JSON has it."""
    try:
        return cast("tuple[int, str]", CODECS["amount"].parse(value))
    except ValueError:
        return None
