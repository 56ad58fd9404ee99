"""Where in the desk a person is, and how one place opens another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cspdesk.presenters.observe import Observable

DEPTH = 50
REGISTER: Final = "register"
FUNDS: Final = "funds"
"""Agreements with what is left of them, and the books."""
MONEY: Final = "money"
"""The lists behind it: receipts, expenses, donors, and what else the books are made from."""
MONEY_REGISTER: Final = "money-register"
"""What the books need now and then: rates, opening balances, corrections."""
KINDS_OF_PLACE: Final[Mapping[str, tuple[str, ...]]] = {
    "recommendations": ("recommendation", "body"),
    "activities": ("activity",),
    MONEY: (
        *("fund", "expense", "agreement", "donor", "account", "transfer", "conversion", "payment"),
        *("refund", "goods_given", "sub_grant", "sub_grant_advance", "acquittal", "sub_grant_return"),
        "contract",
    ),
    MONEY_REGISTER: (
        *("exchange_rate", "article", "amendment", "reversal", "indirect_costs", "vat_refund"),
        *("opening", "earlier_figures", "bank_statement", "statement_line", "bank_rule", "same_as"),
        *("asset", "staff_costs", "number_series", "duty_rule", "holiday", "report_text"),
    ),
    REGISTER: ("organisation", "person", "place", "grouping"),
}
"""The kinds of each place that shows plain kinds, its usual kind first."""
PLACE_OF_KIND: Final[Mapping[str, str]] = {
    "consultation": "consultations",
    "conflict": "exchange",
    **{kind: place for place, kinds in KINDS_OF_PLACE.items() for kind in kinds},
    "obligation": "duties",
    "filing_step": "duties",
    "agreement": FUNDS,
}
"""The place that opens a record of a kind."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the rail, and within it a record, an act, or a question to its list."""

    place: str
    record: str = ""
    act: str = ""
    """``new`` or ``edit``; empty to look."""
    draft: str = ""
    section: str = ""
    """An anchor of the record, or a field of the form."""
    where: tuple[tuple[str, str], ...] = ()
    """Conditions of the list, as ``record list --where`` writes them: a number opens what it counts."""


class Navigation(Observable):
    """The spot now shown, and those before it."""

    def __init__(self, start: Spot) -> None:
        super().__init__()
        self.spot = start
        self._past: list[Spot] = []

    def go(self, place: str, *, record: str = "", act: str = "", draft: str = "", section: str = "") -> None:
        """Open a place, and within it what is named."""
        self.open(Spot(place, record=record, act=act, draft=draft, section=section))

    def open(self, spot: Spot) -> None:
        """Open a spot; where it is the one shown, its screen is told again."""
        if spot != self.spot:
            self._past = [*self._past, self.spot][-DEPTH:]
        self.spot = spot
        self.tell()

    def settle(self, spot: Spot) -> None:
        """The screen says where within its place it is now, for the way back; nobody is told."""
        self.spot = spot

    def back(self) -> None:
        """Go where one was before; nothing where there is no before."""
        if self._past:
            self.spot = self._past.pop()
            self.tell()
