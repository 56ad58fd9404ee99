"""``kinds``: the kinds of records and their fields, as a script or a person wants to know them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, Door
from cspdesk.domain.text import N_
from cspdesk.services import kinds


def _takes(parser: Parser) -> None:
    parser.takes("KIND", N_("one kind, a kind of parts too; otherwise all that are filled in"), nargs="?")


def _kinds(door: Door, arguments: Arguments) -> int:
    chosen = kinds.filled_in() if arguments.KIND is None else (kinds.named(arguments.KIND),)
    described = [kinds.described(kind, door.words) for kind in chosen]
    if arguments.KIND is None:
        door.answer({"kinds": described}, output.table((str(k["name"]), str(k["labels"])) for k in described))
    else:
        door.answer({"kinds": described}, _one(door, described[0]))
    return DONE


def _one(door: Door, kind: dict[str, Any]) -> Iterator[str]:
    yield f"{kind['name']}: {kind['label']}"
    yield ""
    yield from output.table(_rows(door, kind["fields"], ""))


def _rows(door: Door, fields: list[dict[str, Any]], within: str) -> Iterator[tuple[str, ...]]:
    for field in fields:
        kind_of_value = door.t(kinds.TYPES[field["type"]])
        needed = door.t(N_("required")) if field["required"] else ""
        told = field["label"]
        if field["choices"] is not None:
            told += ": " + ", ".join(str(choice["code"]) for choice in field["choices"])
        elif field["type"] != "parts":
            told += " · " + json.dumps(field["example"], ensure_ascii=False)
        yield within + field["name"], kind_of_value, needed, field["audience"], told
        if field["fields"]:
            yield from _rows(door, field["fields"], f"{within}  ")


COMMANDS = (
    Command(
        ("kinds",),
        N_("List the kinds of records, or the fields of one."),
        _kinds,
        _takes,
        N_(
            "With --json it tells everything: types, choices, required, stream, merge class, sensitivity,"
            " audience, and for each field an example that “record add” takes."
        ),
    ),
)
