"""Records that their content names: one rate of one day is one record, whoever enters it, however often."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, cast

from cspdesk.domain.bank_lines import BankLine, line_id
from cspdesk.domain.entries import Wire
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import RecordId, content_id, to_hex
from cspdesk.domain.text import N_, msg
from cspdesk.services.forms import Form, units_of
from cspdesk.store.plan import BY_NAME
from cspdesk.store.reading import Kept


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
    texts = [key_text(form.values.get(name)) for name in kind.keys]
    computed = _NAMED.get(kind.name)
    return content_id(kind.number, *texts) if computed is None else computed(form.values)


def fresh_of(form: Form, kept: Kept) -> dict[int, Wire]:
    """What a form says that the record that its content names does not say, by unit.

    A pair that names its record is the same pair whichever of the two comes first.
    """
    given = units_of(form.plan, form.values, kept.values)
    fresh: dict[int, Wire] = {
        unit: value for unit, value in given.items() if value not in (None, kept.values.get(unit))
    }
    for unit in [one for one in fresh if one in kept.values]:
        members = form.plan.units[unit].members
        if len(members) > 1 and all(one.name in form.plan.kind.keys for one in members):
            del fresh[unit]
    return fresh


def key_text(value: Wire) -> str:
    """A value as the text that an id is computed from."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return to_hex(value)
    if isinstance(value, tuple):
        return " ".join(key_text(one) for one in value)
    return "" if value is None else str(value)


def _statement_line(values: Mapping[str, Wire]) -> RecordId:
    """As lines of a bank name themselves: two imports, by hand or from a file, meet in one record."""
    account, day, amount = values["account"], values["booked_on"], values["amount"]
    reference, text = key_text(values.get("reference")), key_text(values.get("text"))
    minor = cast("tuple[int, str]", amount)[0]
    line = BankLine(date.fromisoformat(key_text(day)[:10]), minor, reference, text)
    return line_id(cast("bytes", account), line, cast("int", values.get("ordinal") or 1))


def _same_as(values: Mapping[str, Wire]) -> RecordId:
    """By two documents, whichever of them is named first."""
    return content_id(
        BY_NAME["same_as"].kind.number, *sorted(key_text(values[name]) for name in ("first", "second"))
    )


_NAMED: Final[Mapping[str, Callable[[Mapping[str, Wire]], RecordId]]] = {
    "statement_line": _statement_line,
    "same_as": _same_as,
}
"""Kinds whose records are named otherwise than by the texts of their fields."""
