"""The books' own records: accounts, rates, articles, opening balances, reversals."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from cspdesk.domain.fields import Merge
from cspdesk.domain.text import N_
from cspdesk.models import documents as paper
from cspdesk.models.base import Facts, Part, Record, beside, field


class Account(Record):
    """A place where money lies: a bank account, a cash desk, an advance in somebody's hands."""

    facts = Facts(48, N_("Account"), N_("Accounts"), stream="finance", title="name")

    name: Mapped[str | None] = field(
        4801, N_("Name"), "text", required=True, search=True, audience="organisation", example="Bank, somoni"
    )
    kind: Mapped[str | None] = field(
        4802,
        N_("Kind of account"),
        "code",
        choices="account_kind",
        required=True,
        merge=Merge.MUST_DECIDE,
        audience="organisation",
    )
    currency: Mapped[str | None] = field(
        4803,
        N_("Currency"),
        "code",
        choices="currency",
        required=True,
        merge=Merge.MUST_DECIDE,
        audience="organisation",
        help=N_("One for each account; it stays when money has gone through it."),
    )
    bank: Mapped[str | None] = field(4804, N_("Bank"), "text", audience="organisation", authority=True)
    number: Mapped[str | None] = field(
        4805,
        N_("Account number"),
        "text",
        sensitivity="moderate",
        audience="organisation",
        authority=True,
    )
    holder: Mapped[str | None] = field(
        4806,
        N_("Who holds it"),
        "text",
        audience="organisation",
        example="FN",
        help=N_("The short code of the person, never the name."),
    )
    opened_on: Mapped[str | None] = field(4807, N_("Opened on"), "date", audience="organisation")
    closed_on: Mapped[str | None] = field(4808, N_("Closed on"), "date", audience="organisation")
    note: Mapped[str | None] = paper.note(4809)


class ExchangeRate(Record):
    """Somoni for so many units of a currency on a day, by the National Bank or by a donor's table.

    Its id is computed from its source, currency and day: desks that enter one rate meet in one record.
    """

    facts = Facts(
        49,
        N_("Exchange rate"),
        N_("Exchange rates"),
        stream="common",
        title="currency",
        date="day",
        keys=("source", "currency", "day"),
    )

    source: Mapped[str | None] = field(
        4901,
        N_("Source"),
        "code",
        required=True,
        merge=Merge.POSTED,
        audience="public",
        example="nbt",
        help=N_("nbt for the National Bank, or the name of a donor’s table."),
    )
    currency: Mapped[str | None] = field(
        4902,
        N_("Currency"),
        "code",
        choices="currency",
        required=True,
        merge=Merge.POSTED,
        audience="public",
        example="USD",
    )
    day: Mapped[str | None] = field(
        4903,
        N_("Day"),
        "date",
        required=True,
        merge=Merge.POSTED,
        audience="public",
        example="2026-03-03",
        help=N_("For a table by months, the first day of the month."),
    )
    rate: Mapped[int | None] = field(
        4904, N_("Official rate"), "rate", required=True, merge=Merge.MUST_DECIDE, audience="public"
    )
    rate_decimals: Mapped[int | None] = beside()
    rate_unit: Mapped[int | None] = beside()


class Article(Record):
    """A kind of expense that the organisation adds to the shipped ones; its code is what expenses name."""

    facts = Facts(67, N_("Article of expense"), N_("Articles of expense"), stream="common", title="name")

    code: Mapped[str | None] = field(
        6701, N_("Code"), "code", required=True, audience="public", example="school_kits"
    )
    name: Mapped[str | None] = field(
        6702, N_("Name"), "text", required=True, search=True, audience="public", example="School kits"
    )
    name_ru: Mapped[str | None] = field(6703, N_("Name in Russian"), "text", search=True, audience="public")
    name_en: Mapped[str | None] = field(6704, N_("Name in English"), "text", search=True, audience="public")


class Opening(Record):
    """One balance with which the books began; below zero where it was owed."""

    facts = Facts(
        85,
        N_("Opening balance"),
        N_("Opening balances"),
        stream="finance",
        title="description",
        date="opened_on",
        holds=paper.papers(8520),
    )

    agreement: Mapped[bytes | None] = paper.agreement(8501, required=True)
    opened_on: Mapped[str | None] = paper.decided(8502, N_("On"), "date", required=True, example="2026-01-01")
    account: Mapped[bytes | None] = paper.account(8503, help=N_("Empty where it is no money: then say what."))
    section: Mapped[str | None] = paper.decided(
        8504,
        N_("What it is, where it is no money"),
        "code",
        choices="opening_section",
        audience="organisation",
    )
    amount: Mapped[int | None] = paper.amount(8505, required=True)
    amount_currency: Mapped[str | None] = beside(Text)
    value: Mapped[int | None] = paper.amount(
        8506,
        N_("Worth in the agreement’s currency"),
        help=N_("Where the agreement counts by the rates of transfers and the money is in another currency."),
    )
    value_currency: Mapped[str | None] = beside(Text)
    sub_grant: Mapped[bytes | None] = field(
        8507, N_("Sub-grant"), "reference", of="sub_grant", audience="organisation"
    )
    quantity: Mapped[int | None] = paper.decided(
        8508, N_("Quantity"), "integer", group="", least=0, most=1_000_000_000
    )
    description: Mapped[str | None] = paper.description(8509)
    number: Mapped[str | None] = paper.paper_no(8510)
    note: Mapped[str | None] = paper.note(8511)


class EarlierFigures(Record):
    """What an agreement had received, returned and charged before the books began, in its currency."""

    facts = Facts(
        86,
        N_("Figures from before"),
        N_("Figures from before"),
        stream="finance",
        title="description",
        date="until",
        holds=(paper.parts(8620, N_("Charged before"), "charged", "earlier_charge"), *paper.papers(8621)),
    )

    agreement: Mapped[bytes | None] = paper.agreement(8601, required=True)
    until: Mapped[str | None] = paper.decided(
        8602,
        N_("Up to"),
        "date",
        required=True,
        example="2026-01-01",
        help=N_("The first day of the books."),
    )
    received: Mapped[int | None] = paper.amount(8603, N_("Received"))
    received_currency: Mapped[str | None] = beside(Text)
    returned: Mapped[int | None] = paper.amount(8604, N_("Returned"))
    returned_currency: Mapped[str | None] = beside(Text)
    description: Mapped[str | None] = paper.description(8605)
    note: Mapped[str | None] = paper.note(8606)


class EarlierCharge(Part):
    """What a budget line had borne before the books began."""

    facts = Facts(
        87,
        N_("Charge from before"),
        N_("Charges from before"),
        stream="finance",
        title="line",
        parents=("earlier_figures",),
    )

    line: Mapped[str | None] = paper.line(8701, required=True)
    article: Mapped[str | None] = field(
        8702, N_("Article of expense"), "code", choices="article", audience="donor"
    )
    amount: Mapped[int | None] = paper.amount(8703, group="", required=True)
    amount_currency: Mapped[str | None] = beside(Text)


class Reversal(Record):
    """The mirror of another document: entered wrongly, or a payment that the bank gave back."""

    facts = Facts(
        89,
        N_("Reversal"),
        N_("Reversals"),
        stream="finance",
        title="reason",
        date="reversed_on",
        holds=paper.papers(8920),
    )

    of: Mapped[bytes | None] = field(
        8901,
        N_("Which document"),
        "reference",
        required=True,
        merge=Merge.POSTED,
        audience="organisation",
    )
    type: Mapped[str | None] = field(
        8902,
        N_("Why it is reversed"),
        "code",
        choices="reversal_type",
        required=True,
        merge=Merge.POSTED,
        audience="donor",
    )
    reversed_on: Mapped[str | None] = field(
        8903,
        N_("Reversed on"),
        "date",
        required=True,
        merge=Merge.POSTED,
        audience="donor",
        example="2026-07-15",
    )
    reason: Mapped[str | None] = field(
        8904, N_("Reason"), "text", search=True, merge=Merge.POSTED, audience="donor"
    )
