"""What a sheet's rows become: records of a kind, or parts of records that are on the desk.

Parts come in a flat form, one row for each, with the number, the title or the id of the record to which they
belong: the lines of an agreement's budget, an expense's allocations.
"""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.text import N_, msg
from cspdesk.services.imports.meeting import Meeting
from cspdesk.services.naming import demand_whole, plan_of
from cspdesk.store.plan import BY_NAME, KindPlan


@dataclass(frozen=True, slots=True)
class Target:
    """The kind of the rows, and the plan of the records that are written."""

    kind: Kind
    plan: KindPlan
    """Of the records: the kind's own, or that of the records that hold the parts."""
    parent: Field | None = None
    """The field that names the record, for parts."""
    holder: str = ""
    """The field that holds the parts."""

    def checked(self, meeting: Meeting, given: dict[str, object]) -> dict[str, object]:
        """The object of a row as one of the record; ``RefusedError`` where it names none, or is there."""
        if self.parent is None:
            return given
        part = dict(given)
        record = part.pop(self.parent.name, None)
        if not isinstance(record, str):
            raise RefusedError(
                msg(
                    N_("The row does not say to which “{kind}” it belongs."),
                    kind=self.parent.name,
                    field=self.parent.name,
                ),
                hint=msg(N_("Write its number, its title or its id.")),
                code="value",
            )
        meeting.demand_new_part(self.plan, self.holder, bytes.fromhex(record), part)
        return {self.holder: [part]}


def target_of(untrusted_kind: str) -> Target:
    """What rows of a kind become; ``RefusedError`` for kinds that no sheet can give."""
    plan = plan_of(untrusted_kind)
    kind = plan.kind
    if len(kind.parents) != 1 or kind.keys or kind.hidden:
        demand_whole(plan)
        return Target(kind, plan)
    above = BY_NAME[kind.parents[0]]
    if above.kind.is_part:
        demand_whole(plan)
    name = above.kind.name if above.kind.name not in kind.by_name else f"{above.kind.name}_record"
    parent = Field(-1, above.kind.label, "reference", name=name, of=above.kind.name)
    holder = next(one.name for one in above.kind.parts() if one.of == kind.name)
    return Target(kind, above, parent, holder)


def importable() -> tuple[Kind, ...]:
    """The kinds whose rows a sheet can give: whole ones as people meet them, then their parts."""
    found = []
    for plan in BY_NAME.values():
        try:
            found.append(target_of(plan.kind.name))
        except RefusedError:
            continue
    return tuple(one.kind for one in sorted(found, key=lambda one: one.parent is not None))
