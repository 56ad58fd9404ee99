"""Keys from passphrases are dear, bounded, and the same on every keyboard."""

import pytest

from cspdesk.domain.errors import UntrustedError
from cspdesk.wire import kdf, limits
from cspdesk.wire.kdf import Cost

SALT = bytes(range(16))


def test_the_digits_are_twelve_and_stay_what_they_are():
    assert kdf.enrol_digits(b"request") == kdf.enrol_digits(b"request")
    assert kdf.enrol_digits(b"request") != kdf.enrol_digits(b"request", b"")
    assert len(kdf.enrol_digits(b"")) == 12
    assert kdf.enrol_digits(b"").isdigit()


def test_composed_and_decomposed_letters_give_one_key():
    assert kdf.derive("ҷойи кор", SALT, Cost()) == kdf.derive("ҷойи кор", SALT, Cost())
    assert kdf.derive("йод", SALT, Cost()) != kdf.derive("иод", SALT, Cost())


@pytest.mark.parametrize(
    "cost",
    [
        Cost(64 * limits.MIB - 1024, 3),
        Cost(64 * limits.MIB, 2),
        Cost(2**40, 3),
        Cost(64 * limits.MIB, 2**31),
        Cost(64 * limits.MIB + 1, 3),
        Cost(-1, 3),
    ],
)
def test_a_cost_out_of_bounds_is_refused_before_it_is_paid(cost):
    with pytest.raises(UntrustedError) as refusal:
        kdf.derive("passphrase", SALT, cost)
    assert refusal.value.code == "malformed"


def test_a_salt_of_another_length_is_refused():
    with pytest.raises(UntrustedError):
        kdf.derive("passphrase", SALT[:15], Cost())
