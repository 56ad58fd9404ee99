"""A block pasted out of a spreadsheet: what each cell is read as, and what will be refused and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.grid_cells import NOTHING, CellReading, Cells, Given, GridColumn, GridRow

MOST_ROWS: Final = 10_000
_QUOTE: Final = '"'


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One cell of the block: where it goes, its text, what it is read as, or why it is refused."""

    column: str
    text: str
    given: Given = NOTHING
    fault: Msg | None = None


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One line of the block; ``key`` is empty where a row will be begun for it."""

    line: int
    key: str
    cells: tuple[PastedCell, ...]
    shares: tuple[Cells, ...] = ()
    """Parts beneath it beyond the first, which its own cells name."""

    @property
    def taken(self) -> Cells:
        """What will be written."""
        return {cell.column: cell.given for cell in self.cells if cell.fault is None}


@dataclass(frozen=True, slots=True)
class Pasting:
    """A block before it is written: its rows, and what does not fit."""

    rows: tuple[PastedRow, ...] = ()
    columns: tuple[str, ...] = ()
    left_out: tuple[Msg, ...] = field(default_factory=tuple)
    joined: Pasting | None = None
    """The same where rows of one voucher are one expense and its shares."""

    @property
    def refused(self) -> tuple[tuple[PastedRow, PastedCell], ...]:
        """Cells that stay as they are."""
        return tuple((row, cell) for row in self.rows for cell in row.cells if cell.fault is not None)

    @property
    def taken(self) -> int:
        """How many cells will be written."""
        return sum(len(row.taken) for row in self.rows)

    def within(self, rows: int) -> Pasting:
        """The same without the lines for which there is no row."""
        over = len(self.rows) - rows
        if over <= 0:
            return self
        told = msg(N_("Rows beyond the last are left out: {n}."), n=over)
        return Pasting(self.rows[:rows], self.columns, (*self.left_out, told))

    @property
    def is_small(self) -> bool:
        """Whether it needs no preview: one line of which nothing is refused."""
        return len(self.rows) <= 1 and not self.refused and not self.left_out


def block_of(untrusted_text: str) -> list[list[str]]:
    """Lines and cells of a tab-separated text; a quoted cell may hold tabs, lines and doubled quotes."""
    rows: list[list[str]] = [[]]
    cell: list[str] = []
    quoted = False
    at, text = 0, untrusted_text.replace("\r\n", "\n").replace("\r", "\n")
    while at < len(text):
        letter = text[at]
        if quoted:
            if letter == _QUOTE and text[at + 1 : at + 2] == _QUOTE:
                cell.append(_QUOTE)
                at += 1
            elif letter == _QUOTE:
                quoted = False
            else:
                cell.append(letter)
        elif letter == _QUOTE and not cell and _closes(text, at):
            quoted = True
        elif letter in "\t\n":
            rows[-1].append("".join(cell))
            cell = []
            if letter == "\n":
                rows.append([])
        else:
            cell.append(letter)
        at += 1
    if cell or rows[-1]:
        rows[-1].append("".join(cell))
    return [row for row in rows if row] if not rows[-1] else rows


def _closes(text: str, at: int) -> bool:
    """Whether a quote at the start of a cell is one that is closed at the end of a cell."""
    end = at + 1
    while (end := text.find(_QUOTE, end)) >= 0:
        if text[end + 1 : end + 2] == _QUOTE:
            end += 2
            continue
        return text[end + 1 : end + 2] in ("", "\t", "\n")
    return False


def written(rows: Sequence[Sequence[str]]) -> str:
    """Cells as a tab-separated text that reads back as the same cells."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _quoted(cell: str) -> str:
    if any(sign in cell for sign in "\t\n\r") or cell.startswith(_QUOTE):
        doubled = cell.replace(_QUOTE, _QUOTE * 2)
        return f"{_QUOTE}{doubled}{_QUOTE}"
    return cell


def pasting(untrusted_text: str, columns: Sequence[GridColumn], under: Sequence[GridRow | None]) -> Pasting:
    """Read a block that is laid over ``columns`` and the rows ``under`` it; new rows begin below them."""
    block = block_of(untrusted_text)
    left_out: list[Msg] = []
    if len(block) > MOST_ROWS:
        left_out.append(msg(N_("Only the first {n} rows are taken."), n=MOST_ROWS))
        block = block[:MOST_ROWS]
    width = max((len(row) for row in block), default=0)
    if width > len(columns):
        left_out.append(msg(N_("Columns beyond the last are left out: {n}."), n=width - len(columns)))
    rows = []
    for line, texts in enumerate(block):
        row = under[line] if line < len(under) else None
        rows.append(_read(line, row, texts, columns))
    return Pasting(tuple(rows), tuple(column.key for column in columns[:width]), tuple(left_out))


def _read(line: int, row: GridRow | None, texts: Sequence[str], columns: Sequence[GridColumn]) -> PastedRow:
    """Read one line; amounts last, for their currency may stand in a cell to their right."""
    found: dict[str, PastedCell] = {}
    standing = dict(row.cells) if row is not None else {}
    for column, raw in sorted(zip(columns, texts, strict=False), key=lambda pair: pair[0].sums):
        text = raw.strip()
        if column.is_shut(row):
            if text:
                found[column.key] = PastedCell(column.key, text, fault=_FIXED)
            continue
        reading = column.rule.read(text, standing) if text else CellReading()
        given = Given(reading.value)
        if reading.fault is None:
            standing[column.key] = given
        found[column.key] = PastedCell(column.key, text, given, reading.fault)
    cells = tuple(found[column.key] for column in columns if column.key in found)
    return PastedRow(line, "" if row is None else row.key, cells)


_FIXED: Final = msg(N_("This cell cannot be changed here"))
