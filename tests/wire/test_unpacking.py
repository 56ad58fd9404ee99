"""Torn, damaged and forged bundles: whole items of what is left, and a word about the rest."""

import tracemalloc
from io import BytesIO

import pytest

from cspdesk.wire import chunks, codes, items, limits, opening
from cspdesk.wire.chunks import ChunkWriter
from cspdesk.wire.items import ItemKind
from tests.wire.bundles import BIG, OPENING, bundled, head, read
from tests.wire.makers import Drawn, epoch, keys, outcome

OPENING_CODES = {"not-a-bundle", "newer", "malformed", "torn", "not-for-you", "bad-mark"}
FAULTS = {codes.TORN, codes.DAMAGED, codes.MALFORMED, codes.BAD_SIGNATURE, codes.TOO_BIG, codes.NEWER}


def start_of_chunk(number):
    return OPENING + number * (limits.CHUNK + 16)


def test_every_byte_of_a_small_bundle_flipped_gives_no_wrong_item():
    whole = bundled()
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 0x55
        found, code = outcome(read, bytes(broken))
        if code:
            assert code in OPENING_CODES, place
        else:
            taken, faults, reader = found
            assert taken == []
            assert [fault.code for fault in faults] == [codes.DAMAGED]
            assert not reader.complete


def test_every_prefix_of_a_small_bundle_is_torn():
    whole = bundled()
    for length in range(len(whole)):
        found, code = outcome(read, whole[:length])
        if code:
            assert code == ("not-a-bundle" if length < 4 else "torn")
        else:
            taken, faults, reader = found
            assert taken == []
            assert [fault.code for fault in faults] in ([codes.TORN], [codes.DAMAGED])
            assert not reader.complete


def test_most_torn_files_are_told_from_damaged_ones():
    whole = bundled()
    told = [read(whole[:length])[1][0].code for length in range(OPENING, len(whole))]
    assert told.count(codes.TORN) > 0.95 * len(told)


def test_a_torn_bundle_gives_its_whole_items():
    whole = bundled(BIG)
    for length in range(OPENING, len(whole), 7919):
        taken, faults, reader = read(whole[:length])
        assert taken == BIG[: len(taken)]
        assert not reader.complete or taken == BIG
        assert faults[-1].code in {codes.TORN, codes.DAMAGED}
        held = (length - OPENING) // (limits.CHUNK + 16) * (limits.CHUNK - 4)
        sizes = [sum(len(body) + 5 for _, body in BIG[: place + 1]) + 800 for place in range(len(BIG))]
        assert len(taken) >= sum(size <= held for size in sizes)


def test_a_tear_between_two_chunks_is_seen():
    whole = bundled(BIG)
    taken, faults, reader = read(whole[: start_of_chunk(6)])
    assert [fault.code for fault in faults] == [codes.TORN]
    assert taken == BIG[:4]
    assert not reader.complete


@pytest.mark.parametrize("number", range(9))
def test_a_damaged_chunk_costs_only_the_items_in_it(number):
    whole = bytearray(bundled(BIG))
    whole[start_of_chunk(number) + 100] ^= 1
    taken, faults, reader = read(bytes(whole))
    assert [fault.code for fault in faults][:1] == [codes.DAMAGED]
    assert not reader.complete
    lost = [item for item in BIG if item not in taken]
    assert [item for item in BIG if item in taken] == taken
    assert 1 <= len(lost) <= 4 or number == 0
    if number:
        assert reader.expected == len(BIG) + 1


def test_bytes_after_the_end_are_told_and_cost_the_last_chunk_at_most():
    for more in (b"more", bytes(3 * limits.CHUNK)):
        taken, faults, reader = read(bundled(BIG) + more)
        assert faults
        assert not reader.complete
        assert taken == BIG[:5]


def test_chunks_after_the_last_are_told_and_harm_nothing():
    def fill(writer):
        writer.write(framed(6, bytes(chunks.TEXT - writer._taken - 5)))
        writer._put(last=True)

    taken, faults, _ = read(hand_made(good_head, end=fill) + b"more")
    assert [fault.code for fault in faults] == [codes.DAMAGED]
    assert [kind for kind, _ in taken] == [ItemKind.PIECE]


@pytest.mark.parametrize("order", [(1, 0), (0, 0), (1, 2)])
def test_chunks_do_not_change_places(order):
    whole = bundled(BIG)
    parts = [whole[start_of_chunk(n) : start_of_chunk(n + 1)] for n in range(11)]
    moved = whole[:OPENING] + b"".join(parts[n] for n in order) + b"".join(parts[len(order) :])
    taken, faults, reader = read(moved)
    assert faults
    assert not reader.complete
    assert all(item in BIG for item in taken)


def test_an_opening_of_another_bundle_opens_nothing():
    mixed = bundled(named=False)[:OPENING] + bundled()[OPENING:]
    taken, faults, _ = read(mixed)
    assert taken == []
    assert faults


def hand_made(*frames, bound_by=None, end=ChunkWriter.close):
    """A bundle whose frames are whatever we say."""
    stream = BytesIO()
    key = Drawn(3).random(32)
    sealed = opening.make([epoch().public], key, Drawn(4), named=True)
    stream.write(sealed.to_bytes())
    writer = ChunkWriter(stream, key, sealed.bound)
    bound = bound_by or sealed.bound
    for frame in frames:
        writer.begin_item()
        writer.write(frame(bound) if callable(frame) else frame)
    end(writer)
    return stream.getvalue()


def framed(kind, body, length=None):
    return bytes((kind,)) + (len(body) if length is None else length).to_bytes(4, "big") + body


def good_head(bound):
    return framed(1, head().sign(bound, keys()))


def trailer(count, running=bytes(32), owner=None):
    return lambda bound: framed(7, items.sign_trailer(bound, count, running, owner or keys()))


PIECE = framed(6, b"piece")


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        ((), [codes.TORN]),
        ((good_head,), [codes.TORN]),
        ((PIECE, trailer(1)), [codes.UNKNOWN_SENDER]),
        ((PIECE, good_head), [codes.MALFORMED]),
        ((good_head, good_head), [codes.MALFORMED]),
        ((framed(1, b"x"), PIECE), [codes.MALFORMED]),
        ((good_head, PIECE, trailer(1)), [codes.DAMAGED]),
        ((good_head, PIECE, trailer(2)), [codes.DAMAGED]),
        ((good_head, PIECE, trailer(2, owner=keys(2))), [codes.BAD_SIGNATURE]),
        ((good_head, framed(7, b"x")), [codes.MALFORMED]),
        ((good_head, framed(42, b"new"), PIECE), [codes.NEWER, codes.TORN]),
        ((good_head, PIECE, framed(6, b"", limits.ITEM + 1), PIECE), [codes.TOO_BIG]),
        ((good_head, PIECE, framed(6, b"short", 500)), [codes.TORN]),
        ((good_head, PIECE, b"\0\0\0rest"), [codes.MALFORMED]),
    ],
)
def test_frames_that_no_writer_makes_are_told(frames, expected):
    taken, faults, reader = read(hand_made(*frames))
    assert [fault.code for fault in faults] == expected
    assert taken == [(ItemKind.PIECE, b"piece")] * (PIECE in frames)
    assert not reader.complete


def test_head_and_trailer_of_another_bundle_are_refused():
    taken, faults, reader = read(hand_made(good_head, PIECE, bound_by=bytes(32)))
    assert [fault.code for fault in faults] == [codes.BAD_SIGNATURE]
    assert reader.head is None
    assert len(taken) == 1


def test_a_false_pointer_gives_no_wrong_item_unnoticed():
    """After damage a reader trusts the pointer; what it finds there is named by nobody's trailer."""
    whole = bytearray(bundled(BIG))
    whole[start_of_chunk(1)] ^= 1
    _, faults, reader = read(bytes(whole))
    assert faults
    assert not reader.complete


def test_a_great_claim_costs_no_memory():
    claim = framed(6, b"x" * 100, 0xFFFF_FFFF)
    whole = hand_made(good_head, claim, PIECE)
    tracemalloc.start()
    _, faults, _ = read(whole)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert faults[0].code is codes.TOO_BIG
    assert peak < limits.MIB
