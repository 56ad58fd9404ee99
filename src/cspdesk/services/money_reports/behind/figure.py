"""A figure of a report by its key: what it is called, and the rows that it is the sum of.

Keys are the figures' codes, ``particular/NAME`` of amounts among the particulars, the places of ratios,
and ``eve/NAME/AGREEMENT`` of what a forecast begins with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from cspdesk.domain.publication import rounding_note
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.reports.money.definition import Column, Grid, Line, Lines, Listing, Particulars, Texts
from cspdesk.reports.money.details import agreement_of, record_of
from cspdesk.reports.money.figures import LABEL
from cspdesk.reports.money.names import word_of
from cspdesk.reports.money.paper import PARTICULAR, ratio_key
from cspdesk.reports.money.report import Made, Report
from cspdesk.reports.money.scope import Scope
from cspdesk.reports.money.values import NOTHING, Amount, Month, Ratio, Value
from cspdesk.reports.money.values import Row as Listed
from cspdesk.services.money_reports.behind.listings import CELLS
from cspdesk.services.money_reports.behind.measures import ROWS
from cspdesk.services.money_reports.behind.plans import EVE, rows_on_eve
from cspdesk.services.money_reports.behind.rows import Row, gathered, on


@dataclass(frozen=True, slots=True)
class Behind:
    """A figure and the rows whose sum it is, in minor units of its currency; a count where that is empty.

    ``note`` is what must be said with them: that people are counted in multiples of a number.
    """

    key: str
    label: Msg
    currency: str
    rows: tuple[Row, ...]
    note: Msg | None = None

    @property
    def number(self) -> int:
        """The sum of the rows."""
        return sum(row.number for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure as it stands: what it is called, and what it comes from where it is no sum of others."""

    label: Msg
    amount: Amount
    rows: Callable[[], Iterable[Row]]


class FiguresBehind:
    """All figures of one report; the rows of each are looked for when it is asked for."""

    def __init__(self, report: Report) -> None:
        self._scope = report.scope
        self._figures = report.figures
        self._places: dict[str, _Place] = {}
        for made in report.parts:
            self._places.update(self._of_part(made))
        for line in report.definition.beside:
            self._places.update(self._of_line(line))

    def __iter__(self) -> Iterator[str]:
        """The keys of all figures of the report."""
        return iter(self._places)

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def figure(self, key: str) -> Behind:
        """A figure with its rows; KeyError for a key of no figure."""
        if key.startswith(EVE):
            label, currency, rows = rows_on_eve(key, self._scope)
            return Behind(key, label, currency, gathered(rows))
        place = self._places[key]
        base = place.amount.base
        note = rounding_note(base) if base else None
        return Behind(key, place.label, place.amount.currency, gathered(self._rows(place)), note)

    def _rows(self, place: _Place) -> Iterable[Row]:
        """A sum of one figure shows what that one is made of; a sum of several shows them."""
        adds = place.amount.adds
        if not adds:
            return place.rows()
        signed = [(code.removeprefix("-"), -1 if code.startswith("-") else 1) for code in adds]
        if len(signed) == 1:
            [(code, sign)] = signed
            return (one.times(sign) for one in self.figure(code).rows)
        return (self._opening(code, sign) for code, sign in signed)

    def _opening(self, code: str, sign: int) -> Row:
        place = self._places[code]
        return Row(sign * place.amount.number, words=place.label, opens=code)

    # --- where figures stand -------------------------------------------------------------------------

    def _of_part(self, made: Made) -> Iterator[tuple[str, _Place]]:
        part = made.part
        if isinstance(part, (Particulars, Texts)):
            for one, (label, value) in zip(part.details, made.details, strict=True):
                if isinstance(value, Amount):
                    rows = partial(_particular, one.name, value, self._scope)
                    yield f"{PARTICULAR}{one.name}", _Place(msg(label), value, rows)
        elif isinstance(part, Lines):
            for line in part.lines:
                yield from self._of_line(line)
        elif isinstance(part, (Grid, Listing)):
            for row in made.rows:
                yield from self._of_row(part, row, _called(part, row))
            if made.total is not None:
                yield from self._of_row(part, made.total, msg(N_("In all")))

    def _of_line(self, line: Line) -> Iterator[tuple[str, _Place]]:
        sign = -1 if line.minus else 1
        if not line.by:
            found = self._figures.get(line.code)
            if found is not None:
                rows = partial(_measured, line, line.where, sign, self._scope)
                yield line.code, _Place(msg(line.label), found, rows)
            return
        start = f"{line.code}."
        for code, amount in self._figures.items():
            if code.startswith(start):
                key = code.removeprefix(start)
                where = (*line.where, (line.by, key))
                label = _words(word_of(line.by, key, self._scope))
                yield code, _Place(label, amount, partial(_measured, line, where, 1, self._scope))

    def _of_row(self, part: Grid | Listing, row: Listed, called: Msg) -> Iterator[tuple[str, _Place]]:
        for column in part.columns:
            value = row.values.get(column.code)
            label = msg(N_("{row}: {column}"), row=called, column=msg(column.label))
            if isinstance(value, Amount):
                yield value.code, _Place(label, value, partial(_cell, part, row, column, self._scope))
            elif isinstance(value, Ratio) and value.per_mille is not None:
                yield from self._of_ratio(part, row, column, called)

    def _of_ratio(
        self, part: Grid | Listing, row: Listed, column: Column, called: Msg
    ) -> Iterator[tuple[str, _Place]]:
        """A ratio opens its two figures: the share and the rest make up what it is measured by."""
        part_of, whole_of = column.ratio
        share, whole = row.values[part_of], row.values[whole_of]
        if not (isinstance(share, Amount) and isinstance(whole, Amount)):
            return
        heads = {one.code: msg(one.label) for one in part.columns}
        label = msg(N_("{row}: % of “{column}”"), row=called, column=heads[whole_of])
        words, opens = msg(N_("The rest of “{column}”"), column=heads[whole_of]), whole.code
        for one in part.columns:
            left = row.values.get(one.code)
            if one.sums == (whole_of, f"-{part_of}") and isinstance(left, Amount):
                words, opens = heads[one.code], left.code
        rows = (
            Row(share.number, words=heads[part_of], opens=share.code),
            Row(whole.number - share.number, words=words, opens=opens),
        )
        amount = Amount(whole.number, whole.currency)
        yield ratio_key(part.code, row.key, column.code), _Place(label, amount, lambda: rows)


def _measured(line: Line, where: Iterable[tuple[str, str]], sign: int, scope: Scope) -> Iterator[Row]:
    for one in _where(ROWS[line.measure](scope) if line.measure else (), where):
        yield one.times(sign)


def _where(rows: Iterable[Row], where: Iterable[tuple[str, str]]) -> Iterator[Row]:
    wanted = [(dimension, values.split("|")) for dimension, values in where]
    for one in rows:
        if all(one.told.get(dimension, "") in values for dimension, values in wanted):
            yield one


def _cell(part: Grid | Listing, row: Listed, column: Column, scope: Scope) -> Iterable[Row]:
    if isinstance(part, Listing):
        return CELLS[part.rows](row, column.code, scope)
    if not column.measure:
        return ()
    found = _where(ROWS[column.measure](scope), column.where)
    return (one for one in found if one.told.get(part.by, "") == row.key)


def _particular(name: str, value: Amount, scope: Scope) -> Iterable[Row]:
    """An amount among the particulars: what the agreement says, or what the receipt does."""
    if name == "terms.total":
        return ROWS["total"](on(scope, scope.period.last, agreement_of(scope)))
    _, record = record_of(name, scope)
    document = scope.document
    day = document.dated if document is not None and document.id == record else None
    return (Row(value.number, record, day),)


# --- what figures are called -------------------------------------------------------------------------


def _called(part: Grid | Listing, row: Listed) -> Msg:
    """A row by the first that it says of itself."""
    codes = [LABEL] if isinstance(part, Grid) else [column.code for column in part.columns]
    said = [
        value
        for code in codes
        if (value := row.values.get(code, NOTHING)) != NOTHING and isinstance(value, (str, Msg, date, Month))
    ]
    return _words(said[0] if said else row.key)


def _words(value: Value) -> Msg:
    if isinstance(value, Msg):
        return value
    return msg("{name}", name=value.first if isinstance(value, Month) else value)
