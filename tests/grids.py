"""Rows in memory for tests of grids, with columns of words, days and amounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import cast

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.money import from_minor
from cspdesk.domain.text import msg
from cspdesk.i18n import typed, typed_dates
from cspdesk.presenters.grid_cells import CellChoice, CellReading, Cells, Given, GridColumn, GridRow
from cspdesk.presenters.grid_rules import ListRule, TextRule
from cspdesk.presenters.grid_states import closed, complete, lacks
from cspdesk.presenters.observe import Observable

TODAY = date(2026, 11, 22)
LINES = tuple(
    CellChoice(code, code, words) for code, words in (("1.1", "Staff"), ("1.2", "Hall"), ("2", "Fuel"))
)


class DayRule(TextRule):
    def read(self, untrusted_text: str, cells: Cells) -> CellReading:
        found = typed_dates.parse_date(untrusted_text, today=TODAY)
        return (
            CellReading(fault=found.words)
            if isinstance(found, typed.Refusal)
            else CellReading(found.isoformat())
        )

    def show(self, value: object) -> str:
        return date.fromisoformat(str(value)).strftime("%d.%m.%Y")


class SomoniRule(TextRule):
    def read(self, untrusted_text: str, cells: Cells) -> CellReading:
        found = typed.parse_amount(untrusted_text, currency="TJS")
        if isinstance(found, typed.Refusal):
            return CellReading(fault=found.words)
        return CellReading(CODECS["amount"].json((found, "TJS")))

    def show(self, value: object) -> str:
        whole, _, part = from_minor(*cast("tuple[int, str]", CODECS["amount"].parse(value))).partition(".")
        return f"{int(whole):,}.{part}".replace(",", "\N{NO-BREAK SPACE}")

    def plain(self, value: object) -> str:
        return from_minor(*cast("tuple[int, str]", CODECS["amount"].parse(value)))


COLUMNS = (
    GridColumn("day", "Date", DayRule(), sample="28.12.2026", is_day=True),
    GridColumn("line", "Line", ListRule(lambda _cells: LINES), has_list=True),
    GridColumn("what", "What for", TextRule(), grows=True),
    GridColumn("sum", "TJS", SomoniRule(), align="right", sample="1 234 567.00", sums=True),
)


def somoni(text: str) -> Given:
    return Given({"amount": text, "currency": "TJS"})


class MemoryRows(Observable):
    """Rows that are all at hand; what was left is remembered in its order."""

    is_hungry = False

    def __init__(self, rows: Sequence[Mapping[str, object]] = (), *, closed_rows: int = 0) -> None:
        super().__init__()
        self.cells = {
            f"r{at}": {name: Given(value) for name, value in row.items()} for at, row in enumerate(rows)
        }
        self.left: list[str] = []
        self._closed = closed_rows
        self._number = 0

    @property
    def count(self) -> int:
        return len(self.cells)

    def load(self) -> None:
        """All of them are at hand."""

    def row(self, place: int) -> GridRow | None:
        key = list(self.cells)[place]
        cells = self.cells[key]
        if place < self._closed:
            return GridRow(key, cells, closed(), frozenset(one.key for one in COLUMNS))
        whole = all(name in cells for name in ("day", "sum"))
        return GridRow(key, cells, complete() if whole else lacks(msg("Amount is not filled in.")))

    def fetch(self, places: Sequence[int], then: Callable[[Mapping[int, GridRow]], None]) -> None:
        then({place: row for place in places if (row := self.row(place)) is not None})

    def place(self, key: str) -> int | None:
        keys = list(self.cells)
        return keys.index(key) if key in keys else None

    def begin(self) -> str:
        self._number += 1
        self.cells[f"n{self._number}"] = {}
        return f"n{self._number}"

    def put(self, key: str, cells: Cells) -> None:
        kept = {**self.cells[key], **cells}
        self.cells[key] = {name: given for name, given in kept.items() if given}
        self.tell()

    def leave(self, key: str) -> None:
        self.left.append(key)

    def leave_together(self, keys: Sequence[str]) -> None:
        self.left += keys

    def drop(self, key: str) -> None:
        self.cells.pop(key, None)
        self.tell()


class ManyRows(MemoryRows):
    """A hundred thousand rows, made when they are looked at; counts how many were."""

    def __init__(self, many: int = 100_000) -> None:
        super().__init__()
        self._many = many
        self.seen: set[int] = set()

    @property
    def count(self) -> int:
        return self._many

    def row(self, place: int) -> GridRow | None:
        self.seen.add(place)
        day = Given(f"2026-{place % 12 + 1:02}-{place % 28 + 1:02}")
        cells = {"day": day, "what": Given(f"Hall {place}"), "sum": somoni(f"{place}.50")}
        return GridRow(f"m{place}", cells, complete())
