"""Whether the journal is whole: every segment what it says it is, every chain unbroken, nothing missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.store.plan import BY_NAME, PLANS
from cspdesk.store.room import Room
from cspdesk.store.sql import value_of
from cspdesk.wire import leaves, segment
from cspdesk.wire.ranges import Ranges
from cspdesk.wire.segment import Segment


@dataclass(frozen=True, slots=True)
class Dangling:
    """References of a field that lead to no record here: restricted, not here yet, or never made."""

    kind: str
    field: str
    count: int


class Soundness:
    """Looks at the journal inside one transaction; every finding is in words for a person."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def findings(self) -> Iterator[Msg]:
        """What is wrong, segment by segment and feed by feed; nothing if all is well."""
        own = {no for (no,) in self._room.cursor.execute("SELECT no FROM feed WHERE own <> 0").fetchall()}
        rows = self._room.cursor.execute("SELECT no, feed, hash FROM segment ORDER BY feed, first").fetchall()
        for no, feed, name in rows:
            sealed = value_of(self._room.cursor, "SELECT sealed FROM segment WHERE no = ?", (no,))
            if not self._is_whole(bytes(sealed), bytes(name), prove=feed in own):
                yield msg(N_("A segment of the journal is damaged: {name}."), name=bytes(name).hex()[:16])
        for feed in own:
            yield from self._holes(feed)
        yield from self._unheld()

    def _is_whole(self, sealed: bytes, name: bytes, *, prove: bool) -> bool:
        """Whether a segment's bytes are those that its name says; ``prove``: its entries too, by the root."""
        try:
            found = segment.parse(sealed)
            if found.header_hash != name:
                return False
            found.check_body()
            if prove:
                self._prove(found)
        except UntrustedError:
            return False
        return True

    def _prove(self, found: Segment) -> None:
        private = self._room.keyring.epoch_private(found.header.epoch)
        if private is not None:
            leaves.verify_root(found.open(private), found.header.root)

    def _holes(self, feed: int) -> Iterator[Msg]:
        """Numbers of an own feed that are neither sealed nor loose."""
        cursor = self._room.cursor
        start = value_of(cursor, "SELECT start FROM feed WHERE no = ?", (feed,)) or 1
        spans = cursor.execute("SELECT first, last FROM segment WHERE feed = ?", (feed,)).fetchall()
        loose = cursor.execute("SELECT seq, seq FROM entry WHERE feed = ?", (feed,)).fetchall()
        held = Ranges.of([*spans, *loose])
        if held and held.spans != ((start, held.last),):
            yield msg(
                N_("Own changes are missing from the journal: {n}."), n=held.last - start + 1 - held.total
            )

    def _unheld(self) -> Iterator[Msg]:
        """Records whose creation the journal does not hold."""
        for plan in PLANS:
            count = value_of(
                self._room.cursor,
                f'SELECT count(*) FROM "{plan.table}" t WHERE feed IS NOT NULL'
                " AND NOT EXISTS (SELECT 1 FROM segment s WHERE s.feed = t.feed"
                " AND s.first <= t.seq AND s.last >= t.seq)"
                " AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.feed = t.feed AND e.seq = t.seq)",
            )
            if count:
                yield msg(
                    N_("Records whose making is not in the journal: {kind}, {n}."),
                    kind=msg(plan.kind.labels),
                    n=count,
                )

    def dangling(self) -> list[Dangling]:
        """The references that lead to no record on this desk, by field."""
        found = []
        for plan in PLANS:
            for described in plan.kind.fields:
                if described.type != "reference" or not described.of:
                    continue
                target = BY_NAME[described.of].table
                count = value_of(
                    self._room.cursor,
                    f'SELECT count(*) FROM "{plan.table}" t WHERE t."{described.name}" IS NOT NULL'
                    f' AND NOT EXISTS (SELECT 1 FROM "{target}" r WHERE r.id = t."{described.name}")',
                )
                if count:
                    found.append(Dangling(plan.kind.name, described.name, int(count)))
        return found
