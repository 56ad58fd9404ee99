"""Reads what the joint picture counts, in one pass over three tables: numbers in columns, no words.

Twenty thousand consultations with their cells and concerns take a fraction of a second this way; as
``reports.query.Meeting`` values, with all that documents need beside, they take ten times as long.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cspdesk.domain.periods import Period
from cspdesk.store.sql import Cursor

Cell = tuple[str, str]
"""Sex and age band; "nr" where one was not recorded."""
Raised = tuple[int | None, int | None, str, str]
"""Severity, rank, how many are affected, trend."""
UNWEIGHED: Raised = (None, None, "", "")
Bounds = tuple[str, str]

_HELD = (
    "SELECT id, place, substr(held_on, 1, 10) FROM consultation WHERE presence IN (0, 2)"
    " AND held_on BETWEEN ? AND ? AND coalesce(lifecycle, '') <> 'withdrawn' ORDER BY held_on, id"
)
# A cell with a disability but no age counts nobody anew: it says of how many of them it is known.
_PEOPLE = (
    "coalesce(p.sex, 'nr') || ' ' || coalesce(p.band, 'nr'), p.count",
    "participants",
    " AND (p.band IS NOT NULL OR p.disability IS NULL)",
)
_SHARES = ("p.sex, p.disability, p.band, p.count", "participants", " AND p.disability IS NOT NULL")
_NAMED = ("p.theme", "concern", " AND p.theme IS NOT NULL")
_WEIGHED = ("p.theme, p.severity, p.rank, p.scale, p.trend", "concern", " AND p.theme IS NOT NULL")
_SCAN_FROM = 8_000
"""From so many consultations on, reading a whole table is faster than looking each one up."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Consultations of a window in columns, oldest first: each place of each column is one of them.

    People and weights are there for the consultations of ``counted``; of the others only who named what.
    """

    window: Period
    counted: Period
    ids: Sequence[bytes]
    places: Sequence[str]
    days: Sequence[str]
    people: Sequence[Mapping[Cell, int]]
    disabled: Sequence[Mapping[str, int]]
    """People with a disability, by sex."""
    sexes: Sequence[frozenset[str]]
    """The sexes that its grid names at all, with whatever count: what a list finds by them."""
    raised: Sequence[Mapping[str, Raised]]

    def within(self, span: Period) -> range:
        """The places of the consultations of a span; days are in order."""
        begin = bisect_left(self.days, span.first.isoformat())
        return range(begin, max(begin, bisect_right(self.days, span.last.isoformat())))


def read_facts(cursor: Cursor, window: Period, counted: Period) -> Facts:
    """Everything of a window that the picture counts; ``counted`` lies in it.

    A date that is a month or a quarter counts where its first day lies.
    """
    reading = _Reading(cursor, window)
    reading.people(counted)
    reading.concerns(counted)
    return Facts(
        window,
        counted,
        reading.ids,
        reading.places,
        reading.days,
        reading.cells,
        [_disabled(one, cells) for one, cells in zip(reading.shares, reading.cells, strict=True)],
        [
            frozenset([sex for sex, _ in cells] + [sex for sex, _ in shares])
            for cells, shares in zip(reading.cells, reading.shares, strict=True)
        ],
        reading.raised,
    )


class _Reading:
    """The columns while they fill."""

    def __init__(self, cursor: Cursor, window: Period) -> None:
        self._cursor = cursor
        self._window = window
        rows = cursor.execute(_HELD, _bounds(window)).fetchall()
        self.ids: list[bytes] = [row[0] for row in rows]
        self.places: list[str] = [row[1] or "" for row in rows]
        self.days: list[str] = [row[2] or "" for row in rows]
        self._at = {record: place for place, record in enumerate(self.ids)}
        self.cells: list[dict[Cell, int]] = [{} for _ in rows]
        self.shares: list[dict[Cell, int]] = [{} for _ in rows]
        self.raised: list[dict[str, Raised]] = [{} for _ in rows]

    def people(self, span: Period) -> None:
        """Who took part in the consultations of a span."""
        known: dict[str, Cell] = {}
        at = self._at
        for parent, key, count in self._parts(_PEOPLE, span):
            place = at.get(parent)
            if place is not None:
                cell = known.get(key)
                if cell is None:
                    sex, _, band = key.partition(" ")
                    cell = known[key] = (sex, band)
                cells = self.cells[place]
                cells[cell] = cells.get(cell, 0) + (count or 0)
        for parent, sex, disability, _band, count in self._parts(_SHARES, span):
            place = at.get(parent)
            if place is not None:
                share = (sex or "nr", disability)
                self.shares[place][share] = self.shares[place].get(share, 0) + (count or 0)

    def concerns(self, span: Period) -> None:
        """What was named in the whole window, and how it was weighed in a span."""
        at, raised = self._at, self.raised
        if span != self._window:
            for parent, theme in self._parts(_NAMED, self._window):
                place = at.get(parent)
                if place is not None:
                    raised[place][theme] = UNWEIGHED
        for parent, theme, severity, rank, scale, trend in self._parts(_WEIGHED, span):
            place = at.get(parent)
            if place is not None:
                one = (severity, rank, scale or "", trend or "")
                known = raised[place].get(theme, UNWEIGHED)
                raised[place][theme] = one if known is UNWEIGHED else _both(known, one)

    def _parts(self, asked: tuple[str, str, str], span: Period) -> list[tuple[Any, ...]]:
        columns, table, condition = asked
        days = bisect_right(self.days, span.last.isoformat()) - bisect_left(self.days, span.first.isoformat())
        here = f'"{table}" p WHERE p.presence IN (0, 2){condition}'
        if days >= _SCAN_FROM:
            return self._cursor.execute(f"SELECT p.parent, {columns} FROM {here}").fetchall()  # noqa: S608
        return self._cursor.execute(
            f"SELECT p.parent, {columns} FROM consultation c CROSS JOIN {here}"  # noqa: S608 - as above
            " AND p.parent = c.id AND c.presence IN (0, 2) AND c.held_on BETWEEN ? AND ?",
            _bounds(span),
        ).fetchall()


def _bounds(span: Period) -> Bounds:
    # A month or a quarter is stored as its first day with a mark behind it.
    return (span.first.isoformat(), span.last.isoformat() + "~z")


def _both(one: Raised, other: Raised) -> Raised:
    """A concern named twice in one consultation counts once: the higher severity and the better rank."""
    severities = [value for value in (one[0], other[0]) if value is not None]
    ranks = [value for value in (one[1], other[1]) if value is not None]
    return (max(severities, default=None), min(ranks, default=None), one[2] or other[2], one[3] or other[3])


def _disabled(shares: Mapping[Cell, int], people: Mapping[Cell, int]) -> dict[str, int]:
    """People with a disability by sex, never more than people: what was typed beyond is not counted."""
    found: dict[str, int] = {}
    for (sex, disability), count in shares.items():
        if disability == "yes" and count:
            found[sex] = min(count, sum(number for (of, _), number in people.items() if of == sex))
    return found
