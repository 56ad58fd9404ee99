"""Enrolment: a request and a welcome that nobody in between can change unnoticed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.wire import cbor, enrolment, limits
from cspdesk.wire.enrolment import Welcome
from cspdesk.wire.suite import seal_box
from tests.wire.makers import (
    JUNK,
    Drawn,
    keys,
    outcome,
    places,
    replaced,
    signed_roster,
    small_grant,
    small_roster,
)

PIN = small_roster().root.pin
REFUSED = {"malformed", "newer", "too-big", "bad-signature", "bad-chain", "not-a-bundle"}


def request(seed=2):
    return enrolment.make_request("Дафтари Хоруғ", keys(seed), Drawn(seed))


def welcome(**changes):
    made = Welcome(request().hash, PIN, (signed_roster(),), (small_grant(),))
    return replace(made, **changes)


def read_request(untrusted):
    return enrolment.parse_request(untrusted)


@given(st.text(max_size=40))
def test_a_request_comes_back(name):
    made = enrolment.make_request(name, keys(), Drawn())
    found = read_request(made.to_bytes())
    assert found == made
    assert (found.name, found.device_id, found.hash) == (name, keys().device_id, made.hash)


def test_the_digits_follow_from_every_part_of_the_request():
    made = request()
    assert made.digits() == request().digits()
    assert made.digits() != enrolment.make_request("Дафтари Хоруғ", keys(2), Drawn(3)).digits()
    assert made.welcome_digits(PIN) != made.digits()
    assert made.welcome_digits(PIN) != made.welcome_digits(bytes(32))


def test_a_name_too_long_is_an_error():
    with pytest.raises(ValueError):
        enrolment.make_request("н" * limits.NAME, keys(), Drawn())


def test_a_request_flipped_anywhere_or_cut_short_is_refused():
    whole = request().to_bytes()
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 0x55
        assert outcome(read_request, bytes(broken))[1] in REFUSED, place
        assert outcome(read_request, whole[:place])[1] in {"malformed", "not-a-bundle"}


def test_every_field_of_a_request_replaced_is_refused():
    good = request()
    value = cbor.decode(good.signed.payload)
    for path in places(value):
        for new in JUNK:
            payload = cbor.encode(replaced(value, path, new))
            if payload != good.signed.payload:
                untrusted = enrolment.REQUEST_MAGIC + cbor.encode((payload, good.signed.signature))
                assert outcome(read_request, untrusted)[1] in {
                    "malformed",
                    "newer",
                    "too-big",
                    "bad-signature",
                }


def test_a_welcome_comes_back_and_holds_together():
    made = welcome()
    found = enrolment.open_welcome(made.seal(request(), Drawn()), keys(2).box_secret)
    assert found.check(request()) == made


def test_only_the_new_device_opens_it():
    assert outcome(enrolment.open_welcome, welcome().seal(request(), Drawn()), keys(1).box_secret) == (
        None,
        "no-key",
    )


def test_a_welcome_flipped_anywhere_or_cut_short_is_refused():
    whole = welcome().seal(request(), Drawn())
    for place in range(0, len(whole), 3):
        broken = bytearray(whole)
        broken[place] ^= 0x55
        assert outcome(enrolment.open_welcome, bytes(broken), keys(2).box_secret)[1] in {
            "no-key",
            "not-a-bundle",
        }
        cut = outcome(enrolment.open_welcome, whole[:place], keys(2).box_secret)[1]
        assert cut in {"no-key", "not-a-bundle", "malformed"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"request_hash": bytes(32)}, "bad-chain"),
        ({"root_pin": bytes(32)}, "bad-chain"),
        ({"rosters": (signed_roster(places=(0,)),)}, "bad-signature"),
        ({"grants": (small_grant(1),)}, "bad-chain"),
        ({"grants": (replace(small_grant(), giver=bytes(16)),)}, "unknown-sender"),
        ({"grants": (replace(small_grant(), organisation=bytes(16)),)}, "unknown-sender"),
        ({"grants": (replace(small_grant(), giver=keys(3).device_id),)}, "bad-signature"),
    ],
)
def test_a_welcome_that_does_not_hold_together_is_refused(changes, code):
    assert outcome(welcome(**changes).check, request()) == (None, code)


def test_a_welcome_for_a_device_that_is_not_listed_is_refused():
    made = welcome(request_hash=request(7).hash, grants=())
    assert outcome(made.check, request(7)) == (None, "bad-chain")


def test_every_field_of_a_welcome_replaced_is_refused():
    good = welcome()
    value = (1, 1, good.request_hash, PIN, (signed_roster().to_bytes(),), (small_grant().to_bytes(),))

    def read(row):
        untrusted = enrolment.WELCOME_MAGIC + seal_box(cbor.encode(row), keys(2).box_public, Drawn())
        return enrolment.open_welcome(untrusted, keys(2).box_secret).check(request())

    assert read(value) == good
    for path in places(value):
        for new in JUNK:
            if replaced(value, path, new) != value and not (path == (5,) and new == ()):
                assert outcome(read, replaced(value, path, new))[1] in {
                    "malformed",
                    "newer",
                    "bad-chain",
                    "too-big",
                }, path


def test_a_welcome_larger_than_the_limit_is_refused_unopened():
    large = enrolment.WELCOME_MAGIC + bytes(limits.WELCOME + limits.KIB)
    assert outcome(enrolment.open_welcome, large, keys(2).box_secret) == (None, "too-big")
