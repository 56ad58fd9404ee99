"""Reports about one agreement: its statement, the budget against what was spent, the European annex."""

from __future__ import annotations

from dataclasses import replace

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
from cspdesk.reports.money.shipped.common_parts import AGREEMENT, DECIDED, PREPARED, VOUCHERS

_COVER = Particulars(code="cover", title=N_("The agreement"), details=AGREEMENT)

BALANCE = (
    Line(code="brought_forward", label=N_("Brought forward"), measure="brought_forward"),
    Line(code="received", label=N_("Received"), measure="received"),
    Line(code="returned", label=N_("Returned to the donor"), measure="returned", minus=True),
    Line(code="charged", label=N_("Charged"), measure="charged", minus=True),
    Line(code="difference", label=N_("Exchange difference"), measure="difference"),
    Line(
        code="balance",
        label=N_("Left"),
        sums=("brought_forward", "received", "returned", "charged", "difference"),
        strong=True,
    ),
)
HELD = (
    Line(code="held", label=N_("Money in the agreement’s currency"), measure="held"),
    Line(code="pools", label=N_("Other money, less what is unpaid, at its worth"), measure="pools"),
    Line(code="advances", label=N_("Advances open with members"), measure="advances"),
    Line(code="there", label=N_("In all"), sums=("held", "pools", "advances"), strong=True),
)
_IN_FIGURES = Lines(
    code="sums",
    title=N_("The agreement in figures"),
    lines=BALANCE,
    unit="agreement",
    note=N_("From the agreement’s beginning to the end of the period."),
)
_CHARGES = Listing(
    code="vouchers",
    title=N_("Vouchers of this period"),
    rows="vouchers",
    apart=True,
    columns=VOUCHERS,
    empty=N_("Nothing was charged in this period."),
)
_BUDGET_HOLDS = (
    *DECIDED,
    Test(name="before_as_filed", label=N_("Cumulative before is what was filed last")),
    Test(name="tolerated", label=N_("No heading is overspent beyond what the donor tolerates"), bars=False),
)
_LINES_CHARGED = Tie(
    code="charged",
    label=N_("The lines are what the statement charges"),
    sums=("budget.total.cumulative", "charged", "-goods"),
)
_BESIDE = (
    Line(code="total", measure="total"),
    Line(code="goods", measure="given_on_lines"),
    Line(code="borne", measure="borne_in_period"),
)
_TIED = Tie(
    code="held",
    label=N_("What is left is what is there"),
    sums=("balance", "-there"),
)

STATEMENT = Definition(
    id="agreement_statement",
    version=1,
    title=N_("Statement of the agreement"),
    subtitle=N_("From the first cent to the last"),
    of="agreement",
    audiences=("donor", "organisation"),
    wide=True,
    parts=(
        _COVER,
        _IN_FIGURES,
        Lines(code="where", title=N_("Where the money is"), lines=HELD, unit="agreement"),
        Listing(
            code="statement",
            title=N_("Every movement"),
            rows="statement",
            unit="agreement",
            columns=(
                Column(code="date", label=N_("Date"), look="date", share=3),
                Column(code="number", label=N_("Voucher"), look="text", share=2),
                Column(code="document", label=N_("Document"), look="text", share=7),
                Column(code="brought", label=N_("Brought forward"), share=3, total=True, quiet=True),
                Column(code="received", label=N_("Received"), share=3, total=True, quiet=True),
                Column(code="returned", label=N_("Returned"), share=3, total=True, quiet=True),
                Column(code="charged", label=N_("Charged"), share=3, total=True, quiet=True),
                Column(code="advanced", label=N_("Advanced"), share=3, total=True, quiet=True),
                Column(code="difference", label=N_("Difference"), share=3, total=True, quiet=True),
                Column(code="balance", label=N_("Balance after"), share=3),
            ),
            note=N_(
                "Money advanced to members is still in the balance. A difference of rates on what is held "
                "belongs to a day and to no movement: it stands above."
            ),
            empty=N_("Nothing has moved."),
        ),
        Listing(
            code="tranches",
            title=N_("Payments expected"),
            rows="tranches",
            unit="agreement",
            columns=(
                Column(code="due", label=N_("Due on"), look="date", share=3),
                Column(code="condition", label=N_("Condition"), look="text", share=6, quiet=True),
                Column(code="amount", label=N_("Amount"), share=3, total=True),
                Column(code="received", label=N_("Received on"), look="date", share=3),
            ),
            optional=True,
        ),
        Listing(
            code="lots",
            title=N_("What is left of the transfers"),
            rows="lots",
            columns=(
                Column(code="date", label=N_("Date"), look="date", share=3),
                Column(code="document", label=N_("Document"), look="text", share=5),
                Column(code="amount", label=N_("Amount"), share=3),
                Column(code="currency", label=N_("Currency"), look="text", share=2),
                Column(code="value", label=N_("Worth"), share=3, total=True, unit=True),
            ),
            optional=True,
        ),
    ),
    ties=(
        _TIED,
        Tie(
            code="received",
            label=N_("The movements are what was received"),
            sums=("statement.total.received", "-received"),
        ),
        Tie(
            code="charged",
            label=N_("The movements are what was charged"),
            sums=("statement.total.charged", "charged"),
        ),
        Tie(
            code="returned",
            label=N_("The movements are what was returned"),
            sums=("statement.total.returned", "returned"),
        ),
    ),
    tests=DECIDED,
)

BUDGET_REPORT = Definition(
    id="budget_report",
    version=1,
    title=N_("Budget against actual"),
    of="agreement",
    audiences=("donor", "organisation"),
    wide=True,
    parts=(
        _COVER,
        Grid(
            code="budget",
            title=N_("By budget line"),
            by="line",
            heading=N_("Line"),
            unit="agreement",
            columns=(
                Column(code="original", label=N_("Budget"), measure="budget_original", share=3, total=True),
                Column(code="current", label=N_("As amended"), measure="budget_current", share=3, total=True),
                Column(
                    code="before",
                    label=N_("Before this period"),
                    measure="budget_before",
                    share=3,
                    total=True,
                ),
                Column(code="period", label=N_("This period"), measure="budget_period", share=3, total=True),
                Column(
                    code="cumulative",
                    label=N_("Cumulative"),
                    sums=("before", "period"),
                    share=3,
                    total=True,
                ),
                Column(code="left", label=N_("Left"), sums=("current", "-cumulative"), share=3, total=True),
                Column(code="used", label="%", ratio=("cumulative", "current"), look="ratio", share=2),
            ),
            empty=N_("The agreement has no budget lines."),
        ),
        _IN_FIGURES,
        PREPARED,
        _CHARGES,
    ),
    beside=_BESIDE,
    ties=(
        _LINES_CHARGED,
        Tie(
            code="vouchers",
            label=N_("The vouchers are what this period charges"),
            sums=("vouchers.total.value", "borne", "-budget.total.period"),
        ),
    ),
    tests=_BUDGET_HOLDS,
)

EU_ANNEX = Definition(
    id="eu_annex",
    version=1,
    title=N_("Financial report of the action"),
    subtitle=N_("Interim or final, by budget heading"),
    of="agreement",
    audiences=("donor", "organisation"),
    wide=True,
    parts=(
        _COVER,
        Listing(
            code="budget",
            title=N_("Budget and costs"),
            rows="budget",
            unit="agreement",
            columns=(
                Column(code="line", label=N_("Heading and line"), look="text", share=6),
                Column(code="unit", label=N_("Unit"), look="text", share=2, quiet=True),
                Column(code="units", label=N_("Units"), look="rate", share=2, quiet=True),
                Column(code="unit_value", label=N_("Unit value"), share=3, quiet=True),
                Column(code="original", label=N_("Total"), share=3, total=True),
                Column(code="change", label=N_("Addendum, reallocation"), share=3, total=True),
                Column(code="current", label=N_("As amended"), share=3, total=True),
                Column(code="period", label=N_("This period"), share=3, total=True),
                Column(code="before", label=N_("Cumulative before"), share=3, total=True),
                Column(code="cumulative", label=N_("Cumulative"), share=3, total=True),
                Column(code="left", label=N_("Left"), share=3, total=True),
            ),
            empty=N_("The agreement has no budget lines."),
        ),
        _IN_FIGURES,
        PREPARED,
        replace(_CHARGES, title=N_("List of transactions")),
        Listing(
            code="contracts",
            title=N_("Contracts awarded"),
            rows="contracts",
            apart=True,
            optional=True,
            columns=(
                Column(code="date", label=N_("Date"), look="date", share=2),
                Column(code="number", label=N_("No."), look="text", share=2),
                Column(code="supplier", label=N_("Supplier"), look="text", share=5),
                Column(code="text", label=N_("What for"), look="text", share=5),
                Column(code="amount", label=N_("Amount"), share=3),
                Column(code="currency", label=N_("Currency"), look="text", share=2),
                Column(code="open", label=N_("Still open"), share=3),
            ),
        ),
    ),
    beside=_BESIDE,
    ties=(
        Tie(
            code="total",
            label=N_("The headings are the agreement’s total"),
            sums=("budget.total.current", "-total"),
        ),
        _LINES_CHARGED,
    ),
    tests=_BUDGET_HOLDS,
)
