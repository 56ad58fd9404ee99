"""Who came to activities and was given goods, as readers outside are told: frozen once for a half-year."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from cspdesk.domain.attendance import Attendance, Cell, Told, attendance, from_plain, joined, to_plain
from cspdesk.domain.ids import RecordId, cell_id
from cspdesk.domain.periods import Period
from cspdesk.services.context import Context
from cspdesk.services.money_reports.cells import Cells, parts, records
from cspdesk.store.keyring import Keyring
from cspdesk.store.plan import BY_NAME
from cspdesk.store.room import Room
from cspdesk.store.work import Work, work

NOT_HELD = frozenset({"planned", "dropped"})
NOT_TOLD = "-"
"""People whose sex is not told."""
GOODS = "goods"
"""What distributions count as, where activities count as their agreement."""
_BLOCK = "attendance"


def came(row: Cells, people: Mapping[str, list[Cells]]) -> dict[str, int]:
    """People of an activity by sex; rows that only say who has a disability count nobody again.

    Where the grid could not be filled, the number of people reached stands for it.
    """
    found: dict[str, int] = {}
    for one in people.get(row.id, ()):
        if one.text("band") or not one.text("disability"):
            sex = one.text("sex")
            known = sex if sex in {"f", "m"} else NOT_TOLD
            found[known] = found.get(known, 0) + (one.number("count") or 0)
    return found if any(found.values()) else {NOT_TOLD: row.number("people") or 0}


class Attended:
    """Freezes and reads who came.  What is previewed will be printed: the lot is kept till then."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def settle(self, span: Period, *, freezing: bool) -> tuple[str, ...]:
        """See that a period can be printed, in a save of its own; gives the half-years with something new.

        ``freezing`` writes what is new for good; without it only its lot is drawn.
        """
        with work(self._context.desk) as save:
            fresh = self.settle_in(save, span, freezing=freezing)
            if freezing and fresh:
                self._context.saved(save.finish())
        return fresh

    def settle_in(self, save: Work, span: Period, *, freezing: bool) -> tuple[str, ...]:
        """The same within a save."""
        found = []
        for half in span.half_years():
            blocks, fresh = _held(save.room, half)
            if not fresh:
                continue
            found.append(half.code)
            name = _label(save.room, half, len(blocks))
            key = save.room.keyring.secret(name)
            if key is None:
                key = self._context.desk.ids.random(32)
                save.room.keyring.keep(name, key)
            if freezing:
                self._keep(save, half, len(blocks), attendance(fresh, key=key, label=name))
                Keyring(save.room.cursor).forget(name)
        return tuple(found)

    def _keep(self, save: Work, half: Period, supplement: int, made: Attendance) -> None:
        """In the publication log; by itself on a desk that may not write it, and holds goods alone."""
        plan = BY_NAME["publication"]
        written = json.dumps(to_plain(made), separators=(",", ":"), sort_keys=True)
        if not save.room.feeds.may_write(plan.kind.stream, plan.kind.number):
            save.room.keyring.keep(_own(save.room, half, supplement), written.encode())
            return
        units = plan.kind.unit_of
        save.create(
            plan,
            _block(save.room, half, supplement),
            {
                units["block"]: half.code,
                units["supplement"]: supplement,
                units["frozen_on"]: self._context.desk.clock.today().isoformat(),
                units["cube"]: written,
                units["counted"]: " ".join(sorted(made.activities)),
            },
        )
        save.next_save()


def told(room: Room, span: Period, base: int) -> Told:
    """What a period prints at a base by activity (or distribution) and sex.

    What is not frozen and has no lot yet is not there: nothing leaves that was not rounded.
    """
    found: list[Attendance] = []
    for half in span.half_years():
        blocks, fresh = _held(room, half)
        found += blocks
        name = _label(room, half, len(blocks))
        key = room.keyring.secret(name) if fresh else None
        if key is not None:
            found.append(attendance(fresh, key=key, label=name))
    return joined(found, base)


def _held(room: Room, half: Period) -> tuple[list[Attendance], dict[Cell, int]]:
    """What of a half-year was frozen, and what came since then."""
    blocks: list[Attendance] = []
    while (kept := _stored(room, half, len(blocks))) is not None:
        blocks.append(kept)
    known = frozenset().union(*(one.activities for one in blocks))
    return blocks, {cell: count for cell, count in _counted(room, half) if cell.activity not in known}


def _counted(room: Room, half: Period) -> Iterator[tuple[Cell, int]]:
    people = parts(room, "participants")
    for row in records(room, "activity"):
        day = row.day("starts")
        if row.text("state") not in NOT_HELD and day is not None and day in half:
            for sex, count in came(row, people).items():
                yield Cell(row.ref("agreement"), row.id, sex), count
    for row in records(room, "goods_given"):
        day = row.day("given_on")
        if day is not None and day in half:
            yield Cell(GOODS, row.id, NOT_TOLD), row.number("recipients") or 0


def _stored(room: Room, half: Period, supplement: int) -> Attendance | None:
    row = room.cursor.execute(
        "SELECT cube FROM publication WHERE id = ? AND presence IN (0, 2) AND cube IS NOT NULL",
        (_block(room, half, supplement),),
    ).fetchone()
    written = room.keyring.secret(_own(room, half, supplement)) if row is None else row[0]
    return None if written is None else from_plain(json.loads(written))


def _block(room: Room, half: Period, supplement: int) -> RecordId:
    """A block's record: two desks that freeze one half-year meet in it, and the difference shows."""
    return cell_id(room.feeds.stream_id("field"), _BLOCK, half.code, str(supplement))


def _label(room: Room, half: Period, supplement: int) -> str:
    return f"lot:{_BLOCK}/{room.feeds.stream_id('field').hex()}/{half.code}/{supplement}"


def _own(room: Room, half: Period, supplement: int) -> str:
    return _label(room, half, supplement).replace("lot:", "print:", 1)
