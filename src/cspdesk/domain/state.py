"""The state of what is held, computed from scratch: the function that everything incremental must equal.

State is a function of the entries held.  Order and time of arrival, clocks and the program's
version have no part in it.  A save whose entries build on one that is not held does not count yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from cspdesk.domain.entries import PARENT, PRESENCE, Act, Dot, Entry, Op, Wire
from cspdesk.domain.merge import Presence, Resolved, presence, resolve, type_key

MergeOf = Callable[[int, int], tuple[str, tuple[Wire, ...]]]
"""The merge class and protective order of a kind's unit, by their numbers."""


@dataclass(slots=True)
class RecordState:
    """One record: its kind, each unit's state, and whether it is there."""

    kind: int
    units: dict[int, Resolved] = field(default_factory=dict)
    presence: int | None = None

    def current(self) -> set[Dot]:
        """Every dot that a unit still shows."""
        return {dot for unit in self.units.values() for dot in unit.current}


def state(entries: Mapping[Dot, Entry], *, key: type_key, merge_of: MergeOf) -> dict[bytes, RecordState]:
    """Every record that the entries speak of."""
    counted = counting(entries)
    histories: dict[bytes, dict[int, dict[Dot, Op]]] = {}
    kinds: dict[bytes, int] = {}
    created: set[bytes] = set()
    for dot, entry in counted.items():
        record = record_of(entries, entry)
        kinds[record] = entry.kind
        if entry.act == Act.CREATE:
            created.add(record)
        for op in entry.ops:
            histories.setdefault(record, {}).setdefault(op.unit, {})[dot] = op
    found: dict[bytes, RecordState] = {}
    for record, kind in kinds.items():
        one = found[record] = RecordState(kind)
        for unit, history in histories.get(record, {}).items():
            if unit != PRESENCE:
                merge, order = merge_of(kind, unit)
                one.units[unit] = resolve(history, merge=merge, key=key, order=order)
    _decide_presence(found, histories, created)
    return found


def counting(entries: Mapping[Dot, Entry]) -> dict[Dot, Entry]:
    """The entries whose whole save has everything it builds on."""
    saves: dict[tuple[int, int], list[Dot]] = {}
    for dot, entry in entries.items():
        saves.setdefault((dot.feed, entry.save), []).append(dot)
    left = dict(entries)
    while True:
        stuck = {
            (dot.feed, entry.save)
            for dot, entry in left.items()
            if any(need not in left for need in needs(entry))
        }
        if not stuck:
            return left
        for save in stuck:
            for dot in saves[save]:
                left.pop(dot, None)


def needs(entry: Entry) -> Iterator[Dot]:
    """The entries that one builds on."""
    if isinstance(entry.record, Dot):
        yield entry.record
    for op in entry.ops:
        yield from op.bases


def record_of(entries: Mapping[Dot, Entry], entry: Entry) -> bytes:
    """The record that an entry is about, found through the entry that it names."""
    while isinstance(entry.record, Dot):
        entry = entries[entry.record]
    return entry.record


def _decide_presence(
    found: dict[bytes, RecordState],
    histories: Mapping[bytes, Mapping[int, Mapping[Dot, Op]]],
    created: set[bytes],
) -> None:
    """Parts first: what a removed part shows is no reason to keep its record."""
    parts: dict[bytes, list[RecordState]] = {}
    holders = [record for record, one in found.items() if PARENT not in one.units]
    for record, one in found.items():
        parent = one.units.get(PARENT)
        if parent is not None and isinstance(parent.value, bytes):
            one.presence = _presence(histories, created, record, one.current())
            parts.setdefault(parent.value, []).append(one)
    for record in holders:
        current = found[record].current()
        for part in parts.get(record, ()):
            if part.presence == Presence.HERE:
                current |= part.current()
        found[record].presence = _presence(histories, created, record, current)


def _presence(
    histories: Mapping[bytes, Mapping[int, Mapping[Dot, Op]]],
    created: set[bytes],
    record: bytes,
    current: set[Dot],
) -> int | None:
    """None for a record of which only another stream's sheet is held."""
    if record not in created:
        return None
    return presence(histories.get(record, {}).get(PRESENCE, {}), current)
