"""What was spent before the money for it was registered, in the words of its papers.

Whether that breaks the law is not known for sure, so it is a flag on paper and screen and bars nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.duties.spending import before_registration
from cspdesk.domain.ledger.agreements import Rule
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.services.books import Books
from cspdesk.services.books.wording import Wording, wordings
from cspdesk.services.context import Context
from cspdesk.services.duties.views import ObligationView
from cspdesk.store.room import Room


@dataclass(frozen=True, slots=True)
class EarlyView:
    """A document that spent an agreement's money before it was registered, and by how much."""

    document: str
    kind: str
    agreement: str
    agreement_name: str
    day: date
    over: tuple[int, str]
    words: Wording


def spent_early(context: Context, obligations: Iterable[ObligationView]) -> tuple[EarlyView, ...]:
    """By the notices of obligations: what was charged to donors' agreements too early, the oldest first."""
    steps = {DocumentId(one.subject.id): one.steps for one in obligations if one.is_notice}
    books = Books(context)
    ledger, names = books.ledger(), books.names()
    agreements = ledger.chart.agreements
    donors = [name for name, one in agreements.items() if one.rule != Rule.OWN]
    found = before_registration(ledger, steps, donors)
    with context.desk.reading() as connection:
        kinds = {one.document: books.kind_of(one.document) for one in found}
        words = wordings(Room(connection).cursor, kinds.items())
    return tuple(
        EarlyView(
            one.document,
            kinds[one.document],
            one.agreement,
            names.agreement(one.agreement),
            one.day,
            (one.over, agreements[one.agreement].currency),
            words.get(one.document, Wording()),
        )
        for one in found
    )
