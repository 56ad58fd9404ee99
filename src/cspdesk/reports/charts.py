"""Charts and the map of regions as pictures, for formats that cannot draw them."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from cspdesk.reports.layout import Bars, Language, RegionMap
from cspdesk.reports.printable import coverage, shown
from cspdesk.reports.typesetting import Json, as_data, typeset
from cspdesk.reports.wording import described

DOTS_PER_INCH = 220
"""Sharp on paper, and still some tens of kilobytes a chart."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a PNG, its size in dots, and the words for whoever cannot see it."""

    png: bytes
    width: int
    height: int
    alt: str

    @property
    def width_mm(self) -> float:
        """How wide it is meant to stand on paper, in millimetres."""
        return self.width / DOTS_PER_INCH * 25.4


def draw_png(figure: Bars | RegionMap, *, language: Language) -> Picture:
    """A chart as a picture 166 mm wide, drawn from its printed figures."""
    png = typeset("figure.typ", _inputs(figure, language), form="png", ppi=DOTS_PER_INCH)[0]
    # A PNG begins with eight bytes of signature, then the header block: length, name, width, height.
    width, height = struct.unpack(">II", png[16:24])
    return Picture(png, width, height, described(figure))


def draw_svg(figure: Bars | RegionMap, *, language: Language) -> bytes:
    """A chart as SVG; its letters are outlines, so it looks the same everywhere."""
    return typeset("figure.typ", _inputs(figure, language), form="svg")[0]


def _inputs(figure: Bars | RegionMap, language: Language) -> dict[str, Json]:
    covered = coverage()
    return {"figure": as_data(figure, lambda text: shown(text, covered)), "language": language}
