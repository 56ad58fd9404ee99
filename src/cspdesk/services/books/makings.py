"""How a row of a figure came to its value: asked of the ledger by the question that the figure is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspdesk.domain.ledger.indirect import IndirectCosts
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.makings import making
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.pieces import Making
from cspdesk.services.books.figures import Column, Figure, currency_of, lines_of


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
    return any(
        line.currency != target or line.kind == IndirectCosts.kind
        for line in ledger.rollup.lines(day, day, documents=[DocumentId(document)])
        if asks(line)
    )
