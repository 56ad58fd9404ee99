"""The root vouches for every part of every entry, and hides what was erased."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.entries import Dot, Op
from cspdesk.domain.errors import UntrustedError
from cspdesk.wire import body, leaves
from cspdesk.wire.body import Body
from cspdesk.wire.runs import run_of
from tests.wire.makers import RULES, feed, small_run
from tests.wire.strategies import runs

SEED = bytes(range(16))


def said(run):
    return Body(run, tuple(bytes([place]) * 32 for place in range(1, len(run.feeds))), SEED)


@given(runs(), st.booleans())
def test_the_root_survives_the_journey(run, short):
    raw = body.encode(said(run), short=short)
    found = body.decode(raw, feed=feed(), first=run.first, count=run.count)
    leaves.verify_root(found, leaves.root_of(said(run)))


def changed_entries(entry):
    """The entry with each of its parts changed in turn."""
    yield replace(entry, act=entry.act + 1) if entry.act else replace(entry, kind=entry.kind + 100)
    yield replace(entry, kind=entry.kind + 1)
    yield replace(entry, save=entry.save + 1)
    yield replace(entry, at=entry.at + 1)
    other = (
        Dot(entry.record.feed, entry.record.seq + 1) if isinstance(entry.record, Dot) else bytes(15) + b"x"
    )
    yield replace(entry, record=other)
    for place, op in enumerate(entry.ops):
        for new in (Op(op.unit + 100, op.value, op.bases), Op(op.unit, (op.value,), op.bases)):
            yield replace(entry, ops=(*entry.ops[:place], new, *entry.ops[place + 1 :]))
        if op.bases:
            fewer = Op(op.unit, op.value, op.bases[1:])
            yield replace(entry, ops=(*entry.ops[:place], fewer, *entry.ops[place + 1 :]))
    if entry.ops:
        yield replace(entry, ops=entry.ops[1:])


def test_whatever_is_changed_changes_the_root():
    run = small_run()
    root = leaves.root_of(said(run))
    seen = {root}
    for seq, entry in run.entries().items():
        for changed in changed_entries(entry):
            entries = {**run.entries(), seq: changed}
            try:
                other = run_of(run.feeds, run.first, dict(sorted(entries.items())))
            except ValueError:
                continue
            seen.add(leaves.root_of(said(other)))
    assert len(seen) > 45
    for stranger in (
        Body(run, (bytes(32),), SEED),
        Body(run, said(run).pins, bytes(16)),
        Body(replace(run, feeds=(run.feeds[0], feed(3))), said(run).pins, SEED),
    ):
        with pytest.raises(UntrustedError) as refusal:
            leaves.verify_root(stranger, root)
        assert refusal.value.code == "bad-root"


def test_how_a_body_is_written_does_not_change_the_root():
    run = small_run()
    shapes = [
        body.encode(said(run), rules, short=short) for rules in (None, RULES) for short in (False, True)
    ]
    roots = {leaves.root_of(body.decode(raw, feed=feed(), first=1, count=7)) for raw in shapes}
    assert len(set(shapes)) == 4
    assert len(roots) == 1


def test_equal_values_have_different_hashes_in_each_entry_and_segment():
    salts = {leaves.salt(seed, place) for seed in (SEED, bytes(16)) for place in range(100)}
    assert len({leaves.hash_values(b"\x81\xf5", salt) for salt in salts}) == 200


@given(runs())
def test_parts_name_each_place_once(run):
    assert sorted(place for place, _, _ in leaves.parts(run)) == list(range(run.count))
