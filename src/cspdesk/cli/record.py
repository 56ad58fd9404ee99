"""``record``: adds, changes, shows, deletes, restores and lists records of every kind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, PARTLY, Door
from cspdesk.cli.opened import opened
from cspdesk.domain.errors import UsageError
from cspdesk.domain.text import N_, msg, plural
from cspdesk.services import lines
from cspdesk.services.records import at_line
from cspdesk.services.results import ChangeView, RecordView

_ID = N_("the id of a record")
_COUNTABLE = 2**63
_LEFT_OUT = N_("Nothing of this line was added; the good lines were.")


# --- add -------------------------------------------------------------------------------------------


def _add_takes(parser: Parser) -> None:
    parser.takes("KIND", N_("the kind of the records; “cspdesk kinds” lists them"))
    parser.takes("FILE", N_("one JSON object, or one on each line; “-” reads the standard input"))
    parser.takes(
        "--partial", N_("add what can be added, and name the lines that cannot"), action="store_true"
    )
    _accept_takes(parser)


def _accept_takes(parser: Parser) -> None:
    parser.takes("--accept", N_("take rates that are asked about"), action="store_true")


def _add(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace, door.reading(arguments.FILE) as stream:
        given = lines.read_lines(stream)
        added = workspace.records.add(
            arguments.KIND, given, partial=arguments.partial, accept=arguments.accept
        )
    refused = [
        {**output.error_document(error, door.words), "safe": door.t(_LEFT_OUT), "line": number}
        for number, error in added.refused
    ]
    for number, error in added.refused:
        door.say(at_line(error, number).what)
    document: dict[str, object] = {"ids": list(added.ids)}
    if arguments.partial:
        document["refused"] = refused
    door.answer(document, added.ids)
    return PARTLY if refused else DONE


# --- set -------------------------------------------------------------------------------------------


def _set_takes(parser: Parser) -> None:
    parser.takes("ID", _ID)
    parser.takes(
        "CHANGE", N_("FIELD=VALUE, as people type it; or one FILE or “-” with a JSON object"), nargs="+"
    )
    parser.takes("--seen", N_("the token of what you were shown"), metavar="TOKEN")
    _accept_takes(parser)


def _set(door: Door, arguments: Arguments) -> int:
    changes: list[str] = arguments.CHANGE
    with opened(door) as workspace:
        if len(changes) == 1 and (changes[0] == "-" or "=" not in changes[0]):
            with door.reading(changes[0]) as stream:
                given = lines.read_object(stream)
        else:
            given = workspace.records.from_text(arguments.ID, _assignments(changes))
        workspace.records.set(arguments.ID, given, seen=arguments.seen, accept=arguments.accept)
        view = workspace.records.show(arguments.ID)
    door.answer({"id": view.id, "token": view.token}, [view.id])
    return DONE


def _assignments(changes: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for change in changes:
        name, equals, value = change.partition("=")
        if not equals or not name:
            raise UsageError(msg(N_("“{word}” is not FIELD=VALUE."), word=change[:80]))
        if name in found:
            raise UsageError(msg(N_("“{field}” is given twice."), field=name))
        found[name] = value
    return found


# --- show, history ---------------------------------------------------------------------------------


def _id_takes(parser: Parser) -> None:
    parser.takes("ID", _ID)


def _show(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        view = workspace.records.show(arguments.ID)
    door.answer(document_of(door, view), _shown(door, view))
    return DONE


def document_of(door: Door, view: RecordView) -> dict[str, object]:
    """A record as its JSON document."""
    return {
        "id": view.id,
        "kind": view.kind,
        "lifecycle": view.lifecycle,
        "deleted": view.deleted,
        "deletion_proposed": view.deletion_proposed,
        "exchange": view.exchange,
        "token": view.token,
        "conflicts": list(view.conflicts),
        "lacks": [{"field": lack.where, "what": door.t(lack.message)} for lack in view.lacks],
        "fields": view.fields,
    }


def _shown(door: Door, view: RecordView) -> Iterator[str]:
    yield f"{view.kind} {view.id}"
    yield f"{door.t(N_('State'))}: {view.lifecycle} · {view.exchange}"
    if view.deleted:
        yield door.t(N_("This record is deleted."))
    yield ""
    rows: list[tuple[str, str]] = []
    for name, value in view.fields.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows += [(f"{name}.{place}", _plain(one)) for place, one in enumerate(value, 1)]
        else:
            rows.append((name, _plain(value)))
    yield from output.table(rows)
    if view.conflicts:
        yield ""
        yield door.t(msg(N_("Waits for a decision: {names}"), names=", ".join(view.conflicts)))


def _plain(value: object) -> str:
    """A value as a person reads it: texts bare, amounts with their currency, everything else as JSON."""
    match value:
        case str():
            return value
        case {"amount": amount, "currency": currency}:
            return f"{amount} {currency}"
        case {"rate": rate, "unit": unit}:
            return f"{rate} / {unit}"
        case list() if all(isinstance(one, str) for one in value):
            return ", ".join(value)
        case dict():
            return " · ".join(f"{name} {_plain(one)}" for name, one in value.items() if name != "id")
    return json.dumps(value, ensure_ascii=False)


def _history(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        changes = workspace.history.of(arguments.ID)
    door.answer(
        {"changes": [_change(change) for change in changes]},
        output.table(
            (one.at, one.by or one.device, one.field, f"{_plain(one.before)} → {_plain(one.after)}")
            for one in changes
        ),
    )
    return DONE


def _change(change: ChangeView) -> dict[str, object]:
    return {
        "at": change.at,
        "by": change.by,
        "device": change.device,
        "field": change.field,
        "from": change.before,
        "to": change.after,
        "record": change.record,
    }


# --- delete, restore, undo -------------------------------------------------------------------------


def _delete_takes(parser: Parser) -> None:
    parser.takes("ID", _ID)
    parser.takes("--reason", N_("why, for those who read the history"), required=True, metavar="R")
    parser.takes("--seen", N_("the token of what you were shown"), metavar="TOKEN")


def _delete(door: Door, arguments: Arguments) -> int:
    if not arguments.reason.strip():
        raise UsageError(msg(N_("“{argument}” needs a value."), argument="--reason"))
    with opened(door) as workspace:
        workspace.records.delete(arguments.ID, arguments.reason, seen=arguments.seen)
        view = workspace.records.show(arguments.ID)
    door.answer(
        {"id": view.id, "deleted": view.deleted, "deletion_proposed": view.deletion_proposed}, [view.id]
    )
    if view.deletion_proposed:
        door.say(msg(N_("Others hold values that you were not shown: the deletion is only proposed.")))
        return PARTLY
    return DONE


def _restore(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        workspace.records.restore(arguments.ID)
        view = workspace.records.show(arguments.ID)
    door.answer({"id": view.id, "deleted": view.deleted}, [view.id])
    return DONE


def _undo(door: Door, arguments: Arguments) -> int:
    del arguments
    with opened(door) as workspace:
        changes = workspace.records.undo()
    kept = changes.details.get("kept", 0)
    records = sorted(changes.records)
    door.answer({"records": records, "kept": kept}, records)
    if isinstance(kept, int) and kept:
        door.say(
            plural(
                N_("{n} value stays: somebody has changed it since."),
                N_("{n} values stay: somebody has changed them since."),
                kept,
            )
        )
        return PARTLY
    return DONE


# --- list ------------------------------------------------------------------------------------------


def _list_takes(parser: Parser) -> None:
    parser.takes("KIND", N_("the kind of the records; “cspdesk kinds” lists them"))
    parser.takes("--search", N_("words that they hold, in any of the spellings"), metavar="TEXT", default="")
    parser.takes(
        "--where",
        N_("FIELD=VALUE; several are joined by and; a place matches what lies in it; empty: has no value"),
        metavar="FIELD=VALUE",
        action="append",
        default=[],
    )
    parser.takes(
        "--sort", N_("a field; “-FIELD” downwards; otherwise the newest first"), metavar="FIELD", default=""
    )
    parser.takes("--limit", N_("at most so many"), metavar="N", type=count)
    parser.takes("--deleted", N_("the deleted ones instead"), action="store_true")


def count(text: str) -> int:
    """A whole number from 0 on."""
    number = int(text)
    if not 0 <= number < _COUNTABLE:
        raise ValueError(text)
    return number


def conditions(given: list[str]) -> list[tuple[str, str]]:
    """``FIELD=VALUE`` as pairs; ``UsageError`` for anything else."""
    found = [one.partition("=") for one in given]
    for (name, equals, _), one in zip(found, given, strict=True):
        if not equals or not name:
            raise UsageError(msg(N_("“{word}” is not FIELD=VALUE."), word=one[:80]))
    return [(name, value) for name, _, value in found]


def _list(door: Door, arguments: Arguments) -> int:
    where = conditions(arguments.where)
    with (
        opened(door) as workspace,
        workspace.records.stream(
            arguments.KIND,
            search=arguments.search,
            where=where,
            sort=arguments.sort,
            limit=arguments.limit,
            deleted=arguments.deleted,
        ) as stream,
    ):
        title = next(kind.title for kind in workspace.records.kinds() if kind.name == arguments.KIND)
        door.answer(
            {"total": stream.total, "records": map(_row, stream.records)},
            (_line(view.id, view.fields, title) for view in stream.records),
        )
    return DONE


def _row(view: RecordView) -> dict[str, Any]:
    return {
        "id": view.id,
        "lifecycle": view.lifecycle,
        "deleted": view.deleted,
        "conflicts": list(view.conflicts),
        "fields": view.fields,
    }


def _line(record: str, fields: Mapping[str, object], title: str) -> str:
    return f"{record}  {fields.get(title, '')}"


COMMANDS = (
    Command(
        ("record", "add"),
        N_("Add records, and print their ids."),
        _add,
        _add_takes,
        N_("All of them are added, or none. “cspdesk kinds KIND --json” tells what each field takes."),
    ),
    Command(
        ("record", "set"),
        N_("Change fields of a record."),
        _set,
        _set_takes,
        N_(
            "An empty value or null clears. With --seen, what came in since you were shown the record is"
            " kept as a difference to settle and never overwritten. In an object, a part with an id changes,"
            " one without is added, one with “removed”: true goes, the others stay."
        ),
    ),
    Command(("record", "show"), N_("Show a record with its parts and its token."), _show, _id_takes),
    Command(
        ("record", "history"), N_("Show who changed what, when, from what to what."), _history, _id_takes
    ),
    Command(
        ("record", "delete"), N_("Delete a record and its parts; it can be restored."), _delete, _delete_takes
    ),
    Command(("record", "restore"), N_("Take back the deletion of a record."), _restore, _id_takes),
    Command(
        ("record", "undo"),
        N_("Take back the last thing that was done at this desk."),
        _undo,
        more=N_("What somebody has changed since stays, and is counted."),
    ),
    Command(("record", "list"), N_("List the records of a kind."), _list, _list_takes),
)
