"""One document while it is being posted: its lines, and what it puts into and draws from lots."""

from __future__ import annotations

from typing import NamedTuple

from cspdesk.domain.ledger.accounts import ADVANCE, DIFFERENCE, GIVEN, GOODS, POOL
from cspdesk.domain.ledger.agreements import Agreement
from cspdesk.domain.ledger.books import Books
from cspdesk.domain.ledger.lots import Lot, Piece
from cspdesk.domain.ledger.names import AccountId, AgreementId, DocumentId
from cspdesk.domain.ledger.postings import (
    ADVANCE_QUEUE,
    GOODS_QUEUE,
    POOL_QUEUE,
    ContractMove,
    LotMove,
    Posting,
    QueueKey,
)
from cspdesk.domain.ledger.timeline import Mark, Step
from cspdesk.domain.ledger.valuing import amount_worth, in_somoni, worth


class Sums(NamedTuple):
    """What a line adds: minor units of its currency, dirams, minor units of the agreement's currency."""

    amount: int
    tjs: int
    value: int

    def mirrored(self) -> Sums:
        """The same with the other sign."""
        return Sums(-self.amount, -self.tjs, -self.value)


NOTHING = Sums(0, 0, 0)

SETTLED_ON = {
    POOL_QUEUE: (POOL, DIFFERENCE),
    ADVANCE_QUEUE: (ADVANCE, DIFFERENCE),
    GOODS_QUEUE: (GOODS, GIVEN),
}
"""For each kind of queue: where its worth lies, and what bears a difference."""


class Drawn(NamedTuple):
    """What an outflow is worth, and the pieces of lots that it took."""

    value: int
    pieces: tuple[Piece, ...]


class Booking:
    """Posts one step.  What it needs has been checked: rates, accounts and agreements are there."""

    def __init__(self, books: Books, step: Step) -> None:
        self.books = books
        self.step = step
        self.name = step.document.id
        self.kind = step.document.kind
        self.dated = step.document.dated or step.day

    def agreement(self, name: AgreementId) -> Agreement:
        """The agreement of a name."""
        return self.books.chart.agreements[name]

    def currency_of(self, account: AccountId) -> str:
        """The currency of a money account."""
        return self.books.chart.accounts[account].currency

    def somoni(self, amount: int, currency: str) -> int:
        """Dirams by the official rate of the document's date."""
        found = in_somoni(amount, currency, self.dated, self.step.rates)
        if found is None:
            raise ValueError(f"no rate of {currency}")
        return found

    def worth(self, name: AgreementId, currency: str, amount: int) -> int:
        """The value by the agreement's rule (lots: by the official rate) on the document's date."""
        found = worth(amount, currency, self.agreement(name), self.dated, self.step.rates)
        if found is None:
            raise ValueError(f"no rate for {name}")
        if found.provisional:
            self.books.mark(self.name, Mark.PROVISIONAL)
        return found.value

    def moved(self, name: AgreementId, currency: str, amount: int) -> int:
        """The value of money that stays the agreement's: face in its currency, else 0."""
        return amount if currency == self.agreement(name).currency else 0

    # --- lines ---------------------------------------------------------------------------------------

    def post(
        self,
        account: str,
        agreement: AgreementId,
        currency: str,
        sums: Sums,
        *,
        part: int = 0,
        line: str = "",
        article: str = "",
    ) -> None:
        """One line."""
        self.books.postings.append(
            Posting(
                self.name, part, self.step.day, self.dated,
                self.kind, account, agreement, line, article, currency, *sums,
            )
        )  # fmt: skip

    def charge(
        self,
        account: str,
        agreement: AgreementId,
        currency: str,
        sums: Sums,
        *,
        part: int = 0,
        line: str,
        article: str,
    ) -> None:
        """A line that a budget line bears."""
        self.post(account, agreement, currency, sums, part=part, line=line, article=article)
        key = (agreement, line)
        self.books.charged[key] = self.books.charged.get(key, 0) + sums.value

    def fulfil(self, contract: DocumentId, currency: str, amount: int, tjs: int) -> None:
        """So much of a contract is fulfilled."""
        self.books.contract_moves.append(
            ContractMove(self.name, self.step.day, contract, currency, amount, tjs)
        )

    # --- lots ----------------------------------------------------------------------------------------

    def draw(self, name: AgreementId, currency: str, amount: int, *, part: int = 0) -> Drawn:
        """What money that leaves the agreement is worth: face, drawn from its lots, or by its rule."""
        if not self.books.chart.draws_lots(name, currency):
            value = self.worth(name, currency, amount)
            return Drawn(value, (Piece(0, self.name, amount, value),))
        return self.draw_queue(QueueKey(POOL_QUEUE, name, currency), currency, amount, part=part)

    def draw_queue(self, key: QueueKey, currency: str, amount: int, *, part: int = 0) -> Drawn:
        """Draw from a queue of lots.

        Where they run out the rest is owed to the next lot, at the rule's rate for the time being.
        """
        pieces, missing = self.books.queue(key).draw(amount)
        if missing:
            value, tjs = self.worth(key.agreement, currency, missing), self.somoni(missing, currency)
            owed = Piece(0, self.name, missing, value, 0 if key.kind == POOL_QUEUE else tjs)
            pieces.append(self.owe(key, owed, part=part))
        for piece in pieces:
            if not piece.owed:
                self.move(key, piece, -1, part=part)
        return Drawn(sum(piece.value for piece in pieces), tuple(pieces))

    def draw_worth(self, name: AgreementId, currency: str, value: int) -> int:
        """How much of a currency leaves the agreement for something that is worth ``value``."""
        if not self.books.chart.draws_lots(name, currency):
            return self.amount_worth(name, currency, value)
        key = QueueKey(POOL_QUEUE, name, currency)
        pieces, missing = self.books.queue(key).draw_worth(value)
        if missing:
            rest = self.amount_worth(name, currency, missing)
            pieces.append(self.owe(key, Piece(0, self.name, rest, missing)))
        for piece in pieces:
            if not piece.owed:
                self.move(key, piece, -1)
        return sum(piece.amount for piece in pieces)

    def amount_worth(self, name: AgreementId, currency: str, value: int) -> int:
        """How much of a currency is worth ``value`` by the agreement's rule on the document's date."""
        found = amount_worth(value, self.agreement(name), currency, self.dated, self.step.rates)
        if found is None:
            raise ValueError(f"no rate for {name}")
        return found

    def owe(self, key: QueueKey, piece: Piece, *, front: bool = False, part: int = 0) -> Piece:
        """What was drawn without a lot is owed under a number of its own."""
        owed = piece._replace(lot=self.books.lot_number(), owed=True)
        lot = Lot(owed.lot, owed.source, owed.amount, owed.value, owed.tjs)
        self.books.queue(key).owe(lot, front=front)
        self.move(key, owed, -1, part=part)
        return owed

    def lay(self, name: AgreementId, currency: str, amount: int, value: int) -> None:
        """Money that comes to the agreement is a lot, where its rule draws lots."""
        if self.books.chart.draws_lots(name, currency):
            key = QueueKey(POOL_QUEUE, name, currency)
            self.put(key, currency, Piece(0, self.name, amount, value))

    def put(self, key: QueueKey, currency: str, piece: Piece, *, front: bool = False) -> None:
        """A lot of its own number for a piece; it settles first what is owed."""
        if not piece.amount:
            return
        lot = Lot(self.books.lot_number(), piece.source, piece.amount, piece.value, piece.tjs)
        self.books.queue(key).put(lot, front=front)
        self.move(key, piece._replace(lot=lot.number, owed=False), 1)
        self.settle(key, currency)

    def settle(self, key: QueueKey, currency: str) -> None:
        """Lots meet what is owed; where a provisional worth proves wrong, the difference is of today."""
        while (met := self.books.queue(key).settle()) is not None:
            given, owed = met
            self.move(key, given, -1)
            self.move(key, owed, 1)
            sums = Sums(0, owed.tjs - given.tjs, owed.value - given.value)
            if sums != NOTHING:
                account, contra = SETTLED_ON[key.kind]
                article = key.name if account == ADVANCE else ""
                self.post(account, key.agreement, currency, sums, article=article)
                self.post(contra, key.agreement, currency, sums.mirrored())

    def move(self, key: QueueKey, piece: Piece, sign: int, *, part: int = 0) -> None:
        """Keep what happened to a lot: 1 put, -1 drawn."""
        lot, source, amount, value, tjs, owed = piece
        self.books.moves.append(
            LotMove(
                self.name, part, self.step.day, key, lot, source,
                sign * amount, sign * value, sign * tjs, owed,
            )
        )  # fmt: skip
