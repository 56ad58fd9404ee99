"""What work inside one transaction has at hand: the cursor, the feeds, the journal and the keys."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection

from cspdesk.domain.clock import Clock
from cspdesk.domain.ids import Ids
from cspdesk.store.feeds import Feeds
from cspdesk.store.journal import Journal
from cspdesk.store.keyring import Keyring
from cspdesk.store.sql import cursor_of
from cspdesk.wire.suite import DeviceKeys


class OpenDesk(Protocol):
    """What reading and writing need of an open desk."""

    @property
    def device(self) -> DeviceKeys: ...
    @property
    def incarnation(self) -> bytes: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def ids(self) -> Ids: ...
    def writing(self) -> AbstractContextManager[Connection]:
        """One writing transaction: durable when the block ends, or nothing of it."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """One snapshot to read from."""
        ...


class Room:
    """Made for one transaction and gone with it."""

    def __init__(self, connection: Connection) -> None:
        self.cursor = cursor_of(connection)
        self.feeds = Feeds(self.cursor)
        self.keyring = Keyring(self.cursor)
        self.journal = Journal(self.cursor, self.feeds, self.keyring.open_body)
