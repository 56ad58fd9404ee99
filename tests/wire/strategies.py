"""Strategies for everything that ``wire`` encodes; other floors' property tests use them too."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from cspdesk.domain.entries import PRESENCE, Act, Dot, Entry, FeedId, Op, Run, Wire
from cspdesk.wire.ranges import Ranges
from cspdesk.wire.runs import run_of
from cspdesk.wire.shape import CLOCK
from tests.wire import makers

SMALL = st.integers(0, 40)
IDS = st.binary(min_size=16, max_size=16)
HASHES = st.binary(min_size=32, max_size=32)
INTEGERS = st.one_of(st.integers(-300, 300), st.integers(-(2**63), 2**63 - 1))
TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="абвгдеёжзиклмнопрстуӣӯғқҳҷ АБВ«»—…№,.", max_size=60),
    st.text(alphabet="abc ☂𝄞é\x00\n", max_size=20),
)
SCALARS = st.one_of(st.none(), st.booleans(), INTEGERS, TEXTS, st.binary(max_size=40))


def values(depth: int = 7) -> st.SearchStrategy[Wire]:
    """Values as ops hold them: scalars, and arrays nested up to ``depth`` deep."""
    return st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4).map(tuple), max_leaves=depth)


SPANS = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 9)), max_size=12)
RANGES = SPANS.map(lambda spans: Ranges.of((low, low + more) for low, more in spans))


def feeds(own: FeedId, most: int = 4) -> st.SearchStrategy[tuple[FeedId, ...]]:
    """A table of feeds of one stream, the segment's own first."""
    others = st.lists(st.builds(FeedId, IDS, st.just(own.stream), IDS), max_size=most)
    return others.map(lambda found: (own, *found))


@st.composite
def dots(draw: st.DrawFn, feed_count: int, before: int) -> Dot:
    """A dot that is older than entry ``before`` of the own feed."""
    place = draw(st.integers(0 if before > 1 else 1, feed_count - 1))
    return Dot(place, draw(st.integers(1, before - 1 if place == 0 else 2**40)))


@st.composite
def edits(draw: st.DrawFn, feed_count: int, seq: int, save: int, at: int) -> Entry:
    """An entry that is no creation."""
    has_older = seq > 1 or feed_count > 1
    record = draw(st.one_of(dots(feed_count, seq), IDS) if has_older else IDS)
    act = draw(
        st.sampled_from((Act.EDIT, Act.EDIT, Act.DELETE, Act.RESTORE, Act.LEFT, Act.ERASE, Act.SAME_AS, 77))
    )
    units = draw(st.lists(st.sampled_from((PRESENCE, 2, 16, 17, 18, 300)), unique=True, max_size=4))
    ops = []
    for unit in sorted(units):
        usual = [(record,)] if isinstance(record, Dot) else []
        some = st.lists(dots(feed_count, seq), max_size=4) if has_older else st.just([])
        bases = draw(st.one_of(*map(st.just, usual), some.map(lambda found: tuple(sorted(set(found))))))
        ops.append(Op(unit, draw(values()), bases))
    return Entry(act, draw(st.integers(1, 5)), record, save, at, tuple(ops))


@st.composite
def creations(draw: st.DrawFn, known: list[bytes], save: int, at: int) -> Entry:
    """A creation, some of whose values may name records created before it."""
    record = draw(IDS)
    references = st.sampled_from(known) if known else st.nothing()
    column = st.one_of(values().filter(lambda value: value is not None), references)
    filled = draw(st.dictionaries(st.sampled_from((2, 3, 16, 17, 18, 500)), column, max_size=5))
    ops = tuple(Op(unit, value) for unit, value in sorted(filled.items()))
    known.append(record)
    return Entry(Act.CREATE, draw(st.integers(1, 5)), record, save, at, ops)


@st.composite
def runs(draw: st.DrawFn, most: int = 12) -> Run:
    """A run in normal form, of the feed and device of ``makers``."""
    table = draw(feeds(makers.feed()))
    first = draw(st.one_of(st.just(1), st.integers(2, 2**40)))
    save = draw(st.integers(0, 2**40))
    known: list[bytes] = []
    entries: dict[int, Entry] = {}
    for seq in range(first, first + draw(st.integers(1, most))):
        save += draw(st.integers(0, 2))
        at = draw(st.one_of(st.integers(0, 2**41), st.integers(-CLOCK, CLOCK)))
        made = creations(known, save, at) if draw(st.booleans()) else edits(len(table), seq, save, at)
        entries[seq] = draw(made)
    return run_of(table, first, entries)


def without_branches(run: Run) -> Run:
    """The run as another desk reads it: which branch a feed is, the pins say."""
    return replace(run, feeds=tuple(replace(feed, branch=b"") for feed in run.feeds))
