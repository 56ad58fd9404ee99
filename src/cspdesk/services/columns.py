"""Columns of a sheet of records: what each holds, and its title in the three languages.

A field is a column, or two: a code stands beside its label, a currency beside its amount, an id beside the
name of a record.  The cells of a participants grid are a column each; other parts are numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from cspdesk.domain.codelists import LISTS
from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.folding import fold
from cspdesk.domain.text import N_, msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.models import KINDS
from cspdesk.services.forms import KEPT_BY_PROGRAM

BY_NAME: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}
CODE, CURRENCY, UNIT, ID = "code", "currency", "unit", "id"
MOST_PARTS = 99

_ASPECTS = {
    CODE: N_("{label} (code)"),
    CURRENCY: N_("{label}, currency"),
    UNIT: N_("{label}, for how many units"),
    ID: N_("{label} (id)"),
}
_RECORD_ID = Field(0, N_("Id of the record"), "text", name="id")
_WORD = re.compile(r"[\w+]+")

Cell = tuple[str, str, str]
"""Sex, age band and disability, by their codes; empty where the cell has none."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field, or what stands beside its value; of a numbered part, or of a cell of a grid."""

    field: Field
    aspect: str = ""
    part: str = ""
    """The field that holds the parts."""
    number: int = 0
    """Which of the parts, from 1."""
    cell: Cell | None = None
    currency: str = ""
    """The currency that a title names."""
    mark: str = ""
    """The decimal mark that the amounts of a sheet's column tell."""

    @property
    def key(self) -> str:
        """The column's name for programs."""
        name = ".".join(one for one in (self.field.name, self.aspect) if one)
        if self.cell is not None:
            return ".".join((self.part, *self.cell)).rstrip(".")
        return (
            ".".join((self.part, *([str(self.number)] if self.number else []), name)) if self.part else name
        )

    @property
    def is_id(self) -> bool:
        """Whether it is the id of the record itself."""
        return self.field.number == 0

    def title(self, words: Translator) -> str:
        """The column's title for people."""
        if self.cell is not None:
            return ", ".join(cell_words(self.cell, words))
        label = words.t(self.field.label)
        if self.part:
            number = f" {self.number}" if self.number else ""
            label = f"{words.t(BY_NAME[_part_kind(self)].label)}{number}: {label}"
        return words.t(msg(_ASPECTS[self.aspect], label=label)) if self.aspect else label


RECORD = Column(_RECORD_ID)
"""The column with the ids of the records themselves."""


def _part_kind(column: Column) -> str:
    number = column.field.number
    return next(kind.name for kind in KINDS if any(one.number == number for one in kind.fields))


def cell_words(cell: Cell, words: Translator) -> list[str]:
    """The labels of a cell of a participants grid."""
    lists = ("sex", "age_band", "disability")
    found = []
    for name, code in zip(lists, cell, strict=True):
        if code:
            choice = LISTS[name].find(code)
            found.append(code if choice is None else words.t(choice.label))
    return found


def beside(one: Field) -> tuple[str, ...]:
    """What stands in columns of its own beside a field's value."""
    if one.choices and one.type in ("code", "codes"):
        return (CODE,)
    return {"place": (CODE,), "amount": (CURRENCY,), "rate": (UNIT,), "reference": (ID,)}.get(one.type, ())


def columns_of(one: Field, part: str = "", number: int = 0) -> Iterator[Column]:
    """The columns of one field."""
    for aspect in ("", *beside(one)):
        yield Column(one, aspect, part, number)


def given_fields(kind: Kind) -> tuple[Field, ...]:
    """The fields that people fill in, parts not among them."""
    return tuple(
        one for one in kind.fields if one.type != "parts" and f"{kind.name}.{one.name}" not in KEPT_BY_PROGRAM
    )


# --- titles from outside ---------------------------------------------------------------------------------


def heading(untrusted_title: str) -> str:
    """A title's words alone, folded: commas, brackets and letters typed otherwise make no difference."""
    return " ".join(_WORD.findall(fold(untrusted_title)))


class Headings:
    """What the titles of a sheet mean for one kind of record, whatever language they are in."""

    def __init__(self, kind: Kind, words: Sequence[Translator], parent: Field | None = None) -> None:
        """``parent`` is the field that names the record to which a part belongs."""
        self._own: dict[str, Column] = {}
        self._parts: dict[str, Column] = {}
        self._words = words
        self._learn(self._own, RECORD, [("id",), *((one.t(RECORD.field.label),) for one in words)])
        for one in given_fields(kind):
            self._field(one)
        if parent is not None:
            self._field(parent)
        for holder in kind.parts():
            if BY_NAME[holder.of].keys:
                self._grid(holder)
            else:
                self._part(holder)

    @staticmethod
    def _learn(table: dict[str, Column], column: Column, titles: Iterable[Iterable[str]]) -> None:
        for title in titles:
            table.setdefault(heading(" ".join(title)), column)

    def _field(self, one: Field) -> None:
        for column in columns_of(one):
            said = [(column.title(words),) for words in self._words]
            self._learn(self._own, column, [(column.key,), *said])
        if one.type == "amount":
            for currency in LISTS["currency"].codes:
                labels = [(one.name, currency), *((words.t(one.label), currency) for words in self._words)]
                self._learn(self._own, Column(one, currency=currency), labels)

    def _grid(self, holder: Field) -> None:
        """The cells of a participants grid, by labels, by codes, and by labels of sex with codes of age."""
        count = next(one for one in BY_NAME[holder.of].fields if one.name == "count")
        sexes, bands, disabilities = (LISTS[name].codes for name in ("sex", "age_band", "disability"))
        for cell in product(sexes, ("", *bands), ("", *disabilities)):
            column = Column(count, part=holder.name, cell=cell)
            said: list[tuple[str, ...]] = [(holder.name, *cell), cell]
            for words in self._words:
                sex = cell_words((cell[0], "", ""), words)
                said += [tuple(cell_words(cell, words)), (*sex, *cell[1:])]
            self._learn(self._own, column, said)

    def _part(self, holder: Field) -> None:
        kind = BY_NAME[holder.of]
        fields = given_fields(kind)
        for one in fields:
            for column in columns_of(one, holder.name):
                said: list[tuple[str, ...]] = [(holder.name, one.name, column.aspect)]
                for words in self._words:
                    label = words.t(one.label)
                    told = words.t(msg(_ASPECTS[column.aspect], label=label)) if column.aspect else label
                    said.append((words.t(kind.label), told))
                self._learn(self._parts, column, said)
        main = next((one for one in fields if one.required), fields[0])
        for column in columns_of(main, holder.name):
            named = [(kind.name, column.aspect)]
            for words in self._words:
                label = words.t(kind.label)
                told = words.t(msg(_ASPECTS[column.aspect], label=label)) if column.aspect else label
                named.append((told, ""))
            self._learn(self._parts, column, named)

    def find(self, untrusted_title: str) -> Column | None:
        """The column that a title means, or None; a part without its number has number 0."""
        said = heading(untrusted_title)
        if said in self._own:
            return self._own[said]
        if said in self._parts:
            return self._parts[said]
        words = said.split(" ")
        for place, word in enumerate(words):
            if word.isdigit() and 0 < int(word) <= MOST_PARTS:
                found = self._parts.get(" ".join((*words[:place], *words[place + 1 :])))
                if found is not None:
                    return replace(found, number=int(word))
        return None

    def choices(self, words: Translator) -> list[tuple[str, str]]:
        """Every column that may be chosen by hand, as its name and its title, in the order of a form.

        Of a grid only the columns of whole sexes are offered; its cells are known by their titles.
        """
        known = {column.key: column for column in (*self._own.values(), *self._parts.values())}
        offered = [
            column
            for column in known.values()
            if not column.is_id and not column.currency and (column.cell is None or not any(column.cell[1:]))
        ]
        return [(column.key, column.title(words)) for column in offered]

    def titles(self) -> list[str]:
        """Every heading, to find the nearest of one that is not known."""
        return [*self._own, *self._parts]
