"""Money that came from a source, and money that went back to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cspdesk.domain.ledger.accounts import RETURNED, income_of
from cspdesk.domain.ledger.agreements import Rule
from cspdesk.domain.ledger.booking import Booking, Sums
from cspdesk.domain.ledger.documents import NO_ACCOUNT, NO_AGREEMENT, Document
from cspdesk.domain.ledger.lacking import Check
from cspdesk.domain.ledger.names import AccountId, AgreementId
from cspdesk.domain.text import N_, msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Document):
    """Money credited to an account; ``value`` is the donor's amount as the payment advice says it.

    The value is needed where the account's currency is not the agreement's; own funds need none.
    """

    kind: ClassVar[str] = "receipt"

    account: AccountId = NO_ACCOUNT
    agreement: AgreementId = NO_AGREEMENT
    amount: int = 0
    value: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund(Document):
    """Money sent back to the donor."""

    kind: ClassVar[str] = "refund_to_donor"

    account: AccountId = NO_ACCOUNT
    agreement: AgreementId = NO_AGREEMENT
    amount: int = 0


def check_receipt(one: Receipt, check: Check) -> None:
    """Account, agreement, amount, source, and the donor's amount where currencies differ."""
    account, agreement = check.account(one.account), check.agreement(one.agreement)
    check.amount(one.amount)
    if not one.source:
        check.lack(msg(N_("The source of the money is not filled in.")))
    if account is None or agreement is None:
        return
    check.rate(account.currency)
    if account.currency != agreement.currency and agreement.rule != Rule.OWN and one.value <= 0:
        check.lack(
            msg(
                N_("The amount in {currency}, as the payment advice says it, is not filled in."),
                currency=agreement.currency,
            )
        )


def post_receipt(one: Receipt, booking: Booking) -> None:
    """Bank +, income -; received at face, or at what the donor sent."""
    currency = booking.currency_of(one.account)
    tjs = booking.somoni(one.amount, currency)
    own = booking.agreement(one.agreement)
    if currency == own.currency:
        value = one.amount
    else:
        value = tjs if own.rule == Rule.OWN else one.value
    came = Sums(one.amount, tjs, value)
    booking.post(one.account, one.agreement, currency, came)
    booking.post(income_of(one.source), one.agreement, currency, came.mirrored())
    booking.lay(one.agreement, currency, one.amount, value)


def check_refund(one: Refund, check: Check) -> None:
    """Account, agreement, amount, and what the amount is worth."""
    account = check.account(one.account)
    check.agreement(one.agreement)
    check.amount(one.amount)
    if account is not None:
        check.rate(account.currency)
        check.worth(one.agreement, account.currency, one.amount)


def post_refund(one: Refund, booking: Booking) -> None:
    """Returned +, bank -; at face, or drawn by the rule."""
    currency = booking.currency_of(one.account)
    value = booking.draw(one.agreement, currency, one.amount).value
    sent = Sums(one.amount, booking.somoni(one.amount, currency), value)
    booking.post(RETURNED, one.agreement, currency, sent)
    booking.post(one.account, one.agreement, currency, sent.mirrored())
