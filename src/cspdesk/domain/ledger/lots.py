"""Lots: amounts with what they are worth, waiting in a queue to be drawn, the oldest first.

A draw is worth the growth of its lot's rounded running total, so that the draws of a lot add up to it
exactly and none strays by more than a unit.  A queue that is drawn beyond its end *owes*: what was drawn
at a provisional worth is settled by the first lot that comes.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.money import quotient


class Piece(NamedTuple):
    """Part of a lot: its amount, its value to the agreement, and its somoni in the books.

    ``owed`` pieces are of what was drawn before there was a lot.
    """

    lot: int
    source: DocumentId
    amount: int
    value: int
    tjs: int = 0
    owed: bool = False


class Lot:
    """An amount with its worth, and how much of it is gone."""

    __slots__ = ("_amount", "_gone", "_tjs", "_value", "number", "source")

    def __init__(self, number: int, source: DocumentId, amount: int, value: int, tjs: int) -> None:
        self.number = number
        self.source = source
        self._amount, self._value, self._tjs = amount, value, tjs
        self._gone = (0, 0, 0)

    def copy(self) -> Lot:
        """The same lot, to be drawn elsewhere."""
        made = Lot(self.number, self.source, self._amount, self._value, self._tjs)
        made._gone = self._gone
        return made

    @property
    def left(self) -> int:
        """The amount that is still there."""
        return self._amount - self._gone[0]

    @property
    def value_left(self) -> int:
        """What is left is worth so much."""
        return self._value - self._gone[1]

    def take(self, amount: int) -> Piece:
        """Draw an amount, at most what is left."""
        gone, value, tjs = self._gone
        amount_gone = gone + amount
        value_gone = quotient(self._value * amount_gone, self._amount)
        tjs_gone = quotient(self._tjs * amount_gone, self._amount)
        self._gone = (amount_gone, value_gone, tjs_gone)
        return Piece(self.number, self.source, amount, value_gone - value, tjs_gone - tjs)

    def take_worth(self, value: int) -> Piece:
        """Draw as much as is worth ``value``, which is less than what is left is worth."""
        gone, value_gone, tjs = self._gone
        amount_gone = max(gone, quotient(self._amount * (value_gone + value), self._value))
        tjs_gone = quotient(self._tjs * amount_gone, self._amount)
        self._gone = (amount_gone, value_gone + value, tjs_gone)
        return Piece(self.number, self.source, amount_gone - gone, value, tjs_gone - tjs)

    def rest(self) -> Piece:
        """Draw all that is left."""
        gone, value, tjs = self._gone
        self._gone = (self._amount, self._value, self._tjs)
        return Piece(self.number, self.source, self._amount - gone, self._value - value, self._tjs - tjs)


class Queue:
    """Lots in the order in which they are drawn, and what is owed to lots still to come."""

    def __init__(self) -> None:
        self._lots: deque[Lot] = deque()
        self._owed: deque[Lot] = deque()
        self.left = 0
        """What is in the lots, less what is owed."""

    def copy(self) -> Queue:
        """The same queue, to be drawn elsewhere."""
        made = Queue()
        made._lots.extend(lot.copy() for lot in self._lots)
        made._owed.extend(lot.copy() for lot in self._owed)
        made.left = self.left
        return made

    def put(self, lot: Lot, *, front: bool = False) -> None:
        """A lot at the end, or in front where it is given back."""
        (self._lots.appendleft if front else self._lots.append)(lot)
        self.left += lot.left

    def owe(self, lot: Lot, *, front: bool = False) -> None:
        """What was drawn without a lot, at a provisional worth."""
        (self._owed.appendleft if front else self._owed.append)(lot)
        self.left -= lot.left

    def draw(self, amount: int) -> tuple[list[Piece], int]:
        """Pieces of an amount, and how much of it the lots could not give."""
        pieces: list[Piece] = []
        while amount and self._lots:
            lot = self._lots[0]
            taken = min(amount, lot.left)
            pieces.append(lot.take(taken))
            amount -= taken
            self.left -= taken
            if not lot.left:
                self._lots.popleft()
        return pieces, amount

    def draw_worth(self, value: int) -> tuple[list[Piece], int]:
        """Pieces that are worth ``value`` together, and how much of it the lots could not give."""
        pieces: list[Piece] = []
        while value and self._lots:
            lot = self._lots[0]
            if lot.value_left <= value:
                pieces.append(self._lots.popleft().rest())
            else:
                pieces.append(lot.take_worth(value))
            value -= pieces[-1].value
            self.left -= pieces[-1].amount
        return pieces, value

    def settle(self) -> tuple[Piece, Piece] | None:
        """What a lot gives to what is owed: its piece and the owed one, of one amount; None when done."""
        if not self._lots or not self._owed:
            return None
        lot, owed = self._lots[0], self._owed[0]
        amount = min(lot.left, owed.left)
        given, met = lot.take(amount), owed.take(amount)
        for held, lots in ((lot, self._lots), (owed, self._owed)):
            if not held.left:
                lots.remove(held)
        return given, met._replace(owed=True)

    def withdraw(self, number: int) -> Piece | None:
        """All that is left of one lot, out of the queue; None where nothing is."""
        for lot in self._lots:
            if lot.number == number:
                self._lots.remove(lot)
                self.left -= lot.left
                return lot.rest()
        return None

    def forgive(self, number: int) -> Piece | None:
        """All that is still owed under one number, no longer owed; None where nothing is."""
        for lot in self._owed:
            if lot.number == number:
                self._owed.remove(lot)
                self.left += lot.left
                return lot.rest()._replace(owed=True)
        return None
