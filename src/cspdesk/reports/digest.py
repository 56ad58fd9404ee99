"""The regional digest as a document: what was heard in a period, place by place, and how it was counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cspdesk.domain.codelists import label_of
from cspdesk.domain.publication import rounding_note
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports.heard import heard_key
from cspdesk.reports.hxl import tag_of_cell
from cspdesk.reports.layout import (
    BarRow,
    Bars,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Language,
    LegendStep,
    Note,
    Paragraph,
    Quote,
    Quotes,
    RegionMap,
    RegionValue,
    Span,
    Table,
    Text,
)
from cspdesk.reports.picture import ConcernRow, Number, Picture, PlacePicture
from cspdesk.reports.query import Proposed
from cspdesk.reports.wording import room_for

MOST_ROWS = 12
MOST_BARS = 8
SHADES = 5
_ON_MAP = {
    "TJ-DU": N_("Dushanbe"),
    "TJ-SU": N_("Sughd"),
    "TJ-KT": N_("Khatlon"),
    "TJ-RA": N_("DRS"),
    "TJ-GB": N_("GBAO"),
}
"""Regions as people say them: whole names, which head the chapters, would lie over the borders of a map."""


def _heard(words: str) -> Text:
    return (Span(words, key=heard_key()),)


def _ranked(place: PlacePicture, row: ConcernRow, number: Number | None) -> str:
    sex = "f" if number is row.women else "m" if number is row.men else ""
    return heard_key(place=place.code, theme=row.theme, sex=sex)


@dataclass(frozen=True, slots=True)
class Source:
    """A consultation that a digest for the own organisation names."""

    day: Msg | str
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class Words:
    """A quote as it may be given: the words, the concern, the place's name."""

    text: str
    theme: str
    place: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that a digest says, before any word of its own."""

    organisation: str
    period: str
    earlier_period: str
    audience: str
    made_on: str
    picture: Picture
    regions: Sequence[tuple[str, tuple[str, str, str], int]]
    """ISO code, names, and consultations held, which are printed exactly."""
    bands: Sequence[str]
    quotes: Sequence[Words]
    asked: Sequence[Proposed]
    sources: Sequence[Source]
    missing: Sequence[Msg]
    fingerprint: str = ""


def document(content: Content, translator: Translator, language: Language) -> Document:
    """The digest in a language; every figure in it comes from ``content.picture`` and ``regions``."""
    maker = _Maker(content, translator, language)
    return Document(
        title=maker.t(N_("Regional digest")),
        language=language,
        blocks=tuple(maker.blocks()),
        subtitle=maker.t(N_("What communities say about their security")),
        audience=content.audience,
        period=content.period,
        organisation=content.organisation,
        made_on=content.made_on,
        fingerprint=content.fingerprint,
    )


class _Maker:
    """Puts the parts together, numbered."""

    def __init__(self, content: Content, translator: Translator, language: Language) -> None:
        self._content = content
        self._language = language
        self.t = translator.t
        self._section = 0

    def _heading(self, text: str) -> Heading:
        self._section += 1
        return Heading(self.t(text), 1, str(self._section))

    def blocks(self) -> list[Block]:
        """Basis, overview, places, quotes, asked for, method, sources."""
        made = [*self._basis(), *self._overview()]
        if self._content.picture.places:
            made.append(self._heading(N_("Place by place")))
            for place in self._content.picture.places:
                made += self._place(place)
        if self._content.quotes:
            made += [self._heading(N_("In people’s words")), self._quotes()]
        if self._content.asked:
            made += [self._heading(N_("Asked for")), Bullets(tuple(self._asked()))]
        return [*made, *self._method(), *self._sources()]

    # --- basis and overview ------------------------------------------------------------------------

    def _basis(self) -> list[Block]:
        content, whole = self._content, self._content.picture.whole
        facts = [
            Fact(self.t(N_("Period")), content.period),
            Fact(self.t(N_("Consultations held")), _heard(self.t(msg(N_("{count}"), count=whole.held)))),
            Fact(self.t(N_("People who took part")), _heard(self._shown(whole.people.get(("", ""))))),
            Fact(
                self.t(N_("Compared with")),
                content.earlier_period if content.picture.earlier else self.t(N_("no earlier period")),
            ),
        ]
        made: list[Block] = [self._heading(N_("Basis")), Facts(tuple(facts))]
        made += [Note(self.t(one), "warn") for one in content.missing]
        if whole.held:
            made.append(self._people(whole, self.t(N_("Who took part"))))
        return made

    def _people(self, place: PlacePicture, caption: str) -> Table:
        bands = [
            band for band in self._content.bands if any((sex, band) in place.people for sex in ("", "f", "m"))
        ]
        sexes = [sex for sex in ("f", "m", "x", "nr") if (sex, "") in place.people]
        rows = [self._people_row(place, sex, self.t(label_of("sex", sex)), bands) for sex in sexes]
        rows.append(self._people_row(place, "", self.t(N_("Total")), bands))
        heads = [self.t(label_of("age_band", band)) for band in bands]
        heads = [self.t(N_("Sex")), *heads, self.t(N_("Total")), self.t(N_("With disability"))]
        ages = [tag_of_cell("#reached", ("", band, "")) for band in bands]
        tags = ["#group+sex", *ages, "#reached", "#reached+disabled"]
        shares = [
            room_for([head, *(cell.text for cell in cells)])
            for head, cells in zip(heads, zip(*rows, strict=True), strict=True)
        ]
        columns = [
            Column(head, "number" if at else "text", share=share, tag=tag)
            for at, (head, share, tag) in enumerate(zip(heads, shares, tags, strict=True))
        ]
        return Table(tuple(columns), tuple(rows), caption=caption, note=self._rounding(), total=True)

    def _people_row(
        self, place: PlacePicture, sex: str, label: str, bands: Sequence[str]
    ) -> tuple[Cell, ...]:
        figures = (
            self._cell(place.people.get((sex, band)), heard_key(sex=sex, band=band)) for band in (*bands, "")
        )
        return (Cell(label), *figures, self._cell(place.disability.get(sex), heard_key(sex=sex)))

    def _overview(self) -> list[Block]:
        content, whole = self._content, self._content.picture.whole
        made: list[Block] = [self._heading(N_("Overview"))]
        if not whole.held:
            return [*made, Paragraph(self.t(N_("No consultation was held in this period.")))]
        leading = [self._theme(row) for row in whole.concerns[:3]]
        if leading:
            made.append(
                Paragraph(
                    self.t(
                        plural(
                            N_("In {n} consultation people named first: {concerns}."),
                            N_("In {n} consultations people named first: {concerns}."),
                            whole.held,
                            concerns="; ".join(leading),
                        )
                    ),
                    lead=True,
                )
            )
        made.append(self._map(content))
        bars = [
            BarRow(self._theme(row), row.raised.value, self._shown(row.raised))
            for row in whole.concerns[:MOST_BARS]
        ]
        if bars:
            made.append(
                Bars(self.t(N_("Concerns by the number of consultations that named them")), tuple(bars))
            )
        return made

    def _map(self, content: Content) -> RegionMap:
        most = max((held for _, _, held in content.regions), default=0)
        place = ("tg", "ru", "en").index(self._language)
        regions = tuple(
            RegionValue(
                code,
                self.t(_ON_MAP[code]) if code in _ON_MAP else names[place],
                self.t(msg(N_("{count}"), count=held)) if held else "–",
                min(SHADES - 1, held * SHADES // (most + 1)) if held else None,
                held or None,
            )
            for code, names, held in content.regions
        )
        legend = (
            (LegendStep(None, self.t(N_("no consultation"))),)
            if any(not held for *_, held in content.regions)
            else ()
        )
        return RegionMap(self.t(N_("Where consultations were held")), regions, legend)

    # --- places ----------------------------------------------------------------------------------------

    def _place(self, place: PlacePicture) -> list[Block]:
        name = place.name(self._language)
        made: list[Block] = [Heading(name[:1].upper() + name[1:], 2)]
        if not place.held:
            return [*made, Paragraph(self.t(N_("No consultation was held here in this period.")))]
        came = self._shown(place.people.get(("", "")))
        made.append(
            Paragraph(
                self.t(
                    plural(
                        N_("{n} consultation; people who took part: {people}."),
                        N_("{n} consultations; people who took part: {people}."),
                        place.held,
                        people=came,
                    )
                )
            )
        )
        if place.concerns:
            made.append(self._ranking(place))
        else:
            made.append(Paragraph(self.t(N_("The numbers here are too small to be shown."))))
        return made

    def _ranking(self, place: PlacePicture) -> Table:
        """The concerns of a place in order; a figure that no row may show has no column."""
        rows = place.concerns[:MOST_ROWS]
        figures: list[tuple[Column, list[Number | None]]] = [
            (
                Column(self.t(N_("Named by")), "number", share=2, tag="#indicator+num"),
                [row.raised for row in rows],
            ),
            (
                Column(self.t(N_("Mean rank")), "number", share=2, places=1, tag="#indicator+rank"),
                [row.rank for row in rows],
            ),
            (
                Column(self.t(N_("Severity")), "number", share=2, places=1, tag="#severity"),
                [row.severity for row in rows],
            ),
            (Column(self.t(N_("Index")), "number", share=2, places=1), [row.index for row in rows]),
            (Column(self.t(N_("Women")), "number", share=2, tag="#affected+f"), [row.women for row in rows]),
            (Column(self.t(N_("Men")), "number", share=2, tag="#affected+m"), [row.men for row in rows]),
        ]
        told = [
            (column, column_of)
            for column, column_of in figures
            if any(n and n.value is not None for n in column_of)
        ]
        columns = [
            Column(self.t(N_("No.")), "number", align="start"),
            Column(self.t(N_("Concern")), share=5, tag="#subsector+name"),
        ]
        columns += [column for column, _ in told] + [Column(self.t(N_("Change")), share=3)]
        cells = [
            (
                Cell(str(row.order), row.order),
                Cell(self._theme(row), strong=row.order == 1),
                *(self._cell(column_of[at], _ranked(place, row, column_of[at])) for _, column_of in told),
                Cell(self.t(row.change) if row.change else ""),
            )
            for at, row in enumerate(rows)
        ]
        return Table(tuple(columns), tuple(cells), note=self._rounding())

    # --- words, method, sources ---------------------------------------------------------------------------

    def _quotes(self) -> Quotes:
        return Quotes(
            tuple(
                Quote(
                    one.text,
                    ", ".join(filter(None, (self.t(label_of("concern_theme", one.theme)), one.place))),
                )
                for one in self._content.quotes
            )
        )

    def _asked(self) -> list[str]:
        found: dict[tuple[str, str], None] = {}
        for one in self._content.asked:
            found.setdefault((one.words, one.level), None)
        return [
            self.t(msg(N_("{words} ({level})"), words=words, level=label_of("level", level)))
            if level
            else words
            for words, level in found
        ]

    def _method(self) -> list[Block]:
        base = self._content.picture.base
        lines = [
            self.t(
                N_(
                    "A concern’s place follows the number of consultations that named it, then the "
                    "community’s own rank, then its severity."
                )
            )
            if not base
            else self.t(
                N_(
                    "A concern’s place follows the printed number of consultations that named it; "
                    "close numbers share a place."
                )
            ),
            self.t(N_("“Named by” counts consultations; women and men are those who took part in them.")),
            self.t(N_("Severity runs from 1, a nuisance, to 5, an immediate threat to life.")),
        ]
        if not base:
            lines.append(
                self.t(
                    N_(
                        "The index is severity times breadth (1 to 3) times trend (0.8, 1 or 1.2). It "
                        "stands beside the community’s own rank, never in its place."
                    )
                )
            )
        else:
            lines.append(self.t(rounding_note(base)))
        if self._content.picture.left_out:
            lines.append(
                self.t(
                    plural(
                        N_("{n} consultation came after the numbers were frozen and is not counted here."),
                        N_("{n} consultations came after the numbers were frozen and are not counted here."),
                        self._content.picture.left_out,
                    )
                )
            )
        return [self._heading(N_("How this was counted")), Bullets(tuple(lines))]

    def _sources(self) -> list[Block]:
        sources = self._content.sources
        if not sources:
            return []
        columns = (
            Column(self.t(N_("Date")), share=2),
            Column(self.t(N_("Consultation")), share=6),
            Column(self.t(N_("Place")), share=4),
        )
        rows = tuple((Cell(str(one.day)), Cell(one.title), Cell(one.place)) for one in sources)
        return [self._heading(N_("Sources")), Table(columns, rows)]

    def _rounding(self) -> str:
        base = self._content.picture.base
        return self.t(rounding_note(base)) if base else ""

    def _theme(self, row: ConcernRow) -> str:
        return self.t(label_of("concern_theme", row.theme))

    def _shown(self, number: Number | None) -> str:
        return "–" if number is None else self.t(number.shown)

    def _cell(self, number: Number | None, key: str) -> Cell:
        return Cell("–") if number is None else Cell(self.t(number.shown), number.value, key=key)
