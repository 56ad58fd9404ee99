"""Notices to the registering body: of funds received, and of the continuing activity.

The notice of funds asks for the widest set of particulars that any version of the form is known to ask
for; which of them a form needs is not published, so that only the plain ones are required.
"""

from __future__ import annotations

from dataclasses import replace

from cspdesk.domain.text import N_
from cspdesk.reports.money.definition import Definition, Detail, Particulars, Test
from cspdesk.reports.money.shipped.common_parts import HEAD, ORGANISATION, SIGNED

FUNDS_NOTICE = Definition(
    id="funds_notice",
    version=1,
    title=N_("Notice of funds received"),
    of="receipt",
    audiences=("authority", "organisation"),
    formal=True,
    parts=(
        Particulars(code="organisation", title=N_("The organisation"), details=ORGANISATION),
        Particulars(
            code="source",
            title=N_("The source"),
            details=(
                Detail(name="donor.name", label=N_("Name")),
                Detail(name="money.source", label=N_("Type of source")),
                Detail(name="donor.country", label=N_("Country")),
                Detail(name="donor.address", label=N_("Address"), required=False),
                Detail(name="donor.contact", label=N_("Contact"), required=False),
                Detail(name="agreement.back_donor", label=N_("First giver"), required=False),
            ),
        ),
        Particulars(
            code="instrument",
            title=N_("The agreement"),
            details=(
                Detail(name="agreement.kind", label=N_("Kind"), required=False),
                Detail(name="agreement.number", label=N_("Agreement no."), required=False),
                Detail(name="agreement.signed", label=N_("Signed on"), required=False),
                Detail(name="agreement.start", label=N_("Begins on"), required=False),
                Detail(name="agreement.end", label=N_("Ends on"), required=False),
                Detail(name="terms.total", label=N_("Total of the agreement"), required=False),
            ),
        ),
        Particulars(
            code="project",
            title=N_("The project"),
            details=(
                Detail(name="agreement.title", label=N_("Name"), required=False),
                Detail(name="agreement.purpose", label=N_("Goal"), required=False),
                Detail(name="agreement.activities", label=N_("Activities"), required=False),
                Detail(name="agreement.territory", label=N_("Territory"), required=False),
                Detail(name="agreement.target_groups", label=N_("Target groups"), required=False),
                Detail(name="agreement.partners", label=N_("Partners"), required=False),
            ),
        ),
        Particulars(
            code="money",
            title=N_("What came"),
            details=(
                Detail(name="money.credited", label=N_("Credited on")),
                Detail(name="money.amount", label=N_("Amount")),
                Detail(name="money.rate", label=N_("Official rate of that day")),
                Detail(name="money.tjs", label=N_("In somoni")),
                Detail(name="money.account", label=N_("Account"), required=False),
                Detail(name="receipt.payer_bank", label=N_("Bank of the payer"), required=False),
                Detail(name="receipt.bank_reference", label=N_("Reference of the bank"), required=False),
                Detail(name="receipt.text", label=N_("Purpose of payment"), required=False),
            ),
        ),
        Particulars(
            code="in_kind",
            title=N_("Property in kind"),
            optional=True,
            details=(
                Detail(name="receipt.item", label=N_("Thing"), required=False),
                Detail(name="receipt.quantity", label=N_("Quantity"), required=False),
                Detail(name="receipt.unit", label=N_("Unit"), required=False),
                Detail(name="receipt.basis", label=N_("How it was valued"), required=False),
                Detail(name="receipt.customs_no", label=N_("Customs declaration"), required=False),
                Detail(name="receipt.place", label=N_("Where it is kept"), required=False),
            ),
        ),
        Particulars(
            code="notice",
            title=N_("The notice"),
            optional=True,
            details=(
                Detail(name="notice.outgoing_no", label=N_("Outgoing no."), required=False),
                Detail(name="notice.filed_on", label=N_("Sent on"), required=False),
                Detail(name="notice.incoming_no", label=N_("Incoming no."), required=False),
                Detail(name="notice.registered_on", label=N_("Registered on"), required=False),
            ),
        ),
        SIGNED,
    ),
)

CONTINUATION = Definition(
    id="continuation",
    version=1,
    title=N_("Notice of continuing activity"),
    audiences=("authority", "organisation"),
    formal=True,
    parts=(
        Particulars(code="organisation", title=N_("The organisation"), details=ORGANISATION),
        Particulars(
            code="body",
            title=N_("The governing body"),
            details=(
                Detail(name="organisation.governing_body_place", label=N_("Where it is in fact")),
                Detail(name="organisation.leaders", label=N_("Leaders")),
                Detail(name="organisation.leaders_confirmed_on", label=N_("Confirmed on"), required=False),
            ),
        ),
        replace(SIGNED, posts=(HEAD,)),
    ),
    tests=(Test(name="leaders", label=N_("The leaders were confirmed this year")),),
)
