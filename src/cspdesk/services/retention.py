"""Keeps records of money that have become evidence from being deleted before their time.

What was entered wrongly in the open period is deleted as ever: the journal keeps it.  What is dated in an
earlier year or in a period that was closed is evidence; it is corrected by a reversal, not taken away.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspdesk.domain.entries import Wire
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.periods import period
from cspdesk.domain.retention import Hold, hold
from cspdesk.domain.text import N_, msg
from cspdesk.store.plan import BY_NAME, KindPlan
from cspdesk.store.reading import Kept
from cspdesk.store.room import Room

STREAM = "finance"
SIGNED = frozenset({"closing", "frozen_report"})
"""Kinds of records that stand for a signature."""
DESK = "desk"
"""What a device is called. What it may is the roster's; without its name its changes would be nobody's."""


def demand_free(room: Room, plan: KindPlan, kept: Kept, today: date) -> None:
    """``RefusedError`` for a record that is kept: until when, by what, and what to do instead."""
    if plan.kind.name == DESK:
        raise RefusedError(
            msg(N_("A desk stays in the directory: by it the history tells who changed what.")),
            safe=msg(N_("Nothing was deleted.")),
            code="desk",
        )
    if plan.kind.name in SIGNED:
        raise RefusedError(
            msg(N_("What was signed stays.")),
            safe=msg(N_("Nothing was deleted.")),
            hint=msg(N_("A period is closed again, a filed report is followed by a correction.")),
            code="signed",
        )
    found = held(room, plan, kept, today)
    if found is None:
        return
    basis = msg(found.basis)
    words = (
        msg(N_("This record is kept until {day}, by {basis}."), day=found.until, basis=basis)
        if found.confirmed
        else msg(
            N_("This record is kept until {day}, by {basis} (unconfirmed)."), day=found.until, basis=basis
        )
    )
    raise RefusedError(
        words,
        safe=msg(N_("Nothing was deleted.")),
        hint=msg(N_("Correct it by a reversal, or by a note that says what was wrong.")),
        code="kept",
    )


def held(room: Room, plan: KindPlan, kept: Kept, today: date) -> Hold | None:
    """Until when a record may not be deleted; None where it may."""
    if plan.kind.stream != STREAM or not plan.kind.date:
        return None
    values = _values(kept)
    dated = _day(values.get(plan.kind.date))
    if dated is None or not (dated.year < today.year or _is_closed(room, dated)):
        return None
    row = room.cursor.execute("SELECT max(keep_years) FROM organisation").fetchone()
    own = row[0] if row is not None and isinstance(row[0], int) else 0
    found = hold(dated, _donors(room, plan, kept), own_years=own)
    return found if found.until >= today else None


def _is_closed(room: Room, day: date) -> bool:
    rows = room.cursor.execute("SELECT period FROM closing WHERE presence IN (0, 2)").fetchall()
    return any(text and day in period(text) for (text,) in rows)


def _donors(room: Room, plan: KindPlan, kept: Kept) -> Iterator[date]:
    """The days until which the agreements that a record names want their papers kept."""
    for agreement in {kept.id, *_agreements(room, plan, kept)}:
        rows = room.cursor.execute("SELECT keep_until FROM agreement WHERE id = ?", (agreement,)).fetchall()
        for (text,) in rows:
            if (day := _day(text)) is not None:
                yield day


def _agreements(room: Room, plan: KindPlan, kept: Kept) -> Iterator[bytes]:
    for name, value in _values(kept).items():
        of = plan.kind.by_name[name].of
        if not isinstance(value, bytes):
            continue
        if of == "agreement":
            yield value
        elif of == "sub_grant":
            rows = room.cursor.execute("SELECT agreement FROM sub_grant WHERE id = ?", (value,)).fetchall()
            yield from (bytes(row[0]) for row in rows if row[0] is not None)
    for parts in kept.parts.values():
        for part in parts:
            yield from _agreements(room, BY_NAME[part.plan.kind.name], part)


def _values(kept: Kept) -> dict[str, Wire]:
    """A record's values by field, those of groups one by one."""
    found: dict[str, Wire] = {}
    for unit, members in kept.plan.kind.units.items():
        value = kept.values.get(unit)
        if len(members) == 1:
            found[members[0].name] = value
        elif isinstance(value, tuple):
            found |= dict(zip((one.name for one in members), value, strict=True))
    return found


def _day(text: object) -> date | None:
    """The day of a date; of a month or quarter nothing is known closer, and it is no document's."""
    return date.fromisoformat(text) if isinstance(text, str) and len(text) == 10 else None
