"""Bundles: what is added comes back, to whom it is addressed and to nobody else."""

import tracemalloc
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspdesk.domain.entries import FeedId
from cspdesk.wire import bundle, chunks, codes, items, limits, opening
from cspdesk.wire.bundle import Writer
from cspdesk.wire.items import Head, Item, ItemKind
from cspdesk.wire.padding import padded
from cspdesk.wire.ranges import Ranges
from cspdesk.wire.suite import mark, seal_box
from tests.wire.bundles import OPENING, PRIVATE, bundled, contents, head, read
from tests.wire.makers import Drawn, epoch, keys, outcome

OPENING_CODES = {"not-a-bundle", "newer", "malformed", "torn", "not-for-you", "bad-mark"}
FAULTS = {codes.TORN, codes.DAMAGED, codes.MALFORMED, codes.BAD_SIGNATURE, codes.TOO_BIG, codes.NEWER}


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
