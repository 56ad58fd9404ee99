"""Writes forms into a save: a new record with its parts, or what changes of one that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cspdesk.domain.entries import PARENT, POSITION, Wire
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import Ids, RecordId, cell_id, key_between, to_hex
from cspdesk.domain.text import N_, msg
from cspdesk.services.forms import Form, PartForm, units_of
from cspdesk.store.plan import KindPlan
from cspdesk.store.reading import Kept
from cspdesk.store.token import Shown
from cspdesk.store.work import Work


def create(save: Work, form: Form, ids: Ids, record: RecordId | None = None) -> RecordId:
    """Add a record with its parts, under a fresh id unless one was drawn for it."""
    name = record or ids.new()
    save.create(form.plan, name, units_of(form.plan, form.values, {}))
    for parts in form.parts.values():
        position = None
        for part in parts:
            position = key_between(position, None)
            _create_part(save, form.plan, name, part, position, ids)
    return name


def _create_part(
    save: Work, plan: KindPlan, record: bytes, part: PartForm, position: str | None, ids: Ids
) -> None:
    name = part_id(record, part) or ids.new()
    place = None if part.plan.kind.keys else position
    values = units_of(part.plan, part.values, {})
    save.create(part.plan, name, values, parent=(plan, record), position=place)


def change(save: Work, kept: Kept, form: Form, token: Mapping[bytes, Shown], ids: Ids) -> None:
    """Change what a form gives over what was shown; ``RefusedError`` for parts that are not there."""
    values = units_of(kept.plan, form.values, kept.values)
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
    return cell_id(record, *(_text(part.values.get(key)) for key in keys)) if keys else None


def _text(value: Wire) -> str:
    return value if isinstance(value, str) else ""


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
