"""What was said, in order, with one statement being written: the state beneath the listening entry.

Plain Python: no widget.  Every step can be undone, typing word by word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

DEPTH: Final = 200  # steps that can be undone


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that was said: the rank the group gave it, the words, the code, who said it."""

    id: str
    rank: int | None = None
    text: str = ""
    code: str | None = None
    who: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said: a rank alone says nothing."""
        return not self.text.strip() and self.code is None


@dataclass(frozen=True, slots=True)
class _Moment:
    items: tuple[Statement, ...]
    live: int


class StatementList:
    """Statements of which one is live; an empty one is let go when it is left."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self._now = _Moment((Statement(new_id()),), 0)
        self._past: list[_Moment] = []
        self._future: list[_Moment] = []
        self._typing = ""  # the id of the statement whose word is being typed

    @property
    def items(self) -> tuple[Statement, ...]:
        """All statements, the live one among them though it may be empty."""
        return self._now.items

    @property
    def live(self) -> int:
        """The place of the statement being written."""
        return self._now.live

    @property
    def current(self) -> Statement:
        """The statement being written."""
        return self._now.items[self._now.live]

    def kept(self) -> tuple[Statement, ...]:
        """The statements that say something."""
        return tuple(item for item in self._now.items if not item.is_empty)

    def load(self, statements: Sequence[Statement]) -> None:
        """Begin with these, an empty one live at the end; what was undone before is forgotten."""
        self._now = _Moment((*statements, Statement(self._new_id())), len(statements))
        self._past, self._future, self._typing = [], [], ""

    def write(self, text: str) -> None:
        """The words of the live statement are now these."""
        before = self.current
        if text == before.text:
            return
        new_word = text[-1:].isspace() and not before.text[-1:].isspace()
        if self._typing != before.id or new_word:
            self._remember()
        self._typing = before.id
        self._put(replace(before, text=text))

    def rank(self, rank: int | None) -> None:
        """Give the live statement a rank, or none."""
        self._change(replace(self.current, rank=rank))

    def code(self, code: str | None, text: str) -> None:
        """Give the live statement a code; ``text`` are its words without what was typed to find it."""
        self._change(replace(self.current, code=code, text=text))

    def who(self, who: str | None) -> None:
        """Say who said the live statement."""
        self._change(replace(self.current, who=who))

    def begin(self) -> bool:
        """Start the next statement, at the end; False where the live one is still empty."""
        if self.current.is_empty:
            return False
        self._remember()
        kept = self.kept()
        self._now = _Moment((*kept, Statement(self._new_id())), len(kept))
        return True

    def go(self, place: int) -> bool:
        """Write on at another place; False where there is none."""
        if place == self.live or not 0 <= place < len(self.items):
            return False
        target = self.items[place]
        if self.current.is_empty:
            items = tuple(item for item in self.items if item is not self.current)
        else:
            items = self.items
        self._typing = ""
        self._now = _Moment(items, items.index(target))
        return True

    def drop(self) -> bool:
        """Take the live statement out and stand on the one before it."""
        if len(self.items) == 1:
            return False
        self._remember()
        items = self.items[: self.live] + self.items[self.live + 1 :]
        self._now = _Moment(items, max(0, self.live - 1))
        return True

    def undo(self) -> bool:
        """Take the last step back."""
        return self._travel(self._past, self._future)

    def redo(self) -> bool:
        """Take a step forward again."""
        return self._travel(self._future, self._past)

    def _travel(self, source: list[_Moment], target: list[_Moment]) -> bool:
        if not source:
            return False
        target.append(self._now)
        self._now = source.pop()
        self._typing = ""
        return True

    def _change(self, now: Statement) -> None:
        if now != self.current:
            self._remember()
            self._put(now)

    def _put(self, now: Statement) -> None:
        items = (*self.items[: self.live], now, *self.items[self.live + 1 :])
        self._now = _Moment(items, self.live)

    def _remember(self) -> None:
        self._past = [*self._past, self._now][-DEPTH:]
        self._future = []
        self._typing = ""
