"""The rows of what came: arrivals for Today, and refused items kept for another try."""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.store.sql import Cursor, value_of


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """An item that could not be taken; ``name`` is the hash of a segment's header, else empty."""

    no: int
    at: int
    code: str
    kind: int
    name: bytes
    item: bytes


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """A bundle that was taken: from whom, when, and what it brought."""

    no: int
    at: int
    sender: bytes
    place: str
    roster: int
    segments: int
    added: int
    changed: int
    conflicts: int
    seen: int


class Incoming:
    """Reads and writes ``refused`` and ``arrival`` inside one transaction."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    # --- refused ---------------------------------------------------------------------------------

    def refuse(self, digest: bytes, *, at: int, code: str, kind: int, name: bytes, item: bytes) -> None:
        """Keep an item and the reason; the same item again only renews the reason."""
        self._cursor.execute(
            "INSERT INTO refused (hash, at, code, kind, name, item) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (hash) DO UPDATE SET code = excluded.code",
            (digest, at, code, kind, name, item),
        )

    def refused(self, *codes: str) -> list[RefusedRow]:
        """What is kept for another try: all of it, or what was refused for these reasons."""
        marks = ",".join("?" * len(codes))
        where = f"WHERE code IN ({marks})" if codes else ""
        rows = self._cursor.execute(
            f"SELECT no, at, code, kind, name, item FROM refused {where} ORDER BY no", codes
        ).fetchall()
        return [RefusedRow(row[0], row[1], row[2], row[3], bytes(row[4]), bytes(row[5])) for row in rows]

    def refused_segments(self) -> list[tuple[bytes, str]]:
        """The segments refused, by the hash of their header, with the code's word."""
        return self._cursor.execute(
            "SELECT name, code FROM refused WHERE name <> x'' ORDER BY name"
        ).fetchall()

    def refusal_counts(self) -> dict[str, int]:
        """How many items are kept for another try, by code."""
        return dict(self._cursor.execute("SELECT code, count(*) FROM refused GROUP BY code").fetchall())

    def take_back(self, no: int) -> None:
        """Forget a refused item that was taken after all."""
        self._cursor.execute("DELETE FROM refused WHERE no = ?", (no,))

    # --- arrivals --------------------------------------------------------------------------------

    def arrived(
        self,
        *,
        at: int,
        sender: bytes,
        place: str,
        roster: int,
        segments: int,
        added: int,
        changed: int,
        conflicts: int,
    ) -> None:
        """Note a bundle that was taken."""
        self._cursor.execute(
            "INSERT INTO arrival (at, sender, place, roster, segments, added, changed, conflicts, seen)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
            (at, sender, place, roster, segments, added, changed, conflicts),
        )

    def arrivals(self, *, most: int, unseen: bool = False) -> list[ArrivalRow]:
        """The newest arrivals first; ``unseen``: only those nobody has looked at."""
        rows = self._cursor.execute(
            "SELECT no, at, sender, place, roster, segments, added, changed, conflicts, seen FROM arrival"
            " WHERE seen = 0 OR ? ORDER BY no DESC LIMIT ?",
            (not unseen, most),
        ).fetchall()
        return [ArrivalRow(*row) for row in rows]

    def look_at_all(self) -> None:
        """Note that a person has looked at what came."""
        self._cursor.execute("UPDATE arrival SET seen = 1 WHERE seen = 0")

    def last(self, sender: bytes | None = None) -> int | None:
        """When the newest bundle came, from anybody or from one device."""
        found = value_of(
            self._cursor, "SELECT max(at) FROM arrival WHERE ? IS NULL OR sender = ?", (sender, sender)
        )
        return None if found is None else int(found)

    def rosters(self) -> dict[bytes, int]:
        """The highest roster number that each sender has shown to hold."""
        return dict(
            self._cursor.execute("SELECT sender, max(roster) FROM arrival GROUP BY sender").fetchall()
        )

    def parked(self) -> list[tuple[int, int]]:
        """How many changes wait, by the feed of the one that each lacks."""
        return self._cursor.execute(
            "SELECT needs_feed, count(*) FROM waiting GROUP BY needs_feed ORDER BY needs_feed"
        ).fetchall()

    # --- conflicts -------------------------------------------------------------------------------

    def conflicts(self) -> set[tuple[bytes, int]]:
        """The units that wait for a person."""
        return {
            (bytes(row[0]), row[1])
            for row in self._cursor.execute("SELECT record, unit FROM conflict").fetchall()
        }
