"""What others said to hold of this desk's changes, by their signed receipts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cspdesk.domain.clock import moment
from cspdesk.services.context import Context
from cspdesk.store.claims import ClaimRows
from cspdesk.store.room import Room
from cspdesk.sync import naming
from cspdesk.sync.chain import Chain

_OWN = (
    "SELECT (SELECT count(*) FROM entry) + (SELECT coalesce(sum(s.last - s.first + 1), 0)"
    " FROM segment s JOIN feed f ON f.no = s.feed WHERE f.own > 0)"
)
_HELD = (
    "SELECT giver, sum(last - first + 1), sum(CASE WHEN opened THEN last - first + 1 ELSE 0 END)"
    " FROM holding GROUP BY giver"
)


@dataclass(frozen=True, slots=True)
class Holder:
    """What another desk holds of ours: changes, those of them that it could open, and when it said so."""

    device: str
    name: str
    held: int
    opened: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Receipts:
    """All changes made here, and who holds them; desks that said nothing yet are among them."""

    changes: int
    holders: tuple[Holder, ...]


def receipts(context: Context) -> Receipts:
    """Who holds what, as far as their newest receipts say."""
    own = context.desk.device.device_id
    with context.desk.reading() as connection:
        room = Room(connection)
        cursor = room.cursor
        row = cursor.execute(_OWN).fetchone()
        held = {
            bytes(giver): (int(all_), int(opened)) for giver, all_, opened in cursor.execute(_HELD).fetchall()
        }
        said: dict[bytes, int] = {}
        for each in ClaimRows(cursor).receipts():
            said[each.giver] = max(said.get(each.giver, 0), each.at)
        known = naming.devices(room, Chain(room))
    holders = [
        Holder(
            one.device.hex(),
            one.person or one.name or one.device.hex()[:8],
            *held.get(one.device, (0, 0)),
            moment(said[one.device]) if one.device in said else None,
        )
        for one in known
        if one.device != own
    ]
    return Receipts(int(row[0]) if row else 0, tuple(holders))
