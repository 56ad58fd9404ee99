"""Whether what a row says is on the desk already: for records that their content names, and for parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import to_hex
from cspdesk.domain.merge import Presence
from cspdesk.domain.text import N_, msg
from cspdesk.services.forms import Form, json_of
from cspdesk.services.named_records import fresh_of, named_by
from cspdesk.store.plan import KindPlan
from cspdesk.store.reading import Reading

NEW, KNOWN, OTHER = "new", "known", "other"


@dataclass(frozen=True, slots=True)
class Met:
    """How a row stands to the desk: ``new``, ``known`` (just so), or ``other`` in a field of a record."""

    standing: str = NEW
    record: str = ""
    field: str = ""


class Meeting:
    """Compares the rows of one sheet with what the desk holds, inside one transaction."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._seen: set[bytes] = set()

    def of(self, form: Form) -> Met:
        """How a form stands to the record that its content names.

        Raises ``RefusedError`` for a record that an earlier row names too.
        """
        name = named_by(form)
        if name is None:
            return Met()
        if name in self._seen:
            raise RefusedError(
                msg(N_("“{kind}” is given twice: {id}"), kind=form.plan.kind.name, id=to_hex(name)),
                code="known",
            )
        self._seen.add(name)
        kept = self._reading.one(form.plan, name)
        if kept is None or kept.presence == Presence.DELETED:
            return Met()
        fresh = fresh_of(form, kept)
        differing = next((unit for unit in fresh if unit in kept.values), None)
        if differing is not None:
            return Met(OTHER, to_hex(name), form.plan.units[differing].members[0].name)
        return Met(KNOWN, to_hex(name)) if not fresh else Met()

    def demand_new_part(
        self, above: KindPlan, holder: str, record: bytes, part: Mapping[str, object]
    ) -> None:
        """Refuse a part that its record has: by its code, else with all that the row says of it."""
        kept = self._reading.one(above, record)
        held = json_of(kept).get(holder) if kept is not None else None
        telling = {"code": part["code"]} if part.get("code") else part
        for one in held if isinstance(held, list) else ():
            if all(one.get(name) == value for name, value in telling.items()):
                raise RefusedError(
                    msg(N_("This row is on the desk already.")),
                    hint=msg(N_("An import adds records. Leave out the rows that are here.")),
                    code="known",
                )
