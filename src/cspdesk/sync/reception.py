"""Takes a bundle from a stream: item by item, in transactions short enough that nobody waits for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from cspdesk.domain.clock import millis
from cspdesk.store import tide
from cspdesk.store.feeds import waits_for_welcome
from cspdesk.store.incoming import Incoming
from cspdesk.store.outgoing import Outgoing, ParcelRow
from cspdesk.store.rehoming import rehome
from cspdesk.store.room import OpenDesk, Room
from cspdesk.sync import circle, outbox
from cspdesk.sync.inbox import Inbox, Tally
from cspdesk.wire import bundle, codes, limits
from cspdesk.wire.items import Head, Item, ItemKind
from cspdesk.wire.unpacking import Reader

_BYTES: Final = 1 * limits.MIB
_ITEMS: Final = 200
"""At most so much is taken in one transaction; a single large segment may be more."""

KeepPiece = Callable[[bytes], None]
"""Keeps a piece of an attachment under the name of its content."""


@dataclass(slots=True)
class Reception:
    """What taking one bundle came to; ``head`` is None where even its sender could not be read."""

    tally: Tally = field(default_factory=Tally)
    head: Head | None = None
    whole: bool = False
    conflicts: int = 0
    pieces: int = 0


def receive(
    desk: OpenDesk, untrusted_stream: BinaryIO, *, place: str, size: int, keep_piece: KeepPiece
) -> Reception:
    """Take all that can be taken of a bundle.

    Raises ``UntrustedError`` if nothing of it can be read (not-a-bundle, newer, malformed, torn,
    not-for-you), ``RefusedError`` on a desk that waits to be welcomed, ``StorageError`` where a disk
    fails; what was taken before stays taken.
    """
    with desk.reading() as connection:
        room = Room(connection)
        keys = circle.privates(room)
        before = Incoming(room.cursor).conflicts()
    if not keys:
        raise waits_for_welcome()
    mark = outbox.mark_of(untrusted_stream.read(outbox.MARKED))
    untrusted_stream.seek(0)
    reader = bundle.read(untrusted_stream, keys)
    found = Reception()
    for batch in _batches(reader, found):
        for one in _taken(desk, batch):
            found.tally.join(one)
        for piece in batch:
            if piece.kind == ItemKind.PIECE:
                keep_piece(piece.body)
                found.pieces += 1
    found.head, found.whole = reader.head, reader.complete
    _note(
        desk,
        found,
        before,
        ParcelRow(mark, place, millis(desk.clock.now()), size, own=False, whole=found.whole),
    )
    return found


def _batches(reader: Reader, found: Reception) -> Iterator[list[Item]]:
    """The items in groups; what could not be read goes into the tally at once."""
    held: list[Item] = []
    size = 0
    for each in reader:
        if not isinstance(each, Item):
            found.tally.refused.append(each.code)
            continue
        held.append(each)
        size += len(each.body)
        if size >= _BYTES or len(held) >= _ITEMS:
            yield held
            held, size = [], 0
    yield held


def _taken(desk: OpenDesk, batch: list[Item]) -> Iterator[Tally]:
    """Take a group in one transaction; if one of them breaks it, each in a transaction of its own."""
    items = [item for item in batch if item.kind != ItemKind.PIECE]
    try:
        yield _together(desk, items)
    except ValueError:
        for item in items:
            try:
                yield _together(desk, [item])
            except ValueError:
                with desk.writing() as connection:
                    inbox = Inbox(desk, Room(connection))
                    inbox.refuse(item.kind, item.body, codes.MALFORMED)
                    yield inbox.tally


def _together(desk: OpenDesk, items: list[Item]) -> Tally:
    with desk.writing() as connection:
        room = Room(connection)
        rehome(room, device=desk.device.device_id, incarnation=desk.incarnation)
        inbox = Inbox(desk, room)
        for item in items:
            inbox.take(item.kind, item.body)
        tally = inbox.finish()
        if inbox.is_doubled:
            tide.new_incarnation(connection, desk.ids, same_device=True)
        return tally


def _note(desk: OpenDesk, found: Reception, before: set[tuple[bytes, int]], parcel: ParcelRow) -> None:
    """Write down what came, for Today and so that the file is known again."""
    tally = found.tally
    with desk.writing() as connection:
        room = Room(connection)
        rows = Incoming(room.cursor)
        found.conflicts = len(rows.conflicts() - before)
        Outgoing(room.cursor).keep_parcel(parcel, tally.hashes)
        if found.head is not None:
            rows.arrived(
                at=parcel.at,
                sender=found.head.device_id,
                place=parcel.name,
                roster=found.head.roster_number,
                segments=tally.new,
                added=tally.added,
                changed=len(tally.changed),
                conflicts=found.conflicts,
            )
