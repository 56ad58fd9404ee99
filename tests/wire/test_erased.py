"""The erased form: values go, the rest stays and is proved against the author's root."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.entries import Dot
from cspdesk.wire import cbor, erased, erasure, leaves, limits, segment, shape
from cspdesk.wire.erasure import erasable
from cspdesk.wire.padding import padded
from cspdesk.wire.suite import Domain, digest, mark, seal_box
from tests.wire.makers import Drawn, epoch, keys, outcome, sealed, small_run
from tests.wire.strategies import runs, without_branches

CODES = {"malformed", "newer", "too-big", "bad-signature", "damaged", "no-key", "bad-mark", "bad-root"}
ERASER = keys(5)


def erase(author, seqs):
    """What an eraser makes of a segment."""
    kept = (
        erasable(author.open(epoch().private))
        if isinstance(author, segment.Segment)
        else author.open(epoch(2).private)
    )
    return erased.seal(
        kept.erase(seqs),
        author,
        roster_number=9,
        roster_hash=bytes(32),
        epoch_public=epoch(2).public,
        keys=ERASER,
        ids=Drawn(3),
    )


def read(untrusted):
    found = erased.parse(untrusted).check(eraser_public=ERASER.sign_public, author_public=keys().sign_public)
    return found.open(epoch(2).private)


def text(entry):
    return leaves.values_of(entry)


@given(runs(), st.data())
def test_what_is_not_erased_comes_back(run, data):
    author = sealed(run)
    seqs = data.draw(st.sets(st.sampled_from(list(run.entries()))))
    found = erase(author, seqs)
    left = read(found.to_bytes())
    assert left.erased == seqs
    assert found.header_hash == author.header_hash
    for seq, entry in without_branches(run).entries().items():
        if seq in seqs:
            assert leaves.skeleton_of(left.entries[seq]) == leaves.skeleton_of(entry)
            assert all(op.value is None for op in left.entries[seq].ops)
        else:
            assert left.entries[seq] == entry
    assert left.run.count == run.count


@given(runs(), st.data())
def test_erasing_twice_is_erasing_both(run, data):
    author = sealed(run)
    one, other = (data.draw(st.sets(st.sampled_from(list(run.entries())))) for _ in range(2))
    left = read(erase(erase(author, one), other).to_bytes())
    assert left == read(erase(author, one | other).to_bytes())


def test_nothing_of_an_erased_value_is_left():
    author = sealed()
    found = erase(author, {1, 5})
    raw = erasure.encode(read(found.to_bytes()))
    assert "Об дар деҳа".encode() not in raw
    assert "Роҳ ба мактаб".encode() in raw
    seed = author.open(epoch().private).seed
    assert seed not in raw
    assert leaves.salt(seed, 0) not in raw
    assert leaves.salt(seed, 1) in raw


def test_a_small_number_cannot_be_guessed_from_what_is_left():
    """The hash of an erased value is salted, and the salt is gone with it."""
    left = read(erase(sealed(), {5}).to_bytes())
    guesses = [
        leaves.hash_values(cbor.encode((number,)), salt)
        for number in range(100)
        for salt in left.salts.values()
    ]
    assert left.hashes[5] not in guesses


def test_every_byte_flipped_is_refused():
    whole = erase(sealed(), {1, 6}).to_bytes()
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 0x55
        assert outcome(read, bytes(broken))[1] in CODES, place


def test_every_prefix_is_refused():
    whole = erase(sealed(), {1}).to_bytes()
    assert {outcome(read, whole[:length])[1] for length in range(len(whole))} == {"malformed"}


def rewritten(change):
    """An erased form whose eraser did more than erase."""
    good = erase(sealed(), {1})
    left = read(good.to_bytes())
    raw = erasure.encode(change(left))
    key = Drawn(9).random(32)
    row = list(shape.array(cbor.decode(good.header_bytes)))
    row[9], row[10] = mark(key), len(raw)
    locked = segment.seal_raw(raw, key, cbor.encode(row)[:-34])
    row[11] = digest(Domain.BODY, locked)
    header_bytes = cbor.encode(row)
    signature = ERASER.sign(Domain.ERASED, header_bytes)
    return cbor.encode((header_bytes, signature, seal_box(key, epoch(2).public, Drawn(10)), locked))


def with_entry(left, seq, **changes):
    return replace(left, entries={**left.entries, seq: replace(left.entries[seq], **changes)})


TOO_MUCH = {
    "another value": lambda left: with_entry(
        left, 2, ops=(replace(left.entries[2].ops[0], value="other"), *left.entries[2].ops[1:])
    ),
    "another time": lambda left: with_entry(left, 2, at=1),
    "another save": lambda left: with_entry(left, 3, save=8),
    "another record": lambda left: with_entry(left, 3, record=bytes(16)),
    "another base": lambda left: with_entry(
        left, 6, ops=(left.entries[6].ops[0], replace(left.entries[6].ops[1], bases=(Dot(1, 41),)))
    ),
    "an erased entry's time": lambda left: with_entry(left, 1, at=1),
    "another hash": lambda left: replace(left, hashes={1: bytes(32)}),
    "another salt": lambda left: replace(left, salts={**left.salts, 2: bytes(16)}),
    "another pin": lambda left: replace(left, pins=(bytes(32),)),
}


@pytest.mark.parametrize("change", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_an_eraser_changes_nothing(change):
    assert outcome(read, rewritten(lambda left: left))[1] == ""
    assert outcome(read, rewritten(change)) == (None, "bad-root")


@given(st.data())
def test_any_part_of_the_rows_replaced_is_refused(data):
    left = read(erase(sealed(), {1}).to_bytes())

    def listed(value):
        return [listed(each) for each in value] if isinstance(value, tuple) else value

    parts = listed(cbor.decode(erasure.encode(left), nesting=limits.BODY_NESTING))
    place = parts
    while True:
        at = data.draw(st.integers(0, len(place) - 1))
        if not isinstance(place[at], list) or not place[at] or data.draw(st.integers(0, 5)) == 0:
            break
        place = place[at]
    place[at] = data.draw(
        st.one_of(st.none(), st.integers(-5, 2**60), st.binary(max_size=33), st.just([]), st.text(max_size=2))
    )
    found, code = outcome(
        erasure.decode, cbor.encode(parts, nesting=64), feed=small_run().feeds[0], first=1, count=7
    )
    assert code in {"malformed", "too-big"} or found == left or found.root() != left.root()


def test_both_signatures_are_asked_for():
    found = erase(sealed(), {1})
    wrong = keys(2).sign_public
    for eraser, author in ((wrong, keys().sign_public), (ERASER.sign_public, wrong)):
        assert outcome(found.check, eraser_public=eraser, author_public=author) == (None, "bad-signature")


def test_another_segment_s_entries_are_not_sealed_under_its_header():
    kept = erasable(sealed(small_run(8), previous=bytes(32)).open(epoch().private))
    with pytest.raises(ValueError):
        erased.seal(
            kept,
            sealed(),
            roster_number=1,
            roster_hash=bytes(32),
            epoch_public=epoch().public,
            keys=ERASER,
            ids=Drawn(),
        )


def test_either_type_is_recognised():
    plain, form = sealed(), erase(sealed(), {1})
    assert erased.parse_any(plain.to_bytes()) == plain
    assert erased.parse_any(form.to_bytes()) == form
    assert outcome(erased.parse, plain.to_bytes()) == (None, "malformed")
    assert outcome(segment.parse, form.to_bytes()) == (None, "malformed")
    assert padded(len(form.body) - 16) == len(form.body) - 16
