"""Bundles: whole items of whatever is left of a file, and a word about the rest."""

import tracemalloc
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspdesk.domain.entries import FeedId
from cspdesk.wire import bundle, chunks, codes, items, limits, opening
from cspdesk.wire.bundle import Writer
from cspdesk.wire.chunks import ChunkWriter
from cspdesk.wire.items import Fault, Head, Item, ItemKind
from cspdesk.wire.padding import padded
from cspdesk.wire.ranges import Ranges
from tests.wire.makers import Drawn, bundled, contents, epoch, head, keys, outcome

OPENING_CODES = {"not-a-bundle", "newer", "malformed", "torn", "not-for-you", "bad-mark"}
FAULTS = {codes.TORN, codes.DAMAGED, codes.MALFORMED, codes.BAD_SIGNATURE, codes.TOO_BIG, codes.NEWER}
PRIVATE = [epoch().private]
OPENING = 4 + 3 + 32 + 80
BIG = [
    (ItemKind.PIECE, Drawn(each).random(size))
    for each, size in enumerate((300_000, 5, 0, 70_000, 65_000, 200_000))
]


def read(untrusted, privates=PRIVATE):
    """The items and faults of a bundle, its head, and whether it is complete."""
    reader = bundle.read(BytesIO(untrusted), privates)
    found = list(reader)
    taken = [(each.kind, each.body) for each in found if isinstance(each, Item)]
    return taken, [each for each in found if isinstance(each, Fault)], reader


def start_of_chunk(number):
    return OPENING + number * (limits.CHUNK + 16)


class _Loud(BytesIO):
    """A file that remembers how much was asked for at once."""

    most = 0

    def read(self, size=-1):
        assert size >= 0
        self.most = max(self.most, size)
        return super().read(min(size, 1000))


def test_what_was_added_comes_back():
    taken, faults, reader = read(bundled())
    assert taken == contents()
    assert faults == []
    assert (reader.complete, reader.expected) == (True, 5)
    assert reader.head == head()
    assert reader.head.device_id == keys().device_id


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(items.CARRIED)), st.binary(max_size=2000)), max_size=6),
    st.integers(0, 3),
)
def test_any_items_come_back(carried, scale):
    carried = [(kind, body * 10**scale) for kind, body in carried]
    taken, faults, reader = read(bundled(carried))
    assert (taken, faults, reader.complete) == (carried, [], True)


def test_each_circle_opens_it_and_nobody_else():
    whole = bundled(circles=3)
    for place in (1, 2, 3):
        assert read(whole, [epoch(9).private, epoch(place).private])[2].complete
    assert outcome(read, whole, [epoch(4).private]) == (None, "not-for-you")
    assert outcome(read, whole, []) == (None, "not-for-you")


@pytest.mark.parametrize(("circles", "boxes"), [(1, 1), (2, 2), (3, 4), (5, 8), (64, 64)])
def test_the_number_of_circles_is_rounded_up(circles, boxes):
    seen = bundle.inspect(BytesIO(bundled([], circles=circles)))
    assert seen.boxes == boxes


def test_what_anyone_sees_is_size_and_boxes():
    whole = bundled()
    assert bundle.inspect(BytesIO(whole)) == bundle.Outside(named=True, format=1, size=len(whole), boxes=1)
    neutral = bundled(named=False)
    assert not neutral.startswith(b"CSP")
    assert not bundle.inspect(BytesIO(neutral)).named
    assert read(neutral)[2].complete
    for secret in (keys().device_id, keys().sign_public, epoch().public, head().organisation, b"cspdesk"):
        assert secret not in whole


@given(st.integers(0, 300_000))
def test_sizes_say_little(length):
    whole = bundled([(ItemKind.PIECE, bytes(length))])
    sealed = len(whole) - OPENING
    text = sealed - 20 * -(-sealed // (limits.CHUNK + 16))
    assert padded(text) == text


def test_a_head_of_another_device_is_an_error():
    stranger = keys(2)
    other = Head(stranger.sign_public, stranger.box_public, bytes(16), 1, bytes(32))
    with pytest.raises(ValueError):
        bundle.write(BytesIO(), other, addressees=[epoch().public], keys=keys(), ids=Drawn())


@pytest.mark.parametrize("count", [0, limits.BOXES + 1])
def test_no_circle_or_too_many_are_an_error(count):
    with pytest.raises(ValueError):
        bundle.write(BytesIO(), head(), addressees=[epoch().public] * count, keys=keys(), ids=Drawn())


@pytest.mark.parametrize(
    ("kind", "body"), [(ItemKind.HEAD, b""), (ItemKind.TRAILER, b""), (ItemKind.PADDING, b""), (99, b"")]
)
def test_only_what_is_carried_is_added(kind, body):
    writer = bundle.write(BytesIO(), head(), addressees=[epoch().public], keys=keys(), ids=Drawn())
    with pytest.raises(ValueError):
        writer.add(kind, body)
    with pytest.raises(ValueError):
        writer.add(ItemKind.PIECE, bytes(limits.ITEM + 1))


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


def test_a_box_with_another_key_is_refused():
    key, other = Drawn(1).random(32), Drawn(2).random(32)
    false = opening.Opening(named=True, key_mark=mark(key), boxes=(seal_box(other, epoch().public, Drawn()),))
    assert outcome(bundle.read, BytesIO(false.to_bytes()), PRIVATE) == (None, "bad-mark")


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (b"", "not-a-bundle"),
        (b"PK\x03\x04", "not-a-bundle"),
        (b"CSPB", "torn"),
        (b"CSPB\x02\x01\x01", "newer"),
        (b"CSPB\x01\x02\x01", "newer"),
        (b"CSPB\x01\x01\x00" + bytes(200), "malformed"),
        (b"CSPB\x01\x01\x03" + bytes(400), "malformed"),
        (b"CSPB\x01\x01\xff" + bytes(400), "malformed"),
        (b"CSPB\x01\x01\x01" + bytes(100), "torn"),
        (b"CSPB\x01\x01\x01" + bytes(112), "not-for-you"),
    ],
)
def test_an_opening_that_no_writer_makes_is_refused(start, code):
    assert outcome(read, start) == (None, code)


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


def test_verify_tells_what_is_there():
    report = bundle.verify(BytesIO(bundled()), PRIVATE)
    assert report.complete
    assert report.faults == ()
    assert report.kinds == dict.fromkeys((2, 3, 4, 5), 1)
    assert report.head == head()
    torn = bundle.verify(BytesIO(bundled()[:-5]), PRIVATE)
    assert not torn.complete
    assert torn.faults[0].code in FAULTS


def test_memory_does_not_grow_with_the_file():
    piece = bytes(limits.MIB)
    whole = bundled([(ItemKind.PIECE, piece)] * 40)
    stream = _Loud(whole)
    tracemalloc.start()
    count = sum(isinstance(each, Item) for each in bundle.read(stream, PRIVATE))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 40
    assert peak < 6 * limits.MIB
    assert stream.most <= limits.CHUNK + 16


def test_writing_does_not_hold_the_file():
    class Sink(BytesIO):
        def write(self, data):
            return len(data)

    tracemalloc.start()
    writer = bundle.write(Sink(), head(), addressees=[epoch().public], keys=keys(), ids=Drawn())
    piece = bytes(limits.MIB)
    for _ in range(40):
        writer.add(ItemKind.PIECE, piece)
    writer.close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * limits.MIB


def test_a_great_claim_costs_no_memory():
    claim = framed(6, b"x" * 100, 0xFFFF_FFFF)
    whole = hand_made(good_head, claim, PIECE)
    tracemalloc.start()
    _, faults, _ = read(whole)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert faults[0].code is codes.TOO_BIG
    assert peak < limits.MIB


def test_what_the_sender_holds_is_bounded_and_in_order():
    crowd = tuple(
        (FeedId(Drawn(each).random(16), bytes(16), bytes(16)), Ranges())
        for each in range(limits.FEEDS_HELD + 1)
    )
    large = Head(keys().sign_public, keys().box_public, bytes(16), 1, bytes(32), crowd)
    untrusted = large.sign(bytes(32), keys())
    assert outcome(items.parse_head, untrusted, bytes(32)) == (None, "too-big")
    twice = Head(keys().sign_public, keys().box_public, bytes(16), 1, bytes(32), crowd[:1] * 2)
    assert outcome(items.parse_head, twice.sign(bytes(32), keys()), bytes(32)) == (None, "malformed")


def test_a_writer_that_is_not_closed_leaves_a_torn_file():
    stream = BytesIO()
    writer = bundle.write(stream, head(), addressees=[epoch().public], keys=keys(), ids=Drawn())
    assert isinstance(writer, Writer)
    writer.add(ItemKind.PIECE, bytes(3 * limits.CHUNK))
    _, faults, _ = read(stream.getvalue())
    assert faults[-1].code is codes.TORN


def test_a_chunk_holds_what_the_format_says():
    assert chunks.TEXT == 65_532
