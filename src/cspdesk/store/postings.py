"""The tables of postings: whether they are what the records say, and their writing.

A number, the mark, grows whenever records of money are written, by whatever way, in the transaction that
writes them.  The tables keep the mark that they were made for: figures read them only while both are
equal (docs/decisions/0033-postings-after-the-save.md).  SQL here only adds; multiplying and rounding is
done when the ledger is computed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import groupby
from typing import Final, NamedTuple

from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.postings import Incomplete, Posting
from cspdesk.store import posting_lacks as lacks
from cspdesk.store.plan import BY_NUMBER
from cspdesk.store.sql import Cursor, value_of

STREAMS: Final = frozenset({"finance", "common"})
"""Where records of money live: documents and agreements; rates."""
TABLES: Final = ("posting", "posting_month", "posting_key", "posting_mark", "posting_lack", "posting_span")
_MARK, _MADE_FOR = "books", "books_posted"
KEYS: Final = "kind, account, agreement, line, article, currency"


def mark(cursor: Cursor) -> int:
    """The mark as it is in this transaction."""
    return int(value_of(cursor, "SELECT value FROM setting WHERE name = ?", (_MARK,)) or 0)


def touch(cursor: Cursor, kinds: Iterable[int]) -> None:
    """Raise the mark if records of money are among the kinds that were written."""
    if any((plan := BY_NUMBER.get(kind)) is not None and plan.kind.stream in STREAMS for kind in kinds):
        cursor.execute(
            "INSERT INTO setting (name, value) VALUES (?, '1')"
            " ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1",
            (_MARK,),
        )


def made_for(cursor: Cursor) -> int | None:
    """The mark that the tables were made for; None where they never were."""
    found = value_of(cursor, "SELECT value FROM setting WHERE name = ?", (_MADE_FOR,))
    return None if found is None else int(found)


def forget(cursor: Cursor) -> None:
    """Empty the tables: they are made anew for whoever asks next."""
    for table in TABLES:
        cursor.execute(f'DELETE FROM "{table}"')
    cursor.execute("DELETE FROM setting WHERE name = ?", (_MADE_FOR,))


def is_current(cursor: Cursor) -> bool:
    """Whether the tables are what the records say now."""
    return made_for(cursor) == mark(cursor)


class Change(NamedTuple):
    """A share of a document whose value became another, though its money did not."""

    document: DocumentId
    part: int
    agreement: AgreementId
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Span:
    """Closed days, and the closing whose rates count in them."""

    first: date
    last: date
    closing: str


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days, both ends included."""

    first: date
    last: date

    def as_text(self) -> tuple[str, str]:
        """Both ends as the tables have them."""
        return self.first.isoformat(), self.last.isoformat()


EVERY: Final = Days(date.min, date.max)
NO_DAYS: Final = Days(date.max, date.min)


def moved(before: Sequence[Posting], after: Sequence[Posting]) -> Days | None:
    """The days in which two ledgers differ; None where they do not."""
    most = min(len(before), len(after))
    start = next((n for n in range(most) if before[n] != after[n]), most)
    if start == len(before) == len(after):
        return None
    end = next((n for n in range(1, most - start + 1) if before[-n] != after[-n]), most - start + 1) - 1
    rest = [*before[start : len(before) - end], *after[start : len(after) - end]]
    return Days(min(one.accounted for one in rest), max(one.accounted for one in rest))


@dataclass(frozen=True, slots=True)
class Made:
    """What the tables are to hold."""

    postings: Sequence[Posting]
    marks: Mapping[DocumentId, Collection[str]]
    lacks: Sequence[Incomplete]
    spans: Sequence[Span]


_Line = tuple[int, bytes, int, str, int, int, int, int]
"""Place, document, part, dated, key, amount, tjs, value."""


class Postings:
    """Writes and reads the tables inside one transaction."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    # --- writing -------------------------------------------------------------------------------------

    def write(self, made: Made, among: Days = EVERY) -> list[str]:
        """Make the tables hold this; only days that differ are written, and told.

        ``among`` are the days that can differ at all, where the caller knows it.
        """
        postings = [one for one in made.postings if among.first <= one.accounted <= among.last]
        keys = self._keys(postings)
        fresh = dict(_by_day(postings, keys))
        held = self._days(among)
        moved = sorted(day for day in {*fresh, *held} if fresh.get(day) != held.get(day))
        for day in moved:
            self._cursor.execute("DELETE FROM posting WHERE accounted = ?", (day,))
            self._cursor.executemany(
                "INSERT INTO posting (accounted, place, document, part, dated, key, amount, tjs, value)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(day, *line) for line in fresh.get(day, ())],
            )
        for month in sorted({day[:7] for day in moved}):
            self._cursor.execute("DELETE FROM posting_month WHERE month = ?", (month,))
            self._cursor.execute(
                "INSERT INTO posting_month (month, key, amount, tjs, value)"
                " SELECT ?, key, sum(amount), sum(tjs), sum(value) FROM posting"
                " WHERE accounted BETWEEN ? AND ? GROUP BY key",
                (month, f"{month}-01", f"{month}-31"),
            )
        self._write_beside(made)
        return moved

    def _write_beside(self, made: Made) -> None:
        self._cursor.execute("DELETE FROM posting_mark")
        self._cursor.executemany(
            "INSERT INTO posting_mark (document, mark) VALUES (?, ?)",
            [(bytes.fromhex(name), one) for name, marks in made.marks.items() for one in sorted(marks)],
        )
        self._cursor.execute("DELETE FROM posting_lack")
        self._cursor.executemany(
            "INSERT INTO posting_lack (no, document, day, reasons) VALUES (?, ?, ?, ?)",
            lacks.rows(made.lacks),
        )
        self._cursor.execute("DELETE FROM posting_span")
        self._cursor.executemany(
            "INSERT INTO posting_span (last, first, closing) VALUES (?, ?, ?)",
            [(str(one.last), str(one.first), bytes.fromhex(one.closing)) for one in made.spans],
        )
        self._cursor.execute(
            "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
            (_MADE_FOR, str(mark(self._cursor))),
        )

    def _keys(self, postings: Iterable[Posting]) -> dict[tuple[str, ...], int]:
        """The number of every key, new ones given."""
        found = self._known_keys()
        wanted = {posting[4:10] for posting in postings}
        for key in sorted(wanted - found.keys()):
            self._cursor.execute(f"INSERT INTO posting_key ({KEYS}) VALUES (?, ?, ?, ?, ?, ?)", key)
            found[key] = int(value_of(self._cursor, "SELECT last_insert_rowid()"))
        return found

    def _known_keys(self) -> dict[tuple[str, ...], int]:
        rows = self._cursor.execute(f"SELECT no, {KEYS} FROM posting_key").fetchall()
        return {tuple(key): no for no, *key in rows}

    def _days(self, among: Days = EVERY) -> dict[str, list[_Line]]:
        rows = self._cursor.execute(
            "SELECT accounted, place, document, part, dated, key, amount, tjs, value FROM posting"
            " WHERE accounted BETWEEN ? AND ? ORDER BY accounted, place",
            among.as_text(),
        ).fetchall()
        return {day: [row[1:] for row in lines] for day, lines in groupby(rows, key=lambda row: row[0])}

    # --- reading -------------------------------------------------------------------------------------

    def marks(self) -> dict[DocumentId, frozenset[str]]:
        """The marks of documents."""
        found: dict[DocumentId, set[str]] = {}
        rows = self._cursor.execute("SELECT document, mark FROM posting_mark").fetchall()
        for document, one in rows:
            found.setdefault(DocumentId(document.hex()), set()).add(one)
        return {name: frozenset(marks) for name, marks in found.items()}

    def lacks(self) -> tuple[Incomplete, ...]:
        """The documents that post nothing, in the ledger's order."""
        rows = self._cursor.execute("SELECT document, day, reasons FROM posting_lack ORDER BY no").fetchall()
        return tuple(lacks.read(*row) for row in rows)

    def spans(self) -> tuple[Span, ...]:
        """The closed days, in order."""
        rows = self._cursor.execute("SELECT first, last, closing FROM posting_span ORDER BY last").fetchall()
        return tuple(
            Span(date.fromisoformat(first), date.fromisoformat(last), closing.hex())
            for first, last, closing in rows
        )

    def equals(self, made: Made) -> bool:
        """Whether the tables hold this, and the months are the sums of their days."""
        keys = self._known_keys()
        if any(posting[4:10] not in keys for posting in made.postings):
            return False
        months = self._cursor.execute(
            "SELECT month, key, amount, tjs, value FROM posting_month"
            " EXCEPT SELECT substr(accounted, 1, 7), key, sum(amount), sum(tjs), sum(value) FROM posting"
            " GROUP BY 1, 2"
        ).fetchone()
        held = {name: frozenset(marks) for name, marks in made.marks.items() if marks}
        beside = (self.spans() == tuple(made.spans), self.marks() == held, self.lacks() == tuple(made.lacks))
        return all(beside) and months is None and dict(_by_day(made.postings, keys)) == self._days()

    def digest(self) -> bytes:
        """A fingerprint of all lines and sums, whatever numbers the keys have."""
        state = blake2b(digest_size=32)
        for row in self._every():
            state.update(repr(tuple(row)).encode())
        rows = self._cursor.execute(
            f"SELECT month, {KEYS}, amount, tjs, value FROM posting_month JOIN posting_key ON no = key"
            f" ORDER BY month, {KEYS}"
        ).fetchall()
        for row in rows:
            state.update(repr(tuple(row)).encode())
        return state.digest()

    def _every(self) -> list[tuple[object, ...]]:
        return self._cursor.execute(
            f"SELECT accounted, place, document, part, dated, {KEYS}, amount, tjs, value"
            " FROM posting JOIN posting_key ON no = key ORDER BY accounted, place"
        ).fetchall()

    def charged(self, among: Days = EVERY) -> dict[tuple[DocumentId, int, AgreementId], tuple[int, int]]:
        """For each share of a document that an agreement bears in some days: money, and its value."""
        rows = self._cursor.execute(
            "SELECT document, part, agreement, sum(p.amount), sum(p.value) FROM posting p"
            " JOIN posting_key k ON k.no = p.key WHERE accounted BETWEEN ? AND ?"
            " AND (account LIKE 'expense:%' OR account IN ('subgrant_advance', 'returned_to_donor'))"
            " GROUP BY document, part, agreement",
            among.as_text(),
        ).fetchall()
        return {
            (DocumentId(document.hex()), part, AgreementId(agreement)): (amount, value)
            for document, part, agreement, amount, value in rows
        }

    # --- news ----------------------------------------------------------------------------------------

    def tell(self, changes: Iterable[Change], at: int) -> None:
        """Keep what came to another value, until a person has looked at it."""
        self._cursor.executemany(
            "INSERT INTO revalued (at, document, part, agreement, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (at, bytes.fromhex(one.document), one.part, one.agreement, one.before, one.after)
                for one in changes
            ],
        )

    def told(self) -> tuple[Change, ...]:
        """What came to another value and was not looked at yet, in the order in which it was seen."""
        rows = self._cursor.execute(
            "SELECT document, part, agreement, before, after FROM revalued ORDER BY no"
        ).fetchall()
        return tuple(
            Change(DocumentId(document.hex()), part, AgreementId(agreement), before, after)
            for document, part, agreement, before, after in rows
        )

    def look(self, agreement: str = "") -> None:
        """A person has looked at all of it, or at what concerns one agreement."""
        self._cursor.execute("DELETE FROM revalued WHERE ? IN ('', agreement)", (agreement,))


def _by_day(
    postings: Iterable[Posting], keys: Mapping[tuple[str, ...], int]
) -> Iterator[tuple[str, list[_Line]]]:
    for day, lines in groupby(postings, key=lambda one: one.accounted):
        yield (
            day.isoformat(),
            [
                (
                    place,
                    bytes.fromhex(one.document),
                    one.part,
                    one.dated.isoformat(),
                    keys[one[4:10]],
                    one.amount,
                    one.tjs,
                    one.value,
                )
                for place, one in enumerate(lines)
            ],
        )
