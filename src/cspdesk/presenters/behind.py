"""What stands behind a figure: its rows in words, one figure opened out of another, and the way back.

A row opens its document; its value opens how it came about: lots and rates, as rows that add up to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cspdesk.domain.errors import NotFoundError
from cspdesk.domain.ids import content_id, to_hex
from cspdesk.domain.ledger.pieces import Making, Of, Piece
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.books import BooksState
from cspdesk.presenters.document_words import document_words
from cspdesk.presenters.figures import Sum, SumRow, written
from cspdesk.presenters.making_words import MakingWords
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services.books.makings import has_making, have_making, making_of, making_of_lines
from cspdesk.services.books.register import OFFICIAL


@dataclass(frozen=True, slots=True)
class _Value:
    """A row whose value is opened, in which currency that is, and how it came about."""

    row: SumRow
    currency: str
    made: Making


MADE = "made"
"""The key of a figure that is the making of a value."""
_RATE = "exchange_rate"
_AT_ONCE = 200  # ms
_LOOKED_AT = 50
"""How many rows are looked at to say what their values open."""


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One row in the person's words: its day, what it is, and what it adds."""

    day: str
    words: str
    shown: str
    can_open: bool
    has_making: bool = False
    """Whether its value opens how it came about."""
    told: str = ""
    """Of a piece of a value: how it comes to it."""


class BehindPresenter(Observable):
    """The figure that is opened, if any; ``opens_document`` with the kind and id of a row's document."""

    def __init__(self, session: Session, opens_document: Callable[[str, str], None]) -> None:
        super().__init__()
        self.session = session
        self._opens_document = opens_document
        self._figure_of: Callable[[str], Sum] | None = None
        self._opened: list[str | _Value] = []
        """Keys of figures; at the end perhaps the row whose value is opened."""
        self._books: BooksState | None = None
        self._asked = 0
        self._late = -1
        self._places: list[int] = []
        """The rows that each but the first was opened out of."""
        self.figure: Sum | None = None
        self.standing = 0
        """The row to stand on: after going back, the one that had been opened."""
        self.told: tuple[tuple[str, str], ...] = ()
        """Where the making of a value is shown: of each piece what it is, and its arithmetic in words."""
        self.mirrors = ""
        """What all of it mirrors, in words."""
        self._pieces: tuple[Piece, ...] = ()
        self._words: dict[int, BehindRow] = {}
        self._language = session.language

    def open(self, key: str, figure_of: Callable[[str], Sum], books: BooksState) -> None:
        """Show the rows of a figure; ``figure_of`` finds the figures that its rows open."""
        self._figure_of, self._books = figure_of, books
        self._asked += 1
        self._opened, self._places, self.standing = [key], [], 0
        self._show()

    def renew(self, figure_of: Callable[[str], Sum], books: BooksState) -> None:
        """The books changed: the same figure as it is now."""
        self._asked += 1
        if self._opened:
            self._figure_of, self._books = figure_of, books
            self._find_again()
            self._show()

    def _find_again(self) -> None:
        """The row whose value is opened, as it is now; without it the figure that it was opened out of."""
        last, before = self._opened[-1], self._opened[-2:-1]
        if not isinstance(last, _Value) or self._figure_of is None:
            return
        figure = self._figure_of(before[0]) if before and isinstance(before[0], str) else None
        rows = () if figure is None else figure.rows
        key = (last.row.document, last.row.day, last.row.agreement)
        place = next((n for n, row in enumerate(rows) if (row.document, row.day, row.agreement) == key), None)
        if place is None or figure is None:
            self._opened.pop()
            self._places.pop()
            return
        row, currency = rows[place], figure.currency
        self._places[-1] = place

        def done(made: Making) -> None:
            self._opened[-1] = _Value(row, currency, made)
            self._show()

        self._make(row, done)

    def back(self) -> None:
        """The figure before this one; none after the first."""
        self._asked += 1
        self._opened = self._opened[:-1]
        self.standing = self._places.pop() if self._places else 0
        self._show()

    def shut(self) -> None:
        """Show none."""
        self._asked += 1
        self._opened, self._places, self.standing = [], [], 0
        self._show()

    @property
    def can_go_back(self) -> bool:
        """Whether this figure was opened out of another."""
        return len(self._opened) > 1

    @property
    def is_making(self) -> bool:
        """Whether it shows how a value came about."""
        return bool(self._opened) and isinstance(self._opened[-1], _Value)

    def _go(self, opened: str | _Value, place: int) -> None:
        self._asked += 1
        self._opened.append(opened)
        self._places.append(place)
        self.standing = 0
        self._show()

    def speak(self) -> None:
        """Say all of it in the language that is spoken now."""
        if self._language != self.session.language:
            self._compute()

    def _show(self) -> None:
        self._compute()
        self.tell()

    def _compute(self) -> None:
        self._language = self.session.language
        self._words, self._pieces, self.told, self.mirrors, self.figure = {}, (), (), "", None
        of, books = self._figure_of, self._books
        last = self._opened[-1] if self._opened else None
        if isinstance(last, str) and of is not None:
            self.figure = of(last)
        elif isinstance(last, _Value) and books is not None:
            self.figure = self._making(last, books)

    # --- how a value came about

    def _making(self, value: _Value, books: BooksState) -> Sum:
        """The pieces of a row's value, as a figure whose rows they are."""
        row, currency, made = value.row, value.currency, value.made
        words = MakingWords(self.session, books, made, currency)
        self._pieces, self.mirrors = made.pieces, words.mirrors()
        rows = tuple(
            SumRow(piece.value, words.document(piece), words.day(piece), words.title(piece))
            for piece in made.pieces
        )
        self.told = tuple(
            (self._headed(one), words.sentence(piece)) for one, piece in zip(rows, made.pieces, strict=True)
        )
        document = document_words(self.session, books, row.document)
        return Sum(MADE, msg(N_("How it came about: {document}"), document=document), currency, rows)

    def _make(self, row: SumRow, done: Callable[[Making], None]) -> None:
        """How a row's value came about: of a large desk the ledger may have to be computed for it."""
        books = self._books
        if books is None:
            return
        self._asked += 1
        asked, ledger = self._asked, books.ledger
        stop = self.session.background.after(_AT_ONCE, lambda: self._on_late(asked))

        def work() -> Making:
            if row.lines:
                return making_of_lines(ledger, row.lines, row.column)
            if row.asked is None or row.day is None:
                raise ValueError(row)
            return making_of(ledger, row.asked, row.document, row.day, row.agreement)

        def over() -> None:
            stop()
            self._late = -1 if self._late == asked else self._late

        def come(made: Making) -> None:
            over()
            if asked == self._asked:
                done(made)

        def fail(error: Exception) -> None:
            over()
            self.session.fail(error)
            self.tell()

        self.session.read(work, come, fail)

    def _on_late(self, asked: int) -> None:
        if asked == self._asked:
            self._late = asked
            self.tell()

    @property
    def is_late(self) -> bool:
        """Whether a value that was asked for is still computed, after what feels like at once."""
        return self._late == self._asked

    def open_value(self, place: int) -> None:
        """Open how a row's value came about; what has no making opens as the row does."""
        if self.figure is None or not 0 <= place < self.count:
            return
        if self.row(place).has_making:
            row, currency = self.figure.rows[place], self.figure.currency
            self._make(row, lambda made: self._go(_Value(row, currency, made), place))
        else:
            self.open_row(place)

    @property
    def has_makings(self) -> bool:
        """Whether values among the first rows open how they came about."""
        figure = self.figure
        return figure is not None and any(
            self._has_making(row, figure.currency) for row in figure.rows[:_LOOKED_AT]
        )

    def _has_making(self, row: SumRow, currency: str) -> bool:
        books = self._books
        if books is None or not row.document:
            return False
        if row.lines:
            return have_making(row.lines, row.column, currency)
        if row.asked is None or row.day is None:
            return False
        return has_making(books.ledger, row.asked, row.document, row.day, row.agreement)

    # --- rows

    @property
    def count(self) -> int:
        """How many rows there are."""
        return 0 if self.figure is None else len(self.figure.rows)

    def row(self, place: int) -> BehindRow:
        """A row in words; titles are looked up when the row is looked at."""
        if place not in self._words and self.figure is not None:
            self._words[place] = self._said(place, self.figure)
        return self._words[place]

    def total(self) -> str:
        """The sum of the rows, as the figure is written."""
        if self.figure is None:
            return ""
        return written(self.session.formats, self.figure.minor, self.figure.currency)

    def open_row(self, place: int) -> None:
        """Open what a row is: another figure, its document, or the record of its rate."""
        if self.figure is None or not 0 <= place < self.count:
            return
        row = self.figure.rows[place]
        if row.opens:
            self._go(row.opens, place)
        elif row.document and self._books is not None:
            kind = self._books.kind_of(row.document)
            if kind:
                self._opens_document(kind, row.document)
        elif self._pieces:
            self._open_rate(self._pieces[place])

    def _open_rate(self, piece: Piece) -> None:
        """Open the record of an official rate; what was entered before ids were computed has another."""
        used = next((one for one in reversed(piece.rates) if one.of == Of.OFFICIAL and one.day), None)
        if used is None or used.day is None:
            return
        records = self.session.workspace.records
        number = next(kind.number for kind in records.kinds() if kind.name == _RATE)
        record = to_hex(content_id(number, OFFICIAL, used.currency, used.day.isoformat()))
        try:
            records.show(record)
        except NotFoundError:
            return
        self._opens_document(_RATE, record)

    def _said(self, place: int, figure: Sum) -> BehindRow:
        formats, row = self.session.formats, figure.rows[place]
        day = formats.day(row.day) if row.day is not None else ""
        shown = written(formats, row.minor, figure.currency)
        words = self._words_of(row)
        rates = self._pieces[place].rates if self._pieces else ()
        opens = bool(row.opens or row.document) or any(one.of == Of.OFFICIAL for one in rates)
        told = self.told[place][1] if self.told else ""
        return BehindRow(day, words, shown, opens, self._has_making(row, figure.currency), told)

    def _words_of(self, row: SumRow) -> str:
        if row.document and self._books is not None:
            return document_words(self.session, self._books, row.document)
        return self.session.t(row.words) if row.words is not None else ""

    def _headed(self, row: SumRow) -> str:
        """What a piece is, with its day."""
        day = self.session.formats.day(row.day) if row.day is not None else ""
        return " · ".join(one for one in (self._words_of(row), day) if one)
