"""Who came to activities, as readers outside are told: rounded once by lot, kept, and never rounded again.

A cell is people of one sex at one activity.  Cells are rounded together, so that these groups come out as
rounded as the cells: all of one activity, and all of one sex of one agreement.  Whatever a report prints
(an activity, an agreement, a period of any length) is a sum of printed cells.  A wider base is made from the
print of the narrower.  docs/decisions/0020-small-numbers.md says why this hides what it hides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from cspdesk.domain.audience import PROTECTIONS
from cspdesk.domain.rounding import KeyedLot, Lot, Path, circulate

FORM = 1
BASES = tuple(sorted({one.base for one in PROTECTIONS.values()} - {0}))
"""What people are printed in multiples of, for one reader or another: each a multiple of the one before."""


class Cell(NamedTuple):
    """People of one sex at one activity of an agreement (empty for none)."""

    agreement: str
    activity: str
    sex: str


People = Mapping[Cell, int]
Told = Mapping[str, Mapping[str, int]]
"""By activity and sex."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """What may be told of some activities: made once, and never changed."""

    activities: frozenset[str]
    prints: Mapping[int, Told]
    """By base; what came out as zero is left out."""


def trees(cell: Cell) -> tuple[Path, Path]:
    """The groups of both families that hold a cell, from the widest down."""
    return (cell.agreement, cell.activity), (cell.sex, cell.agreement)


def attendance(people: People, *, key: bytes, label: str) -> Attendance:
    """The print of some activities, decided by who came and the key alone.

    ``key`` is 32 random bytes drawn for these activities, kept so that a preview is what will be printed,
    and dropped once it is; ``label`` is a name that no other such block has.  An activity to which nobody
    came has a cell with 0.
    """
    return attendance_by(people, {base: KeyedLot(key, f"{label}/came/{base}") for base in BASES})


def attendance_by(people: People, lots: Mapping[int, Lot]) -> Attendance:
    """The same, drawn by the lots that are handed in, from the narrowest base up."""
    prints: dict[int, Told] = {}
    printed: People = {cell: count for cell, count in people.items() if count}
    for base, lot in sorted(lots.items()):
        printed = circulate(printed, base, lot, trees=trees)
        prints[base] = _told(printed)
    return Attendance(frozenset(cell.activity for cell in people), prints)


def _told(printed: People) -> Told:
    told: dict[str, dict[str, int]] = {}
    for cell, count in printed.items():
        told.setdefault(cell.activity, {})[cell.sex] = count
    return told


def joined(blocks: Iterable[Attendance], base: int) -> Told:
    """What several blocks print at a base, each activity with what came out above zero."""
    return {
        activity: block.prints[base].get(activity, {}) for block in blocks for activity in block.activities
    }


def to_plain(one: Attendance) -> dict[str, Any]:
    """A print as lists, texts and whole numbers, everything in its order."""
    return {
        "form": FORM,
        "activities": sorted(one.activities),
        "prints": [
            [base, [[name, sex, n] for name, told in sorted(by.items()) for sex, n in sorted(told.items())]]
            for base, by in sorted(one.prints.items())
        ],
    }


def from_plain(untrusted: object) -> Attendance:
    """A print out of a plain value; ``ValueError`` for what ``to_plain`` would not have written."""
    try:
        prints: dict[int, dict[str, dict[str, int]]] = {}
        for base, rows in untrusted["prints"]:  # type: ignore[index]
            by = prints.setdefault(int(base), {})
            for name, sex, count in rows:
                by.setdefault(str(name), {})[str(sex)] = int(count)
        found = Attendance(frozenset(untrusted["activities"]), prints)  # type: ignore[index]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("no print of who came") from error
    if to_plain(found) != untrusted or set(prints) != set(BASES):
        raise ValueError("no print of who came")
    return found
