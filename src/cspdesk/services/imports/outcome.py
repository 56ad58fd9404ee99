"""What an import comes to: rows, records, and what stands in its way, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.text import Msg

Progress = Callable[[int], None]
Stop = Callable[[], bool]
DOUBT = "asked"
"""The code of a problem that a person may pass over."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one cell or row, as a person finds it in the office program."""

    row: int
    column: str
    what: Msg
    hint: Msg | None = None
    cell: str = ""
    """What stands in the cell."""
    code: str = ""


def problem_of(row: int, title: str, error: CspdeskError, cell: str = "") -> RowProblem:
    """What an error means in a cell: the column's title stands for the name of the field."""
    what, inner = error.what, error.what.values.get("what")
    if isinstance(inner, Msg) and set(what.values) == {"field", "what"}:
        what = inner
    elif "field" in what.values and title:
        what = replace(what, values={**what.values, "field": title})
    return RowProblem(row, title, what, error.hint, cell, error.code)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to: rows read, ids of the records added, and what stood in its way."""

    rows: int
    ids: tuple[str, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    more: bool = False
    """Whether there are more problems than are named."""
    known: int = 0
    """Rows that were on the desk already, just so, and were passed over."""

    @property
    def is_asked(self) -> bool:
        """Whether some amounts can be read in two ways, and no other tells which is meant."""
        return any(one.code == "ambiguous" for one in self.problems)

    @property
    def is_doubted(self) -> bool:
        """Whether all that stands in the way is asked about, and may be taken as it is."""
        return bool(self.problems) and all(one.code == DOUBT for one in self.problems)


@dataclass(frozen=True, slots=True)
class Seen:
    """One title of a sheet: the name of its column; empty where it is left out, None where it is not known.

    ``sample`` is what its first rows hold, ``fault`` why the column cannot be taken.
    """

    title: str
    column: str | None
    sample: tuple[str, ...] = ()
    fault: Msg | None = None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of a preview: what would be recorded, by field, and what is wrong with it."""

    row: int
    values: Mapping[str, object]
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A sheet before it is imported: its titles, its first rows as they would be recorded, and its past."""

    seen: tuple[Seen, ...]
    rows: tuple[ShownRow, ...] = ()
    before: str = ""
    """The day on which this very file was imported, where it was and was not undone since."""
    remembered: bool = False
    """Whether its columns were chosen before, by these same titles."""
    rates_day: date | None = None
    """The day of which the National Bank's XML has the rates: it must be the one that was asked for."""

    @property
    def is_understood(self) -> bool:
        """Whether every title is."""
        return all(one.fault is None for one in self.seen)
