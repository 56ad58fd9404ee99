"""A desk in memory: the real tables and the real code above them, without a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from sqlalchemy import Connection, StaticPool, create_engine, event, text
from sqlcipher3 import dbapi2

from cspdesk.domain.clock import SystemClock
from cspdesk.domain.fields import STREAMS
from cspdesk.domain.ids import RecordId, stamped
from cspdesk.models import Base
from cspdesk.store.room import Room
from cspdesk.store.sealing import Terms, seal_loose
from cspdesk.wire.segment import Segment
from cspdesk.wire.suite import DeviceKeys, box_public


class SeededIds:
    """Ids that come again with the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def new(self) -> RecordId:
        return stamped(1_790_000_000_000 + self._random.randrange(10**9), self._random.randbytes(10))

    def random(self, size: int) -> bytes:
        return self._random.randbytes(size)


class MemoryDesk:
    """What ``store.work`` needs of a desk, over a database in memory."""

    def __init__(self, seed: int, epoch: bytes) -> None:
        self.clock = SystemClock()
        self.ids = SeededIds(seed)
        self.device = DeviceKeys.generate(self.ids)
        self.incarnation = self.ids.random(16)
        self.engine = create_engine(
            "sqlite://",
            creator=lambda: dbapi2.connect(":memory:", isolation_level=None),
            poolclass=StaticPool,
        )
        event.listen(self.engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        with self.engine.begin() as connection:
            Base.metadata.create_all(connection)
            for code in STREAMS:
                connection.execute(
                    text("INSERT INTO stream (id, code) VALUES (:id, :code)"),
                    {"id": code.encode().ljust(16, b"."), "code": code},
                )
            Room(connection).keyring.keep_epoch(epoch)
        self.epoch = epoch

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            yield connection

    reading = writing

    def seal(self) -> list[Segment]:
        """Everything loose, sealed."""
        with self.writing() as connection:
            terms = Terms(1, bytes(32), box_public(self.epoch), self.device, self.ids, 0)
            return list(seal_loose(Room(connection), lambda _feed: terms))
