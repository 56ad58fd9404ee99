"""Parts and tests that several reports share."""

from __future__ import annotations

from cspdesk.domain.ledger.ministry import FOREIGN_SOURCES
from cspdesk.domain.text import N_
from cspdesk.reports.money.definition import Column, Detail, Line, Signed, Test

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
    Detail(name="agreement.start", label=N_("From")),
    Detail(name="terms.end", label=N_("To")),
    Detail(name="terms.total", label=N_("Total of the agreement"), required=False),
    Detail(name="terms.currency", label=N_("Currency")),
)
"""An agreement at the head of a report to its donor."""

SIGNED = Signed(
    code="signed",
    posts=(
        Detail(name="organisation.head", label=N_("Head of the organisation")),
        Detail(name="organisation.accountant", label=N_("Chief accountant")),
    ),
    stamp=N_("Place of the seal"),
)

PREPARED = Signed(
    code="signed",
    posts=(
        Detail(name="organisation.head", label=N_("Head of the organisation")),
        Detail(name="organisation.accountant", label=N_("Chief accountant")),
    ),
)

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
    Column(code="value", label=N_("Charged"), share=3, total=True),
)

FOREIGN = "|".join(sorted(FOREIGN_SOURCES))

FOREIGN_SUMS = (
    Line(code="foreign_money", measure="income", where=(("source", FOREIGN),)),
    Line(code="foreign_in_kind", measure="income_in_kind", where=(("source", FOREIGN),)),
)
"""What an annex of receipts from abroad must come to."""
