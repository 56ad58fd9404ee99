"""Of which kind the records are that stand behind a report's figures and are in no books."""

from __future__ import annotations

from collections.abc import Mapping

from cspdesk.domain.ledger.names import DocumentId
from cspdesk.reports.money.scope import Scope


def kinds_of(scope: Scope) -> Mapping[DocumentId, str]:
    """The kind of record of each: agreements and what changed them, activities, things, people, answers."""
    facts, chart = scope.facts, scope.ledger.chart
    found: dict[str, str] = {
        **{str(name): "agreement" for name in chart.agreements},
        **{one.document: "amendment" for terms in chart.agreements.values() for one in terms.amendments},
        **{str(name): "sub_grant" for name in chart.sub_grants},
        **{one.record: "activity" for one in facts.activities},
        **{one.record: "asset" for one in facts.assets},
        **dict.fromkeys(facts.organisation.staff_records, "person"),
        facts.organisation.record: "organisation",
    }
    for words in facts.agreements.values():
        found |= {one.record: "report_text" for one in (words.federal.told if words.federal else ())}
    return {DocumentId(record): kind for record, kind in found.items() if record}
