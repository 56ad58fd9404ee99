"""An inspection desk: the organisation's money, charter and correspondence, and nothing of consultations.

It is a desk in a folder of its own, under a passphrase of its own, which holds the signed segments of
``finance`` and ``directory`` as they are, so that figures, history and signatures are the office's.  It is
given the keys of just these segments: no epoch's key, so nothing that is written later opens with what an
inspector carries away, and no roster lists it.  Of the lists in ``common`` it gets copies of those that money
needs, because the others tell in which villages the organisation works.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cspdesk.domain.clock import millis
from cspdesk.domain.entries import Wire
from cspdesk.domain.errors import RefusedError, WrongPassphraseError
from cspdesk.domain.text import N_, msg
from cspdesk.services.coalition import PERSON
from cspdesk.services.context import Context
from cspdesk.services.results import Changes
from cspdesk.store import blobs, files, pieces
from cspdesk.store import desk as desks
from cspdesk.store.desk import Desk
from cspdesk.store.held import Taking
from cspdesk.store.outgoing import Outgoing, SegmentRow
from cspdesk.store.plan import BY_NAME, PLANS, KindPlan
from cspdesk.store.reading import Kept, Reading
from cspdesk.store.room import Room
from cspdesk.store.rosters import RosterRows, StreamRow
from cspdesk.store.settings import INSPECTION
from cspdesk.store.sql import value_of
from cspdesk.store.vault import ARGON2ID, Derivation, check_passphrase
from cspdesk.store.work import Work, work
from cspdesk.sync import outbox, roles
from cspdesk.sync.chain import Chain
from cspdesk.wire import segment

STREAMS: Final = ("finance", "directory")
"""What is given as it is: the streams of the inspector's role, but for ``common``."""
LISTS: Final = ("article", "exchange_rate", "duty_rule", "holiday")
"""Of the lists in ``common``, those that money needs."""
MARK: Final = INSPECTION
"""The setting that says that a desk is one, and when it was made."""
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Inspected:
    """An inspection desk: where it is, and what it holds."""

    path: Path
    counts: Mapping[str, int]
    """Records by kind, parts not counted."""
    segments: int
    files: int
    missing: int
    """Pieces of attachments that are not on this desk either."""
    undecided: int
    """Differences in what it holds that nobody has settled."""


class Inspection:
    """The verb ``inspection make``."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._desk = context.desk

    def make(self, out: Path, passphrase: str, *, person: str = "", kdf: Derivation = ARGON2ID) -> Inspected:
        """Make an inspection desk in a new or empty folder.

        ``RefusedError`` where this desk may not read the finances, for this desk's own passphrase, and
        for a folder that is not empty.  What fails on the way leaves nothing behind.
        """
        self._demand_other(passphrase, kdf)
        with suppress(RefusedError), self._desk.writing() as connection:
            outbox.seal_all(self._desk, Room(connection))
        was_there = files.exists(out)
        made = desks.create(out, passphrase, clock=self._desk.clock, ids=self._desk.ids, kdf=kdf)
        try:
            with made:
                told = self._fill(made, person)
        except BaseException:
            (files.clear_folder if was_there else files.remove_folder)(out)
            raise
        self._context.tell(Changes(details={"inspection": str(out)}))
        return told

    def _demand_other(self, passphrase: str, kdf: Derivation) -> None:
        try:
            check_passphrase(self._desk.folder, passphrase, kdf=kdf)
        except WrongPassphraseError:
            return
        raise RefusedError(
            msg(N_("This is the passphrase of your own desk.")),
            safe=msg(N_("Nothing was made.")),
            hint=msg(N_("Choose another one: the inspector will know it.")),
            code="passphrase",
        )

    def _fill(self, made: Desk, person: str) -> Inspected:
        made.set_setting("language", self._desk.setting("language", "tg"))
        made.set_setting(PERSON, person)
        with self._desk.reading() as connection:
            source = Room(connection)
            given = _segments(source)
            with made.writing() as written:
                _believe(source, Room(written), made.device.device_id)
            with made.writing() as written:
                _take(source, Room(written), given, at=millis(made.clock.now()))
            with work(made) as save:
                _copy_lists(source, save)
                save.finish(undoes=True)  # nothing that could be taken back
            with made.writing() as written:
                Chain(Room(written)).settle(made.device.device_id)
            names = pieces.named_by(source.cursor, given)
        missing = blobs.keep_copies(
            self._desk.folder / blobs.FOLDER, made.folder / blobs.FOLDER, dict.fromkeys(names)
        )
        made.set_setting(MARK, made.clock.today().isoformat())
        with made.reading() as connection:
            cursor = Room(connection).cursor
            counts = {plan.kind.name: _count(Room(connection), plan) for plan in PLANS if _is_told(plan)}
            undecided = int(value_of(cursor, "SELECT count(*) FROM conflict"))
        held = {name: count for name, count in counts.items() if count}
        return Inspected(made.folder, held, len(given), len(names) - missing, missing, undecided)


def _segments(source: Room) -> list[SegmentRow]:
    """The segments to give, in an order in which what is built on comes first.

    ``RefusedError`` where this desk may not read the finances.
    """
    keys = source.keyring.epochs()
    chain = Chain(source)
    newest = chain.newest
    finance = None
    if newest is not None:
        number = roles.STREAM_NUMBERS["finance"]
        finance = next((one for one in newest.roster.streams if one.code == number), None)
    if finance is None or finance.epochs[-1].id not in keys:
        raise RefusedError(
            msg(N_("The role of this desk does not read the finances.")),
            safe=msg(N_("Nothing was made.")),
            hint=msg(N_("Make the inspection desk on the finance officer’s desk.")),
            code="role",
        )
    rows = Outgoing(source.cursor).segments()
    return [row for row in rows if source.feeds.stream_code(source.feeds.id(row.feed).stream) in STREAMS]


def _believe(source: Room, target: Room, device: bytes) -> None:
    """The organisation's rosters, by which signatures are proved; the desk itself is in none."""
    chain, known = Chain(target), Chain(source)
    found = [one for name in known.numbers if (one := known.find(name)) is not None]
    newest, *older = sorted(found, key=lambda one: (one.roster.number, one.hash), reverse=True)
    chain.begin(newest, newest.roster.root.pin, device=device)
    for one in older:
        chain.take(one)
    # while it is being filled, and not a moment longer, it writes the lists
    names = [stream.id for stream in newest.roster.streams if stream.code == roles.STREAM_NUMBERS["common"]]
    RosterRows(target.cursor).keep_streams(StreamRow(name, "common", writes=True) for name in names)


def _take(source: Room, target: Room, rows: list[SegmentRow], *, at: int) -> None:
    """The segments as they were signed, each with its own key."""
    taking, outgoing = Taking(target, at=at), Outgoing(source.cursor)
    for row in rows:
        sealed = outgoing.sealed(row.no)
        parsed = segment.parse(sealed)
        private = source.keyring.epoch_private(parsed.header.epoch)
        if private is None:
            continue
        key = parsed.body_key(private)
        target.keyring.keep_body(parsed.header_hash, key)
        taking.take(parsed, parsed.open_with(key))
    taking.finish()


def _copy_lists(source: Room, save: Work) -> None:
    reading = Reading(source.cursor, source.feeds, source.journal)
    for name in LISTS:
        if (plan := BY_NAME.get(name)) is None:
            continue
        rows = source.cursor.execute(
            f'SELECT id FROM "{plan.table}" WHERE presence IN (0, 2) ORDER BY no'  # noqa: S608 - our own name
        ).fetchall()
        ids = [bytes(row[0]) for row in rows]
        for start in range(0, len(ids), _AT_ONCE):
            for kept in reading.many(plan, ids[start : start + _AT_ONCE]):
                _copy(save, kept)


def _copy(save: Work, kept: Kept) -> None:
    values: dict[int, Wire] = {unit: value for unit, value in kept.values.items() if value is not None}
    save.create(kept.plan, kept.id, values)
    for parts in kept.parts.values():
        for part in parts:
            own = {unit: value for unit, value in part.values.items() if value is not None}
            save.create(part.plan, part.id, own, parent=(kept.plan, kept.id))


def _is_told(plan: KindPlan) -> bool:
    return not plan.kind.is_part and not plan.kind.hidden


def _count(room: Room, plan: KindPlan) -> int:
    where = f'SELECT count(*) FROM "{plan.table}" WHERE presence IN (0, 2)'  # noqa: S608 - our own name
    return int(value_of(room.cursor, where))
