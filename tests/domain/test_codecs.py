"""Every type of value keeps what it was given, in every form, and refuses what it cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.money import MOST, minor_digits, write_number

TEXTS = st.text(min_size=1, max_size=60).filter(lambda t: "\0" not in t and t.isprintable())
CURRENCIES = st.sampled_from(["TJS", "USD", "JPY", "KWD"])
JSON = {
    "text": TEXTS,
    "longtext": TEXTS,
    "integer": st.integers(-(2**63) + 1, 2**63 - 1),
    "decimal": st.builds(write_number, st.integers(-(10**9), 10**9), st.integers(0, 6)),
    "boolean": st.booleans(),
    "date": st.dates().map(str) | st.sampled_from(["2026-11", "2026-Q3", "1999-Q1"]),
    "month": st.dates().map(lambda day: str(day)[:7]),
    "time": st.datetimes().map(
        lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ") if at.year > 999 else "2026-01-01T00:00:00Z"
    ),
    "amount": CURRENCIES.flatmap(
        lambda code: st.builds(
            lambda minor: {"amount": write_number(minor, minor_digits(code)), "currency": code},
            st.integers(-MOST, MOST),
        )
    ),
    "rate": st.builds(
        lambda digits, decimals, unit: {"rate": write_number(digits, decimals), "unit": unit},
        st.integers(1, 10**9),
        st.integers(0, 6),
        st.sampled_from([1, 10, 100, 1000]),
    ),
    "code": st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.+:-]{0,20}", fullmatch=True),
    "codes": st.lists(st.from_regex(r"[A-Z]{1,6}", fullmatch=True), min_size=1, unique=True).map(sorted),
    "reference": st.binary(min_size=16, max_size=16).map(bytes.hex),
    "place": st.from_regex(r"[0-9]{7}", fullmatch=True),
    "attachment": st.binary(min_size=16, max_size=16).map(bytes.hex),
}


@pytest.mark.parametrize("name", sorted(CODECS))
def test_what_a_person_gives_comes_back_from_every_form(name: str) -> None:
    codec = CODECS[name]

    @given(JSON[name])
    def holds(given_value: object) -> None:
        wire = codec.parse(given_value)
        assert codec.parse(codec.json(wire)) == wire
        assert codec.check(wire) == wire
        row = codec.row(wire)
        assert len(row) == len(codec.columns)
        assert codec.value(row) == wire

    holds()


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.binary(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize("name", sorted(CODECS))
def test_junk_is_refused_or_read_and_never_breaks_the_reader(name: str) -> None:
    codec = CODECS[name]

    @given(JUNK)
    def holds(untrusted: object) -> None:
        try:
            wire = codec.parse(untrusted)
        except (ValueError, OverflowError):
            return
        assert codec.check(wire) == wire

    holds()


@pytest.mark.parametrize(
    ("name", "untrusted"),
    [
        ("date", "2026-02-30"),
        ("date", "2026-13"),
        ("month", "2026-Q1"),
        ("amount", {"amount": "1.234", "currency": "TJS"}),
        ("amount", {"amount": 1.5, "currency": "TJS"}),
        ("rate", {"rate": "0"}),
        ("integer", True),
        ("boolean", 1),
        ("text", ""),
        ("text", "a\0b"),
        ("time", "2026-11-22T09:30:00+05:00"),
        ("code", "two words"),
        ("reference", "12"),
    ],
)
def test_a_value_that_cannot_be_is_refused(name: str, untrusted: object) -> None:
    with pytest.raises(ValueError):
        CODECS[name].parse(untrusted)


def test_a_quarter_sorts_between_the_days_around_it() -> None:
    parse = CODECS["date"].parse
    days = ["2026-06-30", "2026-Q3", "2026-07-02", "2026-08"]
    assert sorted(days, key=lambda day: str(parse(day))) == days


def test_an_amount_of_sixteen_digits_is_refused_in_every_form():
    codec = CODECS["amount"]
    with pytest.raises(ValueError):
        codec.parse({"amount": str(MOST + 1), "currency": "JPY"})
    assert codec.check((MOST, "JPY")) == codec.parse({"amount": str(MOST), "currency": "JPY"})
