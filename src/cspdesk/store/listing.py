"""Lists: which records of a kind answer some conditions, in an order, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cspdesk.domain.fields import Field
from cspdesk.store.plan import BY_NAME, KindPlan
from cspdesk.store.search import expression, span_of
from cspdesk.store.sql import Cursor, value_of


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: a field is one of some column values; of a part where ``part`` is named.

    ``values`` empty asks for records where the field has no value; None among them takes those in too.
    """

    field: Field
    values: tuple[object, ...]
    part: str = ""
    within: bool = False
    """For codes: one of the values is among them.  For dates: values are (from, to)."""
    negated: bool = False
    """Asks for the records that do not answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a list asks for; ``sort`` names a field, newest first without one."""

    conditions: Sequence[Condition] = ()
    typed: str = ""
    sort: str = ""
    descending: bool = False
    deleted: bool = False
    numbers: Sequence[int] = field(default=())
    """Row numbers to choose among, where a caller already knows them."""


def count(cursor: Cursor, plan: KindPlan, question: Question) -> int:
    """How many records answer."""
    where, parameters = where_of(plan, question)
    return int(value_of(cursor, f'SELECT count(*) FROM "{plan.table}" r WHERE {where}', parameters))


def page(
    cursor: Cursor, plan: KindPlan, question: Question, *, offset: int = 0, limit: int = -1
) -> list[bytes]:
    """Ids of the records that answer, in order, from ``offset``."""
    where, parameters = where_of(plan, question)
    rows = cursor.execute(
        f'SELECT r.id FROM "{plan.table}" r WHERE {where}'
        f" ORDER BY {order_of(plan, question)} LIMIT ? OFFSET ?",
        (*parameters, limit, offset),
    ).fetchall()
    return [row[0] for row in rows]


def order_of(plan: KindPlan, question: Question) -> str:
    """The order as SQL over ``r``."""
    name = question.sort or plan.kind.date
    if not name:
        return "r.no DESC"
    way = "DESC" if question.descending or not question.sort else "ASC"
    return f'r."{name}" {way}, r.no {way}'


def where_of(plan: KindPlan, question: Question) -> tuple[str, list[object]]:
    """The condition as SQL over ``r``; names are the program's own, values are parameters."""
    clauses = ["r.presence = 1" if question.deleted else "r.presence IN (0, 2)"]
    parameters: list[object] = []
    query = expression(question.typed)
    if question.typed.strip() and not query:
        clauses.append("0")
    if query:
        low, high = span_of(plan)
        clauses.append(
            f"r.no IN (SELECT rowid - {low} FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?)"
        )
        parameters += [query, low, high]
    for condition in question.conditions:
        clause, more = _clause(condition)
        clauses.append(clause)
        parameters += more
    return " AND ".join(clauses), parameters


def _clause(condition: Condition) -> tuple[str, list[object]]:
    table = BY_NAME[condition.part].table if condition.part else ""
    column = f'p."{condition.field.name}"' if table else f'r."{condition.field.name}"'
    values = [value for value in condition.values if value is not None]
    if condition.field.type == "parts":
        clause = "1"
    elif not values:
        clause = f"{column} IS NULL"
    elif condition.within and condition.field.type == "codes":
        clause = "(" + " OR ".join([f"instr({column}, ?)"] * len(values)) + ")"
        values = [f"|{value}|" for value in values]
    elif condition.within:
        clause = f"{column} BETWEEN ? AND ?"
    else:
        clause = f"{column} IN ({', '.join('?' * len(values))})"
        if len(values) < len(condition.values):
            clause = f"({clause} OR {column} IS NULL)"
    if table:
        clause = (
            f'EXISTS (SELECT 1 FROM "{table}" p WHERE p.parent = r.id AND p.presence IN (0, 2) AND {clause})'
        )
    if condition.negated:
        # no value is no answer, and so among those that do not answer
        clause = f"NOT coalesce({clause}, 0)"
    return clause, values
