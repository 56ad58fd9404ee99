"""The desk's own table of feeds: small numbers for long names, and the next number of each feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cspdesk.domain.entries import Dot, FeedId
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.text import N_, msg
from cspdesk.store.plan import BY_NUMBER
from cspdesk.store.sql import Cursor, value_of

_NOT_ALLOWED = {
    "finance": N_("Money is entered by the finance officer: the role of this desk does not allow it."),
    "exchange_rate": N_("Rates are entered by the finance officer: the role of this desk does not allow it."),
    "article": N_("Articles are entered by the finance officer: the role of this desk does not allow it."),
    "duty_rule": N_("An administrator confirms a rule."),
    "holiday": N_("Days off are entered by an administrator or the finance officer."),
}
"""What is said where a desk may not write a kind of record, or in a stream."""


class Feeds:
    """Feeds by the numbers that this desk gave them; read inside one transaction, never kept."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._ids: dict[int, FeedId] = {}
        self._numbers: dict[FeedId, int] = {}
        self._forks: dict[int, tuple[int | None, int]] = {}
        self.read()

    def read(self) -> None:
        """Read the table, again if branches have been put in order."""
        self._ids.clear()
        self._numbers.clear()
        self._forks.clear()
        for no, incarnation, stream, device, branch, parent, start in self._cursor.execute(
            "SELECT no, incarnation, stream, device, branch, parent, start FROM feed"
        ).fetchall():
            self._keep(no, FeedId(incarnation, stream, device, branch))
            if start is not None:
                self._forks[no] = (parent, start)

    def _keep(self, no: int, feed: FeedId) -> None:
        self._ids[no] = feed
        self._numbers[feed] = no

    def number(self, feed: FeedId) -> int:
        """This desk's number for a feed, given on first sight."""
        if feed not in self._numbers:
            code = self.stream_code(feed.stream)
            self._cursor.execute(
                "INSERT INTO feed (incarnation, stream, device, branch, own, code) VALUES (?, ?, ?, ?, 0, ?)",
                (feed.incarnation, feed.stream, feed.device, feed.branch, code),
            )
            self._keep(int(value_of(self._cursor, "SELECT last_insert_rowid()")), feed)
        return self._numbers[feed]

    def find(self, feed: FeedId) -> int | None:
        """This desk's number for a feed, or None where it was never met."""
        return self._numbers.get(feed)

    def id(self, no: int) -> FeedId:
        """The long name of a feed."""
        return self._ids[no]

    def trace(self, dot: Dot) -> Dot:
        """The dot in the feed that holds it: what lies before a branch is its parent's."""
        feed = dot.feed
        while feed in self._forks:
            parent, start = self._forks[feed]
            if dot.seq >= start or parent is None:
                break
            feed = parent
        return dot if feed == dot.feed else Dot(feed, dot.seq)

    def stretch(self, feed: int, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """A run of a branch's numbers as runs of the feeds that hold them: see ``trace``."""
        while feed in self._forks:
            parent, start = self._forks[feed]
            if first >= start or parent is None:
                break
            if last >= start:
                yield feed, start, last
            feed, last = parent, min(last, start - 1)
        yield feed, first, last

    def family(self, feed: FeedId) -> list[int]:
        """The numbers of all branches of a feed, those of which nothing is held yet among them."""
        own = (feed.incarnation, feed.stream, feed.device)
        return [no for no, each in self._ids.items() if (each.incarnation, each.stream, each.device) == own]

    def is_forked(self, feed: FeedId) -> bool:
        """Whether the feed was found to have more than one history."""
        return any(no in self._forks for no in self.family(feed))

    def known(self) -> dict[int, FeedId]:
        """Every feed by number."""
        return dict(self._ids)

    def key(self, dot: Dot) -> tuple[bytes, int, bytes]:
        """A dot's place in the order that all desks share."""
        feed = self._ids[dot.feed]
        return (feed.incarnation, dot.seq, feed.branch)

    def own(self, stream: str, *, kinds: Iterable[int], device: bytes, incarnation: bytes) -> int:
        """The number of the feed that this desk writes in a stream, for entries of these kinds."""
        feed = FeedId(incarnation, self._writable(stream, kinds), device)
        no = self.number(feed)
        self._cursor.execute("UPDATE feed SET own = 1 WHERE no = ? AND own <> 1", (no,))
        return no

    def mark_former(self, device: bytes) -> None:
        """Know the feeds of this device's earlier lives again: own, though nothing is written there."""
        self._cursor.execute("UPDATE feed SET own = 2 WHERE device = ? AND own = 0", (device,))

    def may_write(self, code: str, kind: int) -> bool:
        """Whether this desk may make entries of a kind in a stream."""
        try:
            self._writable(code, [kind])
        except RefusedError:
            return False
        return True

    def _writable(self, code: str, kinds: Iterable[int]) -> bytes:
        """A stream's id, if this desk may make entries of these kinds in it; ``RefusedError`` otherwise."""
        row = self._cursor.execute("SELECT id, writes, but FROM stream WHERE code = ?", (code,)).fetchone()
        if row is None:
            raise waits_for_welcome()
        but = {int(one) for one in (row[2] or "").split()}
        barred = next((kind for kind in sorted(kinds) if (row[1] == 0) != (kind in but)), None)
        if barred is not None:
            plan = BY_NUMBER.get(barred)
            said = _NOT_ALLOWED.get(plan.kind.name if plan is not None else "") or _NOT_ALLOWED.get(code)
            raise RefusedError(
                msg(said or N_("The role of this desk does not allow this.")),
                safe=msg(N_("What was typed is still in the form.")),
                hint=msg(N_("Ask the administrator whether the role of this desk should be wider.")),
                code="role",
            )
        return bytes(row[0])

    def next_seq(self, no: int) -> int:
        """The number that the feed's next entry takes; true only inside the writing transaction."""
        unsealed = value_of(self._cursor, "SELECT max(seq) FROM entry WHERE feed = ?", (no,))
        sealed = value_of(self._cursor, "SELECT max(last) FROM segment WHERE feed = ?", (no,))
        return max(unsealed or 0, sealed or 0) + 1

    def stream_id(self, code: str) -> bytes:
        """The random id of the organisation's stream of this code; KeyError where it has none."""
        found = value_of(self._cursor, "SELECT id FROM stream WHERE code = ?", (code,))
        if found is None:
            raise KeyError(code)
        return bytes(found)

    def stream_code(self, stream: bytes) -> str:
        """The code of a stream, or nothing where this program does not know it."""
        return str(value_of(self._cursor, "SELECT code FROM stream WHERE id = ?", (stream,)) or "")


def waits_for_welcome() -> RefusedError:
    """What a desk says that belongs to no organisation yet."""
    return RefusedError(
        msg(N_("This desk waits to be welcomed into its organisation.")),
        safe=msg(N_("Drafts are kept on this desk until then.")),
        hint=msg(N_("Give the request to the administrator, then read the welcome that comes back.")),
        code="waiting-for-welcome",
    )
