"""``coalition``: a device joins the organisation, and who belongs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, Door
from cspdesk.cli.opened import opened
from cspdesk.domain.text import N_
from cspdesk.services.coalition import RosterView


def _out_takes(parser: Parser) -> None:
    parser.takes("--out", N_("the file to write"), metavar="FILE", required=True)


def _request(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        digits = workspace.coalition.request(Path(arguments.out))
    door.answer({"string": digits, "path": arguments.out}, [digits])
    return DONE


def _enrol_takes(parser: Parser) -> None:
    parser.takes("FILE", N_("the request"))
    parser.takes("--string", N_("the 12 digits that the request printed"), metavar="S", required=True)
    parser.takes(
        "--role",
        N_("what the device may do; several with commas"),
        metavar="ROLE[,ROLE]",
        action="append",
        required=True,
    )
    parser.takes("--name", N_("who works at it, until its own bundle says so"), metavar="NAME", default="")
    _out_takes(parser)


def _enrol(door: Door, arguments: Arguments) -> int:
    roles = [role for given in arguments.role for role in given.split(",")]
    with opened(door) as workspace:
        digits = workspace.coalition.enrol(
            Path(arguments.FILE), arguments.string, roles, Path(arguments.out), name=arguments.name
        )
    door.answer({"string": digits, "path": arguments.out}, [digits])
    return DONE


def _welcome_takes(parser: Parser) -> None:
    parser.takes("FILE", N_("the welcome"))
    parser.takes("--string", N_("the 12 digits that enrolling printed"), metavar="S", required=True)


def _welcome(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        roster = workspace.coalition.welcome(Path(arguments.FILE), arguments.string)
    door.answer(_document(roster), _lines(door, roster))
    return DONE


def _roster(door: Door, arguments: Arguments) -> int:
    del arguments
    with opened(door) as workspace:
        roster = workspace.coalition.roster()
    door.answer(_document(roster), _lines(door, roster))
    return DONE


def _document(roster: RosterView) -> dict[str, object]:
    return {
        "organisation": roster.organisation,
        "number": roster.number,
        "waiting": roster.waiting,
        "devices": [
            {
                "id": device.id,
                "person": device.person,
                "name": device.name,
                "roles": list(device.roles),
                "here": device.here,
                "last_exchange": device.last_exchange or None,
            }
            for device in roster.devices
        ],
    }


def _lines(door: Door, roster: RosterView) -> Iterator[str]:
    if roster.waiting:
        yield door.t(N_("This desk waits to be welcomed into an organisation."))
        return
    yield roster.organisation
    yield from output.table(
        (device.id, device.person, ", ".join(device.roles), door.t(N_("this desk")) if device.here else "")
        for device in roster.devices
    )


COMMANDS = (
    Command(
        ("coalition", "request"),
        N_("Ask to be enrolled: write the request, and print the 12 digits to read to the administrator."),
        _request,
        _out_takes,
    ),
    Command(
        ("coalition", "enrol"),
        N_("Enrol the device of a request: write its welcome, and print the 12 digits to read back."),
        _enrol,
        _enrol_takes,
        N_("Roles: field, coordinator, finance, administrator, steward, inspector."),
    ),
    Command(
        ("coalition", "welcome"),
        N_("Join the organisation of a welcome."),
        _welcome,
        _welcome_takes,
    ),
    Command(("coalition", "roster"), N_("List who belongs to the organisation."), _roster),
)
