"""Files that hang on a record: attached, listed, saved where a person wants them, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cspdesk.domain.entries import Dot, Wire
from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.ids import RecordId, key_between, to_hex
from cspdesk.domain.merge import Presence
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.services.context import Context
from cspdesk.services.naming import record_id
from cspdesk.services.records import deleted_record
from cspdesk.services.results import Changes
from cspdesk.services.writing import last_position
from cspdesk.store import attachments as store
from cspdesk.store.filename import safe_name
from cspdesk.store.plan import BY_NAME, KindPlan
from cspdesk.store.reading import Kept, Reading
from cspdesk.store.room import Room
from cspdesk.store.sql import value_of
from cspdesk.store.undo import undo_last
from cspdesk.store.work import Work, work

PART = BY_NAME["attachment"]
FIELD = "attachments"


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file as a person may see it; its key is nobody's to read."""

    id: str
    name: str
    media: str
    size: int
    caption: str
    here: bool
    """Whether all of it is on this desk: its pieces may still be on their way."""
    advice: Msg | None = None


@dataclass(frozen=True, slots=True)
class _Where:
    """By what a file is read."""

    pieces: str
    key: str
    size: int


class Attachments:
    """The verbs for files."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._desk = context.desk

    def add(self, record: str, path: Path, *, keep_size: bool = False) -> AttachmentView:
        """Attach a file to a record: a picture loses what hides in it, and its size unless ``keep_size``.

        Raises ``RefusedError`` for a kind that holds no files, a deleted record, a file that is too large
        or no plain file.
        """
        name = record_id(record)
        with self._desk.reading() as connection:
            plan, _ = self._holder(_reading(Room(connection)), name)
        stored = store.keep_file(self._desk, plan.kind.stream, path, full_size=keep_size)
        part = self._desk.ids.new()
        with work(self._desk) as save:
            self.hang(save, plan.kind.name, name, part, stored)
            saved = save.finish()
        self._context.saved(saved)
        return AttachmentView(
            to_hex(part), stored.name, stored.media, stored.size, "", here=True, advice=stored.advice
        )

    def hang(
        self,
        save: Work,
        kind: str,
        record: bytes,
        part: RecordId,
        stored: store.Stored,
        *,
        after: str | None = None,
    ) -> str:
        """Attach a file that is kept already, under an id drawn for it, within a save that does more.

        The record may be one that this save adds; ``after`` is then the place that this gave for the file
        before it.
        """
        if save.creates(record):
            return self._write(save, BY_NAME[kind], record, part, after, stored)
        plan, kept = self._holder(save.reading, record)
        return self._write(save, plan, record, part, last_position(kept.parts[FIELD]), stored)

    @staticmethod
    def _write(
        save: Work, plan: KindPlan, record: bytes, part: RecordId, after: str | None, stored: store.Stored
    ) -> str:
        given: dict[str, Wire] = {
            "name": stored.name,
            "media": stored.media,
            "size": stored.size,
            "pieces": stored.pieces,
            "key": stored.key,
        }
        values = {PART.kind.unit_of[name]: value for name, value in given.items()}
        position = key_between(after, None)
        save.create(PART, part, values, parent=(plan, record), position=position)
        return position

    @staticmethod
    def _holder(reading: Reading, record: bytes) -> tuple[KindPlan, Kept]:
        plan = reading.find(record)
        kept = None if plan is None else reading.one(plan, record)
        if plan is None or kept is None:
            raise NotFoundError(
                msg(N_("There is no record {id} on this desk."), id=to_hex(record)),
                hint=msg(N_("It may be restricted, or not here yet.")),
            )
        if FIELD not in plan.kind.by_name:
            raise RefusedError(
                msg(N_("“{kind}” holds no files."), kind=plan.kind.name),
                hint=msg(N_("These do: {kinds}"), kinds=", ".join(PART.kind.parents)),
                code="no-attachments",
            )
        if kept.presence == Presence.DELETED:
            raise deleted_record()
        return plan, kept

    def list(self, record: str) -> tuple[AttachmentView, ...]:
        """The files of a record, in order."""
        with self._desk.reading() as connection:
            reading = _reading(Room(connection))
            name = record_id(record)
            plan = reading.find(name)
            kept = None if plan is None else reading.one(plan, name)
            if kept is None:
                raise NotFoundError(
                    msg(N_("There is no record {id} on this desk."), id=record[:80]),
                    hint=msg(N_("It may be restricted, or not here yet.")),
                )
            parts = kept.parts.get(FIELD, ())
        return tuple(self._view(part) for part in parts)

    def _view(self, part: Kept) -> AttachmentView:
        values = _values(part)
        pieces = str(values.get("pieces") or "")
        size = values.get("size")
        return AttachmentView(
            to_hex(part.id),
            str(values.get("name") or ""),
            str(values.get("media") or ""),
            size if isinstance(size, int) else 0,
            str(values.get("caption") or ""),
            here=bool(pieces) and not store.missing(self._desk, pieces),
        )

    def save(self, attachment: str, out: Path) -> Path:
        """Write a file where a person wants it, readable for everyone who has the disk; gives its path.

        ``out`` is its new name, or a folder in which it gets its own.  A file that is there is kept.
        """
        values, where = self._found(attachment)
        target = out / safe_name(str(values.get("name") or "")) if out.is_dir() else out
        store.save_to(self._desk, target, pieces=where.pieces, key=where.key, size=where.size)
        return target

    def content(self, attachment: str) -> bytes:
        """A file's bytes, for what is made with it."""
        _, where = self._found(attachment)
        return store.open_stream(self._desk, pieces=where.pieces, key=where.key, size=where.size).getvalue()

    def _found(self, attachment: str) -> tuple[dict[str, Wire], _Where]:
        with self._desk.reading() as connection:
            name = record_id(attachment)
            part = _reading(Room(connection)).one(PART, name)
        if part is None:
            raise NotFoundError(
                msg(N_("There is no attachment {id} on this desk."), id=attachment[:80]),
                hint=msg(N_("“cspdesk attach list” shows the ids of a record’s files.")),
            )
        values = _values(part)
        pieces, key, size = values.get("pieces"), values.get("key"), values.get("size")
        if not isinstance(pieces, str) or not isinstance(key, str) or not isinstance(size, int):
            raise NotFoundError(
                msg(N_("This attachment has no file.")),
                hint=msg(N_("Ask the desk that attached it to attach it again.")),
            )
        return values, _Where(pieces, key, size)

    def undo(self) -> Changes:
        """Take back the last thing done at this desk, if it was an attachment; ``RefusedError`` otherwise."""
        with work(self._desk) as save:
            if not _last_was_attachment(save.room):
                raise RefusedError(
                    msg(N_("The last thing that was done at this desk is no attachment.")),
                    hint=msg(N_("“cspdesk record undo” takes back whatever it was.")),
                    code="nothing-to-undo",
                )
            undone = undo_last(save)
        if undone is None:
            raise RefusedError(msg(N_("There is nothing to undo.")), code="nothing-to-undo")
        return self._context.saved(undone.saved)


def _last_was_attachment(room: Room) -> bool:
    deed = value_of(room.cursor, "SELECT max(no) FROM deed WHERE undone = 0")
    runs = room.cursor.execute("SELECT feed, first, last FROM deed WHERE no = ?", (deed,)).fetchall()
    dots = [Dot(feed, seq) for feed, first, last in runs for seq in range(first, last + 1)]
    return bool(dots) and all(room.journal.entry(dot).kind == PART.kind.number for dot in dots)


def _values(part: Kept) -> dict[str, Wire]:
    return {name: part.values.get(unit) for name, unit in PART.kind.unit_of.items()}


def _reading(room: Room) -> Reading:
    return Reading(room.cursor, room.feeds, room.journal)
