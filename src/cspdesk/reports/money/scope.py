"""One report to make: what it is about, figures of the ledger computed once; and an addend of a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from cspdesk.domain.ledger.agreements import Agreement
from cspdesk.domain.ledger.budgets import BudgetRow, budget_rows
from cspdesk.domain.ledger.documents import NO_AGREEMENT, NO_DOCUMENT, Document
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.ministry import MinistryReport, ministry
from cspdesk.domain.ledger.names import SOMONI, AgreementId, DocumentId
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.ledger.sf425 import FederalReport, Share, sf425
from cspdesk.domain.ledger.statements import Statement, statement
from cspdesk.domain.periods import Period
from cspdesk.domain.text import Msg
from cspdesk.reports.money.facts import AgreementWords, Facts, Filed


@dataclass(frozen=True, slots=True)
class Addend:
    """A part of a figure, and what it can be told apart by; ``currency`` is empty for a count.

    ``base`` is what people are counted in multiples of.
    """

    amount: int
    currency: str = SOMONI
    dimensions: Mapping[str, str] = field(default_factory=dict)
    base: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing or open: in words, and the record to open for it.

    ``told`` is one that stands in its place only, because a test names it.
    """

    words: Msg
    kind: str = ""
    record: str = ""
    told: bool = False


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a report is about; ``today`` is the day on which it is made."""

    ledger: Ledger
    facts: Facts
    period: Period
    today: date
    agreement: AgreementId = NO_AGREEMENT
    receipt: DocumentId = NO_DOCUMENT
    definition: str = ""
    audience: str = "organisation"

    @property
    def eve(self) -> date:
        """The day before the period."""
        return self.period.first - timedelta(days=1)

    @cached_property
    def ministry(self) -> MinistryReport:
        """The organisation's period in somoni."""
        return ministry(self.ledger, self.period)

    @cached_property
    def lines(self) -> Sequence[Posting]:
        """What counts in the period, line by line, in the ledger's order."""
        return self.ledger.rollup.lines(self.period.first, self.period.last)

    @property
    def terms(self) -> Agreement:
        """The agreement as the ledger knows it."""
        return self.ledger.chart.agreements[self.agreement]

    @property
    def words(self) -> AgreementWords:
        """The agreement in words."""
        return self.facts.agreement(self.agreement)

    @property
    def currency(self) -> str:
        """The agreement's currency; somoni where the report is about none."""
        return self.terms.currency if self.agreement else SOMONI

    @cached_property
    def statement(self) -> Statement:
        """The agreement at the period's end."""
        return statement(self.ledger, self.agreement, self.period.last)

    @cached_property
    def statement_before(self) -> Statement:
        """The agreement on the eve of the period."""
        return statement(self.ledger, self.agreement, self.eve)

    @cached_property
    def budget(self) -> tuple[BudgetRow, ...]:
        """The agreement's lines, without their totals."""
        return budget_rows(self.ledger, self.agreement, self.period)[:-1]

    @cached_property
    def federal(self) -> FederalReport:
        """The federal report's lines at the period's end."""
        asked = self.words.federal
        share = (
            Share()
            if asked is None
            else Share(
                required=asked.required,
                charged=asked.charged,
                deducted=asked.deducted,
                added=asked.added,
            )
        )
        return sf425(self.ledger, self.agreement, self.period.last, share)

    @property
    def document(self) -> Document | None:
        """The receipt that the report is about."""
        return self.ledger.documents.get(self.receipt)

    @property
    def filed(self) -> Filed | None:
        """The filed report of this kind, about the same, that ended last before the period."""
        return self.facts.filed_before(self.definition, self.agreement, self.period.first)
