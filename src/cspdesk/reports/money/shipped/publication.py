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
from cspdesk.reports.money.shipped.whole_parts import BY_ARTICLE, BY_SOURCE, IN_KIND, RECONCILIATION

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
        BY_SOURCE,
        BY_ARTICLE,
        RECONCILIATION,
        IN_KIND,
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
        ),
        Grid(
            code="by_purpose",
            title=N_("By purpose"),
            by="purpose",
            heading=N_("Purpose"),
            tag="#sector+name",
            columns=_AID,
        ),
        Grid(
            code="by_region",
            title=N_("By region"),
            by="region",
            heading=N_("Region"),
            tag="#adm1+name",
            columns=_AID,
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
