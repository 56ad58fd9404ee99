"""The journal as an audit trail: one file of JSON lines that a script checks without this program.

Only the streams that are asked for are in it, in words that anybody can read: who may have the file is
for the person who makes it to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from cspdesk.domain.entries import Dot, Entry, Wire
from cspdesk.domain.errors import RefusedError, UntrustedError
from cspdesk.domain.fields import STREAMS
from cspdesk.domain.text import N_, msg
from cspdesk.models import KINDS
from cspdesk.services import audit_check
from cspdesk.services.context import Context
from cspdesk.services.results import Changes
from cspdesk.store import files
from cspdesk.store.outgoing import Outgoing
from cspdesk.store.room import Room
from cspdesk.store.rosters import RosterRows
from cspdesk.sync import outbox
from cspdesk.sync.chain import Chain
from cspdesk.wire import segment

FORM: Final = "cspdesk audit trail 1"
USUAL: Final = ("finance", "directory", "common", "control")
"""The streams that an auditor of money needs: no consultation, no person who took part in one."""
_OWN: Final = {1: "presence", 2: "parent", 3: "position"}


@dataclass(frozen=True, slots=True)
class Audited:
    """A trail as a file: how much is in it, and the pin of the root by which it is proved."""

    path: Path
    streams: tuple[str, ...]
    root: str
    segments: int
    entries: int
    unsigned: int


@dataclass(slots=True)
class _Count:
    """What is counted on the way."""

    segments: int = 0
    entries: int = 0
    unsigned: int = 0


class Audit:
    """The verb ``audit export``."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._desk = context.desk

    def export(
        self, out: Path, *, streams: Sequence[str] = USUAL, replacing: bool = False, script: bool = False
    ) -> Audited:
        """Write the trail of some streams, with ``script`` also what checks it, beside the file.

        What is not sealed yet is sealed first, so that all of it is signed; a desk that may not seal
        lists it as unsigned.  ``RefusedError`` for a stream that there is not, and a file that is there.
        """
        wanted = _demand_streams(streams)
        with suppress(RefusedError), self._desk.writing() as connection:
            outbox.seal_all(self._desk, Room(connection))
        count = _Count()
        with self._desk.reading() as connection:
            room = Room(connection)
            root = _root(room)
            files.write_stream(out, _ended(self._lines(room, wanted, count)), replacing=replacing)
        if script:
            files.copy(Path(audit_check.__file__), out.with_name("audit_check.py"))
        self._context.tell(Changes(details={"audited": list(wanted)}))
        return Audited(out, wanted, root, count.segments, count.entries, count.unsigned)

    def _lines(self, room: Room, streams: Sequence[str], count: _Count) -> Iterator[bytes]:
        rows, outgoing = RosterRows(room.cursor), Outgoing(room.cursor)
        codes = rows.codes()
        yield _line(
            {
                "form": FORM,
                "made": self._desk.clock.now().replace(microsecond=0).isoformat(),
                "streams": list(streams),
                "words": _words(rows, codes),
            }
        )
        chain = Chain(room)
        for _, name in sorted((number, name) for name, number in chain.numbers.items()):
            signed = chain.find(name)
            if signed is not None:
                signatures = {str(place): one.hex() for place, one in sorted(signed.signatures.items())}
                yield _line({"roster": {"payload": signed.payload.hex(), "signatures": signatures}})
        for row in outgoing.segments():
            if codes.get(room.feeds.id(row.feed).stream) in streams:
                yield _line({"segment": _segment(room, outgoing.sealed(row.no), count)})
        for (feed,) in room.cursor.execute("SELECT DISTINCT feed FROM entry ORDER BY feed").fetchall():
            run = room.journal.unsealed(feed)
            if run is not None and codes.get(room.feeds.id(feed).stream) in streams:
                entries = [_entry(entry) for entry in run.entries().values()]
                count.unsigned += len(entries)
                yield _line({"unsigned": {"stream": room.feeds.id(feed).stream.hex(), "entries": entries}})


def _demand_streams(untrusted_streams: Sequence[str]) -> tuple[str, ...]:
    for one in untrusted_streams:
        if one not in STREAMS:
            raise RefusedError(
                msg(N_("There is no stream “{name}”."), name=one[:40]),
                hint=msg(N_("There are: {names}."), names=", ".join(STREAMS)),
                code="stream",
            )
    return tuple(one for one in STREAMS if one in untrusted_streams)


def _root(room: Room) -> str:
    """The pin of the root of the first roster held: what the script begins with."""
    chain = Chain(room)
    held = [found for name in chain.numbers if (found := chain.find(name)) is not None]
    first = min(held, key=lambda one: (one.roster.number, one.hash), default=None)
    return "" if first is None else first.roster.root.pin.hex()


def _words(rows: RosterRows, codes: Mapping[bytes, str]) -> dict[str, object]:
    """What numbers and ids mean, so that a person can read the trail; nothing of it is proved."""
    kinds = {
        str(kind.number): {
            "name": kind.name,
            "units": {str(unit): name for unit, name in _OWN.items()}
            | {str(unit): "+".join(one.name for one in members) for unit, members in kind.units.items()},
        }
        for kind in KINDS
    }
    people = {device.hex(): person or name for device, (person, name) in rows.people().items()}
    return {"kinds": kinds, "people": people, "streams": {one.hex(): code for one, code in codes.items()}}


def _segment(room: Room, sealed: bytes, count: _Count) -> dict[str, object]:
    parsed = segment.parse(sealed)
    count.segments += 1
    told: dict[str, object] = {"header": parsed.header_bytes.hex(), "signature": parsed.signature.hex()}
    try:
        body = room.keyring.open_body(sealed)
    except UntrustedError:
        return told
    feeds = zip(body.run.feeds[1:], body.pins, strict=True)
    entries = [_entry(entry) for entry in body.run.entries().values()]
    count.entries += len(entries)
    return {
        **told,
        "seed": body.seed.hex(),
        "feeds": [[feed.incarnation.hex(), feed.device.hex(), pin.hex()] for feed, pin in feeds],
        "entries": entries,
    }


def _entry(entry: Entry) -> list[object]:
    record = list(entry.record) if isinstance(entry.record, Dot) else entry.record.hex()
    ops = [[op.unit, _plain(op.value), [list(base) for base in op.bases]] for op in entry.ops]
    return [entry.act, entry.kind, record, entry.save, entry.at, ops]


def _plain(value: Wire) -> object:
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _line(document: Mapping[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _ended(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The lines, then one that says how many there were and what they come to."""
    running, number = blake2b(digest_size=32), 0
    for number, line in enumerate(lines, 1):  # noqa: B007 - it is told at the end
        running.update(line)
        yield line
    yield _line({"end": {"lines": number, "digest": running.hexdigest()}})
