"""The joint picture of concerns for the window: exact for whoever holds the records, and as it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cspdesk.domain.audience import Audience
from cspdesk.domain.codelists import LISTS
from cspdesk.domain.periods import Period
from cspdesk.services.concern_facts import read_facts
from cspdesk.services.context import Context
from cspdesk.services.exact_joint import ExactJoint
from cspdesk.services.joint import Filters, Joint, times_until
from cspdesk.services.places import GroupingView, Places, PlaceView
from cspdesk.services.printed_joint import Atlas, PrintedJoint, refused
from cspdesk.services.publication import Frozen, Publications
from cspdesk.store.room import Room

OUTSIDE = ("donor", "authority", "public")
"""Audiences for whom numbers are rounded before they leave."""
BANDS = tuple(one.code for one in LISTS["age_band"].offered() if one.code != "nr")
THEMES = tuple(one.code for one in LISTS["concern_theme"].choices)

_ASKED = (
    "SELECT i.words, count(DISTINCT c.id) FROM consultation c JOIN idea i ON i.parent = c.id"
    " WHERE c.presence IN (0, 2) AND i.presence IN (0, 2) AND i.words IS NOT NULL"
    " AND coalesce(c.lifecycle, '') <> 'withdrawn' AND c.held_on BETWEEN ? AND ? AND c.place IN ({places})"
    " GROUP BY i.words ORDER BY 2 DESC, i.words LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read of a window: other pictures of it are made without asking the desk again."""

    window: Period
    counted: Period
    """The span whose people are known; filters by sex and age need them for the whole window."""
    exact: ExactJoint

    def reaches(self, window: Period, counted: Period) -> bool:
        """Whether this is enough for a picture."""
        known = self.counted
        return self.window == window and known.first <= counted.first and counted.last <= known.last


class Concerns:
    """One desk's joint picture."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._publications = Publications(context)

    def look(
        self, span: Period, filters: Filters, *, step: str = "half", seen: Seen | None = None
    ) -> tuple[Joint, Seen]:
        """The exact picture; ``seen`` of an earlier look spares the reading where it reaches as far.

        ``step`` is the course's: *half* or *quarter*.  What was seen is outdated by any change.
        """
        times = times_until(span, step)
        window = _window(span, times)
        counted = window if filters.sex or filters.band else span
        if seen is None or not seen.reaches(window, counted):
            seen = self._read(window, counted)
        return seen.exact.joint(span, filters, times), seen

    def look_out(self, span: Period, filters: Filters, audience: str) -> Joint:
        """The picture as it leaves for an audience of ``OUTSIDE``; nothing is frozen by looking.

        The course goes by half-years, since numbers leave by nothing smaller.
        """
        reader = Audience(audience)
        times = times_until(span, "half")
        with self._context.desk.reading() as connection:
            atlas = self._atlas(self._context.places(Room(connection)).held())
        frozen = Frozen((), 0, (), 0)
        if refused(span, filters, reader, atlas) is None:
            frozen = self._publications.cubes(_window(span, times), freezing=False)
        return PrintedJoint(frozen, reader, atlas).joint(span, filters, times)

    def places(self) -> tuple[tuple[PlaceView, ...], tuple[GroupingView, ...]]:
        """The regions and the groupings that a picture can be narrowed to, in order."""
        with self._context.desk.reading() as connection:
            atlas = self._atlas(self._context.places(Room(connection)))
        return tuple(atlas.regions), tuple(one for _, one in atlas.groupings)

    def asked(self, span: Period, place: str, *, most: int = 2) -> tuple[str, ...]:
        """What people proposed most often in a place, in their words."""
        with self._context.desk.reading() as connection:
            room = Room(connection)
            inside = sorted(self._context.places(room).within(place))
            bounds = (span.first.isoformat(), span.last.isoformat() + "~z")
            sql = _ASKED.format(places=", ".join("?" * len(inside)))
            rows = room.cursor.execute(sql, (*bounds, *inside, most)).fetchall()
        return tuple(str(row[0]) for row in rows)

    def _read(self, window: Period, counted: Period) -> Seen:
        with self._context.desk.reading() as connection:
            room = Room(connection)
            facts = read_facts(room.cursor, window, counted)
            places = self._context.places(room).held()
        return Seen(window, counted, ExactJoint(facts, places, self._regions(), BANDS))

    def _regions(self) -> tuple[str, ...]:
        return tuple(place.code for place in self._context.gazetteer.at_level(1))

    def _atlas(self, places: Places) -> Atlas:
        regions = [view for code in self._regions() if (view := places.get(code)) is not None]
        groupings = [
            (places.region(min(one.places)), one)
            for one in places.groupings()
            if one.kind == "zone" and one.places
        ]
        return Atlas(regions, groupings, THEMES)


def _window(span: Period, times: Sequence[Period]) -> Period:
    first = min(span.before().first, times[0].first)
    last = max(span.last, times[-1].last)
    return Period(first, last, f"{first.isoformat()}..{last.isoformat()}")
