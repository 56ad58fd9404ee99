"""Desks of one organisation in memory: real tables, real signatures and encryption, no folder.

A crash is a statement interrupted in its middle; a restore puts an earlier state of the tables back;
a clone is a second desk with the same device.  Whether such a desk knows what happened to it (the
tide does, where it can) is up to the simulation.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from cspdesk.domain.ids import RecordId, stamped
from cspdesk.models import Base
from cspdesk.store import tide
from cspdesk.store.outgoing import Outgoing
from cspdesk.store.plan import BY_NAME
from cspdesk.store.room import Room
from cspdesk.store.settings import put_setting
from cspdesk.store.work import work
from cspdesk.sync import membership, outbox, reception
from cspdesk.sync.outbox import Contents, Packing
from cspdesk.sync.reception import Reception
from cspdesk.wire.suite import DeviceKeys


class CrashError(Exception):
    """The power failed in the middle of a transaction."""


class SimClock:
    """A clock that a simulation sets, wrong by years if it likes."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def jump(self, seconds: int) -> None:
        self.at = min(
            max(self.at + timedelta(seconds=seconds), datetime(1990, 1, 1, tzinfo=UTC)),
            datetime(2090, 1, 1, tzinfo=UTC),
        )


class SimIds:
    """Ids that come again with the same seed."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance

    def new(self) -> RecordId:
        return stamped(1_790_000_000_000 + self._chance.randrange(10**9), self._chance.randbytes(10))

    def random(self, size: int) -> bytes:
        return self._chance.randbytes(size)


@dataclass(slots=True)
class SimDesk:
    """One desk; ``typed`` are the texts that its person was told are saved and that no bundle carries yet."""

    name: str
    raw: Any
    device: DeviceKeys
    clock: SimClock
    ids: SimIds
    typed: set[str] = field(default_factory=set)
    fuse: int | None = None
    engine: Any = None

    def __post_init__(self) -> None:
        self.engine = create_engine("sqlite://", creator=lambda: self.raw, poolclass=StaticPool)
        event.listen(self.engine, "begin", lambda each: each.exec_driver_sql("BEGIN IMMEDIATE"))

    @property
    def incarnation(self) -> bytes:
        row = self.raw.execute("SELECT value FROM setting WHERE name = 'incarnation'").fetchone()
        return bytes.fromhex(row[0])

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        try:
            with self.engine.begin() as connection:
                if self.fuse is not None:
                    self.raw.set_progress_handler(lambda: 1, self.fuse)
                try:
                    yield connection
                finally:
                    self.raw.set_progress_handler(None, 0)
                    self.fuse = None
        except (DBAPIError, dbapi2.Error) as error:
            if "interrupted" in str(error):
                raise CrashError from error
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            yield connection

    # --- what happens to a desk ------------------------------------------------------------------

    def copy(self, name: str, clock: SimClock, ids: SimIds) -> SimDesk:
        """Another desk with the same tables and the same device."""
        raw = _connected()
        self.raw.backup(raw)
        return SimDesk(name, raw, self.device, clock, ids, set(self.typed))

    def put_back(self, earlier: SimDesk) -> None:
        """The tables as they were once."""
        earlier.raw.backup(self.raw)
        self.typed = set(earlier.typed)

    def new_life(self) -> None:
        """What the tide does where it finds the folder other than it was left."""
        with self.writing() as connection:
            tide.new_incarnation(connection, self.ids, same_device=True)

    # --- bundles ---------------------------------------------------------------------------------

    def choose(self, addressees: list[bytes], *, everything: bool) -> Contents:
        with self.writing() as connection:
            room = Room(connection)
            outbox.seal_all(self, room)
            return outbox.choose(self, room, addressees, everything=everything)

    def pack(self, contents: Contents) -> bytes:
        with self.reading() as connection:
            rows = Outgoing(Room(connection).cursor)
            return b"".join(Packing(self, contents, lambda row: rows.sealed(row.no), named=True))

    def receive(self, bundle: bytes) -> Reception:
        return reception.receive(
            self, BytesIO(bundle), place="bundle", size=len(bundle), keep_piece=lambda _: None
        )

    def image(self, path: Path) -> bytes:
        """Every byte of the tables, as a disk without encryption would hold them."""
        path.unlink(missing_ok=True)
        written = dbapi2.connect(str(path))
        self.raw.backup(written)
        written.close()
        return path.read_bytes()

    def held(self) -> set[bytes]:
        """The names of the segments that the desk holds."""
        with self.reading() as connection:
            rows = connection.exec_driver_sql("SELECT hash FROM segment").fetchall()
            return {bytes(row[0]) for row in rows}


def _connected() -> Any:
    return dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)


def _new(name: str, chance: Random) -> SimDesk:
    ids = SimIds(chance)
    desk = SimDesk(name, _connected(), DeviceKeys.generate(ids), SimClock(), ids)
    with desk.engine.begin() as connection:
        Base.metadata.create_all(connection)
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1)"
        )
        put_setting(connection, "incarnation", ids.random(16).hex())
    return desk


def organisation(roles: dict[str, tuple[int, ...]]) -> list[SimDesk]:
    """A founder and one enrolled desk for each of ``roles``, with nothing exchanged but the papers."""
    chance = Random(20261122)
    founder = _new("A", chance)
    with work(founder) as save:
        name = membership.begin(founder, save.room).roster.organisation
        plan = BY_NAME["organisation"]
        save.create(plan, RecordId(name), {plan.kind.unit_of["name"]: "Chashma"})
        save.finish()
    desks = [founder]
    for each, numbers in roles.items():
        desk = _new(each, chance)
        with desk.writing() as connection:
            asked = membership.request(desk, Room(connection))
        with founder.writing() as connection:
            welcome = membership.enrol(founder, Room(connection), asked, asked.digits(), numbers, called=each)
        digits = asked.welcome_digits(welcome.root_pin)
        with work(desk) as save:
            membership.accept(desk, save.room, welcome.seal(asked, desk.ids), digits)
            plan = BY_NAME["desk"]
            save.create(plan, RecordId(desk.device.device_id), {plan.kind.unit_of["person"]: each})
            save.finish()
        desks.append(desk)
    _meet(desks)
    return desks


def _meet(desks: list[SimDesk]) -> None:
    """A first exchange: everybody knows everybody, and has two consultations and a receipt of funds."""
    founder = desks[0]
    with work(founder) as save:
        for kind in ("consultation", "consultation", "fund"):
            plan = BY_NAME[kind]
            unit = plan.kind.unit_of["title" if kind == "consultation" else "note"]
            save.create(plan, founder.ids.new(), {unit: "as it began"})
        save.finish()
    for bundle in [desk.pack(desk.choose([], everything=True)) for desk in desks]:
        for desk in desks:
            desk.receive(bundle)
