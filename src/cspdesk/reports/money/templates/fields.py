"""The fields that a report offers to templates, and what each comes to in a report that was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cspdesk.domain.ledger.names import SOMONI
from cspdesk.domain.text import N_
from cspdesk.reports.layout import Document
from cspdesk.reports.money.definition import (
    Column,
    Definition,
    Detail,
    Grid,
    Lines,
    Listing,
    Particulars,
    Signed,
    Texts,
)
from cspdesk.reports.money.details import detail
from cspdesk.reports.money.figures import FIGURE, LABEL, TOTAL
from cspdesk.reports.money.report import Made, Report
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.reports.money.values import NOTHING, Amount, Value

CODE = "code"
ROW, LINE = "row", "line"
_HEAD = {
    "report.title": N_("Report"),
    "report.subtitle": N_("Subtitle"),
    "report.period": N_("Period"),
    "report.audience": N_("For whom"),
    "report.made_on": N_("Made on"),
    "report.status": N_("State"),
    "report.fingerprint": N_("Fingerprint"),
}
_ALWAYS = (
    Detail(name="organisation.name", label=N_("Organisation")),
    Detail(name="period.first", label=N_("First day of the period")),
    Detail(name="period.last", label=N_("Last day of the period")),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name in ``{{ }}``, what it is, where it comes from, and whose row tells it."""

    name: str
    label: str
    origin: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Filling:
    """The values of every field of a report; rows of lists by the code of their part."""

    values: Mapping[str, Value]
    rows: Mapping[str, tuple[Mapping[str, Value], ...]]


def fields_of(definition: Definition) -> tuple[Field, ...]:
    """Every field that a template of this report may hold, each once."""
    found = {name: Field(name, label, "report") for name, label in _HEAD.items()}
    for one in _details(definition):
        found.setdefault(one.name, Field(one.name, one.label, one.name.partition(".")[0]))
    for part in definition.parts:
        if isinstance(part, Lines):
            for line in part.lines:
                if not line.by:
                    origin = " ".join(line.sums) or line.measure
                    found.setdefault(f"{LINE}.{line.code}", Field(f"{LINE}.{line.code}", line.label, origin))
        if isinstance(part, (Lines, Grid, Listing)):
            for column in columns_of(part):
                name = f"{ROW}.{part.code}.{column.code}"
                found[name] = Field(name, column.label, _origin(part, column), part.code)
        if isinstance(part, (Grid, Listing)):
            for column in _totalled(part):
                name = f"{TOTAL}.{part.code}.{column.code}"
                found[name] = Field(name, column.label, f"{part.code}.*.{column.code}")
    return tuple(found.values())


def columns_of(part: Lines | Grid | Listing) -> tuple[Column, ...]:
    """What a row of a part tells."""
    if isinstance(part, Lines):
        return (
            Column(code=CODE, label=N_("Code"), look="text"),
            Column(code=LABEL, label=N_("Line"), look="text", share=6),
            Column(code=FIGURE, label=N_("Amount")),
        )
    if isinstance(part, Grid):
        return (Column(code=LABEL, label=part.heading, look="text", share=4), *part.columns)
    return part.columns


def has_total(definition: Definition, part: str, column: str) -> bool:
    """Whether a column of a part has a sum."""
    return any(
        one.code == part
        and isinstance(one, (Grid, Listing))
        and any(c.code == column for c in _totalled(one))
        for one in definition.parts
    )


def filling_of(report: Report, document: Document) -> Filling:
    """What each field comes to: every name of ``fields_of`` has a value, be it nothing."""
    definition, scope = report.definition, report.scope
    values: dict[str, Value] = {
        "report.title": document.title,
        "report.subtitle": document.subtitle,
        "report.period": document.period,
        "report.audience": document.audience,
        "report.made_on": document.made_on,
        "report.status": document.status,
        "report.fingerprint": document.fingerprint,
    }
    for one in _details(definition):
        values.setdefault(one.name, detail(one, scope))
    rows: dict[str, tuple[Mapping[str, Value], ...]] = {}
    for made in report.parts:
        part = made.part
        if isinstance(part, Lines):
            wanted = {line.code for line in part.lines if not line.by}
            for code in wanted:
                values.setdefault(f"{LINE}.{code}", report.figures.get(code, NOTHING))
            for row in made.rows:
                if row.key in wanted:
                    values[f"{LINE}.{row.key}"] = row.values[FIGURE]
        if isinstance(part, (Lines, Grid, Listing)):
            rows[part.code] = tuple(_rows(part, made))
        if isinstance(part, (Grid, Listing)):
            own = {"books": SOMONI, "agreement": scope.currency}.get(part.unit, "")
            for column in _totalled(part):
                name = f"{TOTAL}.{part.code}.{column.code}"
                nothing: Value = (
                    NOTHING if column.ratio else Amount(0, own if column.look == "money" else "", name)
                )
                found = made.total.values.get(column.code, nothing) if made.total is not None else nothing
                values[name] = found
    return Filling(values, rows)


def _rows(part: Lines | Grid | Listing, made: Made) -> Iterator[Mapping[str, Value]]:
    for row in made.rows:
        told = {**row.values, CODE: row.key} if isinstance(part, Lines) else row.values
        yield {f"{ROW}.{part.code}.{one.code}": told.get(one.code, NOTHING) for one in columns_of(part)}


def _totalled(part: Grid | Listing) -> tuple[Column, ...]:
    if isinstance(part, Grid) and not part.total:
        return ()
    summed = {one.code for one in part.columns if one.total}
    return tuple(
        one for one in part.columns if summed and (one.total or (one.ratio and set(one.ratio) <= summed))
    )


def _origin(part: Lines | Grid | Listing, column: Column) -> str:
    if isinstance(part, Listing):
        return part.rows
    if isinstance(part, Grid) and column.code != LABEL:
        return " ".join(column.sums or column.ratio) or column.measure
    return part.by if isinstance(part, Grid) else part.code


def _details(definition: Definition) -> tuple[Detail, ...]:
    """The report's own particulars, and of an agreement's or receipt's those of its sister reports."""
    sisters = [one for one in DEFINITIONS.values() if one.of == definition.of != "organisation"]
    found: dict[str, Detail] = {}
    for one in (definition, *sisters):
        for part in one.parts:
            told: tuple[Detail, ...] = ()
            if isinstance(part, (Particulars, Texts)):
                told = part.details
            elif isinstance(part, Signed):
                told = part.posts
            for particular in told:
                # what only a sister requires is no gap here
                mine = particular.required and one is definition
                kept = Detail(name=particular.name, label=particular.label, required=mine)
                found.setdefault(particular.name, kept)
    for particular in _ALWAYS:
        found.setdefault(particular.name, particular)
    return tuple(found.values())
