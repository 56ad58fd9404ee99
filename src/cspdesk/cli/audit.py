"""``audit``: the journal as a file that a script checks by itself."""

from __future__ import annotations

from pathlib import Path

from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, Door
from cspdesk.cli.opened import opened
from cspdesk.domain.text import N_, msg
from cspdesk.services.audit import USUAL, Audit


def _takes(parser: Parser) -> None:
    parser.takes("--out", N_("the file to write"), metavar="FILE", required=True)
    parser.takes(
        "--stream",
        N_("a stream to write; several may be named, otherwise finance, directory, common and control"),
        metavar="NAME",
        action="append",
        default=[],
    )
    parser.takes("--replace", N_("replace a file that is there"), action="store_true")


def _export(door: Door, arguments: Arguments) -> int:
    door.say(msg(N_("The file is not encrypted: whoever has it can read what it says.")))
    with opened(door) as workspace:
        done = Audit(workspace.context).export(
            Path(arguments.out),
            streams=arguments.stream or USUAL,
            replacing=arguments.replace,
            script=True,
        )
    if done.unsigned:
        door.say(msg(N_("{n} changes are not signed yet: this desk may not seal them."), n=done.unsigned))
    door.answer(
        {
            "path": str(done.path),
            "script": str(done.path.with_name("audit_check.py")),
            "streams": list(done.streams),
            "root": done.root,
            "segments": done.segments,
            "entries": done.entries,
            "unsigned": done.unsigned,
        },
        [str(done.path), door.t(msg(N_("Root of the organisation: {pin}"), pin=done.root))],
    )
    return DONE


COMMANDS = (
    Command(
        ("audit", "export"),
        N_("Write the journal as an audit trail, and the script that checks it."),
        _export,
        _takes,
        N_(
            "“python audit_check.py FILE” proves without this program that each change was signed by a"
            " device of the organisation and that none was altered or taken out. Give the auditor the root’s"
            " number by another way."
        ),
    ),
)
