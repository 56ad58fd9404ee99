"""What a report is, as data: its parts, their lines and columns, and what must tie before it is filed.

A definition names measures, listings, details and tests; it holds no code, so that an organisation's
own can be read from a record, and the hash of one says exactly what was filed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Unit: TypeAlias = Literal["books", "agreement", "own", "count"]
"""Somoni, the agreement's currency, each row's own currency, or a number of things."""
Subject: TypeAlias = Literal["organisation", "agreement", "receipt"]
Look: TypeAlias = Literal["text", "money", "rate", "date", "count", "ratio"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure: what a measure comes to where ``where`` holds, or the sum of figures above it.

    ``sums`` are codes; a ``-`` takes away, ``*`` at the end stands for all that begin so.  With ``by``
    there is a line for each value of a dimension, coded ``code.value``.
    """

    code: str
    label: str = ""
    measure: str = ""
    where: tuple[tuple[str, str], ...] = ()
    by: str = ""
    sums: tuple[str, ...] = ()
    minus: bool = False
    strong: bool = False
    required: bool = False
    """A count that must be known."""
    quiet: bool = False
    """Shown only where it is not nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a grid or listing; in a grid, a measure or a sum of columns to its left.

    ``ratio`` names two columns: the first in tenths of a per cent of the second.
    """

    code: str
    label: str
    measure: str = ""
    where: tuple[tuple[str, str], ...] = ()
    sums: tuple[str, ...] = ()
    ratio: tuple[str, ...] = ()
    look: Look = "money"
    share: int = 2
    total: bool = False
    """Whether the last row has its sum."""
    unit: bool = False
    """Its head says the currency, because another column has others."""
    quiet: bool = False
    """Nothing is shown as a dash, and the column only where it says something."""
    tag: str = field(default="", repr=False)
    """What it is called in HXL; no part of what a filed report was made with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One labelled particular, by the name of a detail; a text stands under its label instead."""

    name: str
    label: str
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What all parts have; ``apart`` begins an annex, ``optional`` leaves it out where it has no rows."""

    code: str
    title: str = ""
    note: str = ""
    apart: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars(Part):
    """Labelled particulars."""

    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts(Part):
    """Texts in the organisation's words, each under its label."""

    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Part):
    """Figures under one another; ``coded`` shows the last part of their codes, as forms do."""

    lines: tuple[Line, ...]
    unit: Unit = "books"
    coded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(Part):
    """Figures by a dimension down and columns across, with a row of totals where units allow one."""

    by: str
    heading: str
    columns: tuple[Column, ...]
    unit: Unit = "books"
    total: bool = True
    empty: str = ""
    tag: str = field(default="", repr=False)
    """What the dimension is called in HXL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Part):
    """Rows listed one by one, by the name of a listing; ``empty`` is said where there is none."""

    rows: str
    columns: tuple[Column, ...]
    unit: Unit = "books"
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Part):
    """Who signs: a post and the name of a detail; ``stamp`` is what stands where the seal goes."""

    posts: tuple[Detail, ...]
    stamp: str = ""


AnyPart: TypeAlias = Particulars | Texts | Lines | Grid | Listing | Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Figures that must come to nothing together, by code and sign; and what is wrong if not."""

    code: str
    label: str
    sums: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """Something else that must hold, by the name of a test.

    What does not bar filing is told at the head and is a fact for the reader.
    """

    name: str
    label: str
    bars: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A report: a new version where a filed one would come out otherwise."""

    id: str
    version: int
    title: str
    parts: tuple[AnyPart, ...]
    subtitle: str = ""
    of: Subject = "organisation"
    audiences: tuple[str, ...] = ("organisation",)
    formal: bool = False
    """An official paper, addressed and in ink alone."""
    wide: bool = False
    beside: tuple[Line, ...] = ()
    """Figures that are not printed: what is printed is held against them."""
    ties: tuple[Tie, ...] = ()
    tests: tuple[Test, ...] = ()
    files: bool = True
    """Whether it can be filed; a forecast cannot."""
