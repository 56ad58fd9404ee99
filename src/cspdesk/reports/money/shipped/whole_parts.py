"""Parts about all money of the organisation, which the half-year and the publication tell alike."""

from __future__ import annotations

from cspdesk.domain.text import N_
from cspdesk.reports.money.definition import Line, Lines

BY_SOURCE = Lines(
    code="by_source",
    title=N_("Income by source"),
    lines=(
        Line(code="source", measure="income", by="source"),
        Line(code="income", label=N_("Income in all"), sums=("source.*",), strong=True),
    ),
)

SUB_GRANTS_WHEN_PAID = N_("Sub-grants count when they are paid.")

BY_ARTICLE = Lines(
    code="by_article",
    title=N_("Expenditure by article"),
    lines=(
        Line(code="article", measure="spent", by="article"),
        Line(code="expenditure", label=N_("Expenditure in all"), sums=("article.*",), strong=True),
    ),
    note=SUB_GRANTS_WHEN_PAID,
)

IN_KIND = Lines(
    code="in_kind",
    title=N_("Property in kind, apart from money"),
    lines=(
        Line(code="in_kind_received", label=N_("Received"), measure="in_kind_received"),
        Line(code="in_kind_given", label=N_("Given out"), measure="in_kind_given"),
        Line(code="in_kind_held", label=N_("Held at the end"), measure="in_kind_held"),
    ),
)

_BETWEEN = (
    Line(code="opening", label=N_("Money at the beginning"), measure="money_at_start"),
    Line(code="plus_income", label=N_("Income"), sums=("income",)),
    Line(code="less_expenditure", label=N_("Expenditure"), sums=("-expenditure",)),
    Line(code="less_returned", label=N_("Returned to donors"), measure="returned_to_donors", minus=True),
    Line(
        code="unpaid",
        label=N_("Taxes and bills not yet paid, less VAT to recover"),
        measure="change_of_unpaid",
    ),
    Line(code="conversions", label=N_("Difference when money was changed"), measure="conversions"),
    Line(
        code="revaluation", label=N_("Difference of official rates on money in hand"), measure="revaluation"
    ),
)
RECONCILIATION = Lines(
    code="reconciliation",
    title=N_("From the beginning to the end"),
    lines=(
        *_BETWEEN,
        Line(
            code="closing",
            label=N_("Money at the end"),
            sums=tuple(one.code for one in _BETWEEN),
            strong=True,
        ),
    ),
)
"""It takes income and expenditure from ``BY_SOURCE`` and ``BY_ARTICLE``, which stand before it."""
