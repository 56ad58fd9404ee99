"""The journal's own values: what one save did to one record in one stream.

An **entry** is named by its **dot** (feed, seq).  Feeds are written as small numbers into a table of
``FeedId`` that goes with whatever holds the entries: the desk's own table, or a segment's list.
An entry holds **ops**, one for each **unit** it changes: a unit is a field, or a group of fields
that mean something only together, and is named by a number that never changes meaning.

An op's bases are the dots of the values its author was shown; a value that no counted op names as
base is current.  See ``merge`` for what follows from that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias, Union

Wire: TypeAlias = Union[None, bool, int, str, bytes, "tuple[Wire, ...]"]
"""A value as it is hashed, sealed and kept: no floats, no maps, text as typed."""


class Dot(NamedTuple):
    """The name of an entry: its feed's number in the table at hand, and its place in the feed."""

    feed: int
    seq: int


@dataclass(frozen=True, slots=True, order=True)
class FeedId:
    """One incarnation's entries in one stream; ``branch`` names a fork by its first segment's hash."""

    incarnation: bytes
    stream: bytes
    device: bytes
    branch: bytes = b""


class Act:
    """What an entry does; small numbers, never reused."""

    CREATE = 0
    EDIT = 1
    DELETE = 2
    RESTORE = 3
    LEFT = 4  # the sheet moved to another stream; names all current values
    ERASE = 5
    SAME_AS = 6


PRESENCE = 1
"""The unit that deletion and restoration write; every record has it, creation counts as present."""

PARENT = 2
"""The unit of a part that names the record it lives in; written once."""

POSITION = 3
"""The unit of a part that holds its fractional key of order."""

FIRST_UNIT = 16
"""Units below are the journal's own."""


@dataclass(frozen=True, slots=True)
class Op:
    """One unit's new value; ``value`` None clears it.  A group's value is a tuple of its members."""

    unit: int
    value: Wire
    bases: tuple[Dot, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One save's work on one record in one stream.

    ``record`` is the id, or the dot of an entry that created it (edits are sent that way: two small
    numbers instead of sixteen bytes).  A creation always gives the id.  ``save`` counts the feed's
    incarnation's saves; ``at`` is the author's clock in milliseconds UTC, for information only.
    """

    act: int
    kind: int
    record: bytes | Dot
    save: int
    at: int
    ops: tuple[Op, ...] = ()


@dataclass(frozen=True, slots=True)
class Creations:
    """Many creations of one kind as columns, aligned with ``seqs``; None in a column: not set.

    The bulk form of ``Entry(Act.CREATE, ...)``: what a segment holds and what a first import reads
    without making an object for each record.
    """

    kind: int
    seqs: Sequence[int]
    records: Sequence[bytes]
    saves: Sequence[int]
    ats: Sequence[int]
    columns: Mapping[int, Sequence[Wire]]

    def entry(self, place: int) -> Entry:
        """The creation at one place, as an entry."""
        ops = tuple(
            Op(unit, values[place])
            for unit, values in sorted(self.columns.items())
            if values[place] is not None
        )
        return Entry(Act.CREATE, self.kind, self.records[place], self.saves[place], self.ats[place], ops)


@dataclass(frozen=True, slots=True)
class Run:
    """Entries of one feed without a gap, from ``first``: what a segment carries.

    ``feeds[0]`` is the feed itself; bases and record references point into ``feeds``.
    ``edits`` are all entries that are no creations, by seq.
    """

    feeds: tuple[FeedId, ...]
    first: int
    count: int
    creations: tuple[Creations, ...] = ()
    edits: Mapping[int, Entry] = field(default_factory=dict)

    def entries(self) -> dict[int, Entry]:
        """Every entry by seq, in order."""
        found = dict(self.edits)
        for block in self.creations:
            for place, seq in enumerate(block.seqs):
                found[seq] = block.entry(place)
        return dict(sorted(found.items()))


def blocks(entries: Mapping[int, Entry]) -> tuple[tuple[Creations, ...], dict[int, Entry]]:
    """Entries as columns of creations by kind, and the rest."""
    created: dict[int, list[int]] = {}
    for seq, entry in entries.items():
        if entry.act == Act.CREATE:
            created.setdefault(entry.kind, []).append(seq)
    made: list[Creations] = []
    for kind, seqs in created.items():
        chosen = [entries[seq] for seq in seqs]
        units = sorted({op.unit for entry in chosen for op in entry.ops})
        values = [{op.unit: op.value for op in entry.ops} for entry in chosen]
        made.append(
            Creations(
                kind,
                seqs,
                [entry.record for entry in chosen if isinstance(entry.record, bytes)],
                [entry.save for entry in chosen],
                [entry.at for entry in chosen],
                {unit: [by_unit.get(unit) for by_unit in values] for unit in units},
            )
        )
    rest = {seq: entry for seq, entry in entries.items() if entry.act != Act.CREATE}
    return tuple(made), rest
