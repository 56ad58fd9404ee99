from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.i18n.formats import Formats
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.i18n.typed import Refusal
from cspdesk.i18n.typed_dates import BAD_DATE, parse_date, parse_when

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12", date(2026, 11, 12)),
        ("12.3", date(2026, 3, 12)),
        ("12.3.25", date(2025, 3, 12)),
        ("12.03.2025", date(2025, 3, 12)),
        ("12/3/2025", date(2025, 3, 12)),
        ("12 3 99", date(1999, 3, 12)),
        ("2025-03-12", date(2025, 3, 12)),
        ("12 марта 2025 г.", date(2025, 3, 12)),
        ("12 Марти соли 2025", date(2025, 3, 12)),
        ("12 Mar 2025", date(2025, 3, 12)),
        ("5 майи 2024", date(2024, 5, 5)),
    ],
)
def test_days_are_read_as_people_type_them(typed, day):
    assert parse_date(typed, today=TODAY) == day


@pytest.mark.parametrize(
    "typed", ["", "0", "31.2", "12.13.2025", "29.02.2025", "tomorrow", "٣", "3 foo 2026", "1.1.9999"]
)
def test_what_is_no_day_is_refused(typed):
    assert parse_date(typed, today=TODAY) == BAD_DATE


@given(DAYS, st.sampled_from(LANGUAGES))
def test_a_day_that_is_shown_can_be_typed(day, language):
    formats = Formats(language)
    assert parse_date(formats.day(day), today=TODAY) == day
    assert parse_date(formats.date_in_words(day), today=TODAY) == day


@given(DAYS, st.sampled_from(LANGUAGES), st.sampled_from(["", "~m", "~q"]))
def test_any_precision_that_is_shown_can_be_typed(day, language, precision):
    first = day if not precision else day.replace(day=1)
    if precision == "~q":
        first = first.replace(month=(day.month - 1) // 3 * 3 + 1)
    stored = first.isoformat() + precision
    assert parse_when(Formats(language).when(stored), today=TODAY) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("11.2026", "2026-11-01~m"),
        ("2026-11", "2026-11-01~m"),
        ("ноябр 2026", "2026-11-01~m"),
        ("2026-Q4", "2026-10-01~q"),
        ("q1 2025", "2025-01-01~q"),
        ("12.3.25", "2025-03-12"),
    ],
)
def test_months_and_quarters_are_read(typed, stored):
    assert parse_when(typed, today=TODAY) == stored


@given(st.text())
def test_no_text_is_too_strange_to_be_answered(text):
    assert isinstance(parse_date(text, today=TODAY), date | Refusal)
    assert isinstance(parse_when(text, today=TODAY), str | Refusal)
