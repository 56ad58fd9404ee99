"""Numbers of papers: a new paper without one takes the next of its desk's range, inside the save.

A series without a range for this desk gives none: the paper stays without a number until somebody writes
one.  A desk that begins a new life (its folder was copied or put back) may have given out numbers that
it does not remember: it takes none from the ranges that it had, only from those that come after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cspdesk.domain.entries import Wire
from cspdesk.domain.number_series import Series, doubled, ranges_of
from cspdesk.services.context import Context
from cspdesk.store.plan import KindPlan
from cspdesk.store.room import Room
from cspdesk.store.sql import value_of
from cspdesk.store.work import Work

_LIFE: Final = "numbers"
"""The setting that says from which range on a later life of this desk takes numbers."""
_ROWS = (
    "SELECT id, name, prefix, digits FROM number_series WHERE papers = ? AND presence IN (0, 2) ORDER BY id"
)
_RANGES = 'SELECT no, "first", "last", desk FROM number_range WHERE parent = ? AND presence IN (0, 2)'


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a kind of paper bears its number, and the states in which it takes one."""

    kind: str
    field: str
    states: tuple[str, ...] = ()


PLACES: Final[Mapping[str, tuple[_Place, ...]]] = {
    "vouchers": (_Place("expense", "number"),),
    "outgoing_letters": (
        _Place("filing_step", "outgoing_no", ("filed", "receipt_notice_filed")),
        _Place("recommendation", "outgoing_no", ("sent",)),
    ),
}
"""Which papers each series numbers; they share its numbers."""


@dataclass(frozen=True, slots=True)
class SeriesStanding:
    """How a series stands: what this desk takes next, what is left, and what a person should look at."""

    record: str
    name: str
    following: str
    left: int
    gaps: tuple[tuple[str, str], ...]
    """First and last number of each stretch that was passed over."""
    doubled: tuple[tuple[str, tuple[str, ...]], ...]
    """Numbers on several papers, with their records."""
    overlapping: bool


def numbered(save: Work, plan: KindPlan, values: Mapping[str, Wire]) -> Mapping[str, Wire]:
    """The values of a new paper with its number, where it needs one and its series has one for this desk."""
    for papers, places in PLACES.items():
        for place in places:
            if place.kind != plan.kind.name:
                continue
            if isinstance(number := values.get(place.field), str):
                save.taken.add(number)
            elif not place.states or values.get("state") in place.states:
                if (following := _next(save, papers)) is not None:
                    save.taken.add(following)
                    return {**values, place.field: following}
    return values


def _next(save: Work, papers: str) -> str | None:
    room = save.room
    for _, _, series in _series(room, papers, floor=_floor(room, keep=True)):
        given = [number for text in save.taken if (number := series.read(text)) is not None]
        number = series.following(save.device.hex(), [*_seen(room, papers, series), *given])
        if number is not None:
            return series.written(number)
    return None


def _series(room: Room, papers: str, *, floor: int = 0) -> Iterator[tuple[bytes, str, Series]]:
    for record, name, prefix, digits in room.cursor.execute(_ROWS, (papers,)).fetchall():
        rows = room.cursor.execute(_RANGES, (record,)).fetchall()
        ranges = ranges_of(
            [(first, last, (desk or b"").hex()) for no, first, last, desk in rows if no > floor]
        )
        yield bytes(record), name or "", Series(prefix or "", digits or 1, ranges)


def _floor(room: Room, *, keep: bool = False) -> int:
    """The last range that a former life of this desk may have taken from; ``keep`` notes it for this life."""
    cursor = room.cursor
    if value_of(cursor, "SELECT 1 FROM feed WHERE own = 2 AND code = 'finance' LIMIT 1") is None:
        return 0
    life = str(value_of(cursor, "SELECT value FROM setting WHERE name = 'incarnation'"))
    noted = str(value_of(cursor, "SELECT value FROM setting WHERE name = ?", (_LIFE,)) or "")
    known, _, floor = noted.partition(":")
    if known == life:
        return int(floor)
    last = int(value_of(cursor, "SELECT coalesce(max(no), 0) FROM number_range"))
    if keep:
        cursor.execute(
            "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (_LIFE, f"{life}:{last}")
        )
    return last


def _borne(room: Room, papers: str) -> Iterator[tuple[str, str]]:
    """Every number that a paper bears or bore, with its record: deleted ones are not given out again."""
    for place in PLACES[papers]:
        sql = f'SELECT id, "{place.field}" FROM "{place.kind}" WHERE "{place.field}" IS NOT NULL'  # noqa: S608 - our own names
        for record, number in room.cursor.execute(sql).fetchall():
            yield record.hex(), number


def _seen(room: Room, papers: str, series: Series) -> list[int]:
    return [number for _, text in _borne(room, papers) if (number := series.read(text)) is not None]


class Numbering:
    """Reads how the series of numbers stand."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def standing(self) -> tuple[SeriesStanding, ...]:
        """Every series that numbers papers."""
        desk = self._context.desk.device.device_id.hex()
        with self._context.desk.reading() as connection:
            room = Room(connection)
            floor = _floor(room)
            return tuple(
                _standing(room, papers, desk, *one)
                for papers in PLACES
                for one in _series(room, papers, floor=floor)
            )


def _standing(room: Room, papers: str, desk: str, record: bytes, name: str, series: Series) -> SeriesStanding:
    seen = _seen(room, papers, series)
    following = series.following(desk, seen)
    return SeriesStanding(
        record.hex(),
        name,
        "" if following is None else series.written(following),
        series.left(desk, seen),
        tuple((series.written(gap.first), series.written(gap.last)) for gap in series.gaps(seen)),
        _doubled(room, papers, series),
        bool(series.overlaps()),
    )


def _doubled(room: Room, papers: str, series: Series) -> tuple[tuple[str, tuple[str, ...]], ...]:
    borne = {record: text for record, text in sorted(_borne(room, papers)) if series.read(text) is not None}
    return tuple(sorted(doubled(borne).items()))
