"""Spending: paid or owed, shared between budget lines, with taxes withheld and VAT to recover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cspdesk.domain.ledger.accounts import VAT, expense_of, payable_of
from cspdesk.domain.ledger.booking import Booking, Sums
from cspdesk.domain.ledger.documents import NO_ACCOUNT, NO_AGREEMENT, NO_DOCUMENT, Document
from cspdesk.domain.ledger.lacking import Check
from cspdesk.domain.ledger.names import SOMONI, AccountId, AgreementId, DocumentId
from cspdesk.domain.ledger.splits import split
from cspdesk.domain.money import from_minor
from cspdesk.domain.text import N_, Msg, msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """The part of an expense that a budget line bears: a percentage (digits, decimals) or an amount."""

    agreement: AgreementId = NO_AGREEMENT
    line: str = ""
    percent: tuple[int, int] | None = None
    amount: int = 0
    recover: bool = False
    """VAT that the tax office will give back: an account instead of an expense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense(Document):
    """Spending, paid from an account (a bank charge too) or owed (``payable``: suppliers, a tax).

    ``withheld`` are taxes kept back, by the name of what is owed; they are shared like the expense.
    ``contract`` is the contract that it fulfils.
    """

    kind: ClassVar[str] = "expense"

    account: AccountId = NO_ACCOUNT
    payable: str = ""
    amount: int = 0
    article: str = ""
    allocations: tuple[Allocation, ...] = ()
    withheld: tuple[tuple[str, int], ...] = ()
    contract: DocumentId = NO_DOCUMENT


def check_expense(one: Expense, check: Check) -> None:
    """Account or debt, amount, article, allocations that make the whole, and what they are worth."""
    currency = SOMONI
    if not one.payable:
        account = check.account(one.account)
        currency = account.currency if account is not None else ""
    elif one.account:
        check.lack(msg(N_("An expense is either paid from an account or owed, not both.")))
    check.amount(one.amount)
    if not one.article:
        check.lack(msg(N_("The article of the expense is not filled in.")))
    if currency:
        check.rate(currency)
    if currency and currency != SOMONI and (one.withheld or any(part.recover for part in one.allocations)):
        check.lack(msg(N_("Taxes are withheld, and VAT is recovered, in somoni only.")))
    if any(amount <= 0 for _, amount in one.withheld) or sum(a for _, a in one.withheld) > one.amount:
        check.lack(msg(N_("The taxes withheld are more than the amount.")))
    _check_allocations(one, currency, check)


def _check_allocations(one: Expense, currency: str, check: Check) -> None:
    if not one.allocations:
        check.lack(msg(N_("No budget line bears the expense yet.")))
        return
    agreements = [check.agreement(part.agreement) for part in one.allocations]
    if any(
        agreement is not None and agreement.lines and not part.line and not part.recover
        for agreement, part in zip(agreements, one.allocations, strict=True)
    ):
        check.lack(msg(N_("A budget line is not filled in.")))
    by = weights(one)
    if min(by) < 0:
        check.lack(msg(N_("The amount must be above zero.")))
    elif (whole := _whole(one)) is None or sum(by) != whole:
        check.lack(_not_the_whole(one, currency))
    elif currency and one.amount > 0:
        for part, share in zip(one.allocations, split(one.amount, by), strict=True):
            check.worth(part.agreement, currency, share)


def _whole(one: Expense) -> int | None:
    """What the weights must add up to; None where percentages and amounts are mixed."""
    percents = [part.percent for part in one.allocations if part.percent is not None]
    if not percents:
        return one.amount
    if len(percents) < len(one.allocations):
        return None
    return int(100 * 10 ** max(decimals for _, decimals in percents))


def _not_the_whole(one: Expense, currency: str) -> Msg:
    if any(part.percent is not None for part in one.allocations):
        return msg(N_("The shares do not add up to 100 per cent."))
    return msg(
        N_("The allocations add up to {total}, the expense is {amount}."),
        total=from_minor(sum(part.amount for part in one.allocations), currency),
        amount=from_minor(one.amount, currency),
    )


def weights(one: Expense) -> list[int]:
    """What the amount, its somoni and its taxes are shared by: percentages, else amounts."""
    percents = [part.percent for part in one.allocations if part.percent is not None]
    if not percents:
        return [part.amount for part in one.allocations]
    most = max(decimals for _, decimals in percents)
    return [digits * 10 ** (most - decimals) for digits, decimals in percents]


def post_expense(one: Expense, booking: Booking) -> None:
    """Expense + for each line, its account - and the taxes withheld -; each valued by its own rule."""
    currency = SOMONI if one.payable else booking.currency_of(one.account)
    paid_from = payable_of(one.payable) if one.payable else one.account
    somoni = booking.somoni(one.amount, currency)
    by = weights(one)
    taxes = [split(amount, by) for _, amount in one.withheld]
    shares = zip(one.allocations, split(one.amount, by), split(somoni, by), strict=True)
    for place, (part, amount, tjs) in enumerate(shares):
        agreement = part.agreement
        if part.recover:
            value = booking.moved(agreement, currency, amount)
            booking.post(VAT, agreement, currency, Sums(amount, tjs, value), part=place)
        else:
            value = booking.draw(agreement, currency, amount, part=place).value
            sums = Sums(amount, tjs, value)
            account = expense_of(one.article)
            booking.charge(
                account, agreement, currency, sums, part=place, line=part.line, article=one.article
            )
        kept = [(payable_of(name), tax[place]) for (name, _), tax in zip(one.withheld, taxes, strict=True)]
        for contra, sums in _paid(paid_from, kept, Sums(amount, tjs, value)):
            booking.post(contra, agreement, currency, sums.mirrored(), part=place)
    if one.contract:
        booking.fulfil(one.contract, currency, one.amount, somoni)


def _paid(account: str, kept: list[tuple[str, int]], whole: Sums) -> list[tuple[str, Sums]]:
    """Where a part was paid from, and what of it is kept back; the value is shared like the money."""
    if not kept:
        return [(account, whole)]
    paid = [(account, whole.amount - sum(tax for _, tax in kept)), *kept]
    by = [abs(money) for _, money in paid]
    values = split(whole.value, by) if any(by) else [whole.value] + [0] * len(kept)
    return [(name, Sums(money, money, value)) for (name, money), value in zip(paid, values, strict=True)]
