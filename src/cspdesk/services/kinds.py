"""Kinds of records and their fields as plain values: what there is, and what ``record add`` takes."""

from __future__ import annotations

from collections.abc import Mapping

from cspdesk.domain.codelists import LISTS
from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator
from cspdesk.models import KINDS
from cspdesk.services.forms import KEPT_BY_PROGRAM
from cspdesk.services.naming import plan_of

BY_NAME: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}

TYPES: Mapping[str, str] = {
    "text": N_("text"),
    "longtext": N_("long text"),
    "integer": N_("whole number"),
    "decimal": N_("decimal number"),
    "boolean": N_("yes or no"),
    "date": N_("date, month or quarter"),
    "month": N_("month"),
    "time": N_("moment"),
    "amount": N_("amount with currency"),
    "rate": N_("official rate"),
    "code": N_("code"),
    "codes": N_("codes"),
    "reference": N_("record"),
    "place": N_("place"),
    "parts": N_("parts of the record"),
    "attachment": N_("attachment"),
}

_EXAMPLES: Mapping[str, object] = {
    "decimal": "12.50",
    "boolean": True,
    "date": "2026-11-22",
    "month": "2026-11",
    "time": "2026-11-22T09:30:00Z",
    "amount": {"amount": "1234.50", "currency": "TJS"},
    "rate": {"rate": "10.9245", "unit": 1},
    "reference": "019ac000000070008000000000000000",
    "attachment": "019ac000000070008000000000000000",
    "place": "3509038",
}
_CHOSEN = {"audience": "coalition", "lifecycle": "draft", "currency": "TJS"}
"""Choices that make a better example than the first of their list."""


def filled_in() -> tuple[Kind, ...]:
    """The kinds that a person fills in: neither parts nor what the program keeps by itself."""
    return tuple(kind for kind in KINDS if not kind.is_part and not kind.hidden)


def described(kind: Kind, words: Translator) -> dict[str, object]:
    """One kind with all its fields, labels in the language of ``words``."""
    return {
        "name": kind.name,
        "label": words.t(kind.label),
        "labels": words.t(kind.labels),
        "stream": kind.stream,
        "title": kind.title or None,
        "date": kind.date or None,
        "parents": list(kind.parents),
        "fields": [_field(kind, one, words) for one in _given(kind)],
    }


def _given(kind: Kind) -> tuple[Field, ...]:
    return tuple(one for one in kind.fields if f"{kind.name}.{one.name}" not in KEPT_BY_PROGRAM)


def _field(kind: Kind, one: Field, words: Translator) -> dict[str, object]:
    return {
        "name": one.name,
        "label": words.t(one.label),
        "help": words.t(one.help) if one.help else "",
        "type": one.type,
        "required": one.required,
        "choices": _choices(one, words),
        "of": one.of or None,
        "fields": [_field(BY_NAME[one.of], inner, words) for inner in _given(BY_NAME[one.of])]
        if one.type == "parts"
        else None,
        "example": example(one, words),
        "stream": one.stream or kind.stream,
        "merge": one.merge,
        "group": one.group or None,
        "sensitivity": one.sensitivity,
        "audience": one.audience,
        "authority": one.authority,
        "search": one.search,
        "least": one.least,
        "most": one.most,
    }


def _choices(one: Field, words: Translator) -> list[dict[str, object]] | None:
    """What may be chosen; numbers where the field is one.  Retired codes are not offered."""
    if not one.choices:
        return None
    return [
        {"code": int(choice.code) if one.type == "integer" else choice.code, "label": words.t(choice.label)}
        for choice in LISTS[one.choices].offered()
    ]


def example(one: Field, words: Translator) -> object:
    """A value that ``record add`` takes for a field."""
    if one.type == "parts":
        return [{inner.name: example(inner, words) for inner in _given(BY_NAME[one.of])}]
    if one.example is not None:
        return one.example
    if one.choices:
        codes = [choice.code for choice in LISTS[one.choices].offered()]
        chosen = _CHOSEN.get(one.choices, codes[0])
        return [chosen] if one.type == "codes" else int(chosen) if one.type == "integer" else chosen
    if one.type == "integer":
        return max(1, one.least or 0)
    if one.type == "code":
        return "A-1"
    if one.type == "codes":
        return ["A-1"]
    return _EXAMPLES.get(one.type, words.t(one.label))


def named(untrusted_kind: str) -> Kind:
    """A kind by name, a kind of parts too; ``RefusedError`` names the nearest there is."""
    return plan_of(untrusted_kind).kind
