"""Forked feeds: one incarnation with two histories, each kept as a feed of its own.

It takes a whole machine put back to an earlier day, or a copy that nobody could tell from the
original.  Which segment belongs to which branch follows from the hashes by which segments name the one
before, never from the order in which they came: every desk that holds the same segments names the
same branches, and so orders their entries alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from cspdesk.domain.entries import Dot, FeedId
from cspdesk.store import postings, report_sources
from cspdesk.store.journal import decode_entry, encode_entry, entry_with
from cspdesk.store.plan import PLANS
from cspdesk.store.room import Room
from cspdesk.store.sql import value_of
from cspdesk.wire.header import Header

_FOLLOWING: Final = ("change", "conflict", "stranger", "waiting", "search_due")
"""The machinery's tables that follow from the journal; so do those of the kinds."""


@dataclass(frozen=True, slots=True)
class Link:
    """A segment as a link of its feed's chain."""

    hash: bytes
    first: int
    last: int
    previous: bytes


@dataclass(frozen=True, slots=True)
class Branch:
    """One history of a feed: its name, the branch it goes on from, and the number it starts with."""

    name: bytes
    parent: bytes | None
    start: int


@dataclass(frozen=True, slots=True)
class Move:
    """That entries of a feed's number have another one now."""

    feed: int
    first: int
    last: int
    number: int


def place(room: Room, header: Header, name: bytes) -> int | None:
    """The feed to which a new segment belongs; None where that takes a look at all of its family."""
    feeds, cursor = room.feeds, room.cursor
    if feeds.is_forked(header.feed):
        tip = cursor.execute("SELECT feed, last FROM segment WHERE hash = ?", (header.previous,)).fetchone()
        if tip is None or tip[1] + 1 != header.first:
            return None
        later = value_of(cursor, "SELECT 1 FROM segment WHERE feed = ? AND last > ?", tip)
        followed = value_of(cursor, "SELECT 1 FROM segment WHERE previous = ?", (name,))
        return int(tip[0]) if later is None and followed is None else None
    trunk = feeds.number(header.feed)
    near = cursor.execute(
        "SELECT first, last, hash, previous FROM segment WHERE feed = ? AND first <= ? AND last >= ?",
        (trunk, header.last + 1, header.first - 1),
    ).fetchall()
    loose = value_of(cursor, "SELECT 1 FROM entry WHERE feed = ? AND seq <= ?", (trunk, header.last))
    for first, last, other, previous in near:
        before = last == header.first - 1 and other == header.previous
        after = first == header.last + 1 and previous == name
        if not before and not after:
            return None
    return trunk if loose is None else None


def settle(room: Room, family: FeedId) -> bool:
    """Give each branch of a feed a number of its own; whether there is more than one.

    Numbers given before are never used for other entries: a form that is open over them is refused.
    """
    cursor, former = room.cursor, room.feeds.family(family)
    marks = ",".join("?" * len(former))
    rows = cursor.execute(
        "SELECT hash, first, last, previous, feed, counted FROM segment"
        f" WHERE feed IN ({marks}) ORDER BY feed, first",
        former,
    ).fetchall()
    placed = branches(Link(*row[:4]) for row in rows)
    numbers: dict[bytes, int] = {}
    several = len(set(placed.values())) > 1
    for branch in sorted(set(placed.values()), key=lambda each: (each.start, each.name)):
        numbers[branch.name] = _add(room, replace(family, branch=branch.name))
    if several:
        for branch in set(placed.values()):
            parent = None if branch.parent is None else numbers[branch.parent]
            cursor.execute(
                "UPDATE feed SET parent = ?, start = ? WHERE no = ?",
                (parent, branch.start, numbers[branch.name]),
            )
    moves = []
    for name, first, last, _, feed, counted in rows:
        number = numbers[placed[name].name]
        cursor.execute("UPDATE segment SET feed = ? WHERE hash = ?", (number, name))
        if counted == 1:
            moves.append(Move(feed, first, last, number))
    _rename(room, moves)
    cursor.execute(f"DELETE FROM holding WHERE feed IN ({marks})", former)
    cursor.execute(
        f"DELETE FROM feed WHERE no IN ({marks}) AND NOT EXISTS (SELECT 1 FROM entry WHERE feed = feed.no)",
        former,
    )
    room.feeds.read()
    return several


def _add(room: Room, feed: FeedId) -> int:
    """A fresh number, larger than all that were ever given."""
    cursor = room.cursor
    cursor.execute(
        "INSERT INTO feed (incarnation, stream, device, branch, own, code)"
        " SELECT ?, ?, ?, ?, coalesce(max(own), 0), coalesce(max(code), '') FROM feed"
        " WHERE incarnation = ? AND stream = ? AND device = ?",
        (feed.incarnation, feed.stream, feed.device, feed.branch, feed.incarnation, feed.stream, feed.device),
    )
    return int(value_of(cursor, "SELECT last_insert_rowid()"))


def _rename(room: Room, moves: list[Move]) -> None:
    """Name moved entries anew where this desk's own rows name them: in what is loose, and in deeds."""
    cursor = room.cursor
    by_feed: dict[int, list[Move]] = {}
    for move in moves:
        by_feed.setdefault(move.feed, []).append(move)

    def named(dot: Dot) -> Dot:
        for move in by_feed.get(dot.feed, ()):
            if move.first <= dot.seq <= move.last:
                return Dot(move.number, dot.seq)
        return dot

    for feed, seq, body in cursor.execute("SELECT feed, seq, body FROM entry").fetchall():
        entry = decode_entry(body)
        renamed = entry_with(entry, named)
        if renamed != entry:
            cursor.execute(
                "UPDATE entry SET body = ? WHERE feed = ? AND seq = ?", (encode_entry(renamed), feed, seq)
            )
    for move in moves:
        cursor.execute(
            "UPDATE deed SET feed = ? WHERE feed = ? AND first >= ? AND last <= ?",
            (move.number, move.feed, move.first, move.last),
        )


def branches(links: Iterable[Link]) -> dict[bytes, Branch]:
    """The branch of each segment of one feed, by the segment's hash: a pure function of the chain.

    A chain without a second history is one branch without a name, holes and all.  Else the branch
    that holds number 1 (of several the one with the smaller hash) has no name; where the chain forks,
    the smaller hash goes on; each other branch, and each stretch of which the beginning is not
    held, is named by its first segment.
    """
    every = {link.hash: link for link in links}
    ordered = sorted(every.values(), key=lambda each: (each.first, each.hash))
    if _is_plain(ordered):
        return {link.hash: Branch(b"", None, 1) for link in ordered}
    followers: dict[bytes, list[Link]] = {}
    roots: list[Link] = []
    for link in ordered:
        before = every.get(link.previous)
        if before is not None and before.last + 1 == link.first:
            followers.setdefault(before.hash, []).append(link)
        else:
            roots.append(link)
    beginnings = [link.hash for link in roots if link.first == 1]
    placed: dict[bytes, Branch] = {}
    todo = [
        (link, Branch(b"" if beginnings and link.hash == min(beginnings) else link.hash, None, link.first))
        for link in roots
    ]
    while todo:
        link, branch = todo.pop()
        placed[link.hash] = branch
        for place, follower in enumerate(sorted(followers.get(link.hash, ()), key=lambda each: each.hash)):
            on = branch if place == 0 else Branch(follower.hash, branch.name, follower.first)
            todo.append((follower, on))
    return placed


def _is_plain(ordered: list[Link]) -> bool:
    """Whether segments in order neither overlap nor stand side by side without naming each other."""
    return all(
        after.first > before.last and (after.first > before.last + 1 or after.previous == before.hash)
        for before, after in pairwise(ordered)
    )


def empty(room: Room) -> None:
    """Empty every table that follows from the journal."""
    for table in (*_FOLLOWING, *(plan.table for plan in PLANS)):
        room.cursor.execute(f'DELETE FROM "{table}"')
    postings.forget(room.cursor)
    report_sources.forget(room.cursor)
    room.cursor.execute("INSERT INTO search (search) VALUES ('delete-all')")
