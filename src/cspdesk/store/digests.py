"""Digests by which two desks find out that they have seen, and show, the same.

The digest of what is held is over the names of segments and of entries not sealed yet.  The digest of
the state is over (record, field's number, current dots): names and values have no part in it, so that
programs of different versions agree.  Dots are written by the long names of their feeds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import compress
from typing import Final

from cspdesk.domain.entries import Dot
from cspdesk.store.feeds import Feeds
from cspdesk.store.plan import PLANS, KindPlan
from cspdesk.store.sql import Cursor

_HELD: Final = b"cspdesk held"
_STATE: Final = b"cspdesk state"
_SHOWN: Final = b"cspdesk shown"


@dataclass(frozen=True, slots=True)
class StreamDigest:
    """One stream's digests in hexadecimal digits; no ``state`` where a part of it cannot be read here."""

    held: str
    state: str | None


class Digests:
    """Reads what is held and what is shown, inside one transaction."""

    def __init__(self, cursor: Cursor, feeds: Feeds) -> None:
        self._cursor = cursor
        self._feeds = feeds
        self._names: dict[int, bytes] = {}

    def streams(self) -> dict[str, StreamDigest]:
        """The digests of each stream by its code, or by its id where no code is known here."""
        codes = dict(self._cursor.execute("SELECT id, code FROM stream").fetchall())
        unread = {
            row[0]
            for row in self._cursor.execute(
                "SELECT DISTINCT feed.stream FROM segment JOIN feed ON feed.no = segment.feed"
                " WHERE counted <> 1"
            ).fetchall()
        }
        held, states = self._held(), self._states()
        return {
            code or stream.hex(): StreamDigest(
                held.get(stream, _empty(_HELD)),
                None if stream in unread else states.get(stream, _empty(_STATE)),
            )
            for stream, code in sorted(codes.items(), key=lambda pair: (pair[1], pair[0]))
        }

    def shown(self) -> bytes:
        """A digest of all values shown, presence and units marked: what a rebuild must find again."""
        made = blake2b(digest_size=32, person=_SHOWN)
        for plan in PLANS:
            rows = self._cursor.execute(f'SELECT id, presence, {plan.select} FROM "{plan.table}" ORDER BY id')
            for row in iter(rows.fetchone, None):
                made.update(repr(row).encode())
        for row in self._cursor.execute(
            "SELECT record, unit, kind, merge FROM conflict ORDER BY record, unit"
        ).fetchall():
            made.update(repr(row).encode())
        return made.digest()

    # --- what is held ----------------------------------------------------------------------------

    def _held(self) -> dict[bytes, str]:
        names: dict[bytes, list[bytes]] = {}
        for feed, name in self._cursor.execute("SELECT feed, hash FROM segment ORDER BY hash").fetchall():
            names.setdefault(self._feeds.id(feed).stream, []).append(bytes(name))
        for feed, seq in self._cursor.execute("SELECT feed, seq FROM entry ORDER BY feed, seq").fetchall():
            names.setdefault(self._feeds.id(feed).stream, []).append(self._name(Dot(feed, seq)))
        return {stream: _over(_HELD, found) for stream, found in names.items()}

    # --- what is current -------------------------------------------------------------------------

    def _states(self) -> dict[bytes, str]:
        found: dict[bytes, list[bytes]] = {}
        changed = self._changed()
        for plan in PLANS:
            for record, created, units in self._rows(plan):
                rows = changed.pop(record, {})
                standing = [unit for unit in units if unit not in rows]
                if created is not None and not rows:
                    if standing:
                        parts = [(unit, self._name(created)) for unit in standing]
                        found.setdefault(self._stream(created), []).append(_one(record, parts))
                    continue
                if created is not None:
                    rows.update({unit: [created] for unit in standing})
                self._note(found, record, rows)
        for record, rows in changed.items():
            self._note(found, record, rows)
        return {stream: _over(_STATE, names) for stream, names in found.items()}

    def _note(self, found: dict[bytes, list[bytes]], record: bytes, rows: Mapping[int, list[Dot]]) -> None:
        """Add a record's current dots, to each stream those that lie in it."""
        by_stream: dict[bytes, list[tuple[int, bytes]]] = {}
        for unit, dots in rows.items():
            for dot in dots:
                by_stream.setdefault(self._stream(dot), []).append((unit, self._name(dot)))
        for stream, parts in by_stream.items():
            found.setdefault(stream, []).append(_one(record, parts))

    def _changed(self) -> dict[bytes, dict[int, list[Dot]]]:
        """By record and unit the current dots, of all units that changed since their creation."""
        found: dict[bytes, dict[int, list[Dot]]] = {}
        rows = self._cursor.execute("SELECT record, unit, feed, seq, current FROM change")
        for record, unit, feed, seq, current in iter(rows.fetchone, None):
            dots = found.setdefault(record, {}).setdefault(unit, [])
            if current:
                dots.append(Dot(feed, seq))
        return found

    def _rows(self, plan: KindPlan) -> Iterator[tuple[bytes, Dot | None, list[int]]]:
        """Each record of a kind: its id, its creation's dot, and the units that hold a value."""
        tests = ", ".join(
            "(" + " OR ".join(f'"{column}" IS NOT NULL' for column in unit.columns) + ")"
            for unit in plan.units.values()
        )
        numbers = list(plan.units)
        rows = self._cursor.execute(f'SELECT id, feed, seq, {tests} FROM "{plan.table}"')
        for record, feed, seq, *filled in iter(rows.fetchone, None):
            units = list(compress(numbers, filled))
            yield record, None if feed is None else Dot(feed, seq), units

    def _stream(self, dot: Dot) -> bytes:
        return self._feeds.id(dot.feed).stream

    def _name(self, dot: Dot) -> bytes:
        """A dot by its feed's long name."""
        if dot.feed not in self._names:
            feed = self._feeds.id(dot.feed)
            self._names[dot.feed] = feed.incarnation + feed.device + feed.branch
        return self._names[dot.feed] + dot.seq.to_bytes(8, "big")


def _one(record: bytes, parts: list[tuple[int, bytes]]) -> bytes:
    """A record's current dots in one stream."""
    named = b"".join(unit.to_bytes(8, "big") + name for unit, name in sorted(parts))
    return blake2b(record + named, digest_size=32).digest()


def _over(purpose: bytes, names: list[bytes]) -> str:
    made = blake2b(digest_size=16, person=purpose)
    for name in sorted(names):
        made.update(name)
    return made.hexdigest()


def _empty(purpose: bytes) -> str:
    return _over(purpose, [])
