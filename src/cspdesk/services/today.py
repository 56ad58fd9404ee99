"""What waits for a person: how the desk stands, what came in, and what was promised to communities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cspdesk.domain.clock import millis, moment
from cspdesk.domain.entries import Dot
from cspdesk.services.context import Context
from cspdesk.services.forms import values_of
from cspdesk.services.history import Teller
from cspdesk.store.plan import BY_NAME, KindPlan
from cspdesk.store.reading import Reading
from cspdesk.store.room import Room
from cspdesk.store.settings import INSPECTION, put_setting, setting
from cspdesk.store.sql import value_of

LOOKED = "looked"
"""The setting that says up to when a person has seen what came in."""

# an own feed's loose entries are numbered without a gap: counting them would read every one of them
_UNSENT = (
    "SELECT (SELECT coalesce(sum((SELECT max(seq) FROM entry e WHERE e.feed = f.no)"
    " - (SELECT min(seq) FROM entry e WHERE e.feed = f.no) + 1), 0) FROM feed f WHERE f.own = 1)"
    " + (SELECT coalesce(sum(s.last - s.first + 1), 0)"
    " FROM segment s JOIN feed f ON f.no = s.feed WHERE f.own = 1"
    " AND NOT EXISTS (SELECT 1 FROM packed p WHERE p.segment = s.hash))"
)
_LAST_EXCHANGE = (
    "SELECT max(at) FROM (SELECT max(at) AS at FROM parcel WHERE own = 1 UNION SELECT max(at) FROM arrival)"
)
_KINDS_THAT_ARRIVE = ("consultation", "activity", "recommendation", "agreement", "fund", "body")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the status line tells: own changes in no bundle yet, the last exchange, open decisions."""

    waiting: int = 0
    last_exchange: datetime | None = None
    decisions: int = 0


@dataclass(frozen=True, slots=True)
class Arrival:
    """A record that another desk made and that came in since the person last looked."""

    record: str
    kind: str
    title: str
    number: str  # of what has a title and a number, as an agreement does
    date: str
    place: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Promised:
    """Something promised to a community that is still open."""

    record: str
    part: str
    words: str
    due: str
    held_on: str
    title: str
    place: str


class Today:
    """Reads what waits; changes nothing but the mark up to where a person has looked."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def standing(self) -> Standing:
        """How the desk stands."""
        with self._context.desk.reading() as connection:
            cursor = Room(connection).cursor
            last = value_of(cursor, _LAST_EXCHANGE)
            # nothing of an inspection desk is ever sent
            unsent = 0 if setting(connection, INSPECTION) else int(value_of(cursor, _UNSENT))
            return Standing(
                unsent,
                None if last is None else moment(int(last)),
                int(value_of(cursor, "SELECT count(*) FROM conflict")),
            )

    def pulse(self) -> tuple[int, int]:
        """Two numbers that change when records were saved or came in, by this program or another."""
        with self._context.desk.reading() as connection:
            cursor = Room(connection).cursor
            deeds = value_of(cursor, "SELECT coalesce(max(no), 0) FROM deed")
            return int(deeds), int(value_of(cursor, "SELECT coalesce(max(no), 0) FROM segment"))

    def looked(self) -> datetime | None:
        """Up to when the person has seen what came in; None before the first look."""
        text = self._context.desk.setting(LOOKED)
        return moment(int(text)) if text else None

    def look(self, until: datetime) -> None:
        """What came in before ``until`` has been seen."""
        with self._context.desk.writing() as connection:
            before = int(setting(connection, LOOKED) or 0)
            put_setting(connection, LOOKED, str(max(before, millis(until))))

    def arrivals(self, since: datetime | None, *, most: int = 50) -> tuple[int, tuple[Arrival, ...]]:
        """How many records of other desks came in since a moment, and the newest of them."""
        floor = 0 if since is None else millis(since)
        found: list[tuple[int, KindPlan, bytes, int, int]] = []
        total = 0
        with self._context.desk.reading() as connection:
            room = Room(connection)
            for name in _KINDS_THAT_ARRIVE:
                plan = BY_NAME[name]
                came = (
                    f'FROM segment s JOIN feed f ON f.no = s.feed JOIN "{plan.table}" r'
                    " ON r.feed = s.feed AND r.seq BETWEEN s.first AND s.last"
                    " WHERE f.own = 0 AND s.arrived > ? AND r.presence IN (0, 2)"
                )
                total += int(value_of(room.cursor, f"SELECT count(*) {came}", (floor,)))
                rows = room.cursor.execute(
                    f"SELECT s.arrived, r.id, r.feed, r.seq {came}"
                    " ORDER BY s.arrived DESC, r.no DESC LIMIT ?",
                    (floor, most),
                ).fetchall()
                found += [(row[0], plan, *row[1:]) for row in rows]
            newest = sorted(found, key=lambda one: -one[0])[:most]
            reading = Reading(room.cursor, room.feeds, room.journal)
            teller = Teller(room)
            return total, tuple(
                arrival
                for at, plan, record, feed, seq in newest
                if (arrival := _arrival(reading, teller, plan, record, (feed, seq), at)) is not None
            )

    def new_records(self, kind: str, since: datetime | None, *, most: int = 5_000) -> frozenset[str]:
        """Records of a kind that other desks made and that came in since a moment."""
        plan = BY_NAME[kind]
        with self._context.desk.reading() as connection:
            rows = (
                Room(connection)
                .cursor.execute(
                    "SELECT r.id FROM segment s JOIN feed f ON f.no = s.feed"  # noqa: S608 - the kinds' names
                    f' JOIN "{plan.table}" r ON r.feed = s.feed AND r.seq BETWEEN s.first AND s.last'
                    " WHERE f.own = 0 AND s.arrived > ? AND r.presence IN (0, 2)"
                    " ORDER BY s.arrived DESC LIMIT ?",
                    (0 if since is None else millis(since), most),
                )
                .fetchall()
            )
        return frozenset(row[0].hex() for row in rows)

    def promises(self, *, most: int = 50) -> tuple[int, tuple[Promised, ...]]:
        """How many promises to communities are open, and the first due of them; undated ones come last."""
        with self._context.desk.reading() as connection:
            room = Room(connection)
            open_ones = (
                "FROM promise p JOIN consultation c ON c.id = p.parent"
                " WHERE p.presence IN (0, 2) AND c.presence IN (0, 2) AND coalesce(p.state, 'open') = 'open'"
                " AND p.told_on IS NULL"
            )
            total = int(value_of(room.cursor, f"SELECT count(*) {open_ones}"))
            rows = room.cursor.execute(
                "SELECT c.id, p.id, p.words, p.due, c.held_on, c.title, c.place"
                f" {open_ones} ORDER BY p.due IS NULL, p.due, p.no LIMIT ?",
                (most,),
            ).fetchall()
            return total, tuple(
                Promised(row[0].hex(), row[1].hex(), *(text or "" for text in row[2:])) for row in rows
            )


def _arrival(
    reading: Reading, teller: Teller, plan: KindPlan, record: bytes, dot: tuple[int, int], at: int
) -> Arrival | None:
    kept = reading.one(plan, record)
    if kept is None:
        return None
    fields = values_of(plan, kept.values)
    by, device = teller.author(Dot(*dot))
    called = str(fields.get(plan.kind.title, "")) if plan.kind.title else ""
    title = str(fields.get("title", "")) or called
    day = fields.get(plan.kind.date, "") if plan.kind.date else ""
    return Arrival(
        record.hex(),
        plan.kind.name,
        title,
        called if called != title else "",
        str(day),
        str(fields.get("place", "")),
        by or device,
        moment(at),
    )
