"""The grids of money: expenses, of one agreement or of all, and exchange rates."""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.ledger.budgets import budget_rows
from cspdesk.domain.ledger.closing import sealing
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.timeline import Mark
from cspdesk.domain.periods import Period
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.agreement_page import charged_elsewhere
from cspdesk.presenters.books import BooksPresenter, BooksState
from cspdesk.presenters.formstate import NEW, FormState, Row
from cspdesk.presenters.grid import GridPresenter
from cspdesk.presenters.grid_cells import NOTHING, CellRule, Cells, GridColumn
from cspdesk.presenters.grid_columns import column_of, described
from cspdesk.presenters.grid_records import RecordRows
from cspdesk.presenters.grid_rules import SOMONI
from cspdesk.presenters.grid_shares import ShareRows
from cspdesk.presenters.grid_states import RowState, closed, complete, lacks, late, undecided
from cspdesk.presenters.grid_vouchers import Joining
from cspdesk.presenters.money_rules import (
    AccountRule,
    AgreementRule,
    ArticleRule,
    FigureRule,
    LineRule,
    SourceRule,
)
from cspdesk.presenters.session import Session
from cspdesk.presenters.share_hands import AGREEMENT, FIGURE, LINE
from cspdesk.presenters.share_sums import SHARES, Money, money_of

SHARE_OF, SHARE_LINE = AGREEMENT, LINE
_WHOLE = {"allocations": {"percent": "100"}}
"""A share that the grid makes bears the whole expense."""
_TAXES = ("income_tax", "social_tax", "other_taxes")
WITHHELD = tuple(f"withheld[payable={tax}].amount" for tax in _TAXES)
"""The columns of taxes that are kept back from a payment."""
_OPTIONAL = (*WITHHELD, "payable", "note")
_TOLD = {
    Mark.CHANGED: N_("It was changed after its period was closed: the change counts in the open period."),
    Mark.PROVISIONAL: N_("A later rate or lot will change its value."),
    Mark.TWICE: N_("It may have been entered twice."),
    Mark.OLD_RATE: N_("Its official rate is more than four days old."),
}


class BooksJudge:
    """How the books see a document: what it lacks, and whether its period is closed."""

    def __init__(self, books: BooksPresenter) -> None:
        self._books = books
        self._of: BooksState | None = None
        self._lacking: dict[str, tuple[Msg, ...]] = {}

    def state(self, record: str) -> RowState | None:
        """How a saved record stands; None where the books do not know it yet."""
        books = self._books.state
        if books is None:
            return None
        if books is not self._of:
            self._of = books
            self._lacking = {str(one.document): one.reasons for one in books.ledger.incomplete}
        name = DocumentId(record)
        document = books.ledger.documents.get(name)
        if document is None:
            return None
        marks = books.ledger.marks.get(name, frozenset())
        if Mark.UNDECIDED in marks:
            return undecided()
        if record in self._lacking:
            return lacks(*self._lacking[record])
        told = tuple(msg(words) for mark, words in _TOLD.items() if mark in marks)
        if Mark.LATE in marks:
            return late(msg(N_("It counts in the period after the closed one it is dated in.")))
        seal = None if document.day is None else sealing(document.day, books.ledger.seals)
        if seal is not None and seal.version(name, document) is not None:
            return closed(msg(N_("Its period is closed: correct it, it is not changed.")), *told)
        found = complete()
        return RowState(found.code, found.words, found.icon, found.tone, told)


@dataclass(frozen=True, slots=True)
class LineRest:
    """What is left of a budget line, in the agreement's currency."""

    line: str
    title: str
    left: int
    currency: str


class MoneyGrid:
    """A grid of one kind of money records over the books."""

    def __init__(
        self,
        session: Session,
        books: BooksPresenter,
        kind: str,
        agreement: str = "",
        *,
        chosen: set[str] | None = None,
    ) -> None:
        self.session = session
        self.books = books
        self.kind = kind
        self.agreement = agreement
        """The agreement that all rows are of; empty for all agreements."""
        self._accounts = AccountRule(books)
        self.chosen: set[str] = set() if chosen is None else chosen
        """The columns shown of those that may be; whoever gave the set has it for the next grid."""
        self._is_shared = False
        self._counted: tuple[BooksState | None, int] = (None, 0)
        keys = self._every()
        self.records = RecordRows(
            session,
            kind,
            [*keys, *((SHARE_OF,) if kind == "expense" and SHARE_OF not in keys else ())],
            blank=self._blank(),
            where=((SHARE_OF, agreement),) if agreement else (),
            judge=BooksJudge(books),
            begins=_WHOLE,
            counted=SHARES if kind == "expense" else "",
        )
        self.rows: RecordRows | ShareRows = (
            ShareRows(self.records, keys, self._currency_of) if kind == "expense" else self.records
        )
        self.grid = GridPresenter(self.columns(), self.rows, joins=_JOINING.joined)
        self._stop = (books.listen(self.records.tell), self.rows.listen(self._on_rows))

    def close(self) -> None:
        """Leave what is being written, and listen no more."""
        for stop in self._stop:
            stop()
        self.grid.close()
        self.rows.close()

    def speak(self) -> None:
        """Say the heads of the columns in the person's language."""
        self.grid.set_columns(self.columns())

    # --- columns

    def _every(self) -> tuple[str, ...]:
        if self.kind == "exchange_rate":
            return ("day", "currency", "rate", "source")
        first = ("spent_on", "number", "payee", "description", "article")
        return (*first, SHARE_OF, SHARE_LINE, "account", "amount", *_OPTIONAL)

    @property
    def optional(self) -> tuple[str, ...]:
        """The columns that may be shown: taxes withheld, and of an agreement's own grid who else bears."""
        if self.kind == "exchange_rate":
            return ()
        return (*((SHARE_OF,) if self.agreement else ()), *_OPTIONAL)

    def choose(self, key: str, *, is_shown: bool) -> None:
        """Show one of the optional columns, or hide it; what stands in it stays."""
        (self.chosen.add if is_shown else self.chosen.discard)(key)
        self.speak()

    def title_of(self, key: str) -> str:
        """The head of a column in the person's language."""
        kinds = {one.name: one for one in self.session.workspace.records.kinds()}
        label = described(kinds, kinds[self.kind], key).label
        return self.session.t(_TITLES.get(key, label))

    def _keys(self) -> tuple[str, ...]:
        hidden = set(self.optional) - self.chosen
        return tuple(key for key in self._every() if key not in hidden)

    def _on_rows(self) -> None:
        """Where shares are shown, whose they are is shown as well."""
        if self.agreement and not self._is_shared and isinstance(self.rows, ShareRows):
            self._is_shared = self.rows.has_shares
            if self._is_shared:
                self.choose(SHARE_OF, is_shown=True)

    def _blank(self) -> FormState:
        if self.kind == "exchange_rate":
            return FormState({"source": "nbt"})
        if not self.agreement:
            return FormState()
        share = Row(f"{NEW}1", {"agreement": self.agreement, **_WHOLE["allocations"]})
        return FormState(parts={"allocations": (share,)})

    def columns(self) -> tuple[GridColumn, ...]:
        """The columns in the person's language."""
        session = self.session
        kinds = {one.name: one for one in session.workspace.records.kinds()}
        rules: dict[str, CellRule] = {
            "account": self._accounts,
            "article": ArticleRule(session, self.books),
            SHARE_OF: AgreementRule(self.books),
            SHARE_LINE: LineRule(self.books, SHARE_OF, self.agreement),
            "amount": FigureRule(session, self._currency_of),
        }
        if self.kind == "exchange_rate":
            rules = {"source": SourceRule(session, kinds[self.kind].by_name["source"])}
        return tuple(
            column_of(
                session,
                key,
                described(kinds, kinds[self.kind], key),
                rule=rules.get(key) if self.kind in ("expense", "exchange_rate") else None,
                currency_of=self._currency_of,
                title=session.t(_HEADS[key]) if key in _HEADS else self.title_of(key),
                grows=key in ("description", "source"),
                parts_only=key == SHARE_OF and bool(self.agreement),
            )
            for key in self._keys()
        )

    def _currency_of(self, cells: Cells) -> str:
        return self._accounts.currency_of(cells.get("account", NOTHING).value) or SOMONI

    # --- beneath

    def withheld_of(self, place: int) -> list[tuple[str, int, str]]:
        """Taxes withheld of an expense whose columns are not shown: each its name, minor units, currency."""
        row = self.rows.row(place) if place < self.rows.count else None
        cells = {} if row is None else row.cells
        found = []
        for key in (one for one in WITHHELD if one in cells and one not in self.chosen):
            money = money_of(cells[key].value)
            if money is not None:
                found.append((self.title_of(key), *money))
        return found

    @property
    def elsewhere(self) -> int:
        """How many documents the agreement bears that are no expenses, and so no rows here."""
        state = self.books.state
        if state is not None and state is not self._counted[0]:
            self._counted = (state, charged_elsewhere(state, self.agreement))
        return self._counted[1]

    def comes_to(self, place: int) -> Money | None:
        """What a share that is written per cent comes to."""
        return self.rows.comes_to(place) if isinstance(self.rows, ShareRows) else None

    def rest_of(self, place: int) -> LineRest | None:
        """What is left of the budget line of a row; none where an agreement's grid shows another's share."""
        state = self.books.state
        row = self.rows.row(place) if place < self.rows.count else None
        if state is None or row is None or self.kind != "expense" or (row.is_part and row.state.told):
            return None
        agreement = AgreementId(str(row.cells.get(SHARE_OF, NOTHING).value or self.agreement))
        line = str(row.cells.get(SHARE_LINE, NOTHING).value or "")
        is_foreign = bool(self.agreement) and agreement != self.agreement
        if agreement not in state.ledger.chart.agreements or not line or is_foreign:
            return None
        for found in budget_rows(state.ledger, agreement, Period(state.day, state.day))[:-1]:
            if found.line == line:
                title = state.names.lines.get((agreement, line), "")
                currency = state.ledger.chart.agreements[agreement].currency
                return LineRest(line, title, found.left, currency)
        return None


_TITLES = {
    "spent_on": N_("Date"),
    "number": N_("Voucher"),
    "payee": N_("Payee"),
    "account": N_("Account"),
    "description": N_("What for"),
    "article": N_("Article"),
    SHARE_LINE: N_("Line"),
    "day": N_("Date"),
    WITHHELD[0]: N_("Income tax withheld"),
    WITHHELD[1]: N_("Social tax withheld"),
    WITHHELD[2]: N_("Other taxes withheld"),
}
_HEADS = {WITHHELD[0]: N_("Income tax"), WITHHELD[1]: N_("Social tax"), WITHHELD[2]: N_("Other taxes")}
"""Shorter yet, where eleven columns stand side by side."""
_JOINING = Joining("number", (SHARE_OF, SHARE_LINE), FIGURE, "description", frozenset(WITHHELD))
