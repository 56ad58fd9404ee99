"""The place of money: agreements with what is left of them, accounts with what lies there, and the books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from cspdesk.domain.ledger.balances import money
from cspdesk.domain.ledger.names import AgreementId
from cspdesk.domain.ledger.statements import statement
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.books import BooksPresenter, BooksState
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services.results import RecordView

AGREEMENT, ACCOUNT, PAGE = "agreement", "account", "page"
EXPENSES, RATES, TRIAL, POSTINGS, CLOSINGS = "expenses", "rates", "trial", "postings", "closings"

PAGES: Final = (
    (EXPENSES, N_("All expenses"), "receipt"),
    (RATES, N_("Exchange rates"), "chart-line"),
    (TRIAL, N_("Trial balance"), "scales"),
    (POSTINGS, N_("Postings"), "list-bullets"),
    (CLOSINGS, N_("Closings"), "lock-simple"),
)
"""Pages of the books: key, words, icon."""
LISTS: Final = ("fund", "donor", "expense", "transfer", "conversion", "payment", "refund", "sub_grant")
"""Kinds whose plain lists are offered by name; the others hang on them."""

_RUNNING, _ENDED = msg(N_("Running")), msg(N_("Ended"))


@dataclass(frozen=True, slots=True)
class FundRow:
    """One row of the list: words of the person's own, and how much; ``tone`` is that of the chip."""

    key: str
    title: str
    second: str
    group: Msg
    amount: tuple[int, str] | None = None
    chip: Msg | None = None
    tone: str = "plain"


def key_of(head: str, name: str) -> str:
    """The key of what is shown beside the list: ``agreement/ID``, ``page/trial``."""
    return f"{head}/{name}"


class FundsPresenter(Observable):
    """What the list shows, and which of it is shown beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.books = BooksPresenter(session)
        self.chosen = ""
        self._stop = self.books.listen(self.tell)

    def close(self) -> None:
        """Ask no more."""
        self._stop()
        self.books.close()

    def choose(self, key: str) -> None:
        """Show this beside the list."""
        if key != self.chosen:
            self.chosen = key
            self.tell()

    def first(self) -> str:
        """What is shown where nothing was chosen: the first running agreement."""
        return next((row.key for row in self.rows()), "")

    # --- rows

    def rows(self) -> list[FundRow]:
        """Agreements that run, those that ended, accounts; nothing before the books were read."""
        state = self.books.state
        if state is None:
            return []
        running: list[FundRow] = []
        ended: list[FundRow] = []
        for view in state.agreements:
            (ended if has_ended(view, state.day) else running).append(self._agreement(state, view))
        accounts = [self._account(state, view) for view in state.accounts]
        return [*running, *ended, *accounts]

    def _agreement(self, state: BooksState, view: RecordView) -> FundRow:
        over = has_ended(view, state.day)
        named = state.names.agreements.get(view.id)
        number, title = str(view.fields.get("number", "")), str(view.fields.get("title", ""))
        second = [named.donor if named is not None else "", number if title else ""]
        name = AgreementId(view.id)
        amount: tuple[int, str] | None = None
        chip: Msg | None = None
        if name in state.ledger.chart.agreements:
            found = statement(state.ledger, name, state.day)
            amount = (found.balance, found.currency)
        else:
            chip = msg(N_("Incomplete"))
        return FundRow(
            key_of(AGREEMENT, view.id),
            title or number,
            " · ".join(one for one in second if one),
            _ENDED if over else _RUNNING,
            amount,
            msg(N_("Ended")) if over and chip is None else chip,
            "plain" if over else "warn",
        )

    def _account(self, state: BooksState, view: RecordView) -> FundRow:
        currency = str(view.fields.get("currency", ""))
        held = [one for one in money(state.ledger, state.day) if one.account == view.id]
        described = next(
            kind for kind in self.session.workspace.records.kinds() if kind.name == "account"
        ).by_name["kind"]
        name = str(view.fields.get("name", ""))
        sort = self.session.values.text(described, view.fields.get("kind"))
        return FundRow(
            key_of(ACCOUNT, view.id),
            name,
            "" if name.startswith(sort) else sort,
            msg(N_("Accounts")),
            (sum(one.amount for one in held), currency) if currency else None,
        )


def has_ended(view: RecordView, day: date) -> bool:
    """Whether an agreement's last day is over."""
    ends = str(view.fields.get("ends", ""))
    return bool(ends) and ends[:10] < day.isoformat()
