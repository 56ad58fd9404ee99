"""What a grid shows and to whom it tells what a person does: a protocol, so that the kit knows no records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from cspdesk.ui.kit.suggestions import Suggestion
from cspdesk.ui.kit.tablemodel import Cell

Span = tuple[int, int, int, int]
"""A rectangle of cells: top, left, bottom, right, ends included."""


@dataclass(frozen=True, slots=True)
class GridWords:
    """The words of a grid in the person's language."""

    name: str
    state: str
    """The head of the column that says how a row stands."""
    nothing: str
    """What a list says where nothing answers."""


class GridSource(Protocol):
    """The rows of a grid; places count from 0, columns as they are shown."""

    @property
    def count(self) -> int:
        """How many rows there are, the empty one to type into included."""

    @property
    def is_hungry(self) -> bool:
        """Whether a row was looked for that is not at hand."""

    def load(self) -> None:
        """Fetch what was looked for; the grid is told when it is there."""

    def cell(self, place: int, column: int) -> Cell | None:
        """What a cell shows; None while its row is on its way."""

    def state(self, place: int) -> Cell:
        """How a row stands: a sign and a word."""

    def text(self, place: int, column: int) -> str:
        """What stands in a cell, to go on typing in it."""

    def can_type(self, place: int, column: int) -> bool:
        """Whether a cell takes the keyboard."""

    def type(self, place: int, column: int, untrusted_text: str) -> None:
        """A cell was finished."""

    def offers(self, place: int, column: int, untrusted_text: str) -> Sequence[Suggestion]:
        """What F4, or typing in a column with a list, offers."""

    def take(self, place: int, column: int, key: str) -> None:
        """One of the offers was taken."""

    def clear(self, spans: Sequence[Span]) -> None:
        """Empty these cells."""

    def as_above(self, span: Span) -> None:
        """Fill with what stands above."""

    def today(self, place: int, column: int) -> None:
        """Put today into a cell of days."""

    def is_part(self, place: int) -> bool:
        """Whether a row stands beneath another that it is a part of."""

    def split(self, place: int) -> int | None:
        """A further part beneath a row; gives its place, None where there can be none."""

    def remove(self, place: int) -> bool:
        """Take a part out; False where the row is none."""

    def undo(self) -> bool:
        """Take back the last step."""

    def redo(self) -> bool:
        """Take a step forward again."""

    def copy(self, spans: Sequence[Span], then: Callable[[str], None]) -> None:
        """Give cells as a spreadsheet takes them, once all of them are at hand."""

    def paste(self, untrusted_text: str, place: int, column: int) -> None:
        """A block is laid over the grid from a cell."""

    def stand(self, place: int) -> None:
        """The keyboard stands on another row."""
