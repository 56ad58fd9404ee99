"""What the services hand out: frozen, plain values that any door can show or print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cspdesk.domain.checks import Problem
from cspdesk.domain.errors import CspdeskError

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]
"""A value as JSON has it; how each type of field looks in it says ``domain.values``."""


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record as a person may see it."""

    id: str
    kind: str
    fields: Mapping[str, object]
    lifecycle: str = "draft"
    deleted: bool = False
    deletion_proposed: bool = False
    exchange: str = "saved"
    token: str = ""
    conflicts: tuple[str, ...] = ()
    """Names of fields (``concerns.severity`` for a part's) whose concurrent values wait for a person."""
    lacks: tuple[Problem, ...] = ()
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list, and how long the whole is."""

    total: int
    records: tuple[RecordView, ...]


@dataclass(frozen=True, slots=True)
class Stream:
    """A whole list, read as it is walked through: the number of its records, and the records once."""

    total: int
    records: Iterator[RecordView]


@dataclass(frozen=True, slots=True)
class Added:
    """What adding came to: ids in order, and with ``partial`` the lines that were refused."""

    ids: tuple[str, ...]
    refused: tuple[tuple[int, CspdeskError], ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One value that somebody gave to a field."""

    at: str
    by: str
    device: str
    field: str
    before: object
    after: object
    record: str = ""
    part: str = ""
    own: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several concurrent values of a field."""

    value: object
    by: str
    device: str
    at: str
    own: bool = False
    """Whether it was given at this desk."""


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A field with concurrent values that a person has to look at."""

    record: str
    kind: str
    field: str
    merge: str
    values: tuple[Choice, ...]
    root: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a verb changed, so that whoever shows it can ask again."""

    kinds: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    details: Mapping[str, object] = field(default_factory=dict)
