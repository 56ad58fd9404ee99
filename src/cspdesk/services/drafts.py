"""Drafts: what is being typed is on the disk a moment later, and becomes one save when it is done."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from cspdesk.domain.clock import millis, moment
from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.ids import from_hex, to_hex
from cspdesk.domain.text import N_, msg
from cspdesk.services.context import Context
from cspdesk.services.forms import json_of
from cspdesk.services.naming import plan_of, record_id
from cspdesk.services.rate_facts import RATE, doubt_of, doubt_words
from cspdesk.services.records import Records
from cspdesk.services.results import RecordView
from cspdesk.store import drafts
from cspdesk.store.drafts import DraftRow
from cspdesk.store.plan import BY_NUMBER
from cspdesk.store.reading import Kept
from cspdesk.store.room import Room
from cspdesk.store.work import Work, work

REVISION = 1
"""Of the form that drafts are written by; fields renamed since are found by their former names."""

Part = dict[str, object]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person changed, over what was shown.

    ``values`` and ``parts`` are what ``records.set`` takes (None clears, a part without an id is new,
    and has a ``key`` of the form's own); ``unread`` is what was typed where it cannot be read, by the
    path of its field (``place``, ``concerns/KEY OR ID/place``): it is in no save.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.values or self.parts or self.unread)

    @property
    def form(self) -> dict[str, object]:
        """What a save is given."""
        return {
            **self.values,
            **{name: [_plain(part) for part in parts] for name, parts in self.parts.items()},
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a record of a kind.

    ``record`` is empty for a new one, whose id will be the draft's own unless its content names it.
    """

    id: str
    kind: str
    record: str
    token: str
    typed: Typed
    at: datetime


class Drafts:
    """Keeps and finishes drafts; nothing of them leaves the desk before they are finished."""

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records
        self.asked: dict[str, Typed] = {}
        """What is asked about before it is saved, by draft: a rate that jumps."""
        self._sure: dict[str, Typed] = {}

    def keep(self, draft: Draft) -> None:
        """Put a draft on the disk: durable when this returns."""
        with self._context.desk.writing() as connection:
            drafts.put(Room(connection).cursor, _row(draft))

    def list(self) -> tuple[Draft, ...]:
        """Every draft, the one typed last first."""
        with self._context.desk.reading() as connection:
            rows = drafts.newest_first(Room(connection).cursor)
        return tuple(_draft(row) for row in rows if row.kind in BY_NUMBER)

    def get(self, draft: str) -> Draft:
        """A draft by its id; ``NotFoundError`` where it is not here."""
        with self._context.desk.reading() as connection:
            row = drafts.get(Room(connection).cursor, record_id(draft))
        if row is None:
            raise NotFoundError(
                msg(N_("This draft is not here any more.")), hint=msg(N_("It was saved, or let go."))
            )
        return _draft(row)

    def of(self, record: str) -> Draft | None:
        """The draft of a record that is here."""
        with self._context.desk.reading() as connection:
            row = drafts.of_record(Room(connection).cursor, record_id(record))
        return None if row is None else _draft(row)

    def drop(self, draft: str) -> None:
        """Let a draft go: what was typed in it is gone."""
        with self._context.desk.writing() as connection:
            drafts.remove(Room(connection).cursor, record_id(draft))

    def accept(self) -> None:
        """What is asked about is right as it was typed: saved again, it is taken."""
        self._sure |= self.asked
        self.asked.clear()

    def finish(self, draft: Draft) -> RecordView:
        """Make one save of a draft and let it go, in one transaction; gives the record as it is now.

        ``RefusedError`` (asked) for a rate that is probably typed wrong, until somebody says that it is
        right: it stays a draft.  What cannot be read stays behind as a draft of the record.  A part that
        somebody removed since and that was changed here comes back as a new one: what a person typed is not
        lost.
        """
        with work(self._context.desk) as save:
            record, known = self._written(save, draft)
            saved = save.finish()
        self._context.saved(saved)
        view = self._records.show(record)
        if draft.typed.unread:
            new_id = draft.id if draft.record else to_hex(self._context.desk.ids.new())
            rest = Typed(unread=_renamed(draft, known, view))
            self.keep(Draft(new_id, draft.kind, record, view.token, rest, draft.at))
        return view

    def finish_together(self, many: Sequence[Draft]) -> tuple[RecordView, ...]:
        """Make one save of each draft, all of them in one transaction: all are saved, or none is.

        A block of rows that is pasted waits for the disk once.  No draft among them may hold what cannot
        be read.
        """
        with work(self._context.desk) as save:
            ids = []
            for draft in many:
                ids.append(self._written(save, draft)[0])
                save.next_save()
            saved = save.finish()
        self._context.saved(saved)
        return tuple(self._records.show(record) for record in ids)

    def _written(self, save: Work, draft: Draft) -> tuple[str, frozenset[str]]:
        """Write what a draft holds and let it go; gives its record and the parts that were here."""
        self._demand_sure(save, draft)
        record = draft.record or draft.id
        known: frozenset[str] = frozenset()
        if draft.record:
            known = _ids(save.reading.one(plan_of(draft.kind), record_id(record)))
            given = _with_lost_parts(draft, known)
            if given:
                self._records.write(save, record, given, seen=draft.token)
        else:
            record = self._records.begin(save, draft.kind, record, draft.typed.form)
        drafts.remove(save.room.cursor, from_hex(draft.id))
        return record, known

    def _demand_sure(self, save: Work, draft: Draft) -> None:
        """Ask about a rate beside those of other days, unless somebody looked at just this one."""
        self.asked.pop(draft.id, None)
        if draft.kind != RATE or self._sure.get(draft.id) == draft.typed:
            return
        kept = save.reading.one(plan_of(RATE), record_id(draft.record)) if draft.record else None
        held = json_of(kept) if kept is not None else {}
        doubt = doubt_of(save.room.cursor, {**held, **draft.typed.values})
        if doubt is not None:
            self.asked[draft.id] = draft.typed
            raise RefusedError(
                doubt_words(doubt),
                safe=msg(N_("What was typed stays a draft.")),
                hint=msg(N_("Mend it, or say that it is right.")),
                code="asked",
            )


def end_draft(save: Work, draft: str) -> None:
    """An act of its own takes the draft that it was typed in away, within its save; none where empty."""
    if draft:
        drafts.remove(save.room.cursor, from_hex(draft))


def _with_lost_parts(draft: Draft, here: frozenset[str]) -> dict[str, object]:
    """What a draft gives, its parts as they can be written to what is here now."""
    given: dict[str, object] = dict(draft.typed.values)
    for name, parts in draft.typed.parts.items():
        rows = [
            _plain(part) if part.get("id", "") in here or "id" not in part else _as_new(part)
            for part in parts
            if not (part.get("removed") and part["id"] not in here)
        ]
        if rows:
            given[name] = rows
    return given


def _ids(kept: Kept | None) -> frozenset[str]:
    parts = () if kept is None else kept.parts.values()
    return frozenset(to_hex(part.id) for rows in parts for part in rows)


def _plain(part: Part) -> Part:
    """A part without the form's own key."""
    return {name: value for name, value in part.items() if name != "key"}


def _as_new(part: Part) -> Part:
    return {name: value for name, value in part.items() if name not in ("id", "key") and value is not None}


def _renamed(draft: Draft, known: frozenset[str], view: RecordView) -> dict[str, str]:
    """What could not be read, by the ids that new parts have now: they were added in their order."""
    ids: dict[str, str] = {}
    for name, parts in draft.typed.parts.items():
        rows = view.fields.get(name)
        added = [str(row["id"]) for row in rows if row["id"] not in known] if isinstance(rows, list) else []
        keys = [str(part.get("key", "")) for part in parts if "id" not in part]
        ids.update(zip(keys, added, strict=False))
    return {
        "/".join(ids.get(step, step) for step in path.split("/")): text
        for path, text in draft.typed.unread.items()
    }


def _row(draft: Draft) -> DraftRow:
    typed = {
        "values": dict(draft.typed.values),
        "parts": {name: list(parts) for name, parts in draft.typed.parts.items()},
        "unread": dict(draft.typed.unread),
    }
    return DraftRow(
        record_id(draft.id),
        plan_of(draft.kind).kind.number,
        record_id(draft.record) if draft.record else None,
        millis(draft.at),
        REVISION,
        draft.token,
        json.dumps(typed, ensure_ascii=False, separators=(",", ":")).encode(),
    )


def _draft(row: DraftRow) -> Draft:
    typed = cast("dict[str, dict[str, object]]", json.loads(row.typed))
    parts = cast("dict[str, list[Part]]", typed["parts"])
    return Draft(
        to_hex(row.id),
        BY_NUMBER[row.kind].kind.name,
        "" if row.record is None else to_hex(row.record),
        row.token,
        Typed(
            typed["values"],
            {name: tuple(rows) for name, rows in parts.items()},
            cast("dict[str, str]", typed["unread"]),
        ),
        moment(row.at),
    )
