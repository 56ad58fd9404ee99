"""Periods as people write them: ``2026``, ``2026-H1``, ``2026-Q3``, ``2026-11``, or two dates with ``..``."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

YEARS = range(1900, 2200)
"""The years that are reckoned with.  Days before and after any of them have days around them too."""

_FORM = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})))?\Z", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole days, both ends included; ``code`` is how it was written."""

    first: date
    last: date
    code: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def half_years(self) -> tuple[Period, ...]:
        """The half-years that the period touches, in order."""
        found = []
        year, half = self.first.year, 1 if self.first.month <= 6 else 2
        while (one := period(f"{year}-H{half}")).first <= self.last:
            found.append(one)
            year, half = (year, 2) if half == 1 else (year + 1, 1)
        return tuple(found)

    def before(self) -> Period:
        """The period of the same form just before; for two dates, as many days before them."""
        if (found := _FORM.match(self.code)) is None:
            days = (self.last - self.first).days + 1
            first, last = self.first - timedelta(days), self.first - timedelta(1)
            return Period(first, last, f"{first.isoformat()}..{last.isoformat()}")
        year, half, quarter, month = found.groups()
        if half:
            return period(f"{int(year) - (half == '1')}-H{2 if half == '1' else 1}")
        if quarter:
            return period(f"{int(year) - (quarter == '1')}-Q{(int(quarter) - 2) % 4 + 1}")
        if month:
            day = self.first - timedelta(1)
            return period(f"{day.year}-{day.month:02}")
        return period(f"{int(year) - 1:04}")


def period(untrusted_text: str) -> Period:
    """The period that a text names; ``ValueError`` when it names none."""
    first_text, dots, last_text = untrusted_text.partition("..")
    if dots:
        first, last = date.fromisoformat(first_text), date.fromisoformat(last_text)
        if first > last:
            raise ValueError(untrusted_text)
        return Period(first, last, untrusted_text)
    found = _FORM.match(untrusted_text)
    if found is None:
        raise ValueError(untrusted_text[:40])
    year = int(found[1])
    start, end = 1, 12
    if found[2]:
        start, end = (1, 6) if found[2] == "1" else (7, 12)
    elif found[3]:
        start, end = int(found[3]) * 3 - 2, int(found[3]) * 3
    elif found[4]:
        start = end = int(found[4])
    return Period(date(year, start, 1), date(year, end, monthrange(year, end)[1]), untrusted_text)
