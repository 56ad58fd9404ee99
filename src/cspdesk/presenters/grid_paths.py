"""Cells of a grid in the state of a form: a field of the record, or ``parts.field`` of its first part.

``parts[field=code].other`` is a field of that part of which another holds a code: what is withheld of a tax.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from cspdesk.presenters.formstate import NEW, FormState, Row
from cspdesk.presenters.grid_cells import Cells, Given

_DOT = "."


@dataclass(frozen=True, slots=True)
class Path:
    """What a column names: a field, or that of a part; ``by`` and ``code`` say which part."""

    parts: str
    name: str
    by: str = ""
    code: str = ""

    def rows(self, state: FormState) -> tuple[Row, ...]:
        """The parts that answer."""
        return tuple(
            row for row in state.rows(self.parts) if not self.by or row.values.get(self.by) == self.code
        )


def parsed(column: str) -> Path:
    """What a column names; without parts where it is a field of the record."""
    held, dot, name = column.partition(_DOT)
    if not dot:
        return Path("", column)
    parts, _, of = held.partition("[")
    by, _, code = of.rstrip("]").partition("=")
    return Path(parts, name, by, code)


def path_of(state: FormState, column: str) -> str:
    """Where a column's value stands in a form: ``payee``, ``allocations/KEY/line``; empty if nowhere yet."""
    path = parsed(column)
    if not path.parts:
        return column
    rows = path.rows(state)
    return f"{path.parts}/{rows[0].key}/{path.name}" if rows else ""


def cells_of(state: FormState, columns: Sequence[str]) -> dict[str, Given]:
    """What stands in the columns, empty cells left out."""
    found = {}
    for column in columns:
        path = path_of(state, column)
        if path:
            given = Given(state.value(path), state.unread.get(path, ""))
            if given:
                found[column] = given
    return found


def fixed_cells(state: FormState, columns: Sequence[str]) -> frozenset[str]:
    """Columns of parts of which a record holds several: those are written in its form."""
    return frozenset(column for column in columns if _DOT in column and len(parsed(column).rows(state)) > 1)


Begins = Mapping[str, Mapping[str, object]]
"""What a part begins with that a grid makes, by the field that holds it."""


def with_cells(state: FormState, cells: Cells, begins: Begins | None = None) -> FormState:
    """The same with cells written; a part is added for the first of its cells, and goes with the last."""
    for column, given in cells.items():
        named = parsed(column)
        first = {**(begins or {}).get(named.parts, {}), **({named.by: named.code} if named.by else {})}
        if named.parts and not named.rows(state):
            if not given:
                continue
            state = state.added(named.parts, Row(_fresh(state, named.parts), first))
        path = path_of(state, column)
        if given.value is None and given.text:
            state = state.unreadable(path, given.text)
        else:
            state = state.given(path, given.value)
        if named.parts:
            state = _without_empty(state, named, first)
    return state


def _fresh(state: FormState, parts: str) -> str:
    return next(key for number in count(1) if state.row(parts, key := f"{NEW}{number}") is None)


def _without_empty(state: FormState, named: Path, first: Mapping[str, object]) -> FormState:
    rows = named.rows(state)
    unread = any(path.startswith(f"{named.parts}/{rows[0].key}/") for path in state.unread)
    if len(rows) == 1 and dict(rows[0].values) == dict(first) and not unread:
        return state.removed(named.parts, rows[0].key)
    return state


def is_empty(state: FormState, blank: FormState) -> bool:
    """Whether nobody wrote anything beyond what a new row begins with."""
    values = {name: value for name, value in state.values.items() if blank.values.get(name) != value}
    parts = {name: rows for name, rows in state.parts.items() if rows}
    return not values and not state.unread and parts in ({}, dict(blank.parts))
