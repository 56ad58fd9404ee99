"""The kinds of records of each place that shows plain kinds, and the spot that opens one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cspdesk.presenters.navigation import (
    FUNDS,
    KINDS_OF_PLACE,
    MONEY,
    MONEY_REGISTER,
    PLACE_OF_KIND,
    REGISTER,
    Spot,
)

__all__ = ["BESIDE", "FUNDS", "KIND", "KINDS_OF_PLACE", "MONEY", "MONEY_REGISTER", "REGISTER", "spot_of"]

BESIDE: Final[Mapping[str, str]] = {MONEY: MONEY_REGISTER, MONEY_REGISTER: MONEY}
"""The place whose lists are offered after its own."""
KIND: Final = "kind"
"""The condition that names the kind, where a place has several."""


def spot_of(kind: str, record: str = "", *, act: str = "", section: str = "") -> Spot:
    """Where a record, or the list of a kind, is opened."""
    return Spot(
        PLACE_OF_KIND.get(kind, REGISTER), record=record, act=act, section=section, where=((KIND, kind),)
    )
