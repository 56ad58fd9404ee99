"""The shipped gazetteer: places of Tajikistan by code, by the tree above them, and by any of their names.

A place is stored by its code, so a renaming never touches a record.  Codes that were merged into
another stay readable: ``lookup`` gives the place as it was coded, ``current`` the one of today.  The
groupings that the Civil Society Platform reads its findings by lie over the districts; they are no
units of the state.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cspdesk.domain.folding import fold, query_terms
from cspdesk.i18n.places import FormerName, Grouping, Names, Place, shipped_groupings, shipped_places

__all__ = ["COUNTRY", "FormerName", "Gazetteer", "Grouping", "Names", "Place", "gazetteer"]

_Terms = tuple[tuple[str, ...], ...]

COUNTRY = "TJK"


class Gazetteer:
    """Read-only places and groupings, with their tree and a search over all their names."""

    def __init__(self, places: Iterable[Place], groupings: Iterable[Grouping]) -> None:
        self._places = {place.code: place for place in places}
        self._groupings = {grouping.code: grouping for grouping in groupings}
        self._by_iso = {place.iso: place.code for place in self if place.iso and place.level <= 1}
        self._spoken = {code: _spoken(place) for code, place in self._places.items()}

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, code: object) -> bool:
        return code in self._places

    def lookup(self, code: str) -> Place | None:
        """The place with this code, merged ones too; None for a code that is not shipped."""
        return self._places.get(code)

    def coded(self, untrusted_code: str) -> str:
        """The code of a place that is named by its ISO 3166-2 code (TJ-SU); anything else as it is."""
        return self._by_iso.get(untrusted_code, untrusted_code)

    def current(self, code: str) -> Place | None:
        """The place of today for a code: itself, or the one it was merged into."""
        place = self._places.get(code)
        return None if place is None else self._places[place.canonical]

    def children(self, code: str) -> tuple[Place, ...]:
        """The current places directly under ``code``, in the order of their codes."""
        return tuple(p for p in self if p.parent == code and p.is_current)

    def under(self, code: str) -> frozenset[str]:
        """Every code that lies in ``code``, itself and merged codes included."""
        found = {code}
        for place in self:
            if place.parent in found or place.canonical in found:
                found.add(place.code)
        return frozenset(found)

    def at_level(self, level: int) -> tuple[Place, ...]:
        """The current places of one level, in the order of their codes."""
        return tuple(p for p in self if p.level == level and p.is_current)

    def path(self, code: str) -> tuple[Place | Grouping, ...]:
        """From the country down to the place, with its zone between region and district.

        Empty for an unknown code; a merged code keeps its own last step.
        """
        place = self._places.get(code)
        above: list[Place | Grouping] = []
        while place is not None:
            above.append(place)
            if place.level == 2 and place.zone:
                above.append(self._groupings[place.zone])
            place = self._places.get(place.parent)
        return tuple(reversed(above))

    def region_of(self, code: str) -> Place | None:
        """The first-level unit that holds the place, or the place itself; None above a region."""
        return next((p for p in self.path(code) if isinstance(p, Place) and p.level == 1), None)

    @property
    def groupings(self) -> tuple[Grouping, ...]:
        """The shipped groupings: zones first, then zones read together."""
        return tuple(self._groupings.values())

    def grouping(self, code: str) -> Grouping | None:
        """The shipped grouping with this code."""
        return self._groupings.get(code)

    def zone_of(self, code: str) -> Grouping | None:
        """The zone a place is counted in, or None where it lies in several or in none."""
        place = self.current(code)
        return self._groupings.get(place.zone) if place is not None else None

    def members(self, grouping: str) -> tuple[Place, ...]:
        """The current districts and cities of a grouping, in the order of their codes."""
        found = self._groupings.get(grouping)
        zones = found.zones if found is not None else ()
        return tuple(p for p in self.at_level(2) if p.zone in zones)

    def find(self, text: str, *, limit: int = 20) -> tuple[Place, ...]:
        """Current places whose names begin with the typed words, the best first.

        Names of three languages, former names, other spellings and codes are searched, whatever
        keyboard was used; a hit on a merged code or on its name gives the place of today.
        """
        terms = query_terms(text)
        if not terms:
            return ()
        typed = _joined(terms)
        ranks: dict[str, tuple[int, int, str]] = {}
        for code, spoken in self._spoken.items():
            if spoken.answers(terms):
                place = self._places[code]
                rank = (spoken.distance(terms, typed), place.level, place.canonical)
                ranks[place.canonical] = min(rank, ranks.get(place.canonical, rank))
        best = sorted(ranks, key=ranks.__getitem__)[:limit]
        return tuple(self._places[code] for code in best)

    def named(self, text: str) -> tuple[Place, ...]:
        """Current places that bear exactly this name or code today; several where a name is shared."""
        typed = _joined(query_terms(text))
        found = {
            self._places[code].canonical for code, spoken in self._spoken.items() if typed & spoken.today
        }
        return tuple(self._places[code] for code in sorted(found))


def gazetteer() -> Gazetteer:
    """Read the shipped files; a few milliseconds, so a door does it once and passes the result down."""
    return Gazetteer(shipped_places(), shipped_groupings())


# Words of a unit's kind that stand in its full name and are left out when people speak of it.
_KINDS = (
    "шаҳри",
    "ноҳияи",
    "вилояти",
    "минтақаи",
    "водии",
    "город",
    "район",
    "область",
    "зона",
    "city",
    "zone",
)
_KINDS_IN_NAMES = frozenset(map(fold, (*_KINDS, "district", "region")))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A place's names, folded: whole names of today and of other times, and the words in each."""

    today: frozenset[str]
    other: frozenset[str]
    words_today: frozenset[str]
    words: frozenset[str]

    def answers(self, terms: _Terms) -> bool:
        """Whether each typed word begins a word or a whole name."""
        return all(any(word.startswith(spellings) for word in self.words) for spellings in terms)

    def distance(self, terms: _Terms, typed: frozenset[str]) -> int:
        """0 for a name of today in full, 1 for another in full, 2 and 3 for their beginnings."""
        if typed & self.today:
            return 0
        if typed & self.other:
            return 1
        return 2 if all(any(w.startswith(s) for w in self.words_today) for s in terms) else 3


def _spoken(place: Place) -> _Spoken:
    full = [_words(name) for name in (place.names.en, place.names.ru, place.names.tg)]
    other = [_words(name) for name in (*place.aliases, *(former.name for former in place.former))]
    today = frozenset(
        [place.code.casefold(), *(" ".join(w) for w in full), *(" ".join(_bare(w)) for w in full)]
    )
    if place.iso and place.level <= 1:
        today |= {" ".join(_words(place.iso))}
    elsewhere = frozenset(" ".join(words) for words in other)
    words_today = today.union(*full)
    return _Spoken(today, elsewhere, words_today, words_today.union(elsewhere, *other))


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(name))


def _bare(words: list[str]) -> list[str]:
    """The words of a name without those for its kind, if any are left then."""
    return [word for word in words if word not in _KINDS_IN_NAMES] or words


def _joined(terms: _Terms) -> frozenset[str]:
    """The whole typed text in its spellings, the n-th spelling of each word with the n-th of the others."""
    turns = range(max((len(spellings) for spellings in terms), default=0))
    return frozenset(" ".join(words[min(turn, len(words) - 1)] for words in terms) for turn in turns)
