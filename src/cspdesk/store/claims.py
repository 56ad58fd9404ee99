"""The rows of receipts: the newest word of each giver, and which own runs somebody said to hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cspdesk.store.sql import Cursor


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A receipt held: whose, of which of its lives, its number, when it came, and as it was signed."""

    giver: bytes
    life: int
    number: int
    at: int
    signed: bytes


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A segment held, and 1 if its entries were read into the tables."""

    feed: int
    first: int
    last: int
    hash: bytes
    counted: int


class ClaimRows:
    """Reads and writes ``receipt`` and ``holding`` inside one transaction."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def receipts(self, giver: bytes | None = None) -> list[ReceiptRow]:
        """Every receipt held, or one giver's."""
        rows = self._cursor.execute(
            "SELECT giver, life, number, at, signed FROM receipt WHERE ? IS NULL OR giver = ?"
            " ORDER BY giver, life",
            (giver, giver),
        ).fetchall()
        return [ReceiptRow(bytes(row[0]), row[1], row[2], row[3], bytes(row[4])) for row in rows]

    def has(self, signed: bytes) -> bool:
        """Whether a receipt is held in exactly these bytes."""
        found = self._cursor.execute("SELECT 1 FROM receipt WHERE signed = ? LIMIT 1", (signed,)).fetchone()
        return found is not None

    def keep(self, row: ReceiptRow) -> None:
        """Keep a giver's newest word; the older one of the same life goes."""
        self._cursor.execute(
            "INSERT OR REPLACE INTO receipt (giver, life, number, at, signed) VALUES (?, ?, ?, ?, ?)",
            (row.giver, row.life, row.number, row.at, row.signed),
        )

    def drop(self, row: ReceiptRow) -> None:
        """Forget a word that a later life has gone beyond."""
        self._cursor.execute("DELETE FROM receipt WHERE giver = ? AND life = ?", (row.giver, row.life))

    def held_segments(self) -> list[HeldRow]:
        """Every segment, by feed and number."""
        rows = self._cursor.execute(
            "SELECT feed, first, last, hash, counted FROM segment ORDER BY feed, first"
        ).fetchall()
        return [HeldRow(*row) for row in rows]

    def waiting(self) -> list[tuple[int, int]]:
        """Every entry that is held but waits, as (feed, seq)."""
        return self._cursor.execute("SELECT feed, seq FROM waiting ORDER BY feed, seq").fetchall()

    def own_feeds(self, device: bytes) -> list[int]:
        """The feeds that this device wrote, in whatever life."""
        rows = self._cursor.execute("SELECT no FROM feed WHERE device = ?", (device,)).fetchall()
        return [row[0] for row in rows]

    def put_holdings(
        self, giver: bytes, rows: Iterable[tuple[int, int, int, int]], *, number: int, at: int
    ) -> None:
        """Write down which own runs a giver holds: (feed, first, last, opened); what was said before goes."""
        self._cursor.execute("DELETE FROM holding WHERE giver = ?", (giver,))
        self._cursor.executemany(
            "INSERT OR REPLACE INTO holding (giver, feed, first, last, opened, number, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(giver, feed, first, last, opened, number, at) for feed, first, last, opened in rows],
        )
