"""Mirrors: a reversal, a payment that the bank gave back, a covered document that was changed.

Each line of the original with the other sign: same accounts, same somoni, same value.  Lots are given
back at what was drawn, in front and in their own pieces; a lot that the original brought goes, and what
others have drawn of it in the meantime is owed to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from cspdesk.domain.ledger.accounts import Section, section_of
from cspdesk.domain.ledger.booking import Booking
from cspdesk.domain.ledger.books import Standing
from cspdesk.domain.ledger.documents import NO_DOCUMENT, Document
from cspdesk.domain.ledger.lacking import Check
from cspdesk.domain.ledger.lots import Piece
from cspdesk.domain.ledger.names import SOMONI, DocumentId, SubGrantId
from cspdesk.domain.ledger.postings import ADVANCE_QUEUE, POOL_QUEUE, LotMove, QueueKey
from cspdesk.domain.text import N_, msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal(Document):
    """The mirror of another document, on its own day."""

    kind: ClassVar[str] = "reversal"

    of: DocumentId = NO_DOCUMENT

    @property
    def follows(self) -> DocumentId:
        """What it mirrors."""
        return self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class BankReturn(Reversal):
    """A payment that the bank gave back."""

    kind: ClassVar[str] = "bank_return"


def check_reversal(one: Reversal, check: Check) -> None:
    """Something that stands posted, is no mirror itself, and was not reversed before."""
    found = check.books.stands.get(one.of)
    if not one.of:
        check.lack(msg(N_("The document that it reverses is not filled in.")))
    elif found is None:
        check.lack(msg(N_("The document that it reverses is not posted.")))
    elif found.mirrors:
        check.lack(msg(N_("A reversal is not reversed: enter the document again.")))
    elif found.undone_by:
        check.lack(msg(N_("The document that it reverses is reversed already.")))


def post_reversal(one: Reversal, booking: Booking) -> None:
    """The mirror of what stands."""
    mirror(booking.books.stands[one.of], booking)


def mirror(original: Standing, booking: Booking) -> None:
    """Every line and every lot of an original, the other way round."""
    books = booking.books
    for line in books.postings[original.postings]:
        books.postings.append(
            line._replace(
                document=booking.name,
                accounted=booking.step.day,
                dated=booking.dated,
                amount=-line.amount,
                tjs=-line.tjs,
                value=-line.value,
            )
        )
        if section_of(line.account) == Section.EXPENSE:
            key = (line.agreement, line.line)
            books.charged[key] -= line.value
    for done in books.contract_moves[original.contract_moves]:
        booking.fulfil(done.contract, done.currency, -done.amount, -done.tjs)
    moves = books.moves[original.moves]
    for queue in dict.fromkeys(move.queue for move in moves):
        _mirror_lots([move for move in moves if move.queue == queue], queue, booking)


def _mirror_lots(moves: Sequence[LotMove], key: QueueKey, booking: Booking) -> None:
    """First what the original brought goes; then what it drew comes back, the last drawn first."""
    currency = _currency_of(key, booking)
    brought = _net([move for move in moves if not move.owed], above=True)
    owing = _net([move for move in moves if move.owed], above=False)
    for piece in brought.values():
        _withdraw(piece, key, booking)
    for piece in owing.values():
        _forgive(piece, key, currency, booking)
    for move in reversed(moves):
        piece = Piece(move.lot, move.source, move.amount, move.value, move.tjs)
        if move.owed and move.lot not in owing:
            booking.owe(key, piece, front=True)
        elif not move.owed and move.lot not in brought:
            booking.put(key, currency, _minus(piece), front=True)
    booking.settle(key, currency)


def _net(moves: Sequence[LotMove], *, above: bool) -> dict[int, Piece]:
    """What is left of the lots (or debts) that a document itself made, after what it took from them."""
    found: dict[int, Piece] = {}
    for move in moves:
        piece = found.get(move.lot)
        if piece is not None:
            sums = (piece.amount + move.amount, piece.value + move.value, piece.tjs + move.tjs)
            found[move.lot] = Piece(move.lot, move.source, *sums, move.owed)
        elif (move.amount > 0) == above:
            found[move.lot] = Piece(move.lot, move.source, move.amount, move.value, move.tjs, move.owed)
    return found


def _minus(piece: Piece) -> Piece:
    """A piece with the other sign."""
    return piece._replace(amount=-piece.amount, value=-piece.value, tjs=-piece.tjs)


def _less(piece: Piece, other: Piece | None) -> Piece:
    if other is None:
        return piece
    return piece._replace(
        amount=piece.amount - other.amount, value=piece.value - other.value, tjs=piece.tjs - other.tjs
    )


def _withdraw(piece: Piece, key: QueueKey, booking: Booking) -> None:
    """A lot goes; what others drew of it is owed."""
    left = booking.books.queue(key).withdraw(piece.lot)
    if left is not None:
        booking.move(key, left, -1)
    if (short := _less(piece, left)).amount:
        booking.owe(key, short)


def _forgive(piece: Piece, key: QueueKey, currency: str, booking: Booking) -> None:
    """A debt to lots goes; what lots have met of it already comes back as a lot."""
    owed = _minus(piece)
    left = booking.books.queue(key).forgive(piece.lot)
    if left is not None:
        booking.move(key, left, 1)
    if (met := _less(owed, left)).amount:
        booking.put(key, currency, met, front=True)


def _currency_of(key: QueueKey, booking: Booking) -> str:
    """The currency in which a queue's settlements are posted."""
    if key.kind == POOL_QUEUE:
        return key.name
    if key.kind == ADVANCE_QUEUE:
        return booking.books.chart.sub_grants[SubGrantId(key.name)][1].currency
    return SOMONI
