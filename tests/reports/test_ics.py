"""Due dates in a calendar of somebody's telephone."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from cspdesk.reports.ics import Entry, calendar

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
WINTER = Entry(id="aa", act_by=date(2026, 12, 31), due=date(2027, 1, 2), told_on=(date(2026, 12, 21),))


def made(*entries, translate=str):
    """The file of some entries."""
    return calendar(entries, translate, str, NOW)


def read(data):
    """What another program reads of it."""
    return Calendar.from_ical(data).walk("VEVENT")


def test_a_calendar_shows_the_day_to_act_and_says_what_is_not_confirmed():
    (event,) = read(made(WINTER))
    assert event.decoded("dtstart") == WINTER.act_by
    assert event["status"] == "TENTATIVE"
    assert "2027-01-02" in event["description"]
    assert "not confirmed" in event["description"]
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-10, hours=9)


def test_every_title_is_the_same_neutral_words():
    other = Entry(id="bb", act_by=date(2026, 12, 1), due=date(2026, 12, 1), is_confirmed=True)
    events = read(made(WINTER, other))
    assert {str(event["summary"]) for event in events} == {"Report due"}
    assert [event["status"] for event in events] == ["CONFIRMED", "TENTATIVE"]


def test_words_of_three_languages_come_back_as_they_were():
    said = "Мӯҳлати ҳисобот; то 31.12, \\ сархат\n" * 4
    (event,) = read(made(WINTER, translate=lambda _: said))
    assert str(event["summary"]) == said


entries = st.builds(
    Entry,
    id=st.text("0123456789abcdef", min_size=1, max_size=32),
    act_by=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    due=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    is_confirmed=st.booleans(),
)


@given(st.lists(entries, unique_by=lambda one: one.id, max_size=6), st.randoms())
def test_the_same_dates_make_the_same_bytes_in_whatever_order_they_come(found, chance):
    mixed = list(found)
    chance.shuffle(mixed)
    data = made(*mixed)
    assert data == made(*found)
    assert {str(event["uid"]) for event in read(data)} == {f"{one.id}@cspdesk" for one in found}
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
