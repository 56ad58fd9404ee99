"""The picture that may leave: sums of frozen, rounded cubes and nothing else (docs/decisions/0020).

Nothing here reads a record.  A place that a reader may not be shown becomes the wider one that may;
the community's own ranks are not told, and the order follows the printed numbers, with ties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cspdesk.domain.audience import PARAMETERS, PROTECTIONS, Audience
from cspdesk.domain.block import Place
from cspdesk.domain.cube import FrozenCube
from cspdesk.domain.figure import About, Figure, Query, about, figure, held
from cspdesk.domain.publication import change, going_up, mean_severity, ranks
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.reports.picture import ConcernRow, Number, Picture, PlacePicture

SEXES = ("f", "m")
Names = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Scope:
    """Who reads, what is asked of the cubes, and how places and age bands are called."""

    audience: Audience
    cubes: Sequence[FrozenCube]
    earlier: Sequence[FrozenCube]
    themes: Sequence[str]
    bands: Sequence[str]
    named: Callable[[Place], Names]


def picture(scope: Scope, places: Iterable[Place], left_out: int) -> Picture:
    """The picture of the cubes' period; ``places`` are asked for in order, wider ones come once."""
    shown: dict[Place, None] = {}
    for place in places:
        wider, _ = going_up(lambda where: figure(scope.cubes, Query(scope.audience, where)), place)
        shown.setdefault(wider, None)
    own = tuple(_place(scope, place) for place in shown)
    base = PROTECTIONS[scope.audience].base
    return Picture(_place(scope, ()), own, base, bool(scope.earlier), left_out)


def _place(scope: Scope, place: Place) -> PlacePicture:
    people: dict[tuple[str, str], Number] = {}
    for sex in ("", *SEXES):
        for band in ("", *scope.bands):
            asked = Query(scope.audience, place, sex or None, (band,) if band else ())
            people[sex, band] = number(figure(scope.cubes, asked))
    disabled = {
        sex: number(figure(scope.cubes, Query(scope.audience, place, sex or None, disability="yes")))
        for sex in ("", *SEXES)
    }
    code = place[-1] if place else ""
    return PlacePicture(
        code, scope.named(place), held(scope.cubes, place), people, _concerns(scope, place), disabled
    )


def _concerns(scope: Scope, place: Place) -> tuple[ConcernRow, ...]:
    told = {theme: about(scope.cubes, scope.audience, place, theme) for theme in scope.themes}
    named = {
        theme: one for theme, one in told.items() if one.about is not None and _raised(scope.cubes, theme)
    }
    order = ranks({theme: one.about or 0 for theme, one in named.items()}, base=PARAMETERS.held_base)
    rows = [_row(scope, place, theme, order[theme], one) for theme, one in named.items()]
    return tuple(sorted(rows, key=_order))


def _order(row: ConcernRow) -> tuple[int, int, int, str]:
    """By rank; within a tie the printed number, then the severity: what a reader would do."""
    severity = row.severity.value if row.severity is not None else None
    return (row.order, -(row.raised.value or 0), -(severity or 0), row.theme)


def _raised(cubes: Iterable[FrozenCube], theme: str) -> bool:
    """Whether any print of the period speaks of the concern: a list of all themes would be no finding."""
    return any(any(cell.raised.get(theme) for cell in cube.held_cells) for cube in cubes)


def _row(scope: Scope, place: Place, theme: str, order: int, told: About) -> ConcernRow:
    def came(sex: str | None) -> Figure:
        return figure(scope.cubes, Query(scope.audience, place, sex, concern=theme))

    severity = mean_severity(told)
    return ConcernRow(
        theme,
        order,
        Number(told.shown(), told.about),
        None,
        None
        if severity is None
        else Number(Msg("{number}", {"number": Fraction(severity, 2)}), severity * 5),
        None,
        number(came("f")),
        number(came("m")),
        number(came(None)),
        {},
        _change(scope, place, theme, came(None)),
    )


def _change(scope: Scope, place: Place, theme: str, now: Figure) -> Msg:
    if not scope.earlier:
        return msg(N_("no earlier period"))
    before = figure(scope.earlier, Query(scope.audience, place, None, concern=theme))
    return change(before, now).shown()


def number(told: Figure) -> Number:
    """A figure as it is printed."""
    return Number(told.shown(), told.value)
