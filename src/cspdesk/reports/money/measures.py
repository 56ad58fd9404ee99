"""What can be measured, by name: addends of figures, with the dimensions that tell them apart.

Measures of the organisation are in somoni, those of an agreement in its currency, counts in none.  Each
comes from figures of ``domain.ledger`` or adds up its postings; nothing is rounded here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from cspdesk.domain.ledger.accounts import EXPENDITURE, SUB_GRANTS, Section
from cspdesk.domain.ledger.balances import Balance
from cspdesk.domain.ledger.ministry import CurrencyFlow, MinistryReport
from cspdesk.domain.ledger.openings import Opening
from cspdesk.domain.ledger.statements import Statement
from cspdesk.reports.money import aid
from cspdesk.reports.money.counted import foreign_receipts, held_activities
from cspdesk.reports.money.definition import Definition
from cspdesk.reports.money.scope import Addend, Scope

Measure = Callable[[Scope], Iterable[Addend]]


# --- the organisation, in somoni ------------------------------------------------------------------


def _money(balances: Iterable[Balance]) -> Iterator[Addend]:
    for one in balances:
        told = {"account": one.account, "agreement": one.agreement, "currency": one.currency}
        yield Addend(one.tjs, dimensions=told)


def _income(scope: Scope) -> Iterator[Addend]:
    for source, tjs in scope.ministry.income.items():
        yield Addend(tjs, dimensions={"source": source})


def _articles(scope: Scope) -> Iterator[Addend]:
    for article, tjs in scope.ministry.by_article.items():
        yield Addend(tjs, dimensions={"article": article})


def _projects(scope: Scope) -> Iterator[Addend]:
    """Expenditure by project and article, sub-grants when they are paid."""
    for row in scope.ledger.rollup.rows(scope.period.first, scope.period.last):
        if row.kind != Opening.kind and (row.section in EXPENDITURE or row.section == Section.ADVANCE):
            article = SUB_GRANTS if row.section == Section.ADVANCE else row.article
            yield Addend(row.tjs, dimensions={"agreement": row.agreement, "article": article})


def _sum(figure: Callable[[MinistryReport], int]) -> Measure:
    return lambda scope: (Addend(figure(scope.ministry)),)


def _flow(figure: Callable[[CurrencyFlow], int]) -> Measure:
    def measured(scope: Scope) -> Iterator[Addend]:
        for one in scope.ministry.flows:
            yield Addend(figure(one), one.currency, {"currency": one.currency})

    return measured


def _foreign(scope: Scope) -> Iterator[Addend]:
    for one, told in foreign_receipts(scope):
        yield Addend(one.tjs, dimensions=told)


def _income_in_kind(scope: Scope) -> Iterator[Addend]:
    """Property received, by source."""
    for row in scope.ledger.rollup.rows(scope.period.first, scope.period.last):
        if row.section == Section.INCOME_IN_KIND:
            yield Addend(-row.tjs, dimensions={"source": row.account.partition(":")[2]})


# --- an agreement, in its currency ---------------------------------------------------------------


def _at_end(figure: Callable[[Statement], int]) -> Measure:
    return lambda scope: (Addend(figure(scope.statement), scope.currency),)


def _at_start(figure: Callable[[Statement], int]) -> Measure:
    return lambda scope: (Addend(figure(scope.statement_before), scope.currency),)


def _within(figure: Callable[[Statement], int]) -> Measure:
    return lambda scope: (Addend(figure(scope.statement) - figure(scope.statement_before), scope.currency),)


def _budget(name: str) -> Measure:
    def measured(scope: Scope) -> Iterator[Addend]:
        lines = scope.words.lines
        for row in scope.budget:
            words = lines.get(row.line)
            told = {"line": row.line, "heading": (words.heading if words else "") or row.line}
            yield Addend(getattr(row, name), scope.currency, told)

    return measured


def _given_on_lines(scope: Scope) -> Iterator[Addend]:
    """Property given out and counted on a budget line, since the beginning."""
    for row in scope.ledger.rollup.rows(None, scope.period.last):
        if row.agreement == scope.agreement and row.section == Section.GIVEN and row.line:
            yield Addend(row.value, scope.currency, {"line": row.line})


def _total(scope: Scope) -> Iterator[Addend]:
    yield Addend(scope.terms.total_on(scope.period.last), scope.currency)


def _pools(scope: Scope) -> Iterator[Addend]:
    for pool in scope.statement.pools:
        yield Addend(pool.value, scope.currency, {"currency": pool.currency})


def _pool_money(scope: Scope) -> Iterator[Addend]:
    for pool in scope.statement.pools:
        yield Addend(pool.amount, pool.currency, {"currency": pool.currency})


def _federal(scope: Scope) -> Iterator[Addend]:
    for letter in "abdefijlmn":
        yield Addend(getattr(scope.federal, letter), scope.currency, {"letter": letter})


def _remark(figure: str) -> Measure:
    return lambda scope: (Addend(getattr(scope.federal, figure), scope.currency),)


# --- counts ---------------------------------------------------------------------------------------


def _counted(figure: str) -> Measure:
    """Events held in the period, or people who came."""

    def measured(scope: Scope) -> Iterator[Addend]:
        for one, told in held_activities(scope):
            yield Addend(getattr(one, figure), "", told, 0 if figure == "events" else scope.facts.base)

    return measured


def _register(figure: str) -> Measure:
    """A number from the organisation's registers; nothing where it is not known."""

    def measured(scope: Scope) -> Iterator[Addend]:
        if (count := getattr(scope.facts.organisation, figure)) is not None:
            yield Addend(count, "")

    return measured


def _assets(scope: Scope) -> Iterator[Addend]:
    for one in scope.facts.assets:
        if one.value is not None:
            yield Addend(one.value)


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "money_at_start": lambda scope: _money(scope.ministry.opening_money),
        "money_at_end": lambda scope: _money(scope.ministry.closing_money),
        "income": _income,
        "income_in_kind": _income_in_kind,
        "spent": _articles,
        "spent_on_projects": _projects,
        "returned_to_donors": _sum(lambda one: one.returned),
        "change_of_unpaid": _sum(lambda one: one.unpaid),
        "conversions": _sum(lambda one: one.conversions),
        "revaluation": _sum(lambda one: one.revaluation),
        "in_kind_received": _sum(lambda one: one.in_kind_received),
        "in_kind_given": _sum(lambda one: one.in_kind_given),
        "in_kind_held": _sum(lambda one: one.in_kind_held),
        "foreign": _foreign,
        "flow_opening": _flow(lambda one: one.opening),
        "flow_income": _flow(lambda one: one.income),
        "flow_converted": _flow(lambda one: one.converted),
        "flow_paid": _flow(lambda one: one.paid),
        "flow_returned": _flow(lambda one: one.returned),
        "flow_closing": _flow(lambda one: one.closing),
        "brought_forward": _at_end(lambda one: one.brought_forward),
        "received": _at_end(lambda one: one.received),
        "returned": _at_end(lambda one: one.returned),
        "charged": _at_end(lambda one: one.charged),
        "difference": _at_end(lambda one: one.difference),
        "advances": _at_end(lambda one: one.advances),
        "held": _at_end(lambda one: one.held),
        "pools": _pools,
        "pool_money": _pool_money,
        "unpaid": _at_end(lambda one: one.unpaid),
        "balance": _at_end(lambda one: one.balance),
        "charged_before": _at_start(lambda one: one.charged),
        "difference_before": _at_start(lambda one: one.difference),
        "received_in_period": _within(lambda one: one.received),
        "returned_in_period": _within(lambda one: one.returned),
        "charged_in_period": _within(lambda one: one.charged),
        "difference_in_period": _within(lambda one: one.difference),
        "given_on_lines": _given_on_lines,
        "borne_in_period": _within(lambda one: one.difference_charged),
        "total": _total,
        "budget_original": _budget("original"),
        "budget_current": _budget("current"),
        "budget_before": _budget("before"),
        "budget_period": _budget("period"),
        "budget_cumulative": _budget("cumulative"),
        "federal": _federal,
        "federal_unpaid": _remark("unpaid"),
        "federal_difference": _remark("difference"),
        "federal_in_hand": _remark("in_hand"),
        "events": _counted("events"),
        "women": _counted("women"),
        "men": _counted("men"),
        "not_told": _counted("not_told"),
        "people": _counted("people"),
        "staff": _register("staff"),
        "members": _register("members"),
        "branches": _register("branches"),
        "assets": _assets,
        **aid.MEASURES,
    }
)

_OF_PEOPLE = frozenset({"women", "men", "not_told", "people", "aid_recipients"})


def counts_people(definition: Definition) -> bool:
    """Whether a report says how many people came or were given something."""
    for part in definition.parts:
        told = {
            getattr(one, "measure", "")
            for one in (*getattr(part, "lines", ()), *getattr(part, "columns", ()))
        }
        if told & _OF_PEOPLE or getattr(part, "rows", "") == "activities":
            return True
    return False
