"""Debts paid and VAT given back: both were part of the agreement's somoni before, and move nothing there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cspdesk.domain.ledger.accounts import VAT, payable_of
from cspdesk.domain.ledger.booking import Booking, Sums
from cspdesk.domain.ledger.documents import NO_ACCOUNT, NO_AGREEMENT, Document
from cspdesk.domain.ledger.lacking import Check
from cspdesk.domain.ledger.names import SOMONI, AccountId, AgreementId
from cspdesk.domain.text import N_, msg


@dataclass(frozen=True, slots=True)
class Owed:
    """What is paid of a debt: its name (``income_tax``, ``suppliers``), for which agreement, how much."""

    payable: str
    agreement: AgreementId
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Document):
    """Debts paid: taxes withheld, suppliers.  They were charged when they arose."""

    kind: ClassVar[str] = "tax_payment"

    account: AccountId = NO_ACCOUNT
    parts: tuple[Owed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VatRefund(Document):
    """VAT that the tax office gave back."""

    kind: ClassVar[str] = "vat_refund"

    account: AccountId = NO_ACCOUNT
    agreement: AgreementId = NO_AGREEMENT
    amount: int = 0


def check_payment(one: Payment, check: Check) -> None:
    """An account in somoni, and what is paid."""
    check.in_currency(check.account(one.account), SOMONI)
    if not one.parts:
        check.lack(msg(N_("What is paid is not filled in.")))
    for part in one.parts:
        check.agreement(part.agreement)
        check.amount(part.amount)
        if not part.payable:
            check.lack(msg(N_("What is paid is not filled in.")))


def post_payment(one: Payment, booking: Booking) -> None:
    """Debt +, account -."""
    for place, part in enumerate(one.parts):
        value = booking.moved(part.agreement, SOMONI, part.amount)
        sums = Sums(part.amount, part.amount, value)
        booking.post(payable_of(part.payable), part.agreement, SOMONI, sums, part=place)
        booking.post(one.account, part.agreement, SOMONI, sums.mirrored(), part=place)


def check_vat_refund(one: VatRefund, check: Check) -> None:
    """An account in somoni, agreement, amount."""
    check.in_currency(check.account(one.account), SOMONI)
    check.agreement(one.agreement)
    check.amount(one.amount)


def post_vat_refund(one: VatRefund, booking: Booking) -> None:
    """Account +, VAT to recover -."""
    value = booking.moved(one.agreement, SOMONI, one.amount)
    sums = Sums(one.amount, one.amount, value)
    booking.post(one.account, one.agreement, SOMONI, sums)
    booking.post(VAT, one.agreement, SOMONI, sums.mirrored())
