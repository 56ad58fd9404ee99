"""What goes out: seals what is loose, chooses what the addressees are not known to hold, writes a bundle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from io import BytesIO

from cspdesk.domain.clock import millis
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.text import N_, msg
from cspdesk.store import pieces
from cspdesk.store.incoming import Incoming
from cspdesk.store.outgoing import Outgoing, SegmentRow
from cspdesk.store.rehoming import rehome
from cspdesk.store.room import OpenDesk, Room
from cspdesk.store.rosters import RosterRows
from cspdesk.store.sealing import Terms, seal_loose
from cspdesk.sync import circle
from cspdesk.sync.chain import Chain, Standing
from cspdesk.sync.claims import Claims
from cspdesk.wire import bundle
from cspdesk.wire.items import Head, ItemKind
from cspdesk.wire.ranges import NONE, Ranges
from cspdesk.wire.roster import SignedRoster

MARKED = 7 + 32
"""Bytes at the beginning of a bundle that tell it from every other: magic, form, and its key's mark."""


LARGEST = 1024 * 1024 * 1024
"""Bytes of one bundle in a folder, about, at most: a quarter of what FAT32 takes."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a bundle will carry; segments by their rows, so that none lies in memory before its turn."""

    head: Head
    circle: bytes
    rosters: tuple[bytes, ...]
    grants: tuple[bytes, ...]
    receipt: bytes
    segments: tuple[SegmentRow, ...]
    receipt_number: int
    pieces: tuple[str, ...] = ()
    """Names of pieces of attachments, whether they are held here or not."""

    @property
    def estimate(self) -> int:
        """Bytes that a bundle of the text takes, about, and never much less."""
        small = sum(map(len, (*self.rosters, *self.grants, self.receipt)))
        return (small + sum(row.size + 16 for row in self.segments) + 64 * 1024) * 9 // 8


def seal_all(desk: OpenDesk, room: Room) -> int:
    """Seal every loose entry under the roster in force; how many segments that made.

    ``RefusedError`` on a desk that waits to be welcomed: nobody would believe what it signs.
    """
    standing = demand_standing(desk, room)
    room.feeds.mark_former(desk.device.device_id)
    rehome(room, device=desk.device.device_id, incarnation=desk.incarnation)
    return sum(1 for _ in seal_loose(room, partial(_terms, desk, room, standing)))


def demand_standing(desk: OpenDesk, room: Room) -> Standing:
    """This desk's place in its organisation; ``RefusedError`` where it has none."""
    standing = Chain(room).standing(desk.device.device_id)
    if standing.device is None:
        raise RefusedError(
            msg(N_("This desk is not in the roster.")),
            safe=msg(N_("What was saved here stays here.")),
            hint=msg(N_("Have it enrolled again: a desk restored from a backup is a new device.")),
            code="not-in-roster",
        )
    return standing


def _terms(desk: OpenDesk, room: Room, standing: Standing, feed: int) -> Terms:
    signed = standing.roster
    stream = signed.roster.stream(room.feeds.id(feed).stream)
    if stream is None:
        raise RefusedError(
            msg(N_("The roster does not list a stream that this desk has written.")), code="role"
        )
    return Terms(
        signed.roster.number,
        signed.hash,
        stream.epochs[-1].public,
        desk.device,
        desk.ids,
        millis(desk.clock.now()),
    )


def choose(
    desk: OpenDesk,
    room: Room,
    addressees: Iterable[bytes],
    *,
    everything: bool = False,
    lying_there: AbstractSet[bytes] = frozenset(),
    lacking: AbstractSet[bytes] = frozenset(),
) -> Contents:
    """What a bundle to these devices carries: all that is held and not known to be held by each of them.

    ``lying_there`` are the segments and pieces that the addressees find beside this bundle anyway;
    ``lacking`` the segments of which pieces have not come here.
    """
    standing = demand_standing(desk, room)
    chain, claims, rows = Chain(room), Claims(desk, room), RosterRows(room.cursor)
    wanted = sorted({*addressees} - {desk.device.device_id})
    known = [claims.known(device) for device in wanted]
    segments = tuple(
        row
        for row in Outgoing(room.cursor).segments()
        if everything or (row.hash not in lying_there and not _is_known(row, known))
    )
    shown = {} if everything else Incoming(room.cursor).rosters()
    least = min((shown.get(device, 0) for device in wanted), default=0)
    newest = standing.roster
    stale = [name for name, number in chain.numbers.items() if number > least]
    rosters = sorted((found for name in stale if (found := chain.find(name)) is not None), key=_number_first)
    receivers = {device for device in wanted if shown.get(device, 0) < newest.roster.number}
    said = claims.own(standing.organisation, lacking)
    outgoing = Outgoing(room.cursor)
    missed = {name for each in wanted for name in claims.missed(each)}
    bringing = [*segments, *(row for name in sorted(missed) if (row := outgoing.find(name)) is not None)]
    named = pieces.named_by(room.cursor, None if everything else bringing)
    device = desk.device
    return Contents(
        Head(device.sign_public, device.box_public, standing.organisation, newest.roster.number, newest.hash),
        circle.public_of(newest.roster),
        tuple(each.to_bytes() for each in rosters),
        tuple(bytes(signed) for receiver, signed in rows.grants() if bytes(receiver) in receivers),
        said.to_bytes(),
        segments,
        said.number,
        tuple(name for name in named if bytes.fromhex(name) not in lying_there),
    )


def _number_first(signed: SignedRoster) -> tuple[int, bytes]:
    return signed.roster.number, signed.hash


def _is_known(row: SegmentRow, known: list[dict[int, Ranges]]) -> bool:
    """Whether every addressee is known to hold a segment; nobody to ask: no."""
    return bool(known) and all(held.get(row.feed, NONE).covers(row.first, row.last) for held in known)


class Packing:
    """A bundle as a stream of bytes: nothing larger than one item lies in memory.

    ``fetch`` gives a segment's bytes by its row, ``attached`` the pieces of attachments, which come last.
    """

    def __init__(
        self,
        desk: OpenDesk,
        contents: Contents,
        fetch: Callable[[SegmentRow], bytes],
        attached: Iterable[bytes] = (),
        *,
        named: bool,
    ) -> None:
        self._desk = desk
        self._contents = contents
        self._fetch = fetch
        self._attached = attached
        self._named = named
        self.mark = b""
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        held, contents = BytesIO(), self._contents
        writer = bundle.write(
            held,
            contents.head,
            addressees=[contents.circle],
            keys=self._desk.device,
            ids=self._desk.ids,
            named=self._named,
        )
        self.mark = mark_of(held.getvalue())
        for kind, body in self._items():
            writer.add(kind, body)
            yield self._taken(held)
        writer.close()
        yield self._taken(held)

    def _items(self) -> Iterator[tuple[ItemKind, bytes]]:
        contents = self._contents
        yield from ((ItemKind.ROSTER, each) for each in contents.rosters)
        yield from ((ItemKind.GRANT, each) for each in contents.grants)
        yield (ItemKind.RECEIPT, contents.receipt)
        yield from ((ItemKind.SEGMENT, self._fetch(row)) for row in contents.segments)
        yield from ((ItemKind.PIECE, each) for each in self._attached)

    def _taken(self, held: BytesIO) -> bytes:
        made = held.getvalue()
        held.seek(0)
        held.truncate()
        self.size += len(made)
        return made


def split(contents: Contents, sizes: Mapping[str, int], *, most: int = LARGEST) -> Iterator[Contents]:
    """The same as one bundle of text with as many pieces as fit, and further bundles of pieces alone.

    ``sizes`` are bytes by piece; those that it does not name are not here and are left out.
    """
    room = max(0, most - contents.estimate)
    group: list[str] = []
    current = contents
    for name in contents.pieces:
        if name not in sizes:
            continue
        if sizes[name] > room and (group or current is contents):
            yield replace(current, pieces=tuple(group))
            current = replace(contents, segments=(), rosters=(), grants=())
            group, room = [], most
        group.append(name)
        room -= sizes[name]
    yield replace(current, pieces=tuple(group))


def mark_of(opening: bytes) -> bytes:
    """What a bundle is known by: a digest of the bytes that open it, which hold a fresh key's mark."""
    return blake2b(opening[:MARKED], digest_size=32, person=b"cspdesk parcel").digest()
