"""Writes forms into a save: a new record with its parts, or what changes of one that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cspdesk.domain.entries import PARENT, POSITION, Wire
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.fields import Merge
from cspdesk.domain.ids import Ids, RecordId, cell_id, key_between, to_hex
from cspdesk.domain.merge import Presence
from cspdesk.domain.text import N_, msg
from cspdesk.services.forms import Form, PartForm, units_of
from cspdesk.services.named_records import fresh_of, key_text, named_by
from cspdesk.services.numbering import numbered
from cspdesk.services.retention import SIGNED
from cspdesk.services.wages import shared
from cspdesk.store.plan import KindPlan
from cspdesk.store.reading import Kept
from cspdesk.store.token import Shown
from cspdesk.store.work import Work


def create(save: Work, form: Form, ids: Ids, record: RecordId | None = None) -> RecordId:
    """Add a record with its parts, under a fresh id unless one was drawn for it.

    A record that its content names and that is here already is met instead: what it lacked is filled in,
    and deleted it comes back.  ``RefusedError`` where it says something else: nobody has seen that.
    """
    named = named_by(form)
    if named is not None and _meet(save, form, named, ids):
        return named
    form = shared(save, form)
    name = named or record or ids.new()
    values = numbered(save, form.plan, form.values)
    save.create(form.plan, name, units_of(form.plan, values, {}))
    for parts in form.parts.values():
        position = None
        for part in parts:
            position = key_between(position, None)
            _create_part(save, form.plan, name, part, position, ids)
    return name


def _meet(save: Work, form: Form, name: RecordId, ids: Ids) -> bool:
    """Whether a record that its content names is here, and says now what the form says."""
    if save.creates(name):
        raise RefusedError(
            msg(N_("“{kind}” is given twice: {id}"), kind=form.plan.kind.name, id=to_hex(name)), code="known"
        )
    kept = save.reading.one(form.plan, name)
    if kept is None:
        return False
    fresh = fresh_of(form, kept)
    if kept.presence == Presence.DELETED:
        save.restore(form.plan, name)
    else:
        _demand_same(form, kept, [unit for unit in fresh if unit in kept.values])
    if fresh:
        save.edit(form.plan, name, fresh, kept.shown)
    if form.parts:
        change(save, kept, replace(form, values={}), kept.token(), ids)
    return True


def _demand_same(form: Form, kept: Kept, differing: Sequence[int]) -> None:
    if differing or form.parts:
        field = form.plan.units[differing[0]].members[0].name if differing else next(iter(form.parts))
        raise RefusedError(
            msg(N_("This record is here already, with another “{field}”."), field=field),
            hint=msg(N_("Change it where it is: cspdesk record set {id}"), id=to_hex(kept.id)),
            code="known",
        )


def _create_part(
    save: Work, plan: KindPlan, record: bytes, part: PartForm, position: str | None, ids: Ids
) -> None:
    name = part_id(record, part) or ids.new()
    place = None if part.plan.kind.keys else position
    values = units_of(part.plan, numbered(save, part.plan, part.values), {})
    save.create(part.plan, name, values, parent=(plan, record), position=place)


def change(save: Work, kept: Kept, form: Form, token: Mapping[bytes, Shown], ids: Ids) -> None:
    """Change what a form gives over what was shown; ``RefusedError`` for parts that are not there."""
    form = shared(save, _clearing(form, kept, token), kept.parts.get("allocations", ()))
    values = units_of(kept.plan, form.values, kept.values)
    _demand_posted_stay(kept, values)
    if values:
        save.edit(kept.plan, kept.id, values, token[kept.id])
    for name, parts in form.parts.items():
        demand_distinct(name, [part.id or part_id(kept.id, part) for part in parts])
        here = {part.id: part for part in kept.parts[name]}
        last = last_position(kept.parts[name])
        for part in parts:
            known = here.get(part.id or part_id(kept.id, part) or b"")
            if part.id is not None and known is None:
                raise RefusedError(
                    msg(N_("“{field}” has no part {id}."), field=name, id=to_hex(part.id)),
                    code="unknown-part",
                )
            if known is None:
                last = key_between(last, None)
                if not _bring_back(save, kept.id, part):
                    _create_part(save, kept.plan, kept.id, part, last, ids)
            elif part.removed:
                save.delete(part.plan, known.id, "removed", token.get(known.id, known.shown).everything())
            else:
                _change_part(save, known, part, token.get(known.id, known.shown))


def _clearing(form: Form, kept: Kept, token: Mapping[bytes, Shown]) -> Form:
    """The form with each part named that goes because its field is cleared; what came since stays."""
    gone = {
        name: tuple(
            PartForm(one.plan, {}, one.id, removed=True) for one in kept.parts[name] if one.id in token
        )
        for name in sorted(form.cleared)
    }
    return replace(form, parts={**form.parts, **gone}) if gone else form


def _demand_posted_stay(kept: Kept, values: dict[int, Wire]) -> None:
    """Refuse another value where one is posted, or names the record; the same value is no change."""
    names = {kept.plan.kind.unit_of[key] for key in kept.plan.kind.keys}
    signed = kept.plan.kind.name in SIGNED
    for unit in [one for one in values if one in names or kept.plan.units[one].merge == Merge.POSTED]:
        before = kept.values.get(unit)
        # what a signature left empty was signed as empty
        if (before is not None or signed) and values.pop(unit) != before:
            raise RefusedError(
                msg(
                    N_("“{field}” is posted and stays as it is."), field=kept.plan.units[unit].members[0].name
                ),
                hint=msg(N_("A period is closed again, a filed report is followed by a correction."))
                if signed
                else msg(N_("Delete the record and enter it as it should be.")),
                code="posted",
            )


def _change_part(save: Work, known: Kept, part: PartForm, shown: Shown) -> None:
    values = units_of(part.plan, part.values, known.values)
    for key in part.plan.kind.keys:
        unit = part.plan.kind.unit_of[key]
        if unit in values and values.pop(unit) != known.values.get(unit):
            raise RefusedError(
                msg(N_("“{field}” names the cell and stays as it is."), field=key),
                hint=msg(N_("Remove this cell and add the other one.")),
                code="value",
            )
    if values:
        save.edit(part.plan, known.id, values, shown)


def _bring_back(save: Work, record: bytes, part: PartForm) -> bool:
    """A cell that was removed comes back as it is given now; False where it was never there."""
    name = part_id(record, part)
    before = None if name is None else save.reading.one(part.plan, name)
    if name is None or before is None:
        return False
    save.restore(part.plan, name)
    values = units_of(part.plan, part.values, {})
    fixed = {PARENT, *(part.plan.kind.unit_of[key] for key in part.plan.kind.keys)}
    changed: dict[int, Wire] = {unit: values.get(unit) for unit in {*before.values, *values} - fixed}
    save.edit(part.plan, name, changed, before.shown)
    return True


def part_id(record: bytes, part: PartForm) -> RecordId | None:
    """The computed id of a grid's cell; None for parts with ids of their own."""
    keys = part.plan.kind.keys
    return cell_id(record, *(key_text(part.values.get(key)) for key in keys)) if keys else None


def demand_distinct(field: str, names: Sequence[bytes | None]) -> None:
    """Refuse parts of which two are the same: what should hold of the two nobody can say."""
    given = [name for name in names if name is not None]
    if len(set(given)) < len(given):
        raise RefusedError(
            msg(N_("“{field}” gives one part twice."), field=field),
            hint=msg(N_("Give each part once, and each sex, age and disability together once.")),
            code="value",
        )


def last_position(parts: Sequence[Kept]) -> str | None:
    """The key of order of the last part that has one."""
    positions = [part.values.get(POSITION) for part in parts]
    return max((one for one in positions if isinstance(one, str)), default=None)
