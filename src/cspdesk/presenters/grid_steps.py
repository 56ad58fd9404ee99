"""What was written in a grid, step by step: to be taken back, and forward again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cspdesk.presenters.grid_cells import Cells, part_of, unit_of

DEPTH: Final = 500


@dataclass(frozen=True, slots=True)
class Change:
    """What was written in one row, and what had stood there."""

    key: str
    before: Cells
    after: Cells


Step = tuple[Change, ...]


class Steps:
    """The steps that can be taken back, and those that were."""

    def __init__(self) -> None:
        self._past: list[Step] = []
        self._future: list[Step] = []
        self._names: dict[str, str] = {}

    def done(self, step: Step) -> None:
        """Something was written: what had been taken back is gone."""
        self._past = [*self._past, step][-DEPTH:]
        self._future = []

    def back(self) -> Step | None:
        """The last step, which is taken back."""
        if not self._past:
            return None
        self._future.append(self._past.pop())
        return self._future[-1]

    def forth(self) -> Step | None:
        """The step that was taken back last, which is taken again."""
        if not self._future:
            return None
        self._past.append(self._future.pop())
        return self._past[-1]

    def renamed(self, before: str, now: str) -> None:
        """A row came back under another key: its steps, and those of its parts, are of that."""
        self._names[before] = now

    def now(self, key: str) -> str:
        """The key that a row of a step has now, or a part of it."""
        unit, part = unit_of(key), part_of(key)
        while unit in self._names:
            unit = self._names[unit]
        key = f"{unit}/{part}" if part else unit
        while key in self._names:
            key = self._names[key]
        return key
