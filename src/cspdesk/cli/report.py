"""``report`` and ``blank``: documents made from the records, and the empty form for paper."""

from __future__ import annotations

from pathlib import Path

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, REFUSED, Door
from cspdesk.cli.opened import opened
from cspdesk.domain.errors import UsageError
from cspdesk.domain.money import from_minor
from cspdesk.domain.text import N_, msg
from cspdesk.services.filing import Filing
from cspdesk.services.money_reports.unchanged import Moved, told
from cspdesk.services.reporting import Made, Reporting
from cspdesk.services.templates import Templates


def _kinds(door: Door, arguments: Arguments) -> int:
    del arguments
    found = Reporting.kinds()
    document = [
        {
            "name": kind.name,
            "label": door.t(kind.label),
            "audiences": list(kind.audiences),
            "formats": list(kind.formats),
            "about": kind.about or None,
            "files": kind.files,
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
    _about_takes(parser)
    parser.takes(
        "--format", N_("docx, xlsx or pdf; otherwise by the ending of FILE"), metavar="F", default=""
    )
    _template_takes(parser)
    parser.takes("--hxl", N_("in xlsx: a row of HXL tags beneath the titles of tables"), action="store_true")
    parser.takes("--out", N_("the file to write"), metavar="FILE", required=True)


def _template_takes(parser: Parser) -> None:
    parser.takes(
        "--template",
        N_("an own layout: a file, or the name of one attached to the agreement or the organisation"),
        metavar="FILE",
        default="",
    )


def _about_takes(parser: Parser) -> None:
    parser.takes(
        "--agreement", N_("the agreement it is about, by number or id"), metavar="NUMBER", default=""
    )
    parser.takes("--receipt", N_("the receipt it is about, by id"), metavar="ID", default="")


def _make(door: Door, arguments: Arguments) -> int:
    if arguments.agreement and arguments.receipt:
        raise UsageError(
            msg(
                N_("“{argument}” and “{other}” exclude each other."),
                argument="--agreement",
                other="--receipt",
            )
        )
    with opened(door) as workspace:
        made = Reporting(workspace.context).make(
            arguments.KIND,
            span=arguments.period,
            out=Path(arguments.out),
            language=door.shared.language or "",
            audience=arguments.audience,
            about=arguments.agreement or arguments.receipt,
            format=arguments.format,
            tags=arguments.hxl,
            template=arguments.template,
        )
    for one in made.missing:
        door.say(one)
    document = _document(door, made)
    document["id"] = _id_of(arguments)
    door.answer({"report": document}, [str(made.path)])
    return DONE


def _id_of(arguments: Arguments) -> str:
    """What ``report file`` takes to file the same report."""
    about = arguments.agreement or arguments.receipt
    return "@".join(filter(None, (arguments.KIND, arguments.period, arguments.audience, about)))


def _file_takes(parser: Parser) -> None:
    parser.takes("ID", N_("the report as “report make” names it: KIND@PERIOD@AUDIENCE, and what it is about"))
    parser.takes("--out", N_("the folder to write its files into"), metavar="DIR", required=True)
    parser.takes("--signer", N_("who signs it"), metavar="NAME", default="")
    parser.takes("--reason", N_("why a report that was filed is corrected"), metavar="R", default="")
    _template_takes(parser)


def _file(door: Door, arguments: Arguments) -> int:
    kind, span, audience, about = _parts_of(arguments.ID)
    with opened(door) as workspace:
        asked = Reporting(workspace.context).asked(kind, span=span, audience=audience, about=about)
        filed = Filing(workspace.context).file(
            asked,
            out=Path(arguments.out),
            language=door.shared.language or "",
            signer=arguments.signer,
            reason=arguments.reason,
            template=arguments.template,
        )
    document = {
        "id": filed.record,
        "version": filed.version,
        "fingerprint": filed.fingerprint,
        "files": [str(path) for path in filed.paths],
    }
    door.answer({"filed": document}, [filed.fingerprint, *(str(path) for path in filed.paths)])
    return DONE


def _parts_of(untrusted_id: str) -> tuple[str, str, str, str]:
    """Kind, period, audience and what it is about."""
    kind, span, audience, about = (*untrusted_id.split("@", 3), "", "", "")[:4]
    return kind, span, audience or "organisation", about


def _kind_takes(parser: Parser) -> None:
    parser.takes("KIND", N_("the report; “report kinds” lists them"))


def _fields(door: Door, arguments: Arguments) -> int:
    found = Templates.fields(arguments.KIND)
    document = [
        {
            "name": one.name,
            "label": door.t(one.label) if one.label else "",
            "from": one.origin,
            "row": bool(one.part),
        }
        for one in found
    ]
    rows = ((f"{{{{ {one['name']} }}}}", str(one["label"]), str(one["from"])) for one in document)
    door.answer({"fields": document}, output.table(rows))
    return DONE


def _template_of_takes(parser: Parser) -> None:
    _kind_takes(parser)
    parser.takes(
        "--out",
        N_("the file to write; its ending says as what: .docx or .xlsx"),
        metavar="FILE",
        required=True,
    )


def _template(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        made = Reporting(workspace.context).template(
            arguments.KIND, language=door.shared.language or "", out=Path(arguments.out)
        )
    door.answer({"path": str(made.path), "bytes": made.size}, [str(made.path)])
    return DONE


def _verify_takes(parser: Parser) -> None:
    parser.takes("FILE", N_("a file of a report that was filed"))


def _verify(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        found = Filing(workspace.context).verify(Path(arguments.FILE), language=door.shared.language or "")
    document = {
        "ok": found.holds,
        "id": found.record,
        "report": found.report,
        "version": found.version,
        "period": found.period,
        "filed_on": None if found.filed_on is None else found.filed_on.isoformat(),
        "fingerprint": found.fingerprint,
        "intact": found.is_intact,
        "recomputed": found.is_recomputed,
        "differing": [_moved(one) for one in found.differing],
        "changed_since_filed": [_moved(one) for one in found.changed],
        "followed_by": int(found.followed_by) if found.followed_by else None,
    }
    door.answer(document, [door.t(line) for line in told(found)])
    return DONE if found.holds else REFUSED


def _moved(one: Moved) -> dict[str, object]:
    """A figure as it was filed and as it is now."""

    def plain(figure: tuple[int, str] | None) -> object:
        if figure is None:
            return None
        number, currency = figure
        return {"amount": from_minor(number, currency), "currency": currency} if currency else number

    return {"line": one.code, "filed": plain(one.filed), "now": plain(one.now)}


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
        ("report", "template"),
        N_("Write a report’s layout with its fields, to be changed in Word or Excel."),
        _template,
        _template_of_takes,
        N_("--language is the layout’s language too. “report make --template” fills what you made of it."),
    ),
    Command(
        ("report", "fields"),
        N_("List the fields that a template of a report may hold."),
        _fields,
        _kind_takes,
    ),
    Command(
        ("report", "file"),
        N_("File a report: freeze it for good with its figures and a fingerprint."),
        _file,
        _file_takes,
        N_(
            "What is missing, open or undecided in it bars filing and is named. A correction is a new version"
            " that names the old one, with a reason."
        ),
    ),
    Command(
        ("report", "verify"),
        N_("Show whether a file is a report as it was filed, and what later entries would move."),
        _verify,
        _verify_takes,
    ),
    Command(
        ("blank",),
        N_("Write the empty form of a kind of record, for paper."),
        _blank,
        _blank_takes,
        N_("--language is the form’s language too."),
    ),
)
