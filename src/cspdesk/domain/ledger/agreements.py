"""Agreements as the ledger needs them: currency, exchange rule, budget, amendments, sub-grants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cspdesk.domain.ledger.accounts import Account
from cspdesk.domain.ledger.names import AccountId, AgreementId, SubGrantId
from cspdesk.domain.ledger.rates import Rate
from cspdesk.domain.text import Msg


class Rule:
    """How somoni become the agreement's currency (the code list ``exchange_rule``)."""

    FIFO = "transfer_rate_fifo"
    DAY = "nbt_rate_of_day"
    MONTH = "monthly_average"
    TABLE = "monthly_table"
    FIXED = "fixed"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A line of the budget in the agreement's currency, in minor units."""

    code: str
    amount: int


@dataclass(frozen=True, slots=True)
class Amendment:
    """A signed change: what it names replaces what was before, from its date on."""

    signed: date
    lines: tuple[BudgetLine, ...] = ()
    total: int | None = None
    end: date | None = None
    document: str = field(default="", compare=False)
    """The record that says it."""


@dataclass(frozen=True, slots=True)
class SubGrant:
    """What is promised to a member out of an agreement, in the sub-grant's own currency."""

    id: SubGrantId
    amount: int
    currency: str
    line: str = ""
    """The budget line that bears it where a document of it names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What a donor promised, or own funds (``Rule.OWN``, in somoni); amounts in minor units."""

    id: AgreementId
    currency: str
    rule: str
    total: int = 0
    lines: tuple[BudgetLine, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    sub_grants: tuple[SubGrant, ...] = ()
    rate: Rate | None = None
    """For ``Rule.FIXED``: somoni for so many units of the agreement's currency."""
    table: str = ""
    """For ``Rule.TABLE``: the name of the donor's table."""
    difference_line: str = ""
    """The budget line that bears exchange differences; empty: they are shown apart."""
    lacks: Msg | None = field(default=None, hash=False)
    """Why nothing can be posted to it yet; whatever names it lacks that."""

    def budget_on(self, day: date) -> dict[str, int]:
        """Each line's amount by the amendments signed up to a day, in the budget's order."""
        budget = {line.code: line.amount for line in self.lines}
        for amendment in self._signed(day):
            budget.update({line.code: line.amount for line in amendment.lines})
        return budget

    def total_on(self, day: date) -> int:
        """The total by the amendments signed up to a day."""
        totals = [amendment.total for amendment in self._signed(day) if amendment.total is not None]
        return totals[-1] if totals else self.total

    def _signed(self, day: date) -> list[Amendment]:
        signed = [amendment for amendment in self.amendments if amendment.signed <= day]
        return sorted(signed, key=lambda amendment: amendment.signed)


@dataclass(frozen=True, slots=True)
class Chart:
    """The accounts and agreements that documents name, by id."""

    accounts: dict[AccountId, Account] = field(default_factory=dict)
    agreements: dict[AgreementId, Agreement] = field(default_factory=dict)
    sub_grants: dict[SubGrantId, tuple[AgreementId, SubGrant]] = field(default_factory=dict)
    unready: dict[AgreementId, Msg] = field(default_factory=dict)
    """Agreements to which nothing can be posted yet, and why."""

    @staticmethod
    def of(accounts: Iterable[Account], agreements: Iterable[Agreement]) -> Chart:
        """The chart of what is given, in the order of ids."""
        chart = Chart()
        chart.accounts.update((one.id, one) for one in sorted(accounts, key=lambda one: one.id))
        for agreement in sorted(agreements, key=lambda one: one.id):
            if agreement.lacks is not None:
                chart.unready[agreement.id] = agreement.lacks
                continue
            chart.agreements[agreement.id] = agreement
            chart.sub_grants.update((one.id, (agreement.id, one)) for one in agreement.sub_grants)
        return chart

    def draws_lots(self, agreement: AgreementId, currency: str) -> bool:
        """Whether money of a currency is worth to an agreement what the oldest lots say."""
        found = self.agreements[agreement]
        return found.rule == Rule.FIFO and currency != found.currency
