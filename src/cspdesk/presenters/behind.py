"""What stands behind a figure: its rows in words, one figure opened out of another, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cspdesk.presenters.books import BooksState
from cspdesk.presenters.document_words import document_words
from cspdesk.presenters.figures import Sum, SumRow
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One row in the person's words: its day, what it is, and what it adds."""

    day: str
    words: str
    shown: str
    can_open: bool


class BehindPresenter(Observable):
    """The figure that is opened, if any; ``opens_document`` with the kind and id of a row's document."""

    def __init__(self, session: Session, opens_document: Callable[[str, str], None]) -> None:
        super().__init__()
        self.session = session
        self._opens_document = opens_document
        self._figure_of: Callable[[str], Sum] | None = None
        self._keys: list[str] = []
        self._books: BooksState | None = None
        self.figure: Sum | None = None
        self._words: dict[int, BehindRow] = {}

    def open(self, key: str, figure_of: Callable[[str], Sum], books: BooksState) -> None:
        """Show the rows of a figure; ``figure_of`` finds the figures that its rows open."""
        self._figure_of, self._books = figure_of, books
        self._keys = [key]
        self._show()

    def renew(self, figure_of: Callable[[str], Sum], books: BooksState) -> None:
        """The books changed: the same figure as it is now."""
        if self._keys:
            self._figure_of, self._books = figure_of, books
            self._show()

    def back(self) -> None:
        """The figure before this one; none after the first."""
        self._keys = self._keys[:-1]
        self._show()

    def shut(self) -> None:
        """Show none."""
        self._keys = []
        self._show()

    @property
    def can_go_back(self) -> bool:
        """Whether this figure was opened out of another."""
        return len(self._keys) > 1

    def _show(self) -> None:
        self._words = {}
        of = self._figure_of
        self.figure = of(self._keys[-1]) if self._keys and of is not None else None
        self.tell()

    # --- rows

    @property
    def count(self) -> int:
        """How many rows there are."""
        return 0 if self.figure is None else len(self.figure.rows)

    def row(self, place: int) -> BehindRow:
        """A row in words; titles are looked up when the row is looked at."""
        if place not in self._words and self.figure is not None:
            self._words[place] = self._said(self.figure.rows[place], self.figure)
        return self._words[place]

    def total(self) -> str:
        """The sum of the rows, as the figure is written."""
        if self.figure is None:
            return ""
        return self.session.formats.figures(self.figure.minor, self.figure.currency)

    def open_row(self, place: int) -> None:
        """Open what a row is: another figure, or its document."""
        if self.figure is None or not 0 <= place < self.count:
            return
        row = self.figure.rows[place]
        if row.opens:
            self._keys.append(row.opens)
            self._show()
        elif row.document and self._books is not None:
            kind = self._books.kind_of(row.document)
            if kind:
                self._opens_document(kind, row.document)

    def _said(self, row: SumRow, figure: Sum) -> BehindRow:
        session = self.session
        t, formats = session.t, session.formats
        day = formats.day(row.day) if row.day is not None else ""
        shown = formats.figures(row.minor, figure.currency)
        words = t(row.words) if row.words is not None else ""
        if row.document and self._books is not None:
            words = document_words(session, self._books, row.document)
        return BehindRow(day, words, shown, bool(row.opens or row.document))
