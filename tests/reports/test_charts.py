"""Charts as pictures."""

import re

import pytest

from cspdesk.reports.charts import draw_png, draw_svg
from cspdesk.reports.layout import BarRow, Bars, RegionMap, RegionValue
from cspdesk.reports.palette import CATEGORICAL, SEQUENTIAL

BARS = Bars("Синну сол", (BarRow("14–17", 45, "45"), BarRow("", 40, "40", 1)), series=("занон", "мардон"))
CODES = ("TJ-SU", "TJ-KT", "TJ-RA", "TJ-GB", "TJ-DU")


def drawn(*values: RegionValue) -> str:
    return draw_svg(RegionMap("Харита", values), language="tg").decode().upper()


@pytest.mark.parametrize("figure", [BARS, RegionMap("Харита", ()), Bars("Ҳеҷ", ())])
def test_a_picture_knows_its_size_and_its_words(figure):
    picture = draw_png(figure, language="tg")
    assert picture.png.startswith(b"\x89PNG")
    assert abs(picture.width - 1438) <= 1
    assert picture.alt.startswith(figure.title)


def test_each_series_has_its_colour():
    svg = draw_svg(BARS, language="tg").decode().upper()
    assert {CATEGORICAL[0], CATEGORICAL[1]} <= set(re.findall(r"#([0-9A-F]{6})", svg))


@pytest.mark.parametrize("code", CODES)
def test_every_region_takes_its_shade(code):
    assert SEQUENTIAL[4] in drawn(RegionValue(code, "x", "9", 4))
    assert SEQUENTIAL[4] not in drawn()


def test_a_region_without_data_is_hatched_not_shaded():
    assert not {shade for shade in SEQUENTIAL if f"#{shade}" in drawn()}


def test_a_bar_is_as_long_as_its_figure_says():
    figure = Bars("", (BarRow("a", 100, "x"), BarRow("b", 50, "x"), BarRow("c", None, "x")))
    svg = draw_svg(figure, language="en").decode()
    bars = re.findall(rf'<path[^>]*fill="#{CATEGORICAL[0].lower()}"[^>]*d="([^"]+)"', svg)
    bars = bars or re.findall(rf'd="([^"]+)"[^>]*fill="#{CATEGORICAL[0].lower()}"', svg)
    lengths = [max(float(x) for x in re.findall(r"-?[\d.]+", path)) for path in bars]
    assert len(lengths) == 2
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=0.02)
