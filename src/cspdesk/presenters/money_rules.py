"""Cells that only the books can read: accounts with their currency, agreements, budget lines, articles."""

from __future__ import annotations

from collections.abc import Sequence

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.codelists import LISTS, label_of
from cspdesk.domain.fields import Field
from cspdesk.domain.folding import fold
from cspdesk.domain.ledger.accounts import SUB_GRANTS
from cspdesk.domain.ledger.names import AccountId, AgreementId
from cspdesk.domain.money import from_minor, round_half_away
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.books import BooksPresenter
from cspdesk.presenters.grid_cells import NOTHING, CellChoice, CellReading, Cells
from cspdesk.presenters.grid_rules import AmountRule, CurrencyOf, DecimalRule, ListRule
from cspdesk.presenters.open_codes import names_of
from cspdesk.presenters.session import Session
from cspdesk.presenters.share_hands import OF_SHARE
from cspdesk.presenters.share_sums import AMOUNT, PERCENT, Figure, OfShare, money_of, percent_of, written


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

    def __init__(self, books: BooksPresenter, column: str, agreement: str = "") -> None:
        self._books = books
        self._column = column
        """The key of the column that names the agreement."""
        self._agreement = agreement
        """The one that a row is of which names none."""
        super().__init__(self._lines)

    def _lines(self, cells: Cells) -> Sequence[CellChoice]:
        state = self._books.state
        named = str(cells.get(self._column, NOTHING).value or self._agreement)
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


class FigureRule(AmountRule):
    """The amount of an expense, and beneath it what a share bears: an amount, or ``60%`` of the whole.

    Shares are written in one way: among amounts a percentage becomes one, among percentages a bare number
    is one.
    """

    def __init__(self, session: Session, currency_of: CurrencyOf) -> None:
        super().__init__(
            session, lambda cells: of.currency if (of := _of(cells)) is not None else currency_of(cells)
        )
        self._decimal = DecimalRule(session)

    def read(self, untrusted_text: str, cells: Cells) -> CellReading:
        of = _of(cells)
        if of is None:
            return super().read(untrusted_text, cells)
        text = untrusted_text.strip()
        if text.endswith("%") or of.way == PERCENT:
            return self._percent(text.removesuffix("%").strip(), of)
        found = super().read(text, cells)
        money = money_of(found.value)
        if found.fault is not None or money is None:
            return found
        if money[0] <= 0:
            return CellReading(fault=msg(N_("The amount must be above zero.")))
        if money[1] != of.currency:
            return CellReading(fault=msg(N_("A share is in the currency of its expense.")))
        if of.whole is not None and money[0] > of.whole[0]:
            return CellReading(fault=msg(N_("A share is at most the whole expense.")))
        return CellReading(Figure(amount=money))

    def _percent(self, text: str, of: OfShare) -> CellReading:
        found = self._decimal.read(text, {})
        percent = percent_of(found.value)
        if found.fault is not None or percent is None:
            return found
        if not 0 < percent <= 100:
            return CellReading(fault=msg(N_("A share is above zero and at most 100 per cent.")))
        if of.way == AMOUNT and of.whole is not None:
            return CellReading(Figure(amount=(round_half_away(of.whole[0] * percent / 100), of.whole[1])))
        return CellReading(Figure(percent=written(percent)))

    def show(self, value: object) -> str:
        if not isinstance(value, Figure):
            return super().show(value)
        if value.amount is not None:
            return super().show(CODECS["amount"].json(value.amount))
        return f"{self._decimal.show(value.percent)}\N{NO-BREAK SPACE}%"

    def plain(self, value: object) -> str:
        if not isinstance(value, Figure):
            return super().plain(value)
        return f"{value.percent}%" if value.amount is None else from_minor(*value.amount)

    def choices(self, untrusted_text: str, cells: Cells) -> Sequence[CellChoice]:
        """Both readings of what may be read in two ways; for a share, the rest."""
        of = _of(cells)
        if of is None:
            return super().choices(untrusted_text, cells)
        found = [
            Figure(amount=money_of(one.value))
            for one in super().choices(untrusted_text, cells)
            if of.way != PERCENT
        ]
        # never while one types: a number would be taken for the list's
        if not untrusted_text.strip() and of.left is not None and of.left.sign > 0:
            is_percent = of.left.way == PERCENT
            found = [
                Figure(percent=written(of.left.percent)) if is_percent else Figure(amount=of.left.amount)
            ]
        return [CellChoice(one, self.show(one), self._session.t(N_("The rest"))) for one in found]


def _of(cells: Cells) -> OfShare | None:
    found = cells.get(OF_SHARE, NOTHING).value
    return found if isinstance(found, OfShare) else None
