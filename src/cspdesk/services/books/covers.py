"""Covers: which entries a desk held when a period was signed, as ranges of each feed.

Entries that a closing covers are sealed before it is made, so that no later life of the desk renames
them.  A feed is named by the last segment within its ranges too (its *pin*): were two histories of one
feed ever found, that says which of them was meant.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cspdesk.domain.entries import Dot, FeedId
from cspdesk.store.held import Holdings
from cspdesk.store.room import Room
from cspdesk.store.sql import value_of
from cspdesk.wire.ranges import NONE, Ranges

STREAMS = frozenset({"finance", "common"})
"""The streams in which records of money live."""
_FORM = 1


@dataclass(frozen=True, slots=True)
class FeedCover:
    """What is covered of one feed."""

    feed: FeedId
    pin: bytes
    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Held:
    """A cover in this desk's own numbers; ``missing`` counts what it names and this desk does not hold.

    ``without`` are the streams of which something is missing.
    """

    ranges: Mapping[int, Ranges]
    missing: int
    without: frozenset[str] = frozenset()

    def has(self, dot: Dot) -> bool:
        """Whether an entry is covered."""
        found = self.ranges.get(dot.feed)
        return found is not None and dot.seq in found


def cover_now(room: Room) -> tuple[FeedCover, ...]:
    """What this desk holds of the streams of money and counts; own entries must be sealed already."""
    holdings = Holdings(room)
    made = []
    for no, feed in room.feeds.known().items():
        if room.feeds.stream_code(feed.stream) not in STREAMS:
            continue
        waiting = Ranges.of((dot.seq, dot.seq) for dot in holdings.waiting if dot.feed == no)
        ranges = holdings.of(no) - waiting
        pin = value_of(
            room.cursor,
            "SELECT hash FROM segment WHERE feed = ? AND counted = 1 AND first <= ?"
            " ORDER BY first DESC LIMIT 1",
            (no, ranges.last),
        )
        if ranges and pin is not None:
            made.append(FeedCover(feed, bytes(pin), ranges))
    return tuple(sorted(made, key=lambda one: (one.feed.stream, one.feed.incarnation, one.pin)))


def written(cover: Iterable[FeedCover]) -> str:
    """A cover as the text that a closing keeps."""
    feeds = [
        [*(name.hex() for name in (one.feed.incarnation, one.feed.stream, one.feed.device, one.feed.branch)),
         one.pin.hex(), [list(span) for span in one.ranges]]
        for one in cover
    ]  # fmt: skip
    return json.dumps({"form": _FORM, "feeds": feeds}, separators=(",", ":"))


def read(untrusted_text: str) -> tuple[FeedCover, ...]:
    """The cover of a text; ``ValueError`` where it is none that this program knows."""
    try:
        body = json.loads(untrusted_text)
        if body["form"] != _FORM:
            raise ValueError(body["form"])
        return tuple(_feed(row) for row in body["feeds"])
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no cover") from error


def _feed(row: list[object]) -> FeedCover:
    *names, pin, spans = row
    incarnation, stream, device, branch = (bytes.fromhex(str(name)) for name in names)
    if not isinstance(spans, list):
        raise TypeError("spans")
    ranges = Ranges.of((int(low), int(high)) for low, high in spans)
    return FeedCover(FeedId(incarnation, stream, device, branch), bytes.fromhex(str(pin)), ranges)


def held(room: Room, cover: Iterable[FeedCover]) -> Held:
    """A cover in this desk's numbers of feeds."""
    holdings = Holdings(room)
    found: dict[int, Ranges] = {}
    lacking: dict[str, int] = {}
    for one in cover:
        stream = room.feeds.stream_code(one.feed.stream)
        for feed, span in _spans(room, one):
            if feed is not None:
                found[feed] = found.get(feed, NONE) | span
                span = span - holdings.of(feed)  # noqa: PLW2901 - what is left of it is not here
            lacking[stream] = lacking.get(stream, 0) + span.total
    for dot in holdings.waiting:
        if dot.feed in found and dot.seq in found[dot.feed]:
            stream = room.feeds.stream_code(room.feeds.id(dot.feed).stream)
            lacking[stream] = lacking.get(stream, 0) + 1
    without = frozenset(stream for stream, count in lacking.items() if count)
    return Held(found, sum(lacking.values()), without)


def _spans(room: Room, one: FeedCover) -> Iterator[tuple[int | None, Ranges]]:
    """What is covered of one feed, by the feeds of this desk that hold it; None where none does."""
    row = room.cursor.execute("SELECT feed FROM segment WHERE hash = ?", (one.pin,)).fetchone()
    no = room.feeds.find(one.feed) if row is None else int(row[0])
    if no is None:
        yield None, one.ranges
        return
    for low, high in one.ranges:
        for feed, first, last in room.feeds.stretch(no, low, high):
            yield feed, Ranges.of([(first, last)])
