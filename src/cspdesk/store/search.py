"""Full-text search: folded words of a record and its parts, indexed after the commit, in slices.

A record's number in the index is its kind and its row, so that a search within one kind is a range.
The index keeps words and places of words only (contentless), and lies in the encrypted file.
"""

from __future__ import annotations

from cspdesk.domain.folding import fold, query_terms
from cspdesk.store.plan import BY_NUMBER, KindPlan, parts_of
from cspdesk.store.sql import Cursor, value_of

_SHIFT = 40
SLICE = 2_000
"""Records indexed at once: a moment's work, so that a save never waits long for it."""


def number_of(plan: KindPlan, no: int) -> int:
    """A row's number in the index."""
    return plan.kind.number << _SHIFT | no


def span_of(plan: KindPlan) -> tuple[int, int]:
    """The numbers that belong to a kind."""
    return plan.kind.number << _SHIFT, (plan.kind.number + 1) << _SHIFT


def is_due(cursor: Cursor) -> bool:
    """Whether words are waiting to be indexed."""
    return value_of(cursor, "SELECT 1 FROM search_due LIMIT 1") is not None


def index_slice(cursor: Cursor, *, most: int = SLICE) -> bool:
    """Index some of what is due; True while more is.  Call inside a writing transaction."""
    row = cursor.execute("SELECT no, kind, first, last FROM search_due ORDER BY no DESC LIMIT 1").fetchone()
    if row is None:
        return False
    no, kind, first, last = row
    plan = BY_NUMBER[kind]
    until = min(last, first + most - 1)
    _index(cursor, plan, first, until)
    if until == last:
        cursor.execute("DELETE FROM search_due WHERE no = ?", (no,))
    else:
        cursor.execute("UPDATE search_due SET first = ? WHERE no = ?", (until + 1, no))
    return is_due(cursor)


def _index(cursor: Cursor, plan: KindPlan, first: int, last: int) -> None:
    """Write the words of rows ``first`` to ``last`` anew."""
    words: dict[int, list[str]] = {}
    own = _columns(plan)
    if own:
        rows = cursor.execute(
            f'SELECT no, {own} FROM "{plan.table}" WHERE no BETWEEN ? AND ? AND presence IN (0, 2)',
            (first, last),
        ).fetchall()
        for no, *texts in rows:
            words[no] = [text for text in texts if text]
    for part in parts_of(plan.kind):
        columns = _columns(part)
        if columns:
            rows = cursor.execute(
                f'SELECT r.no, {columns} FROM "{plan.table}" r JOIN "{part.table}" p ON p.parent = r.id'
                " WHERE r.no BETWEEN ? AND ? AND r.presence IN (0, 2) AND p.presence IN (0, 2)",
                (first, last),
            ).fetchall()
            for no, *texts in rows:
                words.setdefault(no, []).extend(text for text in texts if text)
    numbers = [(number_of(plan, no),) for no in range(first, last + 1)] if last - first < 50 else []
    if not numbers:
        numbers = cursor.execute(
            "SELECT rowid FROM search WHERE rowid BETWEEN ? AND ?",
            (number_of(plan, first), number_of(plan, last)),
        ).fetchall()
    cursor.executemany("DELETE FROM search WHERE rowid = ?", numbers)
    cursor.executemany(
        "INSERT INTO search (rowid, words) VALUES (?, ?)",
        [(number_of(plan, no), fold("\n".join(texts))) for no, texts in words.items() if texts],
    )


def _columns(plan: KindPlan) -> str:
    prefix = "p." if plan.kind.is_part else ""
    return ", ".join(f'{prefix}"{f.name}"' for f in plan.kind.fields if f.search)


def expression(typed: str) -> str:
    """The index's own query for what a person typed; empty where nothing can be looked for."""
    words = ["(" + " OR ".join(f'"{term}"*' for term in terms) + ")" for terms in query_terms(typed)]
    return " AND ".join(words)


def find(cursor: Cursor, plan: KindPlan, typed: str, *, most: int, ranked: bool = False) -> list[int]:
    """Row numbers of a kind that hold every typed word (or its start), newest first, or best first."""
    query = expression(typed)
    if not query:
        return []
    order = "rank" if ranked else "rowid DESC"
    low, high = span_of(plan)
    rows = cursor.execute(
        "SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?"
        f" ORDER BY {order} LIMIT ?",
        (query, low, high, most),
    ).fetchall()
    return [row[0] & ((1 << _SHIFT) - 1) for row in rows]
