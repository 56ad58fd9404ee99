"""The order of the ledger: the same on every desk, whatever came first.

By the day on which a document counts; within a day what makes lots before what draws them, then the
order that a person set, then the record id.  A mirror of something of the same day comes just after it,
and a replacement just after the mirror.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from cspdesk.domain.ledger.agreements import Chart
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.expenses import Expense
from cspdesk.domain.ledger.goods import GoodsGiven
from cspdesk.domain.ledger.indirect import IndirectCosts
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.openings import Opening
from cspdesk.domain.ledger.receipts import Refund
from cspdesk.domain.ledger.sub_grants import SubGrantAcquittal, SubGrantAdvance, SubGrantReturn
from cspdesk.domain.ledger.timeline import Mark, Step
from cspdesk.domain.ledger.transfers import Conversion

Key: TypeAlias = tuple[date | int | str, ...]

STANDS_AGAIN, UNDONE, MAKES, CHANGES, REPLACES, ADVANCES, ACQUITS, RETURNS, DRAWS, SHARES = range(10)
"""Within a day: reversals that were changed are undone, so that what they reversed stands again, then all
else that was changed; lots come; lots become other lots; corrections draw before all others; advances go out,
are acquitted, come back; everything else draws; indirect costs are a share of all of it."""

_RANKS: dict[type[Document], int] = {
    SubGrantAdvance: ADVANCES,
    SubGrantAcquittal: ACQUITS,
    SubGrantReturn: RETURNS,
    Expense: DRAWS,
    GoodsGiven: DRAWS,
    Refund: DRAWS,
    IndirectCosts: SHARES,
}


def rank(document: Document, chart: Chart) -> int:
    """The place of a kind of document within its day."""
    if isinstance(document, Conversion):
        return _rank_of_conversion(document, chart)
    if isinstance(document, Opening) and document.amount < 0:
        return DRAWS
    return _RANKS.get(type(document), MAKES)


def _rank_of_conversion(document: Conversion, chart: Chart) -> int:
    agreement = chart.agreements.get(document.agreement)
    source, target = chart.accounts.get(document.source), chart.accounts.get(document.target)
    if agreement is None or source is None or target is None or source.currency == agreement.currency:
        return MAKES
    return DRAWS if target.currency == agreement.currency else CHANGES


def in_order(steps: Iterable[Step], chart: Chart) -> list[Step]:
    """The steps in the order in which they are posted."""
    return _Order(steps, chart).sorted()


class _Order:
    def __init__(self, steps: Iterable[Step], chart: Chart) -> None:
        self._chart = chart
        self._steps = list(steps)
        self._entered: dict[DocumentId, list[Step]] = {}
        """Steps of documents that others reverse or replace: of all others nobody asks."""
        self._mirrors: dict[DocumentId, list[Step]] = {}
        named: set[DocumentId] = set()
        for step in self._steps:
            document = step.document
            if document.replaces:
                named.add(document.replaces)
            if isinstance(document, Reversal):
                named.add(document.of)
                if not step.undo:
                    self._mirrors.setdefault(document.of, []).append(step)
        for step in self._steps if named else ():
            if not step.undo and step.document.id in named:
                self._entered.setdefault(step.document.id, []).append(step)

    def sorted(self) -> list[Step]:
        placed = [(self._key(step), step) for step in self._steps]
        placed.sort(key=lambda one: one[0])
        return [step for _, step in placed]

    def _key(self, step: Step) -> Key:
        if type(step.document) is Expense and not step.marks and not step.undo and not step.document.replaces:
            return (step.day, DRAWS, step.document.order, step.document.id, 1)  # most are, and so they stay
        if isinstance(step.document, Reversal) and not step.undo:
            return self._key_of_mirror(step, step.document)
        return self._key_of_other(step)

    def _key_of_other(self, step: Step) -> Key:
        if step.document.replaces and not step.undo:
            return self._key_of_replacement(step)
        return self._plain(step)

    def _plain(self, step: Step) -> Key:
        document = step.document
        if step.undo:
            undone = STANDS_AGAIN if isinstance(document, Reversal) else UNDONE
            return (step.day, undone, "", document.id, 0)
        place = rank(document, self._chart)
        if document.replaces or Mark.CHANGED in step.marks:
            place = min(place, REPLACES)
        return (step.day, place, document.order, document.id, 1)

    def _original(self, name: DocumentId, day: date) -> Step | None:
        """What stood entered of a document on a day."""
        before = [step for step in self._entered.get(name, []) if step.day <= day]
        return before[-1] if before else None

    def _key_of_mirror(self, step: Step, document: Reversal) -> Key:
        """Just after its original, if that is of the same day."""
        original = self._original(document.of, step.day)
        if original is None or original.day < step.day or isinstance(original.document, Reversal):
            return self._plain(step)
        return (*self._key_of_other(original), 1, document.order, document.id)

    def _key_of_replacement(self, step: Step) -> Key:
        """After the mirror of what it replaces, if both are of the day of the original."""
        document = step.document
        original = self._original(document.replaces, step.day)
        if original is None or original.day != step.day or original.document.replaces:
            return self._plain(step)
        mirrors = [one for one in self._mirrors.get(document.replaces, []) if one.day <= step.day]
        if not mirrors:
            return self._plain(step)
        return (*self._plain(original), 2, document.order, document.id)
