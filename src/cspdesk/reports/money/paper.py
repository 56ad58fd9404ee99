"""A report as a document: parts as blocks in the words and figures of a language, gaps in their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from cspdesk.domain.figure import Figure, Reason
from cspdesk.domain.ledger.rates import Rate
from cspdesk.domain.money import minor_digits
from cspdesk.domain.publication import rounding_note
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.i18n.catalogue import Translator
from cspdesk.i18n.countries import country_name
from cspdesk.reports import layout
from cspdesk.reports.layout import (
    Appendix,
    Block,
    Cell,
    ColumnKind,
    Document,
    Fact,
    Facts,
    Heading,
    Language,
    Note,
    Paragraph,
    Signature,
    Signatures,
    Span,
    Table,
    Text,
)
from cspdesk.reports.money.definition import Column, Grid, Lines, Listing, Particulars, Signed, Texts
from cspdesk.reports.money.figures import FIGURE, LABEL
from cspdesk.reports.money.report import Made, Report
from cspdesk.reports.money.scope import Gap
from cspdesk.reports.money.values import NOTHING, Amount, Country, Month, Ratio, Row, Value

KINDS: dict[str, ColumnKind] = {"money": "number", "count": "number", "rate": "number", "ratio": "percent"}
_LABELS = Column(code=LABEL, label="", look="text", share=6)
_FIGURES = Column(code=FIGURE, label="", share=2)
MOST_OPEN = 12
GAP, PARTICULAR = "gap/", "particular/"
"""How the keys begin of what is missing, and of figures among the particulars; others are figures' codes."""


class Paper:
    """Puts a report on paper in one language; ``fingerprint`` stands on a filed one."""

    def __init__(
        self, report: Report, translator: Translator, *, audience: str = "", fingerprint: str = ""
    ) -> None:
        self._report = report
        self._translator = translator
        self._audience = audience
        self._fingerprint = fingerprint
        self._section = 0
        self._annex = 0
        self._apart = False

    def document(self, language: Language) -> Document:
        """The document; what is not filed and could not be says so at its head and names what is open."""
        report, scope = self._report, self._report.scope
        definition, organisation = report.definition, scope.facts.organisation
        formats = self._translator.formats
        addressee = ""
        if definition.formal:
            addressee = organisation.registering_body or self._t(N_("To the registering body"))
        return Document(
            title=self._t(definition.title),
            language=language,
            blocks=tuple(self._blocks()),
            subtitle=self._t(definition.subtitle) if definition.subtitle else "",
            audience=self._audience,
            period="" if scope.receipt else formats.period(scope.period.first, scope.period.last),
            organisation=organisation.name,
            made_on=formats.day(scope.today),
            fingerprint=self._fingerprint,
            addressee=addressee,
            status=self._status(),
            wide=definition.wide,
        )

    def _t(self, text: Msg | str) -> str:
        return self._translator.t(text)

    def _status(self) -> str:
        if self._fingerprint or not self._report.definition.files:
            return ""
        return self._t(N_("Provisional")) if self._report.open else self._t(N_("Not filed"))

    def _blocks(self) -> Iterator[Block]:
        report = self._report
        if report.open and not self._fingerprint:
            yield self._told(N_("Provisional, with these open"), report.open)
        if report.remarks:
            yield self._told(N_("To look at"), report.remarks)
        for made in report.parts:
            yield from self._part(made)

    def _told(self, title: str, gaps: Sequence[Gap]) -> Note:
        """What stands in the way of filing, or what a reader should look at."""
        found = [self._t(gap.words) for gap in gaps]
        shown = found[:MOST_OPEN]
        if len(found) > MOST_OPEN:
            shown.append(self._t(plural(N_("and {n} more"), N_("and {n} more"), len(found) - MOST_OPEN)))
        return Note("\n".join(f"• {one}" for one in shown), "warn", self._t(title))

    # --- parts ------------------------------------------------------------------------------------

    def _part(self, made: Made) -> Iterator[Block]:
        part = made.part
        if part.optional and not made.rows and not any(value != NOTHING for _, value in made.details):
            return
        if part.title:
            yield self._heading(made)
        if isinstance(part, Particulars):
            told = zip(part.details, made.details, strict=True)
            yield Facts(
                tuple(
                    Fact(self._t(label), self._particular(one.name, value))
                    for one, (label, value) in told
                    if value != NOTHING
                )
            )
        elif isinstance(part, Texts):
            yield from self._texts(made)
        elif isinstance(part, Signed):
            rows = tuple(Signature(self._t(label), self._text(value)) for label, value in made.details)
            yield Signatures(rows, self._t(part.stamp) if part.stamp else "")
        elif isinstance(part, Lines):
            yield self._lines(part, made)
        elif not made.rows:
            yield Paragraph(self._t(part.empty or N_("There are none.")))
        else:
            yield self._table(part, made)

    def _heading(self, made: Made) -> Block:
        title = self._t(made.part.title)
        if currency := _one_currency(made):
            title = f"{title}, {currency}"
        if made.part.apart:
            self._annex += 1
            return Appendix(self._t(msg(N_("Annex {n}"), n=self._annex)), title)
        self._section += 1
        return Heading(title, 1, str(self._section))

    def _texts(self, made: Made) -> Iterator[Block]:
        for label, value in made.details:
            if value != NOTHING:
                yield Heading(self._t(label), 2)
                yield Paragraph(self._text(value))

    def _lines(self, part: Lines, made: Made) -> Table:
        figures = [value for row in made.rows if isinstance(value := row.values[FIGURE], Amount)]
        currency = figures[0].currency if figures else ""
        columns = [
            self._column(_LABELS, [], N_("Line")),
            self._column(_FIGURES, figures, msg(N_("Amount, {currency}"), currency=currency))
            if currency
            else self._column(_FIGURES, figures, N_("How many")),
        ]
        rows: list[tuple[Cell, ...]] = [
            (self._cell(row.values[LABEL], row.strong), self._cell(row.values[FIGURE], row.strong))
            for row in made.rows
        ]
        if part.coded:
            columns.insert(0, layout.Column("", share=1))
            rows = [
                (Cell(row.key.rpartition(".")[2], strong=row.strong), *cells)
                for row, cells in zip(made.rows, rows, strict=True)
            ]
        total = bool(made.rows) and made.rows[-1].strong
        return Table(tuple(columns), tuple(rows), note=self._note(made), total=total)

    def _table(self, part: Grid | Listing, made: Made) -> Table:
        columns = list(part.columns)
        if isinstance(part, Grid):
            columns.insert(0, Column(code=LABEL, label=part.heading, look="text", share=4, tag=part.tag))
        rows = [*made.rows, *([made.total] if made.total is not None else [])]
        columns = [column for column in columns if not column.quiet or any(map(_says(column), made.rows))]
        heads = []
        for column in columns:
            figures = [v for row in rows if isinstance(v := row.values.get(column.code), Amount)]
            label = self._t(column.label) if column.label else ""
            if column.unit and figures:
                label = f"{label}, {figures[0].currency}"
            heads.append(self._column(column, figures, label))
        cells = [tuple(self._place(part.code, row, column) for column in columns) for row in rows]
        if made.total is not None:
            place = _place_of_total(columns)
            cells[-1] = tuple(
                Cell(self._t(N_("In all")), strong=True) if at == place else cell
                for at, cell in enumerate(cells[-1])
            )
        return Table(tuple(heads), tuple(cells), note=self._note(made), total=made.total is not None)

    def _place(self, code: str, row: Row, column: Column) -> Cell:
        cell = self._cell(row.values.get(column.code, NOTHING), row.strong)
        if column.ratio and cell.text:
            cell = replace(cell, key=ratio_key(code, row.key, column.code))
        return replace(cell, text="–") if column.quiet and cell.number == 0 else cell

    def _note(self, made: Made) -> str:
        said = [self._t(made.part.note)] if made.part.note else []
        values = [value for row in made.rows for value in row.values.values()]
        bases = {value.base for value in values if isinstance(value, Amount)} - {0}
        said += [self._t(rounding_note(base)) for base in sorted(bases)]
        return " ".join(said)

    # --- cells ------------------------------------------------------------------------------------

    def _column(self, column: Column, figures: Sequence[Amount], title: Msg | str) -> layout.Column:
        """A column scaled by the currency of its first figure; others keep their own places."""
        places = _places(figures[0]) if figures else 0
        kind = KINDS.get(column.look, "text")
        if column.look == "rate":
            places = 4
        elif column.look == "ratio":
            places = 1
        return layout.Column(
            self._t(title) if title else "", kind, column.share, places=places, tag=column.tag
        )

    def _cell(self, value: Value, strong: bool) -> Cell:  # noqa: FBT001 - how the row is set
        if isinstance(value, Gap):
            return Cell(self._t(value.words), gap=True, key=gap_key(value))
        if isinstance(value, Amount):
            text = self._written(value)
            return Cell(text, value.number, strong, value.code, places=_places(value), adds=value.adds)
        if isinstance(value, Rate):
            # For ten units of a currency it is no number to multiply by.
            plain = value.digits if value.unit == 1 else None
            return Cell(self.spoken(value), plain, strong, places=value.decimals)
        if isinstance(value, Ratio):
            return Cell(self.spoken(value), value.per_mille, strong)
        return Cell(self.spoken(value), strong=strong)

    def _particular(self, name: str, value: Value) -> Text:
        text = self._text(value)
        if isinstance(value, Amount) and isinstance(text, str):
            return (Span(text, key=f"{PARTICULAR}{name}"),)
        return text

    def _text(self, value: Value) -> Text:
        if isinstance(value, Gap):
            return (Span(self._t(value.words), "gap", gap_key(value)),)
        if isinstance(value, Amount) and value.currency:
            return self._translator.formats.amount_with_code(value.number, value.currency)
        return self.spoken(value)

    def told(self, value: Value) -> str:
        """A value as plain text: a figure as tables show it, a particular's amount with its currency."""
        text = self.spoken(value) if isinstance(value, Amount) and value.code else self._text(value)
        return text if isinstance(text, str) else "".join(one.text for one in text)

    def spoken(self, value: Value) -> str:
        """A value in words of the language."""
        formats = self._translator.formats
        if isinstance(value, Amount):
            return self._written(value)
        if isinstance(value, Rate):
            shown = formats.decimal(value.digits, value.decimals)
            return shown if value.unit == 1 else f"{shown} / {formats.integer(value.unit)}"
        if isinstance(value, Ratio):
            return "" if value.per_mille is None else formats.percent(value.per_mille, 1000, decimals=1)
        if isinstance(value, Month):
            return formats.month(value.first.year, value.first.month)
        if isinstance(value, Country):
            return country_name(value.code, self._translator.language)
        if isinstance(value, date):
            return formats.day(value)
        if isinstance(value, Gap):
            return self._t(value.words)
        return self._t(value) if isinstance(value, Msg) else value

    def _written(self, value: Amount) -> str:
        formats = self._translator.formats
        if value.base and not value.number:
            # Of one group a nought promises fewer than the base; of several added up it cannot.
            single = len(value.adds) < 2
            return self._t(Figure(0, value.base, Reason.SHOWN, single).shown())
        return (
            formats.figures(value.number, value.currency) if value.currency else formats.integer(value.number)
        )


def gap_key(gap: Gap) -> str:
    """``gap/KIND/RECORD`` of what is missing; empty where no record can be opened for it."""
    return f"{GAP}{gap.kind}/{gap.record}" if gap.kind else ""


def ratio_key(part: str, row: str, column: str) -> str:
    """What a ratio is known by: as the figures beside it are by their codes."""
    return f"{part}.{row}.{column}"


def _one_currency(made: Made) -> str:
    """The currency of a table all of whose money is of one and whose heads do not say which."""
    part = made.part
    if not isinstance(part, (Grid, Listing)) or part.unit == "own":
        return ""
    if isinstance(part, Listing) and part.unit == "books":
        return ""  # the columns of a list in somoni say so
    money = {column.code for column in part.columns if column.look == "money"}
    found = {
        value.currency
        for row in made.rows
        for code, value in row.values.items()
        if code in money and isinstance(value, Amount)
    }
    return found.pop() if len(found) == 1 else ""


def _says(column: Column) -> Callable[[Row], bool]:
    """Whether a row has something in a column."""

    def says(row: Row) -> bool:
        value = row.values.get(column.code, NOTHING)
        return value != NOTHING and not (isinstance(value, Amount) and not value.number)

    return says


def _place_of_total(columns: Sequence[Column]) -> int:
    """Which column says that a row is the sum: the first that has room for words."""
    roomy = (at for at, column in enumerate(columns) if column.look == "text" and column.share > 2)
    return next(roomy, 0)


def _places(value: Amount) -> int:
    return minor_digits(value.currency) if value.currency else 0


def language_of(translator: Translator) -> Language:
    """The language that a translator speaks, as documents name it."""
    code = translator.language.code
    return "tg" if code == "tg" else "ru" if code == "ru" else "en"
