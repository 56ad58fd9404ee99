"""``bank``: statements of a bank: taken, matched with documents, reconciled with the books."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, Door
from cspdesk.cli.opened import opened
from cspdesk.cli.sheets import chosen_columns, refuse_problems
from cspdesk.domain.money import from_minor
from cspdesk.domain.reconciling import BankRule
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.services.bank.matching import BankMatching, DocumentView, LineView
from cspdesk.services.bank.reconciling import Reconciled, Reconciling
from cspdesk.services.bank.statements import Account, BankStatements, TakenStatement
from cspdesk.services.imports.outcome import Imported
from cspdesk.services.imports.problem_sheet import write_problems
from cspdesk.services.workspace import Workspace


def _account_takes(parser: Parser) -> None:
    parser.takes(
        "--account", N_("the account, by its name, its number or its id"), metavar="NAME", required=True
    )


def _take_takes(parser: Parser) -> None:
    parser.takes("FILE", N_("XLSX or CSV of the bank; “-” reads the standard input"))
    _account_takes(parser)
    parser.takes("--opening", N_("the balance that the statement begins with"), metavar="AMOUNT", default="")
    parser.takes("--closing", N_("the balance that it ends with"), metavar="AMOUNT", default="")
    parser.takes(
        "--columns",
        N_("what a title means: day, amount, came, went, balance, reference, text, or “-”; remembered"),
        metavar="TITLE=NAME",
        action="append",
        default=[],
    )
    parser.takes(
        "--decimal-mark",
        N_("the decimal mark, where the amounts of the file do not tell it"),
        metavar="MARK",
        choices=(",", "."),
        default="",
    )
    parser.takes("--dry-run", N_("only check"), action="store_true")


def _take(door: Door, arguments: Arguments) -> int:
    columns = chosen_columns(arguments.columns)
    listed: Path | None = None
    with opened(door) as workspace, door.reading(arguments.FILE) as stream:
        content = BytesIO(stream.read()) if arguments.FILE == "-" else stream
        taken = BankStatements(workspace.context, workspace.records).take(
            content,
            account=arguments.account,
            opening=arguments.opening,
            closing=arguments.closing,
            columns=columns,
            mark=arguments.decimal_mark,
            dry_run=arguments.dry_run,
        )
        wrong = Imported(len(taken.problems), problems=taken.problems)
        if taken.problems and arguments.FILE != "-":
            listed = write_problems(workspace.context, wrong, Path(arguments.FILE), door.words)
    if taken.problems:
        return refuse_problems(door, wrong, listed)
    currency = taken.account.currency
    if taken.gap:
        gap = from_minor(taken.gap, currency)
        door.say(msg(N_("The statement before ends elsewhere than this one begins: {amount}."), amount=gap))
    tried = bool(arguments.dry_run)
    door.answer(_taken_document(taken, dry_run=tried), [door.t(_taken_words(taken, dry_run=tried))])
    return DONE


def _taken_words(taken: TakenStatement, *, dry_run: bool) -> Msg:
    currency = taken.account.currency
    told = {
        "whole": len(taken.lines),
        "balance": from_minor(taken.closing, currency),
        "currency": currency,
        "day": str(taken.last),
    }
    if dry_run:
        return plural(
            N_("Only checked: {n} line of {whole} would be taken; balance {balance} {currency} on {day}."),
            N_("Only checked: {n} lines of {whole} would be taken; balance {balance} {currency} on {day}."),
            taken.added,
            **told,
        )
    return plural(
        N_("{n} line of {whole} taken; balance {balance} {currency} on {day}."),
        N_("{n} lines of {whole} taken; balance {balance} {currency} on {day}."),
        taken.added,
        **told,
    )


def _taken_document(taken: TakenStatement, *, dry_run: bool) -> dict[str, object]:
    currency = taken.account.currency
    return {
        "statement": taken.statement or None,
        "account": taken.account.id,
        "first": str(taken.first),
        "last": str(taken.last),
        "opening": {"amount": from_minor(taken.opening, currency), "currency": currency},
        "closing": {"amount": from_minor(taken.closing, currency), "currency": currency},
        "lines": len(taken.lines),
        "added": taken.added,
        "known": taken.known,
        "passed_over": taken.passed_over,
        "gap": from_minor(taken.gap, currency),
        "dry_run": dry_run,
    }


def _lines_takes(parser: Parser) -> None:
    _account_takes(parser)
    parser.takes("--statement", N_("only the lines of this statement"), metavar="ID", default="")
    parser.takes("--waiting", N_("only the lines that are matched with nothing"), action="store_true")


def _lines(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        account = _account(workspace, arguments.account)
        found = BankMatching(workspace.context, workspace.records).lines(
            account, statement=arguments.statement
        )
    shown = [one for one in found if not (arguments.waiting and one.matched)]
    door.answer(
        {"lines": [_line_document(one, account) for one in shown]},
        output.table(_line_row(door, one, account) for one in shown),
    )
    return DONE


def _line_row(door: Door, one: LineView, account: Account) -> tuple[str, ...]:
    line = one.line
    documents = one.matched or one.proposed
    said = ", ".join(document.number or document.title or document.id for document in documents)
    state = (
        N_("matched") if one.matched else N_("proposed") if one.proposed else N_("rule") if one.rule else ""
    )
    amount = from_minor(line.amount, account.currency)
    return line.id, line.day.isoformat(), amount, door.t(state) if state else "", said or line.text[:60]


def _line_document(one: LineView, account: Account) -> dict[str, object]:
    line = one.line
    return {
        "id": line.id,
        "day": line.day.isoformat(),
        "amount": {"amount": from_minor(line.amount, account.currency), "currency": account.currency},
        "reference": line.reference or None,
        "text": line.text or None,
        "statement": one.statement or None,
        "matched": [_document(each, account) for each in one.matched],
        "proposed": [_document(each, account) for each in one.proposed],
        "why": None if one.proposal is None else one.proposal.why,
        "rule": None if one.rule is None else one.rule.words,
    }


def _document(one: DocumentView, account: Account) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "day": one.day.isoformat(),
        "amount": {"amount": from_minor(one.amount, account.currency), "currency": account.currency},
        "number": one.number or None,
        "title": one.title or None,
    }


def _match_takes(parser: Parser) -> None:
    parser.takes("LINE", N_("the id of a line, as “bank lines” shows it"))
    parser.takes("DOCUMENT", N_("ids of the documents that it is; none: those that are proposed"), nargs="*")
    _account_takes(parser)


def _match(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        account = _account(workspace, arguments.account)
        matching = BankMatching(workspace.context, workspace.records)
        documents = list(arguments.DOCUMENT)
        if not documents:
            views = matching.lines(account)
            documents = [each.id for one in views if one.line.id == arguments.LINE for each in one.proposed]
        matching.accept(account, arguments.LINE, documents)
    door.answer({"line": arguments.LINE, "documents": documents}, documents)
    return DONE


def _unmatch_takes(parser: Parser) -> None:
    parser.takes("LINE", N_("the id of a line, as “bank lines” shows it"))


def _unmatch(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        BankMatching(workspace.context, workspace.records).unmatch(arguments.LINE)
    door.answer({"line": arguments.LINE})
    return DONE


def _book_takes(parser: Parser) -> None:
    parser.takes("LINE", N_("the id of a line of money that went"))
    _account_takes(parser)
    parser.takes("--article", N_("the article of expense"), metavar="CODE", required=True)
    parser.takes("--agreement", N_("the id of the agreement that bears it"), metavar="ID", required=True)
    parser.takes("--line", N_("the code of the budget line"), metavar="CODE", default="")
    parser.takes(
        "--remember", N_("the words by which such lines are known from now on"), metavar="WORDS", default=""
    )


def _book(door: Door, arguments: Arguments) -> int:
    rule = BankRule(arguments.remember, arguments.article, arguments.agreement, arguments.line)
    with opened(door) as workspace:
        account = _account(workspace, arguments.account)
        matching = BankMatching(workspace.context, workspace.records)
        made = matching.book(account, arguments.LINE, rule, remember=bool(arguments.remember))
    door.answer({"line": arguments.LINE, "expense": made}, [made])
    return DONE


def _reconcile_takes(parser: Parser) -> None:
    _account_takes(parser)
    parser.takes("--statement", N_("the statement; the newest unless it is named"), metavar="ID", default="")


def _reconcile(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        account = _account(workspace, arguments.account)
        found = Reconciling(workspace.context).reconcile(account, arguments.statement)
    door.answer(_reconciled_document(found, account), output.table(_reconciled_rows(door, found, account)))
    return DONE


def _reconciled_rows(door: Door, found: Reconciled, account: Account) -> Iterator[tuple[str, ...]]:
    told = found.told
    rows = (
        (N_("The bank’s balance"), told.statement),
        (N_("The books’ balance"), told.book),
        (N_("At the bank, not in the books"), told.not_booked),
        (N_("In the books, not at the bank"), told.not_at_bank),
        (N_("From before the first statement"), found.beginning),
        (N_("Not explained"), told.unexplained - found.beginning),
    )
    for label, minor in rows:
        yield door.t(label), from_minor(minor, account.currency)


def _reconciled_document(found: Reconciled, account: Account) -> dict[str, object]:
    told = found.told

    def amount(minor: int) -> str:
        return from_minor(minor, account.currency)

    return {
        "statement": found.statement.id,
        "day": found.statement.last.isoformat(),
        "currency": account.currency,
        "bank": amount(told.statement),
        "books": amount(told.book),
        "not_booked": amount(told.not_booked),
        "not_at_bank": amount(told.not_at_bank),
        "beginning": amount(found.beginning),
        "unexplained": amount(told.unexplained - found.beginning),
        "lines": [one.id for one in told.lines],
        "documents": [one.id for one in told.documents],
    }


def _account(workspace: Workspace, name: str) -> Account:
    return BankStatements(workspace.context, workspace.records).account(name)


COMMANDS = (
    Command(
        ("bank", "take"),
        N_("Take a statement of a bank out of its file."),
        _take,
        _take_takes,
        N_(
            "The lines must lead from the opening to the closing balance, or nothing is taken. Both are read"
            " from the balance beside each line, or typed. Lines that are here already are passed over."
        ),
    ),
    Command(
        ("bank", "lines"), N_("List lines of a bank, with what they are or may be."), _lines, _lines_takes
    ),
    Command(("bank", "match"), N_("Say which documents a line of the bank is."), _match, _match_takes),
    Command(("bank", "unmatch"), N_("Take back what a line was matched with."), _unmatch, _unmatch_takes),
    Command(("bank", "book"), N_("Enter the expense that a line is, and match it."), _book, _book_takes),
    Command(
        ("bank", "reconcile"),
        N_("Set a bank’s balance beside the books’."),
        _reconcile,
        _reconcile_takes,
    ),
)
