"""An agreement's figures: what came, went and is left, its budget by line, where its money lies.

In the agreement's currency, but for where money lies: that is in the currency of each account.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.agreements import Agreement
from cspdesk.domain.ledger.balances import money
from cspdesk.domain.ledger.budgets import BudgetRow, budget_rows
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import AccountId, AgreementId, DocumentId
from cspdesk.domain.ledger.promised import Promise, contracts_open, missing_rate
from cspdesk.domain.ledger.statements import Statement, statement
from cspdesk.domain.periods import Period
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.figures import Sum, SumRow, rows_of
from cspdesk.services.books import Column, Figure, Measure

RECEIVED, RETURNED, SPENT, BROUGHT, DIFFERENCE = "received", "returned", "spent", "brought", "difference"
FUNDS, PROMISED, BALANCE, LEFT, ADVANCES, TOTAL = "funds", "promised", "balance", "left", "advances", "total"
LINE, HELD, ALL = "line", "held", "*"
"""Keys of figures: ``line:1.2:spent``, ``line:*:spent`` for all of them, ``held:ACCOUNT``."""

LABELS = {
    TOTAL: N_("Agreed"),
    BROUGHT: N_("Brought forward"),
    RECEIVED: N_("Received"),
    RETURNED: N_("Returned"),
    SPENT: N_("Spent"),
    ADVANCES: N_("With members"),
    DIFFERENCE: N_("Exchange difference"),
    FUNDS: N_("Came"),
    PROMISED: N_("Promised"),
    BALANCE: N_("Balance"),
    LEFT: N_("Left"),
}
_MEASURES = {
    BROUGHT: Measure.BROUGHT_FORWARD,
    RECEIVED: Measure.INCOME,
    RETURNED: Measure.RETURNED,
    SPENT: Measure.CHARGED,
    ADVANCES: Measure.ADVANCED,
    DIFFERENCE: Measure.DIFFERENCE,
}


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """An agreement on a day; ``figure`` gives any of its figures with its rows."""

    ledger: Ledger
    agreement: Agreement
    day: date
    statement: Statement
    budget: tuple[BudgetRow, ...]

    @staticmethod
    def of(ledger: Ledger, name: AgreementId, day: date) -> AgreementFigures:
        """The figures of an agreement at the end of a day."""
        today = Period(day, day)
        return AgreementFigures(
            ledger,
            ledger.chart.agreements[name],
            day,
            statement(ledger, name, day),
            budget_rows(ledger, name, today),
        )

    @property
    def currency(self) -> str:
        """The agreement's currency."""
        return self.agreement.currency

    def figure(self, key: str) -> Sum:
        """A figure by its key, with the rows that it is the sum of."""
        head, _, rest = key.partition(":")
        if head == LINE:
            code, _, column = rest.rpartition(":")
            return self._line(code, column)
        if head == HELD:
            return self._held(rest)
        rows = self._rows(key)
        return Sum(key, msg(LABELS[key]), self.currency, tuple(rows))

    def _rows(self, key: str) -> tuple[SumRow, ...]:
        if key == DIFFERENCE and self.agreement.difference_line:
            return ()
        if key in _MEASURES:
            return rows_of(self.ledger, self._asked(_MEASURES[key]))
        if key == PROMISED:
            return self._promised()
        if key == TOTAL:
            return self._total()
        sums = {
            FUNDS: ((BROUGHT, 1), (RECEIVED, 1), (RETURNED, -1)),
            BALANCE: ((FUNDS, 1), (DIFFERENCE, 1), (SPENT, -1)),
            LEFT: ((BALANCE, 1), (PROMISED, -1)),
        }
        return self._of_figures(sums[key])

    def _asked(self, measure: str, line: str | None = None) -> Figure:
        return Figure(
            measure=measure, last=self.day, column=Column.VALUE, agreement=self.agreement.id, line=line
        )

    def _of_figures(self, parts: tuple[tuple[str, int], ...]) -> tuple[SumRow, ...]:
        """Rows that are figures themselves; those that are nothing left out."""
        found = ((self.figure(key), sign) for key, sign in parts)
        return tuple(
            SumRow(sign * one.minor, words=one.label, opens=one.key) for one, sign in found if one.minor
        )

    def _promised(self) -> tuple[SumRow, ...]:
        """What is open of contracts, valued as what is held would be."""
        found = contracts_open(self.ledger, self.agreement.id, self.day)
        return tuple(SumRow(one.worth or 0, DocumentId(one.record), one.day) for one in found)

    @property
    def unvalued(self) -> tuple[Promise, ...]:
        """Open contracts that count nowhere, because there is no rate for the day."""
        found = contracts_open(self.ledger, self.agreement.id, self.day)
        return tuple(one for one in found if one.worth is None)

    @property
    def rate_missing(self) -> str:
        """The currency for want of whose rate they do."""
        return next(
            (missing_rate(self.ledger, self.agreement.id, one, self.day) for one in self.unvalued), ""
        )

    def _total(self) -> tuple[SumRow, ...]:
        rows = [SumRow(self.agreement.total, words=msg(N_("As first signed")))]
        standing = self.agreement.total
        for amendment in sorted(self.agreement.amendments, key=lambda one: one.signed):
            if amendment.signed <= self.day and amendment.total is not None:
                added = amendment.total - standing
                rows.append(SumRow(added, day=amendment.signed, words=msg(N_("Amendment"))))
                standing = amendment.total
        return tuple(row for row in rows if row.minor)

    # --- the budget

    def _line(self, code: str, column: str) -> Sum:
        """A cell of the budget; no code stands for what was charged without a line."""
        label = msg(TOTAL_LABELS[column]) if code == ALL else msg(LINE_LABELS[column], line=code)
        return Sum(f"{LINE}:{code}:{column}", label, self.currency, self._line_rows(code, column))

    def _line_rows(self, code: str, column: str) -> tuple[SumRow, ...]:
        key = f"{LINE}:{code}"
        if column == LEFT:
            return self._of_figures(((f"{key}:current", 1), (f"{key}:{SPENT}", -1)))
        if column == SPENT:
            return self._line_spent(code)
        if code == ALL:
            return self._total() if column == "current" else self._total()[:1]
        first = sum(line.amount for line in self.agreement.lines if line.code == code)
        rows = [SumRow(first, words=msg(N_("As first signed")))] if first else []
        if column == "current":
            rows += self._amended(code, first)
        return tuple(rows)

    def _amended(self, code: str, standing: int) -> list[SumRow]:
        rows = []
        for amendment in sorted(self.agreement.amendments, key=lambda one: one.signed):
            named = {line.code: line.amount for line in amendment.lines}
            if amendment.signed <= self.day and code in named:
                if added := named[code] - standing:
                    rows.append(SumRow(added, day=amendment.signed, words=msg(N_("Amendment"))))
                standing = named[code]
        return rows

    def _line_spent(self, code: str) -> tuple[SumRow, ...]:
        if code == ALL:
            return self._of_figures(tuple((f"{LINE}:{row.line}:{SPENT}", 1) for row in self.budget[:-1]))
        asked = [self._asked(Measure.CHARGED, code)]
        if code:
            asked.append(self._asked(Measure.GIVEN, code))
        return rows_of(self.ledger, *asked)

    # --- where it lies

    def held(self) -> tuple[tuple[str, str, int], ...]:
        """Accounts with money of the agreement: account, currency and how much; below zero is borrowed."""
        return tuple(
            (one.account, one.currency, one.amount)
            for one in money(self.ledger, self.day)
            if one.agreement == self.agreement.id
        )

    def _held(self, account: str) -> Sum:
        currency = self.ledger.chart.accounts[AccountId(account)].currency
        asked = Figure(
            measure=Measure.MONEY,
            last=self.day,
            column=Column.AMOUNT,
            account=account,
            agreement=self.agreement.id,
        )
        return Sum(f"{HELD}:{account}", msg(N_("In the account")), currency, rows_of(self.ledger, asked))


LINE_LABELS = {
    "original": N_("Line {line}: as first signed"),
    "current": N_("Line {line}: budget now"),
    SPENT: N_("Line {line}: spent"),
    LEFT: N_("Line {line}: left"),
}
TOTAL_LABELS = {
    "original": N_("All lines: as first signed"),
    "current": N_("All lines: budget now"),
    SPENT: N_("All lines: spent"),
    LEFT: N_("All lines: left"),
}
