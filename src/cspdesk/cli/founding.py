"""``new``: makes a desk."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, Door, language_of
from cspdesk.domain.errors import UsageError
from cspdesk.domain.text import N_, msg
from cspdesk.services import sample
from cspdesk.services.founding import found, found_waiting
from cspdesk.services.unlocking import advice_on


def _takes(parser: Parser) -> None:
    parser.takes("DIR", N_("a new or empty folder"), nargs="?")
    parser.takes("--organisation", N_("the name of the organisation"), metavar="NAME")
    parser.takes("--person", N_("who works at this desk"), metavar="NAME")
    parser.takes("--join", N_("wait to be welcomed into an organisation that there is"), action="store_true")
    parser.takes("--sample", N_("fill it with an invented sample"), action="store_true")


def _new(door: Door, arguments: Arguments) -> int:
    folder = Path(arguments.DIR) if arguments.DIR else door.folder
    _demand_sense(arguments)
    language = language_of(door.shared, door.surroundings)
    passphrase = door.passphrase(prompt=msg(N_("New passphrase")), twice=True)
    advice = advice_on(passphrase)
    if advice is not None:
        door.say(advice)
    make = found_waiting if arguments.join else partial(found, organisation=arguments.organisation)
    with make(
        folder,
        passphrase,
        person=arguments.person,
        language=language.code,
        clock=door.clock,
        ids=door.ids,
        kdf=door.surroundings.kdf,
    ) as workspace:
        if arguments.sample:
            sample.fill(workspace, door.words, door.clock.today())
        device = workspace.desk.device.device_id.hex()
    door.answer(
        {
            "desk": str(folder.absolute()),
            "organisation": arguments.organisation,
            "person": arguments.person,
            "language": language.code,
            "device": device,
            "sample": bool(arguments.sample),
            "waiting": bool(arguments.join),
        },
        [str(folder.absolute())],
    )
    return DONE


def _demand_sense(arguments: Arguments) -> None:
    needed = ("person",) if arguments.join else ("organisation", "person")
    missing = [name for name in needed if getattr(arguments, name) is None]
    if missing:
        raise UsageError(
            msg(N_("Missing: {names}"), names=", ".join(f"--{name}" for name in missing)),
            hint=msg(N_("“{command} --help” explains it."), command="cspdesk new"),
        )
    other = "--organisation" if arguments.organisation else "--sample" if arguments.sample else ""
    if arguments.join and other:
        raise UsageError(
            msg(N_("“{argument}” and “{other}” exclude each other."), argument="--join", other=other)
        )


COMMANDS = (
    Command(
        ("new",),
        N_("Make a desk for an organisation in a new folder."),
        _new,
        _takes,
        N_(
            "The passphrase is asked for twice, or read from the first line of --passphrase-file. It is kept"
            " nowhere: without it nobody can open the desk. --language is the desk’s language too."
        ),
    ),
)
