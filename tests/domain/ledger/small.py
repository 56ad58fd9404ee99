"""A small office for single cases: round rates, one agreement of each kind, somoni and two foreign accounts.

Official rates all year: EUR 11.0000, USD 10.0000, so that values are seen at a glance.
"""

from datetime import date, timedelta
from typing import Any

from cspdesk.domain.ledger.accounts import Account
from cspdesk.domain.ledger.agreements import Agreement, BudgetLine, Rule, SubGrant
from cspdesk.domain.ledger.expenses import Allocation, Expense
from cspdesk.domain.ledger.names import AccountId, AgreementId, DocumentId, SubGrantId
from cspdesk.domain.ledger.rates import DayRate, Rate, Rates
from cspdesk.domain.ledger.receipts import Receipt
from cspdesk.domain.ledger.transfers import Conversion
from tests.domain.ledger.worked import World

EUR, USD, BANK, CASH = (AccountId(name) for name in ("EUR", "USD", "BANK", "CASH"))
FIFO, DAILY, OWN = (AgreementId(name) for name in ("FIFO", "DAILY", "OWN"))
SUB, DOLLARS = SubGrantId("SUB"), SubGrantId("DOLLARS")
"""Sub-grants in somoni (out of FIFO) and in dollars (out of DAILY)."""


def steady(euro=110_000, dollar=100_000, *, until=date(2026, 12, 31)) -> Rates:
    """The same rates every day."""
    days = [date(2025, 1, 1) + timedelta(n) for n in range((until - date(2025, 1, 1)).days + 1)]
    pairs = (("EUR", euro), ("USD", dollar))
    return Rates(DayRate(currency, day, Rate(digits, 4)) for day in days for currency, digits in pairs)


def world(rates=None, closings=(), **terms) -> World:
    """FIFO in euro, DAILY in dollars, own funds; ``terms`` go into FIFO."""
    lines = (BudgetLine("1", 1_000_000), BudgetLine("2", 500_000))
    fifo = {"lines": lines, "total": 1_500_000, "sub_grants": (SubGrant(SUB, 1_000_000, "TJS"),), **terms}
    daily = (SubGrant(DOLLARS, 500_000, "USD"),)
    return World(
        rates or steady(),
        (
            Agreement(id=FIFO, currency="EUR", rule=Rule.FIFO, **fifo),
            Agreement(
                id=DAILY, currency="USD", rule=Rule.DAY, lines=lines, total=1_500_000, sub_grants=daily
            ),
            Agreement(id=OWN, currency="TJS", rule=Rule.OWN),
        ),
        (
            Account(EUR, "bank", "EUR"),
            Account(USD, "bank", "USD"),
            Account(BANK, "bank", "TJS"),
            Account(CASH, "cash", "TJS"),
        ),
        tuple(closings),
    )


def head(name, day="2025-02-03", **more):
    """Id and date."""
    return {"id": DocumentId(name), "dated": date.fromisoformat(day), **more}


def receipt(name, amount, day="2025-02-03", *, account=EUR, agreement=FIFO, value=0, **more):
    """Money that came."""
    return Receipt(
        account=account,
        agreement=agreement,
        amount=amount,
        value=value,
        source="donor_foreign_legal",
        **head(name, day, **more),
    )


def changed(name, paid, bought, day="2025-02-03", *, source=EUR, target=BANK, agreement=FIFO, **more):
    """Money changed at the bank."""
    return Conversion(
        agreement=agreement, source=source, paid=paid, target=target, bought=bought, **head(name, day, **more)
    )


def spent(name, amount, day="2025-02-10", *, account=BANK, agreement=FIFO, line="1", **more):
    """An expense that one line bears."""
    terms: dict[str, Any] = {
        "article": "events",
        "allocations": (Allocation(agreement=agreement, line=line, percent=(100, 0)),),
    }
    names = {"payable", "article", "allocations", "withheld", "contract"}
    terms |= {key: more.pop(key) for key in names & set(more)}
    return Expense(account=account, amount=amount, **terms, **head(name, day, **more))


def lines(found, name, *, agreement=None):
    """A document's lines as {account: (somoni, value)}."""
    sums: dict[str, tuple[int, int]] = {}
    for p in found.postings:
        if p.document == name and agreement in {None, p.agreement}:
            tjs, value = sums.get(p.account, (0, 0))
            sums[p.account] = (tjs + p.tjs, value + p.value)
    return sums
