"""Random days, calendars and rules, for properties."""

from datetime import date, timedelta

from hypothesis import strategies as st

from cspdesk.domain.duties import due
from cspdesk.domain.duties.rule import Rules
from cspdesk.domain.duties.shipped import HOLIDAYS, RULES
from cspdesk.domain.duties.workdays import Holiday, Workdays

SHIPPED = Workdays.of(HOLIDAYS)
LAW = Rules.of(RULES)

days = st.dates(date(2020, 1, 1), date(2039, 12, 31))
announced = st.builds(
    lambda on, works: Holiday(on.isoformat(), announced=True, works=works), days, st.booleans()
)
calendars = st.lists(announced, max_size=12).map(lambda more: Workdays.of([*HOLIDAYS, *more]))
counted = st.builds(
    due.DueTerm,
    st.sampled_from(["event", "period_end", "agreement"]),
    st.integers(0, 400),
    st.sampled_from(["d", "w", "m"]),
)
yearly = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(
    lambda day: due.DueTerm("yearly", month=day.month, day=day.day)
)
terms = st.one_of(
    counted,
    yearly,
    st.sampled_from([due.DueTerm(), due.DueTerm("request"), due.DueTerm("agreement")]),
)
whens = st.builds(due.When, days, st.one_of(st.none(), days), st.one_of(st.none(), days))


def day(text):
    """A date as it is written."""
    return date.fromisoformat(text)


def law(code, on):
    """A shipped rule as it is law on a day."""
    found = LAW.on(code, day(on))
    assert found is not None
    return found


def weekdays(first, last):
    """Every day of a span, one by one: the slow way to the same count."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]
