"""Places as values, and the shipped files they are read from (``data/SOURCES.md`` says whence)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Names:
    """One name in the three languages of the desk."""

    en: str
    ru: str
    tg: str

    def in_language(self, code: str) -> str:
        """The name in a language; English for one that has no name of its own."""
        return {"ru": self.ru, "tg": self.tg}.get(code, self.en)


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a place had; ``until`` is the year of the renaming where it is known."""

    name: str
    until: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """One unit: ``level`` 0 is the country, 1 a region, 2 a district or city.

    ``zone`` is the code of the grouping it is counted in, empty where it lies in several; ``note``
    says why.  ``canonical`` is the unit's code of today, and its own code unless it was merged.
    """

    code: str
    level: int
    parent: str
    names: Names
    unit_type: str
    iso: str
    zone: str
    zone_is_sure: bool
    former: tuple[FormerName, ...]
    aliases: tuple[str, ...]
    status: str
    canonical: str
    note: str

    @property
    def is_current(self) -> bool:
        """Whether new records may use the code."""
        return self.status == "current"


@dataclass(frozen=True, slots=True)
class Grouping:
    """Districts read together: ``kind`` is *zone*, or *together* for several zones as one."""

    code: str
    names: Names
    zones: tuple[str, ...]
    kind: str


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("cspdesk.i18n").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def shipped_places() -> list[Place]:
    """The country, its regions, districts and cities, and the codes that were merged into others."""
    return [
        Place(
            code=row["code"],
            level=int(row["level"]),
            parent=row["parent"],
            names=_names(row),
            unit_type=row["unit_type"],
            iso=row["iso"],
            zone=row["zone"],
            zone_is_sure=row["zone_confidence"] == "high",
            former=tuple(_former(entry) for entry in _split(row["former"])),
            aliases=_split(row["alias"]),
            status=row["status"],
            canonical=row["canonical"],
            note=row["note"],
        )
        for row in _rows("places.csv")
    ]


def shipped_groupings() -> list[Grouping]:
    """The groupings of the Civil Society Platform, zones before zones read together."""
    return [
        Grouping(row["code"], _names(row), tuple(row["zones"].split()), row["kind"])
        for row in _rows("groupings.csv")
    ]


def _names(row: Mapping[str, str]) -> Names:
    return Names(row["name_en"], row["name_ru"], row["name_tg"])


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


_YEAR = re.compile(r"^(.*) \((\d{4})\)$")


def _former(entry: str) -> FormerName:
    dated = _YEAR.match(entry)
    return FormerName(dated[1], int(dated[2])) if dated else FormerName(entry, None)
