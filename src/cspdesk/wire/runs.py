"""Runs in the form in which they are sealed: gathered from entries, put in order, cut to size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from cspdesk.domain.entries import Act, Creations, Dot, Entry, FeedId, Op, Run, Wire
from cspdesk.wire import limits

_ROW = 24
"""Bytes that an entry costs beside its values, about."""


def run_of(feeds: Sequence[FeedId], first: int, entries: Mapping[int, Entry]) -> Run:
    """The run of entries by seq, creations gathered as columns by kind; ``ValueError`` for a gap."""
    count = len(entries)
    if set(entries) != set(range(first, first + count)):
        raise ValueError("the entries of a run have no gap")
    ordered = dict(sorted(entries.items()))
    created: dict[int, dict[int, Entry]] = {}
    edits: dict[int, Entry] = {}
    for seq, entry in ordered.items():
        if entry.act == Act.CREATE:
            created.setdefault(entry.kind, {})[seq] = entry
        else:
            edits[seq] = _ordered(entry)
    blocks = tuple(_block(kind, rows) for kind, rows in sorted(created.items()))
    return Run(tuple(feeds), first, count, blocks, edits)


def normal(run: Run) -> Run:
    """The same run as decoding gives it back.

    Blocks by kind, one for each; columns that hold nothing left out; ops by unit, bases in order
    and once; feeds without the branch, which the pins say.  ``ValueError`` if an edit is a creation,
    writes a unit twice, or a kind has two blocks.
    """
    kinds = [block.kind for block in run.creations]
    if len(set(kinds)) != len(kinds):
        raise ValueError("one block for each kind")
    blocks = tuple(
        _tidy(block) for block in sorted(run.creations, key=lambda block: block.kind) if block.seqs
    )
    edits = {seq: _ordered(entry) for seq, entry in sorted(run.edits.items())}
    return Run(tuple(replace(feed, branch=b"") for feed in run.feeds), run.first, run.count, blocks, edits)


def pieces(run: Run, target: int = limits.RAW_TARGET) -> Iterator[Run]:
    """The run cut between saves into runs of about ``target`` bytes before compression, at most.

    A save is never cut: one that is larger than a segment may be makes ``seal`` refuse it.
    """
    weights, saves = _weights(run)
    start = 0
    while start < run.count:
        end, weight, last_whole = start, 0, start
        while end < run.count and (last_whole == start or (weight < target and end - start < limits.ENTRIES)):
            weight += weights[end]
            end += 1
            if end == run.count or saves[end] != saves[end - 1]:
                if last_whole > start and (weight > target or end - start > limits.ENTRIES):
                    break
                last_whole = end
        yield _part(run, start, last_whole)
        start = last_whole


def _ordered(entry: Entry) -> Entry:
    if entry.act == Act.CREATE:
        raise ValueError("a creation stands among the edits")
    units = [op.unit for op in entry.ops]
    if len(set(units)) != len(units):
        raise ValueError("an entry writes a unit once")
    tidy = all(a < b for a, b in pairwise(units))
    if tidy and all(len(op.bases) < 2 for op in entry.ops):
        return entry
    ops = (Op(op.unit, op.value, tuple(sorted(set(op.bases)))) for op in entry.ops)
    return replace(entry, ops=tuple(sorted(ops, key=lambda op: op.unit)))


def _block(kind: int, rows: Mapping[int, Entry]) -> Creations:
    columns: dict[int, list[Wire]] = {}
    records: list[bytes] = []
    for place, entry in enumerate(rows.values()):
        if isinstance(entry.record, Dot):
            raise ValueError("a creation gives the record's id")
        records.append(entry.record)
        for op in entry.ops:
            if op.bases:
                raise ValueError("a creation replaces nothing")
            columns.setdefault(op.unit, [None] * len(rows))[place] = op.value
    saves = [entry.save for entry in rows.values()]
    return _tidy(Creations(kind, list(rows), records, saves, [entry.at for entry in rows.values()], columns))


def _tidy(block: Creations) -> Creations:
    columns = {
        unit: tuple(values)
        for unit, values in sorted(block.columns.items())
        if any(value is not None for value in values)
    }
    return Creations(
        block.kind, tuple(block.seqs), tuple(block.records), tuple(block.saves), tuple(block.ats), columns
    )


def _weights(run: Run) -> tuple[list[int], list[int]]:
    """For each place of the run, about how many bytes it takes and which save it belongs to."""
    weights, saves = [_ROW] * run.count, [0] * run.count
    for block in run.creations:
        for seq, save in zip(block.seqs, block.saves, strict=True):
            saves[seq - run.first] = save
        for values in block.columns.values():
            for seq, value in zip(block.seqs, values, strict=True):
                weights[seq - run.first] += _size(value)
    for seq, entry in run.edits.items():
        saves[seq - run.first] = entry.save
        weights[seq - run.first] += sum(_size(op.value) + 8 * (1 + len(op.bases)) for op in entry.ops)
    return weights, saves


def _size(value: Wire) -> int:
    """About how many bytes a value takes, never much less than it does."""
    if isinstance(value, str):
        return 3 + (len(value) if value.isascii() else len(value.encode()))
    if isinstance(value, bytes):
        return 3 + len(value)
    if isinstance(value, tuple):
        return 3 + sum(map(_size, value))
    return 1 if value is None else 9


def _part(run: Run, start: int, end: int) -> Run:
    """The entries of the places from ``start`` up to ``end``, as a run with the same table of feeds."""
    if (start, end) == (0, run.count):
        return run
    low, high = run.first + start, run.first + end
    blocks = []
    for block in run.creations:
        places = [place for place, seq in enumerate(block.seqs) if low <= seq < high]
        if places:
            blocks.append(
                Creations(
                    block.kind,
                    [block.seqs[place] for place in places],
                    [block.records[place] for place in places],
                    [block.saves[place] for place in places],
                    [block.ats[place] for place in places],
                    {unit: [values[place] for place in places] for unit, values in block.columns.items()},
                )
            )
    edits = {seq: entry for seq, entry in run.edits.items() if low <= seq < high}
    return Run(run.feeds, low, end - start, tuple(blocks), edits)
