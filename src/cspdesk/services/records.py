"""Records: add, change, show, delete, restore, list, undo; one save each, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cspdesk.domain.checks import lacking
from cspdesk.domain.codecs import CODECS
from cspdesk.domain.entries import Dot, Wire
from cspdesk.domain.errors import CspdeskError, NotFoundError, RefusedError
from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.ids import RecordId, cell_id, from_hex, key_between, to_hex
from cspdesk.domain.merge import Presence
from cspdesk.domain.text import N_, msg
from cspdesk.models import KINDS
from cspdesk.services.context import Context
from cspdesk.services.forms import Form, PartForm, json_of, units_of
from cspdesk.services.questions import question_of
from cspdesk.services.results import Added, Changes, Page, RecordView
from cspdesk.store import listing
from cspdesk.store.plan import BY_NAME, KindPlan
from cspdesk.store.reading import Kept, Reading
from cspdesk.store.room import Room
from cspdesk.store.states import exchange_state
from cspdesk.store.token import Shown, read_token, write_token
from cspdesk.store.undo import undo_last
from cspdesk.store.work import Work, work


class Records:
    """The verbs for records of every kind."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._desk = context.desk

    @staticmethod
    def kinds() -> tuple[Kind, ...]:
        """Every kind of record, in the order in which people meet them."""
        return KINDS

    # --- writing ---------------------------------------------------------------------------------

    def add(self, kind: str, untrusted: Iterable[object], *, partial: bool = False) -> Added:
        """Add records given as JSON objects: all of them, or with ``partial`` those that can be.

        Each is a save of its own; undo takes all of them back together.
        """
        plan = plan_of(kind)
        ids: list[str] = []
        refused: list[tuple[int, object]] = []
        with work(self._desk) as save:
            reader = self._context.reader(save.room)
            for line, one in enumerate(untrusted, 1):
                try:
                    form = reader.form(plan, one)
                    refuse_part_kind(plan)
                except CspdeskError as error:
                    if not partial:
                        raise self._at_line(error, line)
                    refused.append((line, error))
                    continue
                ids.append(to_hex(self._create(save, form)))
                save.next_save()
            saved = save.finish()
        self._context.saved(saved)
        return Added(tuple(ids), tuple(refused))

    @staticmethod
    def _at_line(error: CspdeskError, line: int) -> CspdeskError:
        """The same refusal, naming the line where there are several."""
        if line == 1:
            return error
        return RefusedError(
            msg(N_("Line {line}: {what}"), line=line, what=error.what), hint=error.hint, code=error.code
        )

    def _create(self, save: Work, form: Form, record: RecordId | None = None) -> RecordId:
        record = record or self._desk.ids.new()
        save.create(form.plan, record, units_of(form.plan, form.values, {}))
        for parts in form.parts.values():
            position = None
            for part in parts:
                position = key_between(position, None)
                self._add_part(save, form.plan, record, part, position)
        return record

    def _add_part(self, save: Work, plan: KindPlan, record: bytes, part: PartForm, position: str) -> None:
        if part.id is not None:
            raise RefusedError(
                msg(N_("A part with an id can only be changed where it is.")), code="unknown-part"
            )
        name = part_id(record, part) or self._desk.ids.new()
        place = None if part.plan.kind.keys else position
        save.create(
            part.plan, name, units_of(part.plan, part.values, {}), parent=(plan, record), position=place
        )

    def set(self, record: str, untrusted: object, *, seen: str | None = None) -> Changes:
        """Change fields of a record; ``seen`` is the token of what the person was shown.

        Without a token the base is what the record shows now.  Parts with an id change, those
        without are added, those marked removed go, unmentioned ones stay; None clears.
        """
        with work(self._desk) as save:
            plan, kept = self._kept(save.reading, record)
            token = read_token(seen) if seen is not None else kept.token()
            if kept.id not in token:
                raise RefusedError(msg(N_("The version token belongs to another record.")), code="token")
            form = self._context.reader(save.room).form(plan, untrusted)
            self._change(save, kept, form, token)
            saved = save.finish()
        return self._context.saved(saved)

    def _change(self, save: Work, kept: Kept, form: Form, token: Mapping[bytes, Shown]) -> None:
        values = units_of(kept.plan, form.values, kept.values)
        if values:
            save.edit(kept.plan, kept.id, values, token[kept.id])
        for name, parts in form.parts.items():
            here = {part.id: part for part in kept.parts[name]}
            last = max((str(p.values.get(3)) for p in here.values() if p.values.get(3)), default=None)
            for part in parts:
                known = here.get(part.id or part_id(kept.id, part) or b"")
                if part.id is not None and known is None:
                    raise RefusedError(
                        msg(N_("“{field}” has no part {id}."), field=name, id=to_hex(part.id)),
                        code="unknown-part",
                    )
                if known is None:
                    last = key_between(last, None)
                    self._add_part(save, kept.plan, kept.id, part, last)
                elif part.removed:
                    save.delete(part.plan, known.id, "removed", token.get(known.id, known.shown).everything())
                else:
                    self._change_part(save, known, part, token.get(known.id, known.shown))

    @staticmethod
    def _change_part(save: Work, known: Kept, part: PartForm, shown: Shown) -> None:
        values = units_of(part.plan, part.values, known.values)
        fixed = {part.plan.kind.unit_of[key] for key in part.plan.kind.keys}
        values = {unit: value for unit, value in values.items() if unit not in fixed}
        if values:
            save.edit(part.plan, known.id, values, shown)

    def delete(self, record: str, reason: str, *, seen: str | None = None) -> Changes:
        """Delete a record and its parts, as far as the person has seen them."""
        with work(self._desk) as save:
            plan, kept = self._kept(save.reading, record)
            token = read_token(seen) if seen is not None else kept.token()
            dots = {dot for shown in token.values() for dot in shown.everything()}
            save.delete(plan, kept.id, reason.strip() or "-", dots)
            saved = save.finish()
        return self._context.saved(saved)

    def restore(self, record: str) -> Changes:
        """Take back the deletion of a record."""
        with work(self._desk) as save:
            plan, kept = self._kept(save.reading, record)
            if kept.presence == Presence.HERE:
                raise RefusedError(msg(N_("This record is not deleted.")), code="not-deleted")
            save.restore(plan, kept.id)
            saved = save.finish()
        return self._context.saved(saved)

    def undo(self) -> Changes:
        """Take back this desk's last deed; what others changed since stays and is named."""
        with work(self._desk) as save:
            undone = undo_last(save)
        if undone is None:
            raise RefusedError(msg(N_("There is nothing to undo.")), code="nothing-to-undo")
        changes = self._context.saved(undone.saved)
        return Changes(changes.kinds, changes.records, {"kept": len(undone.kept)})

    # --- reading ---------------------------------------------------------------------------------

    def show(self, record: str) -> RecordView:
        """One record with its parts, its token, and what it lacks."""
        with self._desk.reading() as connection:
            room = Room(connection)
            _, kept = self._kept(Reading(room.cursor, room.feeds, room.journal), record)
            return view_of(kept, room)

    def list(
        self,
        kind: str,
        *,
        search: str = "",
        where: Sequence[tuple[str, str]] = (),
        sort: str = "",
        limit: int = 50,
        offset: int = 0,
        deleted: bool = False,
    ) -> Page:
        """Records that answer all conditions; newest first, or by a field (``-field`` downwards)."""
        plan = plan_of(kind)
        self._context.index_some()
        with self._desk.reading() as connection:
            room = Room(connection)
            question = question_of(
                plan,
                search=search,
                where=where,
                sort=sort,
                deleted=deleted,
                places=self._context.places(room),
            )
            ids = listing.page(room.cursor, plan, question, offset=offset, limit=limit)
            reading = Reading(room.cursor, room.feeds, room.journal)
            views = tuple(view_of(kept, room, brief=True) for kept in reading.many(plan, ids))
            return Page(listing.count(room.cursor, plan, question), views)

    def _kept(self, reading: Reading, untrusted_record: str) -> tuple[KindPlan, Kept]:
        record = record_id(untrusted_record)
        plan = reading.find(record)
        kept = None if plan is None else reading.one(plan, record)
        if plan is None or kept is None:
            raise NotFoundError(
                msg(N_("There is no record {id} on this desk."), id=untrusted_record[:80]),
                hint=msg(N_("It may be restricted, or not here yet.")),
            )
        return plan, kept


def view_of(kept: Kept, room: Room, *, brief: bool = False) -> RecordView:
    """A record as a plain value; ``brief`` leaves out what only an open record needs."""
    fields = json_of(kept)
    token = kept.token()
    dots: set[Dot] = {dot for shown in token.values() for dot in shown.everything()}
    return RecordView(
        to_hex(kept.id),
        kept.plan.kind.name,
        fields,
        lifecycle=str(fields.get("lifecycle", "draft")),
        deleted=kept.presence == Presence.DELETED,
        deletion_proposed=kept.presence == Presence.DELETION_PROPOSED,
        exchange="" if brief else exchange_state(room.cursor, dots),
        token="" if brief else write_token(token),
        conflicts=conflict_names(kept),
        lacks=() if brief else lacking(kept.plan.kind, fields),
        at=kept.at,
    )


def conflict_names(kept: Kept) -> tuple[str, ...]:
    """Fields in conflict, those of parts by their field's name first."""
    own = [
        f.name
        for unit in sorted(kept.conflicts)
        if unit in kept.plan.units
        for f in kept.plan.units[unit].members
    ]
    for name, parts in kept.parts.items():
        own += [f"{name}.{field}" for part in parts for field in conflict_names(part)]
    return tuple(own)


def plan_of(untrusted_kind: str) -> KindPlan:
    """The plan of a kind by name; ``RefusedError`` names the ones there are."""
    plan = BY_NAME.get(untrusted_kind)
    if plan is None:
        raise RefusedError(
            msg(N_("There is no kind of record called “{kind}”."), kind=untrusted_kind[:80]),
            hint=msg(N_("“cspdesk kinds” lists them.")),
            code="unknown-kind",
        )
    return plan


def refuse_part_kind(plan: KindPlan) -> None:
    """Parts are added with, or to, the record they live in."""
    if plan.kind.is_part:
        raise RefusedError(
            msg(N_("“{kind}” is a part: add it with the record it belongs to."), kind=plan.kind.name),
            code="part",
        )


def part_id(record: bytes, part: PartForm) -> RecordId | None:
    """The computed id of a grid's cell; None for parts with ids of their own."""
    keys = part.plan.kind.keys
    return cell_id(record, *(_text(part.values.get(key)) for key in keys)) if keys else None


def _text(value: Wire) -> str:
    return value if isinstance(value, str) else ""


def record_id(untrusted_text: str) -> RecordId:
    """The id that a person or a script wrote."""
    try:
        return from_hex(untrusted_text)
    except ValueError as error:
        raise RefusedError(
            msg(N_("“{id}” is no id of a record."), id=untrusted_text[:80]), code="id"
        ) from error


def json_value(described: Field, value: Wire) -> object:
    """One field's value as JSON."""
    return None if value is None else CODECS[described.type].json(value)
