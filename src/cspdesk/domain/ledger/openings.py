"""What there was when the books began: balances, and an agreement's figures from before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cspdesk.domain.ledger.accounts import (
    ADVANCE,
    BROUGHT_FORWARD,
    GOODS,
    GOODS_BROUGHT_FORWARD,
    RETURNED,
    Section,
    expense_of,
    income_of,
    section_of,
)
from cspdesk.domain.ledger.booking import Booking, Sums
from cspdesk.domain.ledger.documents import NO_AGREEMENT, NO_SUB_GRANT, Document
from cspdesk.domain.ledger.goods import store
from cspdesk.domain.ledger.lacking import Check
from cspdesk.domain.ledger.lots import Piece
from cspdesk.domain.ledger.names import SOMONI, AccountId, AgreementId, SubGrantId
from cspdesk.domain.ledger.sub_grants import queue_of
from cspdesk.domain.text import N_, msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening(Document):
    """One balance with which the books began; below zero where it was owed.

    ``account`` is a money account, ``payable:...``, ``vat_to_recover``, ``subgrant_advance`` (with the
    sub-grant, in its currency) or ``goods_in_kind`` (in somoni, with the quantity).  ``value`` is what it
    is worth to the agreement: needed where its rule is lots and the money is not in its currency, else
    the official rate says it.
    """

    kind: ClassVar[str] = "opening"

    account: str = ""
    agreement: AgreementId = NO_AGREEMENT
    amount: int = 0
    value: int = 0
    sub_grant: SubGrantId = NO_SUB_GRANT
    quantity: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierFigures(Document):
    """What an agreement had received, returned and charged before the books began, in its currency.

    Cumulative reports count it; the books in somoni do not.  What is left of the funds brought forward
    in the agreement's ledger is the exchange difference from before.
    """

    kind: ClassVar[str] = "earlier_figures"

    agreement: AgreementId = NO_AGREEMENT
    source: str = ""
    received: int = 0
    returned: int = 0
    charged: tuple[tuple[str, str, int], ...] = ()
    """Budget line, article, amount."""


def check_opening(one: Opening, check: Check) -> None:
    """Account, agreement, amount; what it is worth, where lots need to know."""
    section = section_of(one.account)
    currency = SOMONI
    if section == Section.MONEY:
        account = check.account(AccountId(one.account))
        currency = account.currency if account is not None else ""
    elif section == Section.ADVANCE:
        found = check.sub_grant(one.sub_grant)
        currency = found[1].currency if found is not None else ""
    elif section == Section.GOODS:
        if one.quantity <= 0:
            check.lack(msg(N_("The quantity is not filled in.")))
    elif section not in {Section.PAYABLE, Section.VAT}:
        check.lack(msg(N_("The books do not begin with this account.")))
    agreement = check.agreement(one.agreement)
    if one.amount == 0 or (one.amount < 0 and section in {Section.ADVANCE, Section.GOODS}):
        check.lack(msg(N_("The amount is not filled in.")))
    if agreement is None or not currency:
        return
    check.rate(currency)
    lots = check.books.chart.draws_lots(one.agreement, currency) and section != Section.GOODS
    if lots and one.amount > 0 and one.value <= 0:
        check.lack(
            msg(
                N_("What the money brought forward is worth in {currency} is not filled in."),
                currency=agreement.currency,
            )
        )
    elif one.amount < 0 or not one.value:
        check.worth(one.agreement, currency, abs(one.amount))


def post_opening(one: Opening, booking: Booking) -> None:
    """The account + (or -), funds brought forward the other way; money and VAT are lots."""
    section = section_of(one.account)
    currency = SOMONI
    if section == Section.MONEY:
        currency = booking.currency_of(AccountId(one.account))
    elif section == Section.ADVANCE:
        currency = booking.books.chart.sub_grants[one.sub_grant][1].currency
    if one.amount < 0:
        value = -booking.draw(one.agreement, currency, -one.amount).value
    else:
        value = one.value or booking.worth(one.agreement, currency, one.amount)
        if currency == booking.agreement(one.agreement).currency:
            value = one.amount
    sums = Sums(one.amount, booking.somoni(one.amount, currency), value)
    booking.post(one.account, one.agreement, currency, sums, article=one.sub_grant)
    contra = GOODS_BROUGHT_FORWARD if one.account == GOODS else BROUGHT_FORWARD
    booking.post(contra, one.agreement, currency, sums.mirrored())
    if one.account == GOODS:
        store(booking, one.agreement, one.quantity, sums)
    elif one.account == ADVANCE:
        piece = Piece(0, booking.name, one.amount, value, sums.tjs)
        booking.put(queue_of(one.agreement, one.sub_grant), currency, piece)
    elif one.amount > 0 and section in {Section.MONEY, Section.VAT, Section.PAYABLE}:
        booking.lay(one.agreement, currency, one.amount, value)


def check_earlier(one: EarlierFigures, check: Check) -> None:
    """The agreement."""
    check.agreement(one.agreement)
    if one.received and not one.source:
        check.lack(msg(N_("The source of the money is not filled in.")))


def post_earlier(one: EarlierFigures, booking: Booking) -> None:
    """Values only: income -, returned +, each line +, and what remains brought forward."""
    agreement, currency = one.agreement, booking.agreement(one.agreement).currency
    if one.received:
        booking.post(income_of(one.source), agreement, currency, Sums(0, 0, -one.received))
    if one.returned:
        booking.post(RETURNED, agreement, currency, Sums(0, 0, one.returned))
    for place, (line, article, value) in enumerate(one.charged):
        sums = Sums(0, 0, value)
        booking.charge(expense_of(article), agreement, currency, sums, part=place, line=line, article=article)
    rest = one.received - one.returned - sum(value for _, _, value in one.charged)
    booking.post(BROUGHT_FORWARD, agreement, currency, Sums(0, 0, rest))
