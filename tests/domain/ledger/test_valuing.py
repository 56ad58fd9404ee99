"""One exact fraction, rounded once: units, decimals, and currencies over somoni."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.ledger.agreements import Agreement, Rule
from cspdesk.domain.ledger.names import AgreementId
from cspdesk.domain.ledger.rates import DayRate, Rate, Rates, TableRate
from cspdesk.domain.ledger.valuing import Worth, amount_worth, cut_off_worth, in_somoni, over, worth
from cspdesk.domain.money import minor_digits, round_half_away

DAY = date(2025, 2, 28)
RATES = Rates(
    [
        DayRate("JPY", DAY, Rate(73_450, 4, 100)),
        DayRate("KWD", DAY, Rate(355_121, 4)),
        DayRate("EUR", DAY, Rate(113_420, 4)),
        DayRate("USD", DAY, Rate(109_512, 4)),
    ],
    [TableRate("inforeuro", "EUR", DAY, Rate(11_350, 3))],
)


def agreement(currency, rule, **terms):
    return Agreement(id=AgreementId("x"), currency=currency, rule=rule, **terms)


def test_currencies_of_no_and_of_three_decimals_come_to_somoni():
    assert in_somoni(10_000, "JPY", DAY, RATES) == 73_450  # 10,000 yen at 7.345 for a hundred
    assert in_somoni(1_000, "KWD", DAY, RATES) == 3_551  # one dinar
    assert in_somoni(5, "GBP", DAY, RATES) is None


def test_each_rule_has_its_own_rate():
    day = worth(113_420, "TJS", agreement("EUR", Rule.DAY), DAY, RATES)
    table = worth(113_500, "TJS", agreement("EUR", Rule.TABLE, table="inforeuro"), DAY, RATES)
    fixed = worth(110_000, "TJS", agreement("USD", Rule.FIXED, rate=Rate(11, 0)), DAY, RATES)
    assert day == table == fixed == Worth(10_000)


def test_a_fixed_rate_that_is_not_filled_in_values_nothing():
    assert worth(100, "TJS", agreement("USD", Rule.FIXED), DAY, RATES) is None


def test_money_in_the_agreements_currency_is_worth_itself_without_any_rate():
    assert worth(77, "EUR", agreement("EUR", Rule.MONTH), DAY, Rates()) == Worth(77)
    assert cut_off_worth(77, "EUR", agreement("EUR", Rule.TABLE), DAY, Rates()) == Worth(77)


def test_a_mean_of_the_month_gives_way_to_the_official_rate_at_a_cut_off():
    by_month = agreement("EUR", Rule.MONTH)
    assert worth(100, "TJS", by_month, DAY, RATES) is None
    assert cut_off_worth(113_420, "TJS", by_month, DAY, RATES) == Worth(10_000)


@given(st.integers(-(10**12), 10**12), st.sampled_from(("JPY", "KWD", "USD")))
def test_another_currency_goes_over_somoni_in_one_fraction(amount, currency):
    rate, euro = (quote.rate for one in (currency, "EUR") if (quote := RATES.official(one, DAY)))
    somoni = Fraction(amount, 10 ** minor_digits(currency)) * Fraction(
        rate.digits, 10**rate.decimals * rate.unit
    )
    exact = somoni / Fraction(euro.digits, 10**euro.decimals)
    found = worth(amount, currency, agreement("EUR", Rule.DAY), DAY, RATES)
    assert found == Worth(round_half_away(exact * 100))


def test_a_unit_that_is_forgotten_changes_everything_tenfold_and_more():
    assert over(10_000, "JPY", Rate(73_450, 4, 1), "TJS", Rate(1, 0)) == 7_345_000


@given(st.integers(1, 10**9))
def test_how_much_is_worth_a_value_is_worth_it(value):
    euro = agreement("EUR", Rule.DAY)
    amount = amount_worth(value, euro, "TJS", DAY, RATES)
    assert amount is not None
    assert worth(amount, "TJS", euro, DAY, RATES) == Worth(value)
    assert amount_worth(value, euro, "EUR", DAY, Rates()) == value
    assert amount_worth(value, euro, "GBP", DAY, RATES) is None


def test_halves_go_away_from_zero_on_both_sides():
    dollars = agreement("USD", Rule.FIXED, rate=Rate(10, 0))
    values = [worth(amount, "TJS", dollars, DAY, RATES) for amount in (5, 25, -5, -25)]
    assert values == [Worth(1), Worth(3), Worth(-1), Worth(-3)]
