"""The Ministry's half-year in somoni: what there was, what came, what went, what there is.

Sub-grants count when they are paid, staff advances are money in hand, property in kind stands apart.
``opening + income - expenditure - returned + unpaid + differences = closing``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cspdesk.domain.ledger.accounts import EXPENDITURE, SUB_GRANTS, Section
from cspdesk.domain.ledger.balances import Balance, money_in, revaluation
from cspdesk.domain.ledger.goods import InKindReceipt
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.openings import Opening
from cspdesk.domain.ledger.receipts import Receipt, Refund
from cspdesk.domain.ledger.rollup import Row
from cspdesk.domain.ledger.timeline import Mark
from cspdesk.domain.ledger.transfers import Conversion
from cspdesk.domain.periods import Period

FOREIGN_SOURCES = frozenset(
    {
        "donor_foreign_state",
        "donor_foreign_legal",
        "donor_foreign_person",
        "donor_intl_org",
        "donor_intl_movement",
    }
)
"""The law's sources abroad, by the code list ``donor_type`` (Law on Public Associations, article 27)."""


@dataclass(frozen=True, slots=True)
class CurrencyFlow:
    """A period's money of one currency, in its minor units."""

    currency: str
    opening: int
    income: int
    converted: int
    paid: int
    returned: int
    closing: int


@dataclass(frozen=True, slots=True)
class ForeignReceipt:
    """A receipt from abroad, of money or in kind; below zero where it was reversed."""

    document: DocumentId
    dated: date
    source: str
    agreement: AgreementId
    currency: str
    amount: int
    tjs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MinistryReport:
    """A period's figures in dirams."""

    period: Period
    opening: int
    opening_money: tuple[Balance, ...]
    income: dict[str, int]
    """By source."""
    by_article: dict[str, int]
    by_agreement: dict[AgreementId, int]
    returned: int
    unpaid: int
    """By how much debts grew, less VAT to recover."""
    conversions: int
    """Exchange differences of conversions: above zero a gain."""
    revaluation: int
    closing: int
    closing_money: tuple[Balance, ...]
    flows: tuple[CurrencyFlow, ...]
    in_kind_received: int
    in_kind_given: int
    in_kind_held: int
    foreign: tuple[ForeignReceipt, ...]
    late: tuple[DocumentId, ...]
    """Documents dated in an earlier, closed period."""

    @property
    def expenditure(self) -> int:
        """All that was spent, sub-grants as paid."""
        return sum(self.by_article.values())

    @property
    def difference(self) -> int:
        """What does not tie: always 0, or the report may not be filed."""
        income = sum(self.income.values())
        gained = self.conversions + self.revaluation
        return self.opening + income - self.expenditure - self.returned + self.unpaid + gained - self.closing


def ministry(ledger: Ledger, period: Period) -> MinistryReport:
    """The figures of a period; balances with which the books begin within it count as there before."""
    eve = period.first - timedelta(days=1)
    before, within = ledger.rollup.rows(None, eve), ledger.rollup.rows(period.first, period.last)
    begun = [row for row in within if row.kind == Opening.kind]
    moved = [row for row in within if row.kind != Opening.kind]
    start, end = money_in(ledger, before, eve), money_in(ledger, [*before, *within], period.last)
    by_article, by_agreement = _spent(moved)
    return MinistryReport(
        period=period,
        opening=sum(one.tjs for one in start) + _tjs(begun, Section.MONEY),
        opening_money=(*start, *_begun_with(begun)),
        income=_by_name(moved, Section.INCOME),
        by_article=by_article,
        by_agreement=by_agreement,
        returned=_tjs(moved, Section.RETURNED),
        unpaid=-_tjs(moved, Section.PAYABLE) - _tjs(moved, Section.VAT),
        conversions=-_tjs(moved, Section.DIFFERENCE),
        revaluation=revaluation(end) - revaluation(start),
        closing=sum(one.tjs for one in end),
        closing_money=end,
        flows=_flows(before, begun, moved),
        in_kind_received=-_tjs(moved, Section.INCOME_IN_KIND),
        in_kind_given=_tjs(moved, Section.GIVEN),
        in_kind_held=_tjs([*before, *within], Section.GOODS),
        foreign=foreign_receipts(ledger, period),
        late=late_documents(ledger, period),
    )


def _begun_with(rows: Iterable[Row]) -> tuple[Balance, ...]:
    """Money with which the books began, as it was entered."""
    return tuple(
        Balance(row.account, row.agreement, row.currency, row.amount, row.tjs, row.tjs)
        for row in sorted(rows)
        if row.section == Section.MONEY
    )


def _tjs(rows: Iterable[Row], section: str) -> int:
    return sum(row.tjs for row in rows if row.section == section)


def _by_name(rows: Iterable[Row], section: str) -> dict[str, int]:
    """Credits by the name behind the account's colon."""
    sums: dict[str, int] = {}
    for row in rows:
        if row.section == section and row.tjs:
            name = row.account.partition(":")[2]
            sums[name] = sums.get(name, 0) - row.tjs
    return dict(sorted(sums.items()))


def _spent(rows: Iterable[Row]) -> tuple[dict[str, int], dict[AgreementId, int]]:
    """Expenditure by article and by agreement, sub-grants when they are paid."""
    articles: dict[str, int] = {}
    agreements: dict[AgreementId, int] = {}
    for row in rows:
        if row.section in EXPENDITURE or row.section == Section.ADVANCE:
            article = SUB_GRANTS if row.section == Section.ADVANCE else row.article
            articles[article] = articles.get(article, 0) + row.tjs
            agreements[row.agreement] = agreements.get(row.agreement, 0) + row.tjs
    return (
        {article: tjs for article, tjs in sorted(articles.items()) if tjs},
        {agreement: tjs for agreement, tjs in sorted(agreements.items()) if tjs},
    )


def _flows(before: Iterable[Row], begun: Iterable[Row], moved: Iterable[Row]) -> tuple[CurrencyFlow, ...]:
    """Money by currency: what is neither income, conversion nor return was paid."""
    sums: dict[str, dict[str, int]] = {}
    marked = [("opening", row) for row in (*before, *begun)] + [(_flow_of(row), row) for row in moved]
    for flow, row in marked:
        if row.section == Section.MONEY:
            found = sums.setdefault(row.currency, dict.fromkeys(("opening", *_FLOWS, "paid"), 0))
            found[flow] += row.amount
    return tuple(
        CurrencyFlow(
            currency,
            found["opening"],
            found["income"],
            found["converted"],
            -found["paid"],
            -found["returned"],
            sum(found.values()),
        )
        for currency, found in sorted(sums.items())
    )


_FLOWS = ("income", "converted", "returned")
_FLOW_OF = {Receipt.kind: "income", Conversion.kind: "converted", Refund.kind: "returned"}


def _flow_of(row: Row) -> str:
    return _FLOW_OF.get(row.kind, "paid")


def foreign_receipts(ledger: Ledger, period: Period) -> tuple[ForeignReceipt, ...]:
    """What came from abroad in a period, in the ledger's order; each needs its notice."""
    found = []
    for line in ledger.rollup.lines(period.first, period.last, kinds=_RECEIVING):
        source = line.account.partition(":")[2]
        if source in FOREIGN_SOURCES:
            found.append(
                ForeignReceipt(
                    line.document, line.dated, source, line.agreement, line.currency, -line.amount, -line.tjs
                )
            )
    return tuple(found)


_RECEIVING = frozenset({Receipt.kind, InKindReceipt.kind})


def late_documents(ledger: Ledger, period: Period) -> tuple[DocumentId, ...]:
    """The documents that count in a period though they are dated in an earlier, closed one."""
    late = {name for name, marks in ledger.marks.items() if Mark.LATE in marks}
    if not late:
        return ()
    lines = ledger.rollup.lines(period.first, period.last, documents=late)
    return tuple(dict.fromkeys(line.document for line in lines))
