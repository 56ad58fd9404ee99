"""Where in the window records of each kind are: the places of the rail, and the register beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cspdesk.presenters.navigation import Spot

REGISTER: Final = "register"
KINDS_OF_PLACE: Final[Mapping[str, tuple[str, ...]]] = {
    "consultations": ("consultation",),
    "recommendations": ("recommendation", "body"),
    "activities": ("activity",),
    "funds": ("fund", "agreement", "donor"),
    REGISTER: ("organisation", "person", "place", "grouping"),
}
"""The kinds of each place, its usual one first."""


def place_of(kind: str) -> str:
    """The place where records of a kind are; the register for a kind that has none of its own."""
    return next((place for place, kinds in KINDS_OF_PLACE.items() if kind in kinds), REGISTER)


def spot_of(kind: str, record: str = "", *, act: str = "", section: str = "") -> Spot:
    """Where a record, or the list of a kind, is opened."""
    return Spot(place_of(kind), record=record, act=act, section=section, where=(("kind", kind),))
