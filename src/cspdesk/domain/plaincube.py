"""A frozen cube as lists, texts and whole numbers, for the publication log: one cube, one form.

The same cube gives the same plain value, so that its fingerprint means something; a plain value that is
not exactly what ``to_plain`` writes is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cspdesk.domain.block import Block
from cspdesk.domain.cube import SEVERITIES, Cell, FrozenCube, HeldCell, HighCell, Printed

FORM = 1
"""Raised when a reader of today could no longer understand what is written."""

Plain = dict[str, Any]


def to_plain(cube: FrozenCube) -> Plain:
    """The cube as lists, texts and whole numbers, everything in its order."""
    block = cube.block
    return {
        "form": FORM,
        "block": [block.organisation, block.half_year, block.supplement],
        "high": sorted(cube.high),
        "held": [[list(place), count] for place, count in sorted(cube.held.items())],
        "prints": [_print(printed) for printed in cube.prints],
        "high_cells": [
            [cell.base, cell.sex, [list(region) for region in cell.regions], _pairs(cell.raised)]
            for cell in cube.high_cells
        ],
        "held_cells": [
            [
                cell.base,
                int(cell.high),
                [list(district) for district in cell.districts],
                cell.held,
                [[concern, list(counts)] for concern, counts in sorted(cell.raised.items())],
            ]
            for cell in cube.held_cells
        ],
        "withdrawn": [[one, list(place)] for one, place in sorted(cube.withdrawn.items())],
    }


def _print(printed: Printed) -> list[Any]:
    return [
        printed.base,
        [
            [list(cell.place), cell.sex, cell.age, cell.consultation, count]
            for cell, count in sorted(printed.people.items())
        ],
        [[list(place), sex, code, count] for (place, sex, code), count in sorted(printed.disability.items())],
        [[list(place), sex, code, count] for (place, sex, code), count in sorted(printed.concerns.items())],
    ]


def _pairs(counts: Mapping[str, int]) -> list[list[str | int]]:
    return [[code, count] for code, count in sorted(counts.items())]


def from_plain(untrusted_plain: Plain) -> FrozenCube:
    """The cube that was written; ValueError for anything that ``to_plain`` does not write."""
    try:
        cube = _read(untrusted_plain)
        written = to_plain(cube)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError("not a frozen cube") from error
    if written != untrusted_plain or not _sound(cube):
        raise ValueError("not a frozen cube as it is written")
    return cube


def _read(plain: Plain) -> FrozenCube:
    organisation, half_year, supplement = plain["block"]
    return FrozenCube(
        block=Block(organisation, half_year, supplement),
        high=frozenset(plain["high"]),
        held={tuple(place): count for place, count in plain["held"]},
        prints=tuple(
            Printed(
                base,
                {Cell(tuple(place), sex, age, one): count for place, sex, age, one, count in people},
                {(tuple(place), sex, code): count for place, sex, code, count in disability},
                {(tuple(place), sex, code): count for place, sex, code, count in concerns},
            )
            for base, people, disability, concerns in plain["prints"]
        ),
        high_cells=tuple(
            HighCell(base, sex, tuple(map(tuple, regions)), dict(raised))
            for base, sex, regions, raised in plain["high_cells"]
        ),
        held_cells=tuple(
            HeldCell(base, bool(high), tuple(map(tuple, districts)), held, {c: tuple(n) for c, n in raised})
            for base, high, districts, held, raised in plain["held_cells"]
        ),
        withdrawn={one: tuple(place) for one, place in plain["withdrawn"]},
    )


def _sound(cube: FrozenCube) -> bool:
    """Whether every number is a whole multiple of its base, above zero where it is written at all."""
    numbers = [
        *((cube_base, n) for p in cube.prints for cube_base in (p.base,) for n in _numbers(p)),
        *((cell.base, n) for cell in cube.high_cells for n in cell.raised.values() if n),
        *((cell.base, sum(n)) for cell in cube.held_cells for n in cell.raised.values()),
    ]
    return all(type(n) is int and n > 0 and n % base == 0 for base, n in numbers) and all(
        len(n) == SEVERITIES for cell in cube.held_cells for n in cell.raised.values()
    )


def _numbers(printed: Printed) -> list[int]:
    return [*printed.people.values(), *printed.disability.values(), *printed.concerns.values()]
