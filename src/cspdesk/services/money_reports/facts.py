"""What money reports tell beside the ledger, read from the records of one transaction.

Nothing is computed here: a field that is empty stays empty, and the report names it as missing.  People are
counted for a reader outside as they were frozen.
"""

from __future__ import annotations

from cspdesk.domain.audience import PROTECTIONS, Audience
from cspdesk.domain.ledger.names import AccountId
from cspdesk.domain.periods import Period
from cspdesk.reports.money.facts import Facts
from cspdesk.services.books.on_demand import Snapshot
from cspdesk.services.money_reports import papers, parties
from cspdesk.services.money_reports.attended import told
from cspdesk.services.money_reports.cells import PlaceNames, records
from cspdesk.services.money_reports.filed import filed_reports
from cspdesk.services.places import Places
from cspdesk.store.room import Room


def facts_of(
    room: Room,
    places: Places,
    language: str,
    span: Period,
    *,
    reader: Audience,
    snapshot: Snapshot | None = None,
) -> Facts:
    """All that reports in a language tell a reader of the records; staff as at the end of the period.

    With a ``snapshot`` documents are read as they are asked for.
    """
    named = PlaceNames(places, language)
    base = PROTECTIONS[reader].base
    printed = told(room, span, base) if base else None
    return Facts(
        organisation=parties.organisation(room, span.last),
        donors={row.id: parties.donor(row, language) for row in records(room, "donor")},
        agreements=parties.agreements(room, named, span),
        accounts={AccountId(row.id): parties.account(row) for row in records(room, "account")},
        documents=papers.documents(room, named, printed)
        if snapshot is None
        else papers.DocumentsAsked(snapshot, PlaceNames(places.held(), language), printed),
        notices=papers.notices(room),
        activities=papers.activities(room, named, printed),
        base=base,
        assets=tuple(
            parties.asset(row, {})
            for row in records(room, "asset", "bought_on, id")
            if (gone := row.day("gone_on")) is None or gone > span.last
        ),
        filed=filed_reports(room),
        articles={row.text("code"): row.said(language) for row in records(room, "article")},
    )
