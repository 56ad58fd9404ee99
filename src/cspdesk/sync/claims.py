"""Receipts: what this desk says to hold, what others said, and what that proves.

A receipt names a run of a feed by the hash of the segment at its end.  It proves that its giver
holds one of our segments only if that segment and the one named lie in one unbroken run here: of two
branches of a feed no more is believed than what was said.  Of a desk with several lives (restored
from a backup, copied) only what each of them said counts; a later life that has come as far as an
earlier one replaces it.  Claiming less than one holds is always safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

from cspdesk.domain.clock import millis
from cspdesk.domain.entries import FeedId
from cspdesk.store.claims import ClaimRows, HeldRow, ReceiptRow
from cspdesk.store.incoming import Incoming
from cspdesk.store.room import OpenDesk, Room
from cspdesk.wire import codes, limits, ranges, receipt
from cspdesk.wire.ranges import Ranges
from cspdesk.wire.receipt import Holding, Receipt

_COUNTER_BITS: Final = 32
_LIFE_BITS: Final = 31


@dataclass(slots=True)
class Run:
    """An unbroken run of segments of one feed: the hash at each end within it, in order."""

    feed: int
    first: int
    last: int
    ends: list[tuple[int, bytes]] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)


class Claims:
    """What is held here and what others said to hold, inside one transaction."""

    def __init__(self, desk: OpenDesk, room: Room) -> None:
        self._desk = desk
        self._room = room
        self._rows = ClaimRows(room.cursor)
        self._runs: list[Run] | None = None
        self._by_end: dict[bytes, Run] = {}

    @property
    def runs(self) -> list[Run]:
        """What is held here, as unbroken runs."""
        if self._runs is None:
            self._runs = _runs(self._rows.held_segments())
            self._by_end = {name: run for run in self._runs for _, name in run.ends}
        return self._runs

    # --- giving ----------------------------------------------------------------------------------

    def own(self, organisation: bytes, lacking: AbstractSet[bytes] = frozenset()) -> Receipt:
        """This desk's word of the moment; the same paper again while nothing has changed.

        Of the segments in ``lacking`` it says that what goes with them, pieces of attachments, has
        not come.
        """
        device, life = self._desk.device.device_id, life_of(self._desk.incarnation)
        before = next((row for row in self._rows.receipts(device) if row.life == life), None)
        holdings = self._holdings()
        refusals = self._refusals(lacking)
        if before is not None:
            said = receipt.parse(before.signed)
            if (said.organisation, said.holdings, said.refusals) == (organisation, holdings, refusals):
                return said
        counter = 1 if before is None else (before.number & ((1 << _COUNTER_BITS) - 1)) + 1
        made = receipt.make(
            organisation=organisation,
            number=life << _COUNTER_BITS | counter,
            holdings=holdings,
            refusals=refusals,
            keys=self._desk.device,
        )
        at = millis(self._desk.clock.now())
        self._rows.keep(ReceiptRow(device, life, made.number, at, made.to_bytes()))
        return made

    def _holdings(self) -> tuple[Holding, ...]:
        waiting: dict[int, list[tuple[int, int]]] = {}
        for feed, seq in self._rows.waiting():
            waiting.setdefault(feed, []).append((seq, seq))
        by_feed: dict[int, list[Run]] = {}
        for run in self.runs:
            by_feed.setdefault(run.feed, []).append(run)
        said: dict[tuple[bytes, bytes, bytes], Holding] = {}
        for feed, runs in sorted(by_feed.items()):
            name = self._room.feeds.id(feed)
            kept = runs[-limits.RANGES :]
            held = tuple((run.first, run.last, run.ends[-1][1]) for run in kept)
            closed = Ranges.of([*(span for run in kept for span in run.unread), *waiting.get(feed, ())])
            opened = ranges.newest(Ranges.of((run.first, run.last) for run in kept) - closed)
            # two branches of a feed cannot be said at once: the one met first is
            said.setdefault(
                (name.stream, name.incarnation, name.device),
                Holding(FeedId(name.incarnation, name.stream, name.device), held, opened),
            )
        ordered = [said[key] for key in sorted(said)]
        return tuple(ordered[: limits.FEEDS_HELD])

    def _refusals(self, lacking: AbstractSet[bytes]) -> tuple[tuple[bytes, int], ...]:
        found = dict.fromkeys(lacking, codes.WAITING.number)
        for name, word in Incoming(self._room.cursor).refused_segments():
            code = codes.by_word(word)
            if code is not None:
                found[bytes(name)] = code.number
        return tuple(sorted(found.items()))[: limits.REFUSALS]

    # --- taking ----------------------------------------------------------------------------------

    def take(self, said: Receipt) -> bool:
        """Keep a receipt whose signature was checked; whether it says anything new."""
        life = said.number >> _COUNTER_BITS
        known = self._rows.receipts(said.giver)
        same = next((row for row in known if row.life == life), None)
        if same is not None and same.number >= said.number:
            return False
        for row in known:
            if row.life != life and _covers(said, receipt.parse(row.signed)):
                self._rows.drop(row)
        at = millis(self._desk.clock.now())
        self._rows.keep(ReceiptRow(said.giver, life, said.number, at, said.to_bytes()))
        self.settle(said.giver)
        return True

    def settle(self, giver: bytes) -> None:
        """Write down which own runs a giver is proved to hold; done again when own segments come back."""
        own = set(self._rows.own_feeds(self._desk.device.device_id))
        rows: list[tuple[int, int, int, int]] = []
        held, opened = self._proved(giver)
        for feed in own & held.keys():
            rows += [(feed, low, high, 1) for low, high in held[feed] & opened.get(feed, ranges.NONE)]
            rows += [(feed, low, high, 0) for low, high in held[feed] - opened.get(feed, ranges.NONE)]
        newest = max((row.number for row in self._rows.receipts(giver)), default=0)
        self._rows.put_holdings(giver, rows, number=newest, at=millis(self._desk.clock.now()))

    def givers(self) -> set[bytes]:
        """Everybody else who ever gave a receipt."""
        return {row.giver for row in self._rows.receipts()} - {self._desk.device.device_id}

    # --- knowing ---------------------------------------------------------------------------------

    def known(self, giver: bytes) -> dict[int, Ranges]:
        """What a giver is proved to hold, by this desk's feed numbers."""
        return self._proved(giver)[0]

    def missed(self, giver: bytes) -> set[bytes]:
        """The segments of which a giver says that what goes with them has not come."""
        return {
            name
            for row in self._rows.receipts(giver)
            for name, number in receipt.parse(row.signed).refusals
            if number == codes.WAITING.number
        }

    def _proved(self, giver: bytes) -> tuple[dict[int, Ranges], dict[int, Ranges]]:
        words = [receipt.parse(row.signed) for row in self._rows.receipts(giver)]
        each = [self._of(said) for said in words]
        if not each:
            return {}, {}
        return _common([held for held, _ in each]), _common([opened for _, opened in each])

    def _of(self, said: Receipt) -> tuple[dict[int, Ranges], dict[int, Ranges]]:
        """What one receipt proves: of each run named, the part that lies unbroken before its end here."""
        _ = self.runs
        held: dict[int, Ranges] = {}
        opened: dict[int, Ranges] = {}
        for holding in said.holdings:
            for low, high, name in holding.held:
                run = self._by_end.get(name)
                if run is None or run.feed not in self._feeds_of(holding.feed):
                    continue
                span = Ranges.of([(max(low, run.first), high)]) if high >= run.first else ranges.NONE
                held[run.feed] = held.get(run.feed, ranges.NONE) | span
                opened[run.feed] = opened.get(run.feed, ranges.NONE) | (span & holding.opened)
        return held, opened

    def _feeds_of(self, named: FeedId) -> set[int]:
        return {
            no
            for no, feed in self._room.feeds.known().items()
            if (feed.incarnation, feed.stream, feed.device) == (named.incarnation, named.stream, named.device)
        }


def life_of(incarnation: bytes) -> int:
    """The number of a life: the upper half of its receipts' numbers."""
    made = blake2b(incarnation, digest_size=4, person=b"cspdesk life").digest()
    return int.from_bytes(made, "big") & ((1 << _LIFE_BITS) - 1)


def _runs(rows: Iterable[HeldRow]) -> list[Run]:
    runs: list[Run] = []
    for row in rows:
        if not runs or runs[-1].feed != row.feed or runs[-1].last + 1 != row.first:
            runs.append(Run(row.feed, row.first, row.last))
        run = runs[-1]
        run.last = row.last
        run.ends.append((row.last, row.hash))
        if row.counted != 1:
            run.unread.append((row.first, row.last))
    return runs


def _common(each: Sequence[dict[int, Ranges]]) -> dict[int, Ranges]:
    """What all of them say."""
    feeds = set(each[0]).intersection(*each[1:])
    found = {}
    for feed in feeds:
        both = each[0][feed]
        for other in each[1:]:
            both &= other[feed]
        if both:
            found[feed] = both
    return found


def _covers(later: Receipt, earlier: Receipt) -> bool:
    """Whether a receipt says at least all that another one does."""
    said = {holding.feed: holding for holding in later.holdings}
    return all(
        holding.feed in said
        and not holding.ranges - said[holding.feed].ranges
        and not holding.opened - said[holding.feed].opened
        for holding in earlier.holdings
    )
