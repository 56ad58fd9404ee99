"""An agreement's page: its figures, its line of life, what was spent last, what came and what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.ledger.expenses import Expense
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.text import N_, Msg, plural
from cspdesk.presenters.agreement_figures import AgreementFigures
from cspdesk.presenters.books import BooksPresenter, BooksState
from cspdesk.presenters.document_words import document_words
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.presenters.valued_anew import ValuedAnew
from cspdesk.services.books import Column, Figure, Measure
from cspdesk.services.books.figures import Part, parts
from cspdesk.services.duties.register import Duties
from cspdesk.services.duties.views import ObligationView
from cspdesk.services.results import RecordView

SHOWN = 12
"""Charges that the page shows; all of them stand in the grid."""


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """One document that an agreement bears: what for, on which lines, in somoni and in its currency."""

    document: str
    kind: str
    day: date
    lines: tuple[str, ...]
    words: str
    tjs: int
    value: int


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Everything that the page shows, of one state of the books."""

    view: RecordView
    books: BooksState
    figures: AgreementFigures | None
    unready: Msg | None
    """Why there are no figures yet."""
    charges: tuple[ChargeRow, ...]
    charge_count: int
    lacking: int
    """Expenses that name the agreement and post nothing yet."""
    receipts: tuple[RecordView, ...]
    duties: tuple[ObligationView, ...] = ()
    """What has to be told or reported of the agreement and of what came for it."""

    @property
    def currency(self) -> str:
        """The agreement's currency; empty where it has none yet."""
        return "" if self.figures is None else self.figures.currency

    @property
    def unvalued(self) -> Msg | None:
        """What is promised and counts nowhere, because a rate is missing."""
        if self.figures is None or not self.figures.unvalued:
            return None
        return plural(
            N_("{n} contract counts nowhere: there is no rate of {currency} for {date}."),
            N_("{n} contracts count nowhere: there is no rate of {currency} for {date}."),
            len(self.figures.unvalued),
            currency=self.figures.rate_missing,
            date=self.figures.day,
        )


class AgreementPresenter(Observable):
    """The agreement that is shown; told again when the books are read anew."""

    def __init__(self, session: Session, books: BooksPresenter) -> None:
        super().__init__()
        self.session = session
        self.books = books
        self.record = ""
        self.page: AgreementPage | None = None
        self.anew = ValuedAnew(session, books)
        self._asked = 0
        self._stops = (books.listen(self.ask), self.anew.listen(self.tell))

    def close(self) -> None:
        """Ask no more."""
        self.anew.close()
        for stop in self._stops:
            stop()

    def show(self, record: str) -> None:
        """Show another agreement; nothing with an empty id."""
        if record != self.record:
            self.record, self.page = record, None
            self.tell()
            self.ask()

    def ask(self) -> None:
        """Read the page anew."""
        state, record = self.books.state, self.record
        self._asked += 1
        asked = self._asked
        if state is None or not record:
            return

        def done(found: AgreementPage | None) -> None:
            if asked == self._asked:
                self.page = found
                self.tell()

        self.session.read(lambda: self._read(state, record), done)

    def _read(self, state: BooksState, record: str) -> AgreementPage | None:
        view = next((one for one in state.agreements if one.id == record), None)
        if view is None:
            return None
        records = self.session.workspace.records
        name = AgreementId(record)
        ready = name in state.ledger.chart.agreements
        charged = _charged(state, name) if ready else ()
        receipts = records.list("fund", where=(("agreement", record),), limit=200).records
        return AgreementPage(
            view,
            state,
            AgreementFigures.of(state.ledger, name, state.day) if ready else None,
            state.ledger.chart.unready.get(name),
            tuple(self._charge(state, name, part) for part in reversed(charged[-SHOWN:])),
            len(charged),
            _lacking(state.ledger, name),
            receipts,
            self._duties({record, *(one.id for one in receipts)}, state.day),
        )

    def _duties(self, subjects: set[str], day: date) -> tuple[ObligationView, ...]:
        context = self.session.workspace.context
        found = Duties(context, self.session.workspace.records).list(day)
        return tuple(one for one in found if one.subject.id in subjects)

    def _charge(self, state: BooksState, name: AgreementId, part: Part) -> ChargeRow:
        kind = state.kind_of(part.document)
        lines = [
            one
            for one in state.ledger.rollup.lines(part.accounted, part.accounted)
            if one.document == part.document and one.agreement == name and one.line
        ]
        asked = Figure(measure=Measure.CHARGED, first=part.accounted, last=part.accounted, agreement=name)
        somoni = sum(one.amount for one in parts(state.ledger, asked) if one.document == part.document)
        return ChargeRow(
            part.document,
            kind,
            part.accounted,
            tuple(sorted({one.line for one in lines})),
            document_words(self.session, state, part.document),
            somoni,
            part.amount,
        )


def charged_elsewhere(state: BooksState, agreement: str) -> int:
    """How many documents an agreement bears that are no expenses: acquittals, goods given out, a refund."""
    name = AgreementId(agreement)
    if name not in state.ledger.chart.agreements:
        return 0
    return sum(state.kind_of(part.document) != "expense" for part in _charged(state, name))


def _charged(state: BooksState, name: AgreementId) -> tuple[Part, ...]:
    """What the agreement bears, document by document; what is valued anew on the day is none."""
    asked = Figure(measure=Measure.CHARGED, last=state.day, column=Column.VALUE, agreement=name)
    return tuple(part for part in parts(state.ledger, asked) if part.document)


def _lacking(ledger: Ledger, name: AgreementId) -> int:
    named = 0
    for one in ledger.incomplete:
        document = ledger.documents.get(DocumentId(one.document))
        if isinstance(document, Expense) and any(part.agreement == name for part in document.allocations):
            named += 1
    return named


def rows(view: RecordView, field: str) -> Sequence[Mapping[str, object]]:
    """The parts of a record under a field."""
    found = view.fields.get(field)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def day_of(value: object) -> date | None:
    """A whole day as JSON has it."""
    text = str(value or "")
    return date.fromisoformat(text) if len(text) == len("2026-11-28") else None


def amount_of(value: object) -> tuple[int, str] | None:
    """Minor units and currency of an amount as JSON has it."""
    try:
        return cast("tuple[int, str]", CODECS["amount"].parse(value))
    except ValueError:
        return None
