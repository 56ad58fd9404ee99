"""Postings: the lines of the ledger, derived from documents and from nothing else.

Rows rather than dataclasses, because a year has hundreds of thousands and they go into a table as they
are.  Sums are whole numbers: ``amount`` in minor units of ``currency``, ``tjs`` in dirams, ``value`` in
minor units of the agreement's currency.  ``+`` is debit, ``-`` credit.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.text import Msg


class Posting(NamedTuple):
    """One line; a document's lines add up to zero in ``tjs``, and in ``value`` for each agreement.

    ``kind`` is the kind of document that it happened by; a mirror keeps the kind of what it mirrors.
    ``part`` is the place of the allocation; ``article`` names the sub-grant where the line is an advance.
    The value of money that is not in the agreement's currency
    is known for all of it together, not for each account: moving it about has value 0.
    """

    document: DocumentId
    part: int
    accounted: date
    dated: date
    kind: str
    account: str
    agreement: AgreementId
    line: str
    article: str
    currency: str
    amount: int
    tjs: int
    value: int


class QueueKey(NamedTuple):
    """Which queue of lots: an agreement's money in a currency, a sub-grant's advances, goods received."""

    kind: str
    agreement: AgreementId
    name: str


POOL_QUEUE = "pool"
ADVANCE_QUEUE = "advance"
GOODS_QUEUE = "goods"


class LotMove(NamedTuple):
    """What a document did to a lot: above zero it put, below zero it drew.

    ``owed`` moves are of what was drawn before there was a lot: below zero it arose, above it was met.
    """

    document: DocumentId
    part: int
    accounted: date
    queue: QueueKey
    lot: int
    source: DocumentId
    """The document that brought the lot."""
    amount: int
    value: int
    tjs: int
    owed: bool


class ContractMove(NamedTuple):
    """How much of a contract a document fulfilled."""

    document: DocumentId
    accounted: date
    contract: DocumentId
    currency: str
    amount: int
    tjs: int


class Incomplete(NamedTuple):
    """A document that posts nothing, and why; ``day`` is where it would count, None without a date."""

    document: DocumentId
    day: date | None
    reasons: tuple[Msg, ...]
