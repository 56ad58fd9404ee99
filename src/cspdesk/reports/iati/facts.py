"""What the ledger does not know: who publishes, and the words and codes of each agreement."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cspdesk.domain.ledger.names import AgreementId, DocumentId, SubGrantId
from cspdesk.reports.iati.markup import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An organisation as others write of it; ``ref`` is its identifier where it has one."""

    name: Words = ()
    ref: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """How the office is reached: never a person's name."""

    telephone: str = ""
    email: str = ""
    website: str = ""
    address: Words = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document that lies on the web already."""

    url: str
    format: str
    title: Words
    category: str
    languages: tuple[str, ...] = ()
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """The organisation whose file it is."""

    ref: str
    name: Words
    office: Office = field(default_factory=Office)
    papers: tuple[Paper, ...] = ()
    languages: tuple[str, ...] = ("tg", "ru", "en")


@dataclass(frozen=True, slots=True)
class Expected:
    """A payment that an agreement expects, in minor units of its currency."""

    due: date
    amount: int


@dataclass(frozen=True, slots=True)
class Region:
    """Where it is done: a region, never closer."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What was planned and reached over a span; figures are whole numbers that may leave the desk."""

    title: Words
    measure: str
    first: date
    last: date
    target: str = ""
    actual: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A result with its indicators."""

    type: str
    title: Words
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """The codes that hold for all of an agreement's money; empty ones are not said."""

    collaboration: str = ""
    flow: str = ""
    finance: str = "110"
    aid: str = "C01"
    tied: str = "5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """An agreement in words."""

    agreement: AgreementId
    code: str
    """The project's own code: with the publisher's identifier it names the activity for ever."""
    number: str = ""
    title: Words = ()
    descriptions: tuple[tuple[str, Words], ...] = ()
    """By the type of the description, general first."""
    donor: Party = field(default_factory=Party)
    back_donor: Party | None = None
    signed: date | None = None
    starts: date | None = None
    ends: date | None = None
    """As first agreed: amendments stand in the ledger."""
    state: str = ""
    """A code of the activity's state where it does not follow from the dates: cancelled, suspended."""
    regions: tuple[Region, ...] = ()
    sectors: tuple[tuple[str, int], ...] = ()
    """Purposes with their weights; none of them need be a percentage."""
    tags: tuple[tuple[str, str], ...] = ()
    """Goals and targets as (vocabulary, code)."""
    markers: tuple[tuple[str, str], ...] = ()
    """Policy markers as (code, significance)."""
    flows: Flows = field(default_factory=Flows)
    tranches: tuple[Expected, ...] = ()
    members: tuple[tuple[SubGrantId, Party], ...] = ()
    """Who receives each sub-grant; a member that is not named is left out."""
    papers: tuple[Paper, ...] = ()
    parents: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    kept_back: str = ""
    """Why the whole of it stays out of the public file; empty: it does not."""
    kept_back_documents: tuple[tuple[DocumentId, str], ...] = ()
    """Documents that stay out of the public file, each with the reason."""
