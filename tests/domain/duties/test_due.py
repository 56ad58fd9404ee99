"""When a duty falls due, and the last working day on which to act."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cspdesk.domain.duties import due
from cspdesk.domain.duties.due import DueTerm, When, falls, months_after, read, write
from cspdesk.domain.duties.workdays import Holiday, Workdays
from tests.domain.duties.days import SHIPPED, calendars, counted, day, days, terms, weekdays, whens
from tests.domain.ledger.worked import EXPECTED

VECTORS = EXPECTED["due_date_vectors"]


def _off(term, event, workdays=SHIPPED):
    """Due and act-by as texts."""
    found = falls(read(term), When(day(event)), workdays)
    return [str(found), str(workdays.at_or_before(found))]


@pytest.mark.parametrize(("event", "term", "expected", "act_by"), VECTORS)
def test_the_worked_years_dates(event, term, expected, act_by):
    assert _off(f"event{term}", event) == [expected, act_by]


def test_a_planted_error_that_counts_the_day_of_the_event_moves_every_one_of_them(monkeypatch):
    honest = due._counted
    monkeypatch.setattr(due, "_counted", lambda start, term, days: honest(start - timedelta(1), term, days))
    wrong = [one for one in VECTORS if _off(f"event{one[1]}", one[0])[0] != one[2]]
    assert wrong == VECTORS


def test_a_duty_without_a_date_has_none():
    assert falls(read(""), When(date(2025, 3, 1), date(2025, 6, 30)), SHIPPED) is None
    assert not read("").is_set


def test_a_request_is_due_when_the_letter_says():
    assert falls(read("request"), When(day("2025-03-01")), SHIPPED) is None
    assert falls(read("request"), When(day("2025-03-01"), asked=day("2025-03-12")), SHIPPED) == day(
        "2025-03-12"
    )


@pytest.mark.parametrize(
    ("agreed", "asked", "expected"),
    [
        ("", None, "2025-07-30"),
        ("agreement+60d", None, "2025-08-29"),
        ("period_end+2m", None, "2025-08-31"),
        ("04-01", None, "2026-04-01"),
        ("event+10d", "2025-08-15", "2025-08-15"),
    ],
)
def test_what_the_agreement_says_goes_before_the_rule(agreed, asked, expected):
    when = When(day("2025-07-01"), day("2025-06-30"), asked and day(asked), agreed)
    assert falls(read("agreement+30d"), when, SHIPPED) == day(expected)


def test_a_yearly_date_is_the_first_after_the_period():
    assert falls(read("04-01"), When(day("2026-01-01"), day("2025-12-31")), SHIPPED) == day("2026-04-01")
    assert falls(read("02-29"), When(day("2026-01-01"), day("2025-12-31")), SHIPPED) == day("2026-02-28")


@pytest.mark.parametrize("roll", due.ROLLS)
def test_a_date_moves_only_where_the_rule_says_so(roll):
    found = falls(read("event+10d"), When(day("2025-06-26")), SHIPPED, roll=roll)
    assert str(found) == {"none": "2025-07-06", "after": "2025-07-07", "before": "2025-07-04"}[roll]


@pytest.mark.parametrize(
    "untrusted",
    [
        "event",
        "+10d",
        "event+10",
        "event+10x",
        "13-01",
        "02-30",
        "4-1",
        "period_end",
        "event+-1d",
        "tomorrow",
    ],
)
def test_a_text_that_is_no_term_is_refused(untrusted):
    with pytest.raises(ValueError):
        read(untrusted)


@given(terms)
def test_every_term_is_read_as_it_was_written(term):
    assert read(write(term)) == term


@given(whens, terms, calendars)
def test_the_day_to_act_is_never_a_holiday_nor_a_weekend_and_never_too_late(when, term, workdays):
    found = falls(term, when, workdays)
    assume(found is not None)
    act_by = workdays.at_or_before(found)
    assert workdays.is_working(act_by)
    assert act_by <= found
    assert not any(workdays.is_working(one) for one in weekdays(act_by + timedelta(1), found))
    made = {one.on for one in workdays.holidays if one.works}
    assert act_by.weekday() < 5 or act_by.isoformat() in made


@given(days, counted, calendars)
def test_the_day_of_the_event_is_not_counted(event, term, workdays):
    found = falls(DueTerm("event", term.count, term.unit), When(event), workdays)
    passed = weekdays(event + timedelta(1), found)
    if term.unit == "d":
        assert len(passed) == term.count
    elif term.unit == "w":
        assert sum(workdays.is_working(one) for one in passed) == term.count


@given(days, st.integers(0, 60))
def test_a_month_that_lacks_the_day_ends_at_its_last(start, count):
    found = months_after(start, count)
    assert (found.year * 12 + found.month) - (start.year * 12 + start.month) == count
    assert found.day == start.day or (found.day < start.day and (found + timedelta(1)).day == 1)


@given(st.integers(2020, 2039), st.integers(1, 12), st.integers(0, 60))
def test_months_counted_from_a_periods_end_end_at_their_last_day(year, month, count):
    end = months_after(date(year, month, 1), 1) - timedelta(1)
    found = falls(DueTerm("period_end", count, "m"), When(end, end), SHIPPED)
    assert found is not None
    assert (found + timedelta(1)).day == 1


@given(days, st.integers(0, 60), calendars)
def test_working_days_counted_forth_come_back(start, count, workdays):
    end = workdays.after(start, count)
    assert workdays.between(start, end) == count
    assert workdays.before(end, count) <= max(start, workdays.at_or_before(start))


def test_holidays_of_other_countries_do_not_count():
    found = Workdays.of([Holiday("2025-03-11", country="UZ"), Holiday("03-12")])
    assert found.is_working(day("2025-03-11"))
    assert not found.is_working(day("2025-03-12"))


def test_a_weekend_that_was_made_a_working_day_is_one():
    moved = Workdays.of([Holiday("2025-03-29", works=True, announced=True)])
    assert moved.at_or_before(day("2025-03-30")) == day("2025-03-29")


def test_a_year_without_announced_holidays_says_so():
    told = Workdays.of([Holiday("2025-06-06", announced=True)])
    assert told.untold(day("2025-12-20"), day("2026-01-10")) == (2026,)
    assert SHIPPED.untold(day("2025-12-20"), day("2026-01-10")) == (2025, 2026)


def test_a_calendar_in_which_every_day_is_closed_is_refused():
    closed = Workdays.of([Holiday(one.isoformat()) for one in weekdays(day("2025-01-01"), day("2025-12-31"))])
    with pytest.raises(ValueError, match="no working day"):
        closed.at_or_before(day("2025-12-31"))
