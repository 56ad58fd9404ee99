"""Balances: what lies where on a day, the trial balance, and what each agreement owns.

Money in foreign currency is re-valued at the cut-off by the official rate, rounded once for each account
and agreement; the difference is a function of the day, and of nothing that anybody looked at before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cspdesk.domain.ledger.accounts import BROUGHT_FORWARD, DIFFERENCE, HELD, OF_THE_YEAR, Section
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import SOMONI, AgreementId
from cspdesk.domain.ledger.rollup import Row
from cspdesk.domain.ledger.valuing import in_somoni


@dataclass(frozen=True, slots=True)
class Balance:
    """What an agreement has in a money account: in its currency, and in somoni at the cut-off.

    Below zero it is borrowed from the others in the same account.
    """

    account: str
    agreement: AgreementId
    currency: str
    amount: int
    tjs: int
    carried: int
    """The somoni at which the books carry it, before re-valuing."""

    @property
    def revaluation(self) -> int:
        """What re-valuing adds: above zero a gain."""
        return self.tjs - self.carried


def money(ledger: Ledger, day: date) -> tuple[Balance, ...]:
    """Every account and agreement with money at the end of a day, in the order of their names.

    Where a currency has no official rate the carried somoni stand.
    """
    rows = ledger.rollup.rows(None, day)
    return tuple(balance for balance in money_in(ledger, rows, day) if balance.amount)


def money_in(ledger: Ledger, rows: Iterable[Row], day: date) -> tuple[Balance, ...]:
    """The money in sums that begin with the books, re-valued on a day.

    An account that is empty and still carries somoni is among them: its difference is final.
    """
    sums: dict[tuple[str, AgreementId, str], list[int]] = {}
    for row in rows:
        if row.section == Section.MONEY:
            found = sums.setdefault((row.account, row.agreement, row.currency), [0, 0])
            found[0] += row.amount
            found[1] += row.tjs
    rates = ledger.rates_on(day)
    made = []
    for (account, agreement, currency), (amount, carried) in sorted(sums.items()):
        tjs = carried if currency == SOMONI else in_somoni(amount, currency, day, rates)
        if amount or carried:
            made.append(
                Balance(account, agreement, currency, amount, carried if tjs is None else tjs, carried)
            )
    return tuple(made)


def revaluation(balances: Iterable[Balance]) -> int:
    """What re-valuing adds to the books: above zero a gain."""
    return sum(balance.revaluation for balance in balances)


def trial_balance(ledger: Ledger, day: date, *, year_from: date | None = None) -> dict[str, int]:
    """Somoni of every account at the end of a day, money re-valued; accounts that are empty left out.

    With ``year_from``, income and expenditure before that day are part of the funds brought forward.
    """
    sums: dict[str, int] = {}
    rows = ledger.rollup.rows(None, day)
    for row in rows:
        sums[row.account] = sums.get(row.account, 0) + row.tjs
    for balance in money_in(ledger, rows, day):
        sums[balance.account] += balance.revaluation
        sums[DIFFERENCE] = sums.get(DIFFERENCE, 0) - balance.revaluation
    if year_from is not None:
        eve = year_from - timedelta(days=1)
        before: dict[str, int] = {}
        rows = ledger.rollup.rows(None, eve)
        for row in rows:
            if row.section in OF_THE_YEAR:
                before[row.account] = before.get(row.account, 0) + row.tjs
        gained = revaluation(money_in(ledger, rows, eve))
        before[DIFFERENCE] = before.get(DIFFERENCE, 0) - gained
        for account, tjs in before.items():
            sums[account] = sums.get(account, 0) - tjs
            sums[BROUGHT_FORWARD] = sums.get(BROUGHT_FORWARD, 0) + tjs
    return {account: sums[account] for account in sorted(sums) if sums[account]}


def value_balance(ledger: Ledger, agreement: AgreementId, day: date) -> dict[str, int]:
    """The agreement's own ledger by account, in its currency, before anything is re-valued."""
    sums: dict[str, int] = {}
    for row in ledger.rollup.rows(None, day):
        if row.agreement == agreement:
            sums[row.account] = sums.get(row.account, 0) + row.value
    return {account: sums[account] for account in sorted(sums) if sums[account]}


def net_assets(ledger: Ledger, day: date) -> dict[AgreementId, int]:
    """In somoni, what each agreement holds less what it owes, goods and open advances too."""
    rows = ledger.rollup.rows(None, day)
    sums: dict[AgreementId, int] = {}
    for row in rows:
        if row.section in HELD:
            sums[row.agreement] = sums.get(row.agreement, 0) + row.tjs
    for balance in money_in(ledger, rows, day):
        sums[balance.agreement] += balance.revaluation
    return {agreement: sums[agreement] for agreement in sorted(sums)}


def borrowed(ledger: Ledger, day: date) -> tuple[Balance, ...]:
    """Where an agreement has used money of the others in an account."""
    return tuple(balance for balance in money(ledger, day) if balance.amount < 0)
