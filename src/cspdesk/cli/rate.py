"""``rate``: official exchange rates, out of the National Bank's XML or typed."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, REFUSED, Door
from cspdesk.cli.opened import opened
from cspdesk.domain.errors import CspdeskError, UsageError
from cspdesk.domain.rate_doubts import Doubt
from cspdesk.domain.text import N_, msg, plural
from cspdesk.services.imports.opening import NBT
from cspdesk.services.rate_facts import doubt_words, rate_words
from cspdesk.services.rates import Rates, TakenRates


def _day_takes(parser: Parser) -> None:
    parser.takes("--on", N_("the day of the rates, as 2026-11-22"), metavar="DAY", required=True)
    parser.takes("--accept", N_("take rates that are asked about"), action="store_true")


def _take_takes(parser: Parser) -> None:
    parser.takes("FILE", N_("the National Bank’s XML; “-” reads the standard input"))
    _day_takes(parser)


def _take(door: Door, arguments: Arguments) -> int:
    day = _day(arguments.on)
    with opened(door) as workspace, door.reading(arguments.FILE) as stream:
        content = BytesIO(stream.read()) if arguments.FILE == "-" else stream
        rates = Rates(workspace.context, workspace.records)
        return _told(door, rates.take_xml(content, day=day, accept=arguments.accept))


def _set_takes(parser: Parser) -> None:
    parser.takes("CURRENCY", N_("the code of the currency, as USD"))
    parser.takes("RATE", N_("somoni, with a comma or a point"))
    parser.takes("--unit", N_("for how many units of the currency"), metavar="N", type=int, default=1)
    parser.takes("--source", N_("the name of a donor’s table"), metavar="NAME", default=NBT)
    _day_takes(parser)


def _set(door: Door, arguments: Arguments) -> int:
    day = _day(arguments.on)
    with opened(door) as workspace:
        taken = Rates(workspace.context, workspace.records).take_typed(
            arguments.CURRENCY.upper(),
            arguments.RATE,
            day=day,
            unit=arguments.unit,
            source=arguments.source,
            accept=arguments.accept,
        )
        return _told(door, taken)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise UsageError(
            msg(N_("“{typed}” is no day."), typed=typed[:40]), hint=msg(N_("Write it as 2026-11-22."))
        ) from error


def _told(door: Door, taken: TakenRates) -> int:
    if taken.passed_over:
        door.say(msg(N_("Passed over: {codes}"), codes=", ".join(taken.passed_over)))
    if taken.doubts:
        return _ask(door, taken)
    door.answer(
        {
            "day": taken.day.isoformat(),
            "added": taken.added,
            "changed": taken.changed,
            "known": taken.known,
            "passed_over": list(taken.passed_over),
        },
        [door.t(plural(N_("{n} rate taken."), N_("{n} rates taken."), taken.added + taken.changed))],
    )
    return DONE


def _ask(door: Door, taken: TakenRates) -> int:
    """Name the rates that are asked about; none was taken."""
    error = CspdeskError(
        plural(
            N_("{n} rate is asked about; none was taken."),
            N_("{n} rates are asked about; none was taken."),
            len(taken.doubts),
        ),
        hint=msg(N_("Where they are right, take them with --accept.")),
        code="asked",
    )
    for doubt in taken.doubts:
        door.say(doubt_words(doubt))
    output.write_lines(door.surroundings.stderr, output.error_lines(error, door.words))
    if door.shared.json:
        told: dict[str, Any] = output.error_document(error, door.words)
        told["doubts"] = [_document(door, one) for one in taken.doubts]
        door.answer({"error": told})
    return REFUSED


def _document(door: Door, doubt: Doubt) -> dict[str, object]:
    return {
        "currency": doubt.currency,
        "day": doubt.day.isoformat(),
        "rate": rate_words(doubt.rate),
        "why": doubt.why,
        "beside": rate_words(doubt.beside),
        "beside_day": doubt.beside_day.isoformat(),
        "what": door.t(doubt_words(doubt)),
    }


COMMANDS = (
    Command(
        ("rate", "take"),
        N_("Take the rates of a day out of the National Bank’s XML."),
        _take,
        _take_takes,
        N_(
            "The file’s own day must be the day named: the bank’s page gives today’s rates for a day that it"
            " does not have. Rates that jump, and others than the desk has for the day, are asked about."
        ),
    ),
    Command(("rate", "set"), N_("Take one rate as it is typed."), _set, _set_takes),
)
