"""How pressing a duty is, day by day, and what was spent before its money was registered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.duties import notice, urgency
from cspdesk.domain.duties.rule import LEADS
from cspdesk.domain.duties.spending import before_registration
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from tests.domain.duties.days import SHIPPED, calendars, day, days
from tests.domain.duties.test_notice import steps_of_the_year
from tests.domain.ledger.worked import EXPECTED, year

DONORS = [AgreementId(name) for name in ("A", "B", "C")]


def _level(due, today):
    return urgency.urgency(day(due), SHIPPED.at_or_before(day(due)), day(today), SHIPPED)


@pytest.mark.parametrize(
    ("today", "level", "left", "late", "reaches"),
    [
        ("2025-06-02", "later", 42, 0, ("finance",)),
        ("2025-06-20", "told", 28, 0, ("finance",)),
        ("2025-07-23", "soon", 6, 0, ("finance",)),
        ("2025-07-28", "soon", 3, 0, ("finance", "coordinator")),
        ("2025-07-30", "act_now", 1, 0, ("finance", "coordinator")),
        ("2025-07-31", "act_now", 0, 0, ("finance", "coordinator")),
        ("2025-08-02", "overdue", 0, 2, ("finance", "coordinator", "administrator")),
    ],
)
def test_a_half_years_report_presses_more_as_its_day_comes(today, level, left, late, reaches):
    found = _level("2025-07-31", today)
    assert (found.level, found.left, found.late, found.reaches) == (level, left, late, reaches)


def test_what_is_due_on_a_sunday_presses_on_friday():
    assert _level("2025-07-06", "2025-07-04").level == "act_now"
    assert _level("2025-07-06", "2025-07-06").level == "act_now"


def test_a_date_that_nobody_knows_comes_before_one_that_is_far():
    unknown = urgency.urgency(None, None, day("2025-01-01"), SHIPPED)
    assert _level("2025-01-03", "2025-01-02").rank < unknown.rank < _level("2025-12-30", "2025-01-01").rank


def test_a_short_duty_is_told_on_the_day_it_opens():
    opened = day("2025-02-25")
    found = urgency.told_on(day("2025-03-07"), opened, SHIPPED)
    assert found[0] == opened
    assert found[-1] == day("2025-03-06")


@given(days, st.integers(0, 120), calendars)
def test_the_nearer_the_day_the_more_it_presses(due, span, workdays):
    act_by = workdays.at_or_before(due)
    ranks = [urgency.urgency(due, act_by, due - timedelta(n), workdays).rank for n in range(-3, span)]
    assert ranks == sorted(ranks)


@given(days, st.integers(0, 90), calendars)
def test_a_duty_is_told_no_later_than_its_leads_say(act_by, before, workdays):
    act_by = workdays.at_or_before(act_by)
    opened = act_by - timedelta(before)
    found = urgency.told_on(act_by, opened, workdays)
    assert all(opened <= one <= act_by for one in found)
    for lead in LEADS:
        assert any(one <= max(workdays.before(act_by, lead), opened) for one in found)


# --- spent before it was registered ------------------------------------------------------------------


def _steps():
    return {DocumentId(name): steps for name, steps in steps_of_the_year().items()}


def test_the_worked_year_spent_twice_before_the_money_was_registered():
    found = before_registration(year(), _steps(), DONORS)
    assert [[one.agreement, one.document, str(one.day)] for one in found] == EXPECTED[
        "charged_before_registration"
    ]


def test_without_any_notice_everything_was_spent_too_early():
    found = before_registration(year(), {}, DONORS)
    assert {"E2", "E5", "E7", "E10", "W1"} <= {one.document for one in found}
    assert "E9" not in {one.document for one in found}, "the bank gave it back: nothing was spent"


def test_a_planted_error_that_asks_only_for_a_receipt_sees_nothing(monkeypatch):
    monkeypatch.setattr(notice, "may_spend_from", lambda steps: date.min)
    assert before_registration(year(), _steps(), DONORS) == ()
