"""What figures count one by one: receipts from abroad, activities, distributions; and what tells each apart.

Measures add them up; whoever opens a figure lists them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cspdesk.domain.ledger.goods import GoodsGiven
from cspdesk.domain.ledger.ministry import ForeignReceipt
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.ledger.receipts import Receipt
from cspdesk.reports.money.facts import Activity
from cspdesk.reports.money.scope import Scope

Told = Mapping[str, str]


def foreign_receipts(scope: Scope) -> Iterator[tuple[ForeignReceipt, Told]]:
    """Receipts from abroad, of money and in kind."""
    for one in scope.ministry.foreign:
        money = isinstance(scope.ledger.documents.get(one.document), Receipt)
        told = {"document": one.document, "source": one.source, "form": "money" if money else "in_kind"}
        yield one, told


def held_activities(scope: Scope) -> Iterator[tuple[Activity, Told]]:
    """Activities held in the period; of one agreement where the report is about one."""
    for one in scope.facts.activities:
        about = not scope.agreement or one.agreement == scope.agreement
        if about and one.held_on is not None and one.held_on in scope.period:
            yield one, {"place": one.place, "agreement": one.agreement}


def distributions(scope: Scope) -> Iterator[tuple[Posting, int]]:
    """What was given out in the period: the first line of each, and how many people the reader is told of."""
    seen = set()
    for line in scope.ledger.rollup.lines(scope.period.first, scope.period.last, kinds={GoodsGiven.kind}):
        given = scope.ledger.documents.get(line.document)
        if isinstance(given, GoodsGiven) and line.document not in seen:
            seen.add(line.document)
            yield line, scope.facts.document(line.document).recipients or 0
