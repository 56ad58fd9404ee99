"""Money's codes: donors, kinds of funds, articles of expense, accounts, notices, exchange rules.

The types of donors are those of the law's list of sources that a public association tells the
registering body about; articles follow the sections of the half-year financial report.
"""

from __future__ import annotations

from cspdesk.domain.lists.choice import Choice, CodeList
from cspdesk.domain.text import N_

LEGAL_FORMS = CodeList(
    "legal_form",
    (
        Choice("public_association", N_("Public association")),
        Choice("public_foundation", N_("Public foundation")),
        Choice("association_of_legal_entities", N_("Association of legal entities")),
        Choice("institution", N_("Non-commercial institution")),
        Choice("branch_of_foreign", N_("Branch of a foreign organisation")),
        Choice("initiative_group", N_("Initiative group"), N_("Not registered.")),
        Choice("other", N_("Other")),
    ),
)

DONOR_TYPES = CodeList(
    "donor_type",
    (
        Choice("donor_foreign_state", N_("Foreign state")),
        Choice("donor_foreign_legal", N_("Foreign legal person")),
        Choice("donor_intl_org", N_("International organisation")),
        Choice("donor_intl_movement", N_("International movement")),
        Choice("donor_foreign_person", N_("Foreign natural person"), "", "moderate"),
        Choice("donor_domestic_state", N_("State body of Tajikistan")),
        Choice("donor_domestic_legal", N_("Domestic legal person")),
        Choice("donor_domestic_person", N_("Domestic natural person"), "", "moderate"),
    ),
)

FUND_KINDS = CodeList(
    "fund_kind",
    (
        Choice("grant", N_("Grant")),
        Choice("sub_grant", N_("Sub-grant")),
        Choice("donation", N_("Donation")),
        Choice("voluntary_contribution", N_("Voluntary contribution")),
        Choice("membership_fee", N_("Membership fee")),
        Choice("in_kind", N_("Property in kind")),
        Choice("services", N_("Services free of charge")),
        Choice("humanitarian_goods", N_("Humanitarian goods")),
        Choice("own_income", N_("Income from own activity")),
    ),
)

ARTICLES = CodeList(
    "article",
    (
        Choice("wages", N_("Wages")),
        Choice("social_tax", N_("Social tax"), N_("The employer’s part.")),
        Choice("rent", N_("Rent")),
        Choice("communications", N_("Communications")),
        Choice("transport", N_("Transport and travel")),
        Choice("events", N_("Training and events")),
        Choice("printing", N_("Printing")),
        Choice("equipment", N_("Equipment")),
        Choice("office_supplies", N_("Office supplies")),
        Choice("utilities", N_("Electricity, water, heating")),
        Choice("consultants", N_("Consultants"), N_("And other contracts of civil law.")),
        Choice("sub_grants", N_("Sub-grants")),
        Choice("goods_given", N_("Goods given out")),
        Choice("bank_charges", N_("Bank charges")),
        Choice("exchange_difference", N_("Exchange difference")),
        Choice("indirect_costs", N_("Indirect costs")),
        Choice("taxes_other", N_("Other taxes and duties")),
        Choice("other", N_("Other expenses")),
    ),
)

ACCOUNT_KINDS = CodeList(
    "account_kind",
    (
        Choice("bank", N_("Bank account")),
        Choice("cash", N_("Cash desk")),
        Choice(
            "staff_advance",
            N_("Staff advance"),
            N_("Money handed to a member of staff, to be accounted for."),
        ),
    ),
)

EXCHANGE_RULES = CodeList(
    "exchange_rule",
    (
        Choice(
            "transfer_rate_fifo",
            N_("Rate of the transfers, oldest first"),
            N_("Each expense is worth what it draws from the oldest somoni received."),
        ),
        Choice("nbt_rate_of_day", N_("Official rate of the day of the expense")),
        Choice("monthly_average", N_("Mean of the month’s official rates")),
        Choice("monthly_table", N_("Donor’s monthly table")),
        Choice("fixed", N_("Rate fixed in the agreement")),
        Choice("own", N_("No exchange"), N_("Own funds in somoni.")),
    ),
)

RECEIPT_STATES = CodeList(
    "receipt_state",
    (
        Choice("receipt_expected", N_("Expected")),
        Choice("receipt_received", N_("Received")),
        Choice("receipt_notice_drafted", N_("Notice drafted")),
        Choice("receipt_notice_filed", N_("Notice filed")),
        Choice("receipt_registered", N_("Registered"), N_("May be spent from this day.")),
        Choice("receipt_reported", N_("Reported in the half-year")),
        Choice("receipt_closed", N_("Closed receipt")),
        Choice("receipt_returned", N_("Returned to the donor")),
        Choice("receipt_bank_rejected", N_("Rejected by the bank")),
        Choice("receipt_notice_refused", N_("Notice refused")),
        Choice("receipt_not_notifiable", N_("No notice needed"), N_("With the reason and who decided.")),
    ),
)

OWN_INCOME = CodeList(
    "own_income",
    (
        Choice("membership_fee", N_("Membership fee")),
        Choice("own_activity", N_("Income from own activity")),
        Choice("social_order", N_("State social order"), N_("Services that the state orders and pays for.")),
        Choice("bank_interest", N_("Interest of the bank")),
        Choice("property_sold", N_("Sale of property")),
        Choice("other_income", N_("Other income")),
    ),
)
"""Where money comes from that no donor gave."""

PAYABLES = CodeList(
    "payable",
    (
        Choice("income_tax", N_("Income tax withheld")),
        Choice("social_tax", N_("Social tax")),
        Choice("suppliers", N_("Suppliers")),
        Choice("wages", N_("Wages not paid out")),
        Choice("other_taxes", N_("Other taxes and duties")),
    ),
)
"""What can be owed; the ledger knows each by its code."""

OPENING_SECTIONS = CodeList(
    "opening_section",
    (
        Choice("goods_in_kind", N_("Property in kind")),
        Choice("subgrant_advance", N_("Advance of a sub-grant")),
        Choice("vat_to_recover", N_("VAT to be recovered")),
        Choice("payable:income_tax", N_("Income tax withheld"), N_("Below zero: it is owed.")),
        Choice("payable:social_tax", N_("Social tax"), N_("Below zero: it is owed.")),
        Choice("payable:suppliers", N_("Suppliers"), N_("Below zero: it is owed.")),
        Choice("payable:wages", N_("Wages not paid out"), N_("Below zero: it is owed.")),
        Choice("payable:other_taxes", N_("Other taxes and duties"), N_("Below zero: it is owed.")),
    ),
)
"""What a balance can be that is no money; codes are those of the ledger's accounts."""

PERIOD_FORMS = CodeList(
    "period_form",
    (
        Choice("month", N_("Month")),
        Choice("quarter", N_("Quarter")),
        Choice("half_year", N_("Half-year")),
        Choice("year", N_("Year")),
    ),
)

REVERSAL_TYPES = CodeList(
    "reversal_type",
    (
        Choice("correction", N_("Entered wrongly")),
        Choice("bank_return", N_("The bank gave the payment back")),
    ),
)

SAMENESS = CodeList(
    "sameness",
    (
        Choice("same", N_("One document"), N_("One document entered twice: it counts once.")),
        Choice("two", N_("Two documents"), N_("Two documents that are alike: both count.")),
    ),
)

ASSET_STATES = CodeList(
    "asset_state",
    (
        Choice("in_use", N_("In use")),
        Choice("stored", N_("Stored")),
        Choice("broken", N_("Broken")),
        Choice("written_off", N_("Written off")),
        Choice("handed_over", N_("Handed over")),
        Choice("lost", N_("Lost or stolen")),
    ),
)
REPORT_QUESTIONS = CodeList(
    "report_question",
    (
        Choice("performance", N_("Overall performance")),
        Choice("changes", N_("Changes and amendments")),
        Choice("participation", N_("Participation of and accountability to people")),
        Choice("risks", N_("Risk management")),
        Choice("exit", N_("Exit strategy and sustainability")),
        Choice("lessons", N_("Lessons learned")),
        Choice("value", N_("Value for money")),
        Choice("visibility", N_("Visibility")),
        Choice("coordination", N_("Coordination")),
        Choice("partners", N_("Implementing partners")),
        Choice("environment", N_("Environment")),
        Choice("remarks", N_("Remarks")),
        Choice("own_share", N_("Own share spent"), N_("An amount.")),
        Choice("income_used", N_("Programme income spent"), N_("An amount.")),
    ),
)
"""What the Grand Bargain's "8+3" narrative asks in words, and what the federal report asks beside the books.

All other numbers come from the records.
"""

INCOME_RULES = CodeList(
    "income_rule",
    (
        Choice("deduction", N_("Deducted"), N_("It lowers what the donor pays.")),
        Choice("addition", N_("Added"), N_("It is spent beside what the donor pays.")),
    ),
)

ALL = (
    REPORT_QUESTIONS,
    LEGAL_FORMS,
    DONOR_TYPES,
    FUND_KINDS,
    ARTICLES,
    ACCOUNT_KINDS,
    EXCHANGE_RULES,
    INCOME_RULES,
    RECEIPT_STATES,
    OWN_INCOME,
    PAYABLES,
    OPENING_SECTIONS,
    PERIOD_FORMS,
    REVERSAL_TYPES,
    SAMENESS,
    ASSET_STATES,
)
