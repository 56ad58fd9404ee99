"""Figures of the whole organisation: what lies in an account, the trial balance, the postings themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.balances import Balance, money, trial_balance
from cspdesk.domain.ledger.names import SOMONI, AccountId
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.text import msg
from cspdesk.presenters.books import BooksState
from cspdesk.presenters.figures import Sum, rows_of
from cspdesk.services.books import Column, Figure, Measure
from cspdesk.services.books.figures import of_account

HELD, TRIAL = "in", "trial"
"""Keys of figures: ``in:ACCOUNT:AGREEMENT``, without an agreement for all; ``trial:CODE``."""


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One account of the trial balance, in dirams: above zero debit, below credit."""

    code: str
    tjs: int


@dataclass(frozen=True, slots=True)
class BookFigures:
    """The books on a day."""

    books: BooksState
    day: date

    def figure(self, key: str) -> Sum:
        """A figure by its key, with the rows that it is the sum of."""
        head, _, rest = key.partition(":")
        ledger, names = self.books.ledger, self.books.names
        if head == TRIAL:
            return Sum(key, names.account(rest), SOMONI, rows_of(ledger, of_account(rest, self.day)))
        account, _, agreement = rest.partition(":")
        asked = Figure(
            measure=Measure.MONEY,
            last=self.day,
            column=Column.AMOUNT,
            account=account,
            agreement=agreement,
        )
        label = names.account(account)
        if agreement:
            label = msg("{account} · {agreement}", account=label, agreement=names.agreement(agreement))
        return Sum(key, label, self.currency_of(account), rows_of(ledger, asked))

    def currency_of(self, account: str) -> str:
        """An account's currency; empty where it is not filled in yet."""
        found = self.books.ledger.chart.accounts.get(AccountId(account))
        return "" if found is None else found.currency

    def in_account(self, account: str) -> tuple[Balance, ...]:
        """What each agreement has in an account."""
        return tuple(one for one in money(self.books.ledger, self.day) if one.account == account)

    def trial(self) -> tuple[TrialRow, ...]:
        """Every account of the books, in somoni, where money lies first and by name; their sum is nothing."""
        named = self.books.names.accounts
        rows = trial_balance(self.books.ledger, self.day).items()
        # an id says nothing to a reader: in its order cash stood between two bank accounts
        ordered = sorted(rows, key=lambda one: (one[0] not in named, named.get(one[0], one[0])))
        return tuple(TrialRow(code, tjs) for code, tjs in ordered)

    def moved(self, account: str) -> tuple[Posting, ...]:
        """The lines of an account, the last first."""
        lines = self.books.ledger.rollup.lines(None, self.day)
        return tuple(line for line in reversed(lines) if line.account == account)

    def postings(self) -> tuple[Posting, ...]:
        """Every line of the ledger, the last first."""
        return tuple(reversed(self.books.ledger.rollup.lines(None, self.day)))
