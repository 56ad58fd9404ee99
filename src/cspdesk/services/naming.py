"""What people and scripts call things: kinds by name and records by id, or a refusal in words."""

from __future__ import annotations

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import RecordId, from_hex
from cspdesk.domain.text import N_, msg
from cspdesk.services.forms import nearest
from cspdesk.store.plan import BY_NAME, KindPlan


def plan_of(untrusted_kind: str) -> KindPlan:
    """The plan of a kind by name; ``RefusedError`` names the nearest there is."""
    plan = BY_NAME.get(untrusted_kind)
    if plan is None:
        known = [name for name, one in BY_NAME.items() if not one.kind.hidden]
        raise RefusedError(
            msg(N_("There is no kind of record called “{kind}”."), kind=untrusted_kind[:80]),
            hint=nearest(untrusted_kind, known) or msg(N_("“cspdesk kinds” lists them.")),
            code="unknown-kind",
        )
    return plan


def demand_whole(plan: KindPlan) -> None:
    """Refuse parts, which are added with the record they live in, and what the program keeps by itself."""
    if plan.kind.is_part:
        raise RefusedError(
            msg(N_("“{kind}” is a part: add it with the record it belongs to."), kind=plan.kind.name),
            code="part",
        )
    if plan.kind.hidden:
        raise RefusedError(
            msg(N_("Records of the kind “{kind}” are made by the program itself."), kind=plan.kind.name),
            code="unknown-kind",
        )


def record_id(untrusted_text: str) -> RecordId:
    """The id that a person or a script wrote."""
    try:
        return from_hex(untrusted_text)
    except ValueError as error:
        raise RefusedError(
            msg(N_("“{id}” is no id of a record."), id=untrusted_text[:80]),
            hint=msg(N_("An id has 32 hexadecimal digits; “cspdesk record list” shows them.")),
            code="id",
        ) from error
