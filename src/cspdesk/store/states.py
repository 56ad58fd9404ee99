"""How far an own change has come: saved here, packed, held by others, opened by a desk that reads it.

Each state is backed by a stored fact: a loose entry, a bundle made, a receipt taken.
"""

from __future__ import annotations

from collections.abc import Iterable

from cspdesk.domain.entries import Dot
from cspdesk.store.sql import Cursor

STATES = ("saved", "packed", "held", "opened", "received")
"""From the least to the most: a record is as far as its least advanced own change."""


def exchange_state(cursor: Cursor, dots: Iterable[Dot]) -> str:
    """The state of what the dots name; ``received`` where none of them is this desk's own."""
    least = STATES.index("received")
    for dot in dots:
        own = cursor.execute("SELECT own FROM feed WHERE no = ?", (dot.feed,)).fetchone()
        if own is None or not own[0]:
            continue
        row = cursor.execute(
            "SELECT (SELECT 1 FROM packed WHERE segment = s.hash LIMIT 1),"
            " (SELECT max(h.opened) FROM holding h WHERE h.feed = s.feed AND h.first <= ? AND h.last >= ?)"
            " FROM segment s WHERE s.feed = ? AND s.first <= ? AND s.last >= ?",
            (dot.seq, dot.seq, dot.feed, dot.seq, dot.seq),
        ).fetchone()
        if row is None:
            state = "saved"
        elif row[1] is not None:
            state = "opened" if row[1] else "held"
        else:
            state = "packed" if row[0] else "saved"
        least = min(least, STATES.index(state))
    return STATES[least]
