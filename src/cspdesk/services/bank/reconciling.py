"""A statement's last balance beside the books' on that day, and all that is under way between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cspdesk.domain.errors import NotFoundError
from cspdesk.domain.ids import to_hex
from cspdesk.domain.reconciling import Reconciliation
from cspdesk.domain.text import N_, msg
from cspdesk.services.bank.matching import booked_in, held_lines, matched
from cspdesk.services.bank.statements import Account
from cspdesk.services.books.books import Books
from cspdesk.services.context import Context
from cspdesk.store.room import Room


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement of an account."""

    id: str
    first: date
    last: date
    opening: int
    closing: int


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A statement with its reconciliation; ``beginning`` is what the books lacked before the first one."""

    statement: StatementView
    told: Reconciliation
    beginning: int = 0


class Reconciling:
    """Reconciles accounts of one desk."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._books = Books(context)

    def statements(self, account: Account) -> tuple[StatementView, ...]:
        """The statements of an account, the newest first."""
        with self._context.desk.reading() as connection:
            rows = Room(connection).cursor.execute(_STATEMENTS, (bytes.fromhex(account.id),)).fetchall()
        return tuple(
            StatementView(
                to_hex(record), date.fromisoformat(first), date.fromisoformat(last), opening, closing
            )
            for record, first, last, opening, closing in rows
        )

    def begin(self, accounts: Sequence[Account]) -> Account | None:
        """The account to begin with: the one of the newest statement, else the first; None for none."""

        def newest(account: Account) -> date:
            return next((one.last for one in self.statements(account)), date.min)

        return max(accounts, key=newest, default=None)

    def reconcile(self, account: Account, statement: str = "") -> Reconciled:
        """A statement, the newest unless one is named, with the books of its last day.

        A line counts as booked when all its documents are of that day or before, and a document as come when
        its line is.  Documents from before the first statement are taken as they are; where the two did not
        agree then, that is ``beginning``.
        """
        statements = self.statements(account)
        found = next((one for one in statements if statement in ("", one.id)), None)
        if found is None:
            raise NotFoundError(
                msg(N_("The account {name} has no such bank statement."), name=account.name),
                hint=msg(N_("Take one: cspdesk bank take FILE --account {name}"), name=account.name),
            )
        picture = self._books.picture()
        booked = booked_in(self._context, picture, account.id)
        with self._context.desk.reading() as connection:
            cursor = Room(connection).cursor
            lines = [line for line, _ in held_lines(cursor, account) if line.day <= found.last]
            matches = matched(cursor, picture.world.same)
        start = min(one.first for one in statements)
        earliest = next(one for one in statements if one.first == start)
        meets = {
            line.id: names
            for line in lines
            if (names := matches.get(line.id))
            and all(n in booked and booked[n].day <= found.last for n in names)
        }
        come = {name for names in meets.values() for name in names}
        by_day = [one for one in booked.values() if one.day <= found.last]
        book = sum(one.amount for one in by_day)
        waiting = tuple(one for one in by_day if one.day >= start and one.id not in come)
        told = Reconciliation(
            found.closing, book, tuple(one for one in lines if one.id not in meets), waiting
        )
        eve = start - timedelta(days=1)
        before = sum(one.amount for one in by_day if one.day <= eve and one.id not in come)
        return Reconciled(found, told, earliest.opening - before)


_STATEMENTS = (
    "SELECT id, first, last, opening, closing FROM bank_statement WHERE presence IN (0, 2) AND account = ?"
    " AND length(first) = 10 AND length(last) = 10 AND opening IS NOT NULL AND closing IS NOT NULL"
    " ORDER BY last DESC, first DESC, id"
)
