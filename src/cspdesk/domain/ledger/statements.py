"""An agreement's own ledger: what it received, returned and charged, and what is left of it and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.accounts import Section
from cspdesk.domain.ledger.agreements import Rule
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import SOMONI, AgreementId, DocumentId
from cspdesk.domain.ledger.postings import POOL_QUEUE, Posting
from cspdesk.domain.ledger.rollup import Row
from cspdesk.domain.ledger.valuing import cut_off_worth


@dataclass(frozen=True, slots=True)
class Pool:
    """What an agreement has in a currency that is not its own, debts taken off, and what it is worth."""

    currency: str
    amount: int
    value: int


@dataclass(frozen=True, slots=True)
class Statement:
    """An agreement on a day, in minor units of its currency.

    ``brought_forward + received - returned - charged + difference`` is what there is: ``held`` in its
    currency, ``pools`` in others, ``advances`` open with members.
    """

    agreement: AgreementId
    currency: str
    day: date
    brought_forward: int
    received: int
    returned: int
    charged: int
    advances: int
    held: int
    pools: tuple[Pool, ...]
    difference: int
    """Above zero a gain; 0 where the agreement puts it on a budget line: it is charged then."""
    difference_charged: int
    unpaid: int
    """Taxes and bills owed less VAT to recover, already taken off the pools."""

    @property
    def balance(self) -> int:
        """What is left of what was received, open advances included."""
        return self.brought_forward + self.received - self.returned - self.charged + self.difference

    @property
    def pool_value(self) -> int:
        """What all pools are worth."""
        return sum(pool.value for pool in self.pools)

    @property
    def somoni(self) -> int:
        """Somoni in the pool."""
        return sum(pool.amount for pool in self.pools if pool.currency == SOMONI)

    @property
    def somoni_value(self) -> int:
        """What the somoni are worth."""
        return sum(pool.value for pool in self.pools if pool.currency == SOMONI)


def statement(ledger: Ledger, name: AgreementId, day: date) -> Statement:
    """An agreement at the end of a day."""
    rows = ledger.rollup.rows(None, day)
    return statement_of(ledger, name, [row for row in rows if row.agreement == name], day)


def statement_of(ledger: Ledger, name: AgreementId, rows: list[Row], day: date) -> Statement:
    """An agreement's statement out of its sums since the beginning."""
    agreement = ledger.chart.agreements[name]
    values: dict[str, int] = {}
    pooled: dict[str, list[int]] = {}
    held = owed = 0
    for row in rows:
        values[row.section] = values.get(row.section, 0) + row.value
        if row.section == Section.MONEY and row.currency == agreement.currency:
            held += row.amount
        elif row.section in _POOLED:
            found = pooled.setdefault(row.currency, [0, 0])
            found[0] += row.amount
            found[1] += row.value
        if row.section in {Section.PAYABLE, Section.VAT}:
            owed -= row.amount
    pools = tuple(
        Pool(currency, amount, _pool_value(ledger, name, (currency, amount, value), day))
        for currency, (amount, value) in sorted(pooled.items())
    )
    carried = sum(value for _, value in pooled.values())
    difference = sum(pool.value for pool in pools) - carried - values.get(Section.DIFFERENCE, 0)
    borne = difference if agreement.difference_line else 0
    return Statement(
        name,
        agreement.currency,
        day,
        brought_forward=-values.get(Section.BROUGHT_FORWARD, 0),
        received=-values.get(Section.INCOME, 0),
        returned=values.get(Section.RETURNED, 0),
        charged=values.get(Section.EXPENSE, 0) + values.get(Section.RECOVERED, 0) - borne,
        advances=values.get(Section.ADVANCE, 0),
        held=held,
        pools=pools,
        difference=difference - borne,
        difference_charged=-borne,
        unpaid=at_cut_off(ledger, name, SOMONI, owed, day),
    )


_POOLED = frozenset({Section.MONEY, Section.PAYABLE, Section.VAT, Section.POOL})


def _pool_value(ledger: Ledger, name: AgreementId, pool: tuple[str, int, int], day: date) -> int:
    """What is left in the lots; by other rules, the amount at the rate of the day."""
    currency, amount, value = pool
    if ledger.chart.draws_lots(name, currency):
        return value
    return at_cut_off(ledger, name, currency, amount, day, carried=value)


def at_cut_off(
    ledger: Ledger, name: AgreementId, currency: str, amount: int, day: date, *, carried: int = 0
) -> int:
    """What an amount is worth to an agreement on a day; ``carried`` where there is no rate."""
    agreement = ledger.chart.agreements[name]
    found = cut_off_worth(amount, currency, agreement, day, ledger.rates_on(day))
    return carried if found is None else found.value


@dataclass(frozen=True, slots=True)
class StatementRow:
    """What one document did to the agreement's ledger, and the balance after it."""

    document: DocumentId
    accounted: date
    dated: date
    kind: str
    received: int
    returned: int
    charged: int
    advanced: int
    difference: int
    balance: int
    """Brought forward + received - returned - charged + difference, as far as documents say it."""


def statement_rows(ledger: Ledger, name: AgreementId, day: date) -> tuple[StatementRow, ...]:
    """Every document that moved the agreement's ledger, from the first to a day, in order.

    Differences that arise by re-valuing belong to a day and to no document: the statement has them.
    """
    sections = {row.account: row.section for row in ledger.rollup.rows(None, day)}
    rows: list[StatementRow] = []
    balance = 0
    for lines in _by_document(ledger, name, day):
        sums: dict[str, int] = {}
        for line in lines:
            section = sections[line.account]
            sums[section] = sums.get(section, 0) + line.value
        brought = -sums.get(Section.BROUGHT_FORWARD, 0)
        received, returned = -sums.get(Section.INCOME, 0), sums.get(Section.RETURNED, 0)
        charged = sums.get(Section.EXPENSE, 0) + sums.get(Section.RECOVERED, 0)
        advanced, difference = sums.get(Section.ADVANCE, 0), -sums.get(Section.DIFFERENCE, 0)
        if not (brought or received or returned or charged or advanced or difference):
            continue
        balance += brought + received - returned - charged + difference
        first = lines[0]
        rows.append(
            StatementRow(
                first.document, first.accounted, first.dated, first.kind,
                received, returned, charged, advanced, difference, balance,
            )
        )  # fmt: skip
    return tuple(rows)


def _by_document(ledger: Ledger, name: AgreementId, day: date) -> list[list[Posting]]:
    """The agreement's lines, together by document and day on which they count."""
    groups: list[list[Posting]] = []
    for line in ledger.rollup.lines(None, day):
        if line.agreement != name:
            continue
        last = groups[-1][0] if groups else None
        if last is not None and (last.document, last.accounted) == (line.document, line.accounted):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def lots_left(ledger: Ledger, name: AgreementId, day: date) -> tuple[Lots, ...]:
    """What is left in an agreement's lots at the end of a day, the oldest first; owed below zero."""
    found: dict[tuple[str, int], Lots] = {}
    for move in ledger.moves:
        queue = move.queue
        if queue.kind != POOL_QUEUE or queue.agreement != name or move.accounted > day:
            continue
        held = found.get((queue.name, move.lot), Lots(queue.name, move.source, 0, 0, owed=move.owed))
        found[queue.name, move.lot] = Lots(
            queue.name, move.source, held.amount + move.amount, held.value + move.value, owed=move.owed
        )
    return tuple(lot for _, lot in sorted(found.items()) if lot.amount)


@dataclass(frozen=True, slots=True)
class Lots:
    """What is left of one lot, or still owed to lots."""

    currency: str
    source: DocumentId
    amount: int
    value: int
    owed: bool


def uses_lots(ledger: Ledger, name: AgreementId) -> bool:
    """Whether an agreement's rule draws from lots."""
    return ledger.chart.agreements[name].rule == Rule.FIFO
