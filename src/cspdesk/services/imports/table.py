"""A sheet whose columns are understood, as objects that records are made of.

A record is a row, and its parts are columns beside it: numbered, or the same titles again.  Where there are
more parts than columns, they go on in rows beneath: rows that leave the record's own columns empty, or that
repeat all of them together with its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cspdesk.domain.errors import CspdeskError, RefusedError
from cspdesk.domain.text import N_, msg
from cspdesk.reports.sheet_merges import Merged
from cspdesk.reports.sheet_reader import Sheet
from cspdesk.services.columns import Column
from cspdesk.services.forms import Reader
from cspdesk.services.imports.cells import RowValues
from cspdesk.services.imports.chosen import Chosen, label_of
from cspdesk.services.imports.meeting import Meeting, Met
from cspdesk.services.imports.outcome import RowProblem, problem_of
from cspdesk.services.imports.target import Target
from cspdesk.services.lines import Line
from cspdesk.services.records import Records
from cspdesk.services.typed_values import TypedValues
from cspdesk.store.reading import Reading
from cspdesk.store.room import Room

_NUMBERS = ("number", "voucher_no", "document_no")
"""Fields by which two rows are told to be of one document."""
_FIGURES = ("amount", "decimal", "integer")


@dataclass(slots=True)
class Row:
    """One record to be, of one row or of several: its object, and what is wrong with it."""

    number: int
    given: dict[str, object]
    problems: list[RowProblem]
    own: tuple[str, ...] = ()
    """The cells of the record's own columns."""
    rows: int = 1
    starts: bool = field(default=True)
    """Whether it can be a record of its own; else it only goes on with the one above."""
    met: Met = field(default_factory=Met)
    """Whether the desk has it already."""

    def join(self, other: Row) -> None:
        """Take the parts of a row that goes on with this one."""
        self.rows += 1
        self.problems += other.problems
        for name, parts in other.given.items():
            held = self.given.setdefault(name, [])
            if isinstance(held, list) and isinstance(parts, list):
                held += parts


class Table:
    """Gives the rows of a sheet as objects; problems of one do not stop those after it."""

    def __init__(
        self, target: Target, sheet: Sheet, chosen: Chosen, typed: TypedValues, reader: Reader, room: Room
    ) -> None:
        self._target = target
        self._sheet = sheet
        self._columns = chosen.columns
        self._titles = [label_of(sheet.titles, place) for place in range(len(sheet.titles))]
        self._typed = typed
        self._reader = reader
        self._cursor = room.cursor
        self._meeting = Meeting(Reading(room.cursor, room.feeds, room.journal))
        named = [(place, column) for place, column in enumerate(chosen.columns) if column is not None]
        self._own = [place for place, column in named if not column.part]
        self._flat = sorted(chosen.flat)
        self._numbers = [place for place in self._own if _name(chosen.columns[place]) in _NUMBERS]

    def rows(self) -> Iterator[Row]:
        """Every record to be, checked."""
        held: Row | None = None
        for number, cells in self._sheet.rows:
            row = self._row(number, cells)
            if held is not None and not row.starts and row.own in (held.own, ("",) * len(row.own)):
                held.join(row)
                continue
            if held is not None:
                yield self._finished(held)
            held = row
        if held is not None:
            yield self._finished(held)

    def _row(self, number: int, cells: Sequence[str]) -> Row:
        values = RowValues(self._typed)
        problems: list[RowProblem] = []
        cells = self._beneath(cells)
        own = tuple(cells[place] for place in self._own) if self._flat else ()
        goes_on = bool(own) and any(cells[place] for place in self._flat)
        empty = not any(own)
        if goes_on and not empty:
            goes_on = any(cells[place] for place in self._numbers)
        for place, (cell, column) in enumerate(zip(cells, self._columns, strict=False)):
            if not cell or column is None:
                continue
            try:
                if isinstance(cell, Merged):
                    _demand_no_figure(column)
                if column.is_id:
                    self._demand_new(cell)
                else:
                    values.put(place, column, cell)
            except CspdeskError as error:
                problems.append(problem_of(number, self._titles[place], error, cell))
        if any(cells[len(self._columns) :]):
            problems.append(RowProblem(number, "", msg(N_("There is a value beyond the last title."))))
        given, late = values.finished(number, self._titles)
        return Row(number, given, problems + late, own, starts=not goes_on)

    def _beneath(self, cells: Sequence[str]) -> Sequence[str]:
        """The cells of a row; where all that is the record's own is merged with the row above, only parts."""
        own = [cells[place] for place in self._own]
        is_of_parts = any(cells[place] for place in self._flat)
        if not is_of_parts or not all(isinstance(cell, Merged) for cell in own if cell):
            return cells
        return ["" if place in self._own else cell for place, cell in enumerate(cells)]

    def _finished(self, row: Row) -> Row:
        """The row with what the form itself refuses: bounds, unknown codes, a cell given twice."""
        if not row.problems:
            try:
                whole = self._target.checked(self._meeting, row.given)
                form = Records.checked_form(self._reader, self._target.plan, Line(0, whole))
                row.met = self._meeting.of(form)
            except CspdeskError as error:
                title = self.title_of(str(error.what.values.get("field", "")))
                row.problems.append(problem_of(row.number, title, error))
        return row

    def title_of(self, name: str) -> str:
        """The title of the first column of a field, as it stands in the sheet."""
        for title, column in zip(self._titles, self._columns, strict=False):
            if _name(column) == name:
                return title
        return ""

    def _demand_new(self, untrusted_id: str) -> None:
        try:
            record = bytes.fromhex(untrusted_id)
        except ValueError:
            return
        here = self._cursor.execute(
            f'SELECT 1 FROM "{self._target.plan.table}" WHERE id = ?',  # noqa: S608 - the kinds' own names
            (record,),
        ).fetchone()
        if here is not None:
            raise RefusedError(
                msg(N_("The record {id} is on this desk already."), id=untrusted_id[:32]),
                hint=msg(N_("An import adds records. Leave out the rows that are here.")),
                code="known",
            )


def _demand_no_figure(column: Column) -> None:
    """Refuse a figure in a cell over several rows: given to each, it would count so many times."""
    if column.field.type in _FIGURES:
        raise RefusedError(
            msg(N_("This figure stands in one cell over several rows.")),
            hint=msg(N_("Divide the cell, and write in each row what belongs there.")),
            code="merged",
        )


def _name(column: Column | None) -> str:
    return "" if column is None else column.field.name
