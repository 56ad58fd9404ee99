"""What a forecast expects, row by row: what is there on the eve, payments, contracts, a budget's rest."""

from __future__ import annotations

from collections.abc import Iterator

from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.promised import contracts_open
from cspdesk.domain.ledger.statements import statement
from cspdesk.domain.periods import period
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.reports.money.scope import Scope
from cspdesk.reports.money.values import Amount
from cspdesk.reports.money.values import Row as Listed
from cspdesk.services.money_reports.behind.agreement import advances, charged, held, pools, total
from cspdesk.services.money_reports.behind.rows import Row, Rows, on

EVE = "eve/"
"""How the keys begin of figures of an agreement on the eve of the period: ``eve/NAME/AGREEMENT``."""
LABELS = {
    "held": N_("Money in the agreement’s currency"),
    "pools": N_("Other money, less what is unpaid, at its worth"),
    "total": N_("Total of the agreement"),
    "charged": N_("Charged"),
    "advances": N_("Advances open with members"),
    "rest": N_("Rest of the budget"),
}
_ROWS: dict[str, Rows] = {
    "held": held,
    "pools": pools,
    "total": total,
    "charged": charged,
    "advances": advances,
}


def rows_on_eve(key: str, scope: Scope) -> tuple[Msg, str, Iterator[Row]]:
    """The label, currency and rows of ``eve/NAME/AGREEMENT``."""
    name, _, agreement = key.removeprefix(EVE).partition("/")
    about = on(scope, scope.eve, AgreementId(agreement))
    rows = _rest(about) if name == "rest" else iter(_ROWS[name](about))
    return msg(LABELS[name]), about.currency, rows


def forecast(row: Listed, column: str, scope: Scope) -> Iterator[Row]:
    """A cell of the forecast that is no sum of others."""
    agreement, _, month = row.key.partition("/")
    name, span = AgreementId(agreement), period(month)
    if column == "opening":
        found = statement(scope.ledger, name, scope.eve)
        yield _opens("held", name, found.held)
        yield _opens("pools", name, found.pool_value)
    elif column == "tranches":
        words = scope.facts.agreement(name)
        for one in words.tranches:
            if one.received is None and one.due in span:
                yield Row(one.amount, words.record, one.due)
    elif column == "contracts":
        first = scope.period.first
        for promise in contracts_open(scope.ledger, name, scope.eve):
            due = max(scope.facts.document(DocumentId(promise.record)).due or first, first)
            if due in span:
                yield Row(promise.worth or 0, promise.record, due)
    elif column == "plan":
        said = N_("A month’s part of what is left of the budget")
        yield Row(_number(row, "plan"), words=msg(said), opens=f"{EVE}rest/{name}")
    elif column == "tjs":
        closing = row.values["closing"]
        code = closing.code if isinstance(closing, Amount) else ""
        said = N_("At the end, by the official rate of {day}")
        yield Row(_number(row, "tjs"), words=msg(said, day=scope.eve), opens=code)


def _number(row: Listed, column: str) -> int:
    value = row.values[column]
    return value.number if isinstance(value, Amount) else 0


def _rest(scope: Scope) -> Iterator[Row]:
    """What is left of a budget beyond what was charged, advanced and ordered."""
    name, day = scope.agreement, scope.period.last
    found = statement(scope.ledger, name, day)
    yield _opens("total", name, scope.terms.total_on(day))
    yield _opens("charged", name, -found.charged)
    yield _opens("advances", name, -found.advances)
    for one in contracts_open(scope.ledger, name, day):
        yield Row(-(one.worth or 0), one.record, one.day)


def _opens(name: str, agreement: AgreementId, number: int) -> Row:
    return Row(number, words=msg(LABELS[name]), opens=f"{EVE}{name}/{agreement}")
