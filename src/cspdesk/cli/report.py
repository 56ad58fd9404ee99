"""``report`` and ``blank``: documents made from the records, and the empty form for paper."""

from __future__ import annotations

from pathlib import Path

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, Door
from cspdesk.cli.opened import opened
from cspdesk.domain.text import N_
from cspdesk.services.reporting import Made, Reporting


def _kinds(door: Door, arguments: Arguments) -> int:
    del arguments
    found = Reporting.kinds()
    document = [
        {
            "name": kind.name,
            "label": door.t(kind.label),
            "audiences": list(kind.audiences),
            "formats": list(kind.formats),
        }
        for kind in found
    ]
    door.answer({"reports": document}, output.table((kind.name, door.t(kind.label)) for kind in found))
    return DONE


def _make_takes(parser: Parser) -> None:
    parser.takes("KIND", N_("the report; “report kinds” lists them"))
    parser.takes(
        "--period",
        N_("2026, 2026-H1, 2026-Q3, 2026-11 or 2026-01-01..2026-03-31"),
        metavar="P",
        required=True,
    )
    parser.takes(
        "--audience",
        N_("who will read it: organisation, coalition, donor, authority or public"),
        metavar="A",
        default="organisation",
    )
    parser.takes(
        "--format", N_("docx, xlsx or pdf; otherwise by the ending of FILE"), metavar="F", default=""
    )
    parser.takes("--hxl", N_("in xlsx: a row of HXL tags beneath the titles of tables"), action="store_true")
    parser.takes("--out", N_("the file to write"), metavar="FILE", required=True)


def _make(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        made = Reporting(workspace.context).make(
            arguments.KIND,
            span=arguments.period,
            out=Path(arguments.out),
            language=door.shared.language or "",
            audience=arguments.audience,
            format=arguments.format,
            tags=arguments.hxl,
        )
    for one in made.missing:
        door.say(one)
    door.answer({"report": _document(door, made)}, [str(made.path)])
    return DONE


def _document(door: Door, made: Made) -> dict[str, object]:
    return {
        "path": str(made.path),
        "bytes": made.size,
        "fingerprint": made.fingerprint,
        "missing": [door.t(one) for one in made.missing],
    }


def _blank_takes(parser: Parser) -> None:
    parser.takes("KIND", N_("the kind of record"))
    parser.takes(
        "--out",
        N_("the file to write; its ending says as what: .pdf, .docx or .xlsx"),
        metavar="FILE",
        required=True,
    )


def _blank(door: Door, arguments: Arguments) -> int:
    out = Path(arguments.out)
    with opened(door) as workspace:
        made = Reporting(workspace.context).blank(
            arguments.KIND, language=door.shared.language or "", out=out
        )
    door.answer({"path": str(made.path), "bytes": made.size}, [str(made.path)])
    return DONE


COMMANDS = (
    Command(("report", "kinds"), N_("List the reports that can be made."), _kinds),
    Command(
        ("report", "make"),
        N_("Make a report for a period and an audience."),
        _make,
        _make_takes,
        N_(
            "--language is the report’s language too. For readers outside the organisation the numbers of"
            " people are rounded once and frozen for good."
        ),
    ),
    Command(
        ("blank",),
        N_("Write the empty form of a kind of record, for paper."),
        _blank,
        _blank_takes,
        N_("--language is the form’s language too."),
    ),
)
