"""Who reads what leaves the desk, and how far numbers are rounded for each of them.

The ladder of audiences is the one of ``fields.AUDIENCES``; the authority stands beside it and sees a field
only where the field names it.  The numbers below are the table of docs/decisions/0020-small-numbers.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType

from cspdesk.domain.fields import AUDIENCES
from cspdesk.domain.text import N_


class Audience(StrEnum):
    """A circle of readers, by its code."""

    TEAM = "team"
    ORGANISATION = "organisation"
    COALITION = "coalition"
    DONOR = "donor"
    AUTHORITY = "authority"
    PUBLIC = "public"


AUDIENCE_LABELS: Mapping[Audience, str] = MappingProxyType(
    {
        Audience.TEAM: N_("Team"),
        Audience.ORGANISATION: N_("My organisation"),
        Audience.COALITION: N_("Coalition"),
        Audience.DONOR: N_("Donor"),
        Audience.AUTHORITY: N_("Authority"),
        Audience.PUBLIC: N_("Public"),
    }
)


class Level(IntEnum):
    """How deep a place lies, counted from the country; a place path has one code for each level."""

    COUNTRY = 1
    REGION = 2
    ZONE = 3
    DISTRICT = 4


@dataclass(frozen=True, slots=True)
class Protection:
    """What one audience may be shown of people counted in consultations."""

    base: int
    """People are printed in multiples of it, and nothing below it can be told; 0 prints exactly."""
    high_base: int
    """The same for people at consultations that raised a concern of high sensitivity; 0: not printed."""
    floor: Level
    """The narrowest place a number may be printed for."""
    high_floor: Level
    """The same for concerns of high sensitivity."""
    split_floor: Level
    """The same for a number split by disability or by concern."""
    high_by_decision: bool = False
    """Concerns of high sensitivity only after somebody decided so and it was noted."""


EXACT = Protection(0, 0, Level.DISTRICT, Level.DISTRICT, Level.DISTRICT)

PROTECTIONS: Mapping[Audience, Protection] = MappingProxyType(
    {
        Audience.TEAM: EXACT,
        Audience.ORGANISATION: EXACT,
        # Exact sizes beside a rounded sum of them would tell which consultation raised the concern.
        Audience.COALITION: EXACT,
        Audience.DONOR: Protection(5, 10, Level.DISTRICT, Level.REGION, Level.DISTRICT),
        Audience.AUTHORITY: Protection(
            10, 20, Level.DISTRICT, Level.REGION, Level.REGION, high_by_decision=True
        ),
        Audience.PUBLIC: Protection(10, 20, Level.REGION, Level.REGION, Level.REGION),
    }
)


@dataclass(frozen=True, slots=True)
class Parameters:
    """The numbers a cube is made with; every desk of the coalition uses the same."""

    bases: tuple[int, ...] = (5, 10, 20)
    """Each a multiple of the one before: a wider print is made from the narrower."""
    held_base: int = 3
    """Consultations that raised a concern are told in steps of it, where as many were held."""
    held_base_high: int = 5
    people_held: int = 5
    """People are printed by concern only where so many consultations were held."""
    people_held_high: int = 10
    supplement_held: int = 3
    """Late entries form a block of their own only when there are as many."""


PARAMETERS = Parameters()


def within(widest: Audience, reader: Audience, *, names_authority: bool = False) -> bool:
    """Whether ``reader`` may see what is meant for ``widest`` and every narrower audience.

    The authority is on no step of the ladder: it sees only what names it.
    """
    if reader is Audience.AUTHORITY:
        return names_authority
    return AUDIENCES.index(reader) <= AUDIENCES.index(widest)


def narrower(one: Audience, other: Audience) -> Audience:
    """The narrower of two ceilings on the ladder, as a field's and its record's."""
    return min(one, other, key=AUDIENCES.index)
