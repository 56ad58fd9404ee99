"""Takes a bundle from a stream: item by item, in transactions short enough that nobody waits for them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from cspdesk.domain.clock import millis
from cspdesk.store import tide
from cspdesk.store.feeds import waits_for_welcome
from cspdesk.store.incoming import Incoming
from cspdesk.store.outgoing import Outgoing, ParcelRow
from cspdesk.store.rehoming import rehome
from cspdesk.store.room import OpenDesk, Room
from cspdesk.sync import ahead, circle, outbox
from cspdesk.sync.ahead import Opened
from cspdesk.sync.inbox import Inbox, Tally
from cspdesk.wire import bundle, codes, limits, segment
from cspdesk.wire.items import Head, Item, ItemKind
from cspdesk.wire.unpacking import Reader

_BYTES: Final = 1 * limits.MIB
_ITEMS: Final = 200
"""At most so much is taken in one transaction; a single large segment may be more."""

_log = logging.getLogger(__name__)

Opening = Future[dict[bytes, Opened]]
Before = Callable[[Room], None]
"""What is done in a transaction just before it is made durable."""

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
    desk: OpenDesk,
    untrusted_stream: BinaryIO,
    *,
    place: str,
    size: int,
    keep_piece: KeepPiece,
    found: Reception | None = None,
) -> Reception:
    """Take all that can be taken of a bundle.

    Raises ``UntrustedError`` if nothing of it can be read (not-a-bundle, newer, malformed, torn,
    not-for-you), ``RefusedError`` on a desk that waits to be welcomed, ``StorageError`` where a disk
    fails; what was taken before stays taken, and is counted in ``found`` for who hands one in.
    """
    with desk.reading() as connection:
        room = Room(connection)
        keys, epochs = circle.privates(room), room.keyring.epochs()
        before = Incoming(room.cursor).conflicts()
    if not keys:
        raise waits_for_welcome()
    mark = outbox.mark_of(untrusted_stream.read(outbox.MARKED))
    untrusted_stream.seek(0)
    reader = bundle.read(untrusted_stream, keys)
    receiving = _Receiving(desk, reader, before, _Place(mark, place, size), found or Reception())
    with ThreadPoolExecutor(max_workers=1) as beside:
        receiving.run(_groups(reader, receiving.found), epochs, beside, keep_piece)
    return receiving.found


def _groups(reader: Reader, found: Reception) -> Iterator[list[Item]]:
    """The items in groups, at least one; what could not be read goes into the tally at once."""
    held: list[Item] = []
    size, any_yet = 0, False
    for each in reader:
        if not isinstance(each, Item):
            found.tally.refused.append(each.code)
            continue
        held.append(each)
        size += len(each.body)
        if size >= _BYTES or len(held) >= _ITEMS:
            any_yet = True
            yield held
            held, size = [], 0
    if held or not any_yet:
        yield held


def _not_held(room: Room, items: Sequence[Item]) -> list[Item]:
    """The items that are worth opening ahead: most of what comes by stick has come before."""
    rows = Outgoing(room.cursor)
    return [one for one in items if one.kind != ItemKind.SEGMENT or not rows.holds(segment.name_of(one.body))]


@dataclass(frozen=True, slots=True)
class _Place:
    """By what a bundle is known again: its mark, where it lay, its bytes."""

    mark: bytes
    name: str
    size: int


class _Receiving:
    """One bundle on its way in, a group of items in each transaction."""

    def __init__(
        self,
        desk: OpenDesk,
        reader: Reader,
        before: set[tuple[bytes, int]],
        place: _Place,
        found: Reception,
    ) -> None:
        self._desk = desk
        self._reader = reader
        self._before = before
        self._place = place
        self.found = found

    def run(
        self,
        groups: Iterator[list[Item]],
        epochs: Mapping[bytes, bytes],
        beside: Executor,
        keep_piece: KeepPiece,
    ) -> None:
        """Take all groups: while one is made durable, ``beside`` opens what comes next."""
        group: list[Item] | None = next(groups)
        with self._desk.reading() as connection:
            coming = _not_held(Room(connection), group or ())
        opened: Mapping[bytes, Opened] = ahead.opened(coming, epochs)
        while group is not None:
            following = next(groups, None)
            for item in group:
                if item.kind == ItemKind.PIECE:
                    keep_piece(item.body)
                    self.found.pieces += 1
            opening: list[Opening] = []

            def before_commit(
                room: Room, coming: list[Item] | None = following, opening: list[Opening] = opening
            ) -> None:
                if coming is None:
                    self._note(room)
                else:
                    opening.append(beside.submit(ahead.opened, _not_held(room, coming), epochs))

            self._take([item for item in group if item.kind != ItemKind.PIECE], opened, before_commit)
            group, opened = following, opening[-1].result() if opening else {}

    def _take(self, items: list[Item], opened: Mapping[bytes, Opened], before_commit: Before) -> None:
        """Take a group in one transaction; if one of them breaks it, each in a transaction of its own."""
        try:
            self._together(items, opened, before_commit)
        except ValueError:
            _log.warning("a group of items broke its transaction; each is taken alone", exc_info=True)
            for item in items:
                try:
                    self._together([item], {}, _nothing)
                except ValueError:
                    self._refuse(item)
            with self._desk.writing() as connection:
                before_commit(Room(connection))

    def _together(self, items: list[Item], opened: Mapping[bytes, Opened], before_commit: Before) -> None:
        desk = self._desk
        with desk.writing() as connection:
            room = Room(connection)
            rehome(room, device=desk.device.device_id, incarnation=desk.incarnation)
            inbox = Inbox(desk, room, opened)
            for item in items:
                inbox.take(item.kind, item.body)
            tally = inbox.finish()
            if inbox.is_doubled:
                tide.new_incarnation(connection, desk.ids, same_device=True)
            self.found.tally.join(tally)
            before_commit(room)

    def _refuse(self, item: Item) -> None:
        with self._desk.writing() as connection:
            inbox = Inbox(self._desk, Room(connection))
            inbox.refuse(item.kind, item.body, codes.MALFORMED)
            self.found.tally.join(inbox.tally)

    def _note(self, room: Room) -> None:
        """Write down what came, for Today and so that the file is known again."""
        found, tally, at = self.found, self.found.tally, millis(self._desk.clock.now())
        found.head, found.whole = self._reader.head, self._reader.complete
        rows = Incoming(room.cursor)
        found.conflicts = len(rows.conflicts() - self._before)
        parcel = ParcelRow(
            self._place.mark, self._place.name, at, self._place.size, own=False, whole=found.whole
        )
        Outgoing(room.cursor).keep_parcel(parcel, tally.hashes)
        if found.head is not None:
            rows.arrived(
                at=at,
                sender=found.head.device_id,
                place=self._place.name,
                roster=found.head.roster_number,
                segments=tally.new,
                added=tally.added,
                changed=len(tally.changed),
                conflicts=found.conflicts,
            )


def _nothing(room: Room) -> None:
    """What a single item has to do before it is durable."""
