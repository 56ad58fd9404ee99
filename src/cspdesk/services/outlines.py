"""Outlines for the map: the shipped regions, and districts where a person has loaded a GeoJSON file.

A file from outside is bounded before it is read and while it is looked through; of its properties only
what names a district is used, of its geometry only polygons near the country.  What is kept is thinned
to what a screen can show, in ten-thousandths of a degree, and says nothing about a boundary.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.folding import fold
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.gazetteer import Gazetteer, Place
from cspdesk.i18n.outlines import Outline, Ring, shipped_outlines
from cspdesk.services.context import Context
from cspdesk.store import files

SETTING: Final = "district-outlines"
LARGEST: Final = 32 * 1024 * 1024
"""Bytes of a file that is read."""
MOST_SHAPES: Final = 500
MOST_POINTS: Final = 600_000
DISTRICT: Final = 2
_AROUND: Final = (65_0000, 76_0000, 35_0000, 42_0000)
"""West, east, south and north of what may be drawn, in ten-thousandths of a degree."""
_THIN: Final = 40
"""How far, in ten-thousandths of a degree, a line may stray when points are left out."""
_LONGEST: Final = 4_000
"""Points of one ring that are weighed against each other, which takes up to the square of their number."""
_LEAST: Final = 4
"""Points of a closed ring, the first repeated at its end."""

Point = tuple[int, int]
Shape = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a file came to."""

    districts: int
    unknown: int
    """Shapes whose district is not known by any of their names."""


class Outlines:
    """The outlines of one desk's map."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @staticmethod
    def regions() -> tuple[Outline, ...]:
        """The shipped regions."""
        return shipped_outlines()

    def districts(self) -> tuple[Outline, ...]:
        """The districts that were loaded; empty where none were."""
        kept = self._context.desk.setting(SETTING)
        found: dict[str, list[list[list[int]]]] = json.loads(kept) if kept else {}
        return tuple(Outline(code, tuple(map(_ring, rings))) for code, rings in found.items())

    def load(self, untrusted_file: Path) -> Loaded:
        """Keep the districts of a GeoJSON file, in place of those loaded before.

        Raises ``RefusedError`` for a file that is too large, is no GeoJSON, or holds no district.
        """
        collection = _parsed(files.read_bounded(untrusted_file, LARGEST))
        found: dict[str, list[Shape]] = {}
        unknown = 0
        for names, rings in _shapes(collection):
            place = _district(self._context.gazetteer, names)
            if place is None:
                unknown += 1
            else:
                found.setdefault(place.code, []).extend(rings)
        if not found:
            raise _refused(N_("No outline in the file is that of a district."))
        kept = {code: [[list(point) for point in ring] for ring in rings] for code, rings in found.items()}
        self._context.desk.set_setting(SETTING, json.dumps(kept, separators=(",", ":")))
        return Loaded(len(found), unknown)

    def forget(self) -> None:
        """Show regions only again."""
        self._context.desk.set_setting(SETTING, "")


def _ring(points: Iterable[Sequence[int]]) -> Ring:
    return tuple((x / 10_000, y / 10_000) for x, y in points)


def _refused(text: str, **values: object) -> RefusedError:
    return RefusedError(
        Msg(text, values),
        hint=msg(N_("Choose a GeoJSON file with the outlines of districts, named as in the gazetteer.")),
        code="outlines",
    )


def _parsed(untrusted: bytes) -> dict[str, object]:
    try:
        found = json.loads(untrusted)
    except (ValueError, RecursionError) as error:
        raise _refused(N_("This file is no GeoJSON.")) from error
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        raise _refused(N_("This file is no GeoJSON."))
    return found


def _shapes(untrusted: dict[str, object]) -> Iterator[tuple[list[str], list[Shape]]]:
    """The shapes of a collection: the texts of their properties, and their outer and inner rings."""
    features = untrusted["features"]
    if not isinstance(features, list) or len(features) > MOST_SHAPES:
        raise _refused(N_("The file has more than {most} outlines."), most=MOST_SHAPES)
    left = MOST_POINTS
    for feature in features:
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(geometry, dict) or not isinstance(properties, dict):
            continue
        shapes = geometry.get("coordinates")
        polygons = [shapes] if geometry.get("type") == "Polygon" else shapes
        if geometry.get("type") not in {"Polygon", "MultiPolygon"} or not isinstance(polygons, list):
            continue
        rings = []
        for polygon in polygons:
            for untrusted_ring in polygon if isinstance(polygon, list) else ():
                left -= len(untrusted_ring) if isinstance(untrusted_ring, list) else 0
                if left < 0:
                    raise _refused(N_("The outlines have more than {most} points."), most=MOST_POINTS)
                rings += _thinned(untrusted_ring)
        names = [value[:200] for value in properties.values() if isinstance(value, str) and value.strip()]
        if rings:
            yield names, rings


def _thinned(untrusted_ring: object) -> list[Shape]:
    """A ring as whole numbers with few points; nothing for one that is none or lies elsewhere."""
    if not isinstance(untrusted_ring, list):
        return []
    west, east, south, north = _AROUND
    points: list[Point] = []
    for pair in untrusted_ring:
        if not isinstance(pair, list) or len(pair) < 2:
            return []
        x, y = pair[0], pair[1]
        if (
            not isinstance(x, int | float)
            or not isinstance(y, int | float)
            or not (0 < x < 180 and 0 < y < 90)
        ):
            return []
        point = (round(x * 10_000), round(y * 10_000))
        if not (west <= point[0] <= east and south <= point[1] <= north):
            return []
        points.append(point)
    step = max(1, -(-len(points) // _LONGEST))
    kept = _simpler([*points[:-1:step], *points[-1:]])
    return [tuple(kept)] if len(kept) >= _LEAST else []


def _simpler(points: Sequence[Point]) -> list[Point]:
    """Fewer points along the same line (Douglas and Peucker, 1973), without recursion."""
    if len(points) < _LEAST:
        return []
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, far = first, _THIN * _THIN
        for at in range(first + 1, last):
            distance = _squared_distance(points[at], points[first], points[last])
            if distance > far:
                farthest, far = at, distance
        if farthest != first:
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [points[at] for at in sorted(keep)]


def _squared_distance(point: Point, begin: Point, end: Point) -> int:
    """How far a point lies from the line through two others, squared; from the first where they are one."""
    dx, dy = end[0] - begin[0], end[1] - begin[1]
    x, y = point[0] - begin[0], point[1] - begin[1]
    length = dx * dx + dy * dy
    if not length:
        return x * x + y * y
    return (x * dy - y * dx) ** 2 // length


def _district(gazetteer: Gazetteer, names: Iterable[str]) -> Place | None:
    """The one district that a shape's names mean; where several share a name, the region named decides."""
    said = list(names)
    regions = {place.code for name in said for place in gazetteer.named(name) if place.level == 1}
    for name in said:
        found = [
            place
            for place in gazetteer.named(name)
            if place.level == DISTRICT and (not regions or place.parent in regions)
        ]
        if len(found) == 1:
            return found[0]
    folded = {fold(name) for name in said}
    by_code = [place for place in gazetteer.at_level(DISTRICT) if fold(place.code) in folded]
    return by_code[0] if len(by_code) == 1 else None
