"""What money is spent on and where it is moved: expenses, transfers, conversions, debts paid, contracts."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from cspdesk.domain.text import N_
from cspdesk.models import documents as paper
from cspdesk.models.base import Facts, Part, Record, beside, field


class Expense(Record):
    """One document of spending: when, to whom, how much, for what, and which budget lines bear it."""

    facts = Facts(
        70,
        N_("Expense"),
        N_("Expenses"),
        stream="finance",
        title="description",
        date="spent_on",
        holds=(
            paper.parts(7020, N_("Who bears it"), "allocations", "allocation", required=True),
            paper.parts(7021, N_("Taxes withheld"), "withheld", "withheld"),
            *paper.papers(7022),
        ),
    )

    spent_on: Mapped[str | None] = paper.decided(
        7001, N_("Date of the document"), "date", required=True, example="2026-03-17"
    )
    amount: Mapped[int | None] = paper.amount(7002, required=True)
    amount_currency: Mapped[str | None] = beside(Text)
    account: Mapped[bytes | None] = paper.account(
        7003, N_("Paid from"), help=N_("Empty where it is still owed: then say to whom.")
    )
    payable: Mapped[str | None] = paper.decided(
        7004,
        N_("Owed as"),
        "code",
        choices="payable",
        audience="organisation",
        help=N_("Only where it is not paid yet; paying it is a document of its own."),
    )
    article: Mapped[str | None] = field(
        7005,
        N_("Article of expense"),
        "code",
        choices="article",
        required=True,
        audience="donor",
        example="rent",
    )
    payee: Mapped[str | None] = field(
        7006, N_("Paid to"), "text", search=True, sensitivity="moderate", audience="donor"
    )
    description: Mapped[str | None] = paper.description(7007, example="Rent of the office, March")
    number: Mapped[str | None] = paper.paper_no(7008, N_("Voucher number"))
    contract: Mapped[bytes | None] = field(
        7009,
        N_("Contract"),
        "reference",
        of="contract",
        audience="organisation",
        help=N_("The contract that it fulfils."),
    )
    note: Mapped[str | None] = paper.note(7010)
    accounted: Mapped[str | None] = paper.accounted(7011)
    day_order: Mapped[str | None] = paper.day_order(7012)
    replaces: Mapped[bytes | None] = paper.replaces(7013)
    sheet: Mapped[bytes | None] = field(
        7014,
        N_("Shares of wages"),
        "reference",
        of="staff_costs",
        audience="organisation",
        help=N_("The month’s sheet that is its voucher; where nobody bears it yet, the sheet says who does."),
    )


class Allocation(Part):
    """The part of an expense that one budget line bears, as a percentage or as an amount."""

    facts = Facts(71, N_("Share"), N_("Shares"), stream="finance", title="line", parents=("expense",))

    agreement: Mapped[bytes | None] = paper.agreement(7101, required=True)
    line: Mapped[str | None] = paper.line(7102)
    percent: Mapped[str | None] = paper.decided(7103, N_("Per cent"), "decimal", group="share", example="60")
    amount: Mapped[int | None] = paper.amount(
        7104, group="share", help=N_("Instead of a percentage; all shares of an expense in one way.")
    )
    amount_currency: Mapped[str | None] = beside(Text)
    recover: Mapped[int | None] = field(
        7105,
        N_("Comes back from the tax office"),
        "boolean",
        audience="organisation",
        help=N_("VAT that is recovered is no expense."),
    )


class Withheld(Part):
    """A tax that is kept back from a payment and owed from then on."""

    facts = Facts(
        72, N_("Tax withheld"), N_("Taxes withheld"), stream="finance", title="payable", parents=("expense",)
    )

    payable: Mapped[str | None] = field(
        7201, N_("Tax"), "code", choices="payable", required=True, audience="organisation"
    )
    amount: Mapped[int | None] = paper.amount(7202, group="", required=True, audience="organisation")
    amount_currency: Mapped[str | None] = beside(Text)


class Transfer(Record):
    """Money moved between two accounts of one currency: bank to cash, an advance to staff and its rest."""

    facts = Facts(
        73,
        N_("Transfer"),
        N_("Transfers"),
        stream="finance",
        title="description",
        date="moved_on",
        holds=paper.papers(7320),
    )

    agreement: Mapped[bytes | None] = paper.agreement(7301, N_("Whose money"), required=True)
    moved_on: Mapped[str | None] = paper.decided(
        7302, N_("Moved on"), "date", required=True, example="2026-02-03"
    )
    source: Mapped[bytes | None] = paper.account(7303, N_("From account"), required=True)
    target: Mapped[bytes | None] = paper.account(7304, N_("To account"), required=True)
    amount: Mapped[int | None] = paper.amount(7305, required=True)
    amount_currency: Mapped[str | None] = beside(Text)
    description: Mapped[str | None] = paper.description(7306)
    number: Mapped[str | None] = paper.paper_no(7307)
    note: Mapped[str | None] = paper.note(7308)
    accounted: Mapped[str | None] = paper.accounted(7309)
    day_order: Mapped[str | None] = paper.day_order(7310)
    replaces: Mapped[bytes | None] = paper.replaces(7311)


class Conversion(Record):
    """Money changed between two accounts of different currency; the bank's rate follows from the amounts."""

    facts = Facts(
        74,
        N_("Conversion"),
        N_("Conversions"),
        stream="finance",
        title="description",
        date="changed_on",
        holds=paper.papers(7420),
    )

    agreement: Mapped[bytes | None] = paper.agreement(7401, N_("Whose money"), required=True)
    changed_on: Mapped[str | None] = paper.decided(
        7402, N_("Changed on"), "date", required=True, example="2026-01-23"
    )
    source: Mapped[bytes | None] = paper.account(7403, N_("From account"), required=True)
    paid: Mapped[int | None] = paper.amount(
        7404, N_("Amount given"), required=True, example={"amount": "10000.00", "currency": "EUR"}
    )
    paid_currency: Mapped[str | None] = beside(Text)
    target: Mapped[bytes | None] = paper.account(7405, N_("To account"), required=True)
    bought: Mapped[int | None] = paper.amount(
        7406, N_("Amount received"), required=True, example={"amount": "112950.00", "currency": "TJS"}
    )
    bought_currency: Mapped[str | None] = beside(Text)
    description: Mapped[str | None] = paper.description(7407)
    number: Mapped[str | None] = paper.paper_no(7408)
    note: Mapped[str | None] = paper.note(7409)
    accounted: Mapped[str | None] = paper.accounted(7410)
    day_order: Mapped[str | None] = paper.day_order(7411)
    replaces: Mapped[bytes | None] = paper.replaces(7412)


class Payment(Record):
    """Debts paid: taxes withheld, suppliers.  They were charged when they arose."""

    facts = Facts(
        75,
        N_("Payment of debts"),
        N_("Payments of debts"),
        stream="finance",
        title="description",
        date="paid_on",
        holds=(paper.parts(7520, N_("What is paid"), "owed", "owed", required=True), *paper.papers(7521)),
    )

    paid_on: Mapped[str | None] = paper.decided(
        7501, N_("Paid on"), "date", required=True, example="2026-04-14"
    )
    account: Mapped[bytes | None] = paper.account(7502, N_("Paid from"), required=True)
    description: Mapped[str | None] = paper.description(7503)
    number: Mapped[str | None] = paper.paper_no(7504)
    note: Mapped[str | None] = paper.note(7505)
    accounted: Mapped[str | None] = paper.accounted(7506)
    day_order: Mapped[str | None] = paper.day_order(7507)
    replaces: Mapped[bytes | None] = paper.replaces(7508)


class Owed(Part):
    """What is paid of one debt, for one agreement."""

    facts = Facts(
        76, N_("Debt paid"), N_("Debts paid"), stream="finance", title="payable", parents=("payment",)
    )

    payable: Mapped[str | None] = field(
        7601, N_("Debt"), "code", choices="payable", required=True, audience="organisation"
    )
    agreement: Mapped[bytes | None] = paper.agreement(7602, required=True)
    amount: Mapped[int | None] = paper.amount(7603, group="", required=True)
    amount_currency: Mapped[str | None] = beside(Text)


class VatRefund(Record):
    """VAT that the tax office gave back."""

    facts = Facts(
        77,
        N_("VAT given back"),
        N_("VAT given back"),
        stream="finance",
        title="description",
        date="refunded_on",
        holds=paper.papers(7720),
    )

    agreement: Mapped[bytes | None] = paper.agreement(7701, required=True)
    refunded_on: Mapped[str | None] = paper.decided(
        7702, N_("Given back on"), "date", required=True, example="2026-05-20"
    )
    account: Mapped[bytes | None] = paper.account(7703, N_("To account"), required=True)
    amount: Mapped[int | None] = paper.amount(7704, required=True)
    amount_currency: Mapped[str | None] = beside(Text)
    description: Mapped[str | None] = paper.description(7705)
    number: Mapped[str | None] = paper.paper_no(7706)
    note: Mapped[str | None] = paper.note(7707)
    accounted: Mapped[str | None] = paper.accounted(7708)
    day_order: Mapped[str | None] = paper.day_order(7709)
    replaces: Mapped[bytes | None] = paper.replaces(7710)


class IndirectCosts(Record):
    """A period's share of indirect costs: charged to an agreement, recovered by own funds."""

    facts = Facts(
        84,
        N_("Indirect costs"),
        N_("Indirect costs"),
        stream="finance",
        title="description",
        date="charged_on",
        holds=paper.papers(8420),
    )

    agreement: Mapped[bytes | None] = paper.agreement(8401, required=True)
    own: Mapped[bytes | None] = paper.agreement(
        8402, N_("Own funds"), required=True, help=N_("The agreement of own funds that the money goes to.")
    )
    charged_on: Mapped[str | None] = paper.decided(
        8403, N_("Charged on"), "date", required=True, example="2026-06-30"
    )
    account: Mapped[bytes | None] = paper.account(8404, required=True)
    percent: Mapped[str | None] = paper.decided(8405, N_("Per cent"), "decimal", required=True, example="7")
    line: Mapped[str | None] = paper.line(8406, required=True)
    base: Mapped[str | None] = field(
        8407,
        N_("Lines that it is counted on"),
        "text",
        audience="donor",
        example="1, 2, 3",
        help=N_("Codes of lines with commas between; empty for all other lines."),
    )
    description: Mapped[str | None] = paper.description(8408)
    number: Mapped[str | None] = paper.paper_no(8409)
    note: Mapped[str | None] = paper.note(8410)
    accounted: Mapped[str | None] = paper.accounted(8411)
    day_order: Mapped[str | None] = paper.day_order(8412)
    replaces: Mapped[bytes | None] = paper.replaces(8413)


class Contract(Record):
    """What is ordered from a supplier and not yet an expense."""

    facts = Facts(
        88,
        N_("Contract"),
        N_("Contracts"),
        stream="finance",
        title="description",
        date="signed_on",
        holds=paper.papers(8820),
    )

    agreement: Mapped[bytes | None] = paper.agreement(8801, required=True)
    line: Mapped[str | None] = paper.line(8802)
    signed_on: Mapped[str | None] = paper.decided(
        8803, N_("Signed on"), "date", required=True, example="2026-12-12"
    )
    amount: Mapped[int | None] = paper.amount(8804, required=True)
    amount_currency: Mapped[str | None] = beside(Text)
    supplier: Mapped[str | None] = field(
        8805, N_("Supplier"), "text", search=True, sensitivity="moderate", audience="donor"
    )
    description: Mapped[str | None] = paper.description(8806)
    number: Mapped[str | None] = paper.paper_no(8807, N_("Number"))
    ends: Mapped[str | None] = field(8808, N_("Ends on"), "date", audience="donor")
    closed_on: Mapped[str | None] = paper.decided(
        8809, N_("Closed on"), "date", group="", help=N_("From then on nothing more is expected of it.")
    )
    due: Mapped[str | None] = field(
        8811,
        N_("Due"),
        "date",
        audience="donor",
        help=N_("When what is open is to be paid; empty: in the first month of a forecast."),
    )
    note: Mapped[str | None] = paper.note(8810)
