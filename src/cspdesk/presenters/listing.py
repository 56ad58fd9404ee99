"""A list of records of one kind: what it is asked, the order that answers, its rows a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cspdesk.domain.text import N_
from cspdesk.presenters.observe import Observable, Stop
from cspdesk.presenters.session import Session, touches
from cspdesk.services.lists import Lists, Roll
from cspdesk.services.results import Changes, RecordView

FIRST = 100
"""Rows fetched together with the order, so that the first painting is whole."""
KEPT = 4_000
"""Rows whose numbers are remembered by id."""


class ListPresenter(Observable):
    """What a list shows; told when there is a new order, and asked again when something changed."""

    def __init__(self, session: Session, kind: str, *, concerns: Sequence[str] = ()) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.typed = ""
        self.sort = ""
        self.deleted = False
        self.where: dict[str, str] = {}
        """Conditions by their field, as filters show them."""
        self.also: tuple[tuple[str, str], ...] = ()
        """Further conditions on fields that have one: a place within a place."""
        self.chosen = ""
        self.is_asked = False
        """Whether an answer has come: before, an empty list says nothing."""
        self.roll = Roll(())
        self.everything = 0
        """How many there are without search and filters, as far as known."""
        self._first: tuple[RecordView, ...] = ()
        self._numbers: dict[str, int] = {}
        self._lists = Lists(session.workspace.context)
        self._kinds = (kind, *concerns)
        self._asked = 0
        self._stop: Stop = session.on_changes(self._on_changes)

    def close(self) -> None:
        """Ask no more."""
        self._stop()

    # --- what is asked

    def search(self, typed: str) -> None:
        """Show what holds every typed word, or its start."""
        if typed != self.typed:
            self.typed = typed
            self.ask()

    def filter(self, name: str, value: str) -> None:
        """Set a condition, or take it away with an empty value."""
        before = self.conditions
        self.also = tuple(one for one in self.also if one[0] != name)
        if value:
            self.where[name] = value
        else:
            self.where.pop(name, None)
        if self.conditions != before:
            self._widen()

    def forget(self, name: str, value: str) -> None:
        """Take one condition away."""
        self._narrow(one for one in self.conditions if one != (name, value))
        self._widen()

    def _widen(self) -> None:
        """Ask; what a number left out unsaid (``lifecycle!``) is there again once it is another question."""
        self._narrow(one for one in self.conditions if not one[0].endswith("!"))
        self.ask()

    def set_where(self, where: Sequence[tuple[str, str]]) -> None:
        """Set all conditions anew: a number elsewhere opens what it counts."""
        self._narrow(where)
        self.typed = ""
        self.ask()

    def _narrow(self, where: Iterable[tuple[str, str]]) -> None:
        where = tuple(dict.fromkeys(where))
        self.where = {}
        for name, value in where:
            self.where.setdefault(name, value)
        self.also = tuple(one for one in where if self.where[one[0]] != one[1])

    def sort_by(self, sort: str) -> None:
        """Order by a field (``-field`` downwards), or newest first with nothing."""
        if sort != self.sort:
            self.sort = sort
            self.ask()

    def choose(self, record: str) -> None:
        """Remember which record is chosen."""
        self.chosen = record

    @property
    def is_narrowed(self) -> bool:
        """Whether search or filters leave something out."""
        return bool(self.typed or self.where or self.deleted)

    @property
    def nothing_found(self) -> str:
        """What to try where nothing answers: other letters, other filters, or both."""
        if not self.typed:
            return N_("No record answers the filters that are set. Take one away to see more.")
        if self.where or self.deleted:
            return N_("Try fewer letters, or another spelling. Filters may hide it, too.")
        return N_("Try fewer letters, or another spelling.")

    @property
    def conditions(self) -> tuple[tuple[str, str], ...]:
        """All conditions."""
        return (*self.where.items(), *self.also)

    # --- what answers

    @property
    def count(self) -> int:
        """How many records answer."""
        return len(self.roll.numbers)

    def ask(self) -> None:
        """Ask for the order anew; the newest question is answered last."""
        self._asked += 1
        asked, typed, where = self._asked, self.typed, self.conditions
        sort, deleted = self.sort, self.deleted

        def work() -> tuple[Roll, tuple[RecordView, ...]]:
            roll = self._lists.roll(self.kind, search=typed, where=where, sort=sort, deleted=deleted)
            return roll, self._lists.rows(self.kind, roll.numbers[:FIRST])

        def done(found: tuple[Roll, tuple[RecordView, ...]]) -> None:
            if asked != self._asked:
                return
            self.roll, self._first = found
            self.is_asked = True
            if not (typed or where or deleted):
                self.everything = self.count
            self._note(0, self._first)
            self.tell()

        self.session.read(work, done)

    def fetch(
        self, offset: int, limit: int, arrived: Callable[[Sequence[RecordView]], None]
    ) -> Sequence[RecordView] | None:
        """Rows from ``offset`` that are at hand, else None: they come by ``arrived`` while wanted."""
        if offset + limit <= len(self._first) or (offset == 0 and len(self._first) == self.count):
            return self._first[offset : offset + limit]
        roll = self.roll
        numbers = roll.numbers[offset : offset + limit]

        def done(rows: tuple[RecordView, ...]) -> None:
            if roll is self.roll:
                self._note(offset, rows)
                arrived(rows)

        self.session.read(lambda: self._lists.rows(self.kind, numbers), done)
        return None

    def place(self, record: str) -> int | None:
        """Where a record stands in the order, if its row was ever seen."""
        number = self._numbers.get(record)
        if number is None:
            return None
        try:
            return self.roll.numbers.index(number)
        except ValueError:
            return None

    def _note(self, offset: int, rows: Sequence[RecordView]) -> None:
        if len(self._numbers) > KEPT:
            self._numbers.clear()
        for view, number in zip(rows, self.roll.numbers[offset:], strict=False):
            self._numbers[view.id] = number

    def _on_changes(self, changes: Changes) -> None:
        if self.is_asked and touches(changes, *self._kinds):
            self.ask()
