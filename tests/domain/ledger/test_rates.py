"""Which rate applies on a day, and the mean of a month."""

from datetime import date
from fractions import Fraction

import pytest

from cspdesk.domain.ledger.rates import DayRate, Quote, Rate, Rates, TableRate


def rates(*days, currency="EUR", unit=1):
    """Rates by (day of a month of 2025, digits of four decimals)."""
    return Rates(
        DayRate(currency, date.fromisoformat(f"2025-{day}"), Rate(digits, 4, unit)) for day, digits in days
    )


def on(day):
    """A day of 2025."""
    return date.fromisoformat(f"2025-{day}")


def test_a_day_without_a_rate_has_the_last_before_it():
    held = rates(("03-07", 113_427), ("03-11", 113_485))
    assert held.official("EUR", on("03-10")) == Quote(Rate(113_427, 4), age=3)
    assert held.official("EUR", on("03-11")) == Quote(Rate(113_485, 4))


def test_a_rate_older_than_ten_days_is_missing():
    held = rates(("03-07", 113_427))
    assert held.official("EUR", on("03-17")) is not None
    assert held.official("EUR", on("03-18")) is None
    assert held.official("EUR", on("03-06")) is None
    assert held.official("GBP", on("03-07")) is None


def test_somoni_are_worth_themselves():
    assert Rates().official("TJS", on("03-07")) == Rates().mean("TJS", on("03-07")) == Quote(Rate(1, 0))


def test_the_mean_counts_every_calendar_day_and_is_rounded_as_it_is_shown():
    held = rates(("01-31", 100_000), ("02-10", 110_001), ("02-20", 120_000), ("02-27", 120_000))
    exact = Fraction(9 * 100_000 + 10 * 110_001 + 9 * 120_000, 28)
    found = held.mean("EUR", on("02-05"))
    assert found == Quote(Rate(round(exact), 4))


def test_while_a_month_is_not_over_its_mean_is_of_the_days_so_far_and_provisional():
    held = rates(("01-31", 100_000), ("02-03", 106_000))
    found = held.mean("EUR", on("02-02"))
    assert found == Quote(Rate(102_000, 4), provisional=True)


def test_a_month_that_begins_without_a_rate_has_no_mean():
    assert rates(("01-10", 100_000), ("02-20", 120_000)).mean("EUR", on("02-25")) is None


def test_a_mean_is_told_in_the_unit_of_the_rates():
    held = rates(*((f"02-{day:02}", 10_700 + day) for day in range(1, 29)), currency="RUB", unit=10)
    assert held.mean("RUB", on("02-15")) == Quote(Rate(10_715, 4, 10))


def test_a_donors_table_has_one_rate_a_month():
    held = Rates(tables=[TableRate("inforeuro", "EUR", on("02-01"), Rate(11_342, 3))])
    assert held.table("inforeuro", "EUR", on("02-28")) == Quote(Rate(11_342, 3))
    assert held.table("inforeuro", "EUR", on("03-01")) is None


def test_two_different_rates_of_one_day_are_a_fault():
    with pytest.raises(ValueError):
        rates(("02-01", 100_000), ("02-01", 100_001))
    with pytest.raises(ValueError):
        Rates(tables=[TableRate("t", "EUR", on("02-01"), Rate(n, 0)) for n in (1, 2)])


def test_rates_are_compared_up_to_a_day():
    held, more = rates(("02-01", 1), ("02-02", 2)), rates(("02-01", 1), ("02-02", 3))
    assert held.same_until(more, on("02-01"))
    assert not held.same_until(more, on("02-02"))
