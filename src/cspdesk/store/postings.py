"""The ledger's mark: a number that grows whenever records of money are written, by whatever way.

Whoever computed something from them keeps the mark with it, and knows by one look whether it still holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cspdesk.store.plan import BY_NUMBER
from cspdesk.store.sql import Cursor, value_of

STREAMS: Final = frozenset({"finance", "common"})
"""Where records of money live: documents and agreements; rates."""
_MARK: Final = "books"


def mark(cursor: Cursor) -> int:
    """The number as it is in this transaction."""
    return int(value_of(cursor, "SELECT value FROM setting WHERE name = ?", (_MARK,)) or 0)


def touch(cursor: Cursor, kinds: Iterable[int]) -> None:
    """Raise the mark if records of money are among the kinds that were written."""
    if any((plan := BY_NUMBER.get(kind)) is not None and plan.kind.stream in STREAMS for kind in kinds):
        cursor.execute(
            "INSERT INTO setting (name, value) VALUES (?, '1')"
            " ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1",
            (_MARK,),
        )
