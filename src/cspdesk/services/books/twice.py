"""Documents that may have been entered twice, found among the papers of one state of the desk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter

from cspdesk.domain.ids import to_hex
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.timeline import Mark
from cspdesk.domain.same import BankLine, Entered, Pair, twins
from cspdesk.services.books.documents import DATES
from cspdesk.services.books.papers import COLUMNS, Paper
from cspdesk.services.books.signed import World
from cspdesk.store.sql import Cursor


@dataclass(frozen=True, slots=True)
class _Told:
    """The columns that tell the money of a kind: accounts, what is in minor units, and who."""

    accounts: tuple[str, ...]
    amounts: tuple[str, ...] = ("amount",)
    who: str = ""


_TOLD: Mapping[str, _Told] = {
    "fund": _Told(("account",), who="donor"),
    "expense": _Told(("account", "payable"), who="payee"),
    "transfer": _Told(("source", "target")),
    "conversion": _Told(("source", "target"), ("paid", "bought")),
    "payment": _Told(("account",), ()),
    "refund": _Told(("account",), who="agreement"),
    "vat_refund": _Told(("account",), who="agreement"),
    "sub_grant_advance": _Told(("account",), who="sub_grant"),
    "sub_grant_return": _Told(("account",), who="sub_grant"),
}
"""Kinds that one paper, or one line of the bank, is entered as."""
ASKED = frozenset(_TOLD)
"""Kinds whose documents are looked at for their like."""


def entered(paper: Paper) -> Entered | None:
    """A paper as its likeness is judged; None for kinds that are not asked about."""
    told = _TOLD.get(paper.kind)
    if told is None:
        return None
    accounts = " ".join(cell for name in told.accounts if (cell := _cell(paper, name)))
    currencies = " ".join(paper.text(f"{name}_currency") for name in told.amounts)
    amounts = [paper.number(name) for name in told.amounts] or [_paid(paper)]
    kept_back = sum(part.number("amount") for part in paper.of("withheld"))
    return Entered(
        paper.id,
        paper.kind,
        f"{accounts} {currencies}".strip() if accounts else "",
        paper.text(DATES[paper.kind]),
        (*amounts, amounts[0] - kept_back),
        _cell(paper, told.who) if told.who else "",
    )


def _cell(paper: Paper, name: str) -> str:
    return paper.ref(name) or paper.text(name)


def _paid(paper: Paper) -> int:
    return sum(part.number("amount") for part in paper.of("owed"))


def twins_in(cursor: Cursor, now: World, ledger: Ledger) -> tuple[Pair, ...]:
    """The pairs of one state of the desk that nobody has answered for."""
    lines = tuple(_lines(cursor, now.same))
    together = {name for line in lines if len(line.documents) > 1 for name in line.documents}
    chosen = (paper for paper in _crowded(now, together) if DocumentId(paper.id) in now.documents)
    return twins(
        (one for paper in chosen if (one := entered(paper)) is not None),
        lines,
        answered=now.answered,
        undone=_undone(ledger),
    )


def _crowded(now: World, together: Collection[str]) -> Iterator[Paper]:
    """The papers that share their day, accounts and amounts with another, and those named in ``together``.

    Most papers are alone: what can have no like is not looked at closely.
    """
    alike: dict[tuple[object, ...], list[Paper]] = {}
    for name, paper in now.papers.items():
        if name in together:
            yield paper
        if (cells := _CELLS.get(paper.kind)) is not None:
            alike.setdefault((paper.kind, cells(paper.cells)), []).append(paper)
    for papers in alike.values():
        if len(papers) > 1:
            yield from papers


_CELLS = {
    kind: itemgetter(*map(COLUMNS[kind].index, (DATES[kind], *told.accounts, *told.amounts)))
    for kind, told in _TOLD.items()
}
"""What two documents of one payment have alike to the letter."""


def _lines(cursor: Cursor, same: Mapping[str, str]) -> Iterator[BankLine]:
    found: dict[bytes, tuple[int, list[str]]] = {}
    for line, amount, document in cursor.execute(_MATCHES).fetchall():
        name = to_hex(document)
        found.setdefault(line, (int(amount or 0), []))[1].append(same.get(name, name))
    for amount, documents in found.values():
        yield BankLine(amount, tuple(dict.fromkeys(documents)))


def _undone(ledger: Ledger) -> frozenset[str]:
    moves = ledger.reversals.items()
    return frozenset(str(name) for name, days in moves if sum(one for _, one in days) > 0)


def marked(ledger: Ledger, pairs: Iterable[Pair]) -> Ledger:
    """The ledger whose documents wear the mark of what may have been entered twice."""
    names = sorted({DocumentId(name) for both in pairs for name in both})
    if not names:
        return ledger
    marks = dict(ledger.marks)
    for name in names:
        marks[name] = marks.get(name, frozenset()) | {Mark.TWICE}
    return replace(ledger, marks={name: marks[name] for name in sorted(marks)})


_MATCHES = (
    "SELECT l.id, l.amount, m.document FROM statement_match m JOIN statement_line l ON l.id = m.parent"
    " WHERE m.presence IN (0, 2) AND l.presence IN (0, 2) AND m.document IS NOT NULL ORDER BY l.id, m.id"
)
