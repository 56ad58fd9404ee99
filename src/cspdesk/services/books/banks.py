"""What the banks themselves say: closing balances of the statements that were entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cspdesk.domain.ledger.names import AccountId
from cspdesk.store.sql import Cursor

_STATED = (
    "SELECT account, last, closing FROM bank_statement WHERE presence IN (0, 2)"
    " AND account IS NOT NULL AND closing IS NOT NULL AND length(last) = 10 ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class Banks:
    """For one period's end: balances beside those of the statements, and accounts that need none.

    ``excused`` are those for which a person gave a reason.
    """

    stated: Mapping[AccountId, int] = field(default_factory=dict)
    excused: frozenset[AccountId] = frozenset()

    def with_statements(self, cursor: Cursor, day: date) -> Banks:
        """The same, with what statements say that end on a day."""
        found = {account: minor for (account, last), minor in stated(cursor).items() if last == day}
        return Banks({**found, **self.stated}, self.excused)


def stated(cursor: Cursor) -> dict[tuple[AccountId, date], int]:
    """The closing balance of each account on each day that a statement ends on."""
    return {
        (AccountId(account.hex()), date.fromisoformat(last)): int(minor)
        for account, last, minor in cursor.execute(_STATED).fetchall()
    }
