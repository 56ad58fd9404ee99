"""Bank statements without glass: lines with what they may be, Enter after Enter, and what is under way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from cspdesk.domain.errors import CspdeskError, NotFoundError
from cspdesk.domain.money import from_minor
from cspdesk.domain.reconciling import BankRule
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.bank_typing import KIND as STATEMENT
from cspdesk.presenters.bank_typing import BankTyping
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.presenters.short_drafts import ShortDrafts
from cspdesk.services.bank.columns import FILE
from cspdesk.services.bank.matching import BankMatching, DocumentView, LineView
from cspdesk.services.bank.reconciling import Reconciled, Reconciling, StatementView
from cspdesk.services.bank.statements import Account, BankStatements, TakenStatement
from cspdesk.services.books import Sameness
from cspdesk.services.imports.chosen import LEFT_OUT
from cspdesk.services.imports.outcome import Seen
from cspdesk.services.results import Changes

T = TypeVar("T")
WAITING, ALL = "waiting", "all"


@dataclass(frozen=True, slots=True)
class _Found:
    accounts: tuple[Account, ...]
    account: Account | None
    statements: tuple[StatementView, ...] = ()
    lines: tuple[LineView, ...] = ()
    reconciled: Reconciled | None = None


class BankPresenter(Observable):
    """One account's lines, the one that is chosen, and the statement that is being taken or typed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        context, records = session.workspace.context, session.workspace.records
        self._statements = BankStatements(context, records)
        self._matching = BankMatching(context, records)
        self._reconciling = Reconciling(context)
        self._sameness = Sameness(context, records)
        self.accounts: tuple[Account, ...] = ()
        self.account: Account | None = None
        self.statements: tuple[StatementView, ...] = ()
        self.statement = ""
        """The statement whose lines are shown; empty for all."""
        self.which = WAITING
        self.lines: tuple[LineView, ...] = ()
        self.reconciled: Reconciled | None = None
        self.chosen = ""
        self.candidates: tuple[DocumentView, ...] = ()
        self.marked: tuple[str, ...] = ()
        """Documents that a person has marked for the chosen line."""
        self.file: Path | None = None
        self.seen: tuple[Seen, ...] = ()
        self.checked: TakenStatement | None = None
        self.taken: TakenStatement | None = None
        self.fault: CspdeskError | None = None
        self.typing: BankTyping | None = None
        """The statement that is being typed from paper."""
        self._drafts = ShortDrafts(session, STATEMENT)
        self._columns: dict[str, str] = {}
        self._balances = ("", "")
        self._asked = 0
        self._wanted = ""
        self._stop = session.on_changes(lambda _changes: self.ask())

    def close(self) -> None:
        """Ask no more."""
        self.leave_typing()
        self._stop()

    # --- what is shown ---------------------------------------------------------------------------------

    def ask(self) -> None:
        """Read the account's lines anew, and what the books have for them."""
        self._asked += 1
        asked, wanted, statement = self._asked, self._wanted, self.statement

        def work() -> _Found:
            accounts = tuple(one for one in self._statements.accounts() if one.currency)
            account = next((one for one in accounts if one.id == wanted), self._reconciling.begin(accounts))
            if account is None:
                return _Found(accounts, None)
            found = None
            with suppress(NotFoundError):
                found = self._reconciling.reconcile(account, statement)
            lines = self._matching.lines(account, statement=statement)
            return _Found(accounts, account, self._reconciling.statements(account), lines, found)

        def done(found: _Found) -> None:
            if asked != self._asked:
                return
            self.accounts, self.account = found.accounts, found.account
            self._wanted = found.account.id if found.account is not None else ""
            self.statements, self.lines, self.reconciled = found.statements, found.lines, found.reconciled
            shown = self.shown()
            if self.chosen not in {one.line.id for one in shown}:
                self.choose(shown[0].line.id if shown else "")
            self.tell()

        self.session.read(work, done)

    def shown(self) -> tuple[LineView, ...]:
        """The lines that are shown: those that wait for a match or an answer, or all."""
        return tuple(one for one in self.lines if self.which == ALL or not one.matched or one.twins)

    def choose_account(self, account: str) -> None:
        """Show another account."""
        self.leave_typing()
        self._wanted, self.statement, self.chosen = account, "", ""
        self.ask()

    def choose_statement(self, statement: str) -> None:
        """Show one statement's lines, or all."""
        self.statement = statement
        self.ask()

    def show_which(self, which: str) -> None:
        """Show the lines that wait, or all."""
        self.which = which
        self.ask()

    def choose(self, line: str) -> None:
        """Show a line and what it may be."""
        self.chosen, self.marked, self.candidates = line, (), ()
        view, account = self.view, self.account
        if view is not None and account is not None and not view.matched:
            self.session.read(lambda: self._matching.candidates(account, view.line), self._offer)
        self.tell()

    def _offer(self, candidates: tuple[DocumentView, ...]) -> None:
        self.candidates = candidates
        self.tell()

    @property
    def view(self) -> LineView | None:
        """The line that is chosen."""
        return next((one for one in self.lines if one.line.id == self.chosen), None)

    # --- matching --------------------------------------------------------------------------------------

    def accept(self) -> None:
        """The chosen line is what is proposed, or what is marked; the next one that waits is chosen."""
        view, account = self.view, self.account
        documents = self.marked or (tuple(one.id for one in view.proposed) if view is not None else ())
        if view is None or account is None or view.matched or not documents:
            return
        self._do(lambda: self._matching.accept(account, view.line.id, documents))

    def mark(self, documents: tuple[str, ...]) -> None:
        """Mark documents for the chosen line."""
        self.marked = documents
        self.tell()

    @property
    def marked_sum(self) -> int:
        """What the marked documents come to."""
        return sum(one.amount for one in self.candidates if one.id in self.marked)

    def unmatch(self) -> None:
        """Take back what the chosen line was matched with."""
        view = self.view
        if view is not None and view.matched:
            self._do(lambda: self._matching.unmatch(view.line.id))

    def other(self) -> tuple[str, str] | None:
        """Of the chosen line: a document that may have been entered twice, and the other one."""
        view = self.view
        if view is None or not view.twins:
            return None
        first, second = view.twins[0]
        shown = {one.id for one in (*view.matched, *view.proposed)}
        return (first, second) if first in shown else (second, first)

    def say(self, *, same: bool) -> None:
        """The two are one document, or two."""
        pair = self.other()
        if pair is not None:
            self.session.save(lambda: self._sameness.say(*pair, same=same), self._said)

    def _said(self, _changes: Changes) -> None:
        """The announcement of the change makes the lines be read again."""

    def book(self, *, article: str, agreement: str, line: str = "", remember: str = "") -> None:
        """Enter the expense that the chosen line is; with words, the same is offered from now on."""
        view, account = self.view, self.account
        if view is None or account is None or not article or not agreement:
            return
        rule = BankRule(remember.strip(), article, agreement, line.strip())
        self._do(lambda: self._matching.book(account, view.line.id, rule, remember=bool(rule.words)))

    def book_by_rule(self) -> None:
        """Enter what the rule that fits says."""
        view, account = self.view, self.account
        if view is not None and account is not None and view.rule is not None:
            rule = view.rule
            self._do(lambda: self._matching.book(account, view.line.id, rule))

    def _do(self, work: Callable[[], T]) -> None:
        shown = [one.line.id for one in self.shown()]
        at = shown.index(self.chosen) if self.chosen in shown else -1
        following = shown[at + 1] if 0 <= at < len(shown) - 1 else ""

        def done(_result: T) -> None:
            if self.which == WAITING and following:
                self.choose(following)

        self.session.save(work, done)

    # --- typing one ------------------------------------------------------------------------------------

    def begin_typing(self, account: str = "") -> None:
        """Type a statement from paper: what was typed before is there, else where the last one ended."""
        self.leave_file()
        self.leave_typing()

        def work() -> tuple[Account | None, str]:
            self._drafts.take(self._drafts.read())
            accounts = [one for one in self._statements.accounts() if one.currency]
            wanted = account or (self.account.id if self.account is not None else "")
            found = next((one for one in accounts if one.id == wanted), None)
            before = self._reconciling.statements(found) if found is not None else ()
            last = max(before, key=lambda one: one.last, default=None)
            return found, from_minor(last.closing, found.currency) if found is not None and last else ""

        def done(found: tuple[Account | None, str]) -> None:
            whose, opening = found
            if whose is None or self.typing is not None:
                return
            draft = self._drafts.open(STATEMENT, whose.id, given={"account": whose.id})
            self.typing = BankTyping(self.session, self._statements, whose, draft, opening=opening)
            if self.account is None or whose.id != self.account.id:
                self._wanted, self.statement, self.chosen = whose.id, "", ""
                self.ask()
            self.tell()

        self.session.read(work, done)

    def leave_typing(self) -> None:
        """Type no more for now: what was typed stays a draft."""
        typing, self.typing = self.typing, None
        if typing is not None:
            typing.close()
            self.tell()

    def take_typed(self) -> None:
        """Take the statement that was typed and show its lines."""
        if self.typing is not None:
            self.typing.take(self._on_taken)

    def _on_taken(self, taken: TakenStatement) -> None:
        self.taken = taken
        self.statement, self.chosen, self.typing = taken.statement, "", None
        self.ask()

    def keep(self) -> None:
        """Put what is typed on the disk, in the background."""
        self._drafts.keep()

    def keep_now(self) -> None:
        """What is typed is on the disk when this returns."""
        self._drafts.keep_now()

    # --- taking a file ---------------------------------------------------------------------------------

    def choices(self) -> list[tuple[str, str]]:
        """What a column of a bank's file may be."""
        t = self.session.t
        return [(LEFT_OUT, t(N_("Leave it out"))), *((one.name, t(msg(one.label))) for one in FILE.fields)]

    def open(self, path: Path) -> None:
        """Look at a bank's file."""
        self.leave_typing()
        self.file, self._columns, self._balances = path, {}, ("", "")
        self._look()

    def leave_file(self) -> None:
        """Take no file for now."""
        self.file, self.seen, self.checked, self.taken, self.fault = None, (), None, None, None
        self.tell()

    def choose_column(self, title: str, name: str) -> None:
        """What stands under a title is this."""
        self._columns[title] = name
        self._look()

    def type_balances(self, opening: str, closing: str) -> None:
        """The balances as a person types them, where the file has none."""
        if (opening, closing) != self._balances:
            self._balances = (opening, closing)
            self._look()

    def _look(self) -> None:
        path, account = self.file, self.account
        if path is None or account is None:
            return
        columns, (opening, closing) = dict(self._columns), self._balances
        self.checked = self.taken = self.fault = None

        def work() -> tuple[tuple[Seen, ...], TakenStatement | CspdeskError]:
            with BankStatements.opened(path) as stream:
                seen = self._statements.look(stream, columns)
            try:
                with BankStatements.opened(path) as stream:
                    return seen, self._statements.take(
                        stream,
                        account=account.id,
                        opening=opening,
                        closing=closing,
                        columns=columns,
                        dry_run=True,
                    )
            except CspdeskError as error:
                return seen, error

        def done(found: tuple[tuple[Seen, ...], TakenStatement | CspdeskError]) -> None:
            self.seen, told = found
            if isinstance(told, CspdeskError):
                self.fault = told
            else:
                self.checked = told
            self.tell()

        self.session.background.run(work, done, self._fail, lane="read")

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, CspdeskError):
            raise error
        self.seen, self.fault = (), error
        self.tell()

    @property
    def can_take(self) -> bool:
        """Whether the file adds up."""
        return self.checked is not None and not self.checked.problems

    def take(self) -> None:
        """Take the statement and show its lines."""
        path, account = self.file, self.account
        if path is None or account is None or not self.can_take:
            return
        columns, (opening, closing) = dict(self._columns), self._balances

        def work() -> TakenStatement:
            with BankStatements.opened(path) as stream:
                return self._statements.take(
                    stream, account=account.id, opening=opening, closing=closing, columns=columns
                )

        def done(taken: TakenStatement) -> None:
            self.file, self.seen, self.checked = None, (), None
            self._on_taken(taken)

        self.session.save(work, done, self._fail)

    def told(self) -> tuple[Msg, str] | None:
        """How the file stands, and its tone."""
        checked, fault = self.checked, self.fault
        if fault is not None:
            what = (
                fault.what
                if fault.hint is None
                else msg(N_("{what} {hint}"), what=fault.what, hint=fault.hint)
            )
            return what, "bad"
        if checked is None:
            return None
        if checked.problems:
            first = checked.problems[0]
            return msg(
                N_("Row {row}, column “{column}”: {what}"),
                row=first.row,
                column=first.column,
                what=first.what,
            ), "bad"
        formats, currency = self.session.formats, checked.account.currency
        return plural(
            N_("{n} line leads from {opening} to {closing}."),
            N_("{n} lines lead from {opening} to {closing}."),
            len(checked.lines),
            opening=formats.amount_with_code(checked.opening, currency),
            closing=formats.amount_with_code(checked.closing, currency),
        ), "good"

    def amount(self, minor: int) -> str:
        """An amount of the account as the language writes it."""
        return self.session.formats.amount_with_code(minor, self.account.currency if self.account else "TJS")
