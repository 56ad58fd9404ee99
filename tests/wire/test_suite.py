"""Each use of cryptography, and each way to misuse it."""

import json
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl import bindings
from nacl.encoding import RawEncoder
from nacl.exceptions import BadSignatureError
from nacl.hash import blake2b as sodium_blake2b

from cspdesk.wire import suite
from cspdesk.wire.suite import DeviceKeys, Domain
from tests.wire.makers import Drawn, keys, outcome

L = 2**252 + 27742317777372353535851937790883648493
IDENTITY = bytes([1]) + bytes(31)
SMALL_ORDER_BOX_KEYS = [
    "00" * 32,
    "01" + "00" * 31,
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]
DOMAINS = [value for name, value in vars(Domain).items() if name.isupper()]


def refused(code, call, *args, **named):
    assert outcome(call, *args, **named) == (None, code)


@given(st.binary(max_size=80), st.sampled_from(DOMAINS), st.sampled_from(DOMAINS))
def test_a_signature_serves_one_purpose_only(message, domain, other):
    signature = suite.sign(domain, message, bytes(32))
    public = suite.sign_public(bytes(32))
    suite.verify(domain, message, signature, public)
    if other != domain:
        refused("bad-signature", suite.verify, other, message, signature, public)
    refused("bad-signature", suite.verify, domain, message + b"\0", signature, public)


def test_purposes_are_different_and_none_begins_another():
    assert len(set(DOMAINS)) == len(DOMAINS)
    assert all(len(domain) < 256 for domain in DOMAINS)


@given(st.lists(st.binary(max_size=5), max_size=4), st.lists(st.binary(max_size=5), max_size=4))
def test_parts_do_not_run_into_each_other(one, other):
    assert (suite.digest(b"x", *one) == suite.digest(b"x", *other)) == (one == other)


def test_every_bit_of_a_signature_and_of_a_key_counts():
    signature, public = suite.sign(Domain.SEGMENT, b"text", bytes(32)), suite.sign_public(bytes(32))
    for bit in range(len(signature) * 8):
        flipped = bytearray(signature)
        flipped[bit // 8] ^= 1 << bit % 8
        refused("bad-signature", suite.verify, Domain.SEGMENT, b"text", bytes(flipped), public)
    for bit in range(len(public) * 8):
        flipped = bytearray(public)
        flipped[bit // 8] ^= 1 << bit % 8
        refused("bad-signature", suite.verify, Domain.SEGMENT, b"text", signature, bytes(flipped))


def test_a_signature_with_the_order_added_to_its_scalar_is_refused():
    signature = suite.sign(Domain.SEGMENT, b"text", bytes(32))
    scalar = int.from_bytes(signature[32:], "little") + L
    refused(
        "bad-signature",
        suite.verify,
        Domain.SEGMENT,
        b"text",
        signature[:32] + scalar.to_bytes(32, "little"),
        suite.sign_public(bytes(32)),
    )


def test_the_key_that_signs_everything_signs_nothing():
    """For the identity as key, R = S B is a signature of every message; strict verifiers refuse the key."""
    scalar = bytes([5]) + bytes(31)
    point = bindings.crypto_scalarmult_ed25519_base_noclamp(scalar)
    for key in (IDENTITY, IDENTITY[:-1] + b"\x80", bytes.fromhex("ee" + "ff" * 30 + "7f")):
        refused("bad-signature", suite.verify, Domain.SEGMENT, b"any text", point + scalar, key)


@pytest.mark.parametrize("lengths", [(63, 32), (65, 32), (0, 32), (64, 31), (64, 33)])
def test_signatures_and_keys_of_another_length_are_refused(lengths):
    refused("bad-signature", suite.verify, Domain.SEGMENT, b"", bytes(lengths[0]), bytes(lengths[1]))


@given(st.binary(max_size=200))
def test_our_sealed_box_is_that_of_libsodium(message):
    secret = Drawn(4).random(32)
    public = suite.box_public(secret)
    ours = suite.seal_box(message, public, Drawn(5))
    assert bindings.crypto_box_seal_open(ours, public, secret) == message
    assert suite.open_box(bindings.crypto_box_seal(message, public), secret) == message
    refused("no-key", suite.open_box, ours, Drawn(6).random(32))
    refused("malformed", suite.open_box, ours[:47], secret)


@pytest.mark.parametrize("public", SMALL_ORDER_BOX_KEYS)
def test_nothing_is_sealed_to_a_key_of_small_order(public):
    refused("bad-key", suite.seal_box, b"secret", bytes.fromhex(public), Drawn())


@given(st.binary(max_size=100), st.binary(max_size=20))
def test_a_ciphertext_opens_with_its_key_nonce_and_context_only(text, about):
    key, nonce = bytes(32), bytes(24)
    sealed = suite.encrypt(key, text, bound_to=about, nonce=nonce)
    assert suite.decrypt(key, sealed, bound_to=about, nonce=nonce) == text
    refused("damaged", suite.decrypt, key, sealed, bound_to=about + b"x", nonce=nonce)
    refused("damaged", suite.decrypt, key, sealed, bound_to=about, nonce=bytes(23) + b"x")
    refused("damaged", suite.decrypt, bytes(31) + b"x", sealed, bound_to=about, nonce=nonce)
    refused("damaged", suite.decrypt, key, sealed[:-1], bound_to=about, nonce=nonce)


def test_a_wrapped_secret_comes_back_for_its_purpose_only():
    wrapped = suite.wrap(b"secret", bytes(32), bound_to=b"desk", ids=Drawn())
    assert suite.unwrap(wrapped, bytes(32), bound_to=b"desk") == b"secret"
    refused("damaged", suite.unwrap, wrapped, bytes(32), bound_to=b"other")
    refused("damaged", suite.unwrap, wrapped[:20], bytes(32), bound_to=b"desk")


@given(st.binary(max_size=300), st.binary(min_size=16, max_size=16))
def test_the_hash_is_that_of_libsodium(text, key):
    ours = blake2b(text, key=key, digest_size=32).digest()
    assert ours == sodium_blake2b(text, key=key, digest_size=32, encoder=RawEncoder)


def test_a_device_is_named_by_both_its_keys():
    owner = keys()
    assert DeviceKeys.from_seeds(owner.seeds) == owner
    assert owner.device_id == suite.device_id(owner.sign_public, owner.box_public)
    assert owner.device_id != suite.device_id(owner.sign_public, keys(2).box_public)
    assert owner.sign_seed.hex() not in repr(owner)
    with pytest.raises(ValueError):
        DeviceKeys.from_seeds(bytes(63))


GOLDEN = Path(__file__).parents[1] / "golden" / "wire" / "ed25519.json"
PUBLISHED = json.loads(GOLDEN.read_text(encoding="utf-8"))["vectors"]


@pytest.mark.parametrize("vector", PUBLISHED, ids=[vector["name"] for vector in PUBLISHED])
def test_the_library_judges_the_published_edge_cases_strictly(vector):
    signed = bytes.fromhex(vector["signature"] + vector["message"])
    try:
        bindings.crypto_sign_open(signed, bytes.fromhex(vector["key"]))
        verdict = "success"
    except BadSignatureError:
        verdict = "bad-signature"
    assert verdict == vector["expect"]
