"""What a person says of two documents that are alike: one entered twice, or two.

An answer is a record of its own (``same_as``), so that it travels, is kept in the history and is taken
back like any other; the two documents are not touched by it.
"""

from __future__ import annotations

from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.ids import to_hex
from cspdesk.domain.merge import Presence
from cspdesk.domain.same import SAME, TWO, Pair, pair
from cspdesk.domain.text import N_, msg
from cspdesk.services.books.books import Books
from cspdesk.services.books.signed import SAME_AS
from cspdesk.services.books.twice import entered
from cspdesk.services.context import Context
from cspdesk.services.naming import plan_of, record_id
from cspdesk.services.records import Records
from cspdesk.services.results import Changes
from cspdesk.store.room import Room
from cspdesk.store.work import work


class Sameness:
    """The verbs of one entered twice: say that two are the same or two, and take that back."""

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records

    def say(self, one: str, other: str, *, same: bool) -> Changes:
        """Two documents are one that counts once, or two; ``RefusedError`` where they move other money."""
        first, second = self._pair(one, other)
        if same:
            self._demand_alike(first, second)
        answer = SAME if same else TWO
        held = self._answer(first, second)
        if held is not None and held[1]:
            self._records.restore(held[0])
        if held is not None:
            return self._records.set(held[0], {"answer": answer})
        form = {"first": first, "second": second, "answer": answer}
        with work(self._context.desk) as save:
            self._records.add_within(save, plan_of(SAME_AS), [form])
            saved = save.finish()
        return self._context.saved(saved)

    def take_back(self, one: str, other: str, reason: str) -> Changes:
        """What was said of two documents is said no more: both count, and are asked about again."""
        held = self._answer(*self._pair(one, other))
        if held is None or held[1]:
            raise NotFoundError(msg(N_("Nothing was said of these two documents.")))
        return self._records.delete(held[0], reason)

    @staticmethod
    def _pair(untrusted_one: str, untrusted_other: str) -> Pair:
        return pair(to_hex(record_id(untrusted_one)), to_hex(record_id(untrusted_other)))

    def _answer(self, first: str, second: str) -> tuple[str, bool] | None:
        with self._context.desk.reading() as connection:
            names = [bytes.fromhex(one) for one in (first, second)]
            found = Room(connection).cursor.execute(_ANSWER, names * 2).fetchone()
        return None if found is None else (to_hex(found[0]), found[1] == Presence.DELETED)

    def _demand_alike(self, first: str, second: str) -> None:
        papers = Books(self._context).picture().world.papers
        if first == second or first not in papers or second not in papers:
            raise NotFoundError(msg(N_("These are not two documents of the books.")))
        one, other = entered(papers[first]), entered(papers[second])
        if one is None or other is None or not one.moves_as(other):
            raise RefusedError(
                msg(N_("The two documents do not move the same money.")),
                hint=msg(N_("Correct the one that is wrong, or delete it.")),
                code="not-alike",
            )


_ANSWER = (
    "SELECT id, presence FROM same_as WHERE (first = ? AND second = ?) OR (second = ? AND first = ?)"
    " ORDER BY id LIMIT 1"
)
