"""Entries that are no creations, as columns over all of them.

An edit's record is named by the dot that created it, and the usual base is that dot or one other:
each costs one small number.  Values lie together by kind and unit, so that they compress well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice

from cspdesk.domain.entries import PRESENCE, Act, Dot, Entry, Op, Run, Wire
from cspdesk.wire import codes, letters, limits, shape
from cspdesk.wire.creations import deltas, saves_of, time_deltas, times_of
from cspdesk.wire.suite import ID
from cspdesk.wire.values import check_column

_COLUMNS = 13
_BASE_IS_RECORD = 0
_BY_ID = 0
_PRESENCE_ACTS = frozenset((Act.DELETE, Act.RESTORE, Act.LEFT))


def encode_edits(run: Run, *, short: bool) -> Wire:
    """The edits of a run in normal form: nothing, or thirteen columns; ``short``: texts by ``letters``."""
    if not run.edits:
        return ()
    entries = list(run.edits.values())
    ops = [(entry, op) for entry in entries for op in entry.ops]
    bases = [base for entry, op in ops if op.bases != (entry.record,) for base in op.bases]
    groups: dict[tuple[int, int], list[Wire]] = {}
    for seq, entry in run.edits.items():
        check_entry(entry.act, seq, entry.record, entry.ops, run)
        for op in entry.ops:
            groups.setdefault((entry.kind, op.unit), []).append(op.value)
    return (
        deltas(list(run.edits), run.first),
        tuple(entry.act for entry in entries),
        tuple(entry.kind for entry in entries),
        tuple(entry.record.feed + 1 if isinstance(entry.record, Dot) else _BY_ID for entry in entries),
        tuple(entry.record.seq if isinstance(entry.record, Dot) else entry.record for entry in entries),
        deltas([entry.save for entry in entries], 0),
        time_deltas([entry.at for entry in entries]),
        tuple(len(entry.ops) for entry in entries),
        tuple(op.unit for _, op in ops),
        tuple(_BASE_IS_RECORD if op.bases == (entry.record,) else 1 + len(op.bases) for entry, op in ops),
        tuple(base.feed for base in bases),
        tuple(base.seq for base in bases),
        tuple(_encode_group(groups[key], short=short) for key in sorted(groups)),
    )


def _encode_group(values: Sequence[Wire], *, short: bool) -> Wire:
    check_column(values)
    shortened = letters.shorten(values) if short else None
    return (letters.AS_IT_IS, tuple(values)) if shortened is None else (letters.BY_LETTERS, shortened)


def decode_edits(untrusted: Wire, run: Run) -> dict[int, Entry]:
    """The edits of a body by seq; ``run`` gives feeds, first and count, and may lack the rest."""
    if untrusted == ():
        return {}
    columns = shape.array(untrusted, _COLUMNS)
    steps = shape.integers(columns[0], len(shape.array(columns[0])))
    length = len(steps)
    if not 0 < length <= run.count or steps[0] < 0 or min((1, *steps[1:])) < 1 or sum(steps) >= run.count:
        raise codes.refused(codes.MALFORMED, "edits out of order or outside of the segment")
    acts, kinds, feeds = (_naturals(column, length) for column in columns[1:4])
    named = shape.array(columns[4], length)
    saves, ats = saves_of(columns[5], length), times_of(columns[6], length)
    counts = _naturals(columns[7], length)
    if max(counts) > limits.UNITS:
        raise codes.refused(codes.TOO_BIG, "more fields than an entry may write")
    total = sum(counts)
    units, forms = _naturals(columns[8], total), _naturals(columns[9], total)
    take_bases = _bases(forms, columns[10], columns[11])
    take_value = _values(kinds, counts, units, columns[12])
    each_unit, each_form = iter(units), iter(forms)
    edits: dict[int, Entry] = {}
    for place, seq in enumerate(accumulate(steps, initial=run.first)):
        if place == 0:
            continue
        at = place - 1
        record = _record(feeds[at], named[at])
        ops = tuple(
            Op(unit, take_value(kinds[at], unit), take_bases(form, record))
            for unit, form in zip(islice(each_unit, counts[at]), islice(each_form, counts[at]), strict=True)
        )
        if acts[at] == Act.CREATE:
            raise codes.refused(codes.MALFORMED, "a creation among the edits")
        check_entry(acts[at], seq, record, ops, run)
        edits[seq] = Entry(acts[at], kinds[at], record, saves[at], ats[at], ops)
    return edits


def _check_dot(dot: Dot, seq: int, run: Run) -> None:
    """Refuse a dot of a feed that is not named, or that is not older than entry ``seq`` of this feed."""
    if not 0 <= dot.feed < len(run.feeds) or dot.seq < 1 or (dot.feed == 0 and dot.seq >= seq):
        raise codes.refused(codes.MALFORMED, "a dot that names nothing older")


def _naturals(untrusted: Wire, length: int) -> tuple[int, ...]:
    column = shape.integers(untrusted, length)
    if column and min(column) < 0:
        raise codes.refused(codes.MALFORMED, "a number below zero")
    return column


def _record(feed: int, untrusted_named: Wire) -> bytes | Dot:
    if feed == _BY_ID:
        return shape.octets(untrusted_named, ID)
    return Dot(feed - 1, shape.integer(untrusted_named, 1))


def _bases(
    forms: Sequence[int], untrusted_feeds: Wire, untrusted_seqs: Wire
) -> Callable[[int, bytes | Dot], tuple[Dot, ...]]:
    """What gives the bases of one op after another: by its form and its record."""
    total = sum(form - 1 for form in forms if form != _BASE_IS_RECORD)
    feeds, seqs = _naturals(untrusted_feeds, total), _naturals(untrusted_seqs, total)
    dots = map(Dot, feeds, seqs)

    def take(form: int, record: bytes | Dot) -> tuple[Dot, ...]:
        if form == _BASE_IS_RECORD:
            if not isinstance(record, Dot):
                raise codes.refused(codes.MALFORMED, "a base that is the record, which is named by its id")
            return (record,)
        bases = tuple(islice(dots, form - 1))
        if bases == (record,):
            raise codes.refused(codes.MALFORMED, "a base that is the record, spelled out")
        return bases

    return take


def _values(
    kinds: Sequence[int], counts: Sequence[int], units: Sequence[int], untrusted: Wire
) -> Callable[[int, int], Wire]:
    """What gives the values of one op after another: by its kind and unit."""
    sizes: dict[tuple[int, int], int] = {}
    each_unit = iter(units)
    for kind, count in zip(kinds, counts, strict=True):
        for unit in islice(each_unit, count):
            sizes[kind, unit] = sizes.get((kind, unit), 0) + 1
    groups: dict[tuple[int, int], Iterator[Wire]] = {}
    for key, untrusted_group in zip(sorted(sizes), shape.array(untrusted, len(sizes)), strict=True):
        untrusted_form, untrusted_values = shape.array(untrusted_group, 2)
        values = letters.in_form(shape.integer(untrusted_form), shape.array(untrusted_values, sizes[key]))
        check_column(values)
        groups[key] = iter(values)

    def take(kind: int, unit: int) -> Wire:
        return next(groups[kind, unit])

    return take


def check_entry(act: int, seq: int, record: bytes | Dot, ops: Sequence[Op], run: Run) -> None:
    """Refuse an entry that names what is not older than itself, or breaks an order or a limit."""
    if isinstance(record, Dot):
        _check_dot(record, seq, run)
    elif len(record) != ID:
        raise codes.refused(codes.MALFORMED, "a record's id of another length")
    if len(ops) > limits.UNITS:
        raise codes.refused(codes.TOO_BIG, "more fields than an entry may write")
    least = 1
    for op in ops:
        if op.unit < least:
            raise codes.refused(codes.MALFORMED, "fields of an entry out of order")
        least = op.unit + 1
        if len(op.bases) > limits.BASES and not (
            op.unit == PRESENCE and act in _PRESENCE_ACTS and len(op.bases) <= limits.PRESENCE_BASES
        ):
            raise codes.refused(codes.TOO_BIG, "more bases than a value may have")
        before: Dot | None = None
        for base in op.bases:
            _check_dot(base, seq, run)
            if before is not None and base <= before:
                raise codes.refused(codes.MALFORMED, "bases out of order")
            before = base
