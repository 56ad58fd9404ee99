"""Advice on a consultation, and when a community is owed an answer."""

from datetime import date

import pytest

from cspdesk.domain.quality import advice, is_sensitive, owes_feedback

TODAY = date(2026, 11, 22)


def where(fields: dict[str, object]) -> list[str]:
    return [problem.where for problem in advice(fields, today=TODAY)]


def test_violence_named_in_a_mixed_group_asks_for_women_by_themselves():
    concerns = [{"theme": "GBV-DOM"}]
    assert where({"concerns": concerns, "groups": ["mixed"]}) == ["groups"]
    assert where({"concerns": concerns, "groups": ["women"]}) == []


def test_trust_in_the_police_spoken_of_before_police_is_doubtful():
    concerns = [{"theme": "POL-TRUST"}]
    assert where({"concerns": concerns, "police_present": "throughout"}) == ["police_present"]
    assert where({"concerns": concerns, "police_present": "none"}) == []


def test_more_people_by_disability_than_people_is_said():
    cells = [{"sex": "f", "band": "18-30", "count": 3}, {"sex": "f", "disability": "yes", "count": 4}]
    assert where({"participants": cells}) == ["participants"]


def test_more_votes_than_people_is_said_at_the_vote():
    cells = [{"sex": "m", "band": "18-30", "count": 3}]
    assert where({"participants": cells, "concerns": [{"votes_m": 5}]}) == ["concerns.0.votes_m"]


def test_a_meeting_cannot_lie_ahead():
    assert where({"held_on": "2026-11-23"}) == ["held_on"]
    assert where({"held_on": "2026-11"}) == []


def test_a_theme_that_may_harm_makes_the_record_sensitive():
    assert is_sensitive({"concerns": [{"theme": "VE-NARR"}]})
    assert not is_sensitive({"concerns": [{"theme": "ROAD"}, {}]})


@pytest.mark.parametrize(
    ("held", "promises", "owed"),
    [
        ("2026-09-01", [], True),
        ("2026-10-20", [], False),
        ("2026-10-20", [{"due": "2026-11-21"}], True),
        ("2026-10-20", [{"due": "2026-11-22"}], False),
        ("2026-01-01", [{"due": "2026-02-01", "state": "kept"}], False),
        ("2026-01-01", [{"due": "2026-02-01", "told_on": "2026-02-03"}], False),
        ("2026-Q1", [], True),
        (None, [], False),
    ],
)
def test_a_community_is_owed_an_answer_after_its_day_or_after_sixty(held, promises, owed):
    assert owes_feedback({"held_on": held, "promises": promises}, today=TODAY) is owed
