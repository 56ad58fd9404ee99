"""Figures of a report: measured lines, grids by a dimension, listed rows, and their sums, by code.

A sum is computed from the figures that it names, never measured beside them: what is printed under a
column is what the column adds up to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from cspdesk.domain.ledger.names import SOMONI
from cspdesk.domain.money import quotient
from cspdesk.domain.text import N_, msg
from cspdesk.reports.money.definition import Column, Grid, Line, Lines, Listing, Unit
from cspdesk.reports.money.listings import LISTINGS
from cspdesk.reports.money.measures import MEASURES
from cspdesk.reports.money.names import word_of
from cspdesk.reports.money.scope import Addend, Gap, Scope
from cspdesk.reports.money.values import Amount, Ratio, Row, Value

TOTAL = "total"
LABEL, FIGURE = "label", "figure"


def _currency(unit: Unit, scope: Scope) -> str:
    return {"books": SOMONI, "agreement": scope.currency}.get(unit, "")


def _addends(measure: str, where: Iterable[tuple[str, str]], scope: Scope) -> list[Addend]:
    """What a measure yields where every condition holds; a condition may name several values by ``|``."""
    wanted = [(dimension, values.split("|")) for dimension, values in where]
    return [
        one
        for one in MEASURES[measure](scope)
        if all(one.dimensions.get(dimension, "") in values for dimension, values in wanted)
    ]


# --- lines ----------------------------------------------------------------------------------------


def line_rows(part: Lines, scope: Scope, figures: dict[str, Amount]) -> Iterator[Row]:
    """The lines of a part, each a row with a label and a figure."""
    for line in part.lines:
        made = _split(line, part.unit, scope) if line.by else [_line(line, part.unit, scope, figures)]
        for label, value in made:
            if isinstance(value, Amount):
                figures[value.code] = value
                if line.quiet and not value.number:
                    continue
            code = value.code if isinstance(value, Amount) else line.code
            yield Row(code, {LABEL: label, FIGURE: value}, strong=line.strong)


def _line(line: Line, unit: Unit, scope: Scope, figures: Mapping[str, Amount]) -> tuple[Value, Value]:
    label = msg(line.label)
    currency = _currency(unit, scope)
    if line.sums:
        codes = expanded(line.sums, figures)
        if codes:
            currency = figures[codes[0].removeprefix("-")].currency
        base = max((figures[code.removeprefix("-")].base for code in codes), default=0)
        return label, Amount(added(codes, figures), currency, line.code, codes, base)
    found = _addends(line.measure, line.where, scope)
    if line.required and not found:
        words = msg(N_("{what}: not filled in"), what=label)
        return label, Gap(words, "organisation", scope.facts.organisation.record)
    total = sum(one.amount for one in found)
    base = max((one.base for one in found), default=0)
    return label, Amount(-total if line.minus else total, currency, line.code, base=base)


def _split(line: Line, unit: Unit, scope: Scope) -> list[tuple[Value, Value]]:
    sums: dict[str, int] = {}
    for one in _addends(line.measure, line.where, scope):
        key = one.dimensions.get(line.by, "")
        sums[key] = sums.get(key, 0) + one.amount
    return [
        (word_of(line.by, key, scope), Amount(total, _currency(unit, scope), f"{line.code}.{key}"))
        for key, total in sums.items()
        if total
    ]


def expanded(sums: Sequence[str], figures: Mapping[str, Amount]) -> tuple[str, ...]:
    """The codes of a sum, each with its sign; ``*`` at the end stands for all that begin so."""
    codes: list[str] = []
    for wanted in sums:
        if wanted.endswith("*"):
            sign = "-" if wanted.startswith("-") else ""
            start = wanted.removeprefix("-").removesuffix("*")
            codes += [f"{sign}{code}" for code in figures if code.startswith(start)]
        else:
            codes.append(wanted)
    return tuple(codes)


def added(codes: Iterable[str], figures: Mapping[str, Amount]) -> int:
    """What figures come to together."""
    total = 0
    for code in codes:
        found = figures[code.removeprefix("-")]
        total += -found.number if code.startswith("-") else found.number
    return total


# --- grids ----------------------------------------------------------------------------------------


def grid_rows(part: Grid, scope: Scope, figures: dict[str, Amount]) -> Iterator[Row]:
    """A row for each value of the dimension, with each column's figure."""
    sums: dict[str, dict[str, Amount]] = {}
    for column in part.columns:
        for one in _addends(column.measure, column.where, scope) if column.measure else ():
            row = sums.setdefault(one.dimensions.get(part.by, ""), {})
            before = row[column.code].number if column.code in row else 0
            row[column.code] = Amount(before + one.amount, one.currency, base=one.base)
    for key, found in sums.items():
        if not any(one.number for one in found.values()):
            continue
        own = next(iter(found.values())).currency
        values: dict[str, Value] = {LABEL: word_of(part.by, key, scope)}
        for column in part.columns:
            code = f"{part.code}.{key}"
            values[column.code] = _cell(column, code, found, own, figures)
        yield Row(key, values)


def _cell(
    column: Column, code: str, found: Mapping[str, Amount], own: str, figures: dict[str, Amount]
) -> Value:
    if column.ratio:
        part, whole = (figures[f"{code}.{one}"].number for one in column.ratio)
        return Ratio(quotient(1000 * part, whole) if whole > 0 else None)
    if column.sums:
        adds = tuple(_within(one, code) for one in column.sums)
        made = Amount(added(adds, figures), own, f"{code}.{column.code}", adds)
    else:
        nothing = Amount(0, "" if column.look == "count" else own)
        made = replace(found.get(column.code, nothing), code=f"{code}.{column.code}")
    figures[made.code] = made
    return made


def _within(column: str, code: str) -> str:
    """A column of the same row, with its sign."""
    return f"-{code}.{column[1:]}" if column.startswith("-") else f"{code}.{column}"


# --- listings -------------------------------------------------------------------------------------


def listed_rows(part: Listing, scope: Scope, figures: dict[str, Amount]) -> Iterator[Row]:
    """The rows of a listing, each amount coded by part, row and column."""
    for row in LISTINGS[part.rows](scope):
        values = dict(row.values)
        for column in part.columns:
            value = values.get(column.code)
            if isinstance(value, Amount):
                code = f"{part.code}.{row.key}.{column.code}"
                values[column.code] = figures[code] = replace(value, code=code)
        yield Row(row.key, values, strong=row.strong)


def total_of(part: Grid | Listing, rows: Sequence[Row], figures: dict[str, Amount]) -> Row | None:
    """The last row: for each column that has one its sum, over the rows' own sums where there are some."""
    columns = [column for column in part.columns if column.total]
    if not columns or not rows or (isinstance(part, Grid) and not part.total):
        return None
    summed = [row for row in rows if row.strong] or rows
    values: dict[str, Value] = {}
    for column in columns:
        amounts = [value for row in summed if isinstance(value := row.values.get(column.code), Amount)]
        if amounts:
            codes = tuple(amount.code for amount in amounts)
            code = f"{part.code}.{TOTAL}.{column.code}"
            total = sum(amount.number for amount in amounts)
            base = max(amount.base for amount in amounts)
            values[column.code] = figures[code] = Amount(total, amounts[0].currency, code, codes, base)
    _ratios(part, values)
    return Row(TOTAL, values, strong=True)


def _ratios(part: Grid | Listing, values: dict[str, Value]) -> None:
    for column in part.columns:
        found = [values.get(one) for one in column.ratio]
        if len(found) == 2 and isinstance(found[0], Amount) and isinstance(found[1], Amount):
            whole = found[1].number
            values[column.code] = Ratio(quotient(1000 * found[0].number, whole) if whole > 0 else None)
