"""Wages documents that name a month's sheet of shares: where nobody bears one yet, the sheet says who."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cspdesk.domain.entries import Wire
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.text import N_, msg
from cspdesk.domain.wage_shares import Percent, whole
from cspdesk.services.forms import Form, PartForm
from cspdesk.store.plan import BY_NAME
from cspdesk.store.reading import Kept
from cspdesk.store.work import Work

_TAKEN = ("agreement", "line", "percent")


def shared(save: Work, form: Form, borne: Iterable[Kept] = ()) -> Form:
    """The form of a wages document with the shares of its sheet, where nobody bears the document yet.

    ``borne`` are the shares that it has.  ``RefusedError`` where the sheet is not here, or is not the whole.
    """
    sheet = form.values.get("sheet")
    given = [part for part in form.parts.get("allocations", ()) if not part.removed]
    if form.plan.kind.name != "expense" or not isinstance(sheet, bytes) or given or any(borne):
        return form
    kept = save.reading.one(BY_NAME["staff_costs"], sheet)
    shares = [] if kept is None else [_taken(one) for one in kept.parts["shares"]]
    if not whole(_percent(one) for one in shares):
        raise RefusedError(
            msg(N_("The sheet of shares does not come to 100 per cent.")),
            hint=msg(N_("Correct the sheet, or say in the document who bears it.")),
            code="not-whole",
        )
    parts = tuple(PartForm(BY_NAME["allocation"], one) for one in shares)
    return replace(form, parts={**form.parts, "allocations": (*form.parts.get("allocations", ()), *parts)})


def _taken(share: Kept) -> dict[str, Wire]:
    values = {
        member.name: share.values.get(unit)
        for unit, described in share.plan.units.items()
        for member in described.members
        if member.name in _TAKEN
    }
    return {name: value for name, value in values.items() if value is not None}


def _percent(values: Mapping[str, Wire]) -> Percent | None:
    match values.get("percent"):
        case (int() as digits, int() as decimals):
            return digits, decimals
    return None
