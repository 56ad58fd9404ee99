"""Cells of a grid in the state of a form: a field of the record, or ``parts.field`` of its first part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cspdesk.presenters.formstate import NEW, FormState, Row
from cspdesk.presenters.grid_cells import Cells, Given

_DOT = "."


def path_of(state: FormState, column: str) -> str:
    """Where a column's value stands in a form: ``payee``, ``allocations/KEY/line``; empty if nowhere yet."""
    parts, dot, name = column.partition(_DOT)
    if not dot:
        return column
    rows = state.rows(parts)
    return f"{parts}/{rows[0].key}/{name}" if rows else ""


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
    return frozenset(
        column for column in columns if _DOT in column and len(state.rows(column.partition(_DOT)[0])) > 1
    )


Begins = Mapping[str, Mapping[str, object]]
"""What a part begins with that a grid makes, by the field that holds it."""


def with_cells(state: FormState, cells: Cells, begins: Begins | None = None) -> FormState:
    """The same with cells written; a part is added for the first of its cells, and goes with the last."""
    given_first = begins or {}
    for column, given in cells.items():
        parts, dot, _ = column.partition(_DOT)
        if dot and not state.rows(parts):
            if not given:
                continue
            state = state.added(parts, Row(f"{NEW}1", dict(given_first.get(parts, {}))))
        path = path_of(state, column)
        if given.value is None and given.text:
            state = state.unreadable(path, given.text)
        else:
            state = state.given(path, given.value)
        if dot:
            state = _without_empty(state, parts, given_first.get(parts, {}))
    return state


def _without_empty(state: FormState, parts: str, first: Mapping[str, object]) -> FormState:
    row = state.rows(parts)[0]
    unread = any(path.startswith(f"{parts}/{row.key}/") for path in state.unread)
    if len(state.rows(parts)) == 1 and dict(row.values) == dict(first) and not unread:
        return state.removed(parts, row.key)
    return state


def is_empty(state: FormState, blank: FormState) -> bool:
    """Whether nobody wrote anything beyond what a new row begins with."""
    values = {name: value for name, value in state.values.items() if blank.values.get(name) != value}
    return not values and not state.unread and dict(state.parts) in ({}, dict(blank.parts))
