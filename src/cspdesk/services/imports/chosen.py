"""Which column of a sheet holds what: by its title, as it was chosen before, or as a person chooses now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.text import N_, msg
from cspdesk.services.columns import Column, Headings
from cspdesk.services.forms import nearest

LEFT_OUT = "-"
"""The name of no column: what stands under the title is not wanted."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The columns of a sheet in its order; None where one is left out or not understood."""

    titles: tuple[str, ...]
    columns: tuple[Column | None, ...]
    names: tuple[str, ...]
    """What was chosen for each, by a person now or before; empty where the title said it."""
    flat: frozenset[int] = frozenset()
    """Places of columns of parts that are not numbered: further parts may follow in rows of their own."""
    faults: Mapping[int, RefusedError] = field(default_factory=dict)

    def demand(self) -> None:
        """Raise the first fault: a title that means nothing, or the same as another."""
        for fault in self.faults.values():
            raise fault

    def marked(self, marks: Mapping[int, str]) -> Chosen:
        """The same, knowing the decimal marks of columns of amounts by their places."""
        columns = tuple(
            replace(column, mark=marks[place]) if column is not None and place in marks else column
            for place, column in enumerate(self.columns)
        )
        return replace(self, columns=columns)


def label_of(titles: Sequence[str], place: int) -> str:
    """How a column is called for people: by its title, else by its number."""
    return titles[place][:80] or f"№ {place + 1}"


def choose(
    headings: Headings, titles: Sequence[str], given: Mapping[str, str], before: Sequence[str] = ()
) -> Chosen:
    """What each title means; ``given`` maps titles to names of columns, and wins over ``before``.

    Raises ``RefusedError`` where ``given`` names a title or a column that there is not.
    """
    labels = [label_of(titles, place) for place in range(len(titles))]
    for title in given:
        if title not in labels:
            raise _unknown(title, labels)
    names = [
        given.get(label, before[place] if place < len(before) else "") for place, label in enumerate(labels)
    ]
    columns: list[Column | None] = []
    faults: dict[int, RefusedError] = {}
    flat: set[int] = set()
    seen: dict[str, int] = {}
    for place, (title, name) in enumerate(zip(titles, names, strict=True)):
        column = None if name == LEFT_OUT else headings.find(name or title) if name or title else None
        if column is None and name != LEFT_OUT:
            if name and labels[place] in given:
                raise _unknown(name, headings.titles())
            faults[place] = _unknown(labels[place], headings.titles() if title else ())
        if column is not None:
            times = seen[column.key] = seen.get(column.key, 0) + 1
            if column.part and column.cell is None and not column.number:
                column = replace(column, number=times)
                flat.add(place)
            elif times > 1:
                faults[place] = RefusedError(
                    msg(N_("The title “{column}” stands twice."), column=labels[place]), code="unknown-column"
                )
                column = None
        columns.append(column)
    return Chosen(tuple(titles), tuple(columns), tuple(names), frozenset(flat), faults)


def _unknown(title: str, known: Sequence[str]) -> RefusedError:
    return RefusedError(
        msg(N_("The title “{column}” is not known."), column=title[:80]),
        hint=nearest(title, known),
        code="unknown-column",
    )
