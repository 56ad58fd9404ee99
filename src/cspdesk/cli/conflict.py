"""``conflict``: differences that wait for a decision, and how one is settled."""

from __future__ import annotations

import json

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, Door
from cspdesk.cli.opened import opened
from cspdesk.domain.text import N_
from cspdesk.services.results import ConflictView


def _list(door: Door, arguments: Arguments) -> int:
    del arguments
    with opened(door) as workspace:
        waiting = workspace.conflicts.list()
    door.answer(
        {"conflicts": [_document(one) for one in waiting]},
        output.table(
            (one.record, one.field, choice.by or choice.device, json.dumps(choice.value, ensure_ascii=False))
            for one in waiting
            for choice in one.values
        ),
    )
    return DONE


def _document(view: ConflictView) -> dict[str, object]:
    return {
        "record": view.record,
        "kind": view.kind,
        "field": view.field,
        "merge": view.merge,
        "root": view.root,
        "title": view.title,
        "values": [
            {"value": one.value, "by": one.by, "device": one.device, "at": one.at} for one in view.values
        ],
    }


def _settle_takes(parser: Parser) -> None:
    parser.takes("RECORD", N_("the id that “conflict list” names"))
    parser.takes("FIELD", N_("the field that “conflict list” names"))
    parser.takes("VALUE", N_("the value that holds, as people type it or as JSON; “null” for none"))


def _settle(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        workspace.conflicts.settle_typed(arguments.RECORD, arguments.FIELD, arguments.VALUE)
        left = workspace.conflicts.count()
    door.answer({"record": arguments.RECORD, "field": arguments.FIELD, "conflicts": left}, [arguments.RECORD])
    return DONE


COMMANDS = (
    Command(
        ("conflict", "list"),
        N_("List the fields that two desks gave different values, with all of them."),
        _list,
    ),
    Command(
        ("conflict", "settle"),
        N_("Give a field in conflict the value that holds."),
        _settle,
        _settle_takes,
        N_("Where a deletion is proposed, the field is “deleted” and the value “keep” or “delete”."),
    ),
)
