"""A bank's file as lines: found under whatever stands above them, each as it came, or named by its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import chain, islice, pairwise

from cspdesk.domain.bank_lines import BankLine
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.typed import Refusal, parse_amount, told_mark
from cspdesk.i18n.typed_dates import parse_date
from cspdesk.reports.sheet_reader import Sheet, read_sheet
from cspdesk.services.bank.columns import AMOUNT, BALANCE, CAME, DAY, REFERENCE, TEXT, WENT, BankHeadings
from cspdesk.services.imports.cells import day_text
from cspdesk.services.imports.chosen import Chosen, label_of
from cspdesk.services.imports.outcome import RowProblem

_LOOKED_AT = 40
"""Rows among which the titles are looked for: banks write names, numbers and balances above them."""
_MOST_PROBLEMS = 1_000
_MONEY = (AMOUNT, CAME, WENT, BALANCE)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line with its row in the file, and the balance after it where the file has one."""

    row: int
    line: BankLine
    balance: int | None = None


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The lines of a file in its order; ``passed_over`` counts rows without a day or an amount."""

    lines: tuple[ReadLine, ...]
    problems: tuple[RowProblem, ...] = ()
    passed_over: int = 0


def open_file(content: bytes, headings: BankHeadings) -> Sheet:
    """The sheet of a bank's file, its titles being the row that has most of those that are known."""
    whole = read_sheet(BytesIO(content))
    first = [(0, whole.titles), *islice(whole.rows, _LOOKED_AT)]
    known = [sum(bool(cell) and headings.find(cell) is not None for cell in cells) for _, cells in first]
    at = known.index(max(known)) if max(known) >= 2 else 0
    titles = tuple(_trimmed(first[at][1]))
    return Sheet(titles, _widened(chain(first[at + 1 :], whole.rows), len(titles)), whole.names)


def _trimmed(cells: Sequence[str]) -> list[str]:
    found = list(cells)
    while found and not found[-1]:
        found.pop()
    return found


def _widened(
    rows: Iterator[tuple[int, tuple[str, ...]]], width: int
) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in rows:
        yield number, cells + ("",) * (width - len(cells))


def read_lines(sheet: Sheet, chosen: Chosen, *, currency: str, mark: str, today: date) -> ReadFile:
    """The lines of a sheet whose columns are chosen; amounts are in the account's currency.

    Raises ``RefusedError`` where no column holds the day, or none an amount.
    """
    roles = {column.field.name: place for place, column in enumerate(chosen.columns) if column is not None}
    if DAY not in roles or not {AMOUNT, CAME, WENT} & roles.keys():
        raise RefusedError(
            msg(N_("The file does not say which column holds the day and which the amount.")),
            hint=msg(N_("Say it once for its titles: --columns “Their title=day”, “Their title=amount”.")),
            code="unknown-column",
        )
    rows = list(sheet.rows)
    money = [roles[role] for role in _MONEY if role in roles]
    told = {told_mark(cells[place]) for _, cells in rows for place in money} - {None}
    titles = [label_of(sheet.titles, place) for place in range(len(sheet.titles))]
    reading = _Reading(roles, titles, currency, next(iter(told)) if len(told) == 1 else mark or None, today)
    lines = [found for number, cells in rows if (found := reading.line(number, cells)) is not None]
    return ReadFile(tuple(lines), tuple(reading.problems[:_MOST_PROBLEMS]), reading.passed_over)


class _Reading:
    """Reads rows one after another and notes what is wrong."""

    def __init__(
        self, roles: dict[str, int], titles: Sequence[str], currency: str, mark: str | None, today: date
    ) -> None:
        self._roles = roles
        self._titles = titles
        self._currency = currency
        self._mark = mark
        self._today = today
        self.problems: list[RowProblem] = []
        self.passed_over = 0

    def line(self, row: int, cells: Sequence[str]) -> ReadLine | None:
        """A row as a line; None for one without a day or an amount, and for one that is wrong."""
        day_cell = cells[self._roles[DAY]]
        if not any(sign.isdigit() for sign in day_cell) or not self._has_amount(cells):
            self.passed_over += 1
            return None
        before = len(self.problems)
        day = parse_date(day_text(day_cell), today=self._today)
        if isinstance(day, Refusal):
            self._wrong(row, DAY, day_cell, day.words)
        amount, balance = self._amount(row, cells), self._money(row, cells, BALANCE)
        if len(self.problems) > before or isinstance(day, Refusal):
            return None
        reference, text = (self._cell(cells, role).strip() for role in (REFERENCE, TEXT))
        return ReadLine(row, BankLine(day, amount, reference, text), balance)

    def _has_amount(self, cells: Sequence[str]) -> bool:
        return any(self._cell(cells, role) for role in (AMOUNT, CAME, WENT))

    def _cell(self, cells: Sequence[str], role: str) -> str:
        return cells[self._roles[role]] if role in self._roles else ""

    def _amount(self, row: int, cells: Sequence[str]) -> int:
        amount, came, went = (self._money(row, cells, role) for role in (AMOUNT, CAME, WENT))
        if amount is not None:
            return amount
        if came and went:
            what = msg(N_("Money cannot come and go in one line."))
            self._wrong(row, WENT, self._cell(cells, WENT), what)
        return abs(came or 0) - abs(went or 0)

    def _money(self, row: int, cells: Sequence[str], role: str) -> int | None:
        cell = self._cell(cells, role)
        if not cell:
            return None
        read = parse_amount(cell, currency=self._currency, mark=self._mark)
        if isinstance(read, Refusal):
            self._wrong(row, role, cell, read.words, read.code)
            return None
        return read

    def _wrong(self, row: int, role: str, cell: str, what: Msg, code: str = "value") -> None:
        self.problems.append(RowProblem(row, self._titles[self._roles[role]], what, None, cell, code))


def balances(lines: Sequence[ReadLine]) -> tuple[int, int] | None:
    """The balances before the first line and after the last, where the file has one beside each line.

    The newest line may stand first; None where the balances do not follow from line to line.
    """
    known = [(one.line.amount, one.balance) for one in lines if one.balance is not None]
    if not lines or len(known) < len(lines):
        return None
    for way in (known, known[::-1]):
        if all(after == before + amount for (_, before), (amount, after) in pairwise(way)):
            return way[0][1] - way[0][0], way[-1][1]
    return None
