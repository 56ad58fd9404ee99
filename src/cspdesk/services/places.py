"""Places as an organisation sees them: the shipped gazetteer with its own jamoats, villages and groupings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from cspdesk.domain.folding import fold
from cspdesk.i18n.gazetteer import Gazetteer
from cspdesk.store.sql import Cursor


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place by its code or id, with its names and what it lies in."""

    code: str
    names: tuple[str, str, str]
    """Tajik, Russian, English."""
    level: str
    within: str

    def name(self, language: str) -> str:
        """The name in a language, else the first there is."""
        return self.names[("tg", "ru", "en").index(language)] or next((n for n in self.names if n), self.code)


@dataclass(frozen=True, slots=True)
class GroupingView:
    """Places that are read together."""

    code: str
    names: tuple[str, str, str]
    places: frozenset[str]
    kind: str = "zone"
    """*zone*, or *together* for several zones that are read as one."""
    order: int = 0

    def name(self, language: str) -> str:
        """The name in a language, else the first there is."""
        return self.names[("tg", "ru", "en").index(language)] or next((n for n in self.names if n), self.code)


_LEVELS = ("country", "region", "district", "jamoat", "village")


class Places:
    """Both kinds of places, as one transaction sees them."""

    def __init__(self, shipped: Gazetteer, cursor: Cursor) -> None:
        self._shipped = shipped
        self.cursor = cursor
        self._own: dict[str, PlaceView] | None = None
        self._groupings: tuple[GroupingView, ...] | None = None

    def held(self) -> Self:
        """Read all there is now, so that it can be asked after the transaction has ended."""
        self.own()
        self.groupings()
        return self

    def own(self) -> dict[str, PlaceView]:
        """The organisation's own places by id."""
        if self._own is None:
            rows = self.cursor.execute(
                "SELECT id, name, name_ru, name_en, level, within FROM place WHERE presence IN (0, 2)"
            ).fetchall()
            self._own = {
                row[0].hex(): PlaceView(
                    row[0].hex(),
                    (row[1] or "", row[2] or "", row[3] or ""),
                    row[4] or "village",
                    row[5] or "",
                )
                for row in rows
            }
        return self._own

    def shipped_districts(self) -> tuple[str, ...]:
        """Codes of the shipped districts and cities of today."""
        return tuple(place.code for place in self._shipped.at_level(2))

    def shipped_words(self) -> frozenset[str]:
        """Every word of the names of shipped places, of today and former, folded."""
        names = (
            name
            for place in self._shipped
            for name in (
                *(place.names.in_language(language) for language in ("tg", "ru", "en")),
                *(former.name for former in place.former),
                *place.aliases,
            )
        )
        return frozenset(fold(word) for name in names for word in name.replace("-", " ").split())

    def own_ids(self) -> frozenset[str]:
        """Ids of the organisation's own places."""
        return frozenset(self.own())

    def get(self, code: str) -> PlaceView | None:
        """A place by its code or id."""
        if code in self.own():
            return self.own()[code]
        place = self._shipped.lookup(code)
        if place is None:
            return None
        names = tuple(place.names.in_language(language) for language in ("tg", "ru", "en"))
        return PlaceView(
            place.code, (names[0], names[1], names[2]), _LEVELS[min(place.level, 4)], place.parent
        )

    def path(self, code: str) -> tuple[PlaceView, ...]:
        """A place and all that it lies in, itself first; bounded, for places may be given in circles."""
        found: list[PlaceView] = []
        while code and len(found) < 12:
            place = self.get(code)
            if place is None or place in found:
                break
            found.append(place)
            code = place.within
        return tuple(found)

    def district(self, code: str) -> str:
        """The shipped place that a place lies in: a district, or itself where it is one or larger."""
        return next((place.code for place in self.path(code) if place.code in self._shipped), "")

    def region(self, code: str) -> str:
        """The region that a place lies in, or nothing."""
        found = self._shipped.region_of(self.district(code)) if self.district(code) else None
        return "" if found is None else found.code

    def within(self, code: str) -> frozenset[str]:
        """The codes and ids of all that lies in a place, itself included; a grouping's code serves too."""
        inside = {code}
        grouping = next((g for g in self.groupings() if g.code == code), None)
        for member in grouping.places if grouping else (code,):
            inside |= {member} | set(self._shipped.under(member) if member in self._shipped else ())
        before = -1
        while len(inside) != before:
            before = len(inside)
            inside |= {place.code for place in self.own().values() if place.within in inside}
        return frozenset(inside)

    def find(self, typed: str, *, limit: int = 20) -> tuple[PlaceView, ...]:
        """Places whose names, in any language or former, answer what was typed."""
        needle = fold(typed)
        own = [p for p in self.own().values() if any(needle in fold(name) for name in p.names if name)]
        shipped = [view for place in self._shipped.find(typed, limit=limit) if (view := self.get(place.code))]
        return tuple(own + shipped)[:limit]

    def named(self, typed: str) -> tuple[PlaceView, ...]:
        """Places that bear exactly this name in some language, shipped ones and the organisation's own."""
        said = fold(typed.strip())
        own = [place for place in self.own().values() if said in {fold(name) for name in place.names if name}]
        shipped = [view for place in self._shipped.named(typed) if (view := self.get(place.code))]
        return tuple(own + shipped)

    def groupings(self) -> tuple[GroupingView, ...]:
        """Groupings for analysis, in order: the shipped ones as the organisation left them, and its own."""
        if self._groupings is None:
            found: dict[str, GroupingView] = {}
            for order, one in enumerate(self._shipped.groupings):
                names = tuple(one.names.in_language(language) for language in ("tg", "ru", "en"))
                places = frozenset(place.code for place in self._shipped.members(one.code))
                view = GroupingView(one.code, (names[0], names[1], names[2]), places, one.kind, order)
                found[one.code] = view
            found.update({view.code: view for view in self._own_groupings(found)})
            self._groupings = tuple(sorted(found.values(), key=lambda g: (g.order, g.code)))
        return self._groupings

    def _own_groupings(self, shipped: dict[str, GroupingView]) -> Iterator[GroupingView]:
        rows = self.cursor.execute(
            "SELECT id, code, name, name_ru, name_en, places, position FROM grouping WHERE presence IN (0, 2)"
        ).fetchall()
        for record, code, name, name_ru, name_en, places, position in rows:
            base = shipped.get(code or "")
            old = base.names if base else ("", "", "")
            yield GroupingView(
                code or record.hex(),
                (name or old[0], name_ru or old[1], name_en or old[2]),
                frozenset(places.strip("|").split("|")) if places else (base.places if base else frozenset()),
                base.kind if base else "zone",
                position if position is not None else (base.order if base else len(shipped)),
            )

    def grouping_of(self, code: str) -> GroupingView | None:
        """The first grouping that a place lies in."""
        inside = {place.code for place in self.path(code)}
        return next((g for g in self.groupings() if g.kind == "zone" and g.places & inside), None)
