"""The tables of a desk: mapped classes that describe every kind of record, and their migrations."""

from __future__ import annotations

from cspdesk.models import machinery, postings
from cspdesk.models.attachments import Attachment, Link
from cspdesk.models.banking import BankRule, BankStatement, SameAs, StatementLine, StatementMatch
from cspdesk.models.base import Base, Record, kind_of
from cspdesk.models.books import (
    Account,
    Article,
    EarlierCharge,
    EarlierFigures,
    ExchangeRate,
    Opening,
    Reversal,
)
from cspdesk.models.consultation import Consultation
from cspdesk.models.directory import Body, Desk, Grouping, Organisation, Person, Place
from cspdesk.models.filing import Closing, FrozenReport, ReportText
from cspdesk.models.funding import (
    Agreement,
    AmendedLine,
    Amendment,
    BudgetLine,
    Donor,
    ReportTerm,
    Tranche,
)
from cspdesk.models.obligations import DutyRule, FilingStep, Holiday, Obligation
from cspdesk.models.publication import Publication
from cspdesk.models.receiving import Fund, GoodsGiven, Refund
from cspdesk.models.register import Asset, NumberRange, NumberSeries, StaffCosts, StaffShare
from cspdesk.models.spending import (
    Allocation,
    Contract,
    Conversion,
    Expense,
    IndirectCosts,
    Owed,
    Payment,
    Transfer,
    VatRefund,
    Withheld,
)
from cspdesk.models.sub_granting import Acquittal, SubGrant, SubGrantAdvance, SubGrantReturn
from cspdesk.models.voices import (
    Capacity,
    Cause,
    Concern,
    Idea,
    Official,
    Participants,
    Promise,
    Quote,
)
from cspdesk.models.work import Activity, Recommendation

MODELS: tuple[type[Record], ...] = (
    Consultation,
    Participants,
    Official,
    Concern,
    Cause,
    Capacity,
    Idea,
    Quote,
    Promise,
    Attachment,
    Link,
    Activity,
    Recommendation,
    Fund,
    Expense,
    Allocation,
    Withheld,
    Agreement,
    BudgetLine,
    Tranche,
    ReportTerm,
    Amendment,
    AmendedLine,
    Donor,
    Account,
    Transfer,
    Conversion,
    Payment,
    Owed,
    Refund,
    VatRefund,
    GoodsGiven,
    SubGrant,
    SubGrantAdvance,
    Acquittal,
    SubGrantReturn,
    Contract,
    IndirectCosts,
    Reversal,
    Opening,
    EarlierFigures,
    EarlierCharge,
    ExchangeRate,
    Article,
    BankStatement,
    StatementLine,
    StatementMatch,
    BankRule,
    SameAs,
    Obligation,
    FilingStep,
    DutyRule,
    Holiday,
    Asset,
    StaffCosts,
    StaffShare,
    NumberSeries,
    NumberRange,
    Organisation,
    Person,
    Desk,
    Body,
    Place,
    Grouping,
    Publication,
    Closing,
    ReportText,
    FrozenReport,
)
"""Every kind of record, in the order in which people meet them."""

KINDS = tuple(kind_of(model) for model in MODELS)

__all__ = ["KINDS", "MODELS", "Base", "Record", "kind_of", "machinery", "postings"]
