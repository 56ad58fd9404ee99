"""``import`` and ``export``: records from sheets, and to sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, PARTLY, REFUSED, Door
from cspdesk.cli.opened import opened
from cspdesk.cli.record import conditions
from cspdesk.domain.errors import CspdeskError, UsageError
from cspdesk.domain.text import N_, msg, plural
from cspdesk.services.context import Context
from cspdesk.services.exporting import Exporting
from cspdesk.services.handover import Handover
from cspdesk.services.handover_page import WARNING
from cspdesk.services.importing import Imported, Importing, RowProblem
from cspdesk.services.imports.problem_sheet import write_problems

EVERYTHING = "all"
_TOLD = 100
"""Problems that are told at a terminal; the sheet beside the file has more."""


def _import_takes(parser: Parser) -> None:
    parser.takes("KIND", N_("the kind of the records"))
    parser.takes("FILE", N_("XLSX or CSV; “-” reads the standard input"))
    parser.takes("--dry-run", N_("only check"), action="store_true")
    parser.takes(
        "--columns",
        N_("what a title means: the name of a field, or “-” to leave it out; remembered for these titles"),
        metavar="TITLE=FIELD",
        action="append",
        default=[],
    )
    parser.takes(
        "--decimal-mark",
        N_("the decimal mark, where the amounts of a column do not tell it"),
        metavar="MARK",
        choices=(",", "."),
        default="",
    )
    parser.takes("--again", N_("import a file that was imported before"), action="store_true")
    parser.takes(
        "--accept",
        N_("take what is asked about: rates that jump, other values than the desk has"),
        action="store_true",
    )
    parser.takes("--no-list", N_("do not write what is wrong into a sheet beside FILE"), action="store_true")


def _import(door: Door, arguments: Arguments) -> int:
    columns = chosen_columns(arguments.columns)
    listed: Path | None = None
    with opened(door) as workspace, door.reading(arguments.FILE) as stream:
        content = BytesIO(stream.read()) if arguments.FILE == "-" else stream
        done = Importing(workspace.context, workspace.records).run(
            arguments.KIND,
            content,
            columns=columns,
            mark=arguments.decimal_mark,
            dry_run=arguments.dry_run,
            again=arguments.again,
            accept=arguments.accept,
            progress=_progress(door),
        )
        if done.problems and arguments.FILE != "-" and not arguments.no_list:
            listed = _listed(door, workspace.context, done, Path(arguments.FILE))
    if done.problems:
        return refuse_problems(door, done, listed)
    document: dict[str, object] = {
        "rows": done.rows,
        "added": len(done.ids),
        "known": done.known,
        "dry_run": bool(arguments.dry_run),
        "ids": list(done.ids),
        "problems": [],
    }
    told = (
        plural(N_("{n} row can be added."), N_("{n} rows can be added."), done.rows)
        if arguments.dry_run
        else plural(N_("{n} record added."), N_("{n} records added."), len(done.ids))
    )
    door.answer(document, [door.t(told)])
    return DONE


def chosen_columns(typed: list[str]) -> dict[str, str]:
    """``TITLE=FIELD`` as a mapping; a title may itself hold an equals sign."""
    found: dict[str, str] = {}
    for one in typed:
        title, equals, name = one.rpartition("=")
        if not equals or not title or not name:
            raise UsageError(
                msg(N_("“{typed}” does not say what a title means."), typed=one[:80]),
                hint=msg(N_("Write it as TITLE=FIELD, or TITLE=- to leave the column out.")),
            )
        found[title.strip()] = name.strip()
    return found


def _listed(door: Door, context: Context, done: Imported, beside: Path) -> Path | None:
    """The sheet of what is wrong; where it cannot be written, that is said and nothing else is held up."""
    try:
        return write_problems(context, done, beside, door.words)
    except CspdeskError as error:
        door.say(error.what)
        return None


def refuse_problems(door: Door, done: Imported, listed: Path | None) -> int:
    """Name what is wrong, by row and column; nothing was added."""
    error = CspdeskError(
        plural(
            N_("{n} cell cannot be taken; no row was added."),
            N_("{n} cells cannot be taken; no row was added."),
            len(done.problems),
        ),
        hint=msg(N_("Mend them in the sheet, then import it again.")),
        code="rows",
    )
    stderr = door.surroundings.stderr
    output.write_lines(stderr, _problem_lines(door, done.problems[:_TOLD]))
    if listed is not None:
        door.say(msg(N_("All of them, with what to do: {path}"), path=str(listed)))
    if done.more or len(done.problems) > _TOLD:
        door.say(msg(N_("There are more of them than are named here.")))
    output.write_lines(stderr, output.error_lines(error, door.words))
    if door.shared.json:
        told: dict[str, Any] = output.error_document(error, door.words)
        told["problems"] = [
            {
                "row": one.row,
                "column": one.column,
                "cell": one.cell,
                "what": door.t(one.what),
                "hint": None if one.hint is None else door.t(one.hint),
            }
            for one in done.problems
        ]
        told["more"] = done.more
        told["list"] = None if listed is None else str(listed)
        door.answer({"error": told})
    return REFUSED


def _problem_lines(door: Door, problems: tuple[RowProblem, ...]) -> Iterator[str]:
    for one in problems:
        yield door.t(
            msg(N_("Row {row}, column “{column}”: {what}"), row=one.row, column=one.column, what=one.what)
        )


def _progress(door: Door) -> Callable[[int], None] | None:
    """Tell at a terminal how far the work is; a script is told nothing in between."""
    stderr = door.surroundings.stderr
    if not stderr.isatty():
        return None

    def tell(rows: int) -> None:
        stderr.write(f"\r{door.words.formats.integer(rows)}\r")
        stderr.flush()

    return tell


# --- export ------------------------------------------------------------------------------------------


def _export_takes(parser: Parser) -> None:
    parser.takes("KIND", N_("the kind of the records; “all” for everything"))
    parser.takes("FILE", N_("the file to write; its ending says as what: .xlsx, .csv or .jsonl"))
    parser.takes(
        "--audience",
        N_("who will read it: team, organisation, coalition, donor, authority or public"),
        metavar="A",
        default="organisation",
    )
    parser.takes("--search", N_("only those that hold these words"), metavar="TEXT", default="")
    parser.takes(
        "--where",
        N_("only those where FIELD is VALUE; several are joined by and"),
        metavar="FIELD=VALUE",
        action="append",
        default=[],
    )
    parser.takes("--sort", N_("a field; “-FIELD” downwards"), metavar="FIELD", default="")
    parser.takes("--replace", N_("replace a file that is there"), action="store_true")
    parser.takes(
        "--hxl", N_("a row of HXL tags beneath the titles, for programs of others"), action="store_true"
    )
    parser.takes(
        "--include",
        N_("with “all”: also a stream that names people, people or sensitive"),
        metavar="STREAM",
        action="append",
        default=[],
    )


def _export(door: Door, arguments: Arguments) -> int:
    if arguments.KIND == EVERYTHING:
        return _export_all(door, arguments)
    where = conditions(arguments.where)
    with opened(door) as workspace:
        done = Exporting(workspace.context).run(
            arguments.KIND,
            Path(arguments.FILE),
            door.words,
            audience=arguments.audience,
            search=arguments.search,
            where=where,
            sort=arguments.sort,
            replacing=arguments.replace,
            tags=arguments.hxl,
            progress=_progress(door),
        )
    if done.withheld:
        door.say(
            plural(
                N_("{n} record is not for this audience, by its ceiling or for want of consent."),
                N_("{n} records are not for this audience, by their ceiling or for want of consent."),
                done.withheld,
            )
        )
    door.answer(
        {
            "path": str(done.path),
            "rows": done.rows,
            "withheld": done.withheld,
            "audience": str(done.audience),
        },
        [str(done.path)],
    )
    return DONE


def _export_all(door: Door, arguments: Arguments) -> int:
    """Everything, in a folder; what it means that it is not encrypted is said first."""
    if any((arguments.where, arguments.search, arguments.sort, arguments.replace, arguments.hxl)):
        raise UsageError(msg(N_("“export all” writes everything: it takes --include alone.")))
    door.say(msg(WARNING))
    with opened(door) as workspace:
        done = Handover(workspace.context).write(
            Path(arguments.FILE),
            include=arguments.include,
            progress=_progress(door),
        )
    if done.left_out:
        door.say(
            msg(
                N_("Left out, because it names people: {streams}. “--include” takes it in."),
                streams=", ".join(done.left_out),
            )
        )
    if done.missing:
        door.say(
            plural(
                N_("{n} file is not here: not all of it had reached this desk."),
                N_("{n} files are not here: not all of them had reached this desk."),
                done.missing,
            )
        )
    door.answer(
        {
            "path": str(done.path),
            "records": dict(done.records),
            "files": done.files,
            "missing": done.missing,
            "left_out": list(done.left_out),
        },
        [str(done.path)],
    )
    return PARTLY if done.missing else DONE


COMMANDS = (
    Command(
        ("import",),
        N_("Add the rows of a sheet as records: all of them, or none."),
        _import,
        _import_takes,
        N_(
            "Columns are known by their titles in any of the three languages, or by the names of fields:"
            " “Women, 18 to 30” counts people, “Concern 2: Severity” belongs to the second concern. What is"
            " wrong is named by row and column, and listed in a sheet beside the file. Further parts of a"
            " record may stand in rows beneath it. Lines of budgets and other parts are imported by their own"
            " kind, with a column that names the record. “record undo” takes all of it back."
        ),
    ),
    Command(
        ("export",),
        N_("Write the records of a kind to a sheet or to JSON lines."),
        _export,
        _export_takes,
        N_(
            "Only what the audience may see is written: fields by their widest audience, records by their"
            " ceiling and by consent, places no closer than is safe, and people’s numbers within the"
            " coalition only. “export all DIR” writes everything that the desk holds into a folder, not"
            " encrypted: records, files, lists, the audit trail."
        ),
    ),
)
