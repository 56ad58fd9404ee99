"""Runs in the form in which they are sealed: gathered from entries and put in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from cspdesk.domain.entries import Act, Creations, Dot, Entry, FeedId, Op, Run, Wire


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
    empty: list[Wire] = [None] * len(rows)
    records: list[bytes] = []
    for place, entry in enumerate(rows.values()):
        if isinstance(entry.record, Dot):
            raise ValueError("a creation gives the record's id")
        records.append(entry.record)
        for op in entry.ops:
            if op.bases:
                raise ValueError("a creation replaces nothing")
            column = columns.get(op.unit)
            if column is None:
                column = columns[op.unit] = empty.copy()
            column[place] = op.value
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
