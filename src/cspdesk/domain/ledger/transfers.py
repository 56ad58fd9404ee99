"""Money moved between own accounts: of one currency, or changed at the bank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cspdesk.domain.ledger.accounts import DIFFERENCE
from cspdesk.domain.ledger.booking import Booking, Sums
from cspdesk.domain.ledger.documents import NO_ACCOUNT, NO_AGREEMENT, Document
from cspdesk.domain.ledger.lacking import Check
from cspdesk.domain.ledger.names import SOMONI, AccountId, AgreementId
from cspdesk.domain.text import N_, msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Document):
    """Money moved between two accounts of one currency: bank to cash, an advance to staff and its rest."""

    kind: ClassVar[str] = "transfer"

    agreement: AgreementId = NO_AGREEMENT
    source: AccountId = NO_ACCOUNT
    target: AccountId = NO_ACCOUNT
    amount: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion(Document):
    """Money changed between two accounts of different currency: so much went out, so much came in."""

    kind: ClassVar[str] = "conversion"

    agreement: AgreementId = NO_AGREEMENT
    source: AccountId = NO_ACCOUNT
    paid: int = 0
    target: AccountId = NO_ACCOUNT
    bought: int = 0


def check_transfer(one: Transfer, check: Check) -> None:
    """Two accounts of one currency, agreement, amount."""
    source, target = check.account(one.source), check.account(one.target)
    check.agreement(one.agreement)
    check.amount(one.amount)
    if source is not None:
        check.rate(source.currency)
        if target is not None and source.currency != target.currency:
            check.lack(msg(N_("The accounts have different currencies: enter a conversion.")))


def post_transfer(one: Transfer, booking: Booking) -> None:
    """One account +, the other -; the agreement's ledger does not move."""
    currency = booking.currency_of(one.source)
    tjs = booking.somoni(one.amount, currency)
    sums = Sums(one.amount, tjs, booking.moved(one.agreement, currency, one.amount))
    booking.post(one.target, one.agreement, currency, sums)
    booking.post(one.source, one.agreement, currency, sums.mirrored())


def check_conversion(one: Conversion, check: Check) -> None:
    """Two accounts of different currency, agreement, both amounts."""
    source, target = check.account(one.source), check.account(one.target)
    check.agreement(one.agreement)
    check.amount(one.paid)
    check.amount(one.bought)
    if source is None or target is None:
        return
    if source.currency == target.currency:
        check.lack(msg(N_("The accounts have one currency: enter a transfer.")))
    check.rate(source.currency)
    check.rate(target.currency)
    check.worth(one.agreement, source.currency, one.paid)


def post_conversion(one: Conversion, booking: Booking) -> None:
    """Bought +, paid -, the difference from official rates; what is bought is a lot worth what was paid.

    Back into the agreement's currency it is the other way round: the lots drawn are worth what they are
    worth, what was bought is worth itself, and the difference is the agreement's.
    """
    paid, bought = booking.currency_of(one.source), booking.currency_of(one.target)
    paid_tjs, bought_tjs = booking.somoni(one.paid, paid), booking.somoni(one.bought, bought)
    own = booking.agreement(one.agreement).currency
    if bought != own or booking.books.chart.draws_lots(one.agreement, paid):
        drawn = booking.draw(one.agreement, paid, one.paid).value
    else:
        drawn = one.bought
    gained = one.bought if bought == own else drawn
    booking.post(one.target, one.agreement, bought, Sums(one.bought, bought_tjs, gained))
    booking.post(one.source, one.agreement, paid, Sums(-one.paid, -paid_tjs, -drawn))
    difference = Sums(paid_tjs - bought_tjs, paid_tjs - bought_tjs, drawn - gained)
    if difference != (0, 0, 0):
        booking.post(DIFFERENCE, one.agreement, SOMONI, difference)
    booking.lay(one.agreement, bought, one.bought, gained)
