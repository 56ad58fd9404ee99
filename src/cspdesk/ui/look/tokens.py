"""Every colour, size and duration of the window, and the contrast arithmetic they must satisfy.

Plain Python, no Qt: painted widgets, the style sheet and the tests read the same numbers.
Sizes are pixels at 100 % text; durations are milliseconds.  Contrast is that of WCAG 2.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FAMILY: Final = "Inter"

SPACE: Final[Mapping[str, int]] = {"xs": 4, "s": 8, "m": 12, "l": 16, "xl": 24, "xxl": 32}
# pixels, weight, and the line height that painted rows use
TYPE: Final[Mapping[str, tuple[int, int, int]]] = {
    "caption": (11, 500, 16),
    "small": (12, 400, 18),
    "body": (13, 400, 20),
    "strong": (13, 600, 20),
    "section": (15, 600, 22),
    "title": (20, 600, 28),
    "figure": (24, 600, 32),
}
RADIUS: Final[Mapping[str, int]] = {"chip": 4, "control": 6, "panel": 8, "popup": 10}
SIZE: Final[Mapping[str, int]] = {
    "control": 32,
    "control_small": 26,
    "row_table": 30,
    "row_one": 34,
    "row_two": 56,
    "row_group": 32,
    "rail": 196,
    "rail_narrow": 56,
    "list": 356,
    "list_narrow": 296,
    "side": 318,
    "status": 28,
    "icon": 16,
    "icon_small": 14,
    "icon_rail": 18,
    "icon_empty": 32,
    "label": 110,
    "ring": 2,
    "ring_gap": 3,
}
# logical width: divide the window's width by the text scale first
BREAK: Final[Mapping[str, int]] = {"single": 860, "narrow": 1180}
MOTION: Final[Mapping[str, int]] = {"none": 0, "quick": 120, "calm": 180}

COLOURS: Final[Mapping[str, Mapping[str, str]]] = {
    "light": {
        "paper": "#FBFAF8",
        "surface": "#FFFFFF",
        "rail": "#F3F1EC",
        "sunken": "#F6F4F0",
        "line": "#E6E3DC",
        "rim": "#CDC8BD",
        "edge": "#938E82",
        "ink": "#1D1F26",
        "ink2": "#565963",
        "ink3": "#6B6D77",
        "accent": "#2B4A9B",
        "accent_strong": "#213B80",
        "accent_soft": "#E7ECF8",
        "on_accent": "#FFFFFF",
        "good": "#22643F",
        "good_soft": "#E3F1E8",
        "warn": "#7F4F00",
        "warn_soft": "#FBEFD6",
        "bad": "#A12A20",
        "bad_soft": "#FBE8E5",
    },
    "dark": {
        "paper": "#18191C",
        "surface": "#1E2024",
        "rail": "#131416",
        "sunken": "#25272C",
        "line": "#31343A",
        "rim": "#4A4E57",
        "edge": "#7B7F89",
        "ink": "#ECEBE7",
        "ink2": "#B7B8BE",
        "ink3": "#9B9EA7",
        "accent": "#A3B7F5",
        "accent_strong": "#BECCFA",
        "accent_soft": "#2A3454",
        "on_accent": "#10131C",
        "good": "#80CA9D",
        "good_soft": "#1F3529",
        "warn": "#E6B663",
        "warn_soft": "#3B2F18",
        "bad": "#F29A91",
        "bad_soft": "#452421",
    },
    # black on white; also serves a laptop in sunlight
    "contrast": {
        "paper": "#FFFFFF",
        "surface": "#FFFFFF",
        "rail": "#FFFFFF",
        "sunken": "#FFFFFF",
        "line": "#000000",
        "rim": "#000000",
        "edge": "#000000",
        "ink": "#000000",
        "ink2": "#000000",
        "ink3": "#1F1F1F",
        "accent": "#0B2C86",
        "accent_strong": "#000000",
        "accent_soft": "#D3DEFF",
        "on_accent": "#FFFFFF",
        "good": "#00471F",
        "good_soft": "#FFFFFF",
        "warn": "#573300",
        "warn_soft": "#FFFFFF",
        "bad": "#860D08",
        "bad_soft": "#FFFFFF",
    },
}

# "seq" runs from least to most; "cat" is taken in this order and never more than five at once
SEQUENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "light": ("#E4E9F5", "#B7C4E6", "#8098D0", "#4C69B3", "#213B80"),
    "dark": ("#2B3350", "#41507F", "#6277B3", "#8FA4DE", "#CBD6FB"),
    "contrast": ("#FFFFFF", "#C3CFEE", "#7F95CF", "#3E59A6", "#0B2C86"),
}
CATEGORIES: Final[Mapping[str, tuple[str, ...]]] = {
    "light": ("#2B4A9B", "#C67C0A", "#008064", "#A968AC", "#402E54"),
    "dark": ("#8FA6EE", "#F0BE6A", "#489578", "#BF87B3", "#E8D9FC"),
    "contrast": ("#0B2C86", "#C07400", "#157356", "#9C5B97", "#311B38"),
}
NO_DATA: Final[Mapping[str, str]] = {"light": "#EFEDE8", "dark": "#2A2C31", "contrast": "#FFFFFF"}
MAP_LINE: Final[Mapping[str, str]] = {"light": "#FFFFFF", "dark": "#18191C", "contrast": "#000000"}
WOMEN: Final = 0  # places in CATEGORIES: blue and ochre, told apart by every eye and in grey print
MEN: Final = 1

# fore, back, and the contrast the pair must hold (WCAG 2.2 AA: text 4.5, shapes 3)
PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    ("ink", "paper", 4.5),
    ("ink", "rail", 4.5),
    ("ink2", "paper", 4.5),
    ("ink2", "rail", 4.5),
    ("ink3", "paper", 4.5),
    ("ink3", "sunken", 4.5),
    ("ink3", "rail", 4.5),
    ("ink2", "accent_soft", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "accent_soft", 4.5),
    ("on_accent", "accent", 4.5),
    ("on_accent", "accent_strong", 4.5),
    ("good", "good_soft", 4.5),
    ("warn", "warn_soft", 4.5),
    ("bad", "bad_soft", 4.5),
    ("good", "paper", 4.5),
    ("warn", "paper", 4.5),
    ("bad", "paper", 4.5),
    ("bad", "surface", 4.5),
    ("ink", "good_soft", 4.5),
    ("ink", "warn_soft", 4.5),
    ("ink", "bad_soft", 4.5),
    ("accent", "good_soft", 4.5),
    ("accent", "warn_soft", 4.5),
    ("accent", "bad_soft", 4.5),
    ("edge", "surface", 3.0),
    ("edge", "paper", 3.0),
    ("accent", "surface", 3.0),
)


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB``, from 0 to 1, as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """``share`` (0 to 1) of ``other`` laid over ``one``."""
    pair = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pair)


def derived(base: Mapping[str, str], *, theme: str) -> dict[str, str]:
    """The full palette of a theme: ``base`` and the shades made from it.

    ``base`` is ``COLOURS[theme]``, or that with colours of the system's own high contrast in it.
    """
    colours = dict(base)
    plain = theme == "contrast"
    for name in ("accent", "good", "warn", "bad"):
        colours[f"chip_{name}"] = (
            colours[name] if plain else mix(colours[f"{name}_soft"], colours[name], 0.22)
        )
    colours["rail_hover"] = mix(colours["rail"], colours["ink"], 0.04)
    lifted = {"light": "surface", "dark": "sunken", "contrast": "accent_soft"}
    colours["rail_on"] = colours[lifted[theme]]
    colours["rail_edge"] = colours["line"]
    colours["scroll"] = colours["edge"] if plain else mix(colours["paper"], colours["ink"], 0.22)
    colours["scroll_hover"] = colours["ink"] if plain else mix(colours["paper"], colours["ink"], 0.4)
    return colours
