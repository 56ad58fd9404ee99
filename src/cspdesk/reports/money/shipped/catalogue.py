"""Every report of this program by its id, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cspdesk.reports.money.definition import Definition
from cspdesk.reports.money.shipped.donors import BUDGET_REPORT, EU_ANNEX, STATEMENT
from cspdesk.reports.money.shipped.federal import SF_425
from cspdesk.reports.money.shipped.half_year import HALF_YEAR
from cspdesk.reports.money.shipped.narrative import FORECAST, NARRATIVE
from cspdesk.reports.money.shipped.notices import CONTINUATION, FUNDS_NOTICE
from cspdesk.reports.money.shipped.publication import AID_SPENDING, PUBLICATION

DEFINITIONS: Mapping[str, Definition] = MappingProxyType(
    {
        one.id: one
        for one in (
            HALF_YEAR,
            FUNDS_NOTICE,
            CONTINUATION,
            PUBLICATION,
            STATEMENT,
            BUDGET_REPORT,
            SF_425,
            EU_ANNEX,
            NARRATIVE,
            FORECAST,
            AID_SPENDING,
        )
    }
)
