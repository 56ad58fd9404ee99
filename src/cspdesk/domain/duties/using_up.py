"""When all of a receipt was spent or returned: the oldest money of an agreement is spent first.

Spending names its agreement and never a receipt, so which receipt it used up follows from the order in
which they came, as with lots; money that is sent back may name its receipt.  An advance to a member is
not spent before it is acquitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from cspdesk.domain.ledger.accounts import BROUGHT_FORWARD, Section, section_of
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.openings import EarlierFigures
from cspdesk.domain.ledger.postings import GOODS_QUEUE, Posting

_HELD = frozenset({Section.MONEY, Section.ADVANCE})
_USES = frozenset({Section.EXPENSE, Section.RETURNED})


@dataclass(slots=True)
class _Money:
    """Of one agreement: what came by receipt, what was used and what is held, in the order of days."""

    before: int = 0
    came: dict[DocumentId, tuple[date, int]] = field(default_factory=dict)
    back: dict[DocumentId, list[tuple[date, int]]] = field(default_factory=dict)
    """What was sent back of one receipt: it is none of what the others brought."""
    used: list[tuple[date, int]] = field(default_factory=list)
    moved: list[tuple[date, str, int]] = field(default_factory=list)
    """Day, account and amount of what is held."""


def used_up(ledger: Ledger, refunds: Mapping[DocumentId, DocumentId]) -> dict[DocumentId, date]:
    """By receipt, from which day on nothing of it is left; receipts of which something is left are absent.

    ``refunds`` says which receipt a refund sends back, where it says so.
    """
    agreements: dict[AgreementId, _Money] = {}
    for line in ledger.postings:
        if line.kind != EarlierFigures.kind:
            _take(agreements.setdefault(line.agreement, _Money()), line, ledger, refunds)
    found = dict(_goods(ledger))
    for money in agreements.values():
        found.update(_of_agreement(money))
    return found


def _take(money: _Money, line: Posting, ledger: Ledger, refunds: Mapping[DocumentId, DocumentId]) -> None:
    section = section_of(line.account)
    if line.account == BROUGHT_FORWARD:
        money.before -= line.value
    elif section == Section.INCOME:
        receipt = _origin(line.document, ledger)
        day, amount = money.came.get(receipt, (line.dated, 0))
        money.came[receipt] = (day, amount - line.value)
    elif section in _USES:
        named = refunds.get(_origin(line.document, ledger)) if section == Section.RETURNED else None
        uses = money.used if named is None else money.back.setdefault(named, [])
        uses.append((line.dated, line.value))
    elif section in _HELD:
        money.moved.append((line.dated, f"{line.account}/{line.currency}", line.amount))


def _origin(document: DocumentId, ledger: Ledger) -> DocumentId:
    """What the bank gave back, or what was reversed, takes away from the receipt itself."""
    while isinstance(found := ledger.documents.get(document), Reversal) and found.of in ledger.documents:
        document = found.of
    return document


def _of_agreement(money: _Money) -> Iterator[tuple[DocumentId, date]]:
    empty = _empty_since(money.moved)
    so_far = money.before
    for receipt, (day, amount) in sorted(money.came.items(), key=lambda one: (one[1][0], one[0])):
        back = money.back.get(receipt, [])
        kept = amount - sum(value for _, value in back)
        so_far += kept
        if amount <= 0:
            continue
        # a rest of the exchange difference is no money
        days = [day] if kept <= 0 else [one for one in (_reached(money.used, so_far), empty) if one]
        days = [one for one in days if one >= day]
        if days:
            yield receipt, max(min(days), *(on for on, _ in back), day)


def _reached(used: Iterable[tuple[date, int]], wanted: int) -> date | None:
    """From which day on so much is used, and stays so."""
    total, since = 0, None
    for day, value in sorted(used):
        total += value
        if total < wanted:
            since = None
        elif since is None:
            since = day
    return since


def _empty_since(moved: Iterable[tuple[date, str, int]]) -> date | None:
    """From which day on an agreement that once held something holds nothing in any account."""
    sums: dict[str, int] = {}
    since = None
    by_day: dict[date, list[tuple[str, int]]] = {}
    for day, account, amount in moved:
        by_day.setdefault(day, []).append((account, amount))
    for day in sorted(by_day):
        for account, amount in by_day[day]:
            sums[account] = sums.get(account, 0) + amount
        if any(sums.values()):
            since = None
        elif since is None:
            since = day
    return since


def _goods(ledger: Ledger) -> Iterator[tuple[DocumentId, date]]:
    """Property is used up when the last of it was given out."""
    left: dict[DocumentId, int] = {}
    last: dict[DocumentId, date] = {}
    for move in ledger.moves:
        if move.queue.kind == GOODS_QUEUE:
            left[move.source] = left.get(move.source, 0) + move.amount
            last[move.source] = max(move.accounted, last.get(move.source, move.accounted))
    return ((source, last[source]) for source, amount in left.items() if not amount)
