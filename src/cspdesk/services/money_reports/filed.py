"""Filed reports as their records keep them, and for the next ones as facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.names import AgreementId
from cspdesk.domain.periods import period
from cspdesk.reports.money import frozen
from cspdesk.reports.money.facts import Filed
from cspdesk.reports.money.frozen import Frozen
from cspdesk.services.money_reports.cells import Cells, records
from cspdesk.store.room import Room


@dataclass(frozen=True, slots=True)
class FiledReport:
    """A filed report with what its record says beside it."""

    record: str
    frozen: Frozen
    filed_on: date | None
    signer: str
    reason: str
    fingerprint: str
    files: str
    """The hashes of its files, as JSON."""

    @property
    def is_intact(self) -> bool:
        """Whether it is what its fingerprint was made of."""
        return self.frozen.fingerprint() == self.fingerprint


def every(room: Room) -> tuple[FiledReport, ...]:
    """All filed reports of this desk, the oldest first; what only a newer program reads is left out."""
    found = []
    for row in records(room, "frozen_report", "no"):
        try:
            found.append(FiledReport(row.id, _frozen(row), *_beside(row)))
        except ValueError:
            continue
    return tuple(found)


def _beside(row: Cells) -> tuple[date | None, str, str, str, str]:
    texts = (row.text(name) for name in ("signer", "reason", "fingerprint", "files"))
    signer, reason, fingerprint, files = texts
    return row.day("frozen_on"), signer, reason, fingerprint, files


def _frozen(row: Cells) -> Frozen:
    return frozen.read(
        {name: row.text(name) for name in ("cover", "figures", "sources", "checks")},
        version=row.number("version") or 0,
        period=row.text("period"),
        agreement=row.ref("agreement"),
        language=row.text("language"),
        reader=row.text("reader"),
    )


def newest(reports: tuple[FiledReport, ...]) -> tuple[FiledReport, ...]:
    """Those that no correction follows."""
    followed = {one.frozen.previous for one in reports}
    return tuple(one for one in reports if one.record not in followed)


def newest_of(
    room: Room, *, kind: str, span: str, agreement: str, receipt: str, reader: str
) -> FiledReport | None:
    """The newest filed report of a kind about the same, for the same reader."""
    for one in newest(every(room)):
        said = one.frozen
        about = (said.definition, said.period, said.agreement, said.receipt, said.reader)
        if about == (kind, span, agreement, receipt, reader):
            return one
    return None


def filed_reports(room: Room) -> tuple[Filed, ...]:
    """What the next reports need of those that were filed."""
    return tuple(
        Filed(
            record=one.record,
            report=one.frozen.definition,
            period=period(one.frozen.period),
            version=one.frozen.version,
            figures=one.frozen.figures,
            agreement=AgreementId(one.frozen.agreement),
        )
        for one in newest(every(room))
    )
