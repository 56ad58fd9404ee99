"""A ledger for a report: sums out of the tables, documents read as they are asked for, the rest computed.

Most of a report adds up, and lists a few receipts.  Whatever it asks beyond that (lots, what was entered,
all documents) is that of the whole ledger, which is computed at that moment.  It is good for one
transaction, and goes on answering when that is over, from what is then on the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from cspdesk.domain.ledger.contracts import Contract
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.ledger.rollup import Row
from cspdesk.domain.same import SAME, joined, pair
from cspdesk.services.books import stored
from cspdesk.services.books.documents import DATES, document_of
from cspdesk.services.books.papers import Paper
from cspdesk.services.books.register import READ_FOR_IT, Register, register
from cspdesk.services.books.signed import SAME_AS
from cspdesk.services.books.tables import Tables, kind_of, papers_of
from cspdesk.store.posting_sums import StoredSums
from cspdesk.store.room import Room

_AS_STORED = ("incomplete", "marks", "chart", "rates", "seals")
_WHOLE = frozenset({"postings", "moves", "contract_moves", "entered", "ends"})
"""What only the whole ledger has."""


class Snapshot:
    """Where to read: the transaction that is open, and once that is over one for each question."""

    def __init__(self, room: Room, later: Callable[[], AbstractContextManager[Room]]) -> None:
        self._open: Room | None = room
        self._later = later

    @contextmanager
    def room(self) -> Iterator[Room]:
        """A room in which the tables of postings are what the records say."""
        if self._open is not None:
            yield self._open
        else:
            with self._later() as room:
                yield room

    def over(self) -> None:
        """The transaction ends."""
        self._open = None


class LedgerOnDemand(Ledger):
    """See the module; ``whole`` computes the ledger of a room."""

    def __init__(self, snapshot: Snapshot, whole: Callable[[Room], Ledger]) -> None:
        with snapshot.room() as room:
            tables = Tables(room.cursor, READ_FOR_IT | {SAME_AS})
            known = stored.read(room, tables)
            papers = tables.papers()
        for name in _AS_STORED:
            object.__setattr__(self, name, getattr(known, name))
        documents = _Documents(snapshot, register(papers), papers[SAME_AS], lambda: self._computed.documents)
        object.__setattr__(self, "sums", _Sums(snapshot))
        object.__setattr__(self, "documents", documents)
        object.__setattr__(self, "_snapshot", snapshot)
        object.__setattr__(self, "_whole", whole)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the whole ledger has there
        if name not in _WHOLE:
            raise AttributeError(name)
        return getattr(self._computed, name)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    @cached_property
    def _computed(self) -> Ledger:
        with self._snapshot.room() as room:
            found: Ledger = self._whole(room)
        return found

    @cached_property
    def contracts(self) -> tuple[Contract, ...]:
        """The contracts among the documents, in the order of their ids."""
        return self.documents.contracts()  # type: ignore[attr-defined, no-any-return]


class KindsOnDemand(Mapping[DocumentId, str]):
    """The kind of record of each document, found when it is asked for; deleted ones are known too."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Connection]],
        every: Callable[[], Mapping[DocumentId, str]],
    ) -> None:
        self._reading, self._every = reading, every
        self._held: dict[DocumentId, str] = {}

    def __getitem__(self, name: DocumentId) -> str:
        if name not in self._held:
            with self._reading() as connection:
                self._held[name] = kind_of(Room(connection).cursor, DATES, bytes.fromhex(name))
        if not self._held[name]:
            raise KeyError(name)
        return self._held[name]

    def __iter__(self) -> Iterator[DocumentId]:
        return iter(self._every())

    def __len__(self) -> int:
        return len(self._every())


class _Sums:
    """Sums by SQL, each span added up once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._rows: dict[tuple[date | None, date], list[Row]] = {}

    def rows(self, first: date | None, last: date) -> list[Row]:
        found = self._rows.get((first, last))
        if found is None:
            with self._snapshot.room() as room:
                found = self._rows[first, last] = StoredSums(room.cursor).rows(first, last)
        return found

    def lines(
        self,
        first: date | None,
        last: date,
        *,
        kinds: Collection[str] = (),
        documents: Collection[DocumentId] = (),
    ) -> Sequence[Posting]:
        with self._snapshot.room() as room:
            return StoredSums(room.cursor).lines(first, last, kinds=kinds, documents=documents)


class _Documents(Mapping[DocumentId, Document]):
    """Documents read one by one; whoever wants them all computes the ledger."""

    def __init__(
        self,
        snapshot: Snapshot,
        known: Register,
        answers: Sequence[Paper],
        every: Callable[[], Mapping[DocumentId, Document]],
    ) -> None:
        self._snapshot, self._register, self._every = snapshot, known, every
        self._held: dict[DocumentId, Document | None] = {}
        same = [pair(one.ref("first"), one.ref("second")) for one in answers if one.text("answer") == SAME]
        kinds = {one.id: one.kind for one in self._papers({name for both in same for name in both})}
        self._same = joined(same, kinds)

    def __getitem__(self, name: DocumentId) -> Document:
        if name not in self._held:
            papers = () if name in self._same else self._papers({name})
            made = [document_of(one, self._register, self._same) for one in papers]
            self._held[name] = made[0] if made else None
        found = self._held[name]
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[DocumentId]:
        return iter(self._every())

    def __len__(self) -> int:
        return len(self._every())

    def contracts(self) -> tuple[Contract, ...]:
        """All contracts, by id."""
        with self._snapshot.room() as room:
            papers = Tables(room.cursor, {Contract.kind}).papers()[Contract.kind]
        made = (document_of(one, self._register, self._same) for one in papers if one.id not in self._same)
        return tuple(one for one in made if isinstance(one, Contract))

    def _papers(self, names: Collection[str]) -> list[Paper]:
        records = [bytes.fromhex(name) for name in names if name]
        if not records:
            return []
        with self._snapshot.room() as room:
            return papers_of(room.cursor, DATES, records)
