"""The ledger as a desk's tables keep it: made for sums over many years without computing it anew.

What needs every document, line or lot by itself is not in it, and says so: that is ``Books.ledger()``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from cspdesk.domain.ledger.agreements import Chart
from cspdesk.domain.ledger.closing import Closing, Seal
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.periods import Period
from cspdesk.services.books import signed as signing
from cspdesk.services.books.register import READ_FOR_IT, register
from cspdesk.services.books.tables import Tables
from cspdesk.store.posting_sums import StoredSums
from cspdesk.store.postings import Made, Postings, Span
from cspdesk.store.room import Room


class _Unread(tuple[Any, ...]):
    """Stands for lines that were not read; whoever asks for one has taken the wrong ledger."""

    __slots__ = ()

    def __iter__(self) -> NoReturn:
        raise _wrong_ledger()

    def __len__(self) -> NoReturn:
        raise _wrong_ledger()

    def __getitem__(self, _: object) -> NoReturn:
        raise _wrong_ledger()


class _UnreadMap(Mapping[Any, Any]):
    """The same for documents by id."""

    def __getitem__(self, _: object) -> NoReturn:
        raise _wrong_ledger()

    def __iter__(self) -> NoReturn:
        raise _wrong_ledger()

    def __len__(self) -> NoReturn:
        raise _wrong_ledger()


def _wrong_ledger() -> RuntimeError:
    return RuntimeError("sums alone were read: Books.ledger() has documents, lines and lots")


def made(ledger: Ledger) -> Made:
    """What the tables keep of a computed ledger."""
    spans = [Span(seal.first, seal.last, seal.closings[-1].id) for seal in ledger.seals]
    return Made(ledger.postings, ledger.marks, ledger.incomplete, spans)


def read(room: Room, read: Tables | None = None) -> Ledger:
    """The ledger of the tables, good inside the transaction of ``room`` while they are current.

    ``read`` are the rows of ``READ_FOR_IT``, where somebody has them already.
    """
    tables = Tables(room.cursor, READ_FOR_IT) if read is None else read
    known = register(tables.papers())
    stored = Postings(room.cursor)
    closings = {one.id: one for one in signing.read(room)}
    seals = []
    for span in stored.spans():
        covered = signing.covered(room, tables, closings[span.closing])[0].register.rates
        period = Period(span.first, span.last)
        closing = Closing(id=span.closing, period=period, held={}, rates=covered)
        seals.append(Seal(span.first, span.last, (closing,)))
    return Ledger(
        documents=_UnreadMap(),
        postings=_Unread(),
        moves=_Unread(),
        contract_moves=_Unread(),
        entered=_Unread(),
        incomplete=stored.lacks(),
        marks=stored.marks(),
        chart=Chart.of(known.accounts.values(), known.agreements.values()),
        rates=known.rates,
        seals=tuple(seals),
        sums=StoredSums(room.cursor),
    )
