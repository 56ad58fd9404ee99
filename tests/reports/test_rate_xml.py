"""The National Bank's XML is read to the digit; whatever else a stranger sends is refused in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.ledger.rates import Rate
from cspdesk.reports.rate_xml import MOST_BYTES, read_rate_sheet

VALUTE = (
    '<Valute ID="{id}"><CharCode>{code}</CharCode><Nominal>{unit}</Nominal>'
    "<Name>Доллар</Name><Value>{value}</Value></Valute>"
)

GOOD = ("USD", "1", "10.9")


def sheet(*rows: tuple[str, str, str], day: str = "2026-03-03", head: str = "") -> bytes:
    inner = "\n".join(
        VALUTE.format(id=number, code=code, unit=unit, value=value)
        for number, (code, unit, value) in enumerate(rows)
    )
    return f'{head}<ValCurs Date="{day}" name="x">{inner}</ValCurs>'.encode()


def test_rates_are_read_with_their_units_and_either_mark():
    read = read_rate_sheet(sheet(("USD", "1", "10.9245"), ("RUB", "10", "1,1020"), ("JPY", "100", " 7 ")))
    assert read.day == date(2026, 3, 3)
    assert read.rates == (
        ("USD", Rate(109245, 4, 1)),
        ("RUB", Rate(11020, 4, 10)),
        ("JPY", Rate(7, 0, 100)),
    )


@pytest.mark.parametrize("day", ["2026-03-09", "09.03.2026", "09/03/2026"])
def test_its_day_is_read_as_the_bank_writes_it(day):
    assert read_rate_sheet(sheet(("USD", "1", "1"), day=day)).day == date(2026, 3, 9)


def test_an_older_alphabet_is_read_too():
    text = sheet(GOOD, head='<?xml version="1.0" encoding="windows-1251"?>').decode()
    assert read_rate_sheet(text.encode("cp1251")).rates == (("USD", Rate(109, 1, 1)),)


DECLARED = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        b"x",
        b"<ValCurs",
        b"<other Date='2026-03-03'/>",
        sheet(),
        sheet(GOOD, day=""),
        sheet(GOOD, day="2026-02-30"),
        sheet(GOOD, day="3.3.26"),
        sheet(GOOD, GOOD),
        sheet(("usd", "1", "10")),
        sheet(("USD", "0", "10")),
        sheet(("USD", "1", "0,0")),
        sheet(("USD", "1", "1e3")),
        sheet(("USD", "1", "-1")),
        sheet(("USD", "10.5", "1")),
        sheet(("USD", "1", "9" * 300)),
        sheet(GOOD, head=DECLARED),
        sheet(("USD", "1", "&b;"), head=DECLARED),
        sheet(("USD", "1", "&a;"), head=OUTSIDE),
        sheet(GOOD, head="<?xml version='1.0' encoding='no-such'?>"),
        sheet(*[GOOD] * 5_000),
        b"<ValCurs Date='2026-03-03'>" + b"<a>" * 10 + b"</a>" * 10 + b"</ValCurs>",
        b"<ValCurs Date='2026-03-03'>" + b" " * MOST_BYTES + b"</ValCurs>",
    ],
    ids=lambda untrusted: repr(untrusted[:60]),
)
def test_anything_else_is_refused(untrusted):
    with pytest.raises(UntrustedError) as refused:
        read_rate_sheet(untrusted)
    assert refused.value.code == "not-rates"


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_are_too_strange_to_be_refused(untrusted):
    with pytest.raises(UntrustedError):
        read_rate_sheet(untrusted)


@given(st.integers(1, 10**9 - 1), st.integers(0, 6), st.sampled_from([1, 10, 100, 1000]))
def test_every_rate_comes_to_the_digit(digits, decimals, unit):
    text = str(digits).rjust(decimals + 1, "0")
    value = f"{text[: len(text) - decimals]},{text[len(text) - decimals :]}" if decimals else text
    ((_, rate),) = read_rate_sheet(sheet(("EUR", str(unit), value))).rates
    assert rate == Rate(digits, decimals, unit)
