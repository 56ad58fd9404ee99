"""A document as values: what stands in it and in what order, in no file format.

Whoever makes a report builds a ``Document``; each writer (``pdf``, ``docx``, ``xlsx``) takes a
``Document`` and nothing else.  Three rules hold for all that stands in one:

- Every text is already translated and formatted for the document's language; a writer adds no word.
- A figure stands twice: as the text people read and, where it is one, as a whole number (``number``,
  scaled by ``Column.places``) for formats that calculate.  Both come from the same printed figure,
  so a document whose figures are rounded carries no other figure anywhere.
- Values are frozen and compare by content: the same document gives the same bytes.

A shape that makes no sense (a row of the wrong width) is a mistake of the program: ``ValueError``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["tg", "ru", "en"]
SpanKind: TypeAlias = Literal["plain", "strong", "emphasis", "gap"]
Align: TypeAlias = Literal["start", "centre", "end"]
ColumnKind: TypeAlias = Literal["text", "number", "percent"]
NoteKind: TypeAlias = Literal["info", "warn"]

SHADES = 5
"""Steps of a map's sequential palette; ``shade`` runs from 0, the least, to 4."""
SERIES = 5
"""Colours of a bar chart's series, which no chart may exceed."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one manner; a ``gap`` is something still missing, shown as a chip in its place.

    ``key`` names a figure, or what is missing, for whoever presses it in a preview; see ``Cell``.
    """

    text: str
    kind: SpanKind = "plain"
    key: str = ""


Text: TypeAlias = str | tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; ``number`` ("2.1") stands before the text when given."""

    text: str
    level: int = 1
    number: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 3:
            raise ValueError(f"a heading has level 1 to 3, not {self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a ``lead`` is set larger, once, under the title."""

    text: Text
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of ``Facts``: what it is called and what it is."""

    label: str
    value: Text


@dataclass(frozen=True, slots=True)
class Facts:
    """A short list of labelled values: registration number, period, place."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    ``share`` is its part of the width beside the other columns' shares.  ``places`` scales the whole
    ``number`` of its cells: with 2, 22951200 is 229 512.00.  A column of numbers is set to the right.
    """

    title: str
    kind: ColumnKind = "text"
    share: int = 1
    align: Align | None = None
    places: int = 0
    tag: str = ""
    """What the column is called in HXL, where its table leaves as open data; on no page."""

    def __post_init__(self) -> None:
        if self.share < 1 or self.places < 0:
            raise ValueError("a column has a share of the width, and its places are not fewer than none")

    @property
    def side(self) -> Align:
        """Where its text stands: as asked, or at the end for numbers and at the start for words."""
        return self.align or ("start" if self.kind == "text" else "end")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the text people read and, for a figure, the whole number behind exactly that text.

    A figure that is no number ("<5", "no consultation") has ``number`` None.  ``key`` names the
    figure, or what is missing, for whoever traces it (a click, a test) and is never printed.  ``gap``
    marks what is missing.
    ``places`` scales its number where the column has several currencies.  ``adds`` are the keys of the
    cells of which it is the sum; a ``-`` before a key takes away.  See ``sums``.
    """

    text: str
    number: int | None = None
    strong: bool = False
    key: str = ""
    gap: bool = False
    places: int | None = None
    adds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; with ``total`` its last row is the sum of the others, with ``caption`` it has a name above."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    note: str = ""
    total: bool = False

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a table has at least one column")
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells in a table of {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: its label, the printed figure as a number (None: no bar) and as text.

    ``series`` is the place of its colour and name in ``Bars.series``.  A row whose label is empty
    belongs to the label above it, so that women and men can stand as a pair.
    """

    label: str
    value: int | None
    shown: str
    series: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of lying bars from zero, labelled directly; ``series`` names the colours of several."""

    title: str
    rows: tuple[BarRow, ...]
    series: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if len(self.series) > SERIES:
            raise ValueError(f"a chart tells at most {SERIES} series apart")
        for row in self.rows:
            if row.value is not None and row.value < 0:
                raise ValueError("a bar counts from zero up")
            if not 0 <= row.series < max(1, len(self.series)):
                raise ValueError(f"no series {row.series} in this chart")


@dataclass(frozen=True, slots=True)
class RegionValue:
    """A region by its ISO 3166-2 code, its name, the figure as text, its shade (None: no data, hatched).

    ``number`` is the figure as a whole number where it is one, as in ``Cell``.
    """

    code: str
    name: str
    shown: str
    shade: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class LegendStep:
    """What a shade stands for; ``shade`` None explains the hatching."""

    shade: int | None
    text: str


@dataclass(frozen=True, slots=True)
class RegionMap:
    """The map of the country's regions, shaded by class and labelled with name and figure."""

    title: str
    regions: tuple[RegionValue, ...]
    legend: tuple[LegendStep, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        for shade in [*(r.shade for r in self.regions), *(s.shade for s in self.legend)]:
            if shade is not None and not 0 <= shade < SHADES:
                raise ValueError(f"a shade runs from 0 to {SHADES - 1}, not {shade}")


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, and who in general (never a name)."""

    text: str
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Some people's words, set apart from the running text."""

    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points; ``numbered`` counts them."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in a box: ``info`` explains (rounding), ``warn`` warns (a draft, what is missing)."""

    text: Text
    kind: NoteKind = "info"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A post, a rule to sign on, and the name of who signs."""

    post: str
    name: Text = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The foot of an official paper; ``stamp`` is what stands where the seal goes ("Ҷ. М.", "М. П.")."""

    rows: tuple[Signature, ...]
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """A label with a rule to write on; ``share`` is its part of the line."""

    label: str
    share: int = 1

    def __post_init__(self) -> None:
        if self.share < 1:
            raise ValueError("a field has a share of its line")


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line of a paper form with one or more places to write."""

    fields: tuple[FormField, ...]

    def __post_init__(self) -> None:
        if not self.fields:
            raise ValueError("a line has at least one field")


@dataclass(frozen=True, slots=True)
class FormBox:
    """Room to write several lines under a label; ``help`` says in small print what belongs there."""

    label: str
    lines: int = 4
    help: str = ""


@dataclass(frozen=True, slots=True)
class FormGrid:
    """An empty table to fill in by hand: heads above, heads at the left (empty for plain rows)."""

    columns: tuple[Column, ...]
    rows: tuple[str, ...]
    label: str = ""
    help: str = ""
    tall: bool = False

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a grid has at least one column")


@dataclass(frozen=True, slots=True)
class FormChoices:
    """Boxes to tick beside their words; ``other`` is the last box's word, with a rule after it."""

    label: str
    choices: tuple[str, ...]
    columns: int = 3
    other: str = ""
    help: str = ""

    def __post_init__(self) -> None:
        if self.columns < 1:
            raise ValueError("choices stand in at least one column")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class Appendix:
    """What follows is an appendix: a new page and a heading; ``label`` is "Annex 1" in the language."""

    label: str
    title: str


Block: TypeAlias = (
    Heading
    | Paragraph
    | Facts
    | Table
    | Bars
    | RegionMap
    | Quotes
    | Bullets
    | Note
    | Signatures
    | FormLine
    | FormBox
    | FormGrid
    | FormChoices
    | PageBreak
    | Appendix
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    ``organisation``, ``title`` and ``audience`` run at the head of each page; ``fingerprint`` (the
    check code of a filed report) and ``made_on`` at its foot.  ``addressee`` stands above the title of
    an official paper, ``status`` ("draft") as a chip at the head.  ``wide`` lays the pages on their side.
    Its headings begin at level 1 and skip none, as screen readers need (PDF/UA-1).
    """

    title: str
    language: Language
    blocks: tuple[Block, ...]
    subtitle: str = ""
    audience: str = ""
    period: str = ""
    organisation: str = ""
    made_on: str = ""
    fingerprint: str = ""
    addressee: str = ""
    status: str = ""
    wide: bool = False

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a document has a title")
        above = 0
        for block in self.blocks:
            if isinstance(block, (Heading, Appendix)):
                level = block.level if isinstance(block, Heading) else 1
                if level > above + 1:
                    raise ValueError(f"a heading of level {level} stands under level {above}")
                above = level
