"""Duties of reporting by code, as the obligations calendar names them.

The codes are those of the register of duties; whether and when a duty falls due is dated data of
its rule, confirmed by a person, never of this list.
"""

from __future__ import annotations

from cspdesk.domain.lists.choice import Choice, CodeList
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

ALL = (DUTIES, DUTY_STATES)
