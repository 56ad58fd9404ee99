"""``backup``: makes, lists, tries out and restores backups."""

from __future__ import annotations

from pathlib import Path

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, PARTLY, Door
from cspdesk.cli.moments import moment
from cspdesk.cli.opened import opened
from cspdesk.domain.text import N_, msg, plural
from cspdesk.services import backups
from cspdesk.services.backups import BackupView

_BACKUP = N_("the name that “backup list” shows, or the folder of a backup; otherwise the newest")
_OLD = msg(N_("Passphrase of the day on which the backup was made"))


def _place_takes(parser: Parser) -> None:
    parser.takes("DIR", N_("where the backups lie; otherwise in the desk’s own folder"), nargs="?")


def _make(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        made = backups.make(workspace.desk, place=Path(arguments.DIR) if arguments.DIR else None)
    door.answer({"backup": _document(made)}, [str(made.path)])
    return DONE


def _document(view: BackupView) -> dict[str, object]:
    return {"name": view.name, "path": str(view.path), "made": moment(view.made), "bytes": view.size}


def _list(door: Door, arguments: Arguments) -> int:
    found = backups.listing(door.folder, place=Path(arguments.DIR) if arguments.DIR else None)
    formats = door.words.formats
    door.answer(
        {"backups": [_document(view) for view in found]},
        output.table((view.name, formats.moment(view.made), formats.file_size(view.size)) for view in found),
    )
    return DONE


def _restore_takes(parser: Parser) -> None:
    parser.takes("BACKUP", _BACKUP, nargs="?")
    parser.takes("--out", N_("a new or empty folder for the restored desk"), metavar="DIR", required=True)


def _restore(door: Door, arguments: Arguments) -> int:
    into = Path(arguments.out)
    found = backups.restore(
        door.folder,
        arguments.BACKUP,
        into,
        door.passphrase(prompt=_OLD),
        clock=door.clock,
        ids=door.ids,
        kdf=door.surroundings.kdf,
    )
    door.say(msg(N_("The restored desk is another device: have it enrolled again before you exchange.")))
    door.answer({"desk": str(into.absolute()), "backup": _document(found)}, [str(into.absolute())])
    return DONE


def _drill_takes(parser: Parser) -> None:
    parser.takes("BACKUP", _BACKUP, nargs="?")


def _drill(door: Door, arguments: Arguments) -> int:
    told = backups.drill(
        door.folder,
        arguments.BACKUP,
        door.passphrase(prompt=_OLD),
        clock=door.clock,
        ids=door.ids,
        kdf=door.surroundings.kdf,
    )
    door.answer(
        {
            "ok": not told.missing,
            "backup": _document(told.backup),
            "rows": told.rows,
            "pieces": told.pieces,
            "missing": told.missing,
            "milliseconds": told.milliseconds,
        },
        [door.t(msg(N_("The backup {name} can be restored."), name=told.backup.name))],
    )
    if told.missing:
        door.say(
            plural(
                N_("{n} piece of attachments is in no backup."),
                N_("{n} pieces of attachments are in no backup."),
                told.missing,
            )
        )
        return PARTLY
    return DONE


COMMANDS = (
    Command(("backup", "make"), N_("Make a backup, and thin out the older ones."), _make, _place_takes),
    Command(("backup", "list"), N_("List the backups, the oldest first."), _list, _place_takes),
    Command(
        ("backup", "restore"),
        N_("Lay a desk out of a backup into a new folder; the old one stays as it is."),
        _restore,
        _restore_takes,
        N_("The passphrase is that of the day on which the backup was made."),
    ),
    Command(
        ("backup", "drill"),
        N_("Rehearse restoring: lay the backup out, check every byte of it, and delete that again."),
        _drill,
        _drill_takes,
    ),
)
