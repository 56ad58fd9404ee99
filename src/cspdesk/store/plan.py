"""How each kind lies in its table: which columns a unit fills, and the statements that write them.

Made once from the kinds' descriptions; nothing here is decided that a ``Field`` does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.entries import PARENT, POSITION, Wire
from cspdesk.domain.fields import Field, Kind, Merge
from cspdesk.models import KINDS

_PARENT = Field(PARENT, "", "reference", name="parent", merge=Merge.POSTED)
_POSITION = Field(POSITION, "", "code", name="position")
_SHORT = 100_000
"""Characters below which a text is far from the longest that there may be."""
_AS_IT_IS = (
    "text",
    "longtext",
    "integer",
    "date",
    "month",
    "time",
    "code",
    "reference",
    "place",
    "attachment",
)


@dataclass(frozen=True)
class UnitPlan:
    """One unit of a kind: a field, or a group of fields that merge as one."""

    unit: int
    members: tuple[Field, ...]
    stream: str

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The database columns it fills."""
        return tuple(f.name + suffix for f in self.members for suffix in CODECS[f.type].columns)

    @property
    def merge(self) -> str:
        """The merge class that its members share."""
        return self.members[0].merge

    @property
    def order(self) -> tuple[Wire, ...]:
        """For safer units, from least to most protective."""
        return self.members[0].order

    @cached_property
    def as_it_is(self) -> bool:
        """Whether the wire value is what lies in the one column."""
        return len(self.members) == 1 and self.members[0].type in _AS_IT_IS

    def check(self, untrusted: Wire) -> Wire:
        """An untrusted wire value, checked; ``ValueError`` where the type does not allow it."""
        if untrusted is None:
            return None
        if len(self.members) == 1:
            return CODECS[self.members[0].type].check(untrusted)
        if not isinstance(untrusted, tuple) or len(untrusted) != len(self.members):
            raise ValueError("group")
        return tuple(
            None if one is None else CODECS[f.type].check(one)
            for f, one in zip(self.members, untrusted, strict=True)
        )

    def row(self, value: Wire) -> tuple[object, ...]:
        """What the columns hold for a value."""
        if value is None:
            return (None,) * len(self.columns)
        if len(self.members) == 1:
            return CODECS[self.members[0].type].row(value)
        cells: list[object] = []
        for f, one in zip(self.members, cast("tuple[Wire, ...]", value), strict=True):
            codec = CODECS[f.type]
            cells.extend(codec.row(one) if one is not None else (None,) * len(codec.columns))
        return tuple(cells)

    def value(self, row: Sequence[object]) -> Wire:
        """The value of what the columns hold."""
        if len(self.members) == 1:
            return None if row[0] is None else CODECS[self.members[0].type].value(row)
        values: list[Wire] = []
        at = 0
        for f in self.members:
            codec = CODECS[f.type]
            cells = row[at : at + len(codec.columns)]
            at += len(codec.columns)
            values.append(None if cells[0] is None else codec.value(cells))
        return tuple(values) if any(v is not None for v in values) else None

    def check_column(self, untrusted_values: Sequence[Wire]) -> None:
        """Check a whole column as ``check`` does each value: plain ones together, equal ones once."""
        given: list[Wire] = [value for value in untrusted_values if value is not None]
        if len(self.members) > 1 or not _is_plain(self.members[0].type, given):
            for value in set(given):
                self.check(value)

    def row_column(self, values: Sequence[Wire]) -> Iterable[tuple[object, ...]]:
        """What the columns hold for a column of values, column by column; equal values are made once."""
        rows = {value: self.row(value) for value in set(values)}
        return zip(*map(rows.__getitem__, values), strict=True)


def _is_plain(kind: str, given: list[Wire]) -> bool:
    """Whether values of a type are all as plain as can be seen without a look at each."""
    types = set(map(type, given))
    if not types:
        return True
    if kind in ("text", "longtext"):
        if types != {str}:
            return False
        texts = cast("list[str]", given)
        return all(texts) and max(map(len, texts)) < _SHORT and "\0" not in "".join(texts)
    if kind in ("reference", "attachment"):
        return types == {bytes} and set(map(len, cast("list[bytes]", given))) == {16}
    return types == {bool} if kind == "boolean" else kind == "integer" and types == {int}


@dataclass(frozen=True)
class KindPlan:
    """One kind and its table."""

    kind: Kind
    units: Mapping[int, UnitPlan]

    @property
    def table(self) -> str:
        """The table's name."""
        return self.kind.name

    @cached_property
    def select(self) -> str:
        """Every unit's columns in order, for reading a row."""
        return ", ".join(f'"{c}"' for c in self.columns)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Every unit's columns in the order of ``units``."""
        return tuple(c for plan in self.units.values() for c in plan.columns)

    def insert(self, units: Iterable[int]) -> str:
        """The statement that adds a created record with these units, keeping a row that is there."""
        wanted = tuple(units)
        found = self._inserts.get(wanted)
        if found is None:
            found = self._inserts[wanted] = self._insert(wanted)
        return found

    @cached_property
    def _inserts(self) -> dict[tuple[int, ...], str]:
        return {}

    def _insert(self, units: Iterable[int]) -> str:
        names = ["id", "feed", "seq", "at", "presence"]
        names += [c for unit in units for c in self.units[unit].columns]
        columns = ", ".join(f'"{n}"' for n in names)
        marks = ", ".join("?" * len(names))
        return f'INSERT OR IGNORE INTO "{self.table}" ({columns}) VALUES ({marks})'

    def read(self, row: Sequence[object]) -> dict[int, Wire]:
        """The units' values from a row read by ``select``; units without a value are left out."""
        found: dict[int, Wire] = {}
        at = 0
        for unit, plan in self.units.items():
            width = len(plan.columns)
            value = plan.value(row[at : at + width])
            if value is not None:
                found[unit] = value
            at += width
        return found


def plan_of(kind: Kind) -> KindPlan:
    """The plan of a kind; parts have two units more, their parent and their place in the list."""
    units: dict[int, UnitPlan] = {}
    if kind.is_part:
        units[PARENT] = UnitPlan(PARENT, (_PARENT,), kind.stream)
        units[POSITION] = UnitPlan(POSITION, (_POSITION,), kind.stream)
    for unit, members in kind.units.items():
        units[unit] = UnitPlan(unit, members, members[0].stream or kind.stream)
    return KindPlan(kind, units)


PLANS: tuple[KindPlan, ...] = tuple(plan_of(kind) for kind in KINDS)
BY_NUMBER: Mapping[int, KindPlan] = {plan.kind.number: plan for plan in PLANS}
BY_NAME: Mapping[str, KindPlan] = {plan.kind.name: plan for plan in PLANS}


def parts_of(kind: Kind) -> tuple[KindPlan, ...]:
    """The plans of the parts that records of a kind may hold."""
    return tuple(BY_NAME[f.of] for f in kind.parts())
