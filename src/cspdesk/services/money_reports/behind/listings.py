"""What the cells of listed rows come from: most rows are one document, others add up the ledger's lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from cspdesk.domain.ledger.contracts import Contract
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.postings import POOL_QUEUE, LotMove
from cspdesk.domain.ledger.promises import left_of, taken_of
from cspdesk.domain.ledger.statements import statement_rows
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.reports.money.agreement_listings import charges
from cspdesk.reports.money.scope import Scope
from cspdesk.reports.money.values import Amount
from cspdesk.reports.money.values import Row as Listed
from cspdesk.services.money_reports.behind import agreement, measures, plans
from cspdesk.services.money_reports.behind.rows import Row, named, of_period
from cspdesk.services.money_reports.behind.rows import before as on_the_eve

Cell = Callable[[Listed, str, Scope], Iterable[Row]]


def number_of(row: Listed, column: str) -> int:
    """What a cell says."""
    value = row.values[column]
    return value.number if isinstance(value, Amount) else 0


def _day_of(row: Listed) -> date | None:
    value = row.values.get("date")
    return value if isinstance(value, date) else None


def _document(row: Listed, column: str, _scope: Scope) -> Iterator[Row]:
    """A row that is one document: its key, counted where it stands twice."""
    yield Row(number_of(row, column), row.key.partition("+")[0], _day_of(row))


def _money(rows: Callable[[Scope, str], Iterable[Row]]) -> Cell:
    def cell(row: Listed, column: str, scope: Scope) -> Iterator[Row]:
        currency = row.values["currency"]
        for one in rows(scope, column):
            if one.told["account"] == row.key and one.told["currency"] == currency:
                yield one

    return cell


def _spending(row: Listed, _column: str, scope: Scope) -> Iterator[Row]:
    project, _, article = row.key.partition("/")
    for one in measures.ROWS["spent_on_projects"](scope):
        if one.told["agreement"] == project and one.told["article"] == article:
            yield one


def _register(row: Listed, column: str, scope: Scope) -> Iterator[Row]:
    """An activity or a thing: its own record, and its name where it has none."""
    known = {one.record for one in scope.facts.activities} | {one.record for one in scope.facts.assets}
    name = row.values.get("title", row.values.get("name", ""))
    record = row.key if row.key in known else ""
    yield Row(number_of(row, column), record, _day_of(row), named(str(name)))


def _statement(row: Listed, column: str, scope: Scope) -> Iterator[Row]:
    moved = statement_rows(scope.ledger, scope.agreement, scope.period.last)[int(row.key) - 1]
    rows = _MOVES.get(column)  # a first balance of nothing is the sum of nothing
    for one in rows(scope) if rows is not None else ():
        if (one.record, one.day) == (moved.document, moved.accounted):
            yield one


_MOVES = {
    "brought": agreement.brought_forward,
    "received": agreement.received,
    "returned": agreement.returned,
    "charged": agreement.spent,
    "advanced": agreement.advances,
    "difference": agreement.posted_difference,
}


def _agreement(row: Listed, column: str, scope: Scope) -> Iterator[Row]:
    yield Row(number_of(row, column), scope.words.record or scope.agreement)


def _lots(row: Listed, column: str, scope: Scope) -> Iterator[Row]:
    """What was put into a lot, and what each document drew from it."""
    found: dict[tuple[str, int], list[LotMove]] = {}
    for move in scope.ledger.moves:
        queue = move.queue
        if queue.kind == POOL_QUEUE and queue.agreement == scope.agreement:
            if move.accounted <= scope.period.last:
                found.setdefault((queue.name, move.lot), []).append(move)
    left = [moves for _, moves in sorted(found.items()) if sum(one.amount for one in moves)]
    for one in left[int(row.key) - 1]:
        yield Row(getattr(one, column), one.document, one.accounted)


def _vouchers(row: Listed, column: str, scope: Scope) -> Iterator[Row]:
    line = charges(scope)[int(row.key) - 1]
    number = number_of(row, column)
    yield Row(number, line.document, line.accounted, lines=((line, 1),), column=column)


def _budget(row: Listed, column: str, scope: Scope) -> Iterator[Row]:
    rows = _COLUMNS.get(column)
    if rows is None:
        yield Row(number_of(row, column), scope.words.record or scope.agreement)
        return
    line = "" if row.key == "-" else row.key
    for one in rows(scope):
        if one.told["line"] == line:
            yield one


_COLUMNS = {
    "original": agreement.budget_original,
    "change": agreement.budget_change,
    "period": of_period(agreement.borne_so_far),
    "before": on_the_eve(agreement.borne_so_far),
}


def _contracts(row: Listed, column: str, scope: Scope) -> Iterator[Row]:
    """A contract; of what is open, what was ordered less what each expense took of it."""
    one = scope.ledger.documents[DocumentId(row.key)]
    if column != "open" or not isinstance(one, Contract):
        yield from _document(row, column, scope)
        return
    rows = [Row(one.amount, one.id, one.dated)]
    rows += [
        Row(-taken, move.document, move.accounted)
        for move, taken in taken_of(scope.ledger, one, scope.period.last)
    ]
    yield from rows
    rest = left_of(scope.ledger, one, scope.period.last) - sum(row.number for row in rows)
    yield Row(rest, words=_closed(one, scope))


def _closed(one: Contract, scope: Scope) -> Msg:
    """Why nothing is open of a contract that was not fulfilled."""
    if one.closed is not None and one.closed <= scope.period.last:
        return msg(N_("Closed on {day}"), day=one.closed)
    return msg(N_("Reversed"))


CELLS: Mapping[str, Cell] = MappingProxyType(
    {
        "money_at_start": _money(measures.money_at_start),
        "money_at_end": _money(measures.money_at_end),
        "receipts": _document,
        "receipt": _document,
        "spending": _spending,
        "activities": _register,
        "assets": _register,
        "foreign": _document,
        "late": _document,
        "statement": _statement,
        "vouchers": _vouchers,
        "budget": _budget,
        "tranches": _agreement,
        "lots": _lots,
        "amendments": _agreement,
        "contracts": _contracts,
        "forecast": plans.forecast,
    }
)
"""By the name of a listing: what a row's cell in a column comes from, where it is no sum of others."""
