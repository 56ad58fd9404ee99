"""From ``--where FIELD=VALUE`` and filter chips to conditions over columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.fields import Field
from cspdesk.domain.periods import Period, period
from cspdesk.domain.text import N_, msg
from cspdesk.services.forms import unknown_field
from cspdesk.services.places import Places
from cspdesk.services.titles import Titles
from cspdesk.services.typed_values import TypedValues
from cspdesk.store.listing import Condition, Question
from cspdesk.store.plan import BY_NAME, KindPlan

_AS_WITHOUT = {"lifecycle": "draft"}
"""What a record without a value of a field counts as."""


def question_of(
    plan: KindPlan,
    *,
    search: str = "",
    where: Sequence[tuple[str, str]] = (),
    sort: str = "",
    deleted: bool = False,
    places: Places,
) -> Question:
    """What a list asks for, from what a person or a script wrote; refuses what it does not know by name.

    A name that ends with ``!`` asks for the records that do not answer: ``--where lifecycle!=withdrawn``.
    Without a value, a field that holds parts asks for the records that have none.
    """
    asker = _Asker(places)
    conditions = tuple(
        replace(one, negated=one.negated != name.endswith("!"))
        for name, value in where
        for one in asker.conditions(plan, name.removesuffix("!"), value)
    )
    name = sort.removeprefix("-")
    if name and name not in plan.kind.by_name:
        raise unknown_field(plan.kind, name)
    if name and plan.kind.by_name[name].type == "parts":
        raise RefusedError(
            msg(N_("A list is not sorted by “{field}”: it holds parts."), field=name),
            hint=msg(N_("“cspdesk kinds {kind}” lists its fields."), kind=plan.kind.name),
            code="value",
        )
    return Question(conditions, search, name, sort.startswith("-"), deleted)


class _Asker:
    """Reads conditions, knowing one desk's places and records."""

    def __init__(self, places: Places) -> None:
        self._places = places
        # no day to complete "12" from: a filter names its whole date
        self._typed = TypedValues(places, Titles(places.cursor).find, date.min)

    def conditions(self, plan: KindPlan, name: str, value: str) -> Iterator[Condition]:
        part = ""
        kind = plan.kind
        described = kind.by_name.get(name)
        holder, _, inner = name.partition(".")
        if inner and holder in kind.by_name and kind.by_name[holder].type == "parts":
            part = kind.by_name[holder].of
            kind = BY_NAME[part].kind
            described = kind.by_name.get(inner)
        if described is not None and described.type == "parts" and not value:
            yield Condition(described, (), described.of, negated=True)
            return
        if described is None:
            raise unknown_field(kind, inner if part else name)
        if described.type == "parts":
            raise RefusedError(
                msg(N_("“{field}” holds parts: name one of their fields."), field=name),
                hint=msg(N_("As {name}"), name=f"{name}.{BY_NAME[described.of].kind.fields[0].name}"),
                code="value",
            )
        if not value:
            yield Condition(described, (), part)
        else:
            yield from self._valued(described, value, part)

    def _valued(self, described: Field, value: str, part: str) -> Iterator[Condition]:
        if described.type == "place":
            code = value if self._is_grouping(value) else str(self._typed.value(described, value))
            yield Condition(described, tuple(sorted(self._places.within(code))), part)
            return
        if described.type == "date" and (span := _span(value)) is not None:
            days = (span.first.isoformat(), span.last.isoformat() + "~z")
            yield Condition(described, days, part, within=True)
            return
        try:
            plain = self._typed.value(described, value)
            codec = CODECS[described.type]
            if described.type == "codes" and isinstance(plain, list):
                for code in plain:
                    yield Condition(described, (code,), part, within=True)
                return
            cells = codec.row(codec.parse(plain))
        except ValueError as error:
            raise RefusedError(
                msg(N_("“{field}” is not compared with “{value}”."), field=described.name, value=value[:80]),
                code="value",
            ) from error
        for suffix, cell in zip(codec.columns, cells, strict=True):
            without = (None,) if _AS_WITHOUT.get(described.name) == cell else ()
            yield Condition(replace(described, name=described.name + suffix), (cell, *without), part)

    def _is_grouping(self, value: str) -> bool:
        return any(grouping.code == value for grouping in self._places.groupings())


def _span(value: str) -> Period | None:
    """The period that a text names, or None where it is a day or nothing of the kind."""
    try:
        return period(value)
    except ValueError:
        return None
