"""The grids of money: expenses, of one agreement or of all, and exchange rates."""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.ledger.budgets import budget_rows
from cspdesk.domain.ledger.closing import sealing
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.timeline import Mark
from cspdesk.domain.periods import Period
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.books import BooksPresenter, BooksState
from cspdesk.presenters.formstate import NEW, FormState, Row
from cspdesk.presenters.grid import GridPresenter
from cspdesk.presenters.grid_cells import NOTHING, CellRule, Cells, GridColumn
from cspdesk.presenters.grid_columns import column_of, described
from cspdesk.presenters.grid_records import RecordRows
from cspdesk.presenters.grid_rules import SOMONI
from cspdesk.presenters.grid_states import RowState, closed, complete, lacks, late, undecided
from cspdesk.presenters.money_rules import AccountRule, AgreementRule, ArticleRule, LineRule, SourceRule
from cspdesk.presenters.session import Session

SHARE_OF, SHARE_LINE = "allocations.agreement", "allocations.line"
_WHOLE = {"allocations": {"percent": "100"}}
"""A share that the grid makes bears the whole expense."""
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

    def __init__(self, session: Session, books: BooksPresenter, kind: str, agreement: str = "") -> None:
        self.session = session
        self.books = books
        self.kind = kind
        self.agreement = agreement
        """The agreement that all rows are of; empty for all agreements."""
        self._accounts = AccountRule(books)
        keys = self._keys()
        self.rows = RecordRows(
            session,
            kind,
            [*keys, *((SHARE_OF,) if kind == "expense" and SHARE_OF not in keys else ())],
            blank=self._blank(),
            where=((SHARE_OF, agreement),) if agreement else (),
            judge=BooksJudge(books),
            begins=_WHOLE,
        )
        self.grid = GridPresenter(self.columns(), self.rows)
        self._stop = books.listen(self.rows.tell)

    def close(self) -> None:
        """Leave what is being written, and listen no more."""
        self.grid.close()
        self.rows.close()
        self._stop()

    def speak(self) -> None:
        """Say the heads of the columns in the person's language."""
        self.grid.set_columns(self.columns())

    # --- columns

    def _keys(self) -> tuple[str, ...]:
        if self.kind == "exchange_rate":
            return ("day", "currency", "rate", "source")
        shares = (SHARE_LINE,) if self.agreement else (SHARE_OF, SHARE_LINE)
        return ("spent_on", "number", "payee", "description", "article", *shares, "account", "amount")

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
            SHARE_LINE: LineRule(self.books, self.agreement or SHARE_OF),
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
                title=session.t(_TITLES[key]) if key in _TITLES else "",
                grows=key in ("description", "source"),
            )
            for key in self._keys()
        )

    def _currency_of(self, cells: Cells) -> str:
        return self._accounts.currency_of(cells.get("account", NOTHING).value) or SOMONI

    # --- beneath

    def rest_of(self, place: int) -> LineRest | None:
        """What is left of the budget line of a row; none where an agreement's grid shows another's share."""
        state = self.books.state
        row = self.rows.row(place) if place < self.rows.count else None
        if state is None or row is None or self.kind != "expense":
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
}
