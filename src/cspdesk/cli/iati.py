"""``iati``: open data on aid."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, PARTLY, Door
from cspdesk.cli.opened import opened
from cspdesk.domain.errors import UsageError
from cspdesk.domain.text import N_, msg
from cspdesk.services.open_data import OpenData


def _takes(parser: Parser) -> None:
    parser.takes("--out", N_("the folder for both files"), metavar="DIR", required=True)
    parser.takes("--audience", N_("who will read it: public or donor"), metavar="A", default="public")
    parser.takes("--until", N_("as things stood at the end of a day, 2026-06-30"), metavar="DAY", default="")
    parser.takes("--replace", N_("replace files that are there"), action="store_true")


def _make(door: Door, arguments: Arguments) -> int:
    until = _day(arguments.until) if arguments.until else None
    with opened(door) as workspace:
        made = OpenData(workspace.context).make(
            Path(arguments.out), audience=arguments.audience, until=until, replacing=arguments.replace
        )
    for words in (*made.missing, *made.notes):
        door.say(words)
    for name, reason in made.kept_back:
        door.say(msg(N_("Kept back: {name} ({reason})."), name=name, reason=reason))
    door.answer(
        {
            "paths": [str(path) for path in made.paths],
            "activities": list(made.activities),
            "missing": [door.t(words) for words in made.missing],
            "kept_back": [{"name": name, "reason": reason} for name, reason in made.kept_back],
        },
        [str(path) for path in made.paths],
    )
    return PARTLY if made.missing else DONE


def _day(untrusted: str) -> date:
    try:
        return date.fromisoformat(untrusted)
    except ValueError as error:
        raise UsageError(
            msg(N_("“{name}” is no day."), name=untrusted[:40]), hint=msg(N_("Write it as 2026-06-30."))
        ) from error


COMMANDS = (
    Command(
        ("iati", "make"),
        N_("Write the agreements and the organisation as open data (IATI 2.03)."),
        _make,
        _takes,
        N_(
            "An agreement that lacks something is left out and named; one with a reason not to publish it is"
            " in no file for the public. Members who receive sub-grants are named to donors alone, private"
            " persons who give to nobody."
        ),
    ),
)
