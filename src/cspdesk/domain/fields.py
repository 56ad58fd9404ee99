"""What a recorded value means to people: the description that every other part reads.

A ``Field`` states facts and nothing else: it knows no widget, no query and no file.  Its number
lives in one register for ever; names and labels may change, and another meaning, merge class,
group or stream is a new number.  ``Kind`` is a kind of record; parts are kinds with a parent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from cspdesk.domain.entries import Wire


class Merge:
    """What concurrent values of a field mean (docs/bundle-format.md, Merging)."""

    ORDINARY = "ordinary"
    SAFER = "safer"
    MUST_DECIDE = "must-decide"
    POSTED = "posted"
    COALITION = "coalition"
    GROW = "grow"


STREAMS = ("field", "people", "sensitive", "finance", "shared", "directory", "common", "control")
"""Circles of readers by code; each organisation draws its own random ids for them."""

SENSITIVITY = ("low", "moderate", "high", "severe")
AUDIENCES = ("team", "organisation", "coalition", "donor", "public")
"""From narrowest to widest.  The authority stands beside this line: see ``Field.authority``."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind: its number in the register, its words, its type and its rules."""

    number: int
    label: str
    type: str
    help: str = ""
    name: str = ""
    choices: str = ""
    """The name of its code list, for code and codes."""
    of: str = ""
    """What a reference names, or the kind of the parts: a kind's name, or empty for any record."""
    required: bool = False
    stream: str = ""
    """Narrower than the kind's where it is not empty."""
    merge: str = Merge.ORDINARY
    group: str = ""
    order: tuple[Wire, ...] = ()
    """For safer: the values from least to most protective."""
    sensitivity: str = "low"
    audience: str = "coalition"
    """The widest audience that may read it."""
    authority: bool = False
    search: bool = False
    tag: str = ""
    """HXL tag, where open data carries the field."""
    least: int | None = None
    most: int | None = None
    example: object = None
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of record: its fields in the order of a form, and where its records live."""

    number: int
    name: str
    label: str
    labels: str
    stream: str
    fields: tuple[Field, ...]
    title: str = ""
    """The field that names a record in lists."""
    date: str = ""
    parents: tuple[str, ...] = ()
    """For parts: the kinds that may hold it."""
    keys: tuple[str, ...] = ()
    """The fields that compute its id: with the parent for a cell of a grid, alone for a record."""
    hidden: bool = field(default=False)
    """Kept by the program itself; not offered as a kind to fill in."""

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Fields by today's name."""
        return {f.name: f for f in self.fields}

    @cached_property
    def units(self) -> dict[int, tuple[Field, ...]]:
        """The fields that merge as one, by the number of the first; parts are not among them."""
        groups: dict[str, list[Field]] = {}
        for f in self.fields:
            if f.type != "parts":
                groups.setdefault(f.group or f"={f.number}", []).append(f)
        return {members[0].number: tuple(members) for members in groups.values()}

    @cached_property
    def unit_of(self) -> dict[str, int]:
        """The unit that a field's name belongs to."""
        return {f.name: unit for unit, members in self.units.items() for f in members}

    def stream_of(self, unit: int) -> str:
        """The stream in which a unit's entries are made."""
        return self.units[unit][0].stream or self.stream

    def parts(self) -> Iterator[Field]:
        """The fields that hold parts."""
        return (f for f in self.fields if f.type == "parts")

    @property
    def is_part(self) -> bool:
        """Whether records of this kind live inside another record."""
        return bool(self.parents)
