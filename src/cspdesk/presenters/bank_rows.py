"""Lines of a statement that is typed from paper, as the rows of a grid with the balance after each."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, cast

from cspdesk.domain.bank_lines import BankLine
from cspdesk.domain.codecs import CODECS
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.grid_cells import NOTHING, Cells, Given, GridColumn, GridRow
from cspdesk.presenters.grid_columns import column_of
from cspdesk.presenters.grid_rules import AmountRule
from cspdesk.presenters.grid_states import complete, lacks
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services.bank.columns import BALANCE, CAME, FILE, WENT

DAY: Final = "booked_on"
_WORDS: Final = (DAY, "reference", "text")
_MONEY: Final = (CAME, WENT)
_SAMPLE: Final = "12 345,00"
_TITLES: Final = {
    DAY: N_("Date"),
    "reference": N_("Number"),
    CAME: N_("Came"),
    WENT: N_("Went"),
    BALANCE: N_("Balance"),
}
"""Shorter than the names of the fields: six columns stand beside a list."""


class PaperLines(Observable):
    """All of them at hand, in the order of the paper; a row in which nothing stands goes when it is left."""

    is_hungry = False

    def __init__(self, session: Session, currency: str, untrusted_kept: str = "") -> None:
        super().__init__()
        self._session = session
        self._currency = currency
        self._kind = next(one for one in session.workspace.records.kinds() if one.name == "statement_line")
        self._cells: dict[str, dict[str, Given]] = {}
        self._number = 0
        self._shown: list[GridRow] | None = None
        self._opening: int | None = None
        for cells in json.loads(untrusted_kept) if untrusted_kept else ():
            self._cells[self.begin()] = {name: Given(*given) for name, given in cells.items()}

    @property
    def kept(self) -> str:
        """The rows as a draft holds them; empty where there are none."""
        rows = [cells for cells in self._cells.values() if cells]
        plain = [{name: [one.value, one.text] for name, one in cells.items()} for cells in rows]
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) if plain else ""

    @property
    def lines(self) -> tuple[BankLine, ...]:
        """The lines of the rows that lack nothing."""
        return tuple(line for cells in self._cells.values() if (line := self._line(cells)) is not None)

    @property
    def lacking(self) -> int:
        """How many rows are begun and lack something."""
        return sum(1 for cells in self._cells.values() if cells and self._line(cells) is None)

    def begin_from(self, opening: int | None) -> None:
        """The balance before the first row; without one no balance is shown."""
        self._opening, self._shown = opening, None
        self.tell()

    def columns(self) -> tuple[GridColumn, ...]:
        """The columns in the person's language."""
        session = self._session
        rule = AmountRule(session, lambda _cells: self._currency)
        words = [
            column_of(
                session,
                key,
                self._kind.by_name[key],
                title=session.t(_TITLES[key]) if key in _TITLES else "",
                grows=key == "text",
            )
            for key in _WORDS
        ]
        money = [
            GridColumn(
                key,
                session.t(_TITLES[key]),
                rule,
                align="right",
                sample=_SAMPLE,
                sums=key != BALANCE,
                is_fixed=key == BALANCE,
            )
            for key in (*_MONEY, BALANCE)
        ]
        return (*words, *money)

    # --- the rows of a grid

    @property
    def count(self) -> int:
        return len(self._cells)

    def load(self) -> None:
        """All of them are at hand."""

    def row(self, place: int) -> GridRow | None:
        rows = self._rows()
        return rows[place] if 0 <= place < len(rows) else None

    def fetch(self, places: Sequence[int], then: Callable[[Mapping[int, GridRow]], None]) -> None:
        then({place: row for place in places if (row := self.row(place)) is not None})

    def place(self, key: str) -> int | None:
        return next((at for at, one in enumerate(self._cells) if one == key), None)

    def begin(self) -> str:
        self._number += 1
        key = f"line {self._number}"
        self._cells[key], self._shown = {}, None
        return key

    def put(self, key: str, cells: Cells) -> None:
        standing = {**self._cells[key], **cells}
        self._cells[key] = {name: given for name, given in standing.items() if given and name != BALANCE}
        self._changed()

    def leave(self, key: str) -> None:
        self.leave_together([key])

    def leave_together(self, keys: Sequence[str]) -> None:
        for key in keys:
            if not self._cells.get(key, True):
                self.drop(key)

    def drop(self, key: str) -> None:
        if self._cells.pop(key, None) is not None:
            self._changed()

    def _changed(self) -> None:
        self._shown = None
        self.tell()

    def _rows(self) -> list[GridRow]:
        """Every row as it stands, with the balance after it; made anew after a change."""
        if self._shown is None:
            balance = self._opening
            self._shown = []
            for key, cells in self._cells.items():
                line, shown = self._line(cells), dict(cells)
                if line is not None and balance is not None:
                    balance += line.amount
                    shown[BALANCE] = Given(CODECS["amount"].json((balance, self._currency)))
                state = complete() if line is not None else lacks(*self._told(cells))
                self._shown.append(GridRow(key, shown, state))
        return self._shown

    # --- what a row says

    def _line(self, cells: Cells) -> BankLine | None:
        """A row as a line; None where it lacks something."""
        if not cells or self._told(cells):
            return None
        day = date.fromisoformat(str(cells[DAY].value))
        # a paper may print money that went below zero in its own column
        came, went = (abs(self._minor(cells, name)) for name in _MONEY)
        reference, text = (str(cells.get(name, NOTHING).value or "") for name in _WORDS[1:])
        return BankLine(day, came - went, reference, text)

    def _told(self, cells: Cells) -> list[Msg]:
        """What is missing in a row, or cannot be read."""
        told = [
            msg(N_("{field} cannot be read."), field=msg(self._label(name)))
            for name, given in cells.items()
            if given.value is None and given.text
        ]
        if told:
            return told
        amounts = [self._amount(cells, name) for name in _MONEY]
        given = [one for one in amounts if one is not None and one[0]]
        if DAY not in cells:
            told.append(msg(N_("{field} is not filled in."), field=msg(self._label(DAY))))
        if not given:
            told.append(msg(N_("{field} is not filled in."), field=msg(self._label("amount"))))
        if len(given) > 1:
            told.append(msg(N_("Money cannot come and go in one line.")))
        if any(currency != self._currency for _minor, currency in given):
            told.append(msg(N_("This amount is in another currency")))
        return told

    def _label(self, name: str) -> str:
        return (FILE if name in _MONEY else self._kind).by_name[name].label

    @staticmethod
    def _amount(cells: Cells, name: str) -> tuple[int, str] | None:
        value = cells.get(name, NOTHING).value
        return None if value is None else cast("tuple[int, str]", CODECS["amount"].parse(value))

    def _minor(self, cells: Cells, name: str) -> int:
        found = self._amount(cells, name)
        return 0 if found is None else found[0]
