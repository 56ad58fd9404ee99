"""The cells of one row, collected until their fields are whole."""

from __future__ import annotations

from collections.abc import Sequence

from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.fields import Field
from cspdesk.i18n.typed import PlainNumber, split_currency
from cspdesk.reports.sheet_reader import serial_day
from cspdesk.services.columns import CODE, CURRENCY, ID, UNIT, Column
from cspdesk.services.forms import not_taken
from cspdesk.services.imports.outcome import RowProblem, problem_of
from cspdesk.services.typed_values import TypedValues

_MARK = "mark"


class RowValues:
    """Collects the cells of one row until their fields are whole."""

    def __init__(self, typed: TypedValues) -> None:
        self._typed = typed
        self._whole: dict[tuple[str, int], dict[str, object]] = {}
        self._beside: dict[tuple[str, int, str], dict[str, str]] = {}
        self._fields: dict[tuple[str, int, str], Field] = {}
        self._places: dict[tuple[str, int, str], int] = {}
        self._cells: dict[str, list[dict[str, object]]] = {}

    def put(self, place: int, column: Column, cell: str) -> None:
        """Take the cell of a place; ``RefusedError`` where its text means nothing."""
        if column.cell is not None:
            count = self._typed.value(column.field, cell)
            if count:
                keys = dict(zip(("sex", "band", "disability"), column.cell, strict=True))
                given = {name: code for name, code in keys.items() if code}
                self._cells.setdefault(column.part, []).append({**given, "count": count})
            return
        where = (column.part, column.number, column.field.name)
        self._places.setdefault(where, place)
        if column.field.type in ("amount", "rate") or column.aspect:
            self._fields[where] = column.field
            beside = self._beside.setdefault(where, {})
            beside[column.aspect] = cell
            if column.currency:
                beside[CURRENCY] = column.currency
            if column.mark:
                beside[_MARK] = column.mark
            return
        if column.field.type in ("code", "codes", "place", "reference"):
            # the code beside it says the same more surely
            self._fields[where] = column.field
            self._beside.setdefault(where, {}).setdefault("", cell)
            return
        self._keep(where, self._value(column.field, cell))

    def _keep(self, where: tuple[str, int, str], value: object) -> None:
        self._whole.setdefault(where[:2], {})[where[2]] = value

    def _value(self, field: Field, cell: str) -> object:
        if field.type == "date":
            day = day_text(cell)
            if not day:
                raise not_taken(field)
            return self._typed.value(field, day)
        return self._typed.value(field, cell)

    def finished(self, row: int, titles: Sequence[str]) -> tuple[dict[str, object], list[RowProblem]]:
        """The row as an object, and what its fields of several cells refuse."""
        problems: list[RowProblem] = []
        for where, beside in self._beside.items():
            try:
                self._keep(where, self._joined(self._fields[where], beside))
            except CspdeskError as error:
                problems.append(problem_of(row, titles[self._places[where]], error, beside.get("", "")))
        given: dict[str, object] = dict(self._whole.pop(("", 0), {}))
        for part, number in sorted(self._whole):
            parts = given.setdefault(part, [])
            if isinstance(parts, list):
                parts.append(self._whole[part, number])
        given.update(self._cells)
        return given, problems

    def _joined(self, field: Field, beside: dict[str, str]) -> object:
        main = beside.get("", "")
        if field.type == "amount":
            body, typed_currency = split_currency(main)
            currency = beside.get(CURRENCY, typed_currency).strip().upper()
            if not main:
                raise not_taken(field)
            if typed_currency and typed_currency != currency:
                raise not_taken(field)
            if not currency:
                return self._typed.value(field, main)
            return self._typed.amount(field, body, currency, mark=beside.get(_MARK))
        if field.type == "rate":
            unit = beside.get(UNIT, "")
            return self._typed.value(field, f"{main} / {unit}" if unit else main)
        return self._typed.value(field, beside.get(CODE) or beside.get(ID) or main)


def day_text(cell: str) -> str:
    """A day that a spreadsheet gave with its time, or as a bare number of days; empty for no day.

    A number with decimals is none: an office program makes the same of 12.1 and of 12.10.
    """
    if isinstance(cell, PlainNumber) and "." in cell:
        return ""
    if len(cell) > 10 and cell[10] == "T":
        return cell[:10]
    if len(cell) == 5 and (day := serial_day(cell)) is not None:
        return day.isoformat()
    return cell
