"""The kinds of records of each place that shows plain kinds, and the spot that opens one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cspdesk.presenters.navigation import PLACE_OF_KIND, Spot

REGISTER: Final = "register"
KINDS_OF_PLACE: Final[Mapping[str, tuple[str, ...]]] = {
    "recommendations": ("recommendation", "body"),
    "activities": ("activity",),
    "funds": ("fund", "agreement", "donor"),
    REGISTER: ("organisation", "person", "place", "grouping"),
}
"""Its usual kind first."""
KIND: Final = "kind"
"""The condition that names the kind, where a place has several."""


def spot_of(kind: str, record: str = "", *, act: str = "", section: str = "") -> Spot:
    """Where a record, or the list of a kind, is opened."""
    return Spot(
        PLACE_OF_KIND.get(kind, REGISTER), record=record, act=act, section=section, where=((KIND, kind),)
    )
