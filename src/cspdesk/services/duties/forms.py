"""Which report is the form of a duty, and which filed reports are what an obligation asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cspdesk.services.context import Context
from cspdesk.services.duties.views import ObligationView
from cspdesk.services.money_reports import filed
from cspdesk.services.money_reports.filed import FiledReport
from cspdesk.store.room import Room

FORMS: Final[Mapping[str, str]] = {
    "MOJ_FUNDS_NOTICE": "funds_notice",
    "MOJ_FIN_H1": "moj_half_year",
    "MOJ_FIN_H2": "moj_half_year",
    "MOJ_CONTINUE": "continuation",
    "WEB_PUBLISH": "publication",
    "DONOR_FIN": "budget_report",
    "DONOR_NARR": "narrative",
    "SF425": "sf425",
    "EU_INTERIM": "eu_annex",
}
"""The report by which each duty is met; others are met on paper of others."""


def filed_for(context: Context, one: ObligationView) -> tuple[FiledReport, ...]:
    """The filed reports that an obligation asked for, corrections among them, the oldest first."""
    form = FORMS.get(one.code)
    if form is None:
        return ()
    with context.desk.reading() as connection:
        found = filed.every(Room(connection))
    return tuple(each for each in found if each.frozen.definition == form and _is_of(each, one))


def _is_of(each: FiledReport, one: ObligationView) -> bool:
    said = each.frozen
    if one.is_notice:
        return said.receipt == one.subject.id
    if one.subject.kind == "agreement" and said.agreement != one.subject.id:
        return False
    return not one.period or said.period == one.period
