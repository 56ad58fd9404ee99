"""Pages of rows fetched when they are looked at: a hundred thousand rows cost as ten do.

The source is asked for pages, never for everything; pages long unseen are let go.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

PAGE = 100  # rows fetched at once: two screens full
KEPT = 30  # pages kept in memory
WANTED = 3  # pages fetched after one painting; a wheel spun fast passes over the rest


class PageSource(Protocol[T_co]):
    """What a list shows, in its order.

    ``fetch`` gives at most ``limit`` rows from ``offset``, or None where they will be handed to the
    model's ``supply`` later.  It is called in the window's thread and must answer within 20 ms.
    """

    @property
    def count(self) -> int:
        """How many rows there are in all."""

    def fetch(self, offset: int, limit: int) -> Sequence[T_co] | None:
        """The rows from ``offset``, at most ``limit``."""


class ListSource(Generic[T]):
    """A source of rows that are all at hand: short lists, and tests."""

    def __init__(self, rows: Sequence[T] = ()) -> None:
        self._rows = rows

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def fetch(self, offset: int, limit: int) -> Sequence[T]:
        """The rows from ``offset``, at most ``limit``."""
        return self._rows[offset : offset + limit]


class Pages(Generic[T]):
    """The rows of a source that are in memory, and the pages that someone has looked for."""

    def __init__(self, source: PageSource[T], *, size: int = PAGE, kept: int = KEPT) -> None:
        self._source = source
        self._size = size
        self._kept = kept
        self._pages: OrderedDict[int, Sequence[T]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: set[int] = set()
        self.count = source.count

    @property
    def source(self) -> PageSource[T]:
        """Where the rows come from."""
        return self._source

    def row(self, place: int) -> T | None:
        """The row at ``place`` if it is in memory; if not, its page is fetched by the next ``load``."""
        page, within = divmod(place, self._size)
        rows = self._pages.get(page)
        if rows is None:
            self._wanted[page] = None
            self._wanted.move_to_end(page)
            return None
        return rows[within] if within < len(rows) else None

    def peek(self, place: int) -> T | None:
        """The row at ``place`` if it is in memory; nothing is fetched for it."""
        page, within = divmod(place, self._size)
        rows = self._pages.get(page, ())
        return rows[within] if within < len(rows) else None

    def in_memory(self) -> Iterator[tuple[int, T]]:
        """The rows in memory with their places."""
        for page, rows in self._pages.items():
            yield from enumerate(rows, page * self._size)

    @property
    def is_hungry(self) -> bool:
        """Whether a row was looked for that is not in memory and not on its way."""
        return any(page not in self._asked for page in self._wanted)

    def load(self) -> list[tuple[int, int]]:
        """Fetch the pages looked for last; gives the spans of rows that arrived, ends excluded."""
        pages = [page for page in self._wanted if page not in self._asked][-WANTED:]
        self._wanted.clear()
        arrived = []
        for page in pages:
            rows = self._source.fetch(page * self._size, self._size)
            if rows is None:
                self._asked.add(page)
            else:
                arrived.append(self._keep(page, rows))
        return arrived

    def supply(self, offset: int, rows: Sequence[T]) -> tuple[int, int]:
        """Take in a page that the source promised; gives its span."""
        page = offset // self._size
        self._asked.discard(page)
        return self._keep(page, rows)

    def _keep(self, page: int, rows: Sequence[T]) -> tuple[int, int]:
        self._pages[page] = rows
        self._pages.move_to_end(page)
        while len(self._pages) > self._kept:
            self._pages.popitem(last=False)
        return page * self._size, min(self.count, page * self._size + len(rows))
