"""Records that their content names: one rate of one day is one record, whoever enters it, however often."""

from __future__ import annotations

from cspdesk.domain.entries import Wire
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import RecordId, content_id, to_hex
from cspdesk.domain.text import N_, msg
from cspdesk.services.forms import Form


def named_by(form: Form) -> RecordId | None:
    """The id that the content of a form computes; None for kinds whose ids are drawn.

    Raises ``RefusedError`` where a field is empty that the kind requires and the id is computed from:
    filled in later it would name another record.
    """
    kind = form.plan.kind
    if not kind.keys or kind.is_part:
        return None
    lacking = [name for name in kind.keys if kind.by_name[name].required and form.values.get(name) is None]
    if lacking:
        raise RefusedError(
            msg(N_("“{kind}” is known by “{field}”: fill it in first."), kind=kind.name, field=lacking[0]),
            hint=msg(N_("It is known by: {fields}."), fields=", ".join(kind.keys)),
            code="value",
        )
    return content_id(kind.number, *(key_text(form.values.get(name)) for name in kind.keys))


def key_text(value: Wire) -> str:
    """A value as the text that an id is computed from."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return to_hex(value)
    if isinstance(value, tuple):
        return " ".join(key_text(one) for one in value)
    return "" if value is None else str(value)
