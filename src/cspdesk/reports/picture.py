"""The joint picture of concerns as values: what a digest prints and what the Concerns page shows.

The same shape comes from two sources: exactly from the records (``own_picture``) for the organisation's
own eyes, and from frozen, rounded cubes (``printed_picture``) for everybody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cspdesk.domain.text import Msg


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: how it is shown, and the whole number behind it where there is one."""

    shown: Msg
    value: int | None = None


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """One concern in one place's ranking."""

    theme: str
    order: int
    raised: Number
    """How many consultations named it (outside: about how many)."""
    rank: Number | None = None
    """Mean community rank in tenths; not told outside."""
    severity: Number | None = None
    """Median severity in tenths; outside the mean in half steps."""
    index: Number | None = None
    """Severity x breadth x trend in tenths; stands beside the order, never in its place."""
    women: Number | None = None
    men: Number | None = None
    people: Number | None = None
    by_band: Mapping[str, Number] = field(default_factory=dict)
    change: Msg | None = None
    meetings: tuple[bytes, ...] = ()
    """The consultations behind it; empty outside."""


@dataclass(frozen=True, slots=True)
class PlacePicture:
    """One place or grouping: what was held there, who came, what they named."""

    code: str
    names: tuple[str, str, str]
    held: int
    people: Mapping[tuple[str, str], Number]
    """By (sex, age band); ("", "") is the whole, (sex, "") a row's and ("", band) a column's sum."""
    concerns: tuple[ConcernRow, ...] = ()
    disability: Mapping[str, Number] = field(default_factory=dict)
    """People with a disability, by sex; "" is the sum."""

    def name(self, language: str) -> str:
        """The name in a language, else the first there is."""
        return self.names[("tg", "ru", "en").index(language)] or next((n for n in self.names if n), self.code)


@dataclass(frozen=True, slots=True)
class Picture:
    """A period's picture: the whole, each place, and how the numbers were made."""

    whole: PlacePicture
    places: tuple[PlacePicture, ...]
    base: int
    """0 where the numbers are exact; else what people are rounded to."""
    earlier: bool
    """Whether there was an earlier period to compare with."""
    left_out: int = 0
    """Consultations of the period that these numbers do not hold."""
