"""A report's figures as sums to look into: each by its key, with its rows and the books they come from."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.text import msg
from cspdesk.presenters.behind import BehindPresenter
from cspdesk.presenters.books import BooksState
from cspdesk.presenters.figures import Sum, SumRow
from cspdesk.presenters.session import Session
from cspdesk.reports.heard import HEARD, heard_of
from cspdesk.reports.money.paper import GAP
from cspdesk.reports.money.report import Report
from cspdesk.services.books.books import Books
from cspdesk.services.money_reports.behind.figure import FiguresBehind
from cspdesk.services.money_reports.behind.records import kinds_of
from cspdesk.services.money_reports.behind.rows import Row


@dataclass(frozen=True)
class ReportFigures:
    """The figures of one report as it was previewed."""

    report: Report
    books: BooksState

    @cached_property
    def _behind(self) -> FiguresBehind:
        return FiguresBehind(self.report)

    def read(self) -> None:
        """Find where every figure stands, so that nobody waits for it who presses one of a long report."""
        _ = self._behind

    def __contains__(self, key: object) -> bool:
        return key in self._behind

    def figure(self, key: str) -> Sum:
        """A figure with its rows; KeyError for a key of no figure."""
        found = self._behind.figure(key)
        label = found.label
        if found.note is not None:
            label = msg("{label}. {note}", label=label, note=found.note)
        return Sum(key, label, found.currency, tuple(self._row(one) for one in found.rows))

    def _row(self, row: Row) -> SumRow:
        """What a desk has no record of is a row in words; a document of the ledger is not asked after."""
        # a figure may have thousands, and each question reads the desk
        is_document = row.words is None
        is_here = bool(row.record) and (is_document or DocumentId(row.record) in self.books.kinds)
        words = row.words
        if words is None and not is_here:
            words = msg("{name}", name=row.record)
        record = row.record if is_here else ""
        return SumRow(row.number, record, row.day, words, row.opens, lines=row.lines, column=row.column)


def report_figures(report: Report, books: Books) -> ReportFigures:
    """What is behind the figures of a report, in the books that it was made of."""
    scope = report.scope
    # asked one by one: of a large desk nobody wants the kinds of all documents
    kinds = ChainMap(dict(kinds_of(scope)), books.kinds())  # type: ignore[arg-type] # nothing is written
    return ReportFigures(report, BooksState(scope.today, scope.ledger, books.names(), kinds))


class PressedFigures:
    """What is pressed on a preview: a figure opens what is behind it, a gap the record that it is about.

    ``opens_heard`` with the conditions of the consultations that a figure of a digest counts.
    """

    def __init__(
        self,
        session: Session,
        opens_record: Callable[[str, str], None],
        opens_heard: Callable[[tuple[tuple[str, str], ...]], None],
    ) -> None:
        self.behind = BehindPresenter(session, opens_record)
        self._opens_record = opens_record
        self._opens_heard = opens_heard
        self._figures: ReportFigures | None = None
        self._pressed = ""

    @property
    def opened(self) -> str:
        """The key of the figure that is opened, if any."""
        return "" if self.behind.figure is None else self._pressed

    def press(self, key: str) -> None:
        """Open what a key of the preview stands for; what is no figure of the report opens nothing."""
        if key.startswith(GAP):
            kind, _, record = key.removeprefix(GAP).partition("/")
            self._opens_record(kind, record)
        elif key.startswith(HEARD):
            self._opens_heard(heard_of(key))
        elif self._figures is not None and key in self._figures:
            self._pressed = key
            self.behind.open(key, self._figures.figure, self._figures.books)

    def follow(self, figures: ReportFigures | None) -> None:
        """The report was made anew: the figure that is open as it is now, none where it is no more."""
        self._figures = figures
        if self.behind.figure is None:
            return
        try:
            if figures is not None:
                self.behind.renew(figures.figure, figures.books)
                return
        except KeyError:
            pass
        self.behind.shut()
