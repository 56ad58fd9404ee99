"""``check``: whether the desk is whole, and the digests by which two desks are compared."""

from __future__ import annotations

from collections.abc import Iterator

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, REFUSED, Door
from cspdesk.cli.opened import opened
from cspdesk.domain.text import N_
from cspdesk.services.integrity import Checked


def _takes(parser: Parser) -> None:
    parser.takes("--rebuild", N_("make all tables again from the journal"), action="store_true")


def _check(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        checked = workspace.integrity.check(rebuild=arguments.rebuild)
    for problem in checked.problems:
        door.say(problem)
    door.answer(
        {
            "ok": checked.ok,
            "problems": [door.t(problem) for problem in checked.problems],
            "notes": [door.t(note) for note in checked.notes],
            "streams": {
                code: {"held": digest.held, "state": digest.state or None}
                for code, digest in checked.streams.items()
            },
            "rebuilt": checked.rebuilt,
        },
        _lines(door, checked),
    )
    return DONE if checked.ok else REFUSED


def _lines(door: Door, checked: Checked) -> Iterator[str]:
    yield door.t(N_("The desk is whole.") if checked.ok else N_("The desk is not whole."))
    for note in checked.notes:
        yield door.t(note)
    yield from output.table((code, digest.held) for code, digest in checked.streams.items())


COMMANDS = (
    Command(
        ("check",),
        N_("Check that the desk is whole."),
        _check,
        _takes,
        N_(
            "Digests of a stream are equal on desks that have seen the same. --rebuild needs the desk alone;"
            " nothing that was recorded is changed by it."
        ),
    ),
)
