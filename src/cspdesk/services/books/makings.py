"""How a row of a figure came to its value: asked by the question that the figure is, or by its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from cspdesk.domain.ledger.indirect import IndirectCosts
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.makings import making
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.pieces import Making
from cspdesk.domain.ledger.postings import Posting
from cspdesk.services.books.figures import Column, Figure, currency_of, lines_of

Signed = Sequence[tuple[Posting, int]]
"""Lines of the ledger, each with the sign with which a figure counts it."""


def making_of(ledger: Ledger, figure: Figure, document: str, day: date, agreement: str = "") -> Making:
    """The pieces of what a document adds to a figure on a day; they add up to it.

    The figure counts somoni or values: an amount as it was entered was made by nobody but who entered it.
    """
    if figure.column == Column.AMOUNT:
        raise ValueError(figure.column)
    asks, sign = lines_of(figure, agreement)
    return making(ledger, DocumentId(document), day, figure.column, asks, sign)


def has_making(ledger: Ledger, figure: Figure, document: str, day: date, agreement: str = "") -> bool:
    """Whether there is something to tell: other money than the figure's, or a share that was computed."""
    if figure.column == Column.AMOUNT:
        return False
    asks, _ = lines_of(figure, agreement)
    target = currency_of(ledger, replace(figure, agreement=agreement or figure.agreement))
    lines = ledger.rollup.lines(day, day, documents=[DocumentId(document)])
    return _tells([line for line in lines if asks(line)], target)


def making_of_lines(ledger: Ledger, lines: Signed, column: str) -> Making:
    """The pieces of lines of one document and day, which may have been read out of tables."""
    net: Counter[Posting] = Counter()
    for line, sign in lines:
        net[line] += sign
    made = [
        _of_sign(ledger, {line: sign * count for line, count in net.items()}, column, sign)
        for sign in (1, -1)
    ]
    mirrors = dict.fromkeys(name for one in made for name in one.mirrors)
    return Making(tuple(piece for one in made for piece in one.pieces), tuple(mirrors))


def _of_sign(ledger: Ledger, counts: Mapping[Posting, int], column: str, sign: int) -> Making:
    """The pieces of lines that a figure counts with one sign, each as often as it does."""
    left = {line: count for line, count in counts.items() if count > 0}
    if not left:
        return Making(())

    def asks(line: Posting) -> bool:
        if not left.get(line):
            return False
        left[line] -= 1
        return True

    first = next(iter(left))
    return making(ledger, first.document, first.accounted, column, asks, sign)


def have_making(lines: Signed, column: str, currency: str) -> bool:
    """Whether there is something to tell of lines in a currency."""
    return column in {Column.TJS, Column.VALUE} and _tells([line for line, _ in lines], currency)


def _tells(lines: Sequence[Posting], currency: str) -> bool:
    return any(line.currency != currency or line.kind == IndirectCosts.kind for line in lines)
