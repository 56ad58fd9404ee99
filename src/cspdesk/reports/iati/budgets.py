"""What an agreement promises by calendar year, and which of its payments are still to come.

The standard takes no budget longer than a year; lines of a budget have none.  So the total is shared over
the days of the agreement, by largest remainders, and the years add up to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.agreements import Agreement
from cspdesk.domain.ledger.splits import split
from cspdesk.reports.iati.facts import Expected, Project

ORIGINAL, REVISED = "1", "2"


@dataclass(frozen=True, slots=True)
class Year:
    """What falls into a calendar year, or the part of it in which the agreement runs."""

    type: str
    first: date
    last: date
    amount: int


def by_year(agreement: Agreement, project: Project, until: date) -> tuple[Year, ...]:
    """The original budget, then the one by the amendments signed up to a day if that differs."""
    if project.starts is None or project.ends is None or project.ends < project.starts:
        return ()
    original = _shared(ORIGINAL, project.starts, project.ends, agreement.total)
    ends, total = end_on(agreement, project, until), agreement.total_on(until)
    if ends is None or ends < project.starts or (ends, total) == (project.ends, agreement.total):
        return original
    return (*original, *_shared(REVISED, project.starts, ends, total))


def end_on(agreement: Agreement, project: Project, day: date) -> date | None:
    """When the agreement ends by the amendments signed up to a day."""
    signed = sorted((one for one in agreement.amendments if one.signed <= day), key=lambda one: one.signed)
    ends = [one.end for one in signed if one.end is not None]
    return ends[-1] if ends else project.ends


def _shared(type: str, first: date, last: date, total: int) -> tuple[Year, ...]:
    spans = [
        (max(first, date(year, 1, 1)), min(last, date(year, 12, 31)))
        for year in range(first.year, last.year + 1)
    ]
    shares = split(total, [(end - start).days + 1 for start, end in spans])
    return tuple(
        Year(type, start, end, share) for (start, end), share in zip(spans, shares, strict=True) if share
    )


def still_expected(tranches: Sequence[Expected], received: int) -> tuple[Expected, ...]:
    """The payments that what came does not cover, the earliest covered first; one in part has its rest."""
    left, found = received, []
    for one in sorted(tranches, key=lambda one: one.due):
        covered = min(max(left, 0), one.amount)
        left -= covered
        if one.amount > covered:
            found.append(Expected(one.due, one.amount - covered))
    return tuple(found)
