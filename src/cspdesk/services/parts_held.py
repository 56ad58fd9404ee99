"""Which parts the records of a kind have: cells of a grid, how many of the others, their used fields."""

from __future__ import annotations

from collections.abc import Sequence

from cspdesk.domain.codelists import LISTS
from cspdesk.domain.fields import Field
from cspdesk.services.columns import Cell
from cspdesk.store.plan import KindPlan
from cspdesk.store.sql import Cursor, value_of

_CELL_LISTS = ("sex", "age_band", "disability")


class PartsHeld:
    """Reads one kind's parts inside a transaction; names in its SQL are the kinds' own."""

    def __init__(self, cursor: Cursor, plan: KindPlan) -> None:
        self._cursor = cursor
        self._living = f'presence IN (0, 2) AND parent IN (SELECT id FROM "{plan.table}")'  # noqa: S608

    def cells(self, holder: Field) -> list[Cell]:
        """The cells of a grid that any record fills, in the order of a form."""
        rows = self._cursor.execute(
            "SELECT DISTINCT coalesce(sex, ''), coalesce(band, ''), coalesce(disability, '')"  # noqa: S608
            f' FROM "{holder.of}" WHERE {self._living}'
        ).fetchall()
        return sorted(((row[0], row[1], row[2]) for row in rows), key=_order)

    def most(self, holder: Field) -> int:
        """The largest number of such parts that one record has."""
        counts = f'SELECT count(*) AS n FROM "{holder.of}" WHERE {self._living} GROUP BY parent'  # noqa: S608
        return int(value_of(self._cursor, f"SELECT max(n) FROM ({counts})") or 0)  # noqa: S608

    def used(self, holder: Field, fields: Sequence[Field]) -> list[Field]:
        """Those of the parts' fields that have a value anywhere."""
        if not fields:
            return []
        asked = ", ".join(f'max("{one.name}" IS NOT NULL)' for one in fields)
        row = self._cursor.execute(
            f'SELECT {asked} FROM "{holder.of}" WHERE {self._living}'  # noqa: S608
        ).fetchone()
        return [one for one, is_used in zip(fields, row or (), strict=True) if is_used]


def _order(cell: Cell) -> tuple[int, ...]:
    found = []
    for name, code in zip(_CELL_LISTS, cell, strict=True):
        codes = ("", *LISTS[name].codes)
        found.append(codes.index(code) if code in codes else len(codes))
    return tuple(found)
