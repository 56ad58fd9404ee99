from datetime import UTC, datetime, timedelta

import pytest

from cspdesk.i18n.elapsed import elapsed

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=-90), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=23), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=400), "400 days ago"),
    ],
)
def test_time_that_passed_is_told_in_its_largest_whole_unit(passed, words):
    assert str(elapsed(NOW - passed, NOW)) == words
