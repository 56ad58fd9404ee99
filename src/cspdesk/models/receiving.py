"""Money and property that came, and what goes back to who gave it."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from cspdesk.domain.fields import Merge
from cspdesk.domain.text import N_
from cspdesk.models import documents as paper
from cspdesk.models.base import Facts, Record, beside, field


class Fund(Record):
    """Money or property that came, from abroad or from here: on what date, from whom, how much."""

    facts = Facts(
        42,
        N_("Incoming funds"),
        N_("Incoming funds"),
        stream="finance",
        title="purpose",
        date="credited_on",
        holds=paper.papers(4240),
    )

    donor: Mapped[bytes | None] = field(
        4201, N_("Donor"), "reference", of="donor", audience="donor", authority=True
    )
    source: Mapped[str | None] = field(
        4202,
        N_("Own income"),
        "code",
        choices="own_income",
        audience="donor",
        authority=True,
        help=N_("Where no donor gave it."),
    )
    agreement: Mapped[bytes | None] = paper.agreement(4203, authority=True)
    kind: Mapped[str | None] = field(
        4204, N_("Kind of funds"), "code", choices="fund_kind", audience="donor", authority=True
    )
    credited_on: Mapped[str | None] = paper.decided(
        4205, N_("Date credited"), "date", required=True, authority=True, example="2026-03-03"
    )
    amount: Mapped[int | None] = paper.amount(
        4206, required=True, authority=True, example={"amount": "12500.00", "currency": "USD"}
    )
    amount_currency: Mapped[str | None] = beside(Text)
    account: Mapped[bytes | None] = paper.account(4207, help=N_("Empty for property in kind."))
    value: Mapped[int | None] = paper.amount(
        4208,
        N_("Amount by the payment advice"),
        help=N_("In the agreement’s currency, where the account has another one."),
    )
    value_currency: Mapped[str | None] = beside(Text)
    rate: Mapped[int | None] = paper.decided(
        4209,
        N_("Official rate"),
        "rate",
        authority=True,
        help=N_("Somoni by the National Bank’s rate of the day, and for how many units of the currency."),
    )
    rate_decimals: Mapped[int | None] = beside()
    rate_unit: Mapped[int | None] = beside()
    rate_on: Mapped[str | None] = paper.decided(4210, N_("Date of the rate"), "date", authority=True)
    purpose: Mapped[str | None] = field(
        4211, N_("Purpose of payment"), "text", search=True, audience="donor", authority=True
    )
    tranche: Mapped[int | None] = field(
        4212, N_("Which payment of the agreement"), "integer", least=1, most=999, audience="donor"
    )
    state: Mapped[str | None] = field(
        4213, N_("State"), "code", choices="receipt_state", index=True, audience="organisation"
    )
    document_no: Mapped[str | None] = paper.paper_no(4214)
    payer_bank: Mapped[str | None] = field(
        4215, N_("Bank that paid"), "text", audience="organisation", authority=True
    )
    bank_reference: Mapped[str | None] = field(
        4216, N_("Reference of the bank"), "text", search=True, audience="organisation"
    )
    charges: Mapped[int | None] = field(
        4217,
        N_("Charges of the banks on the way"),
        "amount",
        merge=Merge.MUST_DECIDE,
        audience="donor",
        help=N_("For the record only: what arrived is the amount."),
    )
    charges_currency: Mapped[str | None] = beside(Text)
    item: Mapped[str | None] = field(
        4218,
        N_("Property"),
        "text",
        search=True,
        audience="donor",
        authority=True,
        example="Hygiene kits",
        help=N_("For property in kind: what it is."),
    )
    quantity: Mapped[int | None] = paper.decided(
        4219, N_("Quantity"), "integer", group="", least=0, most=1_000_000_000, authority=True, example=120
    )
    unit: Mapped[str | None] = field(
        4220, N_("Unit"), "text", audience="donor", authority=True, example="piece"
    )
    valuation: Mapped[str | None] = field(4221, N_("How it was valued"), "text", audience="donor")
    customs_no: Mapped[str | None] = field(4222, N_("Customs declaration"), "text", audience="organisation")
    warehouse: Mapped[str | None] = field(4223, N_("Warehouse"), "text", audience="organisation")
    note: Mapped[str | None] = paper.note(4224)
    accounted: Mapped[str | None] = paper.accounted(4225)
    day_order: Mapped[str | None] = paper.day_order(4226)
    replaces: Mapped[bytes | None] = paper.replaces(4227)


class Refund(Record):
    """Money sent back to the donor."""

    facts = Facts(
        78,
        N_("Refund to a donor"),
        N_("Refunds to donors"),
        stream="finance",
        title="description",
        date="sent_on",
        holds=paper.papers(7820),
    )

    agreement: Mapped[bytes | None] = paper.agreement(7801, required=True)
    sent_on: Mapped[str | None] = paper.decided(
        7802, N_("Sent on"), "date", required=True, example="2026-07-21"
    )
    account: Mapped[bytes | None] = paper.account(7803, required=True)
    amount: Mapped[int | None] = paper.amount(7804, required=True)
    amount_currency: Mapped[str | None] = beside(Text)
    fund: Mapped[bytes | None] = field(
        7805, N_("Money that goes back"), "reference", of="fund", audience="donor"
    )
    description: Mapped[str | None] = paper.description(7806)
    reason: Mapped[str | None] = field(7807, N_("Reason"), "text", search=True, audience="donor")
    number: Mapped[str | None] = paper.paper_no(7808)
    note: Mapped[str | None] = paper.note(7809)
    accounted: Mapped[str | None] = paper.accounted(7810)
    day_order: Mapped[str | None] = paper.day_order(7811)
    replaces: Mapped[bytes | None] = paper.replaces(7812)


class GoodsGiven(Record):
    """Property that was received in kind and given out."""

    facts = Facts(
        79,
        N_("Goods given out"),
        N_("Goods given out"),
        stream="finance",
        title="description",
        date="given_on",
        holds=paper.papers(7920),
    )

    source: Mapped[bytes | None] = field(
        7901,
        N_("Out of which property"),
        "reference",
        required=True,
        audience="donor",
        help=N_("What brought it: incoming funds in kind, or an opening balance."),
    )
    given_on: Mapped[str | None] = paper.decided(
        7902, N_("Given out on"), "date", required=True, example="2026-06-18"
    )
    quantity: Mapped[int | None] = paper.decided(
        7903, N_("Quantity"), "integer", required=True, least=0, most=1_000_000_000, example=100
    )
    line: Mapped[str | None] = paper.line(7904, help=N_("Only where the budget has a line in kind."))
    recipients: Mapped[int | None] = paper.decided(
        7905, N_("People who received"), "integer", group="", least=0, most=10_000_000
    )
    place: Mapped[str | None] = field(7906, N_("Place"), "place", index=True, audience="donor")
    activity: Mapped[bytes | None] = field(7907, N_("Activity"), "reference", of="activity", audience="donor")
    description: Mapped[str | None] = paper.description(7908)
    number: Mapped[str | None] = paper.paper_no(7909)
    note: Mapped[str | None] = paper.note(7910)
    accounted: Mapped[str | None] = paper.accounted(7911)
    day_order: Mapped[str | None] = paper.day_order(7912)
    replaces: Mapped[bytes | None] = paper.replaces(7913)
