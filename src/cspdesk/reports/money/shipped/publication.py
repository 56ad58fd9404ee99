"""The publication of income and expenditure: categories alone, no person, no account, no donor by name."""

from __future__ import annotations

from cspdesk.domain.text import N_
from cspdesk.reports.money.definition import (
    Column,
    Definition,
    Detail,
    Grid,
    Line,
    Lines,
    Particulars,
    Test,
    Tie,
)
from cspdesk.reports.money.shipped.common_parts import DECIDED

PUBLICATION = Definition(
    id="publication",
    version=1,
    title=N_("Income and expenditure"),
    subtitle=N_("Published by the organisation"),
    audiences=("public", "organisation"),
    parts=(
        Particulars(
            code="cover",
            title=N_("The organisation"),
            details=(
                Detail(name="organisation.name", label=N_("Full name")),
                Detail(name="organisation.registration_no", label=N_("Registration number")),
                Detail(name="organisation.website", label=N_("Website"), required=False),
            ),
        ),
        Lines(
            code="by_source",
            title=N_("Income by source"),
            lines=(
                Line(code="source", measure="income", by="source"),
                Line(code="income", label=N_("Income in all"), sums=("source.*",), strong=True),
            ),
        ),
        Lines(
            code="by_article",
            title=N_("Expenditure by article"),
            lines=(
                Line(code="article", measure="spent", by="article"),
                Line(code="expenditure", label=N_("Expenditure in all"), sums=("article.*",), strong=True),
            ),
            note=N_("Sub-grants count when they are paid."),
        ),
        Lines(
            code="money",
            title=N_("From the beginning to the end"),
            lines=(
                Line(code="opening", label=N_("Money at the beginning"), measure="money_at_start"),
                Line(code="plus_income", label=N_("Income"), sums=("income",)),
                Line(code="less_expenditure", label=N_("Expenditure"), sums=("-expenditure",)),
                Line(
                    code="less_returned",
                    label=N_("Returned to donors"),
                    measure="returned_to_donors",
                    minus=True,
                ),
                Line(
                    code="unpaid",
                    label=N_("Taxes and bills not yet paid, less VAT to recover"),
                    measure="change_of_unpaid",
                ),
                Line(code="conversions", label=N_("Difference of exchange"), measure="conversions"),
                Line(
                    code="revaluation",
                    label=N_("Difference of official rates on money in hand"),
                    measure="revaluation",
                ),
                Line(
                    code="closing",
                    label=N_("Money at the end"),
                    sums=(
                        "opening",
                        "plus_income",
                        "less_expenditure",
                        "less_returned",
                        "unpaid",
                        "conversions",
                        "revaluation",
                    ),
                    strong=True,
                ),
            ),
        ),
        Lines(
            code="in_kind",
            title=N_("Property in kind, apart from money"),
            lines=(
                Line(code="in_kind_received", label=N_("Received"), measure="in_kind_received"),
                Line(code="in_kind_given", label=N_("Given out"), measure="in_kind_given"),
                Line(code="in_kind_held", label=N_("Held at the end"), measure="in_kind_held"),
            ),
        ),
    ),
    beside=(Line(code="held", measure="money_at_end"),),
    ties=(
        Tie(
            code="closing",
            label=N_("Money at the end is what lies in the accounts"),
            sums=("closing", "-held"),
        ),
    ),
    tests=(
        *DECIDED,
        Test(name="halves", label=N_("The year is the sum of its half-years as filed")),
    ),
)

_AID = (
    Column(
        code="received",
        label=N_("Received"),
        measure="aid_received",
        share=3,
        total=True,
        tag="#value+received",
    ),
    Column(
        code="in_kind",
        label=N_("Received in kind"),
        measure="aid_received_in_kind",
        share=3,
        total=True,
        tag="#value+received+in_kind",
    ),
    Column(code="spent", label=N_("Spent"), measure="aid_spent", share=3, total=True, tag="#value+spent"),
    Column(
        code="given",
        label=N_("Given out in kind"),
        measure="aid_given",
        share=3,
        total=True,
        tag="#value+given+in_kind",
    ),
    Column(
        code="people",
        label=N_("People reached"),
        measure="aid_recipients",
        look="count",
        share=3,
        total=True,
        tag="#reached",
    ),
)
_BY_FIVE = N_("People are counted by five, so that nobody is told by a number.")

AID_SPENDING = Definition(
    id="aid_spending",
    version=1,
    title=N_("What aid was spent on"),
    audiences=("public", "coalition", "organisation"),
    wide=True,
    parts=(
        Grid(
            code="by_source",
            title=N_("By type of source"),
            by="source",
            heading=N_("Source"),
            tag="#org+funder+type",
            columns=_AID,
            note=_BY_FIVE,
        ),
        Grid(
            code="by_purpose",
            title=N_("By purpose"),
            by="purpose",
            heading=N_("Purpose"),
            tag="#sector+name",
            columns=_AID,
            note=_BY_FIVE,
        ),
        Grid(
            code="by_region",
            title=N_("By region"),
            by="region",
            heading=N_("Region"),
            tag="#adm1+name",
            columns=_AID,
            note=_BY_FIVE,
        ),
        Lines(
            code="whole",
            title=N_("As published"),
            lines=(
                Line(code="income", label=N_("Income in all"), measure="income"),
                Line(code="expenditure", label=N_("Expenditure in all"), measure="spent"),
            ),
        ),
    ),
    ties=(
        Tie(
            code="income",
            label=N_("What was received is the income as published"),
            sums=("by_source.total.received", "-income"),
        ),
        Tie(
            code="expenditure",
            label=N_("What was spent is the expenditure as published"),
            sums=("by_purpose.total.spent", "-expenditure"),
        ),
        Tie(
            code="regions",
            label=N_("The regions are the whole"),
            sums=("by_region.total.spent", "-expenditure"),
        ),
    ),
    tests=DECIDED,
)
