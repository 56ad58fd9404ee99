"""Pasted rows of one voucher as one expense and its shares: a spreadsheet has a row for each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cspdesk.domain.codecs import CODECS
from cspdesk.presenters.grid_cells import NOTHING, Cells, Given
from cspdesk.presenters.grid_paste import PastedCell, PastedRow, Pasting
from cspdesk.presenters.share_sums import Figure, Money, money_of


@dataclass(frozen=True, slots=True)
class Joining:
    """Which columns tell that rows are of one voucher, what a share has of its own, and what is added up."""

    voucher: str
    own: tuple[str, ...]
    """The columns of a share, but for its figure."""
    figure: str
    words: str
    """A text that may differ: each is kept once."""
    sums: frozenset[str] = frozenset()
    """Amounts of the expense that each row has a part of: taxes withheld."""

    def joined(self, block: Pasting) -> Pasting | None:
        """The block with rows of one voucher joined; None where there are none."""
        rows: list[PastedRow] = []
        for voucher, found in groupby(block.rows, key=self._voucher):
            many = list(found)
            one = self._one(many) if voucher and len(many) > 1 else None
            rows += [one] if one is not None else many
        return replace(block, rows=tuple(rows)) if len(rows) < len(block.rows) else None

    def _voucher(self, row: PastedRow) -> str:
        given = row.taken.get(self.voucher, NOTHING)
        return str(given.value) if given and not row.key else ""

    def _one(self, rows: Sequence[PastedRow]) -> PastedRow | None:
        """The rows as one expense; None where they differ in what an expense has once."""
        taken = [row.taken for row in rows]
        if any(cell.fault is not None for row in rows for cell in row.cells):
            return None
        names = {name for cells in taken for name in cells}
        once = names - {self.figure, self.words, *self.own, *self.sums}
        if any(len({repr(cells[name]) for cells in taken if cells.get(name)}) > 1 for name in once):
            return None
        figures = [money_of(cells.get(self.figure, NOTHING).value) for cells in taken]
        money = _sum(figures)
        if money is None or not all(any(cells.get(name) for name in self.own) for cells in taken):
            return None
        head: dict[str, Given] = {
            name: next((cells[name] for cells in taken if cells.get(name)), NOTHING)
            for name in once | set(self.own) & set(taken[0])
        }
        head.update({name: taken[0][name] for name in self.own if name in taken[0]})
        head[self.figure] = Given(CODECS["amount"].json(money))
        told = dict.fromkeys(
            str(cells[self.words].value)
            for cells in taken
            if cells.get(self.words, NOTHING).value is not None
        )
        if told:
            head[self.words] = Given("; ".join(told))
        for name in self.sums & names:
            whole = _sum([money_of(cells[name].value) for cells in taken if cells.get(name)])
            head[name] = NOTHING if whole is None else Given(CODECS["amount"].json(whole))
        shares = tuple(
            self._share(cells, figure) for cells, figure in zip(taken[1:], figures[1:], strict=True)
        )
        cells = tuple(PastedCell(name, "", given) for name, given in head.items())
        return PastedRow(rows[0].line, "", cells, shares)

    def _share(self, cells: Cells, figure: Money | None) -> Cells:
        own = {name: cells[name] for name in self.own if cells.get(name)}
        return {**own, self.figure: Given(Figure(amount=figure))}


def _sum(amounts: Sequence[Money | None]) -> Money | None:
    """What amounts of one currency, each above nothing, come to."""
    found = [one for one in amounts if one is not None]
    currencies = {currency for _, currency in found}
    if len(found) < len(amounts) or len(currencies) != 1 or min(minor for minor, _ in found) <= 0:
        return None
    return sum(minor for minor, _ in found), currencies.pop()
