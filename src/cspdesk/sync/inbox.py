"""What comes in: proves each item of a bundle by itself, and takes it or says why not.

Nothing is believed because of who handed it over.  An item that cannot be taken is kept with its
reason, and never keeps others from being taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType
from typing import Final

from cspdesk.domain.clock import millis
from cspdesk.domain.entries import FeedId
from cspdesk.domain.errors import RefusedError, UntrustedError
from cspdesk.store.claims import ClaimRows
from cspdesk.store.held import Taken, Taking
from cspdesk.store.incoming import Incoming, RefusedRow
from cspdesk.store.outgoing import Outgoing
from cspdesk.store.room import OpenDesk, Room
from cspdesk.sync import membership, outbox, rights
from cspdesk.sync.ahead import Opened
from cspdesk.sync.chain import Chain
from cspdesk.sync.claims import Claims
from cspdesk.sync.refusals import PARKED, code_of
from cspdesk.sync.roles import ADMINISTRATOR
from cspdesk.wire import codes, grant, receipt, roster, segment
from cspdesk.wire import header as heads
from cspdesk.wire.codes import Code
from cspdesk.wire.header import SegmentType
from cspdesk.wire.items import ItemKind
from cspdesk.wire.members import Device
from cspdesk.wire.segment import Segment

_WAITS: Final = (codes.OLD_ROSTER.word, codes.NEWER.word)


@dataclass(slots=True)
class Tally:
    """What taking items came to, summed over transactions."""

    new: int = 0
    known: int = 0
    parked: int = 0
    refused: list[Code] = field(default_factory=list)
    receipts: int = 0
    rosters: int = 0
    keys: int = 0
    added: int = 0
    changed: set[tuple[int, bytes]] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    forked: list[FeedId] = field(default_factory=list)
    hashes: set[bytes] = field(default_factory=set)

    def join(self, other: Tally) -> None:
        """Add what another transaction came to."""
        self.new += other.new
        self.known += other.known
        self.parked += other.parked
        self.refused += other.refused
        self.receipts += other.receipts
        self.rosters += other.rosters
        self.keys += other.keys
        self.added += other.added
        self.changed |= other.changed
        self.kinds |= other.kinds
        self.forked += other.forked
        self.hashes |= other.hashes


class Inbox:
    """Takes items inside one transaction; ``finish`` ends it."""

    def __init__(
        self, desk: OpenDesk, room: Room, opened: Mapping[bytes, Opened] = MappingProxyType({})
    ) -> None:
        self._opened = opened
        self._desk = desk
        self._room = room
        self._at = millis(desk.clock.now())
        self._chain = Chain(room)
        self._rows = Incoming(room.cursor)
        self._segments = Outgoing(room.cursor)
        self._taking: Taking | None = None
        self._own_came = False
        self.tally = Tally()

    @property
    def _take_segments(self) -> Taking:
        if self._taking is None:
            self._taking = Taking(self._room, at=self._at)
        return self._taking

    def take(self, kind: ItemKind, untrusted: bytes) -> None:
        """Take one item, or keep it with the reason why not."""
        name = b""
        try:
            if kind == ItemKind.SEGMENT:
                name = self._name_of(untrusted)
                self._take_segment(untrusted, name)
            elif kind == ItemKind.RECEIPT:
                self._take_receipt(untrusted)
            elif kind == ItemKind.ROSTER:
                self._take_roster(untrusted)
            elif kind == ItemKind.GRANT:
                self._take_grant(untrusted)
        except UntrustedError as error:
            self.refuse(kind, untrusted, code_of(error), name)

    def refuse(self, kind: ItemKind, untrusted: bytes, code: Code, name: bytes = b"") -> None:
        """Keep an item for another try, and count it."""
        self._rows.refuse(
            _digest(untrusted), at=self._at, code=code.word, kind=kind, name=name, item=untrusted
        )
        if code.word in PARKED:
            self.tally.parked += 1
        else:
            self.tally.refused.append(code)

    def retry(self) -> None:
        """Try again what waited for a roster that has come since, or for a newer program."""
        before = -1
        while before != self.tally.rosters:
            before = self.tally.rosters
            for row in self._rows.refused(*_WAITS):
                self._try_again(row)

    def _try_again(self, row: RefusedRow) -> None:
        counted = self.tally
        self.tally = Tally()
        self._rows.take_back(row.no)
        self.take(ItemKind(row.kind), row.item)
        # what still waits was counted when it came
        self.tally.parked = 0
        counted.join(self.tally)
        self.tally = counted

    def finish(self) -> Tally:
        """Apply what waited for something that has come; what the transaction came to."""
        if self.tally.rosters:
            self.retry()
            self._chain.settle(self._desk.device.device_id)
        if self.tally.keys or self.tally.rosters:
            self._open_held()
        if self._taking is not None:
            self._count(self._taking.finish())
        if self._own_came:
            claims = Claims(self._desk, self._room)
            for giver in claims.givers():
                claims.settle(giver)
        return self.tally

    @property
    def is_doubled(self) -> bool:
        """Whether this life of the desk was found to have a second history: it needs a new one."""
        own = (self._desk.device.device_id, self._desk.incarnation)
        return any((feed.device, feed.incarnation) == own for feed in self.tally.forked)

    def _count(self, taken: Taken) -> None:
        tally = self.tally
        tally.new += taken.new
        tally.known += taken.known
        tally.parked += taken.parked
        tally.forked += taken.forked
        tally.added += taken.applied.added
        tally.changed |= taken.applied.changed
        tally.kinds |= taken.applied.kinds

    # --- segments --------------------------------------------------------------------------------

    def _name_of(self, untrusted: bytes) -> bytes:
        """The hash of a segment's header, as far as there is one."""
        header, *_ = segment.parts_of(untrusted)
        return heads.hash_of(header)

    def _take_segment(self, untrusted: bytes, name: bytes) -> None:
        if self._segments.find(name) is not None:
            self.tally.known += 1
            self.tally.hashes.add(name)
            return
        header, *_ = segment.parts_of(untrusted)
        if heads.type_of(header) is not SegmentType.ORDINARY:
            raise codes.refused(codes.NEWER, "a type of segment that this program does not take")
        ahead = self._opened.get(untrusted)
        found = segment.parse(untrusted) if ahead is None else ahead.segment
        author = rights.author_of(self._chain, found)
        found.check(author.device.sign_public)
        if found.header.device == self._desk.device.device_id:
            self._meet_own()
        body = None
        private = self._room.keyring.epoch_private(found.header.epoch)
        if private is not None:
            body = found.open(private) if ahead is None else ahead.body
            rights.check_body(author, body.run, values=ahead is None)
        self._take_segments.take(found, body)
        self.tally.hashes.add(name)

    def _meet_own(self) -> None:
        """An own segment that is not here: this desk was put back, or copied.

        What is loose is sealed first, so that every branch is a chain of segments; and what others
        are proved to hold is asked again afterwards.
        """
        self._own_came = True
        try:
            outbox.seal_all(self._desk, self._room)
        except RefusedError as error:
            raise codes.refused(codes.WAITING, "this desk may not seal what it has saved since") from error

    def _open_held(self) -> None:
        """Count the segments that were held unread and whose key has come."""
        for no, sealed in self._segments.unread():
            found: Segment = segment.parse(sealed)
            private = self._room.keyring.epoch_private(found.header.epoch)
            if private is None:
                continue
            try:
                author = rights.author_of(self._chain, found)
                body = found.open(private)
                rights.check_body(author, body.run)
            except UntrustedError:
                continue  # held and passed on, and never counted
            self._take_segments.count(no, body)

    # --- papers ----------------------------------------------------------------------------------

    def _take_roster(self, untrusted: bytes) -> None:
        if not self._chain.has(untrusted) and self._chain.take(roster.parse(untrusted)):
            self.tally.rosters += 1

    def _take_grant(self, untrusted: bytes) -> None:
        paper = grant.parse(untrusted)
        if paper.receiver != self._desk.device.device_id and membership.has_grant(self._room, untrusted):
            return
        standing = self._chain.standing(self._desk.device.device_id)
        if paper.organisation != standing.organisation:
            raise codes.refused(codes.NOT_FOR_YOU, "a grant of another organisation")
        giver = self._device(paper.giver)
        if ADMINISTRATOR.number not in giver.roles:
            raise codes.refused(codes.ROLE, "a grant by a device that may give none")
        paper.check(giver.sign_public)
        if membership.take_grant(self._desk, self._room, paper, standing.roster.roster):
            self.tally.keys += 1

    def _take_receipt(self, untrusted: bytes) -> None:
        if ClaimRows(self._room.cursor).has(untrusted):
            return
        said = receipt.parse(untrusted)
        standing = self._chain.standing(self._desk.device.device_id)
        if said.organisation != standing.organisation:
            raise codes.refused(codes.NOT_FOR_YOU, "a receipt for another organisation")
        if said.giver == self._desk.device.device_id:
            return
        said.check(self._device(said.giver).sign_public)
        self.tally.receipts += Claims(self._desk, self._room).take(said)

    def _device(self, name: bytes) -> Device:
        """A device that the roster in force lists."""
        newest = self._chain.newest
        found = None if newest is None else newest.roster.device(name)
        if found is None:
            raise codes.refused(codes.UNKNOWN_SENDER, "the roster in force does not list the device")
        return found


def _digest(untrusted: bytes) -> bytes:
    return blake2b(untrusted, digest_size=32, person=b"cspdesk refused").digest()
