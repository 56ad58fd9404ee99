"""A definition with its figures: parts with values, figures by code, what is missing, what must hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cspdesk.domain.money import from_minor
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.reports.money.definition import (
    AnyPart,
    Definition,
    Grid,
    Lines,
    Particulars,
    Signed,
    Texts,
    Tie,
    Unit,
)
from cspdesk.reports.money.details import detail
from cspdesk.reports.money.figures import grid_rows, line_rows, listed_rows, total_of
from cspdesk.reports.money.scope import Gap, Scope
from cspdesk.reports.money.tests import TESTS
from cspdesk.reports.money.values import Amount, Row, Value


@dataclass(frozen=True, slots=True)
class Made:
    """A part with its values: labelled ones, or rows."""

    part: AnyPart
    details: tuple[tuple[str, Value], ...] = ()
    rows: tuple[Row, ...] = ()
    total: Row | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """Something that must hold before filing: whether it does, and if not what stands in the way."""

    code: str
    label: Msg
    lacks: tuple[Gap, ...] = ()
    bars: bool = True

    @property
    def holds(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.lacks


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it would be printed now."""

    definition: Definition
    scope: Scope
    parts: tuple[Made, ...]
    figures: Mapping[str, Amount]
    gaps: tuple[Gap, ...]
    """What must be told and is not known."""
    checks: tuple[Checked, ...]

    @property
    def open(self) -> tuple[Gap, ...]:
        """Everything that stands in the way of filing it."""
        return distinct([*self.gaps, *(gap for one in self.checks if one.bars for gap in one.lacks)])

    @property
    def remarks(self) -> tuple[Gap, ...]:
        """What its reader should look at, and what bars nothing."""
        return distinct(gap for one in self.checks if not one.bars for gap in one.lacks)


def report(definition: Definition, scope: Scope) -> Report:
    """The report of a definition about a scope."""
    figures: dict[str, Amount] = {}
    parts = tuple(_part(part, scope, figures) for part in definition.parts)
    unit: Unit = "agreement" if definition.of == "agreement" else "books"
    for _ in line_rows(Lines(code="beside", lines=definition.beside, unit=unit), scope, figures):
        pass
    gaps = distinct(gap for part in parts for gap in _gaps(part))
    checks = [_tied(tie, figures) for tie in definition.ties]
    checks += [
        Checked(test.name, msg(test.label), tuple(TESTS[test.name](scope, figures)), test.bars)
        for test in definition.tests
    ]
    return Report(definition, scope, parts, figures, gaps, tuple(checks))


def distinct(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Each gap once, in order."""
    found: dict[tuple[str, str, str], Gap] = {}
    for gap in gaps:
        found.setdefault((gap.words.english(), gap.kind, gap.record), gap)
    return tuple(found.values())


def _part(part: AnyPart, scope: Scope, figures: dict[str, Amount]) -> Made:
    if isinstance(part, (Particulars, Texts)):
        return Made(part, tuple((one.label, detail(one, scope)) for one in part.details))
    if isinstance(part, Signed):
        return Made(part, tuple((one.label, detail(one, scope)) for one in part.posts))
    if isinstance(part, Lines):
        return Made(part, rows=tuple(line_rows(part, scope, figures)))
    if isinstance(part, Grid):
        rows = tuple(grid_rows(part, scope, figures))
    else:
        rows = tuple(listed_rows(part, scope, figures))
    return Made(part, rows=rows, total=total_of(part, rows, figures))


def _gaps(made: Made) -> list[Gap]:
    values = [value for _, value in made.details]
    values += [value for row in made.rows for value in row.values.values()]
    return [value for value in values if isinstance(value, Gap) and not value.told]


def _tied(tie: Tie, figures: Mapping[str, Amount]) -> Checked:
    total = 0
    currency = ""
    for code in tie.sums:
        found = figures.get(code.removeprefix("-"))
        if found is not None:
            total += -found.number if code.startswith("-") else found.number
            currency = found.currency
    lacks: tuple[Gap, ...] = ()
    if total:
        off = from_minor(total, currency) if currency else str(total)
        words = msg(
            N_("{what}: off by {amount} {currency}"), what=msg(tie.label), amount=off, currency=currency
        )
        lacks = (Gap(words),)
    return Checked(tie.code, msg(tie.label), lacks)
