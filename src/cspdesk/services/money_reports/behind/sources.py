"""Which documents each line of a report rests on, as it is kept when the report is filed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cspdesk.reports.money.definition import Listing
from cspdesk.reports.money.report import Report
from cspdesk.reports.money.values import Amount
from cspdesk.services.money_reports.behind.figure import FiguresBehind


def lines_of(report: Report, documents: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    """For each figure the places of its documents among those given, in their order.

    A figure that adds up others rests on what they do, and rows of a list are of documents that lines count:
    neither is told again.
    """
    places = {name: place for place, name in enumerate(documents)}
    listed = {
        value.code
        for made in report.parts
        if isinstance(made.part, Listing)
        for row in made.rows
        for value in row.values.values()
        if isinstance(value, Amount)
    }
    behind, found = FiguresBehind(report), {}
    for key in behind:
        amount = report.figures.get(key)
        if amount is None or amount.adds or key in listed:
            continue
        names = {row.record for row in behind.figure(key).rows}
        rests_on = sorted(places[name] for name in names if name in places)
        if rests_on:
            found[key] = tuple(rests_on)
    return found
