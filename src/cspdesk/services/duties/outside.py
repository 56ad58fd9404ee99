"""Steps of a notice that other records tell: money sent back, a report filed, the last of it spent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from cspdesk.domain.duties import notice
from cspdesk.domain.duties.filing import FILED
from cspdesk.domain.duties.notice import Step
from cspdesk.domain.ids import to_hex
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.periods import Period, period
from cspdesk.domain.quality import day_of
from cspdesk.services.duties.held import Held
from cspdesk.store.room import Room

_THERE = "presence IN (0, 2)"
_SUMS = "MOJ_FIN"
"""What begins the codes of the reports that name receipts."""
_HALF_YEAR = "moj_half_year"
"""The report that meets them."""


def steps_elsewhere(
    room: Room, held: Iterable[Held], used_up: Callable[[], Mapping[str, date]]
) -> Mapping[str, tuple[Step, ...]]:
    """By receipt, what happened to it elsewhere in the records.

    ``used_up`` says from which day on nothing of a receipt is left; it is asked where a report names one.
    """
    found: dict[str, list[Step]] = {}
    reported = _reported(room, held)
    closed = _closed(reported, used_up()) if reported else []
    for fund, step in (*_refunds(room), *_returned_by_bank(room), *reported, *closed, *_claimed(room)):
        found.setdefault(fund, []).append(step)
    return {fund: tuple(steps) for fund, steps in found.items()}


def named_refunds(room: Room) -> Mapping[DocumentId, DocumentId]:
    """By refund, the receipt that it sends back."""
    rows = room.cursor.execute(
        f"SELECT id, fund FROM refund WHERE fund IS NOT NULL AND {_THERE}"  # noqa: S608 - constants
    ).fetchall()
    return {DocumentId(to_hex(record)): DocumentId(to_hex(fund)) for record, fund in rows}


def _refunds(room: Room) -> list[tuple[str, Step]]:
    rows = room.cursor.execute(
        f"SELECT id, fund, sent_on, reason FROM refund WHERE fund IS NOT NULL AND {_THERE}"  # noqa: S608 - constants
    ).fetchall()
    return [
        (to_hex(fund), Step(state=notice.RETURNED, on=day, document=to_hex(record), reason=reason or ""))
        for record, fund, on, reason in rows
        if (day := day_of(on)) is not None
    ]


def _returned_by_bank(room: Room) -> list[tuple[str, Step]]:
    rows = room.cursor.execute(
        "SELECT r.id, r.of, r.reversed_on FROM reversal r JOIN fund f ON f.id = r.of"
        " WHERE r.type = 'bank_return' AND r.presence IN (0, 2)"
    ).fetchall()
    return [
        (to_hex(fund), Step(state=notice.BANK_REJECTED, on=day, document=to_hex(record)))
        for record, fund, on in rows
        if (day := day_of(on)) is not None
    ]


def _reported(room: Room, held: Iterable[Held]) -> list[tuple[str, Step]]:
    """A half-year's report names every receipt of the half-year; it is told of those that were registered."""
    filed = [
        (period(one.period), min(step.on for step in one.steps if step.state == FILED))
        for one in held
        if one.duty.startswith(_SUMS) and one.period and any(step.state == FILED for step in one.steps)
    ]
    registered = {
        one.subject for one in held if any(s.state == notice.REGISTERED and not s.lacks() for s in one.steps)
    }
    if not registered:
        return []
    named = [*_frozen(room)]
    rows = room.cursor.execute(f"SELECT id, credited_on FROM fund WHERE {_THERE}").fetchall()  # noqa: S608 - as above
    found = []
    for record, on in rows:
        name, day = to_hex(record), day_of(on)
        if name not in registered or day is None:
            continue
        told = [handed_in for span, handed_in in filed if day in span]
        told += [frozen for span, frozen, sources in named if day in span and name in sources]
        if told:
            found.append((name, Step(state=notice.REPORTED, on=min(told))))
    return found


def _closed(reported: Iterable[tuple[str, Step]], used_up: Mapping[str, date]) -> list[tuple[str, Step]]:
    """A receipt is closed once a report names it and all of it was spent or returned."""
    return [
        (fund, Step(state=notice.CLOSED, on=max(step.on, used_up[fund])))
        for fund, step in reported
        if fund in used_up
    ]


def _frozen(room: Room) -> Iterator[tuple[Period, date, str]]:
    """Half-years' reports that were frozen: the span, the day, and all that it rests on, each by its id."""
    rows = room.cursor.execute(
        f"SELECT period, frozen_on, sources FROM frozen_report WHERE report = ? AND {_THERE}",  # noqa: S608 - as above
        (_HALF_YEAR,),
    ).fetchall()
    for code, on, sources in rows:
        day = day_of(on)
        if code and day is not None:
            yield period(code), day, sources or ""


def _claimed(room: Room) -> list[tuple[str, Step]]:
    """A state that was chosen on the receipt itself: a step without its proof, so that it is asked for."""
    wanted = (notice.FILED, notice.REGISTERED, notice.REFUSED, notice.NOT_NOTIFIABLE)
    rows = room.cursor.execute(
        f"SELECT id, credited_on, state FROM fund WHERE {_THERE} AND state IN (?, ?, ?, ?)",  # noqa: S608 - as above
        wanted,
    ).fetchall()
    return [
        (to_hex(record), Step(state=state, on=day))
        for record, on, state in rows
        if (day := day_of(on)) is not None
    ]
