"""What must always hold, as functions that name what does not; nobody should ever see a fault.

The numbers are those of the list in docs/ledger.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cspdesk.domain.ledger.accounts import ADVANCE, GOODS, HELD, Section, section_of
from cspdesk.domain.ledger.balances import (
    money,
    money_in,
    net_assets,
    revaluation,
    trial_balance,
    value_balance,
)
from cspdesk.domain.ledger.budgets import budget_rows
from cspdesk.domain.ledger.expenses import Expense
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.ministry import ministry
from cspdesk.domain.ledger.names import AccountId, DocumentId
from cspdesk.domain.ledger.postings import ADVANCE_QUEUE, GOODS_QUEUE, POOL_QUEUE, QueueKey
from cspdesk.domain.ledger.statements import statement
from cspdesk.domain.money import from_minor
from cspdesk.domain.periods import Period
from cspdesk.domain.text import N_, Msg, msg


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: which rule, of what, in words."""

    rule: str
    where: str
    message: Msg


def _unequal(rule: str, where: str, said: object, found: object) -> Fault:
    return Fault(rule, where, msg(N_("{said} is not {found}."), said=str(said), found=str(found)))


def documents_balance(ledger: Ledger) -> tuple[Fault, ...]:
    """1: each document's lines add up to zero for each agreement, in somoni and in value."""
    sums: dict[tuple[DocumentId, date, str], list[int]] = {}
    for line in ledger.postings:
        found = sums.setdefault((line.document, line.accounted, line.agreement), [0, 0])
        found[0] += line.tjs
        found[1] += line.value
    return tuple(
        _unequal("1 documents", f"{document} {day} {agreement}", found, [0, 0])
        for (document, day, agreement), found in sums.items()
        if found != [0, 0]
    )


def trial_balances(ledger: Ledger, day: date) -> tuple[Fault, ...]:
    """1: the trial balance adds up to zero, in somoni and in each agreement's own ledger."""
    columns = {"somoni": trial_balance(ledger, day)}
    columns |= {name: value_balance(ledger, name, day) for name in ledger.chart.agreements}
    return tuple(
        _unequal("1 trial balance", f"{name} {day}", sum(column.values()), 0)
        for name, column in columns.items()
        if sum(column.values())
    )


def accounts_tie(ledger: Ledger, stated: Mapping[tuple[AccountId, date], int]) -> tuple[Fault, ...]:
    """2: an account comes to what the bank's statement says, where one is entered."""
    faults = []
    for (name, day), balance in sorted(stated.items()):
        booked = sum(one.amount for one in money(ledger, day) if one.account == name)
        if booked != balance:
            currency = ledger.chart.accounts[name].currency
            said, found = from_minor(balance, currency), from_minor(booked, currency)
            faults.append(_unequal("2 accounts", f"{name} {day}", said, found))
    return tuple(faults)


def agreements_tie(ledger: Ledger, day: date) -> tuple[Fault, ...]:
    """3: received - returned - charged + difference = held + pools + advances open."""
    faults = []
    for name in ledger.chart.agreements:
        found = statement(ledger, name, day)
        there = found.held + found.pool_value + found.advances
        if there != found.balance:
            faults.append(_unequal("3 agreements", f"{name} {day}", found.balance, there))
    return tuple(faults)


def lots_tie(ledger: Ledger, day: date) -> tuple[Fault, ...]:
    """4: lots left less what is owed are what the books say; no lot gives more than it has."""
    lots: dict[tuple[QueueKey, int], list[int]] = {}
    for move in ledger.moves:
        if move.accounted <= day:
            found = lots.setdefault((move.queue, move.lot), [0, 0, 0, 0])
            found[0] += move.amount
            found[1] += move.value
            found[2] += move.tjs
            found[3] = -1 if move.owed else 1
    faults = [
        _unequal("4 lots", f"{queue.name} {lot}", sums[:3], "0")
        for (queue, lot), sums in lots.items()
        if sums[0] * sums[3] < 0 or (not sums[0] and (sums[1] or sums[2]))
    ]
    queues: dict[QueueKey, list[int]] = {}
    for (queue, _), sums in lots.items():
        total = queues.setdefault(queue, [0, 0, 0])
        for place in range(3):
            total[place] += sums[place]
    booked = _booked(ledger, day)
    for key in sorted({*queues, *booked}):
        left, there = queues.get(key, [0, 0, 0]), booked.get(key, [0, 0, 0])
        compared = _COMPARED[key.kind]
        if left[compared] != there[compared]:
            faults.append(_unequal("4 lots", f"{key.agreement} {key.name} {day}", left, there))
    return tuple(faults)


_COMPARED = {POOL_QUEUE: slice(0, 2), ADVANCE_QUEUE: slice(0, 3), GOODS_QUEUE: slice(1, 3)}
"""Which sums a queue shares with the books: amount and value; somoni too; goods have no amount there."""

_POOLED = frozenset({Section.MONEY, Section.PAYABLE, Section.VAT, Section.POOL})


def _booked(ledger: Ledger, day: date) -> dict[QueueKey, list[int]]:
    """What the postings say of each queue: amount, value, somoni."""
    sums: dict[QueueKey, list[int]] = {}
    receipts = {move.document: move.queue for move in ledger.moves if move.queue.kind == GOODS_QUEUE}
    for line in ledger.rollup.lines(None, day):
        if line.account == ADVANCE:
            key = QueueKey(ADVANCE_QUEUE, line.agreement, line.article)
        elif line.account == GOODS:
            key = receipts[line.document]
        elif section_of(line.account) in _POOLED and ledger.chart.draws_lots(line.agreement, line.currency):
            key = QueueKey(POOL_QUEUE, line.agreement, line.currency)
        else:
            continue
        found = sums.setdefault(key, [0, 0, 0])
        found[0] += line.amount
        found[1] += line.value
        found[2] += line.tjs
    return sums


def allocations_tie(ledger: Ledger) -> tuple[Fault, ...]:
    """5: what the lines of an expense bear, VAT to recover with it, adds up to the expense."""
    said: dict[tuple[DocumentId, date], int] = {}
    for step in ledger.entered:
        if isinstance(step.document, Expense):
            key = (step.document.id, step.day)
            said[key] = said.get(key, 0) + (-1 if step.undo else 1) * step.document.amount
    found = dict.fromkeys(said, 0)
    for line in ledger.postings:
        key = (line.document, line.accounted)
        if key in said and section_of(line.account) in {Section.EXPENSE, Section.VAT}:
            found[key] += line.amount
    return tuple(
        _unequal("5 allocations", document, said[document, day], borne)
        for (document, day), borne in found.items()
        if said[document, day] != borne
    )


def budgets_tie(ledger: Ledger, day: date) -> tuple[Fault, ...]:
    """5: the lines add up to the agreement's total on every day; what they bear, to what is charged."""
    faults = []
    for name, agreement in ledger.chart.agreements.items():
        signed = sorted(one.signed for one in agreement.amendments)
        for when in (*(one - timedelta(days=1) for one in signed[:1]), *signed, day):
            lines, total = sum(agreement.budget_on(when).values()), agreement.total_on(when)
            if agreement.lines and lines != total:
                faults.append(_unequal("5 budget", f"{name} {when}", total, lines))
        totals = budget_rows(ledger, name, Period(day, day))[-1]
        in_kind = sum(
            row.value
            for row in ledger.rollup.rows(None, day)
            if row.agreement == name and row.section == Section.GIVEN and row.line
        )
        charged = statement(ledger, name, day).charged + in_kind
        if totals.cumulative != charged:
            faults.append(_unequal("5 charged", f"{name} {day}", charged, totals.cumulative))
    return tuple(faults)


def somoni_ties(ledger: Ledger, period: Period) -> tuple[Fault, ...]:
    """6: opening + income - expenditure - returned + unpaid + differences = closing; by currency too."""
    found = ministry(ledger, period)
    faults = []
    if found.difference:
        faults.append(_unequal("6 somoni", period.code, found.difference, 0))
    closing: dict[str, int] = {}
    for one in found.closing_money:
        closing[one.currency] = closing.get(one.currency, 0) + one.amount
    faults += [
        _unequal("6 currency", f"{flow.currency} {period.code}", flow, closing)
        for flow in found.flows
        if flow.closing != closing.get(flow.currency, 0)
    ]
    return tuple(faults)


def wholes_tie(ledger: Ledger, period: Period) -> tuple[Fault, ...]:
    """7: agreements make the organisation, months the period, and every sum is that of its lines."""
    faults = []
    report = ministry(ledger, period)
    if sum(report.by_agreement.values()) != report.expenditure:
        faults.append(_unequal("7 agreements", period.code, report.by_agreement, report.expenditure))
    rows = ledger.rollup.rows(None, period.last)
    held = sum(row.tjs for row in rows if row.section in HELD)
    held += revaluation(money_in(ledger, rows, period.last))
    owned = sum(net_assets(ledger, period.last).values())
    if owned != held:
        faults.append(_unequal("7 net assets", period.code, owned, held))
    summed = ledger.rollup.rows(period.first, period.last)
    lines = ledger.rollup.lines(period.first, period.last)
    for column in ("amount", "tjs", "value"):
        whole = sum(getattr(row, column) for row in summed)
        added = sum(getattr(line, column) for line in lines)
        if whole != added:
            faults.append(_unequal("7 months", f"{column} {period.code}", whole, added))
    return tuple(faults)


def every(ledger: Ledger, days: Iterable[date], periods: Iterable[Period]) -> tuple[Fault, ...]:
    """All of them, at some cut-offs and over some periods."""
    faults = [*documents_balance(ledger), *allocations_tie(ledger)]
    for day in days:
        for at_cut_off in (trial_balances, agreements_tie, lots_tie, budgets_tie):
            faults += at_cut_off(ledger, day)
    for period in periods:
        faults += [*somoni_ties(ledger, period), *wholes_tie(ledger, period)]
    return tuple(faults)
