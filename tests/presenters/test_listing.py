"""A list asks once for its order and reads rows as they are looked at."""

from collections.abc import Sequence

import pytest

from cspdesk.presenters.listing import FIRST, ListPresenter
from cspdesk.presenters.session import Session
from cspdesk.services.results import RecordView

MANY = FIRST + 50


@pytest.fixture
def listed(session: Session) -> ListPresenter:
    """A hundred and fifty consultations over four months."""
    days = [f"2026-{1 + at % 4:02}-{1 + at % 28:02}" for at in range(MANY)]
    records = [{"title": f"Road {at}", "held_on": day} for at, day in enumerate(days)]
    session.workspace.records.add("consultation", records)
    presenter = ListPresenter(session, "consultation")
    presenter.ask()
    return presenter


def titles(rows: Sequence[RecordView] | None) -> list[object]:
    return [row.fields["title"] for row in rows or ()]


def test_rows_are_newest_first_and_grouped_by_month(listed: ListPresenter):
    assert listed.count == MANY
    assert [month for month, _count in listed.roll.months] == ["2026-04", "2026-03", "2026-02", "2026-01"]
    assert sum(count for _month, count in listed.roll.months) == MANY


def test_the_first_page_is_at_hand_and_later_ones_arrive(listed: ListPresenter):
    arrived: list[list[object]] = []
    assert len(listed.fetch(0, FIRST, lambda rows: None) or ()) == FIRST
    assert listed.fetch(FIRST, 100, lambda rows: arrived.append(titles(rows))) is None
    assert len(arrived[0]) == MANY - FIRST


def test_a_row_that_was_seen_is_found_by_its_id(listed: ListPresenter):
    rows = listed.fetch(0, FIRST, lambda rows: None)
    assert rows is not None
    assert listed.place(rows[7].id) == 7
    assert listed.place("00" * 16) is None


def test_typing_narrows_and_taking_it_back_widens(listed: ListPresenter):
    listed.search("149")
    assert (listed.count, listed.is_narrowed) == (1, True)
    listed.search("")
    assert listed.count == listed.everything == MANY


def test_filters_are_joined_by_and(listed: ListPresenter):
    listed.filter("held_on", "2026-02")
    within = listed.count
    listed.filter("lifecycle", "approved")
    assert within > 0
    assert listed.count == 0
    listed.filter("lifecycle", "")
    assert listed.count == within


def test_a_new_record_is_in_the_list_at_once(session: Session, listed: ListPresenter):
    session.workspace.records.add("consultation", [{"title": "New", "held_on": "2026-12-01"}])
    assert titles(listed.fetch(0, FIRST, lambda rows: None))[0] == "New"


def test_another_order_has_no_months(listed: ListPresenter):
    listed.sort_by("title")
    assert listed.roll.months == ()
    assert titles(listed.fetch(0, FIRST, lambda rows: None))[0] == "Road 0"


def test_a_closed_list_asks_no_more(session: Session, listed: ListPresenter):
    listed.close()
    session.workspace.records.add("consultation", [{"title": "New"}])
    assert listed.count == MANY


def test_where_nothing_answers_the_advice_is_about_what_was_asked(listed: ListPresenter):
    listed.filter("held_on", "1999")
    assert "letters" not in listed.nothing_found
    assert "filters" in listed.nothing_found
    listed.search("no such road")
    assert "letters" in listed.nothing_found
    assert "Filters" in listed.nothing_found
    listed.filter("held_on", "")
    assert "ilters" not in listed.nothing_found
