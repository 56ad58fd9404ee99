"""The lines of the federal report, row by row, by the formulas of ``domain.ledger.sf425``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from cspdesk.domain.ledger.accounts import income_of
from cspdesk.domain.ledger.sf425 import PROGRAMME_INCOME, federal_promises
from cspdesk.domain.text import N_, msg
from cspdesk.reports.money.facts import FederalTerms
from cspdesk.reports.money.scope import Scope
from cspdesk.services.money_reports.behind import agreement
from cspdesk.services.money_reports.behind.rows import Row, Rows, posted

USED, SHARE = "income_used", "own_share"


def _income(scope: Scope) -> Iterator[Row]:
    """Programme income since the beginning."""
    account = income_of(PROGRAMME_INCOME)
    yield from posted(scope, agreement.own(scope, lambda _, line: line.account == account), "value", sign=-1)


def _terms(scope: Scope) -> FederalTerms:
    return scope.words.federal or FederalTerms()


def _told(scope: Scope, question: str, number: int) -> Iterator[Row]:
    """What the report's own answers say; and in words what no answer on this desk does."""
    said = [one for one in _terms(scope).told if one.question == question] if number else []
    for one in said:
        yield Row(one.amount, one.record)
    if rest := number - sum(one.amount for one in said):
        yield Row(rest, scope.words.record, words=msg(N_("As told in the agreement")))


def _used(scope: Scope) -> Iterator[Row]:
    """Programme income that was spent: deducted or added."""
    terms = _terms(scope)
    yield from _told(scope, USED, terms.deducted + terms.added)


def _promised(scope: Scope) -> Iterator[Row]:
    for one in federal_promises(scope.ledger, scope.agreement, scope.period.last):
        yield Row(one.worth or 0, one.record, one.day)


def _required(scope: Scope) -> Iterator[Row]:
    yield Row(_terms(scope).required, scope.words.record)


def _less(*signed: tuple[Rows, int]) -> Rows:
    def rows(scope: Scope) -> Iterator[Row]:
        for one, sign in signed:
            for row in one(scope):
                yield row.times(sign)

    return rows


def in_hand(scope: Scope) -> Iterator[Row]:
    """Money, and somoni at what they are worth, with what is still owed added back."""
    yield from agreement.held(scope)
    yield from agreement.pools(scope)
    yield from agreement.unpaid(scope)


_LETTERS: Mapping[str, Callable[[Scope], Iterable[Row]]] = MappingProxyType(
    {
        "a": _less((agreement.received, 1), (agreement.returned, -1), (_income, -1)),
        "b": _less((agreement.charged, 1), (_used, -1), (agreement.advances, 1), (agreement.unpaid, -1)),
        "d": agreement.total,
        "e": _less((agreement.charged, 1), (_used, -1)),
        "f": _less((agreement.advances, 1), (_promised, 1)),
        "i": _required,
        "j": lambda scope: _told(scope, SHARE, _terms(scope).charged),
        "l": _income,
        "m": lambda scope: _told(scope, USED, _terms(scope).deducted),
        "n": lambda scope: _told(scope, USED, _terms(scope).added),
    }
)


def letters(scope: Scope) -> Iterator[Row]:
    """Every line that is measured; the others are sums of these."""
    for letter, rows in _LETTERS.items():
        for row in rows(scope):
            yield replace(row, told={"letter": letter})
