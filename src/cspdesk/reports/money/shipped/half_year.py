"""The half-year's financial report to the registering body: sections as asked for since 2019.

The authority's form is not published; the sections follow what offices were told to hand in.
"""

from __future__ import annotations

from cspdesk.domain.text import N_
from cspdesk.reports.money.definition import (
    Column,
    Definition,
    Grid,
    Line,
    Lines,
    Listing,
    Particulars,
    Test,
    Tie,
)
from cspdesk.reports.money.shipped.common_parts import (
    ACTIVITIES,
    DECIDED,
    FOREIGN_SUMS,
    ORGANISATION,
    SIGNED,
)
from cspdesk.reports.money.shipped.whole_parts import (
    BY_ARTICLE,
    BY_SOURCE,
    IN_KIND,
    RECONCILIATION,
    SUB_GRANTS_WHEN_PAID,
)

_MONEY = (
    Column(code="account", label=N_("Account"), look="text", share=5),
    Column(code="kind", label=N_("Kind of account"), look="text", share=4),
    Column(code="currency", label=N_("Currency"), look="text", share=2),
    Column(code="amount", label=N_("Amount"), share=4),
    Column(code="tjs", label=N_("In somoni"), share=4, total=True),
)
_INCOME = (
    Column(code="no", label=N_("No."), look="text", share=1),
    Column(code="date", label=N_("Date"), look="date", share=3),
    Column(code="source", label=N_("Source"), look="text", share=5),
    Column(code="country", label=N_("Country"), look="text", share=2),
    Column(code="agreement", label=N_("Agreement no."), look="text", share=3),
    Column(code="project", label=N_("Project"), look="text", share=5),
    Column(code="amount", label=N_("Amount"), share=4),
    Column(code="currency", label=N_("Currency"), look="text", share=2),
    Column(code="rate", label=N_("Official rate"), look="rate", share=3),
    Column(code="tjs", label=N_("In somoni"), share=4, total=True),
)

HALF_YEAR = Definition(
    id="moj_half_year",
    version=1,
    title=N_("Financial report for the half-year"),
    audiences=("authority", "organisation"),
    formal=True,
    wide=True,
    parts=(
        Particulars(code="cover", title=N_("The organisation"), details=ORGANISATION),
        Listing(
            code="at_start",
            title=N_("Money at the beginning of the period"),
            rows="money_at_start",
            columns=_MONEY,
            empty=N_("There was no money."),
        ),
        Listing(
            code="receipts",
            title=N_("Income"),
            rows="receipts",
            columns=_INCOME,
            empty=N_("No money came in."),
        ),
        BY_SOURCE,
        IN_KIND,
        Listing(
            code="spending",
            title=N_("Expenditure by project and article"),
            rows="spending",
            columns=(
                Column(code="project", label=N_("Project"), look="text", share=6),
                Column(code="article", label=N_("Article"), look="text", share=6),
                Column(code="tjs", label=N_("In somoni"), share=4, total=True),
            ),
            note=SUB_GRANTS_WHEN_PAID,
            empty=N_("Nothing was spent."),
        ),
        BY_ARTICLE,
        Listing(
            code="at_end",
            title=N_("Money at the end of the period"),
            rows="money_at_end",
            columns=_MONEY,
            note=N_("Money handed to members of staff and not yet accounted for is money in hand."),
            empty=N_("There is no money."),
        ),
        RECONCILIATION,
        Grid(
            code="currencies",
            title=N_("Money by currency"),
            by="currency",
            heading=N_("Currency"),
            unit="own",
            total=False,
            columns=(
                Column(code="opening", label=N_("At the beginning"), measure="flow_opening", share=3),
                Column(code="income", label=N_("Income"), measure="flow_income", share=3),
                Column(code="converted", label=N_("Changed"), measure="flow_converted", share=3),
                Column(code="paid", label=N_("Paid"), measure="flow_paid", share=3),
                Column(code="returned", label=N_("Returned"), measure="flow_returned", share=3),
                Column(
                    code="closing",
                    label=N_("At the end"),
                    sums=("opening", "income", "converted", "-paid", "-returned"),
                    share=3,
                ),
            ),
        ),
        ACTIVITIES,
        Lines(
            code="registers",
            title=N_("Staff and members"),
            unit="count",
            lines=(
                Line(code="staff", label=N_("Members of staff"), measure="staff", required=True),
                Line(code="members", label=N_("Members"), measure="members", required=True),
                Line(code="branches", label=N_("Branches"), measure="branches", required=True),
            ),
        ),
        Listing(
            code="property",
            title=N_("Property"),
            rows="assets",
            columns=(
                Column(code="name", label=N_("Thing"), look="text", share=6),
                Column(code="date", label=N_("Bought on"), look="date", share=3),
                Column(code="place", label=N_("Place"), look="text", share=5),
                Column(code="tjs", label=N_("Value in somoni"), share=4, total=True),
            ),
            empty=N_("There is none."),
        ),
        SIGNED,
        Listing(
            code="foreign",
            title=N_("Receipts from abroad and their notices"),
            rows="foreign",
            apart=True,
            columns=(
                Column(code="no", label=N_("No."), look="text", share=1),
                Column(code="date", label=N_("Date"), look="date", share=3),
                Column(code="source", label=N_("Source"), look="text", share=4),
                Column(code="what", label=N_("Project or thing"), look="text", share=4),
                Column(code="amount", label=N_("Amount"), share=3),
                Column(code="currency", label=N_("Currency"), look="text", share=2),
                Column(code="tjs", label=N_("In somoni"), share=3, total=True),
                Column(code="outgoing", label=N_("Notice sent"), look="text", share=3),
                Column(code="incoming", label=N_("Incoming no."), look="text", share=3),
                Column(code="state", label=N_("State"), look="text", share=5),
            ),
            empty=N_("Nothing came from abroad."),
        ),
        Listing(
            code="late",
            title=N_("Entries that came late from the periods before"),
            rows="late",
            apart=True,
            optional=True,
            columns=(
                Column(code="date", label=N_("Date"), look="date", share=2),
                Column(code="number", label=N_("Voucher"), look="text", share=3),
                Column(code="kind", label=N_("Kind"), look="text", share=3),
                Column(code="text", label=N_("What for"), look="text", share=6),
                Column(code="tjs", label=N_("In somoni"), share=3, total=True),
            ),
            note=N_("They are part of the figures of this period."),
            empty=N_("There are none."),
        ),
    ),
    beside=FOREIGN_SUMS,
    ties=(
        Tie(
            code="closing",
            label=N_("Money at the end is what follows from the beginning"),
            sums=("closing", "-at_end.total.tjs"),
        ),
        Tie(
            code="receipts",
            label=N_("The receipts listed are the income"),
            sums=("receipts.total.tjs", "-income"),
        ),
        Tie(
            code="spending",
            label=N_("Expenditure by project is expenditure by article"),
            sums=("spending.total.tjs", "-expenditure"),
        ),
        Tie(
            code="foreign",
            label=N_("The annex is the income from abroad, in money and in kind"),
            sums=("foreign.total.tjs", "-foreign_money", "-foreign_in_kind"),
        ),
    ),
    tests=(
        *DECIDED,
        Test(name="notices", label=N_("Each receipt from abroad has its notice")),
        Test(name="opening_as_filed", label=N_("The beginning is the last filed end")),
    ),
)
