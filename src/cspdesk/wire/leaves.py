"""Salted leaves and the root that an author signs.

    values = H_salt(values of the entry)        salt = H(seed, position)
    leaf   = H(values, skeleton)                skeleton: act, kind, record, save, time, units, bases
    root   = H(feeds and pins, all leaves)

When an entry is erased its values and its salt go, and ``values`` stays: the root can still be
checked, and small values cannot be guessed back from their hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

import cbor2

from cspdesk.domain.entries import Act, Creations, Dot, Entry, FeedId, Run, Wire
from cspdesk.wire import cbor, codes
from cspdesk.wire.body import Body, encode_feeds
from cspdesk.wire.suite import DIGEST, Domain, digest, named, same

SALT = 16


def root_of(body: Body) -> bytes:
    """The root of a body; about twenty microseconds an entry, so import does not pay for it."""
    leaves: list[bytes] = [b""] * body.run.count
    for place, skeleton, values in parts(body.run):
        leaves[place] = leaf(skeleton, hash_values(values, salt(body.seed, place)))
    return root(body.run.feeds, body.pins, leaves)


def verify_root(body: Body, root_signed: bytes) -> None:
    """Refuse (bad-root) a body whose entries are not those of the root."""
    if not same(root_of(body), root_signed):
        raise codes.refused(codes.BAD_ROOT, "the leaves give another root")


def parts(run: Run) -> Iterator[tuple[int, bytes, bytes]]:
    """For each entry its place in the run, its skeleton and its values as they are hashed; in no order."""
    for block in run.creations:
        yield from _created(block, run.first)
    for seq, entry in run.edits.items():
        yield seq - run.first, skeleton_of(entry), values_of(entry)


def skeleton_of(entry: Entry) -> bytes:
    """What of an entry is never erased."""
    record: Wire = tuple(entry.record) if isinstance(entry.record, Dot) else entry.record
    units = tuple(op.unit for op in entry.ops)
    if entry.act == Act.CREATE:
        return cbor2.dumps((entry.act, entry.kind, record, entry.save, entry.at, units))
    bases = tuple(tuple(tuple(base) for base in op.bases) for op in entry.ops)
    return cbor2.dumps((entry.act, entry.kind, record, entry.save, entry.at, units, bases))


def values_of(entry: Entry) -> bytes:
    """What of an entry can be erased: its values, in the order of their units."""
    return cbor2.dumps(tuple(op.value for op in entry.ops))


def salt(seed: bytes, place: int) -> bytes:
    """The salt of the entry at a place of its segment, from 0."""
    return blake2b(_SALT + place.to_bytes(8, "big"), key=seed, digest_size=SALT).digest()


def hash_values(values: bytes, entry_salt: bytes) -> bytes:
    """The salted hash of an entry's values."""
    return blake2b(_VALUES + values, key=entry_salt, digest_size=DIGEST).digest()


def leaf(skeleton: bytes, values_hash: bytes) -> bytes:
    """The leaf of an entry."""
    return blake2b(_LEAF + values_hash + skeleton, digest_size=DIGEST).digest()


def root(feeds: Sequence[FeedId], pins: Sequence[bytes], leaves: Iterable[bytes]) -> bytes:
    """The root over the table of feeds and the leaves in the order of their entries."""
    table = digest(Domain.FEEDS, cbor.encode(encode_feeds(feeds, pins)))
    return digest(Domain.ROOT, table, b"".join(leaves))


def _created(block: Creations, first: int) -> Iterator[tuple[int, bytes, bytes]]:
    """The same for a block of creations, row by row out of its columns."""
    units = tuple(block.columns)
    rows: Iterable[tuple[Wire, ...]] = (
        zip(*block.columns.values(), strict=True) if units else (() for _ in block.seqs)
    )
    encode, kind, act = cbor2.dumps, block.kind, Act.CREATE
    heads = zip(block.seqs, block.records, block.saves, block.ats, rows, strict=True)
    for seq, record, save, at, row in heads:
        if None in row:
            given = tuple(unit for unit, value in zip(units, row, strict=True) if value is not None)
            row = tuple(value for value in row if value is not None)  # noqa: PLW2901 - the same row without gaps
        else:
            given = units
        skeleton = encode((act, kind, record, save, at, given))
        yield seq - first, skeleton, encode(row)


_SALT = named(Domain.SALT)
_VALUES = named(Domain.VALUES)
_LEAF = named(Domain.LEAF)
