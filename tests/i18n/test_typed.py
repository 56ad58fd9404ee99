import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.money import MOST, from_minor
from cspdesk.i18n.formats import Formats
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.i18n.typed import (
    BAD_NUMBER,
    PlainNumber,
    Refusal,
    parse_amount,
    parse_decimal,
    parse_integer,
    parse_rate,
    split_currency,
    told_mark,
)

GOLDEN = Path(__file__).parent.parent / "golden" / "worked_year_expected.json"
ROWS = json.loads(GOLDEN.read_text("utf-8"))["amount_reading"]["rows"]
COLUMNS = (("EUR", None), ("EUR", ","), ("EUR", "."), ("JPY", None))
REFUSED = {"msg_bad_amount": "bad_amount", "too many decimals": "too_many_decimals"}
MINOR = st.integers(-MOST, MOST)
CURRENCIES = st.sampled_from(["TJS", "USD", "JPY", "KWD"])


def expected_code(cell):
    """What the worked year expects of a text: minor units, or why it is refused."""
    if isinstance(cell, int):
        return cell
    said = cell.removeprefix("refused: ")
    return REFUSED.get(said, said)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: repr(row[0]))
def test_amounts_are_read_as_people_mean_them(row):
    typed, *expected = row
    read = [parse_amount(typed, currency=currency, mark=mark) for currency, mark in COLUMNS]
    assert [r.code if isinstance(r, Refusal) else r for r in read] == [expected_code(e) for e in expected]


def seven_ways(minor):
    """An amount of two decimals as seven people write it."""
    whole, part = divmod(minor, 100)
    spaced = f"{whole:,}".replace(",", " ")
    return (
        f"{spaced},{part:02}",
        f"{whole:,}.{part:02}",
        f"{whole:,}".replace(",", ".") + f",{part:02}",
        f"{whole:,}".replace(",", "'") + f".{part:02}",
        f"{whole}.{part:02}",
        f"{spaced},{part:02} TJS",
        PlainNumber(f"{whole}.{part:02}".rstrip("0").rstrip(".")),
    )


@given(st.integers(0, 10**13))
def test_an_amount_written_in_seven_ways_is_read_back(minor):
    assert {parse_amount(text, currency="TJS") for text in seven_ways(minor)} == {minor}


@given(st.text(alphabet="0123456789 ,.'-()", max_size=14), CURRENCIES)
def test_a_mark_that_is_told_changes_nothing_that_was_certain(text, currency):
    read = parse_amount(text, currency=currency)
    mark = told_mark(text)
    if mark is not None and isinstance(read, int):
        assert parse_amount(text, currency=currency, mark=mark) == read


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("1234,5", ","),
        ("1 234,50", ","),
        ("1.234,50", ","),
        ("1,234.50", "."),
        ("1,234,567", "."),
        ("1234.567", "."),
        ("0,123", ","),
        ("(5.00 USD)", "."),
        ("1,234", None),
        ("12.500", None),
        ("1 234", None),
        ("12 34,5", None),
        ("x", None),
        (PlainNumber("1234.5"), None),
    ],
)
def test_an_amount_tells_the_mark_of_its_column_or_nothing(typed, mark):
    assert told_mark(typed) == mark


@pytest.mark.parametrize(
    ("number", "currency", "minor"),
    [
        ("1.234", "KWD", 1234),
        ("1234", "TJS", 123_400),
        ("-12.5", "TJS", -1250),
        ("1234.49999999999", "TJS", 123_450),
        ("0.30000000000001", "TJS", 30),
        ("99", "JPY", 99),
    ],
)
def test_a_spreadsheets_number_is_the_nearest_minor_unit(number, currency, minor):
    assert parse_amount(PlainNumber(number), currency=currency) == minor


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("1.234", "too_many_decimals"),
        ("12.50000002", "too_many_decimals"),
        ("Infinity", "bad_amount"),
        ("1" * 18, "bad_amount"),
    ],
)
def test_a_spreadsheets_number_further_from_a_minor_unit_is_refused(number, code):
    refused = parse_amount(PlainNumber(number), currency="TJS")
    assert isinstance(refused, Refusal)
    assert refused.code == code


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("38.559", (38559, 3)),
        ("-12,5", (-125, 1)),
        ("1 234,5", (12345, 1)),
        ("1.234,50", (123450, 2)),
        ("100", (100, 0)),
        ("1,234,567", (1234567, 0)),
        (PlainNumber("12.5"), (125, 1)),
    ],
)
def test_decimals_are_read_as_typed(typed, read):
    assert parse_decimal(typed) == read


@pytest.mark.parametrize("typed", ["", "12 34", "1,23.45", "1e3", "12-", "1.5.5", "0.1234567891"])
def test_what_is_no_decimal_is_refused(typed):
    assert isinstance(parse_decimal(typed), Refusal)


@pytest.mark.parametrize(
    ("typed", "split"),
    [
        ("1 234,50 TJS", ("1 234,50", "TJS")),
        ("$5", ("5", "USD")),
        ("5 руб.", ("5", "RUB")),
        ("100 сомонӣ", ("100", "TJS")),
        ("70 сом", ("70 сом", "")),
        ("5 xyz", ("5", "XYZ")),
        ("5", ("5", "")),
    ],
)
def test_a_currency_is_split_from_its_figures(typed, split):
    assert split_currency(typed) == split


@given(MINOR, CURRENCIES, st.sampled_from(LANGUAGES))
def test_what_is_shown_can_be_typed(minor, currency, language):
    formats = Formats(language)
    for shown in (
        formats.figures(minor, currency),
        formats.amount(minor, currency),
        formats.amount_with_code(minor, currency),
    ):
        assert parse_amount(shown, currency=currency, mark=formats.decimal_mark) == minor


@given(st.integers(0, 10**12), st.sampled_from([" ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "'", "’"]))
def test_any_group_sign_reads_the_same(minor, sign):
    whole, part = divmod(minor, 100)
    grouped = f"{whole:,}".replace(",", sign)
    typed = {f"{grouped},{part:02}", f"{grouped}.{part:02}", f"{grouped},{part:02} TJS"}
    assert {parse_amount(text, currency="TJS") for text in typed} == {minor}


@given(st.text())
def test_no_text_is_too_strange_to_be_answered(text):
    assert isinstance(parse_amount(text, currency="TJS"), int | Refusal)
    assert isinstance(parse_amount(PlainNumber(text), currency="TJS"), int | Refusal)
    assert isinstance(parse_integer(text), int | Refusal)
    assert isinstance(parse_decimal(text), tuple | Refusal)
    assert told_mark(text) in (None, ",", ".")
    assert isinstance(parse_rate(text), tuple | Refusal)


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("1 250 сомонӣ", "TJS", 125_000),
        ("100 с.", "TJS", 10_000),
        ("сомони 5,5", "TJS", 550),
        ("$5", "USD", 500),
        ("-USD 5", "USD", -500),
        ("USD -5", "USD", -500),
        ("5 000 руб.", "RUB", 500_000),
        ("70 сом", "KGS", 7_000),
    ],
)
def test_the_fields_own_currency_may_stand_beside(typed, currency, minor):
    assert parse_amount(typed, currency=currency) == minor


@pytest.mark.parametrize("typed", ["5 EUR", "$5", "5 руб.", "100 сомонӣ"])
def test_another_currency_is_refused(typed):
    refused = parse_amount(typed, currency="GBP")
    assert isinstance(refused, Refusal)
    assert refused.code == "other_currency"


def test_an_ambiguous_amount_offers_what_it_may_mean():
    refused = parse_amount("-12.500", currency="EUR")
    assert isinstance(refused, Refusal)
    assert refused.readings == (-1_250, -1_250_000)


def test_an_amount_beyond_any_budget_is_refused():
    assert parse_amount(from_minor(MOST, "TJS"), currency="TJS") == MOST
    refused = parse_amount(from_minor(MOST + 1, "TJS"), currency="TJS")
    assert isinstance(refused, Refusal)


@pytest.mark.parametrize(
    ("typed", "number"), [("12", 12), ("1 234", 1234), ("1.234", 1234), ("12,0", 12), ("-3", -3)]
)
def test_whole_numbers(typed, number):
    assert parse_integer(typed) == number


@pytest.mark.parametrize("typed", ["12,5", "", "twelve", "1" * 70, PlainNumber("1.234")])
def test_what_is_not_a_whole_number_is_refused(typed):
    assert isinstance(parse_integer(typed), Refusal)


def test_rates_take_both_marks_and_no_groups():
    assert parse_rate("9,563") == parse_rate(" 9.563 ") == (9563, 3)
    assert parse_rate("10") == (10, 0)
    assert parse_rate("1 000,5") == parse_rate("0,000") == parse_rate("-1") == BAD_NUMBER
