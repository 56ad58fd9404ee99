"""What all services of one open desk share: the desk, the gazetteer, and who listens for changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from cspdesk.domain.ids import to_hex
from cspdesk.i18n.gazetteer import Gazetteer, gazetteer
from cspdesk.services.forms import Reader
from cspdesk.services.places import Places
from cspdesk.services.results import Changes
from cspdesk.services.titles import Titles
from cspdesk.store.desk import Desk
from cspdesk.store.room import Room
from cspdesk.store.search import index_slice, is_due
from cspdesk.store.work import Saved

_OWN_ARTICLES = "SELECT code FROM article WHERE code IS NOT NULL AND presence IN (0, 2)"


class Context:
    """Made once for an open desk; the services are given it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._listeners: list[Callable[[Changes], None]] = []
        self.kept: dict[str, object] = {}
        """What a service made of the desk's data and wants to find again, under the service's name."""

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The shipped places."""
        return gazetteer()

    def places(self, room: Room) -> Places:
        """Shipped places and the organisation's own, as they are in this transaction."""
        return Places(self.gazetteer, room.cursor)

    def held_places(self) -> Places:
        """The same, read now and asked when the transaction is over."""
        with self.desk.reading() as connection:
            return self.places(Room(connection)).held()

    def reader(self, room: Room) -> Reader:
        """A reader of forms that knows this desk's own places and codes."""
        rows = room.cursor.execute(_OWN_ARTICLES).fetchall()
        own = {"article": frozenset(str(code) for (code,) in rows)}
        return Reader(self.gazetteer, self.places(room).own_ids(), own, Titles(room.cursor).kind_of)

    def listen(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call ``listener`` after each save of this program; the result ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def saved(self, saved: Saved) -> Changes:
        """Tell the listeners what a save did."""
        changes = Changes(
            saved.kinds, frozenset(to_hex(record) for _, record in saved.changed), {"added": saved.added}
        )
        self.tell(changes)
        return changes

    def tell(self, changes: Changes) -> None:
        """Tell the listeners of changes made otherwise than by a save."""
        for listener in tuple(self._listeners):
            listener(changes)

    def index_some(self, *, slices: int = 25) -> None:
        """Index words that are due, in transactions of their own, so that no save waits long."""
        with self.desk.reading() as connection:
            due = is_due(Room(connection).cursor)
        while due and slices > 0:
            slices -= 1
            with self.desk.writing() as connection:
                due = index_slice(Room(connection).cursor)
