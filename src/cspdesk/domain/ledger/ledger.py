"""The ledger: a pure function of documents, rates, closings, agreements and accounts.

The same values give the same ledger on every desk, in whatever order they are given: postings, what
happened to lots, which documents post nothing and why, and what a person should know of the others.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from cspdesk.domain.ledger import (
    contracts,
    expenses,
    goods,
    indirect,
    mirrors,
    openings,
    payments,
    receipts,
    sub_grants,
    transfers,
)
from cspdesk.domain.ledger.accounts import Account
from cspdesk.domain.ledger.agreements import Agreement, Chart
from cspdesk.domain.ledger.booking import Booking
from cspdesk.domain.ledger.books import Books, Standing
from cspdesk.domain.ledger.closing import Closing, Seal, sealing, seals
from cspdesk.domain.ledger.documents import NO_DOCUMENT, Document
from cspdesk.domain.ledger.lacking import Check
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.order import in_order
from cspdesk.domain.ledger.postings import ContractMove, Incomplete, LotMove, Posting
from cspdesk.domain.ledger.rates import Rates
from cspdesk.domain.ledger.rollup import Rollup, Sums
from cspdesk.domain.ledger.timeline import Mark, Step, steps
from cspdesk.domain.text import N_, msg

_Rule = tuple[Callable[[Any, Check], None], Callable[[Any, Booking], None]]

RULES: dict[type[Document], _Rule] = {
    openings.Opening: (openings.check_opening, openings.post_opening),
    openings.EarlierFigures: (openings.check_earlier, openings.post_earlier),
    receipts.Receipt: (receipts.check_receipt, receipts.post_receipt),
    receipts.Refund: (receipts.check_refund, receipts.post_refund),
    goods.InKindReceipt: (goods.check_in_kind, goods.post_in_kind),
    goods.GoodsGiven: (goods.check_given, goods.post_given),
    expenses.Expense: (expenses.check_expense, expenses.post_expense),
    transfers.Transfer: (transfers.check_transfer, transfers.post_transfer),
    transfers.Conversion: (transfers.check_conversion, transfers.post_conversion),
    payments.Payment: (payments.check_payment, payments.post_payment),
    payments.VatRefund: (payments.check_vat_refund, payments.post_vat_refund),
    sub_grants.SubGrantAdvance: (sub_grants.check_advance, sub_grants.post_advance),
    sub_grants.SubGrantAcquittal: (sub_grants.check_acquittal, sub_grants.post_acquittal),
    sub_grants.SubGrantReturn: (sub_grants.check_return, sub_grants.post_return),
    indirect.IndirectCosts: (indirect.check_indirect, indirect.post_indirect),
    contracts.Contract: (contracts.check_contract, contracts.post_contract),
    mirrors.Reversal: (mirrors.check_reversal, mirrors.post_reversal),
    mirrors.BankReturn: (mirrors.check_reversal, mirrors.post_reversal),
}
"""For each kind of document: what it lacks, and how it posts."""


@dataclass(frozen=True)
class Ledger:
    """What follows from the documents; figures are sums over ``postings``, in the ledger's order."""

    documents: Mapping[DocumentId, Document]
    postings: tuple[Posting, ...]
    moves: tuple[LotMove, ...]
    contract_moves: tuple[ContractMove, ...]
    entered: tuple[Step, ...]
    """Which version of a document counts when, and what was undone; incomplete ones are not among them."""
    incomplete: tuple[Incomplete, ...]
    marks: Mapping[DocumentId, frozenset[str]]
    chart: Chart
    rates: Rates
    seals: tuple[Seal, ...]
    sums: Sums | None = None
    """Where the postings are added up, if not here."""
    ends: array[int] = field(default_factory=lambda: array("q"))
    """For each step entered, how many postings and how many moves of lots there were after it."""

    @cached_property
    def rollup(self) -> Sums:
        """The postings' sums by month, added up once."""
        return self.sums or Rollup(self.postings)

    @cached_property
    def contracts(self) -> tuple[contracts.Contract, ...]:
        """The contracts among the documents, in the order of their ids."""
        return tuple(one for one in self.documents.values() if isinstance(one, contracts.Contract))

    @cached_property
    def reversals(self) -> Mapping[DocumentId, tuple[tuple[date, int], ...]]:
        """For each reversed document the days of its reversals; -1 where a reversal was itself undone."""
        found: dict[DocumentId, list[tuple[date, int]]] = {}
        for step in self.entered:
            if isinstance(step.document, mirrors.Reversal):
                found.setdefault(step.document.of, []).append((step.day, -1 if step.undo else 1))
        return {name: tuple(days) for name, days in found.items()}

    def rates_on(self, day: date) -> Rates:
        """The rates that count on a day: a closed day keeps those that it was closed with."""
        seal = sealing(day, self.seals)
        return self.rates if seal is None else seal.rates


def ledger(
    documents: Iterable[Document],
    rates: Rates,
    closings: Iterable[Closing],
    agreements: Iterable[Agreement],
    accounts: Iterable[Account],
) -> Ledger:
    """The ledger of the documents that are held today and of what closings cover.

    Two different documents of one id are a fault of the caller (``ValueError``).
    """
    held = by_id(documents)
    chart, sealed = Chart.of(accounts, agreements), seals(closings)
    books = Books(chart)
    for step in in_order(steps(held, sealed, rates), chart):
        enter(step, books)
    return finished(held, books, rates, sealed)


def finished(
    held: Mapping[DocumentId, Document], books: Books, rates: Rates, sealed: tuple[Seal, ...]
) -> Ledger:
    """The ledger of books in which every step was entered; they are not changed by it."""
    lack = msg(N_("The date is not filled in."))
    incomplete = [
        Incomplete(one.id, None, (lack, *one.lacks)) for one in held.values() if one.day is None
    ] + books.incomplete
    marks = {name: set(marks) for name, marks in books.marks.items()}
    for one in held.values():
        if one.undecided:
            marks.setdefault(one.id, set()).add(Mark.UNDECIDED)
    for name in _owing(books):
        marks.setdefault(name, set()).add(Mark.PROVISIONAL)
    return Ledger(
        held,
        tuple(books.postings),
        tuple(books.moves),
        tuple(books.contract_moves),
        tuple(books.entered),
        tuple(sorted(incomplete, key=lambda one: (one.day is not None, one.day, one.document))),
        {name: frozenset(marks[name]) for name in sorted(marks)},
        books.chart,
        rates,
        sealed,
        ends=books.ends[:],
    )


def by_id(documents: Iterable[Document]) -> dict[DocumentId, Document]:
    """Documents in the order of their ids; ``ValueError`` for two that differ under one."""
    held: dict[DocumentId, Document] = {}
    for one in sorted(documents, key=lambda one: one.id):
        if held.setdefault(one.id, one) != one:
            raise ValueError(f"two documents of one id: {one.id}")
    return held


def enter(step: Step, books: Books) -> None:
    """Post one step, or say what it lacks."""
    document = step.document
    booking = Booking(books, step)
    starts = (len(books.postings), len(books.moves), len(books.contract_moves))
    if step.undo:
        _undo(step, booking)
        return
    before = books.stands.get(document.id)
    check, post = RULES[type(document)]
    found = Check(books, step)
    for lack in document.lacks:
        found.lack(lack)
    if before is not None and not before.undone_by:
        raise ValueError(f"posted twice: {document.id}")
    if before is not None and before.undone_by != document.id:
        found.lack(msg(N_("It was reversed, and changed after that: enter it as a new document.")))
    else:
        check(document, found)
    if found.reasons:
        if document.undecided:
            found.reasons.insert(0, msg(N_("Desks differ over it: decide first.")))
        books.incomplete.append(Incomplete(document.id, step.day, tuple(found.reasons)))
        return
    post(document, booking)
    of = document.of if isinstance(document, mirrors.Reversal) else NO_DOCUMENT
    if of:
        books.stands[of].undone_by = document.id
    books.stands[document.id] = _standing(step, books, starts, of)
    books.enter(step)
    for mark in (*step.marks, *((Mark.OLD_RATE,) if found.old_rate else ())):
        books.mark(document.id, mark)


def _undo(step: Step, booking: Booking) -> None:
    """Mirror what stands of a document, unless nothing does."""
    books, name = booking.books, step.document.id
    stands = books.stands.get(name)
    if stands is None:
        return
    if stands.undone_by:
        stands.withdrawn = True
        return
    stands.undone_by = name
    mirrored = books.stands.get(stands.mirrors)
    if mirrored is not None and mirrored.withdrawn:
        # both are taken back, and together they come to nothing already
        mirrored.undone_by = stands.mirrors
        return
    mirrors.mirror(stands, booking)
    # what stands may be an earlier version, where the one of this step never came to count
    books.enter(step._replace(document=stands.step.document))
    if mirrored is not None:
        mirrored.undone_by = NO_DOCUMENT
    for mark in step.marks:
        books.mark(name, mark)


def _standing(step: Step, books: Books, starts: tuple[int, int, int], mirrored: DocumentId) -> Standing:
    return Standing(
        step,
        slice(starts[0], len(books.postings)),
        slice(starts[1], len(books.moves)),
        slice(starts[2], len(books.contract_moves)),
        mirrored,
    )


def _owing(books: Books) -> Iterator[DocumentId]:
    """The documents whose draws no lot has met yet."""
    owed: dict[int, int] = {}
    sources: dict[int, DocumentId] = {}
    for move in books.moves:
        if move.owed:
            owed[move.lot] = owed.get(move.lot, 0) + move.amount
            sources[move.lot] = move.source
    return (sources[lot] for lot, amount in owed.items() if amount)
