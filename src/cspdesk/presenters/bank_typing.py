"""A statement typed from paper without glass: its balances, its lines, and whether they lead there."""

from __future__ import annotations

from collections.abc import Callable

from cspdesk.domain.bank_lines import missing
from cspdesk.domain.money import from_minor
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.i18n.typed import Refusal, parse_amount
from cspdesk.presenters.bank_rows import PaperLines
from cspdesk.presenters.grid import GridPresenter
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.presenters.short_drafts import ShortDraft
from cspdesk.services.bank.statements import Account, BankStatements, TakenStatement

KIND = "bank_statement"
OPENING, CLOSING, LINES = "opening", "closing", "lines"


class BankTyping(Observable):
    """One statement of an account: a draft until its lines lead from balance to balance and it is taken."""

    def __init__(
        self,
        session: Session,
        statements: BankStatements,
        account: Account,
        draft: ShortDraft,
        *,
        opening: str = "",
    ) -> None:
        super().__init__()
        self.session = session
        self.account = account
        self._statements = statements
        self._draft = draft
        kept = draft.unread
        self.balances = (kept.get(OPENING, "" if kept else opening), kept.get(CLOSING, ""))
        """Both as they were typed."""
        self.lines = PaperLines(session, account.currency, kept.get(LINES, ""))
        self.lines.begin_from(self._read(self.balances[0]))
        self.grid = GridPresenter(self.lines.columns(), self.lines)
        self._stop = self.lines.listen(self._on_lines)

    def close(self) -> None:
        """Leave the row that is being written, and listen no more; what was typed stays a draft."""
        self.grid.close()
        self._stop()
        if self.balances[1].strip() or self.lines.kept:
            self._draft.keep()
        else:
            self._draft.let_go()

    def speak(self) -> None:
        """Say the heads of the columns in the person's language."""
        self.grid.set_columns(self.lines.columns())

    def type_balances(self, opening: str, closing: str) -> None:
        """The balances that stand on the paper, as a person types them."""
        if (opening, closing) != self.balances:
            self.balances = (opening, closing)
            self._keep()
            self.lines.begin_from(self._read(opening))

    def _on_lines(self) -> None:
        self._keep()
        self.tell()

    def _keep(self) -> None:
        opening, closing = self.balances
        typed = {OPENING: opening, CLOSING: closing, LINES: self.lines.kept}
        typed = {name: text for name, text in typed.items() if text}
        if typed or self._draft.unread:
            self._draft.type({}, typed)

    def _read(self, typed: str) -> int | None:
        found = parse_amount(typed, currency=self.account.currency) if typed.strip() else None
        return None if found is None or isinstance(found, Refusal) else found

    @property
    def _ends(self) -> tuple[int, int] | None:
        begins, ends = (self._read(typed) for typed in self.balances)
        return None if begins is None or ends is None else (begins, ends)

    @property
    def can_take(self) -> bool:
        """Whether every line is complete and they lead from balance to balance."""
        lines, ends = self.lines.lines, self._ends
        return (
            bool(lines)
            and not self.lines.lacking
            and ends is not None
            and not missing(ends[0], lines, ends[1])
        )

    def told(self) -> tuple[Msg, str]:
        """How the statement stands, and its tone."""
        for typed in self.balances:
            found = parse_amount(typed, currency=self.account.currency) if typed.strip() else None
            if isinstance(found, Refusal):
                return msg(N_("“{typed}”: {what}"), typed=typed[:40], what=found.words), "bad"
        ends, lines, currency = self._ends, self.lines.lines, self.account.currency
        if ends is None:
            return msg(N_("Type the balances that the statement begins and ends with.")), "plain"
        if self.lines.lacking:
            return plural(
                N_("{n} line lacks something: its row says what."),
                N_("{n} lines lack something: their rows say what."),
                self.lines.lacking,
            ), "warn"
        formats = self.session.formats
        opening, closing = (formats.amount_with_code(one, currency) for one in ends)
        lacks = missing(ends[0], lines, ends[1])
        if lacks or not lines:
            return msg(
                N_("The lines do not lead from {opening} to {closing}: {missing} {currency} is missing."),
                opening=opening,
                closing=closing,
                missing=from_minor(lacks, currency),
                currency=currency,
            ), "warn"
        return plural(
            N_("{n} line leads from {opening} to {closing}."),
            N_("{n} lines lead from {opening} to {closing}."),
            len(lines),
            opening=opening,
            closing=closing,
        ), "good"

    def take(self, then: Callable[[TakenStatement], None]) -> None:
        """Take the statement; the draft goes with it."""
        ends, lines = self._ends, self.lines.lines
        if ends is None or not self.can_take:
            return
        self._draft.wait()

        def done(taken: TakenStatement) -> None:
            self._draft.done()
            then(taken)

        self.session.save(
            lambda: self._statements.take_typed(
                lines, account=self.account.id, opening=ends[0], closing=ends[1], draft=self._draft.id
            ),
            done,
        )
