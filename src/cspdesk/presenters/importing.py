"""An import without glass: a file, what its titles mean, its first rows, what is wrong, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.background import IsStopped, Progress, Stop
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services.columns import BY_NAME
from cspdesk.services.importing import Imported, Importing, Look
from cspdesk.services.imports.chosen import LEFT_OUT
from cspdesk.services.imports.problem_sheet import write_problems
from cspdesk.services.imports.target import importable, target_of
from cspdesk.services.results import Changes

_FIGURES = ("amount", "integer", "decimal", "rate")
SHOWN_PROBLEMS = 200
"""Problems that the window lists; the sheet beside the file has all that are named."""


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """One column of the preview: what would be recorded, by field."""

    name: str
    title: str
    is_number: bool = False
    gives_way: bool = True
    """Whether its words may be cut where there is little room; dates and figures are not."""


class ImportPresenter(Observable):
    """One import from choosing a file to undoing it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._importing = Importing(session.workspace.context, session.workspace.records)
        self.kind: Kind = importable()[0]
        self.file: Path | None = None
        self.look: Look | None = None
        self.checked: Imported | None = None
        """What a dry run of all rows came to."""
        self.done: Imported | None = None
        """What was imported."""
        self.listed: Path | None = None
        """The sheet beside the file that lists what is wrong."""
        self.fault: CspdeskError | None = None
        self.mark = ""
        self.day = session.clock.today()
        """The day for which the National Bank was asked: its file may be of another."""
        self.rows_done = 0
        self.is_working = False
        self.can_undo = False
        self._chosen: dict[str, str] = {}
        self._asked = 0
        self._halt: Stop | None = None
        self._own = False
        self._stop = session.on_changes(self._on_changes)

    def close(self) -> None:
        """Ask no more."""
        self._stop()
        self.stop()

    # --- what is chosen ------------------------------------------------------------------------------

    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of rows there can be, with their words."""
        return [(kind.name, self.session.t(kind.labels)) for kind in importable()]

    def choose_kind(self, name: str) -> None:
        """The rows are records of this kind; what was chosen for another means nothing any more."""
        if name != self.kind.name:
            self.kind = next((kind for kind in importable() if kind.name == name), self.kind)
            self._chosen, self.mark = {}, ""
            self._ask()

    def open(self, path: Path) -> None:
        """Look at a file."""
        self.file, self._chosen, self.mark = path, {}, ""
        self._ask()

    def choices(self) -> list[tuple[str, str]]:
        """What a column may be: left out, or one of the kind's columns by name."""
        columns = Importing.headings(self.kind.name).choices(self.session.words)
        return [(LEFT_OUT, self.session.t(N_("Leave it out"))), *columns]

    def choose(self, title: str, name: str) -> None:
        """What stands under a title is this column."""
        self._chosen[title] = name
        self._ask()

    def choose_mark(self, mark: str) -> None:
        """The decimal mark of amounts that can be read in two ways."""
        self.mark = mark
        self._ask()

    @property
    def is_of_a_day(self) -> bool:
        """Whether the file has the official rates of one day, which is asked for."""
        return self.look is not None and self.look.rates_day is not None

    def choose_day(self, day: date) -> None:
        """The rates are wanted for this day."""
        if day != self.day:
            self.day = day
            self._ask()

    def list_kind(self) -> str:
        """The kind in whose list the records are found: of parts, the one that holds them."""
        return target_of(self.kind.name).plan.kind.name

    # --- looking -------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Look at the file as it is chosen now, then check all of its rows."""
        self.stop()
        self._asked += 1
        self.checked = self.done = self.fault = self.listed = None
        self.can_undo = False
        if self.file is None:
            self.tell()
            return
        asked, path, kind, chosen, mark = (
            self._asked,
            self.file,
            self.kind.name,
            dict(self._chosen),
            self.mark,
        )

        def work() -> Look:
            with Importing.opened(path) as stream:
                return self._importing.look(kind, stream, columns=chosen, mark=mark)

        def done(look: Look) -> None:
            if asked == self._asked:
                self.look, self.is_working = look, False
                if look.is_understood:
                    self._run(dry_run=True)
                self.tell()

        def failed(error: Exception) -> None:
            if asked == self._asked:
                self.look = None
                self._fail(error)

        self.is_working = True
        self.tell()
        self.session.background.run(work, done, failed, lane="read")

    def _run(self, *, dry_run: bool, again: bool = False, accept: bool = False) -> None:
        asked, path, kind, chosen, mark = (
            self._asked,
            self.file,
            self.kind.name,
            dict(self._chosen),
            self.mark,
        )
        if path is None:
            return
        words, context, day = self.session.words, self.session.workspace.context, self.day

        def work(tell: Progress, is_stopped: IsStopped) -> tuple[Imported, Path | None]:
            with Importing.opened(path) as stream:
                found = self._importing.run(
                    kind,
                    stream,
                    columns=chosen,
                    mark=mark,
                    dry_run=dry_run,
                    again=again,
                    accept=accept,
                    day=day,
                    progress=lambda rows: tell(rows, 0),
                    stop=is_stopped,
                )
            return found, _listed(
                lambda: write_problems(context, found, path, words)
            ) if found.problems else None

        def done(found: tuple[Imported, Path | None]) -> None:
            if asked != self._asked:
                return
            self.is_working, self._halt = False, None
            imported, self.listed = found
            if dry_run or imported.problems:
                self.checked = imported
            else:
                self.done, self.checked, self.can_undo = imported, None, bool(imported.ids)
            self.tell()

        def failed(error: Exception) -> None:
            if asked == self._asked:
                self._fail(error)

        self.is_working, self.rows_done, self.fault, self._own = True, 0, None, not dry_run
        self._halt = self.session.background.run_long(work, done, failed, self._on_rows)
        self.tell()

    def _on_rows(self, rows: int, _whole: int) -> None:
        self.rows_done = rows
        self.tell()

    def _fail(self, error: Exception) -> None:
        self.is_working, self._halt = False, None
        if not isinstance(error, CspdeskError):
            raise error
        self.fault = error
        self.tell()

    # --- doing ---------------------------------------------------------------------------------------

    @property
    def can_import(self) -> bool:
        """Whether all rows can be taken."""
        checked = self.checked
        return checked is not None and not self.is_working and (not checked.problems or checked.is_doubted)

    def run(self) -> None:
        """Import; what is asked about has been seen, and the person wants it as it is."""
        if self.can_import and self.look is not None and self.checked is not None:
            self._run(dry_run=False, again=bool(self.look.before), accept=self.checked.is_doubted)

    def stop(self) -> None:
        """End what is being done; nothing is added then."""
        if self._halt is not None:
            self._halt()
            self._halt = None

    def undo(self) -> None:
        """Take the whole import back."""
        if not self.can_undo:
            return
        self.can_undo = False

        def done(_changes: Changes) -> None:
            self._ask()

        self._own = True
        self.session.save(self.session.workspace.records.undo, done)

    def begin_again(self) -> None:
        """Be ready for another file."""
        self.file, self.look = None, None
        self._chosen = {}
        self._ask()

    def _on_changes(self, _changes: Changes) -> None:
        # after anything else was saved, undo would take that back
        if self._own:
            self._own = False
        elif self.can_undo:
            self.can_undo = False
            self.tell()

    # --- words ---------------------------------------------------------------------------------------

    def told(self) -> tuple[Msg, str] | None:
        """How the import stands, and its tone; None where there is nothing to tell."""
        look, checked, done = self.look, self.checked, self.done
        if self.fault is not None:
            hint = self.fault.hint
            return (
                msg(N_("{what} {hint}"), what=self.fault.what, hint=hint) if hint else self.fault.what
            ), "bad"
        if done is not None:
            return plural(N_("{n} record imported."), N_("{n} records imported."), len(done.ids)), "good"
        if look is None:
            return None
        if not look.is_understood:
            count = sum(one.fault is not None for one in look.seen)
            return plural(
                N_("{n} column is not understood: say what it holds."),
                N_("{n} columns are not understood: say what they hold."),
                count,
            ), "warn"
        if checked is None:
            return None
        if checked.is_asked:
            return msg(N_("Some amounts can be read in two ways: which is the decimal mark?")), "warn"
        if checked.is_doubted:
            count = len(checked.problems)
            return plural(
                N_("{n} row is asked about. Import it only if it is right."),
                N_("{n} rows are asked about. Import them only if they are right."),
                count,
            ), "warn"
        if checked.problems:
            count = len(checked.problems)
            return plural(
                N_("{n} cell cannot be taken. Mend it in the sheet, and open it again."),
                N_("{n} cells cannot be taken. Mend them in the sheet, and open it again."),
                count,
            ), "bad"
        if look.before:
            day = self.session.formats.when(look.before)
            return msg(
                N_("This very file was imported on {day}. Import it again only if you mean it."), day=day
            ), "warn"
        if checked.known:
            return plural(
                N_("{n} row is on the desk already, and is passed over."),
                N_("{n} rows are on the desk already, and are passed over."),
                checked.known,
            ), "plain"
        return plural(
            N_("{n} row, and nothing is wrong."), N_("{n} rows, and nothing is wrong."), checked.rows
        ), "good"

    def preview(self) -> tuple[tuple[PreviewColumn, ...], tuple[tuple[int, tuple[str, ...]], ...]]:
        """The first rows as they would be recorded: columns, and rows with their numbers in the sheet."""
        look = self.look
        if look is None or not look.rows:
            return (), ()
        fields = [one for one in self._fields() if any(one.name in row.values for row in look.rows)]
        columns = tuple(
            PreviewColumn(
                one.name,
                self.session.t(msg(one.label)),
                one.type in _FIGURES,
                one.type not in (*_FIGURES, "date", "month"),
            )
            for one in fields
        )
        rows = tuple(
            (row.row, tuple(self._words(one, row.values.get(one.name)) for one in fields))
            for row in look.rows
        )
        return columns, rows

    def _fields(self) -> Sequence[Field]:
        """The fields in the order in which the sheet has them."""
        parent = target_of(self.kind.name).parent
        fields = (*((parent,) if parent is not None else ()), *self.kind.fields)
        seen = () if self.look is None else self.look.seen
        order = [(one.column or "").split(".")[0] for one in seen]
        return sorted(fields, key=lambda one: order.index(one.name) if one.name in order else len(order))

    def _words(self, described: Field, value: object) -> str:
        if described.type != "parts":
            return self.session.values.text(described, value)
        parts = value if isinstance(value, list) else []
        return "; ".join(self._part(BY_NAME[described.of], part) for part in parts)

    def _part(self, kind: Kind, part: Mapping[str, object]) -> str:
        said = [
            self.session.values.text(one, part.get(one.name)) for one in kind.fields if part.get(one.name)
        ]
        return " ".join(said)


def _listed(write: Callable[[], Path]) -> Path | None:
    """The sheet of what is wrong; None where it cannot be written, which holds nothing up."""
    try:
        return write()
    except CspdeskError:
        return None
