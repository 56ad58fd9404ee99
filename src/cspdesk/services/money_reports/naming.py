"""Filed reports that name a document: those whose figures rest on it, in the order of filing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ids import to_hex
from cspdesk.domain.quality import day_of
from cspdesk.reports.money.frozen import shown
from cspdesk.services.context import Context
from cspdesk.services.naming import record_id
from cspdesk.store.report_sources import ReadReport, ReportSources
from cspdesk.store.room import Room

_COLUMNS = (
    "no, id, report, version, period, agreement, reader, language, frozen_on, fingerprint, previous,"
    " figures, sources"
)


_AT_ONCE = 5_000
"""Documents written down in one transaction: no save waits for a list of a hundred thousand."""


@dataclass(frozen=True, slots=True)
class NamedBy:
    """A filed report that rests on a document."""

    record: str
    report: str
    """The name of its definition."""
    version: int
    period: str
    about: str
    """The agreement or receipt that it is about, if any."""
    reader: str
    language: str
    filed_on: date | None
    fingerprint: str
    """As it stands on each page."""
    corrected_by: int
    """The version that follows it; 0 where none does."""


class Naming:
    """Asks which filed reports name a document; what was filed since is read first, once."""

    def __init__(self, context: Context) -> None:
        self._desk = context.desk

    def of(self, document: str) -> tuple[NamedBy, ...]:
        """The filed reports that name a document; none for what is newer than they are."""
        self._read()
        with self._desk.reading() as connection:
            sources = ReportSources(Room(connection).cursor)
            found = sources.naming(record_id(document))
            following = sources.following() if found else {}
        return tuple(
            NamedBy(
                to_hex(one.record),
                one.report,
                one.version,
                one.period,
                one.about,
                one.reader,
                one.language,
                day_of(one.filed_on),
                shown(one.fingerprint),
                following.get(one.record, 0),
            )
            for one in found
        )

    def _read(self) -> None:
        """Write down the lists of reports that came since, in small transactions."""
        with self._desk.reading() as connection:
            unread = ReportSources(Room(connection).cursor).unread()
        for record in unread:
            with self._desk.reading() as connection:
                row = _row(Room(connection), record)
            if row is None:
                continue
            *told, figures, listed = row
            one, documents = _told(told, str(figures or "")), _documents(str(listed or ""))
            for start in range(0, len(documents), _AT_ONCE):
                with self._desk.writing() as connection:
                    ReportSources(Room(connection).cursor).name(one.no, documents[start : start + _AT_ONCE])
            with self._desk.writing() as connection:
                ReportSources(Room(connection).cursor).know(one)


def _row(room: Room, record: bytes) -> tuple[object, ...] | None:
    row = room.cursor.execute(
        f"SELECT {_COLUMNS} FROM frozen_report WHERE id = ?",  # noqa: S608 - own names
        (record,),
    ).fetchone()
    return None if row is None else tuple(row)


def _told(row: list[object], untrusted_figures: str) -> ReadReport:
    """What a report is known by; a notice is about the receipt that its figures name."""
    number, record, report, version, period, agreement, reader, language, on, fingerprint, previous = row
    about = to_hex(agreement) if isinstance(agreement, bytes) else _receipt(untrusted_figures)
    return ReadReport(
        number if isinstance(number, int) else 0,
        record if isinstance(record, bytes) else b"",
        str(report or ""),
        version if isinstance(version, int) else 0,
        str(period or ""),
        about,
        str(reader or ""),
        str(language or ""),
        str(on or ""),
        str(fingerprint or ""),
        previous if isinstance(previous, bytes) else b"",
    )


def _receipt(untrusted_figures: str) -> str:
    try:
        return str(json.loads(untrusted_figures).get("receipt") or "")
    except (ValueError, AttributeError, RecursionError):
        return ""


def _documents(untrusted_list: str) -> list[bytes]:
    """The documents of a list of sources; none where it is no list that this program knows."""
    try:
        return [bytes.fromhex(str(name)) for name, _ in json.loads(untrusted_list)["documents"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []
