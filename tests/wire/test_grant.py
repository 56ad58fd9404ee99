"""Grants: one key to one receiver for one epoch; one opens all that went before."""

from dataclasses import replace

from cspdesk.wire import cbor, grant
from cspdesk.wire.epochs import EpochKey
from cspdesk.wire.members import Epoch, Stream
from cspdesk.wire.suite import seal_box
from tests.wire.makers import (
    JUNK,
    Drawn,
    epoch,
    keys,
    outcome,
    places,
    replaced,
    small_grant,
    small_roster,
    stream_id,
)


def test_a_grant_gives_its_receiver_the_key():
    made = small_grant()
    found = grant.parse(made.to_bytes()).check(keys(1).sign_public)
    assert found == made
    assert found.open(keys(2).box_secret) == epoch(2)
    assert (found.giver, found.receiver) == (keys(1).device_id, keys(2).device_id)


def test_nobody_else_opens_or_signs_it():
    assert outcome(small_grant().open, keys(1).box_secret) == (None, "no-key")
    assert outcome(small_grant().check, keys(2).sign_public) == (None, "bad-signature")


def test_a_box_put_into_another_grant_opens_nothing():
    good = small_grant()
    for other in (replace(good, stream=stream_id(2)), replace(good, epoch=epoch(1).id)):
        assert outcome(other.open, keys(2).box_secret) == (None, "bad-key")


def test_a_box_of_something_else_is_refused():
    for inside, code in ((b"\x80", "malformed"), (cbor.encode((stream_id(), bytes(31))), "malformed")):
        box = seal_box(inside, keys(2).box_public, Drawn())
        assert outcome(replace(small_grant(), box=box).open, keys(2).box_secret) == (None, code)


def test_one_epoch_opens_all_that_it_follows():
    (stream,) = small_roster().streams
    assert grant.earlier(epoch(2), stream) == {epoch(2).id: epoch(2), epoch(1).id: epoch(1)}
    assert grant.earlier(epoch(1), stream) == {epoch(1).id: epoch(1)}
    assert grant.earlier(epoch(3), stream) == {}


def test_an_epoch_that_follows_two_rivals_opens_both():
    root, left, right, top = (EpochKey(stream_id(), Drawn(each).random(32)) for each in range(4))

    def following(key, *before):
        return Epoch(
            key.public, tuple(sorted((each.id, each.seal_to(key.public, Drawn(8))) for each in before))
        )

    stream = Stream(
        stream_id(),
        1,
        (following(root), following(left, root), following(right, root), following(top, left, right)),
    )
    assert set(grant.earlier(top, stream)) == {each.id for each in (root, left, right, top)}
    assert set(grant.earlier(left, stream)) == {root.id, left.id}


def test_a_roster_whose_box_holds_another_key_is_refused():
    false = EpochKey(stream_id(), Drawn(1).random(32))
    epoch_two = Epoch(epoch(2).public, ((epoch(1).id, false.seal_to(epoch(2).public, Drawn())),))
    stream = Stream(stream_id(), 1, (Epoch(epoch(1).public), epoch_two))
    assert outcome(grant.earlier, epoch(2), stream) == (None, "bad-key")


def test_every_byte_flipped_and_every_prefix_is_refused():
    whole = small_grant().to_bytes()
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 0x55
        _, code = outcome(lambda broken=bytes(broken): grant.parse(broken).check(keys(1).sign_public))
        assert code in {"malformed", "newer", "too-big", "bad-signature"}, place
        assert outcome(grant.parse, whole[:place]) == (None, "malformed")


def test_every_field_replaced_is_refused_or_not_signed():
    made = small_grant()
    value = cbor.decode(made.signed.payload)
    for path in places(value):
        for new in JUNK:
            other = replace(made.signed, payload=cbor.encode(replaced(value, path, new)))
            _, code = outcome(lambda other=other: grant.parse(other.to_bytes()).check(keys(1).sign_public))
            assert code in {"malformed", "newer", "too-big", "bad-signature"} or other == made.signed


def test_the_key_is_not_shown():
    assert epoch().private.hex() not in repr(epoch())
