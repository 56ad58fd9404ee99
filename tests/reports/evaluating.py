"""A small reader of the formulas that our workbooks may hold: cells added, taken away, and SUM over a run."""

from __future__ import annotations

import re
from fractions import Fraction
from io import BytesIO

import openpyxl

_TERM = re.compile(
    r"([+-]?)(?:SUM\((?P<of>(?:'(?:[^']|'')+'!)?)(?P<first>[A-Z]+\d+):(?P<last>[A-Z]+\d+)\)"
    r"|(?P<sheet>(?:'(?:[^']|'')+'!)?)(?P<cell>[A-Z]+\d+))"
)


class Recalculated:
    """A workbook computed anew; whatever is no sum of cells is refused."""

    def __init__(self, content: bytes) -> None:
        self.formulas = openpyxl.load_workbook(BytesIO(content))
        self.cached = openpyxl.load_workbook(BytesIO(content), data_only=True)

    def result(self, sheet: str, cell: str) -> Fraction:
        """What a cell shows before anything is computed: always a number."""
        found = self.cached[sheet][cell]
        assert found.data_type == "n", f"{sheet}!{cell} shows {found.value!r}"
        return Fraction(str(found.value))

    def sums(self) -> dict[tuple[str, str], str]:
        """Every formula by sheet and cell."""
        return {
            (sheet.title, cell.coordinate): str(cell.value)
            for sheet in self.formulas
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }

    def value(self, sheet: str, cell: str) -> Fraction:
        """What a cell comes to when everything is computed anew."""
        found = self.formulas[sheet][cell]
        if found.data_type != "f":
            assert found.data_type == "n", f"{sheet}!{cell} is no number: {found.value!r}"
            return Fraction(str(found.value or 0))
        rest, total = str(found.value).removeprefix("="), Fraction(0)
        while rest:
            term = _TERM.match(rest)
            assert term, f"{sheet}!{cell} is no sum of cells: {found.value}"
            total += (-1 if term[1] == "-" else 1) * self._term(term, sheet)
            rest = rest[term.end() :]
        return total

    def _term(self, term: re.Match[str], sheet: str) -> Fraction:
        named = term["of"] or term["sheet"]
        where = named[1:-2].replace("''", "'") if named else sheet
        if term["cell"]:
            return self.value(where, term["cell"])
        rows = self.formulas[where][f"{term['first']}:{term['last']}"]
        return sum((self.value(where, cell.coordinate) for row in rows for cell in row), Fraction(0))

    def differing(self) -> list[str]:
        """The sums whose cached result is not what they come to."""
        return [
            f"{sheet}!{cell}"
            for sheet, cell in self.sums()
            if self.value(sheet, cell) != self.result(sheet, cell)
        ]
