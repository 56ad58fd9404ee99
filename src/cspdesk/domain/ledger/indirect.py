"""Indirect costs at a rate: the agreement's share goes to own funds, and nothing leaves the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cspdesk.domain.ledger.accounts import RECOVERED, expense_of
from cspdesk.domain.ledger.booking import Booking, Sums
from cspdesk.domain.ledger.books import Books
from cspdesk.domain.ledger.documents import NO_ACCOUNT, NO_AGREEMENT, Document
from cspdesk.domain.ledger.lacking import Check
from cspdesk.domain.ledger.names import AccountId, AgreementId
from cspdesk.domain.money import quotient
from cspdesk.domain.text import N_, msg

ARTICLE = "indirect_costs"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndirectCosts(Document):
    """A period's share of indirect costs, in one account.

    Charged is ``percent`` (digits, decimals) of what the lines of the base bear up to the day, rounded,
    less what ``line`` bore before.  An empty base: every line but ``line``.
    """

    kind: ClassVar[str] = "indirect_costs"

    account: AccountId = NO_ACCOUNT
    agreement: AgreementId = NO_AGREEMENT
    own: AgreementId = NO_AGREEMENT
    line: str = ""
    percent: tuple[int, int] = (0, 0)
    base: tuple[str, ...] = ()


def check_indirect(one: IndirectCosts, check: Check) -> None:
    """Account, agreement, own funds, rate; whatever values the difference."""
    account = check.account(one.account)
    check.agreement(one.agreement)
    check.agreement(one.own)
    if one.percent[0] <= 0:
        check.lack(msg(N_("The rate of indirect costs is not filled in.")))
    if one.line in one.base:
        check.lack(msg(N_("The line of indirect costs cannot be part of their base.")))
    if account is not None:
        check.rate(account.currency)
        check.rule(one.agreement, account.currency)


def due(one: IndirectCosts, books: Books) -> int:
    """What is to be charged now, in the agreement's currency; below zero where too much was."""
    charged = {line: value for (name, line), value in books.charged.items() if name == one.agreement}
    before = charged.pop(one.line, 0)
    base = sum(value for line, value in charged.items() if not one.base or line in one.base)
    digits, decimals = one.percent
    return quotient(base * digits, 10 ** (decimals + 2)) - before


def post_indirect(one: IndirectCosts, booking: Booking) -> None:
    """Expense + and account - for the agreement; account + and costs recovered - for own funds."""
    value = due(one, booking.books)
    if not value:
        return
    currency = booking.currency_of(one.account)
    if value > 0:
        amount = booking.draw_worth(one.agreement, currency, value)
    else:
        amount = -booking.amount_worth(one.agreement, currency, -value)
        booking.lay(one.agreement, currency, -amount, -value)
    tjs = booking.somoni(amount, currency)
    sums = Sums(amount, tjs, value)
    booking.charge(expense_of(ARTICLE), one.agreement, currency, sums, line=one.line, article=ARTICLE)
    booking.post(one.account, one.agreement, currency, sums.mirrored())
    gained = booking.worth(one.own, currency, amount)
    own = Sums(amount, tjs, gained)
    booking.post(one.account, one.own, currency, own, part=1)
    booking.post(RECOVERED, one.own, currency, own.mirrored(), part=1, article=ARTICLE)
    booking.lay(one.own, currency, amount, gained)
