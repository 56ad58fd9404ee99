"""Periods as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from cspdesk.domain.periods import period


@pytest.mark.parametrize(
    ("written", "first", "last", "before"),
    [
        ("2026", "2026-01-01", "2026-12-31", "2025"),
        ("2026-H1", "2026-01-01", "2026-06-30", "2025-H2"),
        ("2026-H2", "2026-07-01", "2026-12-31", "2026-H1"),
        ("2026-Q1", "2026-01-01", "2026-03-31", "2025-Q4"),
        ("2026-Q3", "2026-07-01", "2026-09-30", "2026-Q2"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-01"),
        ("2026-01-01..2026-03-31", "2026-01-01", "2026-03-31", "2025-10-03..2025-12-31"),
    ],
)
def test_a_period_knows_its_days_and_the_one_before(written: str, first: str, last: str, before: str) -> None:
    found = period(written)
    assert (str(found.first), str(found.last), found.before().code) == (first, last, before)


@pytest.mark.parametrize(
    "untrusted", ["", "26", "2026-H3", "2026-Q5", "2026-13", "2026-03-31..2026-01-01", "x..y"]
)
def test_a_text_that_is_no_period_is_refused(untrusted: str) -> None:
    with pytest.raises(ValueError):
        period(untrusted)


def test_a_period_touches_the_half_years_its_days_lie_in() -> None:
    assert [h.code for h in period("2026-03-01..2027-01-05").half_years()] == [
        "2026-H1",
        "2026-H2",
        "2027-H1",
    ]
    assert date(2026, 6, 30) in period("2026-H1")
