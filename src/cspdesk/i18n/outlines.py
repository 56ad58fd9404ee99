"""The outlines of the five regions, for the map of the joint picture (``data/SOURCES.md`` says whence)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from typing import Any

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """One region by its code: closed rings of (longitude, latitude), enclaves among them."""

    code: str
    rings: tuple[Ring, ...]


def shipped_outlines() -> tuple[Outline, ...]:
    """Every first-level unit; coordinates are for drawing only and say nothing about a boundary."""
    text = resources.files("cspdesk.i18n").joinpath("data", "outlines.geojson").read_text(encoding="utf-8")
    return tuple(_outline(feature) for feature in json.loads(text)["features"])


def _outline(feature: dict[str, Any]) -> Outline:
    geometry = feature["geometry"]
    shapes = geometry["coordinates"]
    polygons = shapes if geometry["type"] == "MultiPolygon" else [shapes]
    rings = tuple(tuple((x, y) for x, y in ring) for polygon in polygons for ring in polygon)
    return Outline(feature["properties"]["code"], rings)
