"""Records from sheets: XLSX or CSV by the titles of their columns, all of the rows or none.

The sheet is read twice: first every row is checked and what is wrong is named by row and column, then the
rows are added as one deed that undo takes back whole.  Rows stream; only the file itself is held.  Columns
whose titles say nothing are chosen once, and remembered for this row of titles; a file that was imported
and not undone is recognised by its content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from cspdesk.domain.errors import CspdeskError, RefusedError
from cspdesk.domain.text import N_, msg
from cspdesk.i18n.catalogue import translator
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.i18n.typed import told_mark
from cspdesk.reports.sheet_limits import Limits, too_large
from cspdesk.services.columns import Headings
from cspdesk.services.context import Context
from cspdesk.services.imports.adding import add_rows
from cspdesk.services.imports.asked import Asked
from cspdesk.services.imports.chosen import Chosen, choose, label_of
from cspdesk.services.imports.meeting import KNOWN
from cspdesk.services.imports.opening import demand_day, open_sheet, rates_day
from cspdesk.services.imports.outcome import Imported, Look, Progress, RowProblem, Seen, ShownRow, Stop
from cspdesk.services.imports.table import Row, Table
from cspdesk.services.imports.target import Target, target_of
from cspdesk.services.records import Records
from cspdesk.services.titles import Titles
from cspdesk.services.typed_values import TypedValues
from cspdesk.store import files, imported
from cspdesk.store.room import Room
from cspdesk.store.work import work

__all__ = ["MOST_PROBLEMS", "Imported", "Importing", "Look", "Progress", "RowProblem", "Stop"]

MOST_PROBLEMS = 1_000
"""Problems that are named; a sheet with more has one cause."""
PREVIEW = 10
"""Rows of a preview."""
_EVERY = 100


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
        columns: Mapping[str, str] | None = None,
        mark: str = "",
        dry_run: bool = False,
        again: bool = False,
        accept: bool = False,
        day: date | None = None,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> Imported:
        """Check a sheet and, without problems, add its rows; ``dry_run`` only checks.

        ``columns`` maps titles to names of columns, ``-`` for none; ``mark`` is the decimal mark where the
        amounts do not tell it; ``accept`` takes what is asked about: rates that jump, other values of a day.
        ``day`` is the one for which the National Bank's XML of rates was asked.
        Raises ``UntrustedError`` for what is no sheet, ``RefusedError`` for rates of another day, for titles
        that are not known and, but for ``again``, for a file that was imported, and ``CspdeskError``
        (stopped) when ``stop`` says so: nothing is added then.  ``progress`` is told rows.
        """
        target = target_of(kind)
        content = _bounded(untrusted)
        if day is not None and (found := rates_day(kind, content)) is not None:
            demand_day(found, day)
        told = _Told(progress, stop)
        chosen = self._chosen(target, content, columns or {})
        chosen.demand()
        if not again and not dry_run:
            self._demand_new(kind, content)
        checked, chosen = self._checked(target, content, chosen, mark, told, accept=accept)
        if dry_run or checked.problems:
            return checked
        with work(self._context.desk) as save:
            table = self._table(target, content, chosen, save.room)
            ids = add_rows(self._records, save, target, told.counted(table.rows()))
            if any(chosen.names):
                imported.keep_columns(save.room.cursor, kind, chosen.titles, chosen.names)
            today = self._context.desk.clock.today().isoformat()
            imported.note_import(save.room.cursor, kind, content, deed=save.deed, day=today)
            saved = save.finish()
        self._context.saved(saved)
        return Imported(checked.rows, ids, known=checked.known)

    def look(
        self, kind: str, untrusted: BinaryIO, *, columns: Mapping[str, str] | None = None, mark: str = ""
    ) -> Look:
        """A sheet before it is imported: what its titles mean, and its first rows as they would be recorded.

        Titles that mean nothing are named, and the rows left out until each is understood.
        """
        target = target_of(kind)
        content = _bounded(untrusted)
        chosen = self._chosen(target, content, columns or {})
        with self._context.desk.reading() as connection:
            cursor = Room(connection).cursor
            before = imported.imported_on(cursor, kind, content)
            remembered = bool(imported.chosen_columns(cursor, kind, chosen.titles))
        seen = _seen(target, chosen, content)
        if chosen.faults:
            return Look(seen, before=before, remembered=remembered)
        of_day = rates_day(kind, content)
        chosen = chosen.marked(_marks(target, chosen, content, mark))
        with self._context.desk.reading() as connection:
            table = self._table(target, content, chosen, Room(connection))
            shown = [
                ShownRow(row.number, row.given, tuple(row.problems)) for row in islice(table.rows(), PREVIEW)
            ]
        return Look(seen, tuple(shown), before, remembered=remembered, rates_day=of_day)

    @staticmethod
    def opened(path: Path) -> AbstractContextManager[BinaryIO]:
        """A file to import, open for reading; what stands in the way is told to a person."""
        return files.open_plain(path)

    @staticmethod
    def headings(kind: str) -> Headings:
        """The columns that a sheet of a kind may have."""
        return _headings(kind)

    # --- steps ------------------------------------------------------------------------------------

    def _chosen(self, target: Target, content: bytes, given: Mapping[str, str]) -> Chosen:
        titles = open_sheet(target.kind.name, content).titles
        with self._context.desk.reading() as connection:
            before = imported.chosen_columns(Room(connection).cursor, target.kind.name, titles)
        return choose(_headings(target.kind.name), titles, given, before)

    def _demand_new(self, kind: str, content: bytes) -> None:
        with self._context.desk.reading() as connection:
            day = imported.imported_on(Room(connection).cursor, kind, content)
        if day:
            raise RefusedError(
                msg(N_("This very file was imported on {day}."), day=day),
                hint=msg(N_("Undo that import first, or say that it is to be imported again.")),
                code="imported-before",
            )

    def _checked(
        self, target: Target, content: bytes, chosen: Chosen, mark: str, told: _Told, *, accept: bool
    ) -> tuple[Imported, Chosen]:
        """What the rows come to; where amounts can be read in two ways, the others of their column tell."""
        if mark:
            chosen = chosen.marked(_marks(target, chosen, content, mark))
        checked = self._check(target, content, chosen, told, accept=accept)
        if checked.is_asked and (marks := _marks(target, chosen, content, mark)):
            chosen = chosen.marked(marks)
            checked = self._check(target, content, chosen, told, accept=accept)
        return checked, chosen

    def _check(
        self, target: Target, content: bytes, chosen: Chosen, told: _Told, *, accept: bool
    ) -> Imported:
        found: list[RowProblem] = []
        count = known = 0
        with self._context.desk.reading() as connection:
            room = Room(connection)
            table = self._table(target, content, chosen, room)
            asked = Asked(room.cursor, target.kind.name, table.title_of)
            for row in told.counted(table.rows()):
                count += row.rows
                known += row.met.standing == KNOWN
                found += row.problems
                asked.note(row)
                if len(found) > MOST_PROBLEMS:
                    return Imported(count, problems=tuple(found[:MOST_PROBLEMS]), more=True)
            if not accept:
                found += asked.problems()
        if not count:
            raise RefusedError(
                msg(N_("The sheet has titles but no rows.")),
                hint=msg(N_("Check that the rows are on the first sheet, with their titles above them.")),
                code="empty-sheet",
            )
        return Imported(count, problems=tuple(found), known=known)

    def _table(self, target: Target, content: bytes, chosen: Chosen, room: Room) -> Table:
        typed = TypedValues(
            self._context.places(room), Titles(room.cursor).find, self._context.desk.clock.today()
        )
        sheet = open_sheet(target.kind.name, content)
        return Table(target, sheet, chosen, typed, self._context.reader(room), room)


@lru_cache(maxsize=8)
def _headings(kind: str) -> Headings:
    """The titles of a kind, made once: its amounts alone have some two hundred."""
    target = target_of(kind)
    return Headings(target.kind, [translator(language) for language in LANGUAGES], target.parent)


def _bounded(untrusted: BinaryIO) -> bytes:
    limit = Limits().file_bytes
    content = untrusted.read(limit + 1)
    if len(content) > limit:
        raise too_large(msg(N_("The file is larger than {limit} MB."), limit=limit // 1_000_000))
    return content


def _marks(target: Target, chosen: Chosen, content: bytes, mark: str) -> dict[int, str]:
    """The decimal marks that the columns of amounts tell, all cells of a column agreeing; else ``mark``."""
    places = [
        place
        for place, column in enumerate(chosen.columns)
        if column is not None and column.field.type == "amount" and not column.aspect
    ]
    told: dict[int, set[str]] = {place: set() for place in places}
    for _, cells in open_sheet(target.kind.name, content).rows if places else ():
        for place in places:
            if (one := told_mark(cells[place])) is not None:
                told[place].add(one)
    agreed = {place: next(iter(marks)) for place, marks in told.items() if len(marks) == 1}
    asked = {place: mark for place, marks in told.items() if mark and not marks}
    return {**asked, **agreed}


def _seen(target: Target, chosen: Chosen, content: bytes) -> tuple[Seen, ...]:
    rows = [cells for _, cells in islice(open_sheet(target.kind.name, content).rows, PREVIEW)]
    found = []
    for place, column in enumerate(chosen.columns):
        fault = chosen.faults.get(place)
        name = None if fault is not None else "" if column is None else column.key
        sample = tuple(cells[place] for cells in rows if cells[place])[:3]
        label = label_of(chosen.titles, place)
        found.append(Seen(label, name, sample, None if fault is None else fault.what))
    return tuple(found)


class _Told:
    """Tells how far the work is, and ends it where somebody wants to stop."""

    def __init__(self, progress: Progress | None, stop: Stop | None) -> None:
        self._progress = progress
        self._stop = stop
        self._done = 0

    def counted(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows, counted on their way."""
        for row in rows:
            yield row
            before = self._done // _EVERY
            self._done += row.rows
            if self._done // _EVERY > before:
                if self._progress is not None:
                    self._progress(self._done)
                if self._stop is not None and self._stop():
                    raise CspdeskError(msg(N_("The import was stopped.")), code="stopped")
