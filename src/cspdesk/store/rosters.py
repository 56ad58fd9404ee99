"""The rows of rosters, grants and streams: signed papers as they came, and which streams this desk writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cspdesk.store.sql import Cursor, value_of

_CALLED: Final = "called:"


@dataclass(frozen=True, slots=True)
class StreamRow:
    """A stream as the newest roster has it: its id, its code, and whether this desk may write it.

    ``but`` are the numbers of the kinds of records with which it is the other way round.
    """

    id: bytes
    code: str
    writes: bool
    but: frozenset[int] = frozenset()


class RosterRows:
    """Reads and writes ``roster``, ``grant_paper`` and ``stream`` inside one transaction."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def numbers(self) -> dict[bytes, int]:
        """The number of each roster held, by its hash."""
        return dict(self._cursor.execute("SELECT hash, number FROM roster").fetchall())

    def signed(self, name: bytes) -> bytes | None:
        """A roster as it was signed, by its hash."""
        found = value_of(self._cursor, "SELECT signed FROM roster WHERE hash = ?", (name,))
        return None if found is None else bytes(found)

    def has(self, signed: bytes) -> bool:
        """Whether a roster is held in exactly these bytes."""
        return value_of(self._cursor, "SELECT 1 FROM roster WHERE signed = ?", (signed,)) is not None

    def add(self, name: bytes, number: int, signed: bytes) -> None:
        """Keep a roster that was checked."""
        self._cursor.execute(
            "INSERT OR IGNORE INTO roster (hash, number, signed) VALUES (?, ?, ?)", (name, number, signed)
        )

    def has_grant(self, name: bytes) -> bool:
        """Whether the grant of this hash is held."""
        return value_of(self._cursor, "SELECT 1 FROM grant_paper WHERE hash = ?", (name,)) is not None

    def add_grant(self, name: bytes, device: bytes, signed: bytes) -> bool:
        """Keep a grant that was checked; whether it is new here."""
        if self.has_grant(name):
            return False
        self._cursor.execute(
            "INSERT INTO grant_paper (hash, device, signed) VALUES (?, ?, ?)", (name, device, signed)
        )
        return True

    def grants(self, *, without: bytes = b"") -> list[tuple[bytes, bytes]]:
        """Every grant as it was signed, with the device it is for; ``without`` leaves one device out."""
        return self._cursor.execute(
            "SELECT device, signed FROM grant_paper WHERE device <> ? ORDER BY hash", (without,)
        ).fetchall()

    def keep_streams(self, streams: Iterable[StreamRow]) -> None:
        """Write down the streams of the newest roster; numbers already given stay."""
        for stream in streams:
            self._cursor.execute(
                "INSERT INTO stream (id, code, writes, but) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET code = excluded.code, writes = excluded.writes,"
                " but = excluded.but",
                (stream.id, stream.code, int(stream.writes), " ".join(map(str, sorted(stream.but)))),
            )
            self._cursor.execute("UPDATE feed SET code = ? WHERE stream = ?", (stream.code, stream.id))

    def codes(self) -> dict[bytes, str]:
        """The code of each stream by its id."""
        return dict(self._cursor.execute("SELECT id, code FROM stream").fetchall())

    # --- names, from the directory ---------------------------------------------------------------

    def people(self) -> dict[bytes, tuple[str, str]]:
        """The person and the name of each desk, by its device: by the directory, else as it asked to join."""
        found = {}
        called = "SELECT name, value FROM setting WHERE name GLOB ?"
        for name, person in self._cursor.execute(called, (f"{_CALLED}*",)).fetchall():
            found[bytes.fromhex(name.removeprefix(_CALLED))] = (person, "")
        for device, person, name in self._cursor.execute("SELECT id, person, name FROM desk").fetchall():
            found[bytes(device)] = (person or "", name or "")
        return found

    def call(self, device: bytes, person: str) -> None:
        """Remember how a device was called when it asked to join, until the directory says so."""
        self._cursor.execute(
            "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (_CALLED + device.hex(), person)
        )

    def organisations(self) -> list[str]:
        """The names of the organisation, its usual one first."""
        rows = self._cursor.execute("SELECT name, full_name FROM organisation ORDER BY no").fetchall()
        return [name for row in rows for name in row if name]
