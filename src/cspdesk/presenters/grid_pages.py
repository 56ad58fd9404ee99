"""Pages of records in the order they had when asked: read where they are looked at, let go unseen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services.lists import Lists, Roll
from cspdesk.services.results import RecordView

PAGE: Final = 100
KEPT: Final = 40
WANTED: Final = 3
SLICE: Final = 300


class RecordPages(Observable):
    """An order of records of a kind, and those of them that are at hand; told when a page arrives."""

    def __init__(self, session: Session, kind: str) -> None:
        super().__init__()
        self._session = session
        self._kind = kind
        self._lists = Lists(session.workspace.context)
        self.roll = Roll(())
        self._pages: OrderedDict[int, tuple[RecordView, ...]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: set[int] = set()
        self._places: dict[str, int] = {}
        self.arrived: Callable[[int, Sequence[RecordView]], None] = lambda _first, _views: None
        """Told of each page that was read, before the others are."""

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self.roll.numbers)

    def begin(self, roll: Roll, last: tuple[RecordView, ...]) -> None:
        """Another order, with the records of its last page: there one begins to type."""
        self.roll = roll
        self._pages.clear()
        self._wanted.clear()
        self._asked.clear()
        self._places.clear()
        if last:
            self._hold(self.last_page(roll), last)

    @staticmethod
    def last_page(roll: Roll) -> int:
        """The number of the last page."""
        return max(0, (len(roll.numbers) - 1) // PAGE)

    def view(self, place: int) -> RecordView | None:
        """The record at a place; one that is not at hand is read by the next ``load``."""
        page, within = divmod(place, PAGE)
        views = self._pages.get(page)
        if views is None or within >= len(views):
            self._wanted[page] = None
            self._wanted.move_to_end(page)
            return None
        return views[within]

    def fetch(self, places: Sequence[int], then: Callable[[Mapping[int, RecordView]], None]) -> None:
        """Give the records at these places, reading what is not at hand in slices; ``then`` at the end."""
        found: dict[int, RecordView] = {}
        missing: list[int] = []
        for place in places:
            page, within = divmod(place, PAGE)
            views = self._pages.get(page)
            if views is not None and within < len(views):
                found[place] = views[within]
            else:
                missing.append(place)
        self._fetch(found, missing, self.roll, then)

    def _fetch(
        self,
        found: dict[int, RecordView],
        missing: list[int],
        roll: Roll,
        then: Callable[[Mapping[int, RecordView]], None],
    ) -> None:
        """One slice after the other, so that what is looked at meanwhile is read between them."""
        if not missing:
            then(found)
            return
        slice_, rest = missing[:SLICE], missing[SLICE:]
        numbers = [roll.numbers[place] for place in slice_]

        def done(rows: tuple[RecordView, ...]) -> None:
            if roll is self.roll:
                found.update(zip(slice_, rows, strict=False))
                self._session.background.post(lambda: self._fetch(found, rest, roll, then))

        self._session.read(lambda: self._lists.rows(self._kind, numbers), done)

    def place(self, record: str) -> int | None:
        """Where a record at hand stands."""
        return self._places.get(record)

    @property
    def is_hungry(self) -> bool:
        """Whether a record was looked for that is neither at hand nor on its way."""
        return any(page not in self._asked for page in self._wanted)

    def load(self) -> None:
        """Read the pages that were looked for last; a wheel spun fast passes over the rest."""
        pages = [page for page in self._wanted if page not in self._asked][-WANTED:]
        self._wanted.clear()
        for page in pages:
            self._read(page)

    def read_again(self) -> None:
        """Read what is at hand anew, in its places."""
        for page in tuple(self._pages):
            self._read(page)

    def _read(self, page: int) -> None:
        self._asked.add(page)
        roll, numbers = self.roll, self.roll.numbers[page * PAGE : (page + 1) * PAGE]

        def done(rows: tuple[RecordView, ...]) -> None:
            if roll is self.roll:
                self._hold(page, rows)
                self.tell()

        self._session.read(lambda: self._lists.rows(self._kind, numbers), done)

    def _hold(self, page: int, rows: tuple[RecordView, ...]) -> None:
        self._asked.discard(page)
        self._pages[page] = rows
        self._pages.move_to_end(page)
        self._places.update((view.id, page * PAGE + within) for within, view in enumerate(rows))
        self.arrived(page * PAGE, rows)
        while len(self._pages) > KEPT:
            _, gone = self._pages.popitem(last=False)
            for view in gone:
                self._places.pop(view.id, None)
