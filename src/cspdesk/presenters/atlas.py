"""Names of places as one desk knows them, asked without waiting: read once, and again when they change."""

from __future__ import annotations

from functools import cached_property

from cspdesk.domain.folding import fold
from cspdesk.services.places import GroupingView, Places, PlaceView
from cspdesk.services.workspace import Workspace

_SMALL = ("jamoat", "village", "mahalla")


class Atlas:
    """A snapshot of shipped and own places; a new one is made when somebody adds a place."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def name(self, code: str, language: str) -> str:
        """A place's own name; the code where it is not known here."""
        place = self._places.get(code)
        return code if place is None else place.name(language)

    def zone(self, code: str, language: str) -> str:
        """The name of the grouping that a place is read with; its region's where it has none."""
        grouping = self._places.grouping_of(code)
        if grouping is not None:
            return grouping.name(language)
        region = self._places.region(code)
        return self.name(region, language) if region else ""

    def name_within(self, code: str, language: str) -> str:
        """A place and its grouping: ``Vahdat, DRS``."""
        name, zone = self.name(code, language), self.zone(code, language)
        return name if not zone or zone == name else f"{name}, {zone}"

    def find(self, typed: str, *, limit: int = 20) -> tuple[PlaceView, ...]:
        """Places whose names, in any language or former, answer what was typed."""
        return self._places.find(typed, limit=limit)

    @property
    def groupings(self) -> tuple[GroupingView, ...]:
        """The groupings for analysis, in order."""
        return self._places.groupings()

    @cached_property
    def district_codes(self) -> tuple[str, ...]:
        """The codes of today's districts and cities, in the order of their codes."""
        return self._places.shipped_districts()

    @cached_property
    def small_places(self) -> frozenset[str]:
        """Folded names of the jamoats and villages that the organisation added."""
        own = self._places.own().values()
        return frozenset(fold(name) for place in own if place.level in _SMALL for name in place.names if name)

    @cached_property
    def districts(self) -> frozenset[str]:
        """Folded words of the names of shipped places, some of which bear a surname."""
        return self._places.shipped_words()


def atlas_of(workspace: Workspace) -> Atlas:
    """Read the places of an open desk; a few milliseconds."""
    return Atlas(workspace.context.held_places())
