"""What is left of a segment when values of some of its entries were erased.

    [[[incarnation, device, pin], ...], [entry, ...]]
    entry: [act, kind, record, save, time, units, bases, salt, values]   one that stays
           [act, kind, record, save, time, units, bases, hash]           one that was erased

Skeletons stay: who, when, which record, which fields.  A value goes with its salt, so that its hash
tells nothing; with the hash the author's root can still be checked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cspdesk.domain.entries import Act, Dot, Entry, FeedId, Op, Run, Wire
from cspdesk.wire import cbor, codes, leaves, limits, shape
from cspdesk.wire.body import Body, decode_feeds, encode_feeds
from cspdesk.wire.edits import check_entry
from cspdesk.wire.leaves import SALT
from cspdesk.wire.runs import run_of
from cspdesk.wire.suite import DIGEST, ID
from cspdesk.wire.values import check_column

_KEPT, _GONE = 9, 8


@dataclass(frozen=True, slots=True)
class ErasedBody:
    """Entries by seq; those in ``hashes`` were erased and their ops' values are None.

    ``salts`` are of the entries that stay, ``hashes`` the salted hashes of the values of those that
    do not.
    """

    feeds: tuple[FeedId, ...]
    pins: tuple[bytes, ...]
    first: int
    entries: Mapping[int, Entry]
    salts: Mapping[int, bytes]
    hashes: Mapping[int, bytes]

    @property
    def erased(self) -> frozenset[int]:
        """The seqs of the erased entries."""
        return frozenset(self.hashes)

    @property
    def run(self) -> Run:
        """The entries as a run; of an erased creation only the record is left."""
        return run_of(self.feeds, self.first, self.entries)

    def root(self) -> bytes:
        """The root that the leaves give."""
        found = []
        for seq, entry in self.entries.items():
            gone = self.hashes.get(seq)
            values = (
                gone if gone is not None else leaves.hash_values(leaves.values_of(entry), self.salts[seq])
            )
            found.append(leaves.leaf(leaves.skeleton_of(entry), values))
        return leaves.root(self.feeds, self.pins, found)

    def erase(self, seqs: Collection[int]) -> ErasedBody:
        """The body with more of its entries erased; ``KeyError`` for a seq that it does not have."""
        hashes = {
            seq: leaves.hash_values(leaves.values_of(self.entries[seq]), self.salts[seq])
            for seq in seqs
            if seq not in self.hashes
        }
        bare = {seq: _bare(entry) if seq in hashes else entry for seq, entry in self.entries.items()}
        salts = {seq: salt for seq, salt in self.salts.items() if seq not in hashes}
        return ErasedBody(self.feeds, self.pins, self.first, bare, salts, {**self.hashes, **hashes})


def erasable(body: Body) -> ErasedBody:
    """A body in the form in which entries can be erased, with none erased yet."""
    entries = body.run.entries()
    salts = {seq: leaves.salt(body.seed, seq - body.run.first) for seq in entries}
    return ErasedBody(body.run.feeds, body.pins, body.run.first, entries, salts, {})


def encode(kept: ErasedBody) -> bytes:
    """The bytes of what is left; ``ValueError`` beyond the limits of an erased form."""
    rows: list[Wire] = []
    for seq, entry in kept.entries.items():
        record: Wire = tuple(entry.record) if isinstance(entry.record, Dot) else entry.record
        units = tuple(op.unit for op in entry.ops)
        bases = tuple(tuple(tuple(base) for base in op.bases) for op in entry.ops)
        skeleton: tuple[Wire, ...] = (entry.act, entry.kind, record, entry.save, entry.at, units, bases)
        if seq in kept.hashes:
            rows.append((*skeleton, kept.hashes[seq]))
        else:
            rows.append((*skeleton, kept.salts[seq], tuple(op.value for op in entry.ops)))
    return cbor.encode(
        (encode_feeds(kept.feeds, kept.pins), tuple(rows)),
        size=limits.RAW_ERASED,
        values=limits.ERASED_VALUES,
        nesting=limits.BODY_NESTING,
        longest=limits.VALUE,
    )


def decode(untrusted: bytes, *, feed: FeedId, first: int, count: int) -> ErasedBody:
    """What is left of a segment, of bytes from outside; its root is not yet checked."""
    value = cbor.decode(
        untrusted,
        size=limits.RAW_ERASED,
        values=limits.ERASED_VALUES,
        nesting=limits.BODY_NESTING,
        longest=limits.VALUE,
    )
    untrusted_feeds, untrusted_rows = shape.array(value, 2)
    feeds, pins = decode_feeds(untrusted_feeds, feed)
    rows = shape.array(untrusted_rows, count)
    run = Run(feeds, first, count)
    entries: dict[int, Entry] = {}
    salts: dict[int, bytes] = {}
    hashes: dict[int, bytes] = {}
    for seq, untrusted_row in enumerate(rows, first):
        row = shape.array(untrusted_row)
        if len(row) == _KEPT:
            salts[seq] = shape.octets(row[7], SALT)
        elif len(row) == _GONE:
            hashes[seq] = shape.octets(row[7], DIGEST)
        else:
            raise codes.refused(codes.MALFORMED, "an entry of another length")
        entries[seq] = _entry(row, seq, run)
    return ErasedBody(feeds, pins, first, entries, salts, hashes)


def _bare(entry: Entry) -> Entry:
    ops = tuple(Op(op.unit, None, op.bases) for op in entry.ops)
    return Entry(entry.act, entry.kind, entry.record, entry.save, entry.at, ops)


def _entry(row: tuple[Wire, ...], seq: int, run: Run) -> Entry:
    """The entry of a row; its values are None if the row has none."""
    act, kind = shape.integer(row[0]), shape.integer(row[1])
    record = _dot(row[2]) if type(row[2]) is tuple else shape.octets(row[2], ID)
    units = shape.array(row[5], most=limits.UNITS)
    bases = shape.array(row[6], len(units))
    values = shape.array(row[8], len(units)) if len(row) == _KEPT else (None,) * len(units)
    check_column(values)
    ops = tuple(
        Op(shape.integer(unit, 1), value, tuple(map(_dot, shape.array(named, most=limits.PRESENCE_BASES))))
        for unit, value, named in zip(units, values, bases, strict=True)
    )
    check_entry(act, seq, record, ops, run)
    creation_replaces = act == Act.CREATE and (isinstance(record, Dot) or any(op.bases for op in ops))
    if creation_replaces:
        raise codes.refused(codes.MALFORMED, "a creation that names what is older")
    return Entry(
        act, kind, record, shape.integer(row[3]), shape.integer(row[4], -shape.CLOCK, shape.CLOCK), ops
    )


def _dot(untrusted: Wire) -> Dot:
    feed, seq = shape.array(untrusted, 2)
    return Dot(shape.integer(feed), shape.integer(seq, 1))
