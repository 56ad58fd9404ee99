"""Parts and tests that several reports share."""

from __future__ import annotations

from dataclasses import replace

from cspdesk.domain.ledger.ministry import FOREIGN_SOURCES
from cspdesk.domain.text import N_
from cspdesk.reports.money.definition import Column, Detail, Line, Listing, Signed, Test

ORGANISATION = (
    Detail(name="organisation.name", label=N_("Full name")),
    Detail(name="organisation.legal_form", label=N_("Legal form")),
    Detail(name="organisation.registration_no", label=N_("Registration number")),
    Detail(name="organisation.registered_on", label=N_("Registered on")),
    Detail(name="organisation.registering_body", label=N_("Registering body")),
    Detail(name="organisation.tax_id", label=N_("Tax number")),
    Detail(name="organisation.legal_address", label=N_("Legal address")),
    Detail(name="organisation.actual_address", label=N_("Actual address"), required=False),
    Detail(name="organisation.phone", label=N_("Phone")),
    Detail(name="organisation.email", label=N_("E-mail"), required=False),
    Detail(name="organisation.website", label=N_("Website"), required=False),
)
"""The organisation as official papers ask for it."""

AGREEMENT = (
    Detail(name="organisation.name", label=N_("Organisation")),
    Detail(name="donor.name", label=N_("Donor"), required=False),
    Detail(name="agreement.number", label=N_("Agreement no.")),
    Detail(name="agreement.title", label=N_("Project")),
    Detail(name="agreement.signed", label=N_("Signed on"), required=False),
    Detail(name="agreement.start", label=N_("Begins on")),
    Detail(name="terms.end", label=N_("Ends on")),
    Detail(name="terms.total", label=N_("Total of the agreement"), required=False),
    Detail(name="terms.currency", label=N_("Currency")),
)
"""An agreement at the head of a report to its donor."""

HEAD = Detail(name="organisation.head", label=N_("Head of the organisation"))
PREPARED = Signed(
    code="signed",
    posts=(HEAD, Detail(name="organisation.accountant", label=N_("Chief accountant"))),
)
SIGNED = replace(PREPARED, stamp=N_("Place of the seal"))

DECIDED = (
    Test(name="complete", label=N_("Every document of the period counts")),
    Test(name="decided", label=N_("Desks differ over no document")),
    Test(name="settled", label=N_("No value is provisional")),
)
"""What must hold before anything with figures is filed."""

VOUCHERS = (
    Column(code="line", label=N_("Line"), look="text", share=1),
    Column(code="date", label=N_("Date"), look="date", share=2),
    Column(code="number", label=N_("Voucher"), look="text", share=2),
    Column(code="payee", label=N_("Paid to"), look="text", share=4),
    Column(code="text", label=N_("What for"), look="text", share=5),
    Column(code="amount", label=N_("Amount"), share=3),
    Column(code="currency", label=N_("Currency"), look="text", share=2),
    Column(code="value", label=N_("Charged"), share=3, total=True, unit=True),
)

ACTIVITIES = Listing(
    code="activities",
    title=N_("What was held"),
    rows="activities",
    unit="count",
    columns=(
        Column(code="date", label=N_("Date"), look="date", share=3),
        Column(code="title", label=N_("Activity"), look="text", share=7),
        Column(code="place", label=N_("Place"), look="text", share=4),
        Column(code="events", label=N_("Events"), look="count", total=True),
        Column(code="women", label=N_("Women"), look="count", total=True),
        Column(code="men", label=N_("Men"), look="count", total=True),
        Column(code="people", label=N_("People in all"), look="count", total=True),
    ),
    empty=N_("Nothing was held in this period."),
)

FOREIGN = "|".join(sorted(FOREIGN_SOURCES))

FOREIGN_SUMS = (
    Line(code="foreign_money", measure="income", where=(("source", FOREIGN),)),
    Line(code="foreign_in_kind", measure="income_in_kind", where=(("source", FOREIGN),)),
)
"""What an annex of receipts from abroad must come to."""
