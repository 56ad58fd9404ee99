"""``attach``: files of a record."""

from __future__ import annotations

from pathlib import Path

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, Door
from cspdesk.cli.opened import opened
from cspdesk.domain.text import N_
from cspdesk.services.attachments import Attachments, AttachmentView


def _add_takes(parser: Parser) -> None:
    parser.takes("RECORD", N_("the id of a record"))
    parser.takes("FILE", N_("the file; at most 25 MB"))
    parser.takes("--keep-size", N_("do not make a picture smaller"), action="store_true")


def _add(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        files = Attachments(workspace.context)
        view = files.add(arguments.RECORD, Path(arguments.FILE), keep_size=arguments.keep_size)
    if view.advice is not None:
        door.say(view.advice)
    door.answer({"id": view.id, "attachment": _document(view)}, [view.id])
    return DONE


def _document(view: AttachmentView) -> dict[str, object]:
    return {
        "id": view.id,
        "name": view.name,
        "media": view.media,
        "size": view.size,
        "caption": view.caption or None,
        "here": view.here,
    }


def _list_takes(parser: Parser) -> None:
    parser.takes("RECORD", N_("the id of a record"))


def _list(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        views = Attachments(workspace.context).list(arguments.RECORD)
    size = door.words.formats.file_size
    door.answer(
        {"attachments": [_document(view) for view in views]},
        output.table(
            (view.id, size(view.size), "" if view.here else door.t(N_("not here yet")), view.name)
            for view in views
        ),
    )
    return DONE


def _save_takes(parser: Parser) -> None:
    parser.takes("ID", N_("the id that “attach list” shows"))
    parser.takes("--out", N_("the file to write, or a folder"), metavar="FILE", required=True)


def _save(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        path = Attachments(workspace.context).save(arguments.ID, Path(arguments.out))
    door.answer({"path": str(path)}, [str(path)])
    return DONE


def _undo(door: Door, arguments: Arguments) -> int:
    del arguments
    with opened(door) as workspace:
        changes = Attachments(workspace.context).undo()
    records = sorted(changes.records)
    door.answer({"records": records}, records)
    return DONE


COMMANDS = (
    Command(
        ("attach", "add"),
        N_("Attach a file to a record, and print its id."),
        _add,
        _add_takes,
        N_("A picture loses what hides in it, such as the place where it was taken, and is made smaller."),
    ),
    Command(("attach", "list"), N_("List the files of a record."), _list, _list_takes),
    Command(
        ("attach", "save"),
        N_("Save an attached file; whoever has the disk can read it there."),
        _save,
        _save_takes,
    ),
    Command(
        ("attach", "undo"), N_("Take back the attachment that was the last thing done at this desk."), _undo
    ),
)
