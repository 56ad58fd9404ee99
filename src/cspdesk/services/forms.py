"""Between JSON and units: what a form or a command gives, checked field by field, and back again."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.codelists import LISTS
from cspdesk.domain.entries import PARENT, POSITION, Wire
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.ids import from_hex, to_hex
from cspdesk.domain.periods import YEARS
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.gazetteer import Gazetteer
from cspdesk.store.plan import BY_NAME, KindPlan
from cspdesk.store.reading import Kept

KEPT_BY_PROGRAM = frozenset({"attachment.media", "attachment.size", "attachment.pieces", "attachment.key"})
"""Fields that come with a file and that nobody gives by hand."""


@dataclass(frozen=True, slots=True)
class PartForm:
    """One part as it was given: a new one, a change of one that is there, or a removal."""

    plan: KindPlan
    values: Mapping[str, Wire]
    id: bytes | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A record as it was given: values by field name (None clears), and parts by field."""

    plan: KindPlan
    values: Mapping[str, Wire]
    parts: Mapping[str, tuple[PartForm, ...]] = field(default_factory=dict)
    cleared: frozenset[str] = frozenset()
    """Fields of parts that were given as None: all parts that the person was shown go."""


KindOf = Callable[[bytes, str], str]
"""The kind of a record, probably the one named; empty where the record is not here."""


class Reader:
    """Reads untrusted JSON into forms; ``RefusedError`` names what it does not know."""

    def __init__(
        self,
        places: Gazetteer,
        own_places: frozenset[str],
        own_codes: Mapping[str, frozenset[str]],
        kind_of: KindOf,
    ) -> None:
        self._places = places
        self._own_places = own_places
        self._own_codes = own_codes
        self._kind_of = kind_of

    def form(self, plan: KindPlan, untrusted: object) -> Form:
        """The form of one JSON object."""
        given = _object(untrusted)
        parts: dict[str, tuple[PartForm, ...]] = {}
        values: dict[str, Wire] = {}
        cleared: set[str] = set()
        for name, value in given.items():
            described = _field(plan.kind, name)
            if described.type == "parts" and value is None:
                cleared.add(described.name)
            elif described.type == "parts":
                parts[described.name] = self._parts(described, value)
            else:
                values[described.name] = self.value(described, value)
        return Form(plan, values, parts, frozenset(cleared))

    def _parts(self, described: Field, untrusted: object) -> tuple[PartForm, ...]:
        if not isinstance(untrusted, list):
            raise RefusedError(
                msg(N_("“{field}” takes a list."), field=described.name),
                hint=msg(N_("“cspdesk kinds {kind}” lists its fields."), kind=described.of),
                code="value",
            )
        plan = BY_NAME[described.of]
        return tuple(self._part(plan, described.name, one) for one in untrusted)

    def _part(self, plan: KindPlan, name: str, untrusted: object) -> PartForm:
        given = dict(_object(untrusted))
        try:
            untrusted_id = given.pop("id", None)
            record = from_hex(untrusted_id) if isinstance(untrusted_id, str) else None
        except ValueError as error:
            raise _refused(N_("The id of a part in “{field}” is none."), name) from error
        removed = given.pop("removed", False)
        if removed not in (True, False) or (removed and record is None):
            raise _refused(N_("A part that is removed from “{field}” is named by its id."), name)
        values: dict[str, Wire] = {}
        for key, value in given.items():
            described = _field(plan.kind, key)
            if f"{plan.kind.name}.{described.name}" in KEPT_BY_PROGRAM:
                raise RefusedError(
                    msg(N_("“{field}” comes with the file."), field=described.name),
                    hint=msg(N_("A file is attached with “cspdesk attach add”.")),
                    code="value",
                )
            values[described.name] = self.value(described, value)
        return PartForm(plan, values, record, bool(removed))

    def value(self, described: Field, untrusted: object) -> Wire:
        """One value; None and empty text clear."""
        if untrusted is None or untrusted == "" or (untrusted == [] and described.type == "codes"):
            return None
        try:
            value = CODECS[described.type].parse(untrusted)
        except (ValueError, OverflowError) as error:
            raise not_taken(described) from error
        if described.type == "place" and isinstance(value, str):
            value = self._places.coded(value)
        self._check(described, value)
        return value

    def _check(self, described: Field, value: Wire) -> None:
        if described.choices and described.type in ("code", "codes"):
            codes = (value,) if isinstance(value, str) else cast("tuple[str, ...]", value)
            known = LISTS[described.choices]
            for code in codes:
                if known.find(code) is None and code not in self._own_codes.get(described.choices, ()):
                    raise RefusedError(
                        msg(
                            N_("“{code}” is not a code that “{field}” knows."),
                            field=described.name,
                            code=code,
                        ),
                        hint=nearest(code, known.codes)
                        or msg(N_("It knows: {codes}"), codes=", ".join(known.codes[:30])),
                        code="value",
                    )
        if described.type == "place" and isinstance(value, str):
            if value not in self._places and value not in self._own_places:
                raise unknown_place(described, value)
        if described.type == "reference" and described.of and isinstance(value, bytes):
            kind = self._kind_of(value, described.of)
            if kind not in ("", described.of):
                raise RefusedError(
                    msg(
                        N_("“{field}” names a “{kind}”, and takes a “{wanted}”."),
                        field=described.name,
                        kind=kind,
                        wanted=described.of,
                    ),
                    hint=msg(N_("“cspdesk record list {kind}” shows the ids."), kind=described.of),
                    code="value",
                )
        if described.type == "amount":
            currency = cast("tuple[int, str]", value)[1]
            if currency not in LISTS["currency"]:
                raise RefusedError(
                    msg(
                        N_("“{code}” is not a currency that “{field}” knows."),
                        field=described.name,
                        code=currency,
                    ),
                    hint=nearest(currency, LISTS["currency"].codes) or msg(_TAKES["amount"]),
                    code="value",
                )
        if isinstance(value, int) and described.type == "integer":
            least, most = described.least, described.most
            if (least is not None and value < least) or (most is not None and value > most):
                raise _refused(_bounds(least, most), described.name, least=least, most=most)
        if described.type in ("date", "month") and int(str(value)[:4]) not in YEARS:
            text = N_("“{field}” takes a date of the years {first} to {last}.")
            raise _refused(text, described.name, first=str(YEARS[0]), last=str(YEARS[-1]))


def _bounds(least: int | None, most: int | None) -> str:
    if least is None:
        return N_("“{field}” takes a number up to {most}.")
    if most is None:
        return N_("“{field}” takes a number from {least} on.")
    return N_("“{field}” takes a number from {least} to {most}.")


def units_of(plan: KindPlan, values: Mapping[str, Wire], before: Mapping[int, Wire]) -> dict[int, Wire]:
    """Values by unit: a group's members that were not given stay as they were shown."""
    found: dict[int, Wire] = {}
    for unit in {plan.kind.unit_of[name] for name in values}:
        members = plan.units[unit].members
        if len(members) == 1:
            found[unit] = values[members[0].name]
            continue
        old = before.get(unit)
        shown = old if isinstance(old, tuple) else (None,) * len(members)
        new = tuple(values.get(f.name, one) for f, one in zip(members, shown, strict=True))
        found[unit] = new if any(one is not None for one in new) else None
    return found


def values_of(plan: KindPlan, units: Mapping[int, Wire]) -> dict[str, object]:
    """Units as JSON by field name, in the order of the form; fields without a value are left out."""
    found: dict[str, object] = {}
    for unit, value in units.items():
        if unit in (PARENT, POSITION) or value is None:
            continue
        members = plan.units[unit].members
        each = (value,) if len(members) == 1 else cast("tuple[Wire, ...]", value)
        for described, one in zip(members, each, strict=True):
            if one is not None:
                found[described.name] = CODECS[described.type].json(one)
    return found


def json_of(kept: Kept, *, hidden: Sequence[str] = ("pieces", "key")) -> dict[str, object]:
    """A record with its parts as JSON; an attachment's keys are nobody's to read."""
    found = values_of(kept.plan, kept.values)
    for name, parts in kept.parts.items():
        if parts:
            found[name] = [
                {"id": to_hex(part.id)}
                | {
                    k: v
                    for k, v in values_of(part.plan, part.values).items()
                    if k not in hidden or part.plan.table != "attachment"
                }
                for part in parts
            ]
    return found


def _object(untrusted: object) -> Mapping[str, object]:
    if not isinstance(untrusted, dict) or not all(isinstance(key, str) for key in untrusted):
        raise RefusedError(msg(N_("A record is given as one JSON object.")), code="not-an-object")
    return untrusted


def _field(kind: Kind, untrusted_name: str) -> Field:
    described = kind.by_name.get(untrusted_name)
    if described is None:
        described = next((f for f in kind.fields if untrusted_name in f.formerly), None)
    if described is None:
        raise unknown_field(kind, untrusted_name)
    return described


def unknown_field(kind: Kind, untrusted_name: str) -> RefusedError:
    """A field that a kind does not have; the hint names the nearest that it has."""
    if untrusted_name == "id":
        return RefusedError(
            msg(N_("“{kind}” has no field “{field}”."), kind=kind.name, field="id"),
            hint=msg(N_("Ids are given by the program: leave it out.")),
            code="unknown-field",
        )
    return RefusedError(
        msg(N_("“{kind}” has no field “{field}”."), kind=kind.name, field=untrusted_name[:80]),
        hint=nearest(untrusted_name, kind.by_name)
        or msg(N_("“cspdesk kinds {kind}” lists its fields."), kind=kind.name),
        code="unknown-field",
    )


def unknown_place(described: Field, untrusted_code: str) -> RefusedError:
    """A place that is neither shipped nor added here."""
    return RefusedError(
        msg(
            N_("“{code}” is no place that this desk knows."),
            field=described.name,
            code=untrusted_code[:80],
        ),
        hint=msg(N_("Write a place’s name, its code, or the id of a place that you added.")),
        code="value",
    )


def nearest(untrusted_word: str, known: Iterable[str]) -> Msg | None:
    """A hint with the known word that was probably meant, or None where none is near."""
    words = {one.casefold(): one for one in known if one != untrusted_word}
    near = difflib.get_close_matches(untrusted_word[:80].casefold(), words, n=1)
    return msg(N_("Did you mean “{name}”?"), name=words[near[0]]) if near else None


_TAKES = {
    "text": N_("It takes text of at most 1 MB."),
    "longtext": N_("It takes text of at most 1 MB."),
    "integer": N_("It takes a whole number, as 12."),
    "decimal": N_('It takes a number as text, as "12.50".'),
    "boolean": N_("It takes true or false."),
    "date": N_("It takes a day as 2026-11-22, a month as 2026-11 or a quarter as 2026-Q4."),
    "month": N_("It takes a month as 2026-11."),
    "time": N_("It takes a moment in UTC, as 2026-11-22T09:30:00Z."),
    "amount": N_("It takes an amount with its currency, as 1234.50 TJS."),
    "rate": N_("It takes a rate and for how many units, as 10.9245 for 1."),
    "code": N_("It takes a code."),
    "codes": N_("It takes a list of codes."),
    "reference": N_("It takes the id of a record: 32 hexadecimal digits."),
    "place": N_("It takes the code of a place, or its id."),
    "attachment": N_("It takes the id of a record: 32 hexadecimal digits."),
}


def not_taken(described: Field) -> RefusedError:
    """A value that a field's type does not allow."""
    return RefusedError(
        msg(N_("“{field}” does not take this value."), field=described.name),
        hint=msg(_TAKES[described.type]),
        code="value",
    )


def _refused(text: str, name: str, **values: object) -> RefusedError:
    return RefusedError(Msg(text, {"field": name, **values}), code="value")
