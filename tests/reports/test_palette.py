"""Document colours: readable on white, told apart in grey."""

from itertools import pairwise

import pytest

from cspdesk.reports import palette


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((ink, palette.PAPER) for ink in (palette.INK, palette.INK2, palette.INK3, palette.ACCENT)),
        (palette.WARN, palette.WARN_SOFT),
        (palette.BAD, palette.BAD_SOFT),
        (palette.INK, palette.ACCENT_SOFT),
        *((palette.INK, shade) for shade in palette.SEQUENTIAL[:3]),
        *((palette.PAPER, shade) for shade in palette.SEQUENTIAL[3:]),
    ],
)
def test_text_is_readable_on_its_ground(ink, ground):
    assert contrast(ink, ground) >= 4.5


def test_bars_stand_out_from_paper_and_from_one_another_in_grey():
    greys = sorted(luminance(colour) ** (1 / 3) for colour in palette.CATEGORICAL)
    assert all(contrast(colour, palette.PAPER) >= 3 for colour in palette.CATEGORICAL)
    assert min(b - a for a, b in pairwise(greys)) > 0.04


def test_a_map_grows_darker_with_every_step():
    steps = [luminance(colour) for colour in palette.SEQUENTIAL]
    assert steps == sorted(steps, reverse=True)
