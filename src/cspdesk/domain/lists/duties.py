"""Duties of reporting by code, as the obligations calendar names them.

The codes are those of the register of duties; whether and when a duty falls due is dated data of
its rule, confirmed by a person, never of this list.
"""

from __future__ import annotations

from cspdesk.domain.lists.choice import Choice, CodeList
from cspdesk.domain.lists.funds import RECEIPT_STATES
from cspdesk.domain.text import N_

DUTIES = CodeList(
    "duty",
    (
        Choice("MOJ_CONTINUE", N_("Notice of continuing activity")),
        Choice("MOJ_FUNDS_NOTICE", N_("Notice of funds received")),
        Choice("MOJ_FIN_H1", N_("Financial report for the first half-year")),
        Choice("MOJ_FIN_H2", N_("Financial report for the second half-year")),
        Choice("WEB_PUBLISH", N_("Publication of income and expenditure")),
        Choice("MOJ_ON_REQUEST", N_("Documents on request")),
        Choice("MOJ_EVENT_ACCESS", N_("Invitation to mass events")),
        Choice("MOJ_CHANGES", N_("Notice of changes")),
        Choice("TAX_MONTHLY", N_("Monthly tax return")),
        Choice("TAX_ANNUAL", N_("Annual tax return")),
        Choice("SOC_INSURANCE", N_("Social insurance data")),
        Choice("STAT", N_("Statistical report")),
        Choice("ACC_BALANCE", N_("Annual financial statements")),
        Choice("CORR_RISK", N_("Corruption risk analysis")),
        Choice("BANK_KYC", N_("Documents for the bank")),
        Choice("DONOR_FIN", N_("Financial report to the donor"), "", parent="DONOR"),
        Choice("DONOR_NARR", N_("Narrative report to the donor"), "", parent="DONOR"),
        Choice("SF425", N_("Federal financial report (SF-425)"), "", parent="DONOR"),
        Choice("EU_INTERIM", N_("Interim report to the European Union"), "", parent="DONOR"),
        Choice("DONOR", N_("Report to the donor")),
    ),
)

DUTY_STATES = CodeList(
    "duty_state",
    (
        Choice("open", N_("Open duty")),
        Choice("in_preparation", N_("In preparation")),
        Choice("filed", N_("Filed")),
        Choice("dismissed", N_("Dismissed"), N_("With a reason; stays listed.")),
    ),
)

FILING_STATES = CodeList(
    "filing_state",
    (
        *(one for one in DUTY_STATES if one.code in {"in_preparation", "filed"}),
        *(one for one in RECEIPT_STATES if one.code not in {"receipt_expected", "receipt_received"}),
    ),
)
"""What a step can come to: of any duty, and of a notice of funds."""

FILING_CHANNELS = CodeList(
    "filing_channel",
    (
        Choice("in_person", N_("In person")),
        Choice("post", N_("By post")),
        Choice("e_portal", N_("Through a state portal")),
        Choice("e_mail", N_("By e-mail")),
    ),
)

FILING_NEEDS = CodeList(
    "filing_need",
    (
        Choice("outgoing_no", N_("Outgoing number")),
        Choice("channel", N_("How it was handed in")),
        Choice("link", N_("Address on the web")),
        Choice("incoming_no", N_("Incoming number")),
        Choice("scan", N_("Scan with the stamp")),
        Choice("register_entry", N_("Entry of the register")),
        Choice("reason", N_("Reason")),
        Choice("signer", N_("Who decided")),
        Choice("document", N_("Document of the return")),
    ),
)
"""What a step needs before it counts, and what is asked for until it is there."""

DUTY_OPENERS = CodeList(
    "duty_opener",
    (
        Choice("receipt", N_("Receipt of funds")),
        Choice("tranche", N_("Payment expected from abroad")),
        Choice("half_year", N_("End of a half-year")),
        Choice("quarter", N_("End of a quarter")),
        Choice("month", N_("End of a month")),
        Choice("year", N_("End of a year")),
        Choice("agreement_period", N_("Period of an agreement")),
        Choice("letter", N_("Letter received")),
        Choice("change", N_("Change of charter, address or leaders")),
    ),
)

DUTY_BOUND = CodeList("duty_bound", (Choice("employer", N_("Employers")),))

DUE_ROLLS = CodeList(
    "due_roll",
    (
        Choice("none", N_("Stays on its day")),
        Choice("after", N_("Moves to the next working day")),
        Choice("before", N_("Moves to the last working day before")),
    ),
)
"""What becomes of a due date that is no working day."""

RULE_PARTS = CodeList(
    "rule_part",
    (Choice("duty", N_("That there is this duty")), Choice("date", N_("When it falls due"))),
)

DISMISSING_ROLES = CodeList(
    "dismissing_role",
    (Choice("coordinator", N_("Coordinator")), Choice("administrator", N_("Administrator"))),
)

NUMBERED_PAPERS = CodeList(
    "numbered_paper",
    (
        Choice("vouchers", N_("Vouchers of expenses")),
        Choice("outgoing_letters", N_("Outgoing letters")),
    ),
)

ALL = (
    DUTIES,
    DUTY_STATES,
    FILING_STATES,
    FILING_CHANNELS,
    FILING_NEEDS,
    DUTY_OPENERS,
    DUTY_BOUND,
    DUE_ROLLS,
    RULE_PARTS,
    DISMISSING_ROLES,
    NUMBERED_PAPERS,
)
