"""Segments: sealed once, refused for a stated reason when anything about them is not as signed."""

import sys
import tracemalloc
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspdesk.domain.entries import Act, Entry, Op
from cspdesk.domain.errors import UntrustedError
from cspdesk.wire import body, cbor, header, leaves, limits, segment, shape
from cspdesk.wire.padding import padded
from cspdesk.wire.runs import run_of
from cspdesk.wire.segment import HeaderFields, Segment
from cspdesk.wire.suite import ZERO_NONCE, Domain, digest, encrypt, mark, seal_box
from tests.wire.makers import RULES, Drawn, epoch, feed, keys, outcome, sealed, small_run
from tests.wire.strategies import runs, without_branches

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CODES = {
    "malformed", "newer", "too-big", "bad-signature", "damaged", "no-key", "bad-mark", "not-a-bundle", "torn",
}  # fmt: skip


def read(untrusted):
    """All that a desk does with a segment from outside."""
    found = segment.parse(untrusted).check(keys().sign_public)
    return found.open(epoch().private)


def framed(frame):
    """A zstd frame as the encryption takes it: its length, itself, zeros."""
    text = len(frame).to_bytes(4, "big") + frame
    return text.ljust(padded(len(text)), b"\0")


def forged(raw=None, *, text=None, **changes):
    """A segment that its author signed with a body, a padding or header fields that break the rules."""
    good = sealed()
    raw = body.encode(good.open(epoch().private), RULES) if raw is None else raw
    key = Drawn(77).random(32)
    head = replace(good.header, mark=mark(key), raw_length=len(raw))
    head = replace(head, **changes)
    bound = header.bound_part(head.to_bytes())
    if text is None:
        locked = segment.seal_raw(raw, key, bound)
    else:
        locked = encrypt(key, text, bound_to=bound, nonce=ZERO_NONCE)
    if "body_hash" not in changes:
        head = replace(head, body_hash=digest(Domain.BODY, locked))
    signature = keys().sign(Domain.SEGMENT, head.to_bytes())
    box = seal_box(key, epoch().public, Drawn(78))
    return Segment(head, head.to_bytes(), signature, box, locked)


@given(runs())
def test_a_segment_comes_back(run):
    found = sealed(run)
    said = read(found.to_bytes())
    assert said.run == without_branches(run)
    assert segment.parse(found.to_bytes()) == found
    leaves.verify_root(said, found.header.root)
    assert (found.header.feed, found.header.first, found.header.last) == (
        run.feeds[0],
        run.first,
        run.first + run.count - 1,
    )


def test_the_same_draws_give_the_same_bytes():
    assert sealed(seed=3).to_bytes() == sealed(seed=3).to_bytes()
    assert sealed(seed=3).to_bytes() != sealed(seed=4).to_bytes()


def test_a_write_only_desk_seals_what_it_cannot_open():
    assert outcome(sealed().open, epoch(2).private) == (None, "no-key")


def test_every_byte_flipped_is_refused():
    whole = sealed().to_bytes()
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 0x55
        assert outcome(read, bytes(broken))[1] in CODES, place


def test_a_segment_is_known_by_its_header_before_it_is_believed():
    made = sealed(small_run())
    assert segment.name_of(made.to_bytes()) == made.header_hash
    assert segment.name_of(made.to_bytes()[:-1]) == b""
    assert segment.name_of(b"") == b""


def test_every_prefix_is_refused():
    whole = sealed().to_bytes()
    for length in range(len(whole)):
        assert outcome(read, whole[:length]) == (None, "malformed")


def test_every_field_of_the_header_is_what_was_signed():
    good = sealed()
    other = sealed(small_run(8), seed=2, previous=bytes([9]) * 32)
    changed = 0
    for each in fields(good.header):
        if getattr(other.header, each.name) != getattr(good.header, each.name):
            head = replace(good.header, **{each.name: getattr(other.header, each.name)})
            if (head.first == 1) == (head.previous == b""):
                found = replace(good, header=head, header_bytes=head.to_bytes())
                assert outcome(read, found.to_bytes()) == (None, "bad-signature")
                changed += 1
    assert changed >= 3


@pytest.mark.parametrize("part", ["header_bytes", "signature", "key_box", "body"])
def test_a_part_of_another_segment_is_refused(part):
    other = sealed(seed=2)
    mixed = replace(sealed(), **{part: getattr(other, part)})
    assert outcome(read, mixed.to_bytes())[1] in {"bad-signature", "damaged", "bad-mark"}


def test_another_device_has_not_signed_it():
    assert outcome(sealed().check, keys(2).sign_public) == (None, "bad-signature")


def test_another_body_is_damaged_before_it_is_opened():
    broken = replace(sealed(), body=sealed().body[:-1] + b"\0")
    assert outcome(broken.check, keys().sign_public) == (None, "damaged")
    assert outcome(broken.open, epoch().private) == (None, "damaged")


def test_one_ciphertext_does_not_open_to_two_texts():
    """A second key in the box, even one that opens the body, is not the one that was committed to."""
    good = sealed()
    other = replace(good, key_box=seal_box(bytes(32), epoch().public, Drawn(6)))
    assert outcome(other.open, epoch().private) == (None, "bad-mark")
    short = replace(good, key_box=seal_box(bytes(32), epoch().public, Drawn(6))[:-1])
    assert outcome(segment.parse, short.to_bytes()) == (None, "malformed")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"raw_length": 5}, "malformed"),
        ({"raw_length": limits.RAW_BODY}, "malformed"),
        ({"count": 6}, "malformed"),
        ({"count": 8}, "malformed"),
        ({"mark": bytes(32)}, "bad-mark"),
        ({"body_hash": bytes(32)}, "damaged"),
        ({"raw_length": limits.RAW_BODY + 1}, "too-big"),
        ({"raw_length": 0}, "malformed"),
        ({"count": limits.ENTRIES + 1}, "too-big"),
        ({"first": 2**63 - 1, "previous": bytes(32)}, "malformed"),
        ({"count": 0}, "malformed"),
        ({"first": 0}, "malformed"),
        ({"first": 2}, "malformed"),
        ({"previous": bytes(32)}, "malformed"),
        ({"previous": bytes(31)}, "malformed"),
        ({"device": bytes(15)}, "malformed"),
        ({"incarnation": bytes(17)}, "malformed"),
        ({"stream": "stream"}, "malformed"),
        ({"epoch": None}, "malformed"),
        ({"roster_number": 0}, "malformed"),
        ({"roster_hash": b""}, "malformed"),
        ({"root": 1}, "malformed"),
    ],
)
def test_a_header_that_its_author_signed_wrong_is_refused(changes, code):
    assert read(forged().to_bytes()) == read(sealed().to_bytes())
    assert outcome(lambda: read(forged(**changes).to_bytes())) == (None, code)


BAD_RAW = {
    "a float": "8450" + "00" * 16 + "8080f93c00",
    "a map with one key twice": "8450" + "00" * 16 + "8080a201010102",
    "an integer longer than it needs": "8450" + "00" * 16 + "80801817",
    "bytes after the end": "8450" + "00" * 16 + "80808000",
    "no array": "60",
    "an array of another length": "80",
}


@pytest.mark.parametrize("raw", BAD_RAW.values(), ids=BAD_RAW.keys())
def test_a_body_that_its_author_sealed_wrong_is_refused(raw):
    assert outcome(read, forged(bytes.fromhex(raw)).to_bytes()) == (None, "malformed")


def test_a_bomb_is_refused_before_it_grows():
    raw = bytes(200 * limits.MIB)
    frame = zstd.compress(raw)
    del raw
    bomb = forged(b"x" * 1000, text=framed(frame)).to_bytes()
    tracemalloc.start()
    assert outcome(read, bomb) == (None, "malformed")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < limits.MIB


def test_a_frame_that_wants_a_great_window_is_refused():
    parameters: dict[int, int] = {
        zstd.CompressionParameter.window_log: 27,
        zstd.CompressionParameter.content_size_flag: 0,
    }
    frame = zstd.compress(b"x" * 100, options=parameters)
    text = len(frame).to_bytes(4, "big") + frame
    assert outcome(read, forged(b"x" * 100, text=text.ljust(padded(len(text)), b"\0")).to_bytes()) == (
        None,
        "malformed",
    )


def broken_texts():
    """Texts under the encryption that no writer makes."""
    frame = zstd.compress(b"x" * 100)
    good = len(frame).to_bytes(4, "big") + frame
    whole = good.ljust(padded(len(good)), b"\0")
    return {
        "nothing": b"",
        "no length": b"\0\0",
        "a length beyond the text": b"\0\0\xff\xff" + frame,
        "padding to another size": whole + b"\0",
        "padding of something else": whole[:-1] + b"x" if whole != good else good + b"x",
        "no frame": (4).to_bytes(4, "big") + b"abcd",
        "half a frame": (len(frame) - 4).to_bytes(4, "big") + frame[:-4],
        "two frames": (2 * len(frame)).to_bytes(4, "big") + frame * 2,
        "another length than promised": framed(zstd.compress(b"x" * 99)),
    }


@pytest.mark.parametrize("name", broken_texts())
def test_a_text_that_no_writer_makes_is_refused(name):
    text = broken_texts()[name]
    assert outcome(read, forged(b"x" * 100, text=text).to_bytes()) == (None, "malformed")


def test_a_newer_format_suite_or_type_is_left_for_a_newer_program():
    row = list(shape.array(cbor.decode(sealed().header_bytes)))
    for place, number in ((0, 2), (1, 2), (2, 2), (2, 9)):
        changed = [*row[:place], number, *row[place + 1 :]]
        newer = replace(sealed(), header_bytes=cbor.encode(changed))
        assert outcome(segment.parse, newer.to_bytes()) == (None, "newer")
    longer = replace(sealed(), header_bytes=cbor.encode([2, *row[1:], "more"]))
    assert outcome(segment.parse, longer.to_bytes()) == (None, "newer")


def test_a_segment_larger_than_the_limit_is_refused_unread():
    large = replace(sealed(), body=bytes(limits.SEGMENT))
    assert outcome(segment.parse, b"\x84" + bytes(limits.SEGMENT + 1)) == (None, "too-big")
    with pytest.raises(ValueError):
        large.to_bytes()


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(untrusted):
    assert outcome(segment.parse, untrusted)[1] in CODES


@settings(max_examples=30)
@given(st.integers(1, 3000))
def test_sizes_say_little(length):
    entry = Entry(Act.EDIT, 1, bytes(16), 1, 1, (Op(16, Drawn(length).random(length)),))
    found = sealed(run_of((feed(),), 1, {1: entry}))
    assert padded(len(found.body) - 16) == len(found.body) - 16


def test_a_device_seals_its_own_feeds_only():
    run = small_run()
    stranger = replace(run, feeds=(feed(2, owner=keys(2)), run.feeds[1]))
    with pytest.raises(ValueError):
        sealed(stranger)
    with pytest.raises(ValueError):
        segment.seal(
            run,
            pins=(),
            header=HeaderFields(b"", 1, bytes(32)),
            epoch_public=epoch().public,
            keys=keys(),
            ids=Drawn(),
        )


def test_nothing_is_sealed_to_an_epoch_of_small_order():
    with pytest.raises(UntrustedError) as refusal:
        segment.seal(
            small_run(),
            pins=(bytes(32),),
            header=HeaderFields(b"", 1, bytes(32)),
            epoch_public=bytes(32),
            keys=keys(),
            ids=Drawn(),
        )
    assert refusal.value.code == "bad-key"


def test_in_clear_there_is_no_word_time_kind_or_record():
    found = sealed()
    seen = found.to_bytes()
    for entry in found.open(epoch().private).run.entries().values():
        for op in entry.ops:
            if isinstance(op.value, str) and len(op.value) > 3:
                assert op.value.encode() not in seen
        if isinstance(entry.record, bytes):
            assert entry.record not in seen
        assert cbor.encode(entry.at) not in seen
