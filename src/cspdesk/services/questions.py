"""From ``--where FIELD=VALUE`` and filter chips to conditions over columns."""

from __future__ import annotations

from collections.abc import Sequence

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.fields import Field
from cspdesk.domain.periods import period
from cspdesk.domain.text import N_, msg
from cspdesk.services.places import Places
from cspdesk.store.listing import Condition, Question
from cspdesk.store.plan import BY_NAME, KindPlan


def question_of(
    plan: KindPlan,
    *,
    search: str = "",
    where: Sequence[tuple[str, str]] = (),
    sort: str = "",
    deleted: bool = False,
    places: Places,
) -> Question:
    """What a list asks for, from what a person or a script wrote; refuses what it does not know by name."""
    conditions = tuple(_condition(plan, name, value, places) for name, value in where)
    name = sort.removeprefix("-")
    if name and (name not in plan.kind.by_name or plan.kind.by_name[name].type == "parts"):
        raise _unknown(plan, name)
    return Question(conditions, search, name, sort.startswith("-"), deleted)


def _condition(plan: KindPlan, name: str, value: str, places: Places) -> Condition:
    part = ""
    described = plan.kind.by_name.get(name)
    holder, _, inner = name.partition(".")
    if inner and holder in plan.kind.by_name and plan.kind.by_name[holder].type == "parts":
        part = plan.kind.by_name[holder].of
        described = BY_NAME[part].kind.by_name.get(inner)
    if described is None or described.type == "parts":
        raise _unknown(plan, name)
    if not value:
        return Condition(described, (), part)
    return _valued(described, value, part, places)


def _valued(described: Field, value: str, part: str, places: Places) -> Condition:
    if described.type == "place":
        return Condition(described, tuple(sorted(places.within(value))), part)
    if described.type == "codes":
        return Condition(described, (value,), part, within=True)
    if described.type == "date":
        try:
            span = period(value)
        except ValueError:
            pass
        else:
            return Condition(
                described, (span.first.isoformat(), span.last.isoformat() + "~z"), part, within=True
            )
    try:
        return Condition(
            described,
            CODECS[described.type].row(CODECS[described.type].parse(_plain(described, value)))[:1],
            part,
        )
    except ValueError as error:
        raise RefusedError(
            msg(N_("“{field}” is not compared with “{value}”."), field=described.name, value=value[:80]),
            code="value",
        ) from error


def _plain(described: Field, value: str) -> object:
    """What a command line wrote, as JSON would have it."""
    if described.type in ("integer",):
        return int(value)
    if described.type == "boolean":
        return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(
            value.lower(), value
        )
    if described.type == "amount":
        amount, _, currency = value.partition(" ")
        return {"amount": amount, "currency": currency}
    return value


def _unknown(plan: KindPlan, name: str) -> RefusedError:
    return RefusedError(
        msg(N_("“{kind}” has no field “{field}”."), kind=plan.kind.name, field=name[:80]),
        hint=msg(N_("“cspdesk kinds {kind}” lists its fields."), kind=plan.kind.name),
        code="unknown-field",
    )
