"""``period``: what stands in the way of closing one, closing it, and what is closed."""

from __future__ import annotations

from collections.abc import Iterable

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, REFUSED, Door
from cspdesk.cli.opened import opened
from cspdesk.domain.errors import UsageError
from cspdesk.domain.ledger.names import AccountId
from cspdesk.domain.text import N_, msg
from cspdesk.services.bank.statements import BankStatements
from cspdesk.services.books import Banks, Bar, Closings, Signed
from cspdesk.services.persons import Persons
from cspdesk.services.reporting import period_asked
from cspdesk.services.workspace import Workspace


def _list(door: Door, _: Arguments) -> int:
    with opened(door) as workspace:
        found = sorted(Closings(workspace.context).every(), key=lambda one: (one.period.first, one.id))
    door.answer(
        {"closings": [_document(one) for one in found]},
        output.table(
            (one.period.code, one.on.isoformat() if one.on else "", one.signer, one.fingerprint)
            for one in found
        ),
    )
    return DONE


def _document(one: Signed) -> dict[str, object]:
    return {
        "id": one.id,
        "period": one.period.code,
        "closed_on": one.on.isoformat() if one.on else None,
        "signer": one.signer or None,
        "reason": one.reason or None,
        "fingerprint": one.fingerprint,
    }


def _period_takes(parser: Parser) -> None:
    parser.takes("PERIOD", N_("a period that is over, as 2026-H1"))
    parser.takes(
        "--without",
        N_("a bank account without a statement, by its name, its number or its id; --reason says why"),
        metavar="ACCOUNT",
        action="append",
        default=[],
    )


def _bars(door: Door, arguments: Arguments) -> int:
    chosen = period_asked(arguments.PERIOD)
    with opened(door) as workspace:
        banks = _banks(workspace, arguments.without)
        found = Closings(workspace.context).bars(chosen, banks)
    door.answer(
        {"period": chosen.code, "bars": [_bar(door, one) for one in found]},
        output.table((one.kind, one.record, door.t(one.reason)) for one in found)
        if found
        else [door.t(N_("Nothing stands in the way."))],
    )
    return REFUSED if found else DONE


def _bar(door: Door, one: Bar) -> dict[str, object]:
    return {"kind": one.kind or None, "record": one.record or None, "what": door.t(one.reason)}


def _close_takes(parser: Parser) -> None:
    _period_takes(parser)
    parser.takes("--reason", N_("why a statement is missing"), metavar="TEXT", default="")
    parser.takes("--signer", N_("who signs; without it, whose desk this is"), metavar="NAME", default="")


def _close(door: Door, arguments: Arguments) -> int:
    chosen = period_asked(arguments.PERIOD)
    if arguments.without and not arguments.reason.strip():
        raise UsageError(
            msg(N_("An account without a statement needs a reason.")), hint=msg(N_("Say it with --reason."))
        )
    with opened(door) as workspace:
        banks = _banks(workspace, arguments.without)
        signer = arguments.signer or Persons(workspace.context).whose().person
        made, _ = Closings(workspace.context).close(
            chosen, signer=signer, reason=arguments.reason, banks=banks
        )
    told = N_("Closed: {period}. Fingerprint {fingerprint}.")
    door.answer(
        _document(made),
        [door.t(msg(told, period=made.period.code, fingerprint=made.fingerprint))],
    )
    return DONE


def _banks(workspace: Workspace, without: Iterable[str]) -> Banks:
    statements = BankStatements(workspace.context, workspace.records)
    return Banks(excused=frozenset(AccountId(statements.account(name).id) for name in without))


COMMANDS = (
    Command(("period", "list"), N_("List the periods that are closed."), _list),
    Command(
        ("period", "bars"),
        N_("Name what stands in the way of closing a period."),
        _bars,
        _period_takes,
        N_("With nothing in the way the exit status is 0, else 1."),
    ),
    Command(
        ("period", "close"),
        N_("Close a period, for good."),
        _close,
        _close_takes,
        N_(
            "What is held is signed as it is. Later entries dated in the period count from the next one on,"
            " and what is covered is corrected by a reversal."
        ),
    ),
)
