"""Whether a filed report is what it was, and what later entries would move in it, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.money import from_minor
from cspdesk.domain.periods import period
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports.money.definition import Definition, Lines, Listing
from cspdesk.reports.money.frozen import Frozen, shown
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.services.books import covers
from cspdesk.services.books import signed as signing
from cspdesk.services.books.closing import ledger_of
from cspdesk.services.books.signed import Signed
from cspdesk.services.books.tables import Tables
from cspdesk.services.money_reports.filed import FiledReport
from cspdesk.services.money_reports.making import Asked, MoneyReports
from cspdesk.store.room import Room

_TOLD = frozenset({"activities", "assets", "tranches", "indicators"})
"""Listings that no ledger tells: their figures are held against the records of today, not against a cover."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that is another now than it was filed; None where there is none."""

    code: str
    filed: tuple[int, str] | None
    now: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found of a file."""

    record: str
    report: str
    version: int
    period: str
    filed_on: date | None
    fingerprint: str
    is_intact: bool
    """Whether the record is what its fingerprint was made of."""
    is_recomputed: bool | None
    """Whether its cover comes to the same figures; None where not all that it covers is on this desk."""
    differing: tuple[Moved, ...]
    """Figures that its cover does not come to: always none."""
    changed: tuple[Moved, ...]
    """Changed since filed: what the records of today would make other."""
    followed_by: str
    """The version that corrected it."""

    @property
    def holds(self) -> bool:
        """Whether it is what was filed."""
        return self.is_intact and self.is_recomputed is not False


def verified(
    room: Room, one: FiledReport, reports: tuple[FiledReport, ...], money: MoneyReports, speaker: Translator
) -> Verified:
    """What can be said of a filed report now."""
    said = one.frozen
    definition = DEFINITIONS.get(said.definition)
    differing: tuple[Moved, ...] = ()
    changed: tuple[Moved, ...] = ()
    recomputed: bool | None = None
    if definition is not None and definition.version == said.definition_version:
        asked = Asked(
            kind=said.definition,
            span=period(said.period),
            audience=said.reader,
            about=said.agreement or said.receipt,
        )
        now = money.report_in(room, asked, speaker)
        changed = moved(definition, said.figures, _plain(now.figures), counts=True)
        tables = Tables(room.cursor)
        covered = ledger_of(room, tables, _signed(one), signing.read(room))
        if covered is not None:
            then = money.report_in(room, asked, speaker, ledger=covered)
            differing = moved(definition, said.figures, _plain(then.figures))
            recomputed = not differing
    return Verified(
        one.record,
        said.definition,
        said.version,
        said.period,
        one.filed_on,
        shown(one.fingerprint),
        one.is_intact,
        recomputed,
        differing,
        changed,
        next((str(other.frozen.version) for other in reports if other.frozen.previous == one.record), ""),
    )


def told(found: Verified) -> Iterator[Msg]:
    """What was found, in sentences."""
    label = msg(DEFINITIONS[found.report].title) if found.report in DEFINITIONS else found.report
    yield msg(
        N_("{report}, {period}, version {version}: fingerprint {fingerprint}."),
        report=label,
        period=found.period,
        version=found.version,
        fingerprint=found.fingerprint,
    )
    if not found.is_intact:
        yield msg(N_("The filed report was tampered with: it is not what its fingerprint was made of."))
    elif found.is_recomputed is None:
        yield msg(N_("The file is as it was filed. Its figures cannot be recomputed on this desk yet."))
    elif found.is_recomputed:
        yield msg(N_("The file is as it was filed, and its figures follow from what was held then."))
    else:
        yield msg(N_("The file is as it was filed, but its figures do not follow from what was held then."))
    if found.followed_by:
        yield msg(N_("Version {version} corrected it."), version=found.followed_by)
    for one in found.changed:
        yield msg(
            N_("Changed since filed: {line}, from {filed} to {now}."),
            line=one.code,
            filed=_written(one.filed),
            now=_written(one.now),
        )


def _written(figure: tuple[int, str] | None) -> str:
    number, currency = figure or (0, "")
    return f"{from_minor(number, currency)} {currency}" if currency else str(number)


def _plain(figures: Mapping[str, object]) -> dict[str, tuple[int, str]]:
    return {code: (one.number, one.currency) for code, one in figures.items()}  # type: ignore[attr-defined]


def _signed(one: FiledReport) -> Signed:
    """A filed report's cover, as closings have theirs."""
    said: Frozen = one.frozen
    return Signed(
        one.record,
        period(said.period),
        one.filed_on,
        one.signer,
        one.reason,
        one.fingerprint,
        "",
        frozenset(said.names.split()),
        covers.read(said.cover),
    )


def moved(
    definition: Definition,
    filed: Mapping[str, tuple[int, str]],
    now: Mapping[str, tuple[int, str]],
    *,
    counts: bool = False,
) -> tuple[Moved, ...]:
    """The figures of the ledger that differ, by code; nothing and no figure are the same.

    With ``counts`` those that no ledger tells too: staff, members, property, what was held and who came.
    """
    told: set[str] = set()
    for part in definition.parts:
        if isinstance(part, Listing) and part.rows in _TOLD:
            told.add(part.code)
        elif isinstance(part, Lines) and part.unit == "count":
            told.update(line.code for line in part.lines)
    found = []
    for code in sorted({*filed, *now}):
        before, after = filed.get(code), now.get(code)
        if not counts and code.partition(".")[0] in told:
            continue
        if (before or (0, ""))[0] != (after or (0, ""))[0]:
            found.append(Moved(code, before, after))
    return tuple(found)
