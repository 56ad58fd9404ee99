"""Pieces of a value, as they are told: of which lot, by which rate, or what a document says.

Amounts are minor units; signs are those of the figure that a value was asked out of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cspdesk.domain.ledger.documents import NO_DOCUMENT
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.rates import Rate


class How:
    """In what way a piece is worth what it is worth."""

    FACE = "face"
    """Money in the currency asked about."""
    LOT = "lot"
    """Drawn from a lot."""
    OWED = "owed"
    """Drawn before there was a lot, by a rate for the time being."""
    RATE = "rate"
    SAID = "said"
    """The document says it: a payment advice, a balance from before."""
    COSTS = "costs"
    """Indirect costs: a percentage of what was charged."""
    SETTLED = "settled"
    """The difference of a lot that settled what was drawn before it."""
    SHARE = "share"
    """The other side of an entry, where it lies in several accounts."""


class Of:
    """Which rate it is."""

    OFFICIAL = "official"
    MEAN = "mean"
    TABLE = "table"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class UsedRate:
    """A rate as it was used; ``day`` is the one that it is of, for a mean and a table the month's first."""

    of: str
    currency: str
    rate: Rate
    day: date | None = None
    table: str = ""
    provisional: bool = False
    """Later rates may still change it."""


@dataclass(frozen=True, slots=True)
class LotOf:
    """The lot that a piece came from: what it was, and what was drawn of it before."""

    brought: DocumentId
    """The document that laid it: the money's receipt or conversion, else what gave back or sent on."""
    source: DocumentId
    """The document by which the money first came."""
    day: date
    amount: int
    worth: int
    amount_before: int
    worth_before: int


@dataclass(frozen=True, slots=True)
class Met:
    """How a later lot settled what was drawn before it; the difference counts on its own day."""

    by: DocumentId
    day: date
    amount: int
    was: int
    worth: int


@dataclass(frozen=True, slots=True)
class Costs:
    """Indirect costs: (digits, decimals) per cent of the base, less what was charged before."""

    percent: tuple[int, int]
    base: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One addend.  ``amount`` is in minor units of ``currency``; of goods, which have none, a quantity."""

    how: str
    value: int
    amount: int = 0
    currency: str = ""
    line: str = ""
    lot: LotOf | None = None
    rates: tuple[UsedRate, ...] = ()
    whole: tuple[int, int] | None = None
    """Amount and worth of all that it is a share of."""
    met: tuple[Met, ...] = ()
    of: DocumentId = NO_DOCUMENT
    """Where a difference was settled: what had drawn before there was a lot."""
    was: int = 0
    costs: Costs | None = None

    def mirrored(self) -> Piece:
        """The same with the other sign; what settled it later is no matter of a mirror."""
        return replace(self, value=-self.value, amount=-self.amount, was=-self.was, met=())

    @property
    def waits(self) -> int:
        """What is drawn and no lot has met yet."""
        return self.amount - sum(one.amount for one in self.met) if self.how == How.OWED else 0


@dataclass(frozen=True, slots=True)
class Making:
    """The pieces of a value, and what it mirrors, if anything."""

    pieces: tuple[Piece, ...]
    mirrors: tuple[DocumentId, ...] = ()

    @property
    def value(self) -> int:
        """Their sum."""
        return sum(piece.value for piece in self.pieces)
