"""The books of a desk: the ledger of its records, and names for people; made once for each state of them."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from cspdesk.domain.clock import millis
from cspdesk.domain.ledger.course import Course
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.same import Pair
from cspdesk.domain.text import Msg
from cspdesk.services.books import figures, stored, twice
from cspdesk.services.books import names as naming
from cspdesk.services.books import signed as signing
from cspdesk.services.books.figures import Figure, Part
from cspdesk.services.books.names import Names
from cspdesk.services.books.on_demand import KindsOnDemand, LedgerOnDemand, Snapshot
from cspdesk.services.books.signed import Signed, World
from cspdesk.services.books.tables import Tables
from cspdesk.services.books.wording import Wording, wordings
from cspdesk.services.context import Context
from cspdesk.store import postings
from cspdesk.store.room import Room

_NAME = "books"


@dataclass(frozen=True, slots=True)
class Lacking:
    """A record that posts nothing: where it would count, and what it lacks."""

    record: str
    kind: str
    day: date | None
    reasons: tuple[Msg, ...]


@dataclass(frozen=True, slots=True)
class BehindRow:
    """A row behind a figure; without a document it is what re-valuing at the cut-off adds."""

    part: Part
    words: Wording
    marks: frozenset[str] = frozenset()
    """What a person should know of the document: codes of ``domain.ledger.timeline.Mark``."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A figure, and the rows whose amounts add up to it."""

    figure: Figure
    total: int
    currency: str
    rows: tuple[BehindRow, ...]

    @property
    def marks(self) -> frozenset[str]:
        """What the figure wears: all that its documents wear."""
        return frozenset().union(*(row.marks for row in self.rows))


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the books come to in one state of the desk."""

    mark: int
    world: World
    closings: tuple[Signed, ...]
    ledger: Ledger
    names: Names
    kinds: Mapping[DocumentId, str]
    """The kind of record of each document, those among them that only a closing still knows."""
    covered: tuple[World, ...] = ()
    """What each closing covers."""

    twins: tuple[Pair, ...] = ()
    """Pairs of documents that may be one entered twice, the smaller id first; both count."""

    def covered_whole(self) -> dict[str, World]:
        """The covers that are all on this desk, by closing."""
        pairs = zip(self.closings, self.covered, strict=True)
        return {one.id: at for one, at in pairs if not one.missing}


class _Shelf:
    """The last picture of a desk; one thread makes it while others wait."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.picture: Picture | None = None
        self.posted: Picture | None = None
        """The picture that the tables of postings were last brought up to."""
        self.course = Course()
        self.tables: Tables | None = None
        """The rows that the picture was made of."""


class Books:
    """Made from a context as often as one likes: all of them share what was computed."""

    def __init__(self, context: Context) -> None:
        self._context = context
        found = context.kept.setdefault(_NAME, _Shelf())
        if not isinstance(found, _Shelf):
            raise TypeError(_NAME)
        self._shelf = found

    def ledger(self) -> Ledger:
        """The ledger of all records that this desk holds, as they are now."""
        return self.picture().ledger

    def names(self) -> Names:
        """What people call accounts, agreements, lines, sub-grants and articles."""
        with self._context.desk.reading() as connection:
            return naming.names(Room(connection).cursor)

    def kinds(self) -> Mapping[DocumentId, str]:
        """The kind of record of each document; to ask for some of them computes nothing."""
        return KindsOnDemand(self._context.desk.reading, lambda: self.picture().kinds)

    def documents(self) -> Mapping[DocumentId, Document]:
        """The records as the ledger reads them."""
        return self.picture().world.documents

    def closings(self) -> tuple[Signed, ...]:
        """The closings held, in the order of their ids."""
        return self.picture().closings

    def kind_of(self, document: DocumentId) -> str:
        """The kind of record of a document."""
        return self.picture().kinds[document]

    def incomplete(self) -> tuple[Lacking, ...]:
        """The records that post nothing, and what each lacks; those without a date come first."""
        found = self.picture()
        return tuple(
            Lacking(one.document, found.kinds[one.document], one.day, one.reasons)
            for one in found.ledger.incomplete
        )

    def behind(self, figure: Figure) -> Behind:
        """A figure with the rows that it is the sum of, in the words of their records."""
        found = self.picture()
        rows = self.worded(figures.parts(found.ledger, figure))
        total, currency = figures.value(found.ledger, figure), figures.currency_of(found.ledger, figure)
        return Behind(figure, total, currency, rows)

    def worded(self, parts: Iterable[Part]) -> tuple[BehindRow, ...]:
        """Rows in the words of their records, with what a person should know of each."""
        found, rows = self.picture(), tuple(parts)
        # a part that no posting says names its kind of record itself
        named = [(part.document, found.kinds.get(part.document, part.kind)) for part in rows if part.document]
        with self._context.desk.reading() as connection:
            words = wordings(Room(connection).cursor, named)
        nothing: frozenset[str] = frozenset()
        return tuple(
            BehindRow(
                part, words.get(part.document, Wording()), found.ledger.marks.get(part.document, nothing)
            )
            for part in rows
        )

    # --- sums out of the tables ----------------------------------------------------------------------

    @contextmanager
    def sums(self) -> Iterator[Ledger]:
        """A ledger that only adds up, by SQL, one snapshot inside the block: for reports over many years.

        Balances, statements, budgets and the Ministry's report can be asked of it; the tables are brought
        up to date first where records were saved since.
        """
        with self._current() as room:
            yield stored.read(room)

    @contextmanager
    def on_demand(self) -> Iterator[tuple[Room, LedgerOnDemand, Snapshot]]:
        """A transaction, a ledger for a report made in it, and where else to read for the report.

        Both go on answering when the block is over, from what is then on the desk.
        """
        with self._current() as room:
            snapshot = Snapshot(room, self._current)
            try:
                yield room, LedgerOnDemand(snapshot, lambda inside: self.picture_in(inside).ledger), snapshot
            finally:
                snapshot.over()

    @contextmanager
    def _current(self) -> Iterator[Room]:
        """A snapshot in which the tables are what the records say."""
        while True:
            self.project()
            with self._context.desk.reading() as connection:
                room = Room(connection)
                if postings.is_current(room.cursor):
                    yield room
                    return

    def project(self) -> bool:
        """Bring the tables of postings up to date; whether anything had to be done.

        The ledger is computed before the desk is written to, so that no save waits for it.
        """
        while True:
            with self._context.desk.reading() as connection:
                if postings.is_current(Room(connection).cursor):
                    return False
            found, written = self.picture(), False
            with self._context.desk.writing() as connection, _uncollected():
                room = Room(connection)
                if postings.mark(room.cursor) == found.mark:
                    self._write(room, found.ledger)
                    written = True
            if written:
                self._shelf.posted = found
                return True

    def _write(self, room: Room, ledger: Ledger) -> None:
        tables = postings.Postings(room.cursor)
        among: postings.Days | None = postings.EVERY
        posted = self._shelf.posted
        if posted is not None and postings.made_for(room.cursor) == posted.mark:
            among = postings.moved(posted.ledger.postings, ledger.postings)
        if among is None:
            tables.write(stored.made(ledger), postings.NO_DAYS)
            return
        before = tables.charged(among)
        tables.write(stored.made(ledger), among)
        after = tables.charged(among)
        anew = [
            postings.Change(*key, before[key][1], worth)
            for key, (amount, worth) in after.items()
            if key in before and before[key][0] == amount and before[key][1] != worth
        ]
        tables.tell(anew, millis(self._context.desk.clock.now()))

    def revalued(self) -> tuple[postings.Change, ...]:
        """Shares of documents that came to another value though nobody touched them, till looked at."""
        self.project()
        with self._context.desk.reading() as connection:
            return postings.Postings(Room(connection).cursor).told()

    def look(self, agreement: str = "") -> None:
        """A person has looked at what was valued anew, of one agreement or of all."""
        with self._context.desk.writing() as connection:
            postings.Postings(Room(connection).cursor).look(agreement)

    # --- one state -----------------------------------------------------------------------------------

    def picture(self) -> Picture:
        """All of it, of one state."""
        with self._context.desk.reading() as connection:
            return self.picture_in(Room(connection))

    def picture_in(self, room: Room) -> Picture:
        """The same inside a transaction that is open; what it has written itself counts, and is not kept."""
        mark = postings.mark(room.cursor)
        with self._shelf.lock, _uncollected():
            found = self._shelf.picture
            if found is not None and found.mark == mark:
                return found
            if self._is_kept(mark):
                tables = self._shelf.tables = Tables(room.cursor, before=self._shelf.tables)
                found = self._shelf.picture = _picture(room, mark, found, self._shelf.course, tables)
                return found
        return _picture(room, mark, None, Course(), Tables(room.cursor))

    def _is_kept(self, mark: int) -> bool:
        """Whether a mark is that of what is on the disk: what is being written may still come to nothing."""
        with self._context.desk.reading() as connection:
            return postings.mark(Room(connection).cursor) == mark


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: of 20,000 documents it takes 1.4 s instead of 2.2, and finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _picture(room: Room, mark: int, before: Picture | None, course: Course, tables: Tables) -> Picture:
    """Compute from the records, inside one transaction; what is as before is not done again."""
    now = signing.world(tables.papers(), before=None if before is None else before.world)
    known = {} if before is None else before.covered_whole()
    closings, covered, held = [], [], []
    kinds = dict(now.kinds)
    for one in signing.read(room):
        # a cover that is all here says the same for ever
        at, missing = (known[one.id], 0) if one.id in known else signing.covered(room, tables, one, now)
        closings.append(replace(one, missing=missing))
        covered.append(at)
        held.append(signing.closing(one, at, now))
        kinds = {**at.kinds, **kinds}
    made = course.ledger(
        now.documents.values(),
        now.register.rates,
        held,
        now.register.agreements.values(),
        now.register.accounts.values(),
    )
    twins = twice.twins_in(room.cursor, now, made)
    names = naming.names(room.cursor)
    ledger = twice.marked(made, twins)
    return Picture(mark, now, tuple(closings), ledger, names, kinds, tuple(covered), twins)
