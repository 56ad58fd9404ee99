"""A list's order once, as row numbers: pages are read by them, however deep, without counting again."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from cspdesk.store.listing import Question, order_of, where_of
from cspdesk.store.plan import KindPlan
from cspdesk.store.sql import Cursor


@dataclass(frozen=True, slots=True)
class Roll:
    """Row numbers in order, and how many in a row share a month (``2026-11``; empty without a date)."""

    numbers: Sequence[int]
    months: tuple[tuple[str, int], ...] = ()


def roll(cursor: Cursor, plan: KindPlan, question: Question) -> Roll:
    """The order of all records that answer; months only where they are sorted by their date."""
    where, parameters = where_of(plan, question)
    dated = plan.kind.date if question.sort in ("", plan.kind.date) else ""
    month = f'substr(r."{dated}", 1, 7)' if dated else "NULL"
    rows = cursor.execute(
        f'SELECT r.no, {month} FROM "{plan.table}" r WHERE {where} ORDER BY {order_of(plan, question)}',
        parameters,
    ).fetchall()
    months: list[tuple[str, int]] = []
    if dated:
        for _, name in rows:
            if months and months[-1][0] == (name or ""):
                months[-1] = (months[-1][0], months[-1][1] + 1)
            else:
                months.append((name or "", 1))
    return Roll(array("q", (row[0] for row in rows)), tuple(months))


def several(cursor: Cursor, plan: KindPlan, part: KindPlan) -> dict[int, int]:
    """How many living parts of a kind the records hold that hold more than one, by their row numbers."""
    return dict(
        cursor.execute(
            f'SELECT r.no, count(*) FROM "{part.table}" p JOIN "{plan.table}" r ON r.id = p.parent'
            " WHERE p.presence IN (0, 2) GROUP BY r.no HAVING count(*) > 1"
        ).fetchall()
    )


def ids_of(cursor: Cursor, plan: KindPlan, numbers: Sequence[int]) -> list[bytes]:
    """Ids of rows in the order of their numbers; rows that are gone are left out."""
    marks = ",".join("?" * len(numbers))
    rows = cursor.execute(
        f'SELECT no, id FROM "{plan.table}" WHERE no IN ({marks})', tuple(numbers)
    ).fetchall()
    by_number = {row[0]: row[1] for row in rows}
    return [by_number[number] for number in numbers if number in by_number]


def number_of(cursor: Cursor, plan: KindPlan, record: bytes) -> int | None:
    """The row number of a record."""
    row = cursor.execute(f'SELECT no FROM "{plan.table}" WHERE id = ?', (record,)).fetchone()
    return None if row is None else int(row[0])
