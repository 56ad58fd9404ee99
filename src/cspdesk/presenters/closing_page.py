"""Closing a period: what was closed, what bars the next, what the banks say, and the act itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.accounts import AccountKind
from cspdesk.domain.ledger.closing import first_open
from cspdesk.domain.ledger.names import AccountId
from cspdesk.domain.periods import Period, period
from cspdesk.presenters.books import BooksPresenter, BooksState
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services.books import Banks, Bar, Closings, Signed
from cspdesk.services.results import Changes

OFFERED = 6
"""Periods that are offered to be closed."""


@dataclass(frozen=True, slots=True)
class BankRow:
    """A bank account: its currency, and what the books say at the period's end."""

    account: str
    name: str
    currency: str
    booked: int


class ClosingPresenter(Observable):
    """The closings held, and the one that is being made."""

    def __init__(self, session: Session, books: BooksPresenter) -> None:
        super().__init__()
        self.session = session
        self.books = books
        self.period: Period | None = None
        self.closed: tuple[Signed, ...] = ()
        self.bars: tuple[Bar, ...] | None = None
        """What stands in the way of closing the chosen period; None while it is asked."""
        self.stated: dict[str, int] = {}
        self.excused: set[str] = set()
        self.reason = ""
        self._closings = Closings(session.workspace.context)
        self._asked = 0
        self._stop = books.listen(self.ask)

    def close(self) -> None:
        """Ask no more."""
        self._stop()

    def offered(self) -> tuple[Period, ...]:
        """The half-years that are over and not closed, the oldest first."""
        state = self.books.state
        if state is None or not state.ledger.postings:
            return ()
        start = max(state.ledger.postings[0].accounted, first_open(state.ledger.seals))
        return tuple(
            one
            for one in Period(start, max(start, state.day)).half_years()
            if one.last < state.day and one.last >= start
        )[:OFFERED]

    def choose(self, code: str) -> None:
        """Look at a period: ``2026-H1``."""
        self.period = period(code) if code else None
        self.stated, self.excused, self.reason = {}, set(), ""
        self.ask()

    def ask(self) -> None:
        """Ask what stands in the way now."""
        self._asked += 1
        asked, chosen, banks = self._asked, self.period, self._banks()

        def work() -> tuple[tuple[Signed, ...], tuple[Bar, ...] | None]:
            every = self._closings.every()
            return every, None if chosen is None else self._closings.bars(chosen, banks)

        def done(found: tuple[tuple[Signed, ...], tuple[Bar, ...] | None]) -> None:
            if asked == self._asked:
                self.closed, self.bars = found
                self.tell()

        self.session.read(work, done)

    # --- what the banks say

    def bank_rows(self) -> tuple[BankRow, ...]:
        """The bank accounts that have moved, with what the books say at the period's end."""
        state = self.books.state
        if state is None or self.period is None:
            return ()
        return tuple(_bank_rows(state, self.period.last))

    def state_bank(self, account: str, minor: int | None) -> None:
        """What a bank's statement says at the period's end."""
        if minor is None:
            self.stated.pop(account, None)
        else:
            self.stated[account] = minor
        self.ask()

    def excuse(self, account: str, *, excused: bool) -> None:
        """There is no statement of a bank: the reason of the closing says why."""
        (self.excused.add if excused else self.excused.discard)(account)
        self.ask()

    def _banks(self) -> Banks:
        stated: Mapping[AccountId, int] = {AccountId(name): minor for name, minor in self.stated.items()}
        return Banks(stated, frozenset(AccountId(name) for name in self.excused))

    # --- the act

    @property
    def can_close(self) -> bool:
        """Whether nothing stands in the way; a bank left out needs a reason."""
        return self.bars == () and (not self.excused or bool(self.reason.strip()))

    def sign(self) -> None:
        """Close the chosen period; it is not opened again."""
        chosen, banks, reason = self.period, self._banks(), self.reason
        if chosen is None:
            return
        signer = self.session.whose.person

        def done(_found: tuple[Signed, Changes]) -> None:
            self.choose("")

        self.session.save(
            lambda: self._closings.close(chosen, signer=signer, reason=reason, banks=banks), done
        )


def _bank_rows(state: BooksState, day: date) -> list[BankRow]:
    sums: dict[str, int] = {}
    for row in state.ledger.rollup.rows(None, day):
        sums[row.account] = sums.get(row.account, 0) + row.amount
    return [
        BankRow(one.id, state.names.accounts.get(one.id, ""), one.currency, sums[one.id])
        for one in state.ledger.chart.accounts.values()
        if one.kind == AccountKind.BANK and one.id in sums
    ]
