"""Sub-grants: money advanced to members, what they report as spent, what they send back.

Advances of a sub-grant are a queue of lots with their somoni and their value.  What is acquitted beyond
the advances is owed to the member, at the rule's rate until the next advance settles it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cspdesk.domain.ledger.accounts import ADVANCE, DIFFERENCE, SUB_GRANTS, expense_of
from cspdesk.domain.ledger.booking import Booking, Drawn, Sums
from cspdesk.domain.ledger.documents import NO_ACCOUNT, NO_SUB_GRANT, Document
from cspdesk.domain.ledger.lacking import Check
from cspdesk.domain.ledger.lots import Piece
from cspdesk.domain.ledger.names import SOMONI, AccountId, AgreementId, SubGrantId
from cspdesk.domain.ledger.postings import ADVANCE_QUEUE, POOL_QUEUE, QueueKey
from cspdesk.domain.ledger.splits import split


@dataclass(frozen=True, slots=True, kw_only=True)
class SubGrantAdvance(Document):
    """Money sent to a member, in the sub-grant's currency."""

    kind: ClassVar[str] = "subgrant_advance"

    account: AccountId = NO_ACCOUNT
    sub_grant: SubGrantId = NO_SUB_GRANT
    line: str = ""
    amount: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SubGrantAcquittal(Document):
    """A member's report accepted: what it spent is charged now."""

    kind: ClassVar[str] = "subgrant_acquittal"

    sub_grant: SubGrantId = NO_SUB_GRANT
    line: str = ""
    amount: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SubGrantReturn(Document):
    """What a member did not spend and sent back."""

    kind: ClassVar[str] = "subgrant_return"

    account: AccountId = NO_ACCOUNT
    sub_grant: SubGrantId = NO_SUB_GRANT
    line: str = ""
    amount: int = 0


def check_advance(one: SubGrantAdvance, check: Check) -> None:
    """Account in the sub-grant's currency, amount, and what it is worth."""
    account, found = check.account(one.account), check.sub_grant(one.sub_grant)
    check.amount(one.amount)
    if found is not None:
        agreement, sub_grant = found
        check.in_currency(account, sub_grant.currency)
        check.rate(sub_grant.currency)
        check.worth(agreement, sub_grant.currency, one.amount)


def check_acquittal(one: SubGrantAcquittal | SubGrantReturn, check: Check) -> None:
    """Sub-grant and amount; a rate where more is acquitted than was advanced."""
    found = check.sub_grant(one.sub_grant)
    check.amount(one.amount)
    if found is not None:
        agreement, sub_grant = found
        if check.books.queue(queue_of(agreement, sub_grant.id)).left < one.amount:
            check.rate(sub_grant.currency)
            check.rule(agreement, sub_grant.currency)


def check_return(one: SubGrantReturn, check: Check) -> None:
    """As an acquittal, and the account that it came back to."""
    account, found = check.account(one.account), check.sub_grant(one.sub_grant)
    if found is not None:
        check.in_currency(account, found[1].currency)
        check.rate(found[1].currency)
    check_acquittal(one, check)


def queue_of(agreement: AgreementId, sub_grant: SubGrantId) -> QueueKey:
    """The queue of a sub-grant's advances."""
    return QueueKey(ADVANCE_QUEUE, agreement, sub_grant)


def post_advance(one: SubGrantAdvance, booking: Booking) -> None:
    """Advance +, account -; drawn by the rule, and each piece drawn is an advance of its own."""
    agreement, sub_grant = booking.books.chart.sub_grants[one.sub_grant]
    currency = sub_grant.currency
    tjs = booking.somoni(one.amount, currency)
    drawn = booking.draw(agreement, currency, one.amount)
    sums = Sums(one.amount, tjs, drawn.value)
    booking.post(ADVANCE, agreement, currency, sums, line=one.line, article=one.sub_grant)
    booking.post(one.account, agreement, currency, sums.mirrored())
    shares = split(tjs, [piece.amount for piece in drawn.pieces])
    for piece, somoni in zip(drawn.pieces, shares, strict=True):
        booking.put(queue_of(agreement, one.sub_grant), currency, piece._replace(tjs=somoni))


def post_acquittal(one: SubGrantAcquittal, booking: Booking) -> None:
    """Sub-grants +, advance -: charged what its part of the advances was worth."""
    agreement, currency, drawn = _drawn(one, booking)
    sums = Sums(one.amount, sum(piece.tjs for piece in drawn.pieces), drawn.value)
    booking.charge(expense_of(SUB_GRANTS), agreement, currency, sums, line=one.line, article=SUB_GRANTS)
    booking.post(ADVANCE, agreement, currency, sums.mirrored(), line=one.line, article=one.sub_grant)


def post_return(one: SubGrantReturn, booking: Booking) -> None:
    """Account +, advance -: the pieces lie in front again at what they were drawn at.

    Foreign money comes back at the official rate of its day; the difference is the books'.
    """
    agreement, currency, drawn = _drawn(one, booking)
    tjs, advanced = booking.somoni(one.amount, currency), sum(piece.tjs for piece in drawn.pieces)
    booking.post(one.account, agreement, currency, Sums(one.amount, tjs, drawn.value))
    taken = Sums(-one.amount, -advanced, -drawn.value)
    booking.post(ADVANCE, agreement, currency, taken, line=one.line, article=one.sub_grant)
    if tjs != advanced:
        booking.post(DIFFERENCE, agreement, SOMONI, Sums(advanced - tjs, advanced - tjs, 0))
    if booking.books.chart.draws_lots(agreement, currency):
        key = QueueKey(POOL_QUEUE, agreement, currency)
        for piece in reversed(drawn.pieces):
            booking.put(key, currency, Piece(0, piece.source, piece.amount, piece.value), front=True)


def _drawn(one: SubGrantAcquittal | SubGrantReturn, booking: Booking) -> tuple[AgreementId, str, Drawn]:
    agreement, sub_grant = booking.books.chart.sub_grants[one.sub_grant]
    drawn = booking.draw_queue(queue_of(agreement, sub_grant.id), sub_grant.currency, one.amount)
    return agreement, sub_grant.currency, drawn
