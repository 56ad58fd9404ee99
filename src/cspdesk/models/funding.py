"""Where money comes from: donors, agreements with their budgets and amendments, and what arrives."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from cspdesk.domain.text import N_
from cspdesk.models import documents as paper
from cspdesk.models.base import Facts, Part, Record, beside, field

TERMS = "terms"
"""The group of what an agreement is worth: the total means nothing without the rule that values it."""


class Donor(Record):
    """Who gives."""

    facts = Facts(40, N_("Donor"), N_("Donors"), stream="finance", title="name")

    name: Mapped[str | None] = field(
        4001, N_("Name"), "text", required=True, search=True, audience="donor", tag="#org+funder"
    )
    name_ru: Mapped[str | None] = field(
        4002, N_("Name in Russian"), "text", search=True, audience="donor", authority=True
    )
    type: Mapped[str | None] = field(
        4003, N_("Kind of donor"), "code", choices="donor_type", audience="donor"
    )
    country: Mapped[str | None] = field(4004, N_("Country"), "code", audience="donor", example="GB")
    org_id: Mapped[str | None] = field(
        4005,
        N_("Identifier in open data"),
        "text",
        audience="public",
        example="GB-CHC-000000",
        help=N_("As the donor writes it in its own IATI file."),
    )
    registration_no: Mapped[str | None] = field(4006, N_("Registration number"), "text", audience="donor")
    address: Mapped[str | None] = field(4007, N_("Address"), "text", audience="donor", authority=True)
    contact: Mapped[str | None] = field(
        4008, N_("Contact"), "text", sensitivity="moderate", audience="organisation"
    )
    note: Mapped[str | None] = paper.note(4009)


class Agreement(Record):
    """What a donor promised; own funds are one too, without a donor."""

    facts = Facts(
        41,
        N_("Agreement"),
        N_("Agreements"),
        stream="finance",
        title="number",
        date="signed_on",
        holds=(
            paper.parts(4160, N_("Budget lines"), "lines", "budget_line"),
            paper.parts(4161, N_("Payments expected"), "tranches", "tranche"),
            paper.parts(4162, N_("Reports due"), "report_terms", "report_term"),
            *paper.papers(4163),
        ),
    )

    number: Mapped[str | None] = field(
        4101, N_("Number"), "text", required=True, search=True, audience="donor"
    )
    title: Mapped[str | None] = field(4102, N_("Title"), "text", search=True, audience="donor")
    donor: Mapped[bytes | None] = field(4103, N_("Donor"), "reference", of="donor", audience="donor")
    kind: Mapped[str | None] = field(4104, N_("Kind of funds"), "code", choices="fund_kind", audience="donor")
    signed_on: Mapped[str | None] = field(4105, N_("Signed on"), "date", audience="donor")
    starts: Mapped[str | None] = field(4106, N_("Begins on"), "date", audience="donor")
    ends: Mapped[str | None] = field(4107, N_("Ends on"), "date", audience="donor")
    total: Mapped[int | None] = paper.amount(
        4108,
        N_("Total"),
        group=TERMS,
        example={"amount": "60000.00", "currency": "EUR"},
        help=N_("In the currency of the agreement; for own funds nothing, in somoni."),
    )
    total_currency: Mapped[str | None] = beside(Text)
    rule: Mapped[str | None] = paper.decided(
        4109,
        N_("Exchange rule"),
        "code",
        group=TERMS,
        choices="exchange_rule",
        help=N_("How expenses in somoni are counted in the agreement’s currency."),
    )
    fixed_rate: Mapped[int | None] = paper.decided(4110, N_("Fixed rate"), "rate", group=TERMS)
    fixed_rate_decimals: Mapped[int | None] = beside()
    fixed_rate_unit: Mapped[int | None] = beside()
    rate_table: Mapped[str | None] = paper.decided(
        4111,
        N_("Donor’s table of rates"),
        "code",
        group=TERMS,
        example="InforEuro",
        help=N_("The name under which its rates are entered."),
    )
    difference_line: Mapped[str | None] = paper.line(
        4112,
        N_("Line for exchange differences"),
        help=N_("Empty: differences are shown apart from the budget."),
    )
    tolerance: Mapped[str | None] = paper.percent(
        4113,
        N_("Allowed overspending of a heading, per cent"),
        help=N_("What the donor allows to be moved between headings without an amendment."),
    )
    indirect_rate: Mapped[str | None] = paper.percent(4114, N_("Indirect costs, per cent"))
    back_donor: Mapped[bytes | None] = field(
        4115,
        N_("Donor behind the donor"),
        "reference",
        of="donor",
        audience="donor",
        help=N_("Whose money it was before, where this is a sub-grant."),
    )
    project: Mapped[str | None] = field(
        4116, N_("Project code"), "text", search=True, audience="public", example="CHASHMA-01"
    )
    title_ru: Mapped[str | None] = field(4117, N_("Title in Russian"), "text", search=True, audience="donor")
    title_en: Mapped[str | None] = field(4118, N_("Title in English"), "text", search=True, audience="donor")
    purpose: Mapped[str | None] = field(
        4119, N_("Purpose"), "longtext", search=True, audience="donor", authority=True
    )
    activities: Mapped[str | None] = field(
        4120, N_("Activities planned"), "longtext", audience="donor", authority=True
    )
    territory: Mapped[str | None] = field(
        4121, N_("Territory"), "codes", audience="public", authority=True, example=["3505000"]
    )
    groups: Mapped[str | None] = field(
        4122, N_("For whom"), "codes", choices="affected_group", audience="donor", authority=True
    )
    women: Mapped[int | None] = field(
        4123, N_("Women expected"), "integer", least=0, most=10_000_000, audience="donor", authority=True
    )
    men: Mapped[int | None] = field(
        4124, N_("Men expected"), "integer", least=0, most=10_000_000, audience="donor", authority=True
    )
    partners: Mapped[str | None] = field(4125, N_("Partners"), "text", audience="donor", authority=True)
    counterpart: Mapped[str | None] = field(
        4126, N_("State counterpart"), "text", audience="donor", authority=True
    )
    sectors: Mapped[str | None] = field(
        4127,
        N_("Sectors"),
        "text",
        audience="public",
        example="15160 60, 15150 40",
        help=N_("Codes of the OECD and their shares in per cent."),
    )
    aid_type: Mapped[str | None] = field(
        4128, N_("Type of aid"), "code", choices="aid_type", audience="public", example="C01"
    )
    flow_type: Mapped[str | None] = field(
        4129, N_("Type of flow"), "code", choices="flow_type", audience="public", example="30"
    )
    finance_type: Mapped[str | None] = field(
        4130, N_("Type of finance"), "code", choices="finance_type", audience="public", example="110"
    )
    tied_status: Mapped[str | None] = field(
        4131, N_("Tied or untied"), "code", choices="tied_status", audience="public", example="5"
    )
    unpublished: Mapped[str | None] = field(
        4132,
        N_("Why it is not published"),
        "text",
        audience="organisation",
        help=N_("A reason here keeps the agreement out of open data."),
    )
    note: Mapped[str | None] = paper.note(4133)
    keep_until: Mapped[str | None] = field(
        4134,
        N_("Papers kept until"),
        "date",
        audience="organisation",
        help=N_("The last day on which the donor may ask for them. The law may ask for longer."),
    )
    own_share: Mapped[int | None] = paper.amount(
        4135,
        N_("Own share required"),
        group="",
        help=N_("What we must spend beside the donor’s money, in the currency of the agreement."),
    )
    own_share_currency: Mapped[str | None] = beside(Text)
    income_rule: Mapped[str | None] = field(
        4136,
        N_("Programme income is"),
        "code",
        choices="income_rule",
        audience="donor",
        help=N_("What the donor says about money that the project itself earns; empty: deducted."),
    )


class BudgetLine(Part):
    """A line of an agreement's budget, in the agreement's currency."""

    facts = Facts(
        43, N_("Budget line"), N_("Budget lines"), stream="finance", title="title", parents=("agreement",)
    )

    code: Mapped[str | None] = paper.line(4301, N_("Code of the line"), required=True)
    title: Mapped[str | None] = field(4302, N_("Title"), "text", search=True, audience="donor")
    amount: Mapped[int | None] = paper.amount(4303, group="", required=True)
    amount_currency: Mapped[str | None] = beside(Text)
    donor_heading: Mapped[str | None] = field(4304, N_("Donor’s heading"), "text", audience="donor")
    article: Mapped[str | None] = field(
        4305, N_("Article of expense"), "code", choices="article", audience="donor"
    )
    in_kind: Mapped[int | None] = field(4306, N_("Counts property in kind"), "boolean", audience="donor")
    unit: Mapped[str | None] = field(4307, N_("Unit"), "text", audience="donor", example="month")
    units: Mapped[str | None] = field(4308, N_("Number of units"), "decimal", audience="donor")
    unit_value: Mapped[int | None] = field(4309, N_("Value of a unit"), "amount", audience="donor")
    unit_value_currency: Mapped[str | None] = beside(Text)


class Tranche(Part):
    """A payment that an agreement expects."""

    facts = Facts(
        44,
        N_("Payment expected"),
        N_("Payments expected"),
        stream="finance",
        title="condition",
        date="due",
        parents=("agreement",),
    )

    number: Mapped[int | None] = field(
        4401, N_("Number"), "integer", least=1, most=999, audience="donor", example=1
    )
    due: Mapped[str | None] = paper.decided(4402, N_("Expected on"), "date")
    amount: Mapped[int | None] = paper.amount(4403)
    amount_currency: Mapped[str | None] = beside(Text)
    condition: Mapped[str | None] = field(4404, N_("Condition"), "text", audience="donor")


class ReportTerm(Part):
    """A report that an agreement asks for: for which span, and when it is due."""

    facts = Facts(
        45, N_("Report due"), N_("Reports due"), stream="finance", title="due", parents=("agreement",)
    )

    duty: Mapped[str | None] = field(
        4501, N_("Report"), "code", choices="duty", required=True, audience="donor", example="DONOR_FIN"
    )
    every: Mapped[str | None] = field(4502, N_("How often"), "code", choices="period_form", audience="donor")
    first: Mapped[str | None] = field(4503, N_("From"), "date", audience="donor")
    last: Mapped[str | None] = field(4504, N_("Until"), "date", audience="donor")
    due: Mapped[str | None] = field(
        4505,
        N_("Due"),
        "text",
        audience="donor",
        example="period_end+30d",
        help=N_("As period_end+30d, or a date as 04-01 in each year."),
    )
    note: Mapped[str | None] = field(4506, N_("Note"), "text", audience="donor")


class Amendment(Record):
    """A signed change of an agreement: what it says holds from its date on."""

    facts = Facts(
        46,
        N_("Amendment"),
        N_("Amendments"),
        stream="finance",
        title="number",
        date="signed_on",
        holds=(paper.parts(4620, N_("Lines changed"), "lines", "amended_line"), *paper.papers(4621)),
    )

    agreement: Mapped[bytes | None] = paper.agreement(4601, required=True)
    number: Mapped[str | None] = field(4602, N_("Number"), "text", search=True, audience="donor")
    signed_on: Mapped[str | None] = paper.decided(
        4603, N_("Signed on"), "date", group=TERMS, required=True, example="2026-07-10"
    )
    total: Mapped[int | None] = paper.amount(
        4604, N_("New total"), group=TERMS, help=N_("Empty: the total stays as it was.")
    )
    total_currency: Mapped[str | None] = beside(Text)
    ends: Mapped[str | None] = paper.decided(4605, N_("New end"), "date", group=TERMS)
    reason: Mapped[str | None] = field(4606, N_("Reason"), "longtext", search=True, audience="donor")


class AmendedLine(Part):
    """A budget line as an amendment has it: its new amount, not the difference."""

    facts = Facts(
        47, N_("Line changed"), N_("Lines changed"), stream="finance", title="line", parents=("amendment",)
    )

    line: Mapped[str | None] = paper.line(4701, required=True)
    amount: Mapped[int | None] = paper.amount(4702, N_("New amount"), group="", required=True)
    amount_currency: Mapped[str | None] = beside(Text)
    title: Mapped[str | None] = field(
        4703, N_("Title"), "text", audience="donor", help=N_("For a line that the amendment brings.")
    )
