"""Records from sheets: XLSX or CSV by the titles of their columns, all of the rows or none.

The sheet is read twice: first every row is checked and what is wrong is named by row and column, then the
rows are added as one deed that undo takes back whole.  Rows stream; only the file itself is held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import BinaryIO

from cspdesk.domain.errors import CspdeskError, RefusedError
from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.catalogue import translator
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.i18n.typed import PlainNumber, split_currency
from cspdesk.reports.sheet_limits import Limits, too_large
from cspdesk.reports.sheet_reader import Sheet, read_sheet, serial_day
from cspdesk.services.columns import CODE, CURRENCY, ID, UNIT, Column, Headings
from cspdesk.services.context import Context
from cspdesk.services.forms import Reader, nearest, not_taken
from cspdesk.services.lines import Line
from cspdesk.services.naming import demand_whole, plan_of
from cspdesk.services.records import Records
from cspdesk.services.titles import Titles
from cspdesk.services.typed_values import TypedValues
from cspdesk.store.plan import KindPlan
from cspdesk.store.room import Room

MOST_PROBLEMS = 100
"""Problems that are named; a sheet with more has one cause."""
_EVERY = 100

Progress = Callable[[int], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one cell or row, as a person finds it in the office program."""

    row: int
    column: str
    what: Msg
    hint: Msg | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to: rows read, ids of the records added, and what stood in its way."""

    rows: int
    ids: tuple[str, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    more: bool = False
    """Whether there are more problems than are named."""


class Importing:
    """Imports sheets into one desk."""

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records

    def run(
        self,
        kind: str,
        untrusted: BinaryIO,
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> Imported:
        """Check a sheet and, without problems, add its rows; ``dry_run`` only checks.

        Raises ``UntrustedError`` for what is no sheet, ``RefusedError`` for titles that are not known, and
        ``CspdeskError`` (stopped) when ``stop`` says so: nothing is added then.  ``progress`` is told rows.
        """
        plan = plan_of(kind)
        demand_whole(plan)
        content = _bounded(untrusted)
        told = _Told(progress, stop)
        checked = self._check(plan, content, told)
        if dry_run or checked.problems:
            return checked
        with self._reading(plan, content) as table:
            lines = (Line(row, value) for row, value, _ in told.counted(table.rows()))
            added = self._records.add(kind, lines)
        return Imported(checked.rows, added.ids)

    def _check(self, plan: KindPlan, content: bytes, told: _Told) -> Imported:
        found: list[RowProblem] = []
        count = 0
        with self._reading(plan, content) as table:
            for _, _, problems in told.counted(table.rows()):
                count += 1
                found += problems
                if len(found) > MOST_PROBLEMS:
                    return Imported(count, problems=tuple(found[:MOST_PROBLEMS]), more=True)
        if not count:
            raise RefusedError(
                msg(N_("The sheet has titles but no rows.")),
                hint=msg(N_("Check that the rows are on the first sheet, with their titles above them.")),
                code="empty-sheet",
            )
        return Imported(count, problems=tuple(found))

    @contextmanager
    def _reading(self, plan: KindPlan, content: bytes) -> Iterator[_Table]:
        with self._context.desk.reading() as connection:
            room = Room(connection)
            typed = TypedValues(
                self._context.places(room), Titles(room.cursor).find, self._context.desk.clock.today()
            )
            yield _Table(plan, read_sheet(BytesIO(content)), typed, self._context.reader(room), room)


def _bounded(untrusted: BinaryIO) -> bytes:
    limit = Limits().file_bytes
    content = untrusted.read(limit + 1)
    if len(content) > limit:
        raise too_large(msg(N_("The file is larger than {limit} MB."), limit=limit // 1_000_000))
    return content


class _Told:
    """Tells how far the work is, and ends it where somebody wants to stop."""

    def __init__(self, progress: Progress | None, stop: Stop | None) -> None:
        self._progress = progress
        self._stop = stop
        self._done = 0

    def counted(self, rows: Iterator[_Row]) -> Iterator[_Row]:
        """The rows, counted on their way."""
        for row in rows:
            yield row
            self._done += 1
            if self._done % _EVERY == 0:
                if self._progress is not None:
                    self._progress(self._done)
                if self._stop is not None and self._stop():
                    raise CspdeskError(msg(N_("The import was stopped.")), code="stopped")


_Row = tuple[int, dict[str, object], list[RowProblem]]
"""The number of a row, its object, and what is wrong with it."""


class _Table:
    """A sheet whose columns are understood: gives its rows as objects that ``records.add`` takes."""

    def __init__(self, plan: KindPlan, sheet: Sheet, typed: TypedValues, reader: Reader, room: Room) -> None:
        self._plan = plan
        self._sheet = sheet
        self._typed = typed
        self._reader = reader
        self._cursor = room.cursor
        self._columns = _understood(plan.kind, sheet.titles)

    def rows(self) -> Iterator[_Row]:
        """Every row; problems do not stop those after it."""
        for number, cells in self._sheet.rows:
            yield self._row(number, cells)

    def _row(self, number: int, cells: Sequence[str]) -> _Row:
        values = _Values(self._typed)
        problems: list[RowProblem] = []
        for place, (cell, column) in enumerate(zip(cells, self._columns, strict=False)):
            if not cell:
                continue
            try:
                if column.is_id:
                    self._demand_new(cell)
                else:
                    values.put(column, cell)
            except CspdeskError as error:
                problems.append(RowProblem(number, self._sheet.titles[place], error.what, error.hint))
        if any(cells[len(self._columns) :]):
            problems.append(RowProblem(number, "", msg(N_("There is a value beyond the last title."))))
        given, late = values.finished(number, self._title_of)
        problems += late
        if not problems:
            problems += self._refused(number, given)
        return number, given, problems

    def _refused(self, number: int, given: dict[str, object]) -> list[RowProblem]:
        """What the form itself refuses: bounds, unknown codes, a cell given twice."""
        try:
            self._records_form(given)
        except CspdeskError as error:
            name = str(error.what.values.get("field", ""))
            return [RowProblem(number, self._title_of(name), error.what, error.hint)]
        return []

    def _records_form(self, given: dict[str, object]) -> None:
        Records.checked_form(self._reader, self._plan, Line(0, given))

    def _title_of(self, field: str) -> str:
        """The title of the first column of a field, as it stands in the sheet."""
        for title, column in zip(self._sheet.titles, self._columns, strict=False):
            if column.field.name == field:
                return title
        return ""

    def _demand_new(self, untrusted_id: str) -> None:
        try:
            record = bytes.fromhex(untrusted_id)
        except ValueError:
            return
        here = self._cursor.execute(
            f'SELECT 1 FROM "{self._plan.table}" WHERE id = ?',  # noqa: S608 - the kinds' own names
            (record,),
        ).fetchone()
        if here is not None:
            raise RefusedError(
                msg(N_("The record {id} is on this desk already."), id=untrusted_id[:32]),
                hint=msg(N_("An import adds records. Leave out the rows that are here.")),
                code="known",
            )


def _understood(kind: Kind, titles: Sequence[str]) -> list[Column]:
    """The columns of a sheet; ``RefusedError`` names titles that mean nothing, or the same twice."""
    headings = Headings(kind, [translator(language) for language in LANGUAGES])
    found: list[Column] = []
    seen: dict[str, int] = {}
    for place, title in enumerate(titles, 1):
        column = headings.find(title) if title else None
        if column is None:
            raise RefusedError(
                msg(N_("The title “{column}” is not known."), column=title[:80] or f"№ {place}"),
                hint=nearest(title, headings.titles()) if title else None,
                code="unknown-column",
            )
        times = seen[column.key] = seen.get(column.key, 0) + 1
        if column.part and column.cell is None and not column.number:
            column = replace(column, number=times)
        elif times > 1:
            raise RefusedError(
                msg(N_("The title “{column}” stands twice."), column=title[:80]), code="unknown-column"
            )
        found.append(column)
    return found


class _Values:
    """Collects the cells of one row until their fields are whole."""

    def __init__(self, typed: TypedValues) -> None:
        self._typed = typed
        self._whole: dict[tuple[str, int], dict[str, object]] = {}
        self._beside: dict[tuple[str, int, str], dict[str, str]] = {}
        self._fields: dict[tuple[str, int, str], Field] = {}
        self._cells: dict[str, list[dict[str, object]]] = {}

    def put(self, column: Column, cell: str) -> None:
        """Take one cell; ``RefusedError`` where its text means nothing."""
        if column.cell is not None:
            count = self._typed.value(column.field, cell)
            if count:
                keys = dict(zip(("sex", "band", "disability"), column.cell, strict=True))
                given = {name: code for name, code in keys.items() if code}
                self._cells.setdefault(column.part, []).append({**given, "count": count})
            return
        where = (column.part, column.number, column.field.name)
        if column.field.type in ("amount", "rate") or column.aspect:
            self._fields[where] = column.field
            beside = self._beside.setdefault(where, {})
            beside[column.aspect] = cell
            if column.currency:
                beside[CURRENCY] = column.currency
            return
        if column.field.type in ("code", "codes", "place", "reference"):
            # the code beside it says the same more surely
            self._fields[where] = column.field
            self._beside.setdefault(where, {}).setdefault("", cell)
            return
        self._keep(where, self._value(column.field, cell))

    def _keep(self, where: tuple[str, int, str], value: object) -> None:
        self._whole.setdefault(where[:2], {})[where[2]] = value

    def _value(self, field: Field, cell: str) -> object:
        if field.type == "date":
            return self._typed.value(field, _day_in(cell))
        return self._typed.value(field, cell)

    def finished(
        self, row: int, title_of: Callable[[str], str]
    ) -> tuple[dict[str, object], list[RowProblem]]:
        """The row as an object, and what its fields of several cells refuse."""
        problems: list[RowProblem] = []
        for where, beside in self._beside.items():
            field = self._fields[where]
            try:
                self._keep(where, self._joined(field, beside))
            except CspdeskError as error:
                problems.append(RowProblem(row, title_of(field.name), error.what, error.hint))
        given: dict[str, object] = dict(self._whole.pop(("", 0), {}))
        for part, number in sorted(self._whole):
            parts = given.setdefault(part, [])
            if isinstance(parts, list):
                parts.append(self._whole[part, number])
        given.update(self._cells)
        return given, problems

    def _joined(self, field: Field, beside: dict[str, str]) -> object:
        main = beside.get("", "")
        if field.type == "amount":
            body, typed_currency = split_currency(main)
            currency = beside.get(CURRENCY, typed_currency).strip().upper()
            if not main:
                raise not_taken(field)
            if typed_currency and typed_currency != currency:
                raise not_taken(field)
            return self._typed.amount(field, body, currency) if currency else self._typed.value(field, main)
        if field.type == "rate":
            unit = beside.get(UNIT, "")
            return self._typed.value(field, f"{main} / {unit}" if unit else main)
        return self._typed.value(field, beside.get(CODE) or beside.get(ID) or main)


def _day_in(cell: str) -> str:
    """A day that a spreadsheet gave with its time, or as a bare number of days.

    A number with decimals is no day: an office program makes the same of 12.1 and of 12.10.
    """
    if isinstance(cell, PlainNumber) and "." in cell:
        return ""
    if len(cell) > 10 and cell[10] == "T":
        return cell[:10]
    if len(cell) == 5 and (day := serial_day(cell)) is not None:
        return day.isoformat()
    return cell
