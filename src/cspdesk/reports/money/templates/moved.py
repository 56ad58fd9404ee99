"""Addresses in the formulas of a workbook whose rows are repeated: each finds its cell again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

_CELL = re.compile(r"(\$?[A-Za-z]{0,3})(\$?)(\d+)\Z")


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the rows of one sheet went: a row that is repeated stands for all its copies."""

    times: Mapping[int, int]
    """How often each repeated row is there; once for a row that is not named."""

    def first(self, row: int) -> int:
        """Where a row, or the first of its copies, stands now."""
        return row + sum(times - 1 for at, times in self.times.items() if at < row)

    def last(self, row: int) -> int:
        """Where a row, or the last of its copies, stands now."""
        return self.first(row) + self.times.get(row, 1) - 1

    def span(self, address: str, copy: tuple[int, int] | None = None) -> str:
        """An address or range after the move; ``copy`` is a row and where the asking copy of it stands."""
        ends = address.split(":")
        if len(ends) == 1:
            return self._end(ends[0], copy, last=False)
        if copy is not None and all((m := _CELL.match(one)) and int(m.group(3)) == copy[0] for one in ends):
            return ":".join(self._end(one, copy, last=False) for one in ends)
        return ":".join(self._end(one, None, last=bool(place)) for place, one in enumerate(ends))

    def _end(self, address: str, copy: tuple[int, int] | None, *, last: bool) -> str:
        found = _CELL.match(address)
        if found is None:
            return address
        row = int(found.group(3))
        if copy is not None and copy[0] == row:
            now = copy[1]
        else:
            now = self.last(row) if last else self.first(row)
        return f"{found.group(1)}{found.group(2)}{now}"


def formula(text: str, own: str, moves: Mapping[str, Moved], copy: tuple[int, int] | None = None) -> str:
    """A formula of the sheet ``own`` after its workbook's rows moved."""
    tokens = Tokenizer(text)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            sheet, mark, address = token.value.rpartition("!")
            named = sheet.strip("'").replace("''", "'") if mark else own
            if named in moves:
                moved = moves[named].span(address, copy if named == own else None)
                token.value = f"{sheet}{mark}{moved}"
    return "=" + "".join(token.value for token in tokens.items)
