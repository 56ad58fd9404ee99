"""Budget against actual: each line of an agreement, original and amended, charged and left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from cspdesk.domain.ledger.accounts import EXPENDITURE, Section
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import AgreementId
from cspdesk.domain.ledger.rollup import Row
from cspdesk.domain.ledger.statements import statement
from cspdesk.domain.money import quotient
from cspdesk.domain.periods import Period


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One line in the agreement's currency; ``line`` is empty in the row of totals."""

    line: str
    original: int
    current: int
    """By the amendments signed up to the period's end."""
    before: int
    period: int

    @property
    def cumulative(self) -> int:
        """Charged from the beginning to the period's end."""
        return self.before + self.period

    @property
    def left(self) -> int:
        """What may still be charged; below zero the line is overspent."""
        return self.current - self.cumulative

    @property
    def per_mille(self) -> int | None:
        """The tenths of a per cent of the budget that are charged; None without a budget."""
        return quotient(1000 * self.cumulative, self.current) if self.current > 0 else None


def budget_rows(ledger: Ledger, name: AgreementId, period: Period) -> tuple[BudgetRow, ...]:
    """Every line of the budget, then lines that bear charges without one; the totals come last."""
    agreement = ledger.chart.agreements[name]
    current = agreement.budget_on(period.last)
    original = {line.code: line.amount for line in agreement.lines}
    whole = _charged(ledger.rollup.rows(None, period.last), name)
    within = _charged(ledger.rollup.rows(period.first, period.last), name)
    if bearing := agreement.difference_line:
        end = statement(ledger, name, period.last).difference_charged
        start = statement(ledger, name, period.first - timedelta(days=1)).difference_charged
        whole[bearing] = whole.get(bearing, 0) + end
        within[bearing] = within.get(bearing, 0) + end - start
    lines = [*current, *sorted(set(whole) - set(current))]
    rows = [
        BudgetRow(
            line,
            original.get(line, 0),
            current.get(line, 0),
            whole.get(line, 0) - within.get(line, 0),
            within.get(line, 0),
        )
        for line in lines
    ]
    totals = BudgetRow(
        "",
        agreement.total,
        agreement.total_on(period.last),
        sum(row.before for row in rows),
        sum(row.period for row in rows),
    )
    return (*rows, totals)


def _charged(rows: list[Row], name: AgreementId) -> dict[str, int]:
    """What each line bears; property given out counts where a line was named for it."""
    sums: dict[str, int] = {}
    for row in rows:
        if row.agreement != name:
            continue
        if row.section in EXPENDITURE or (row.section == Section.GIVEN and row.line):
            sums[row.line] = sums.get(row.line, 0) + row.value
    return sums
