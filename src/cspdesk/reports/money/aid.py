"""Measures of what aid was spent on: by type of donor, purpose and region; nobody is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from cspdesk.domain.ledger.accounts import EXPENDITURE, Section, section_of
from cspdesk.domain.ledger.documents import NO_DOCUMENT
from cspdesk.domain.ledger.goods import GoodsGiven, InKindReceipt
from cspdesk.domain.ledger.names import SOMONI
from cspdesk.domain.ledger.openings import Opening
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.ledger.receipts import Receipt
from cspdesk.reports.money.counted import distributions
from cspdesk.reports.money.scope import Addend, Scope

_TELLING = frozenset({Receipt.kind, InKindReceipt.kind, GoodsGiven.kind})
"""Kinds of documents that have a donor, a purpose or a place of their own."""


def told_of(line: Posting, scope: Scope) -> dict[str, str]:
    """What an aid figure is told apart by."""
    agreement = scope.facts.agreement(line.agreement)
    source = line.account.partition(":")[2] if line.account.startswith("income") else ""
    # What was received and given out tells of itself; of all else the agreement tells, and there is much.
    words, came = scope.facts.document(NO_DOCUMENT), NO_DOCUMENT
    if line.kind in _TELLING:
        words, came = scope.facts.document(line.document), line.document
        given = scope.ledger.documents.get(line.document)
        if isinstance(given, GoodsGiven):
            came = given.of
    donor = scope.facts.donor_of(line.agreement, came or None)
    return {
        "source": source or donor.type,
        "purpose": words.purpose or agreement.purpose,
        "region": words.region or agreement.territory,
    }


def _lines(wanted: Callable[[Posting, str], bool], sign: int) -> Callable[[Scope], Iterable[Addend]]:
    def measured(scope: Scope) -> Iterator[Addend]:
        for line in scope.lines:
            if line.kind != Opening.kind and line.tjs and wanted(line, section_of(line.account)):
                yield Addend(sign * line.tjs, SOMONI, told_of(line, scope))

    return measured


def _recipients(scope: Scope) -> Iterator[Addend]:
    """Who was given goods."""
    for line, count in distributions(scope):
        yield Addend(count, "", told_of(line, scope), scope.facts.base)


MEASURES: Mapping[str, Callable[[Scope], Iterable[Addend]]] = MappingProxyType(
    {
        "aid_received": _lines(lambda _, section: section == Section.INCOME, -1),
        "aid_received_in_kind": _lines(lambda _, section: section == Section.INCOME_IN_KIND, -1),
        "aid_spent": _lines(lambda _, section: section in EXPENDITURE or section == Section.ADVANCE, 1),
        "aid_given": _lines(lambda _, section: section == Section.GIVEN, 1),
        "aid_recipients": _recipients,
    }
)
