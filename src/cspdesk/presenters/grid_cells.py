"""What a grid is made of: columns that read and write one cell, rows, and what stands in a cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol, runtime_checkable

from cspdesk.domain.text import Msg
from cspdesk.presenters.grid_states import BLANK, RowState
from cspdesk.presenters.observe import Stop


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in a cell: a value as JSON has it, or a text that cannot be read; nothing in neither.

    ``is_rest`` where nobody wrote the value: it is what other cells leave, and counts as nothing written.
    """

    value: object = None
    text: str = ""
    is_rest: bool = False

    def __bool__(self) -> bool:
        return (self.value is not None and not self.is_rest) or bool(self.text)


NOTHING: Final = Given()
Cells = Mapping[str, Given]
"""What stands in a row, by the key of the column."""


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
class CellReading:
    """A value, or why there is none."""

    value: object = None
    fault: Msg | None = None


@dataclass(frozen=True, slots=True)
class CellChoice:
    """One thing that F4 offers: what is stored, its words, and what tells it from others."""

    value: object
    text: str
    second: str = ""


class CellRule(Protocol):
    """How the cells of a column are typed and written.

    ``show`` of a value reads back as the same value; ``plain`` is for a spreadsheet: no groups, a
    point, days as ``2026-11-22``.
    """

    def read(self, untrusted_text: str, cells: Cells) -> CellReading:
        """What a typed text means in a row that holds ``cells``."""

    def show(self, value: object) -> str:
        """A value as the person's language writes it."""

    def plain(self, value: object) -> str:
        """A value as a spreadsheet takes it."""

    def choices(self, untrusted_text: str, cells: Cells) -> Sequence[CellChoice]:
        """What may be meant by what is typed so far; nothing where a column has no list."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column: its key is a field's name, or ``parts.field`` for a field of the first part."""

    key: str
    title: str
    rule: CellRule
    align: Literal["left", "right"] = "left"
    sample: str = ""
    grows: bool = False
    has_list: bool = False
    is_day: bool = False
    sums: bool = False
    """Amounts, added up under a selection by currency."""
    is_fixed: bool = False
    """Shown, never typed."""
    parts_only: bool = False
    """Typed in parts beneath a row alone; in a row it is shown."""

    def is_shut(self, row: GridRow | None) -> bool:
        """Whether a row takes no typing here; None is the empty one."""
        is_part = row is not None and row.is_part
        own = row is not None and self.key in row.fixed
        return self.is_fixed or own or (self.parts_only and not is_part)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row as it stands now; ``fixed`` names the cells that cannot be typed here."""

    key: str
    cells: Cells = field(default_factory=dict)
    state: RowState = BLANK
    fixed: frozenset[str] = frozenset()
    is_kept: bool = True
    """Whether all that was typed in it is on the disk."""
    is_part: bool = False
    """Whether it stands beneath another row that it is a part of, and is saved with it."""


_SLASH: Final = "/"


def unit_of(key: str) -> str:
    """The key of the row that is saved: its own, or for ``ROW/PART`` that of the row above."""
    return key.partition(_SLASH)[0]


def part_of(key: str) -> str:
    """Which part of a row a key names; empty for the row itself."""
    return key.partition(_SLASH)[2]


class GridRows(Protocol):
    """The rows of a grid, by their places; what is written in one becomes a save when it is left."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    def row(self, place: int) -> GridRow | None:
        """The row at a place; None while it is on its way."""

    def place(self, key: str) -> int | None:
        """Where a row stands now."""

    @property
    def is_hungry(self) -> bool:
        """Whether a row was looked for that is neither at hand nor on its way."""

    def load(self) -> None:
        """Read the rows that were looked for last."""

    def fetch(self, places: Sequence[int], then: Callable[[Mapping[int, GridRow]], None]) -> None:
        """Give the rows at these places once all of them are at hand; they are not kept for it."""

    def begin(self) -> str:
        """A new row at the end; nothing of it is kept before something is put into it."""

    def put(self, key: str, cells: Cells) -> None:
        """Write cells of a row."""

    def leave(self, key: str) -> None:
        """The row was left: it becomes one save."""

    def leave_together(self, keys: Sequence[str]) -> None:
        """Several rows were written at once, by a paste or by undo: each becomes a save."""

    def drop(self, key: str) -> None:
        """Take a row away that was begun here and holds nothing."""

    def listen(self, listener: Callable[[], None]) -> Stop:
        """Call ``listener`` when rows changed."""


@runtime_checkable
class SharedRows(GridRows, Protocol):
    """Rows that may have parts beneath them, which are written like rows; keys of parts are ``ROW/PART``."""

    @property
    def many(self) -> int:
        """How many rows there are, parts not counted."""

    def shares(self, key: str) -> int:
        """How many parts a row has, shown or not."""

    def begins_with(self, key: str) -> Cells:
        """What a further part of a row begins with."""

    def add_share(self, key: str, cells: Cells) -> str:
        """A further part of a row, with cells written; gives its key, empty where the row is not here."""

    def revive(self, key: str) -> str:
        """A row or a part back that was taken away; gives its key now, empty where it cannot be."""
