"""Checks a desk: the file, the journal, what follows from it; and makes what follows from it again."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from cspdesk.domain.clock import millis
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.services.books.soundness import BooksSoundness
from cspdesk.services.context import Context
from cspdesk.services.results import Changes
from cspdesk.store import engine
from cspdesk.store.digests import Digests, StreamDigest
from cspdesk.store.held import rebuild as rebuild_tables
from cspdesk.store.plan import BY_NAME
from cspdesk.store.room import Room
from cspdesk.store.soundness import Dangling, Soundness


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: ``problems`` in words, and the digests of each stream by its code.

    ``notes`` are no problems: references to records that are restricted, or not here yet.
    """

    ok: bool
    problems: tuple[Msg, ...]
    streams: Mapping[str, StreamDigest]
    notes: tuple[Msg, ...] = ()
    rebuilt: bool = False


@dataclass(frozen=True, slots=True)
class _Picture:
    """What the tables show, as far as a rebuild must find it again."""

    streams: Mapping[str, StreamDigest] = field(default_factory=dict)
    shown: bytes = b""


class Integrity:
    """The verb ``check``."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._desk = context.desk

    def check(self, *, rebuild: bool = False) -> Checked:
        """Look whether the desk is whole; with ``rebuild`` make the tables again from the journal.

        Rebuilding needs the desk alone: ``BusyError`` names who else has it open.
        """
        alone: AbstractContextManager[None] = self._desk.alone() if rebuild else nullcontext()
        with alone:
            faults = engine.faults(self._desk.folder / engine.DATABASE, self._desk.unlocked.key)
            problems = [
                msg(N_("The database file is damaged: {fault}"), fault=fault[:200]) for fault in faults
            ]
            if faults:
                return Checked(ok=False, problems=tuple(problems), streams={})
            with self._desk.reading() as connection:
                room = Room(connection)
                soundness = Soundness(room)
                problems += soundness.findings()
                notes = tuple(map(_in_words, soundness.dangling()))
                before = _picture(room)
            books = BooksSoundness(self._context)
            problems += books.problems()
            notes = (*notes, *books.notes())
            if rebuild and not problems:
                problems += self._rebuild(before)
            return Checked(not problems, tuple(problems), before.streams, notes, rebuilt=rebuild)

    def _rebuild(self, before: _Picture) -> list[Msg]:
        """Make the tables again, and say if they showed anything else than the journal does."""
        books = BooksSoundness(self._context)
        posted = books.digest()
        with self._desk.writing() as connection:
            room = Room(connection)
            rebuild_tables(room, at=millis(self._desk.clock.now()))
            after = _picture(room)
        self._context.tell(Changes(kinds=frozenset(BY_NAME)))
        if after == before and books.digest() == posted:
            return []
        return [msg(N_("The tables did not show what the journal holds. They were made again from it."))]


def _picture(room: Room) -> _Picture:
    digests = Digests(room.cursor, room.feeds)
    return _Picture(digests.streams(), digests.shown())


def _in_words(dangling: Dangling) -> Msg:
    kind = BY_NAME[dangling.kind].kind
    return msg(
        N_("{kind}, {field}: {n} name a record that is restricted or not here yet."),
        kind=msg(kind.labels),
        field=msg(kind.by_name[dangling.field].label),
        n=dangling.count,
    )
