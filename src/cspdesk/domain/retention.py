"""How long records of money are kept: the latest of what law and donors ask for.

The years that the law asks for are data, from memory and unconfirmed until somebody who knows confirms
them; an organisation may say another number, and an agreement its own day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from cspdesk.domain.text import N_


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """So many whole years after the year of a record, by what, and whether that was confirmed."""

    years: int
    basis: str
    confirmed: bool = False
    valid_from: date = date.min


LAW: Final = (
    RetentionRule(
        5,
        N_("Law on Public Associations, as amended in 2019, and the Tax Code"),
        valid_from=date(2019, 1, 2),
    ),
)
"""Shipped, by the day from which each holds; research of 2026, from memory."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Until when a record is kept, both ends included, and by what; ``basis`` is marked for translation."""

    until: date
    basis: str
    confirmed: bool


def hold(
    dated: date, donors: Iterable[date] = (), *, rules: Iterable[RetentionRule] = LAW, own_years: int = 0
) -> Hold:
    """The latest of the law's day and the donors'; ``own_years`` stands for the law's where it is above 0."""
    rule = max(
        (one for one in rules if one.valid_from <= max(dated, _first(rules))), key=lambda one: one.valid_from
    )
    if own_years > 0:
        rule = RetentionRule(own_years, N_("the organisation’s own rule"), confirmed=True)
    found = Hold(date(min(dated.year + rule.years, date.max.year), 12, 31), rule.basis, rule.confirmed)
    for day in donors:
        if day > found.until:
            found = Hold(day, N_("the agreement with the donor"), confirmed=True)
    return found


def _first(rules: Iterable[RetentionRule]) -> date:
    """The day of the earliest rule: what is older is kept by it too."""
    return min(one.valid_from for one in rules)
