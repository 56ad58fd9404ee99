"""Records: add, change, show, delete, restore, list, undo; one save each, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from cspdesk.domain.checks import lacking
from cspdesk.domain.entries import Dot
from cspdesk.domain.errors import CspdeskError, NotFoundError, RefusedError
from cspdesk.domain.fields import Kind
from cspdesk.domain.ids import to_hex
from cspdesk.domain.merge import Presence
from cspdesk.domain.text import N_, msg
from cspdesk.models import KINDS
from cspdesk.services.context import Context
from cspdesk.services.forms import Form, Reader, json_of, unknown_field
from cspdesk.services.lines import Line
from cspdesk.services.naming import demand_whole, plan_of, record_id
from cspdesk.services.questions import question_of
from cspdesk.services.results import Added, Changes, Page, RecordView, Stream
from cspdesk.services.retention import demand_free
from cspdesk.services.sure_rates import SureRates
from cspdesk.services.titles import Titles
from cspdesk.services.typed_values import TypedValues
from cspdesk.services.writing import change, create, demand_distinct, part_id
from cspdesk.store import listing
from cspdesk.store.plan import KindPlan
from cspdesk.store.reading import Kept, Reading
from cspdesk.store.room import Room
from cspdesk.store.states import exchange_state
from cspdesk.store.token import read_token, write_token
from cspdesk.store.undo import undo_last
from cspdesk.store.work import Work, work

_AT_ONCE = 400
"""Records read at a time where a list is walked through."""


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

    def add(
        self, kind: str, untrusted: Iterable[object], *, partial: bool = False, accept: bool = True
    ) -> Added:
        """Add records given as JSON objects: all of them, or with ``partial`` those that can be.

        Each is a save of its own; undo takes all of them back together.  Without ``accept`` what is asked
        about, a rate that jumps, is refused.
        """
        plan = plan_of(kind)
        demand_whole(plan)
        with work(self._desk) as save:
            added = self.add_within(save, plan, untrusted, partial=partial, accept=accept)
            saved = save.finish()
        self._context.saved(saved)
        return added

    def add_within(
        self,
        save: Work,
        plan: KindPlan,
        untrusted: Iterable[object],
        *,
        partial: bool = False,
        accept: bool = True,
    ) -> Added:
        """What ``add`` does, within a deed that does more."""
        ids: list[str] = []
        refused: list[tuple[int, CspdeskError]] = []
        reader, sure = self._context.reader(save.room), SureRates(save.room.cursor)
        for count, one in enumerate(untrusted, 1):
            line = one if isinstance(one, Line) else Line(count if count > 1 else 0, one)
            try:
                form = self.checked_form(reader, plan, line)
                if not accept:
                    sure.demand(plan.kind.name, line.value)
                ids.append(to_hex(create(save, form, self._desk.ids)))
            except CspdeskError as error:
                if not partial:
                    raise at_line(error, line.number) from error
                refused.append((line.number or count, error))
                continue
            save.next_save()
        return Added(tuple(ids), tuple(refused))

    @staticmethod
    def checked_form(reader: Reader, plan: KindPlan, line: Line) -> Form:
        """The form of a line, checked whole: nothing of it is refused once saving has begun."""
        if line.refusal is not None:
            raise line.refusal
        form = reader.form(plan, line.value)
        for name, parts in form.parts.items():
            demand_distinct(name, [part_id(bytes(16), part) for part in parts if part.plan.kind.keys])
            if any(part.id is not None for part in parts):
                raise RefusedError(
                    msg(N_("A part with an id can only be changed where it is.")), code="unknown-part"
                )
        return form

    def set(self, record: str, untrusted: object, *, seen: str | None = None, accept: bool = True) -> Changes:
        """Change fields of a record; ``seen`` is the token of what the person was shown.

        Without a token the base is what the record shows now.  Parts with an id change, those
        without are added, those marked removed go, unmentioned ones stay; None clears.  Without ``accept``
        what is asked about is refused, as in ``add``.
        """
        with work(self._desk) as save:
            self.write(save, record, untrusted, seen=seen, accept=accept)
            saved = save.finish()
        return self._context.saved(saved)

    def write(
        self, save: Work, record: str, untrusted: object, *, seen: str | None = None, accept: bool = True
    ) -> None:
        """What ``set`` does, within a save that does more."""
        plan, kept = self._kept(save.reading, record)
        if kept.presence == Presence.DELETED and seen is None:
            raise deleted_record()
        token = read_token(seen) if seen is not None else kept.token()
        if kept.id not in token:
            raise RefusedError(msg(N_("The version token belongs to another record.")), code="token")
        form = self._context.reader(save.room).form(plan, untrusted)
        if not accept:
            SureRates(save.room.cursor).demand(plan.kind.name, untrusted, json_of(kept))
        change(save, kept, form, token, self._desk.ids)

    def begin(self, save: Work, kind: str, record: str, untrusted: object) -> str:
        """Add one record within a save that does more, under an id that was drawn for it; gives its id.

        A record that its content names has that id, whatever was drawn.
        """
        plan = plan_of(kind)
        form = self.checked_form(self._context.reader(save.room), plan, Line(0, untrusted))
        return to_hex(create(save, form, self._desk.ids, record_id(record)))

    def delete(self, record: str, reason: str, *, seen: str | None = None) -> Changes:
        """Delete a record and its parts, as far as the person has seen them."""
        with work(self._desk) as save:
            plan, kept = self._kept(save.reading, record)
            if kept.presence == Presence.DELETED:
                raise deleted_record()
            demand_free(save.room, plan, kept, self._desk.clock.today())
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

    @contextmanager
    def stream(
        self,
        kind: str,
        *,
        search: str = "",
        where: Sequence[tuple[str, str]] = (),
        sort: str = "",
        limit: int | None = None,
        deleted: bool = False,
    ) -> Iterator[Stream]:
        """The same as one snapshot of any length, in little memory; walk through it inside the block."""
        plan = plan_of(kind)
        if search:
            self._context.index_some(slices=1_000_000)
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
            ids = listing.page(room.cursor, plan, question, limit=-1 if limit is None else limit)
            total = len(ids) if limit is None else listing.count(room.cursor, plan, question)
            yield Stream(total, walk(room, plan, ids))

    def from_text(self, record: str, typed: Mapping[str, str]) -> dict[str, object]:
        """Typed texts by field as the JSON that ``set`` takes; what is not known is refused by name."""
        with self._desk.reading() as connection:
            room = Room(connection)
            plan, _ = self._kept(Reading(room.cursor, room.feeds, room.journal), record)
            typist = TypedValues(
                self._context.places(room), Titles(room.cursor).find, self._desk.clock.today()
            )
            found: dict[str, object] = {}
            for name, text in typed.items():
                described = plan.kind.by_name.get(name)
                if described is None:
                    raise unknown_field(plan.kind, name)
                found[name] = None if text.strip() == "null" else typist.value(described, text)
            return found

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


def walk(room: Room, plan: KindPlan, ids: Sequence[bytes]) -> Iterator[RecordView]:
    """Records one after another, in little memory; inside the transaction of ``room``."""
    reading = Reading(room.cursor, room.feeds, room.journal)
    for at in range(0, len(ids), _AT_ONCE):
        for kept in reading.many(plan, ids[at : at + _AT_ONCE]):
            yield view_of(kept, room, brief=True)


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


def deleted_record() -> RefusedError:
    """The record is deleted, and is not written to."""
    return RefusedError(
        msg(N_("This record is deleted.")),
        hint=msg(N_("Restore it first: cspdesk record restore ID")),
        code="deleted",
    )


def at_line(error: CspdeskError, number: int) -> CspdeskError:
    """The same refusal, naming its line; 0 where there are no lines."""
    if not number or "line" in error.what.values:
        return error
    return RefusedError(
        msg(N_("Line {line}: {what}"), line=number, what=error.what),
        safe=error.safe,
        hint=error.hint,
        code=error.code,
    )
