"""All families by name, and the table of what became of their small numbers and zeros."""

import random
from collections.abc import Callable, Mapping

from cspdesk.domain.audience import Audience

from . import attendance, concerns, families
from .attacker import Verdict
from .families import ForgetfulLog, people
from .worlds import Shape

Trial = Callable[[random.Random], Verdict]

ONE_AGE = ("all",)

SAFE: Mapping[str, Trial] = {
    "two-way table": people(Shape(ages=ONE_AGE)),
    "three-way table with margins": people(Shape(regions=4, districts=1)),
    "region, zone, district": people(Shape(regions=3, zones=2, ages=ONE_AGE)),
    "linked tables of one digest": people(Shape()),
    "disability": families.disability(),
    "concerns and consultations": concerns.ordinary(Audience.DONOR),
    "the same, donor and public": concerns.ordinary(Audience.DONOR, Audience.PUBLIC),
    "late consultations": families.late(),
    "a correction": families.correction(),
    "eight organisations": families.eight_organisations,
    "donor and public in one hand": people(Shape(), (5, 10, 20)),
    "public alone, below 10": people(Shape(), (10, 20), 10),
    "disability, donor and public": families.disability((5, 10, 20)),
    "disability, public, below 10": families.disability((10, 20), 10),
    "kept and withdrawn": families.withdrawn,
    "high concerns, below 10": concerns.high,
    "who raised what is known": concerns.known_concerns(apart=False),
    "who came to activities": attendance.came(),
    "who came, one activity late": attendance.came(late=1),
    "who came, donor and authority in one hand": attendance.came((5, 10)),
    "who came, authority alone, below 10": attendance.came((10,), 10),
}
"""Nothing may be learned here."""

FAULTS: Mapping[str, Trial] = {
    "a total from the records": families.total_from_records,
    "zeros told apart": families.zeros_told_apart,
    "two keys for one block, late": families.late(ForgetfulLog),
    "two keys for one block, correction": families.correction(ForgetfulLog),
    "each concern drawn by itself": concerns.known_concerns(apart=True),
    "two organisations' sum rounded again": families.rounded_again,
    "who came, each to the nearest five and ten": attendance.nearest,
    "who came, two keys for one activity": attendance.came(log=attendance.ForgetfulLog, late=2),
}
"""Planted faults: the attacker must find something."""

BEYOND: Mapping[str, Trial] = {
    "people of every district known": families.knowing_totals(4),
    "women and men of every district known": families.knowing_totals(5),
    "women and men of every consultation known": families.knowing_totals(6),
    "an ordinary concern raised by none, donor": concerns.ordinary(Audience.DONOR, asked_zeros=2),
    "the same, donor and public": concerns.ordinary(Audience.DONOR, Audience.PUBLIC, asked_zeros=2),
}
"""What the method does not claim to withstand; measured, so that the limit can be told."""


def attack(name: str, trial: Trial, worlds: int) -> Verdict:
    """The verdicts of so many worlds of a family; the same worlds in every run."""
    return sum((trial(random.Random(f"{name} {n}")) for n in range(worlds)), Verdict())
