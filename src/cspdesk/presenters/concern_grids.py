"""The joint picture as tables: what stands in for map and bars, and what is copied of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator
from cspdesk.presenters.concern_words import ConcernWords
from cspdesk.services.joint import SEXES, Joint, PlaceLine

Kind = Literal["name", "text", "number"]


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its words, and whether it names a row, takes the room that is left, or holds figures."""

    text: str
    kind: Kind = "number"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads, and rows by their keys."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


class ConcernGrids:
    """Tables for one language."""

    def __init__(self, words: Translator) -> None:
        self._words = ConcernWords(words)
        self._t = words.t
        self._formats = words.formats

    def ranking(self, joint: Joint) -> Grid:
        """The ranking, each row by its concern."""
        t = self._t
        heads = (
            Head(t(N_("Rank"))),
            Head(t(N_("Concern")), "text"),
            Head(t(N_("Named in"))),
            *(Head(self._words.sex(sex)) for sex in SEXES),
            Head(t(N_("People"))),
            Head(t(N_("Severity"))),
        )
        rows = tuple(
            (
                one.theme,
                (
                    self._formats.integer(one.order),
                    self._words.theme(one.theme),
                    self._words.number(one.raised),
                    *(self._words.number(one.by_sex[sex].shown) for sex in SEXES),
                    self._words.number(one.people),
                    "" if one.severity is None else self._words.number(one.severity),
                ),
            )
            for one in joint.concerns
        )
        return Grid(heads, rows)

    def places(self, places: Sequence[PlaceLine]) -> Grid:
        """Places with whom they heard."""
        t = self._t
        heads = (
            Head(t(N_("Place")), "name"),
            Head(t(N_("Consultations"))),
            Head(t(N_("People"))),
            Head(t(N_("Women"))),
            Head(t(N_("aged 14–30"))),
            Head(t(N_("Named most")), "text"),
        )
        rows = tuple(
            (
                one.code,
                (
                    self._words.short(one),
                    self._formats.integer(one.held) if one.held else "–",
                    self._words.number(one.people) if one.held else "",
                    self._words.part(one.women) if one.held else "",
                    self._words.part(one.youth) if one.held else "",
                    self._words.theme(one.first.get("", "")),
                ),
            )
            for one in places
        )
        return _told(Grid(heads, rows))

    def zones(self, joint: Joint) -> Grid:
        """The groupings, most consultations first: what women and what men named first there."""
        t = self._t
        heads = (
            Head(t(N_("Zone")), "name"),
            Head(t(N_("Consultations"))),
            Head(t(N_("Women named first")), "text"),
            Head(t(N_("Men named first")), "text"),
        )
        rows = tuple(
            (
                one.code,
                (
                    self._words.place(one),
                    self._formats.integer(one.held) if one.held else "–",
                    self._words.theme(one.first.get("f", "")),
                    self._words.theme(one.first.get("m", "")),
                ),
            )
            for one in sorted(joint.groupings, key=lambda one: -one.held)
        )
        return _told(Grid(heads, rows))

    def copied(self, joint: Joint, audience: str) -> str:
        """The picture that may leave as tab-separated text, with how its numbers were made."""
        lines = [f"{self._words.span(joint.span)}\t{audience}\t{self._words.held(joint)}"]
        for grid in (self.ranking(joint), self.places(joint.groupings)):
            heads = "\t".join(head.text for head in grid.heads)
            lines += ["", heads, *("\t".join(cells) for _, cells in grid.rows)]
        return "\n".join([*lines, "", self._words.note(joint.base)]).replace("\N{NO-BREAK SPACE}", " ")


def _told(grid: Grid) -> Grid:
    """A grid without the columns of words that are empty in all rows, as in a picture that may leave.

    Heads over nothing look like something lost; where no words are left, the names take their room.
    """
    kept = [
        at
        for at, head in enumerate(grid.heads)
        if head.kind != "text" or any(cells[at] for _, cells in grid.rows)
    ]
    if len(kept) == len(grid.heads):
        return grid
    heads = [grid.heads[at] for at in kept]
    if all(head.kind != "text" for head in heads):
        heads = [replace(head, kind="text") if head.kind == "name" else head for head in heads]
    return Grid(tuple(heads), tuple((key, tuple(cells[at] for at in kept)) for key, cells in grid.rows))
