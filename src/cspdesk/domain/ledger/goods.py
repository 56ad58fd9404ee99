"""Property in kind: received at a value, given out by quantity; never money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cspdesk.domain.ledger.accounts import GIVEN, GOODS, income_in_kind_of
from cspdesk.domain.ledger.booking import Booking, Sums
from cspdesk.domain.ledger.books import Books
from cspdesk.domain.ledger.documents import NO_AGREEMENT, NO_DOCUMENT, Document
from cspdesk.domain.ledger.lacking import Check
from cspdesk.domain.ledger.lots import Piece
from cspdesk.domain.ledger.names import SOMONI, AgreementId, DocumentId
from cspdesk.domain.ledger.postings import GOODS_QUEUE, QueueKey
from cspdesk.domain.text import N_, msg


@dataclass(frozen=True, slots=True, kw_only=True)
class InKindReceipt(Document):
    """Property received, valued in a currency; ``quantity`` in whole units of what is counted."""

    kind: ClassVar[str] = "in_kind_receipt"

    agreement: AgreementId = NO_AGREEMENT
    amount: int = 0
    currency: str = ""
    quantity: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsGiven(Document):
    """Property given out: so much of what one receipt, or one opening, brought."""

    kind: ClassVar[str] = "in_kind_use"

    of: DocumentId = NO_DOCUMENT
    quantity: int = 0
    line: str = ""
    """The in-kind line of the budget, where it has one."""

    @property
    def follows(self) -> DocumentId:
        """What it is taken from."""
        return self.of


def check_in_kind(one: InKindReceipt, check: Check) -> None:
    """Agreement, value, currency, quantity, source, and the rates."""
    check.agreement(one.agreement)
    check.amount(one.amount)
    if one.quantity <= 0:
        check.lack(msg(N_("The quantity is not filled in.")))
    if not one.source:
        check.lack(msg(N_("The source of the property is not filled in.")))
    if not one.currency:
        check.lack(msg(N_("The currency is not filled in.")))
    else:
        check.rate(one.currency)
        check.rule(one.agreement, one.currency)


def post_in_kind(one: InKindReceipt, booking: Booking) -> None:
    """Goods +, income in kind -."""
    tjs = booking.somoni(one.amount, one.currency)
    sums = Sums(one.amount, tjs, booking.worth(one.agreement, one.currency, one.amount))
    booking.post(GOODS, one.agreement, one.currency, sums)
    booking.post(income_in_kind_of(one.source), one.agreement, one.currency, sums.mirrored())
    store(booking, one.agreement, one.quantity, sums)


def store(booking: Booking, agreement: AgreementId, quantity: int, sums: Sums) -> None:
    """The quantity received is a lot of its own queue, with its somoni and its value."""
    key = QueueKey(GOODS_QUEUE, agreement, booking.name)
    booking.put(key, SOMONI, Piece(0, booking.name, quantity, sums.value, sums.tjs))


def check_given(one: GoodsGiven, check: Check) -> None:
    """What it is taken from, and that there is so much of it."""
    if one.quantity <= 0:
        check.lack(msg(N_("The quantity is not filled in.")))
    key = _queue(one, check.books)
    if key is None:
        check.lack(msg(N_("The receipt of the property is not posted.")))
    elif (left := check.books.queue(key).left) < one.quantity:
        check.lack(msg(N_("More is given out than there is: {left} are left."), left=left))


def _queue(one: GoodsGiven, books: Books) -> QueueKey | None:
    """The queue of what stands received by a document."""
    stands = books.stands.get(one.of)
    if stands is None or stands.undone_by:
        return None
    return next((move.queue for move in books.moves[stands.moves] if move.queue.kind == GOODS_QUEUE), None)


def post_given(one: GoodsGiven, booking: Booking) -> None:
    """Expense in kind +, goods -: the part of what was received."""
    key = _queue(one, booking.books)
    if key is None:
        raise ValueError("nothing was received")
    drawn = booking.draw_queue(key, SOMONI, one.quantity)
    tjs = sum(piece.tjs for piece in drawn.pieces)
    sums = Sums(tjs, tjs, drawn.value)
    booking.post(GIVEN, key.agreement, SOMONI, sums, line=one.line)
    booking.post(GOODS, key.agreement, SOMONI, sums.mirrored())
