"""What can stand in a place of a report: words, a day, an amount, a rate, or a gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from cspdesk.domain.ledger.rates import Rate
from cspdesk.domain.text import Msg
from cspdesk.reports.money.scope import Gap


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in minor units of a currency, or a count where it is empty.

    ``code`` names it, ``adds`` the figures of which it is the sum; a ``-`` before a code takes away.
    ``base`` is what people are counted in multiples of: below it somebody and nobody look alike.
    """

    number: int
    currency: str = ""
    code: str = ""
    adds: tuple[str, ...] = ()
    base: int = 0


@dataclass(frozen=True, slots=True)
class Ratio:
    """Tenths of a per cent; None where there is nothing to measure against."""

    per_mille: int | None


@dataclass(frozen=True, slots=True)
class Month:
    """A month, told by its name."""

    first: date


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166 code, told by its name."""

    code: str


Value: TypeAlias = str | Msg | date | Month | Country | Amount | Rate | Ratio | Gap
NOTHING = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a listing: its key, and its values by column."""

    key: str
    values: dict[str, Value]
    strong: bool = False
    """A sum of rows above it: not part of the last row's."""
