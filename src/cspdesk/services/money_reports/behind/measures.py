"""What each measure of reports adds up, row by row, told apart by the measure's own dimensions.

The rows of a measure add up to its addends (``reports.money.measures``), for each value of each
dimension; the measure itself is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from cspdesk.domain.ledger.accounts import ADVANCE, EXPENDITURE, SUB_GRANTS, Section
from cspdesk.domain.ledger.balances import money_in
from cspdesk.domain.ledger.openings import Opening
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.ledger.receipts import Receipt, Refund
from cspdesk.domain.ledger.transfers import Conversion
from cspdesk.reports.money.aid import told_of
from cspdesk.reports.money.counted import distributions, foreign_receipts, held_activities
from cspdesk.reports.money.scope import Scope
from cspdesk.services.money_reports.behind import agreement, federal
from cspdesk.services.money_reports.behind.rows import (
    Row,
    Rows,
    Tells,
    Wants,
    before,
    named,
    no_dimension,
    of_period,
    on,
    posted,
    revalued,
)


def _moved(*sections: str) -> Wants:
    """What happened: balances with which the books begin were there before."""
    return lambda section, line: section in sections and line.kind != Opening.kind


# --- the organisation, in somoni ------------------------------------------------------------------


def _within(wants: Wants, sign: int = 1, tells: Tells = no_dimension, column: str = "tjs") -> Rows:
    def rows(scope: Scope) -> Iterator[Row]:
        yield from posted(scope, wants, column, first=scope.period.first, sign=sign, tells=tells)

    return rows


def _place(line: Posting) -> Mapping[str, str]:
    return {"account": line.account, "agreement": line.agreement, "currency": line.currency}


def _source(line: Posting) -> Mapping[str, str]:
    return {"source": line.account.partition(":")[2]}


def _article(line: Posting) -> Mapping[str, str]:
    article = SUB_GRANTS if line.account == ADVANCE else line.article
    return {"agreement": line.agreement, "article": article}


def money_at_end(scope: Scope, column: str = "tjs") -> Iterator[Row]:
    """Every line of an account with money; in somoni also what re-valuing adds to each."""
    yield from posted(scope, lambda section, _: section == Section.MONEY, column, tells=_place)
    if column == "tjs":
        yield from _revalued_money(scope, scope.period.last)


def money_at_start(scope: Scope, column: str = "tjs") -> Iterator[Row]:
    """The same on the eve, and what the books began with inside the period, as it was entered."""
    yield from money_at_end(on(scope, scope.eve), column)
    begun = lambda section, line: section == Section.MONEY and line.kind == Opening.kind  # noqa: E731
    yield from _within(begun, tells=_place, column=column)(scope)


def _revalued_money(scope: Scope, day: date) -> Iterator[Row]:
    for one in money_in(scope.ledger, scope.ledger.rollup.rows(None, day), day):
        told = {"account": one.account, "agreement": one.agreement, "currency": one.currency}
        yield from revalued(one.revaluation, day, told)


def _flow(sign: int, *kinds: str) -> Rows:
    """Money of the period by currency, by the kinds of documents that moved it; by all others for none."""

    def wants(section: str, line: Posting) -> bool:
        if section != Section.MONEY or line.kind == Opening.kind:
            return False
        return line.kind in kinds if kinds else line.kind not in _FLOWS

    return _within(wants, sign, _place, "amount")


_FLOWS = frozenset({Receipt.kind, Conversion.kind, Refund.kind})


def _foreign(scope: Scope) -> Iterator[Row]:
    for one, told in foreign_receipts(scope):
        yield Row(one.tjs, one.document, one.dated, told=told)


# --- aid, people, registers -----------------------------------------------------------------------


def _aid(*sections: str, sign: int = 1) -> Rows:
    def rows(scope: Scope) -> Iterator[Row]:
        yield from _within(_moved(*sections), sign, lambda line: told_of(line, scope))(scope)

    return rows


def _recipients(scope: Scope) -> Iterator[Row]:
    """Distributions, each with what the report's reader is told of it."""
    for line, count in distributions(scope):
        yield Row(count, line.document, line.accounted, told=told_of(line, scope))


def _counted(figure: str) -> Rows:
    """Activities, each with what the report's reader is told of it."""

    def rows(scope: Scope) -> Iterator[Row]:
        for one, told in held_activities(scope):
            yield Row(getattr(one, figure), one.record, one.held_on, named(one.title), told=told)

    return rows


def _staff(scope: Scope) -> Iterator[Row]:
    """Everybody who worked there at the end, by their records."""
    own = scope.facts.organisation
    rest = own.staff or 0
    for record in own.staff_records[:rest]:
        rest -= 1
        yield Row(1, record)
    yield Row(rest, own.record, words=named(own.name))


def _register(figure: str) -> Rows:
    def rows(scope: Scope) -> Iterator[Row]:
        own = scope.facts.organisation
        yield Row(getattr(own, figure) or 0, own.record, words=named(own.name))

    return rows


def _assets(scope: Scope) -> Iterator[Row]:
    for one in scope.facts.assets:
        if one.value is not None:
            yield Row(one.value, one.record, one.bought_on, named(one.name))


_EXPENDITURE = (*EXPENDITURE, Section.ADVANCE)

ROWS: Mapping[str, Rows] = MappingProxyType(
    {
        "money_at_start": money_at_start,
        "money_at_end": money_at_end,
        "income": _within(_moved(Section.INCOME), -1, _source),
        "income_in_kind": _within(lambda section, _: section == Section.INCOME_IN_KIND, -1, _source),
        "spent": _within(_moved(*_EXPENDITURE), 1, _article),
        "spent_on_projects": _within(_moved(*_EXPENDITURE), 1, _article),
        "returned_to_donors": _within(_moved(Section.RETURNED)),
        "change_of_unpaid": _within(_moved(Section.PAYABLE, Section.VAT), -1),
        "conversions": _within(_moved(Section.DIFFERENCE), -1),
        "revaluation": of_period(lambda scope: _revalued_money(scope, scope.period.last)),
        "in_kind_received": _within(_moved(Section.INCOME_IN_KIND), -1),
        "in_kind_given": _within(_moved(Section.GIVEN)),
        "in_kind_held": lambda scope: posted(scope, lambda section, _: section == Section.GOODS, "tjs"),
        "foreign": _foreign,
        "flow_opening": lambda scope: money_at_start(scope, "amount"),
        "flow_income": _flow(1, Receipt.kind),
        "flow_converted": _flow(1, Conversion.kind),
        "flow_paid": _flow(-1),
        "flow_returned": _flow(-1, Refund.kind),
        "flow_closing": lambda scope: money_at_end(scope, "amount"),
        "brought_forward": agreement.brought_forward,
        "received": agreement.received,
        "returned": agreement.returned,
        "charged": agreement.charged,
        "difference": agreement.difference,
        "advances": agreement.advances,
        "held": agreement.held,
        "pools": agreement.pools,
        "pool_money": agreement.pool_money,
        "unpaid": agreement.unpaid,
        "balance": agreement.balance,
        "charged_before": before(agreement.charged),
        "difference_before": before(agreement.difference),
        "received_in_period": of_period(agreement.received),
        "returned_in_period": of_period(agreement.returned),
        "charged_in_period": of_period(agreement.charged),
        "difference_in_period": of_period(agreement.difference),
        "given_on_lines": agreement.given_on_lines,
        "borne_in_period": of_period(agreement.difference_borne),
        "total": agreement.total,
        "budget_original": agreement.budget_original,
        "budget_current": agreement.budget_current,
        "budget_before": before(agreement.borne_so_far),
        "budget_period": of_period(agreement.borne_so_far),
        "budget_cumulative": agreement.borne_so_far,
        "federal": federal.letters,
        "federal_unpaid": agreement.unpaid,
        "federal_difference": agreement.difference,
        "federal_in_hand": lambda scope: (
            *agreement.held(scope),
            *agreement.pools(scope),
            *agreement.unpaid(scope),
        ),
        "events": _counted("events"),
        "women": _counted("women"),
        "men": _counted("men"),
        "not_told": _counted("not_told"),
        "people": _counted("people"),
        "staff": _staff,
        "members": _register("members"),
        "branches": _register("branches"),
        "assets": _assets,
        "aid_received": _aid(Section.INCOME, sign=-1),
        "aid_received_in_kind": _aid(Section.INCOME_IN_KIND, sign=-1),
        "aid_spent": _aid(*_EXPENDITURE),
        "aid_given": _aid(Section.GIVEN),
        "aid_recipients": _recipients,
    }
)
