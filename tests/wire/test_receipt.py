"""Receipts: what one holds, signed and numbered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.wire import cbor, limits, receipt
from cspdesk.wire.ranges import NONE, Ranges
from cspdesk.wire.receipt import Holding
from tests.wire.makers import JUNK, feed, keys, outcome, places, replaced, small_receipt
from tests.wire.strategies import HASHES, RANGES


def made(holdings, refusals=()):
    return receipt.make(organisation=bytes(16), number=5, holdings=holdings, refusals=refusals, keys=keys(2))


ROWS = st.lists(st.tuples(RANGES, RANGES, RANGES), max_size=4)
REFUSALS = st.lists(st.tuples(HASHES, st.integers(1, 99)), unique=True, max_size=4)


@given(ROWS, REFUSALS)
def test_a_receipt_comes_back(rows, refusals):
    holdings = []
    for place, (held, opened, backed_up) in enumerate(rows):
        hashed = tuple((low, high, bytes([low % 256]) * 32) for low, high in held)
        holdings.append(Holding(feed(place), hashed, held & opened, held & backed_up))
    found = receipt.parse(made(tuple(holdings), tuple(refusals)).to_bytes()).check(keys(2).sign_public)
    assert set(found.holdings) == set(holdings)
    assert found.refusals == tuple(sorted(refusals))
    assert {each.ranges for each in found.holdings} == {held for held, _, _ in rows}


def test_nobody_opens_or_backs_up_what_he_does_not_hold():
    for opened, backed_up in ((Ranges(((1, 8),)), NONE), (NONE, Ranges(((7, 8),)))):
        with pytest.raises(ValueError):
            made((Holding(feed(), ((1, 7, bytes(32)),), opened, backed_up),))


def test_a_feed_or_a_refusal_named_twice_is_an_error():
    with pytest.raises(ValueError):
        made((Holding(feed(), ()), Holding(feed(), ())))
    with pytest.raises(ValueError):
        made((), ((bytes(32), 1), (bytes(32), 1)))


def test_a_receipt_is_bounded():
    with pytest.raises(ValueError):
        made(tuple(Holding(feed(each), ()) for each in range(limits.FEEDS_HELD + 1)))
    assert outcome(receipt.parse, bytes(limits.RECEIPT + limits.KIB)) == (None, "too-big")


def test_a_reason_that_a_newer_program_invented_is_read():
    assert made((), ((bytes(32), 4711),)).refusals == ((bytes(32), 4711),)


def test_every_byte_flipped_and_every_prefix_is_refused():
    whole = small_receipt().to_bytes()
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 0x55
        _, code = outcome(lambda broken=bytes(broken): receipt.parse(broken).check(keys(2).sign_public))
        assert code in {"malformed", "newer", "too-big", "bad-signature"}, place
        assert outcome(receipt.parse, whole[:place]) == (None, "malformed")


def test_every_field_replaced_is_refused_or_another_receipt():
    good = small_receipt()
    value = cbor.decode(good.signed.payload)
    for path in places(value):
        for new in JUNK:
            payload = cbor.encode(replaced(value, path, new))
            found, code = outcome(receipt.parse, cbor.encode((payload, good.signed.signature)))
            assert code in {"malformed", "newer", "too-big"} or found.signed.payload == payload
            if not code and payload != good.signed.payload:
                assert outcome(found.check, keys(2).sign_public) == (None, "bad-signature")
