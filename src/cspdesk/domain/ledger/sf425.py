"""The figures of the United States' Federal Financial Report, SF-425, line 10, cumulative.

Lines a to o as the form has them (OMB 4040-0014).  ``b`` is what was paid out: charged and advanced,
less what is still owed; ``f`` is what is promised: advances open, sub-grants not yet advanced, contracts
open, each at the cut-off.  Programme income is no money of the government's: neither it nor what was spent
of it is in lines a to h.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.accounts import income_of
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import AgreementId
from cspdesk.domain.ledger.promised import Promise, contracts_open, sub_grants_open
from cspdesk.domain.ledger.statements import statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What the agreement's terms and the report itself add: own share, and how programme income was used."""

    required: int = 0
    charged: int = 0
    deducted: int = 0
    added: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FederalReport:
    """Line 10 in minor units of the agreement's currency, and the figures of the remarks."""

    a: int
    b: int
    d: int
    e: int
    f: int
    i: int
    j: int
    l: int  # noqa: E741 - the form's own letters
    m: int
    n: int
    unpaid: int
    difference: int
    in_hand: int
    """Money, and somoni at what they are worth, with what is still owed added back."""

    @property
    def c(self) -> int:
        """Cash on hand."""
        return self.a - self.b

    @property
    def g(self) -> int:
        """Total federal share."""
        return self.e + self.f

    @property
    def h(self) -> int:
        """Unobligated balance."""
        return self.d - self.g

    @property
    def k(self) -> int:
        """Remaining own share."""
        return self.i - self.j

    @property
    def o(self) -> int:
        """Unexpended programme income: less the deduction, or less the addition."""
        return self.l - (self.m or self.n)


NO_SHARE = Share()
PROGRAMME_INCOME = "own_activity"
"""The source of what the agreement's own activity earned; fees and interest are not programme income."""


def sf425(ledger: Ledger, name: AgreementId, day: date, share: Share = NO_SHARE) -> FederalReport:
    """The report of an agreement on a day, since its beginning."""
    found, income, used = (
        statement(ledger, name, day),
        _income(ledger, name, day),
        share.deducted + share.added,
    )
    return FederalReport(
        a=found.received - found.returned - income,
        b=found.charged - used + found.advances - found.unpaid,
        d=ledger.chart.agreements[name].total_on(day),
        e=found.charged - used,
        f=found.advances + sum(one.worth or 0 for one in federal_promises(ledger, name, day)),
        i=share.required,
        j=share.charged,
        l=income,
        m=share.deducted,
        n=share.added,
        unpaid=found.unpaid,
        difference=found.difference,
        in_hand=found.held + found.pool_value + found.unpaid,
    )


def _income(ledger: Ledger, name: AgreementId, day: date) -> int:
    """Programme income since the beginning."""
    account = income_of(PROGRAMME_INCOME)
    rows = ledger.rollup.rows(None, day)
    return -sum(row.value for row in rows if row.agreement == name and row.account == account)


def federal_promises(ledger: Ledger, name: AgreementId, day: date) -> tuple[Promise, ...]:
    """What line f adds to the advances; one without a worth has no rate, and is for the report to name."""
    return (*sub_grants_open(ledger, name, day), *contracts_open(ledger, name, day))
