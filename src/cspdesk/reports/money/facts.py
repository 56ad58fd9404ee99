"""What money reports tell and the ledger lacks, as plain values: names, words, notices, counts.

Whoever fills it leaves empty (``""``, None) what is not known: a report names that as missing.  ``record``
is the id of the record to open for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from cspdesk.domain.ledger.documents import NO_AGREEMENT
from cspdesk.domain.ledger.names import AccountId, AgreementId, DocumentId
from cspdesk.domain.periods import Period

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The organisation as official papers name it."""

    record: str = ""
    name: str = ""
    short_name: str = ""
    legal_form: str = ""
    """A code of the list ``legal_form``."""
    registration_no: str = ""
    registered_on: date | None = None
    registering_body: str = ""
    tax_id: str = ""
    legal_address: str = ""
    actual_address: str = ""
    governing_body_place: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    head: str = ""
    head_post: str = ""
    accountant: str = ""
    leaders: tuple[str, ...] = ()
    leaders_confirmed_on: date | None = None
    org_id: str = ""
    staff: int | None = None
    staff_records: tuple[str, ...] = ()
    """Of those who are counted as staff."""
    members: int | None = None
    branches: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Donor:
    """Who money comes from."""

    record: str = ""
    name: str = ""
    type: str = ""
    """A code of the list ``donor_type``."""
    country: str = ""
    address: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWords:
    """A budget line in words: its title, the donor's heading, and how its amount was reckoned."""

    title: str = ""
    heading: str = ""
    unit: str = ""
    units: tuple[int, int] | None = None
    """Digits and decimals."""
    unit_value: int | None = None
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """A payment that an agreement expects."""

    due: date
    amount: int
    condition: str = ""
    received: DocumentId | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentWords:
    """A signed change in words."""

    number: str = ""
    signed: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a narrative report tells of an agreement, in the organisation's own words, by key."""

    texts: Mapping[str, str] = field(default_factory=dict)
    indicators: tuple[tuple[str, str, str], ...] = ()
    """Name, planned, achieved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementWords:
    """An agreement in words; own funds have no donor."""

    record: str = ""
    number: str = ""
    title: str = ""
    """The project's."""
    purpose: str = ""
    activities: str = ""
    territory: str = ""
    target_groups: str = ""
    partners: str = ""
    kind: str = ""
    """A code of the list ``fund_kind``."""
    donor: str = ""
    back_donor: str = ""
    signed: date | None = None
    start: date | None = None
    end: date | None = None
    lines: Mapping[str, LineWords] = field(default_factory=dict)
    tranches: tuple[Tranche, ...] = ()
    amendments: tuple[AmendmentWords, ...] = ()
    tolerance: tuple[int, int] | None = None
    """By how many per cent a heading may be overspent, as digits and decimals."""
    threshold: int | None = None
    """From which amount contracts are listed for the donor, in the agreement's currency."""
    federal: FederalTerms | None = None
    results: Results = field(default_factory=Results)


@dataclass(frozen=True, slots=True)
class Uncounted:
    """An amount that no line can count, because it is not in the award's currency: where it stands."""

    kind: str
    record: str
    question: str
    """A code of the list ``report_question``."""
    currency: str


@dataclass(frozen=True, slots=True)
class Counted:
    """An amount that a line counts: the record that tells it, and of which question (``report_question``)."""

    record: str
    question: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FederalTerms:
    """What the federal report asks about an award; amounts in its currency's minor units."""

    uei: str = ""
    ein: str = ""
    account_no: str = ""
    required: int = 0
    charged: int = 0
    deducted: int = 0
    added: int = 0
    indirect: str = ""
    remarks: str = ""
    told: tuple[Counted, ...] = ()
    """What ``charged``, ``deducted`` and ``added`` are the sums of."""
    left_out: tuple[Uncounted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWords:
    """A document in words: its own number, whom it was with, what for, and the proof."""

    kind: str = ""
    """The kind of its record."""
    number: str = ""
    payee: str = ""
    text: str = ""
    donor: str = ""
    purpose: str = ""
    payer_bank: str = ""
    bank_reference: str = ""
    item: str = ""
    quantity: int | None = None
    unit: str = ""
    basis: str = ""
    customs_no: str = ""
    place: str = ""
    region: str = ""
    recipients: int | None = None
    due: date | None = None
    """When what is open of a contract is to be paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountWords:
    """A place where money lies, in words."""

    name: str = ""
    bank: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """How far the notice of a receipt has come."""

    record: str = ""
    state: str = ""
    """A code of the list ``receipt_state``."""
    outgoing_no: str = ""
    filed_on: date | None = None
    signer: str = ""
    channel: str = ""
    incoming_no: str = ""
    registered_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something that was held, and who came: women, men, and people whose sex was not told."""

    record: str = ""
    title: str = ""
    kind: str = ""
    place: str = ""
    held_on: date | None = None
    agreement: AgreementId = NO_AGREEMENT
    events: int = 1
    women: int = 0
    men: int = 0
    not_told: int = 0

    @property
    def people(self) -> int:
        """All who came."""
        return self.women + self.men + self.not_told


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A thing that belongs to the organisation."""

    record: str = ""
    name: str
    place: str = ""
    keeper: str = ""
    value: int | None = None
    """In dirams."""
    bought_on: date | None = None
    donor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A filed report: what it is about, its version, and its figures by code."""

    record: str
    report: str
    period: Period
    version: int
    figures: Mapping[str, tuple[int, str]]
    agreement: AgreementId = NO_AGREEMENT


def _nothing() -> Mapping[K, T]:
    return MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that reports tell beside the ledger."""

    organisation: Organisation = field(default_factory=Organisation)
    donors: Mapping[str, Donor] = field(default_factory=_nothing)
    agreements: Mapping[AgreementId, AgreementWords] = field(default_factory=_nothing)
    accounts: Mapping[AccountId, AccountWords] = field(default_factory=_nothing)
    documents: Mapping[DocumentId, DocumentWords] = field(default_factory=_nothing)
    notices: Mapping[DocumentId, Notice] = field(default_factory=_nothing)
    activities: tuple[Activity, ...] = ()
    base: int = 0
    """What people are counted in multiples of for this reader; 0 where they are counted exactly."""
    assets: tuple[Asset, ...] = ()
    filed: tuple[Filed, ...] = ()
    """Reports that were filed, each in its newest version."""
    articles: Mapping[str, str] = field(default_factory=_nothing)
    """The organisation's own articles in words, by code."""

    def agreement(self, name: AgreementId) -> AgreementWords:
        """An agreement in words, empty where it has none."""
        return self.agreements.get(name, _NO_AGREEMENT)

    def donor_of(self, name: AgreementId, document: DocumentId | None = None) -> Donor:
        """Who gave: as the document says, else the agreement's donor."""
        words = self.document(document) if document else None
        return self.donors.get((words and words.donor) or self.agreement(name).donor, _NO_DONOR)

    def document(self, name: DocumentId) -> DocumentWords:
        """A document in words."""
        return self.documents.get(name, _NO_WORDS)

    def filed_before(self, report: str, agreement: AgreementId, first: date) -> Filed | None:
        """The filed report of a kind that ended last before a day."""
        found = [
            one
            for one in self.filed
            if one.report == report and one.agreement == agreement and one.period.last < first
        ]
        return max(found, key=lambda one: one.period.last, default=None)

    def account(self, name: str) -> AccountWords:
        """An account in words."""
        return self.accounts.get(AccountId(name), _NO_ACCOUNT)


_NO_AGREEMENT = AgreementWords()
_NO_DONOR = Donor()
_NO_WORDS = DocumentWords()
_NO_ACCOUNT = AccountWords()
