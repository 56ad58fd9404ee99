"""The keys that lie in the encrypted database: epochs' private halves, and what opens a segment."""

from __future__ import annotations

from cspdesk.store.sql import Cursor, value_of
from cspdesk.wire import codes, segment
from cspdesk.wire.body import Body
from cspdesk.wire.suite import box_public, epoch_id


class Keyring:
    """Secrets by name, read and written inside one transaction."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def secret(self, name: str) -> bytes | None:
        """A secret by name, or None."""
        found = value_of(self._cursor, "SELECT value FROM secret WHERE name = ?", (name,))
        return None if found is None else bytes(found)

    def keep(self, name: str, value: bytes) -> None:
        """Keep a secret under a name."""
        self._cursor.execute("INSERT OR REPLACE INTO secret (name, value) VALUES (?, ?)", (name, value))

    def keep_epoch(self, private: bytes) -> None:
        """Keep an epoch's private half."""
        self.keep("epoch:" + epoch_id(box_public(private)).hex(), private)

    def epoch_private(self, epoch: bytes) -> bytes | None:
        """An epoch's private half by the epoch's id, or None where this desk was not given it."""
        return self.secret("epoch:" + epoch.hex())

    def epochs(self) -> dict[bytes, bytes]:
        """Every epoch's private half that this desk was given, by the epoch's id."""
        rows = self._cursor.execute("SELECT name, value FROM secret WHERE name GLOB 'epoch:*'").fetchall()
        return {bytes.fromhex(name.partition(":")[2]): bytes(value) for name, value in rows}

    def open_body(self, sealed: bytes) -> Body:
        """What a held segment says.  Raises ``UntrustedError`` (no-key) where this desk may not read it."""
        parsed = segment.parse(sealed)
        private = self.epoch_private(parsed.header.epoch)
        if private is not None:
            return parsed.open(private)
        key = self.secret(_body(parsed.header_hash))
        if key is None:
            raise codes.refused(codes.NO_KEY, "this desk was not given the epoch")
        return parsed.open_with(key)

    def keep_body(self, name: bytes, key: bytes) -> None:
        """Keep the key of one segment, on a desk that is given some and no epoch."""
        self.keep(_body(name), key)

    def forget(self, name: str) -> None:
        """Drop a secret for good."""
        self._cursor.execute("DELETE FROM secret WHERE name = ?", (name,))


def _body(segment_name: bytes) -> str:
    return "body:" + segment_name.hex()
