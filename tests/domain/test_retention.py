"""How long records of money are kept: the latest of law and donors, never a day too short."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.retention import LAW, RetentionRule, hold

DAYS = st.dates(date(2015, 1, 1), date(2060, 1, 1))


@given(DAYS, st.lists(DAYS, max_size=4))
def test_it_is_the_latest_of_the_laws_day_and_the_donors(dated, donors):
    found = hold(dated, donors)
    law = date(dated.year + LAW[0].years, 12, 31)
    assert found.until == max([law, *donors])
    assert found.confirmed == (found.until > law)


def test_the_shipped_rule_is_marked_as_unconfirmed():
    assert not any(one.confirmed for one in LAW)


@given(DAYS, st.integers(1, 100))
def test_an_organisations_own_years_stand_for_the_laws(dated, years):
    found = hold(dated, own_years=years)
    assert (found.until, found.confirmed) == (date(dated.year + years, 12, 31), True)


def test_the_rule_in_force_on_the_day_of_the_record_counts_and_the_first_for_what_is_older():
    rules = (RetentionRule(5, "one"), RetentionRule(7, "two", valid_from=date(2030, 1, 1)))
    assert hold(date(2029, 12, 31), rules=rules).until.year == 2034
    assert hold(date(2030, 1, 1), rules=rules).until.year == 2037
    assert hold(date(2010, 1, 1)).until.year == 2015
