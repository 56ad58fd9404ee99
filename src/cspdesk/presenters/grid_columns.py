"""Columns of a grid made from the descriptions of fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cspdesk.domain.fields import Field, Kind
from cspdesk.presenters.grid_cells import CellRule, GridColumn
from cspdesk.presenters.grid_paths import parsed
from cspdesk.presenters.grid_rules import LISTED, RIGHT, CurrencyOf, rule_of
from cspdesk.presenters.session import Session

_SAMPLES: Final = {
    "date": "28.12.2026",
    "amount": "1 234 567,00",
    "rate": "11,3304 / 10",
    "decimal": "100,00",
}


def described(kinds: Mapping[str, Kind], kind: Kind, column: str) -> Field:
    """The field of a column: ``payee``, or ``allocations.line`` for a field of a part."""
    path = parsed(column)
    if not path.parts:
        return kind.by_name[column]
    return kinds[kind.by_name[path.parts].of].by_name[path.name]


def column_of(
    session: Session,
    key: str,
    field: Field,
    *,
    rule: CellRule | None = None,
    currency_of: CurrencyOf | None = None,
    title: str = "",
    sample: str = "",
    grows: bool = False,
    is_fixed: bool = False,
    parts_only: bool = False,
) -> GridColumn:
    """The column of a field: its words, its rule, its side."""
    return GridColumn(
        key,
        title or session.t(field.label),
        rule or rule_of(session, field, currency_of),
        align="right" if field.type in RIGHT and not field.choices else "left",
        sample=sample or _SAMPLES.get(field.type, ""),
        grows=grows,
        has_list=rule is not None or field.type in LISTED,
        is_day=field.type == "date",
        sums=field.type == "amount",
        is_fixed=is_fixed,
        parts_only=parts_only,
    )
