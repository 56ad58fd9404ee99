"""Whether the books hold: the invariants of docs/ledger.md, closings' figures, and the tables of postings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from cspdesk.domain.ledger.balances import money
from cspdesk.domain.ledger.invariants import Fault, every
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import AccountId
from cspdesk.domain.money import from_minor
from cspdesk.domain.periods import Period
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.services.books import banks, stored
from cspdesk.services.books.books import Books, Picture
from cspdesk.services.books.closing import Closings
from cspdesk.services.books.names import Names
from cspdesk.services.context import Context
from cspdesk.store import postings
from cspdesk.store.room import Room

ENTERED = frozenset({"5 budget"})
"""Rules that a person's own entries can break: they are told, and no sign of damage."""


class BooksSoundness:
    """Looks at the books of a desk; what it finds is in words for a person."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._books = Books(context)

    def problems(self) -> Iterator[Msg]:
        """What must never be: rules that the program breaks, closings that moved, tables that differ."""
        for fault in self._faults():
            if fault.rule not in ENTERED:
                yield told(fault, self._books.names())
        for one in Closings(self._context).differing():
            yield msg(
                N_("The closing of {period} no longer comes to the figures that were signed: {fingerprint}."),
                period=one.period.code,
                fingerprint=one.fingerprint[:16],
            )
        if not self._tables_hold():
            yield msg(N_("The table of postings does not show what the documents say."))

    def notes(self) -> Iterator[Msg]:
        """What a person's entries do not agree in: banks and books, budgets and totals."""
        found = self._books.picture()
        with self._context.desk.reading() as connection:
            said = banks.stated(Room(connection).cursor)
        yield from _banks_that_differ(found, said)
        yield from _budgets_that_differ(found, self._context.desk.clock.today())

    def digest(self) -> bytes:
        """The fingerprint of the tables of postings, brought up to date first."""
        self._books.project()
        with self._context.desk.reading() as connection:
            return postings.Postings(Room(connection).cursor).digest()

    def _faults(self) -> tuple[Fault, ...]:
        ledger = self._books.ledger()
        spans = _half_years(ledger)
        return every(ledger, [span.last for span in spans], spans)

    def _tables_hold(self) -> bool:
        """Whether the tables, as far as they say that they are current, equal what is computed."""
        found = self._books.picture()
        with self._context.desk.reading() as connection:
            room = Room(connection)
            if not postings.is_current(room.cursor) or postings.mark(room.cursor) != found.mark:
                return True
            return postings.Postings(room.cursor).equals(stored.made(found.ledger))


def _half_years(ledger: Ledger) -> list[Period]:
    """The half-years from the first posting to the last."""
    if not ledger.postings:
        return []
    first, last = ledger.postings[0].accounted, ledger.postings[-1].accounted
    return list(Period(max(first, date(1900, 1, 1)), last).half_years())


def _banks_that_differ(found: Picture, said: Mapping[tuple[AccountId, date], int]) -> Iterator[Msg]:
    for (name, day), minor in sorted(said.items()):
        account = found.ledger.chart.accounts.get(name)
        if account is None:
            continue
        booked = sum(one.amount for one in money(found.ledger, day) if one.account == name)
        if booked != minor:
            yield msg(
                N_("{account}, {day}: the bank says {stated}, the books say {booked} {currency}."),
                account=found.names.account(name),
                day=day,
                stated=from_minor(minor, account.currency),
                booked=from_minor(booked, account.currency),
                currency=account.currency,
            )


def _budgets_that_differ(found: Picture, today: date) -> Iterator[Msg]:
    for name, agreement in found.ledger.chart.agreements.items():
        lines, total = sum(agreement.budget_on(today).values()), agreement.total_on(today)
        if agreement.lines and lines != total:
            yield msg(
                N_("{agreement}: the budget lines come to {lines}, the total is {total} {currency}."),
                agreement=found.names.agreement(name),
                lines=from_minor(lines, agreement.currency),
                total=from_minor(total, agreement.currency),
                currency=agreement.currency,
            )


def told(fault: Fault, names: Names) -> Msg:
    """A fault in words: the rule by its number, accounts and agreements by their names."""
    return msg(
        N_("The books do not hold. Rule {rule}, {where}: {what}"),
        rule=fault.rule,
        where=" ".join(_named(fault.where.split(), names)),
        what=fault.message,
    )


def _named(words: Iterable[str], names: Names) -> Iterator[str]:
    for word in words:
        if word in names.agreements:
            yield names.agreement(word)
        else:
            yield names.accounts.get(word, word)
