"""The colours of documents: the light palettes of the look, for paper that may meet a grey printer.

Contrast against white: ink 16.4, ink2 7.0, ink3 5.1, accent 8.2 (WCAG asks 4.5 of text); the bars'
colours keep 3 and differ in lightness, so that they are told apart in grey and by every eye.
"""

from __future__ import annotations

INK = "1D1F26"
INK2 = "565963"
INK3 = "6B6D77"
ACCENT = "2B4A9B"
ACCENT_SOFT = "E7ECF8"
ACCENT_EDGE = "BEC8E4"
WARN = "7F4F00"
WARN_SOFT = "FBEFD6"
WARN_EDGE = "E0CCA7"
BAD = "A12A20"
BAD_SOFT = "FBE8E5"
BAD_EDGE = "E7BEBA"
LINE = "DCD8CF"
EDGE = "938E82"
SUNKEN = "F6F4F0"
NO_DATA = "EFEDE8"
PAPER = "FFFFFF"

SEQUENTIAL = ("E4E9F5", "B7C4E6", "8098D0", "4C69B3", "213B80")
"""Five even steps from least to most; the label on the last two is white."""
CATEGORICAL = ("2B4A9B", "C67C0A", "008064", "A968AC", "402E54")
"""Series of a chart, in this order; the first two are women and men."""


def named() -> dict[str, str | tuple[str, ...]]:
    """Every colour by the name that the page templates use."""
    return {
        "ink": INK,
        "ink2": INK2,
        "ink3": INK3,
        "accent": ACCENT,
        "accent_soft": ACCENT_SOFT,
        "accent_edge": ACCENT_EDGE,
        "warn": WARN,
        "warn_soft": WARN_SOFT,
        "warn_edge": WARN_EDGE,
        "bad": BAD,
        "bad_soft": BAD_SOFT,
        "bad_edge": BAD_EDGE,
        "line": LINE,
        "edge": EDGE,
        "sunken": SUNKEN,
        "no_data": NO_DATA,
        "paper": PAPER,
        "sequential": SEQUENTIAL,
        "categorical": CATEGORICAL,
    }
