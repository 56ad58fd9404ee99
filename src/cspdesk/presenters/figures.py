"""Figures that open what they are the sum of: documents, or other figures that open in their turn.

What documents add is asked of the books, a question that gives the sum and its rows; here such sums are
put together into what a page shows.  Amounts are minor units of the figure's currency.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.formats import Formats
from cspdesk.services.books import Figure
from cspdesk.services.books.figures import parts


@dataclass(frozen=True, slots=True)
class SumRow:
    """One row behind a sum: a document on a day, another sum (``opens``), or words for the rest."""

    minor: int
    document: str = ""
    day: date | None = None
    words: Msg | None = None
    opens: str = ""
    asked: Figure | None = None
    """The question that the document's row answers, where how it came to its value can be told."""
    agreement: str = ""
    """Whose value it is."""
    lines: tuple[tuple[Posting, int], ...] = ()
    """Instead of a question the lines of the ledger that it adds up, each with its sign, by ``column``."""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure with what it is called and the rows that it is the sum of."""

    key: str
    label: Msg
    currency: str
    rows: tuple[SumRow, ...] = ()

    @property
    def minor(self) -> int:
        """The sum of its rows."""
        return sum(row.minor for row in self.rows)


def written(formats: Formats, minor: int, currency: str) -> str:
    """An amount alone, as the language writes it; a count where there is no currency."""
    return formats.figures(minor, currency) if currency else formats.integer(minor)


def rows_of(ledger: Ledger, *figures: Figure) -> tuple[SumRow, ...]:
    """The rows behind questions to the books, one after the other."""
    return tuple(
        SumRow(part.amount, part.document, part.accounted, asked=figure, agreement=part.agreement)
        if part.document
        else SumRow(part.amount, words=msg(N_("Valued anew on {day}"), day=part.accounted))
        for figure in figures
        for part in parts(ledger, figure)
    )


def words_row(minor: int, words: Msg) -> Iterable[SumRow]:
    """A row without a document; none where it is nothing."""
    return (SumRow(minor, words=words),) if minor else ()
