"""Which filed reports name a document: their lists of sources, turned round.

A filed report never changes, so that its list is written down once.  The tables follow from the records and
can be made again; a report that came since they were last asked is ``unread``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cspdesk.store.sql import Cursor

_TABLES = ("report_source", "report_read")
_THERE = "presence IN (0, 2)"


class ReadReport(NamedTuple):
    """What a filed report is known by; ``previous`` is the record that it corrects, empty for most."""

    no: int
    """The number of its row."""
    record: bytes
    report: str
    version: int
    period: str
    about: str
    reader: str
    language: str
    filed_on: str
    fingerprint: str
    previous: bytes


_COLUMNS = ", ".join(ReadReport._fields)


def forget(cursor: Cursor) -> None:
    """Empty the tables: every report is unread again."""
    for table in _TABLES:
        cursor.execute(f'DELETE FROM "{table}"')


class ReportSources:
    """The two tables in one transaction."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def unread(self) -> list[bytes]:
        """The records of filed reports that are not written down yet, deleted ones too."""
        rows = self._cursor.execute(
            "SELECT id FROM frozen_report WHERE id NOT IN (SELECT record FROM report_read)"
        ).fetchall()
        return [bytes(record) for (record,) in rows]

    def name(self, number: int, documents: Iterable[bytes]) -> None:
        """Write down documents that a report names; they count once it is known."""
        self._cursor.executemany(
            "INSERT OR IGNORE INTO report_source (document, report) VALUES (?, ?)",
            [(document, number) for document in documents],
        )

    def know(self, one: ReadReport) -> None:
        """A report all of whose documents are written down."""
        marks = ", ".join("?" * len(one))
        self._cursor.execute(
            f"INSERT OR IGNORE INTO report_read ({_COLUMNS}) VALUES ({marks})",
            one,
        )

    def naming(self, document: bytes) -> list[ReadReport]:
        """The reports that are there and name a document, in the order of filing."""
        columns = ", ".join(f"r.{name}" for name in ReadReport._fields)
        rows = self._cursor.execute(
            f"SELECT {columns} FROM report_source AS s JOIN report_read AS r ON r.no = s.report"
            f" JOIN frozen_report AS f ON f.id = r.record AND f.{_THERE}"
            " WHERE s.document = ? ORDER BY r.filed_on, r.no",
            (document,),
        ).fetchall()
        return [ReadReport(*row) for row in rows]

    def following(self) -> dict[bytes, int]:
        """For each report that was corrected the version that followed it."""
        rows = self._cursor.execute(
            "SELECT r.previous, r.version FROM report_read AS r"
            f" JOIN frozen_report AS f ON f.id = r.record AND f.{_THERE} WHERE r.previous != x''"
        ).fetchall()
        return {bytes(previous): int(version) for previous, version in rows}
