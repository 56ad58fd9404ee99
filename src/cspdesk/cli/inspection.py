"""``inspection``: a desk for an inspector."""

from __future__ import annotations

from pathlib import Path

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, Door, read_passphrase
from cspdesk.cli.opened import opened
from cspdesk.domain.text import N_, msg
from cspdesk.services.inspection import Inspection
from cspdesk.services.kinds import filled_in
from cspdesk.services.unlocking import advice_on


def _takes(parser: Parser) -> None:
    parser.takes("--out", N_("a new or empty folder"), metavar="DIR", required=True)
    parser.takes("--person", N_("who will inspect"), metavar="NAME", default="")
    parser.takes(
        "--new-passphrase-file",
        N_("a file that holds the passphrase of the inspection desk; otherwise it is asked for"),
        metavar="FILE",
    )


def _make(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        named = arguments.new_passphrase_file
        asked = msg(N_("Passphrase of the inspection desk"))
        passphrase = read_passphrase(Path(named)) if named else door.asked(asked, twice=True)
        advice = advice_on(passphrase)
        if advice is not None:
            door.say(advice)
        made = Inspection(workspace.context).make(
            Path(arguments.out),
            passphrase,
            person=arguments.person or door.t(N_("Inspection")),
            kdf=door.surroundings.kdf,
        )
    if made.missing:
        door.say(msg(N_("{n} pieces of files are not on this desk either."), n=made.missing))
    if made.undecided:
        door.say(msg(N_("{n} differences in it wait for a decision."), n=made.undecided))
    labels = {kind.name: kind.labels for kind in filled_in()}
    counts = [
        (door.t(labels.get(name, name)), door.words.formats.integer(count))
        for name, count in made.counts.items()
    ]
    door.answer(
        {
            "path": str(made.path),
            "records": dict(made.counts),
            "segments": made.segments,
            "files": made.files,
            "missing": made.missing,
            "undecided": made.undecided,
        },
        [str(made.path), *output.table(counts)],
    )
    return DONE


COMMANDS = (
    Command(
        ("inspection", "make"),
        N_("Make a desk for an inspector: money, charter and correspondence, nothing of consultations."),
        _make,
        _takes,
        N_(
            "It has a passphrase of its own and can only be read. Nothing of consultations is in it, hidden"
            " or not; nothing that is written later opens with it; no other desk hears of it."
        ),
    ),
)
