import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.money import MOST
from cspdesk.i18n.formats import Formats
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.i18n.typed import BAD_NUMBER, Refusal, parse_amount, parse_integer, parse_rate

TABLE = json.loads(Path(__file__).with_name("amounts_as_typed.json").read_text("utf-8"))
COLUMNS = (("EUR", None), ("EUR", ","), ("EUR", "."), ("JPY", None))
MINOR = st.integers(-MOST, MOST)
CURRENCIES = st.sampled_from(["TJS", "USD", "JPY", "KWD"])


@pytest.mark.parametrize("row", TABLE["rows"], ids=lambda row: repr(row[0]))
def test_amounts_are_read_as_people_mean_them(row):
    typed, *expected = row
    read = [parse_amount(typed, currency=currency, mark=mark) for currency, mark in COLUMNS]
    assert [r.code if isinstance(r, Refusal) else r for r in read] == expected


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
    assert isinstance(parse_integer(text), int | Refusal)
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
    assert parse_amount(str(MOST // 100), currency="TJS") == MOST
    refused = parse_amount(str(MOST // 100 + 1), currency="TJS")
    assert isinstance(refused, Refusal)


@pytest.mark.parametrize(
    ("typed", "number"), [("12", 12), ("1 234", 1234), ("1.234", 1234), ("12,0", 12), ("-3", -3)]
)
def test_whole_numbers(typed, number):
    assert parse_integer(typed) == number


@pytest.mark.parametrize("typed", ["12,5", "", "twelve", "1" * 70])
def test_what_is_not_a_whole_number_is_refused(typed):
    assert isinstance(parse_integer(typed), Refusal)


def test_rates_take_both_marks_and_no_groups():
    assert parse_rate("9,563") == parse_rate(" 9.563 ") == (9563, 3)
    assert parse_rate("10") == (10, 0)
    assert parse_rate("1 000,5") == parse_rate("0,000") == parse_rate("-1") == BAD_NUMBER
