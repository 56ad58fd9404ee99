"""Cells that only the books can read: accounts with their currency, agreements, budget lines, articles."""

from __future__ import annotations

from collections.abc import Sequence

from cspdesk.domain.codelists import LISTS, label_of
from cspdesk.domain.fields import Field
from cspdesk.domain.folding import fold
from cspdesk.domain.ledger.accounts import SUB_GRANTS
from cspdesk.domain.ledger.names import AccountId, AgreementId
from cspdesk.presenters.books import BooksPresenter
from cspdesk.presenters.grid_cells import NOTHING, CellChoice, CellReading, Cells
from cspdesk.presenters.grid_rules import ListRule
from cspdesk.presenters.open_codes import names_of
from cspdesk.presenters.session import Session


class AccountRule(ListRule):
    """An account by its name; those that were closed are read and not offered."""

    def __init__(self, books: BooksPresenter) -> None:
        self._books = books
        super().__init__(self._accounts)

    def _accounts(self, _cells: Cells) -> Sequence[CellChoice]:
        state = self._books.state
        return [
            CellChoice(one.id, str(one.fields.get("name", "")), str(one.fields.get("currency", "")))
            for one in (() if state is None else state.accounts)
            if not one.fields.get("closed_on")
        ]

    def show(self, value: object) -> str:
        state = self._books.state
        named = "" if state is None else state.names.accounts.get(str(value), "")
        return named or super().show(value)

    def currency_of(self, account: object) -> str:
        """An account's currency; empty where it is not here."""
        state = self._books.state
        found = None if state is None else state.ledger.chart.accounts.get(AccountId(str(account or "")))
        return "" if found is None else found.currency


class AgreementRule(ListRule):
    """An agreement by its number or title."""

    def __init__(self, books: BooksPresenter) -> None:
        self._books = books
        super().__init__(self._agreements)

    def _agreements(self, _cells: Cells) -> Sequence[CellChoice]:
        state = self._books.state
        return [
            CellChoice(one.id, str(one.fields.get("number", "")), str(one.fields.get("title", "")))
            for one in (() if state is None else state.agreements)
        ]


class LineRule(ListRule):
    """A budget line of the row's agreement by its code or its title; another code is kept as it is typed."""

    def __init__(self, books: BooksPresenter, agreement: str) -> None:
        self._books = books
        self._agreement = agreement
        """The key of the column that names the agreement, or the id of the one that all rows are of."""
        super().__init__(self._lines)

    def _lines(self, cells: Cells) -> Sequence[CellChoice]:
        state = self._books.state
        named = str(cells.get(self._agreement, NOTHING).value or self._agreement)
        found = None if state is None else state.ledger.chart.agreements.get(AgreementId(named))
        if found is None or state is None:
            return []
        return [
            CellChoice(code, code, state.names.lines.get((named, code), ""))
            for code in found.budget_on(state.day)
        ]

    def show(self, value: object) -> str:
        return str(value)


class ArticleRule(ListRule):
    """An article of expense: one of the shipped list, or of the organisation's own."""

    def __init__(self, session: Session, books: BooksPresenter) -> None:
        self._session = session
        self._books = books
        super().__init__(self._articles)

    def _articles(self, _cells: Cells) -> Sequence[CellChoice]:
        t, state = self._session.t, self._books.state
        shipped = [
            CellChoice(one.code, t(label_of("article", one.code)))
            for one in LISTS["article"].offered()
            if one.code != SUB_GRANTS
        ]
        own = () if state is None else state.names.articles.items()
        return [*shipped, *(CellChoice(code, name) for code, name in own)]

    def show(self, value: object) -> str:
        state = self._books.state
        if state is None:
            return self._session.t(label_of("article", str(value)))
        return self._session.t(state.names.article(str(value)))


class SourceRule(ListRule):
    """Whose rate it is: the National Bank by its name, or a donor's table as it is typed."""

    def __init__(self, session: Session, described: Field) -> None:
        self._session = session
        self._field = described
        super().__init__(self._sources)

    def _sources(self, _cells: Cells) -> Sequence[CellChoice]:
        names = names_of(self._field, self._session.words)
        return [CellChoice(code, name) for code, name in names.items()]

    def read(self, untrusted_text: str, cells: Cells) -> CellReading:
        typed = fold(untrusted_text.strip())
        exact = (one.value for one in self._sources(cells) if typed in (fold(one.text), fold(str(one.value))))
        return CellReading(next(exact, untrusted_text))

    def plain(self, value: object) -> str:
        return str(value)
