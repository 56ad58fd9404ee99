"""One encoding for one value, and nothing else is let in."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.errors import UntrustedError
from cspdesk.wire import cbor
from tests.wire.makers import outcome
from tests.wire.strategies import values

REFUSED = {
    "nothing at all": "",
    "a float of half precision": "f93c00",
    "a float of single precision": "fa3f800000",
    "a float of double precision": "fb3ff0000000000000",
    "a map": "a10102",
    "a map with one key twice": "a201020103",
    "an empty map": "a0",
    "a tag": "c101",
    "a large integer as a tag": "c249010000000000000000",
    "undefined": "f7",
    "a simple value": "e0",
    "a simple value of two bytes": "f8ff",
    "an indefinite array": "9f01ff",
    "an indefinite text": "7f6161ff",
    "an indefinite byte string": "5f4101ff",
    "a lone break": "ff",
    "an integer longer than it needs (1 byte)": "1817",
    "an integer longer than it needs (2 bytes)": "1900ff",
    "an integer longer than it needs (4 bytes)": "1a0000ffff",
    "an integer longer than it needs (8 bytes)": "1b00000000ffffffff",
    "a negative integer longer than it needs": "3817",
    "a length longer than it needs": "580101",
    "an array's length longer than it needs": "980101",
    "an integer of more than 63 bits": "1b8000000000000000",
    "a negative integer of more than 63 bits": "3b8000000000000000",
    "bytes after the end": "0101",
    "an array that ends early": "8201",
    "a byte string that ends early": "430102",
    "a text that ends early": "636162",
    "a head that ends early": "1901",
    "reserved additional information": "1c",
    "text that is not UTF-8": "61ff",
    "text with half of a surrogate pair": "63eda080",
}


@given(values())
def test_what_is_encoded_comes_back(value):
    assert cbor.decode(cbor.encode(value), nesting=64) == value


@given(values())
def test_lists_and_tuples_have_one_encoding(value):
    def listed(each):
        return [listed(one) for one in each] if isinstance(each, tuple) else each

    assert cbor.encode(listed(value)) == cbor.encode(value)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_another_form_is_refused(text):
    with pytest.raises(UntrustedError) as refusal:
        cbor.decode(bytes.fromhex(text))
    assert refusal.value.code == "malformed"


@pytest.mark.parametrize("value", [1.0, float("nan"), {}, {"a": 1}, 2**63, -(2**63) - 1, object(), "\ud800"])
def test_what_has_no_encoding_is_an_error_of_ours(value):
    with pytest.raises(ValueError):
        cbor.encode((value,))


@given(st.binary(max_size=40))
def test_bytes_are_either_the_encoding_of_their_value_or_refused(untrusted):
    value, code = outcome(cbor.decode, untrusted)
    assert code in {"malformed", "too-big"} or cbor.encode(value) == untrusted


@given(values(), st.data())
def test_every_prefix_is_refused(value, data):
    whole = cbor.encode(value)
    with pytest.raises(UntrustedError):
        cbor.decode(whole[: data.draw(st.integers(0, len(whole) - 1))], nesting=64)


@pytest.mark.parametrize(
    "text", ["9b7fffffffffffffff", "5b7fffffffffffffff00", "9affffffff" + "80" * 50, "7b00000000ffffffff"]
)
def test_a_claim_of_great_length_costs_no_memory(text):
    tracemalloc.start()
    with pytest.raises(UntrustedError):
        cbor.decode(bytes.fromhex(text))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000


def test_bounds_hold_before_anything_is_decoded():
    for untrusted, bound in (
        (cbor.encode("a" * 30), {"longest": 29}),
        (cbor.encode((1, 2, 3)), {"values": 3}),
        (cbor.encode(((((),),),)), {"nesting": 3}),
        (cbor.encode((1, 2, 3)), {"size": 3}),
    ):
        with pytest.raises(UntrustedError) as refusal:
            cbor.decode(untrusted, **bound)
        assert refusal.value.code == "too-big"
    assert cbor.decode(cbor.encode(((((),),),)), nesting=4) == ((((),),),)


@given(values())
def test_what_this_desk_wrote_is_read_without_proving_it_again(value):
    assert cbor.own(cbor.encode(value)) == cbor.decode(cbor.encode(value))
