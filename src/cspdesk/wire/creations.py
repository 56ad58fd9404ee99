"""Creations as columns: one block for each kind, one column for each field that somebody set.

A record's id is sent once.  A value that names a record created in the same segment is sent as its
place there; the id of a part that its parent and its keys name is not sent at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from hashlib import sha1
from itertools import accumulate, pairwise
from typing import TypeVar, cast

from cspdesk.domain.entries import Creations, Run, Wire
from cspdesk.wire import codes, letters, limits, shape
from cspdesk.wire.suite import ID
from cspdesk.wire.values import check_column

Rules = Mapping[int, Sequence[int]]
"""For kinds whose ids are computed: the units whose values give the id, the parent's first."""


_Numbers = TypeVar("_Numbers", bound=Sequence[int])
_KEYS = frozenset((str, int))
_VERSION = [bytes((byte & 0x0F | 0x50,)) for byte in range(256)]
_VARIANT = [bytes((byte & 0x3F | 0x80,)) for byte in range(256)]


def encode_blocks(run: Run, rules: Rules, *, short: bool) -> Wire:
    """The blocks of a run in normal form; ``short``: texts by ``letters``."""
    places = {
        record: seq - run.first
        for block in run.creations
        for seq, record in zip(block.seqs, block.records, strict=True)
    }
    ruled = {
        block.kind: tuple(rules[block.kind])
        for block in run.creations
        if _follows(block, rules.get(block.kind))
    }
    sent = {record for block in run.creations if block.kind not in ruled for record in block.records}
    return tuple(
        _encode_block(block, run.first, places, ruled.get(block.kind, ()), sent, short=short)
        for block in run.creations
    )


def decode_blocks(untrusted: Wire, *, first: int, count: int) -> tuple[Creations, ...]:
    """The blocks of a segment's body, as columns; no object is made for a record."""
    blocks = [shape.array(block, 6) for block in shape.array(untrusted, most=count)]
    kinds = [shape.integer(block[0]) for block in blocks]
    if any(low >= high for low, high in pairwise(kinds)):
        raise codes.refused(codes.MALFORMED, "blocks of creations out of order")
    table: list[bytes | None] = [None] * count
    seqs = [_seqs(block[1], first, count) for block in blocks]
    ids: dict[int, Sequence[bytes]] = {}
    for kind, block, numbers in zip(kinds, blocks, seqs, strict=True):
        if type(block[2]) is bytes:
            ids[kind] = _sent_ids(block[2], len(numbers))
            _note(table, ids[kind], numbers, first)
    known = list(table)
    for kind, block, numbers in zip(kinds, blocks, seqs, strict=True):
        if kind not in ids:
            ids[kind] = _computed_ids(block, known, len(numbers))
            _note(table, ids[kind], numbers, first)
    return tuple(
        Creations(
            kind,
            numbers,
            ids[kind],
            saves_of(block[3], len(numbers)),
            times_of(block[4], len(numbers)),
            _columns(block[5], table, len(numbers)),
        )
        for kind, block, numbers in zip(kinds, blocks, seqs, strict=True)
    )


def deltas(numbers: Sequence[int], start: int) -> tuple[int, ...]:
    """Each number less the one before it; ``start`` stands before the first."""
    return tuple(number - before for before, number in zip((start, *numbers[:-1]), numbers, strict=True))


def saves_of(untrusted: Wire, length: int) -> tuple[int, ...]:
    """The numbers of saves, of their deltas from 0."""
    return _within(tuple(accumulate(shape.integers(untrusted, length))), 0, shape.LARGEST)


def times_of(untrusted: Wire, length: int) -> tuple[int, ...]:
    """The authors' clocks, of their deltas from 0."""
    return _within(tuple(accumulate(shape.integers(untrusted, length))), -shape.CLOCK, shape.CLOCK)


def time_deltas(times: Sequence[int]) -> tuple[int, ...]:
    """The deltas from 0 of authors' clocks."""
    return deltas(_within(times, -shape.CLOCK, shape.CLOCK), 0)


def _encode_block(
    block: Creations,
    first: int,
    places: Mapping[bytes, int],
    rule: tuple[int, ...],
    sent: set[bytes],
    *,
    short: bool,
) -> Wire:
    if len(block.columns) > limits.UNITS:
        raise ValueError("more fields than an entry may write")
    if rule and any(parent in places and parent not in sent for parent in block.columns[rule[0]]):
        rule = ()
    return (
        block.kind,
        deltas(block.seqs, first),
        rule or b"".join(block.records),
        deltas(block.saves, 0),
        time_deltas(block.ats),
        tuple((unit, *_encode_column(values, places, short=short)) for unit, values in block.columns.items()),
    )


def _encode_column(values: Sequence[Wire], places: Mapping[bytes, int], *, short: bool) -> tuple[Wire, Wire]:
    check_column(values)
    shortened = letters.shorten(values) if short else None
    if shortened is not None:
        return letters.BY_LETTERS, shortened
    types = set(map(type, values))
    if bytes not in types or int in types or places.keys().isdisjoint(v for v in values if type(v) is bytes):
        return letters.AS_IT_IS, tuple(values)
    sent: list[Wire] = []
    before = 0
    for value in values:
        place = places.get(value) if type(value) is bytes else None
        if place is None:
            sent.append(value)
        else:
            sent.append(place - before)
            before = place
    return letters.BY_PLACE, tuple(sent)


def _within(numbers: _Numbers, least: int, most: int) -> _Numbers:
    if numbers and (min(numbers) < least or max(numbers) > most):
        raise codes.refused(codes.MALFORMED, "a number out of its bounds")
    return numbers


def _seqs(untrusted: Wire, first: int, count: int) -> tuple[int, ...]:
    steps = shape.integers(untrusted, len(shape.array(untrusted)))
    if not 0 < len(steps) <= count or steps[0] < 0 or min((1, *steps[1:])) < 1 or sum(steps) >= count:
        raise codes.refused(codes.MALFORMED, "creations out of order or outside of the segment")
    return tuple(accumulate(steps, initial=first))[1:]


def _sent_ids(untrusted: Wire, length: int) -> tuple[bytes, ...]:
    joined = shape.octets(untrusted, ID * length)
    return tuple(joined[start : start + ID] for start in range(0, len(joined), ID))


def _note(table: list[bytes | None], ids: Sequence[bytes], seqs: Sequence[int], first: int) -> None:
    for seq, record in zip(seqs, ids, strict=True):
        table[seq - first] = record


def _columns(
    untrusted: Wire, table: Sequence[bytes | None], length: int, *, only: AbstractSet[int] | None = None
) -> dict[int, tuple[Wire, ...]]:
    """The columns of a block by unit, or ``only`` some of them."""
    columns: dict[int, tuple[Wire, ...]] = {}
    least = 1
    for untrusted_column in shape.array(untrusted, most=limits.UNITS):
        untrusted_unit, untrusted_form, untrusted_values = shape.array(untrusted_column, 3)
        unit = shape.integer(untrusted_unit, least)
        least = unit + 1
        if only is not None and unit not in only:
            continue
        values = shape.array(untrusted_values, length)
        form = shape.integer(untrusted_form)
        values = _by_place(values, table) if form == letters.BY_PLACE else letters.in_form(form, values)
        check_column(values)
        if values.count(None) == length:
            raise codes.refused(codes.MALFORMED, "a column that holds nothing")
        columns[unit] = values
    return columns


def _by_place(values: Sequence[Wire], table: Sequence[bytes | None]) -> tuple[Wire, ...]:
    """A column whose integers are places in the segment, each less the one before."""
    found: list[Wire] = []
    place = 0
    for value in values:
        if type(value) is not int:
            found.append(value)
            continue
        place += value
        record = table[place] if 0 <= place < len(table) else None
        if record is None:
            raise codes.refused(codes.MALFORMED, "a reference to a place where no record was created")
        found.append(record)
    return tuple(found)


def _follows(block: Creations, rule: Sequence[int] | None) -> bool:
    """Whether each id of the block is the one that the rule computes."""
    if not rule or not all(unit in block.columns for unit in rule):
        return False
    rows = zip(block.records, *(block.columns[unit] for unit in rule), strict=True)
    return all(record == _computed(parent, keys) for record, parent, *keys in rows)


def _computed_ids(block: Sequence[Wire], known: Sequence[bytes | None], length: int) -> tuple[bytes, ...]:
    """The ids that a block does not send, from the columns that its rule names."""
    rule = shape.array(block[2], most=limits.UNITS)
    wanted = {shape.integer(unit, 1) for unit in rule}
    columns = _columns(block[5], known, length, only=wanted)
    if not rule or len(rule) != len(wanted) or columns.keys() != wanted:
        raise codes.refused(codes.MALFORMED, "a rule for ids over fields that are not there")
    ids = [
        _computed(parent, keys)
        for parent, *keys in zip(*(columns[cast("int", unit)] for unit in rule), strict=True)
    ]
    if None in ids:
        raise codes.refused(codes.MALFORMED, "a rule for ids over values that give none")
    return cast("tuple[bytes, ...]", tuple(ids))


def _computed(parent: Wire, keys: Sequence[Wire]) -> bytes | None:
    """The id of a part by its parent and its keys; None where they give none.

    ``ids.cell_id``, without a UUID object for each of a hundred thousand cells of a first import.
    """
    if type(parent) is not bytes or len(parent) != ID:
        return None
    texts = ["" if key is None else str(key) for key in keys if key is None or type(key) in _KEYS]
    if len(texts) < len(keys):
        return None
    name = sha1(parent + "|".join(texts).encode(), usedforsecurity=False).digest()
    return name[:6] + _VERSION[name[6]] + name[7:8] + _VARIANT[name[8]] + name[9:16]
