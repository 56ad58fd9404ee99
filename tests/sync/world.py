"""A coalition's life, played: people who type, desks that crash, sticks that tear, clocks that are wrong.

Everything that chance decides comes from one seed.  ``Mail`` is what lies on sticks and in shared
folders: bundles go in, and come out torn, damaged, twice, in any order, or never.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import compress
from pathlib import Path
from random import Random

from cspdesk.domain.entries import PRESENCE, Dot, Entry
from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.merge import Presence
from cspdesk.domain.state import state
from cspdesk.store.digests import Digests
from cspdesk.store.held import rebuild
from cspdesk.store.plan import BY_NUMBER, PLANS
from cspdesk.store.reading import Reading
from cspdesk.store.room import Room
from cspdesk.sync.claims import Claims, life_of
from cspdesk.wire import receipt
from tests.sync.desks import CrashError, SimClock, SimDesk, SimIds
from tests.sync.people import UNREAD, Ledger, Person

YEARS = 365 * 86_400


@dataclass(slots=True)
class World:
    """Desks, people and mail; ``trace`` is all that happened, in words."""

    chance: Random
    people: list[Person]
    ledger: Ledger
    snapshots: dict[str, SimDesk] = field(default_factory=dict)
    mail: list[bytes] = field(default_factory=list)
    sent: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    ever: dict[bytes, set[bytes]] = field(default_factory=dict)
    trace: list[str] = field(default_factory=list)
    copies: int = 0
    blind: set[str] = field(default_factory=set)
    """Desks that were put back or copied and cannot know it: what they said before still stands."""

    @staticmethod
    def begin(seed: int, template: list[SimDesk]) -> World:
        """A world of three to five of the template's desks."""
        chance = Random(seed)
        ledger = Ledger()
        count = chance.randrange(3, len(template) + 1)
        chosen = [template[0], *chance.sample(template[1:], count - 1)]
        desks = [each.copy(each.name, SimClock(), SimIds(Random(chance.random()))) for each in chosen]
        ever = {each.device.device_id: each.held() for each in template}
        return World(chance, [Person(desk, ledger) for desk in desks], ledger, ever=ever)

    # --- one step --------------------------------------------------------------------------------

    def step(self) -> None:
        person = self.chance.choice(self.people)
        desk = person.desk
        what = self.chance.choices(_EVENTS, _WEIGHTS)[0]
        if what != "act" and self.chance.random() < 0.06:
            desk.fuse = self.chance.randrange(1, 4000)
        try:
            said = getattr(self, f"_{what}")(person)
        except CrashError:
            said = "crash"
        desk.fuse = None
        self.trace.append(f"{desk.name} {what} {said}")
        if what != "act":
            self._note_held(desk)
            self._check_claims(desk)
        if self.chance.random() < 0.08:
            assert picture(desk) == from_scratch(desk), (
                f"{desk.name} shows what no function says, holes and all"
            )

    def _act(self, person: Person) -> str:
        if self.chance.random() < 0.04:
            person.desk.fuse = self.chance.randrange(1, 3000)
        return person.act(self.chance)

    def _send(self, person: Person) -> str:
        desk = person.desk
        others = sorted({each.desk.device.device_id for each in self.people} - {desk.device.device_id})
        wanted = others if self.chance.random() < 0.6 else self.chance.sample(others, min(1, len(others)))
        contents = desk.choose(wanted, everything=self.chance.random() < 0.3)
        self._check_receipt(desk, contents.receipt)
        if self.chance.random() < 0.5:  # two sticks, each with a part of it
            first = [self.chance.random() < 0.5 for _ in contents.segments]
            parts = [
                tuple(compress(contents.segments, [each is one for each in first])) for one in (True, False)
            ]
            self.mail += [desk.pack(replace(contents, segments=part)) for part in parts]
        else:
            self.mail.append(desk.pack(contents))
        self.sent |= desk.typed
        desk.typed.clear()
        return f"{len(contents.segments)} segments"

    def _deliver(self, person: Person) -> str:
        if not self.mail:
            return "nothing"
        recent = self.mail[-6:] if self.chance.random() < 0.7 else self.mail
        bundle = self.chance.choice(recent)
        how = self.chance.random()
        if how < 0.15:
            bundle = bundle[: self.chance.randrange(len(bundle))]
        elif how < 0.25:
            place = self.chance.randrange(len(bundle))
            bundle = (
                bundle[:place]
                + bytes((bundle[place] ^ (1 << self.chance.randrange(8)),))
                + bundle[place + 1 :]
            )
        try:
            found = person.desk.receive(bundle)
        except UntrustedError as error:
            return error.code
        tally = found.tally
        return f"{tally.new} new {tally.known} known {tally.added} added {len(tally.changed)} changed"

    def _clock(self, person: Person) -> str:
        person.desk.clock.jump(self.chance.randrange(-9 * YEARS, 9 * YEARS))
        return "jumps"

    def _snapshot(self, person: Person) -> str:
        desk = person.desk
        self.snapshots[desk.name] = desk.copy(desk.name, desk.clock, desk.ids)
        return "kept"

    def _restore(self, person: Person) -> str:
        desk = person.desk
        earlier = self.snapshots.get(desk.name)
        if earlier is None:
            return "nothing"
        self.lost |= desk.typed - earlier.typed - self.sent
        desk.put_back(earlier)
        person.forms.clear()
        if self.chance.random() < 0.7:
            _start(desk)
        else:  # nobody can tell: the whole machine was put back
            self.blind.add(desk.name)
        return "put back"

    def _clone(self, person: Person) -> str:
        if self.copies >= 2:
            return "nothing"
        self.copies += 1
        desk = person.desk
        twin = desk.copy(f"{desk.name}{self.copies}", SimClock(), SimIds(Random(self.chance.random())))
        if self.chance.random() < 0.6:
            _start(twin)
        else:  # nobody can tell the copy from the original
            self.blind |= {desk.name, twin.name}
        self.people.append(Person(twin, self.ledger))
        return twin.name

    # --- what must hold at every step --------------------------------------------------------------

    def _note_held(self, desk: SimDesk) -> None:
        self.ever.setdefault(desk.device.device_id, set()).update(desk.held())

    def _check_receipt(self, desk: SimDesk, paper: bytes) -> None:
        """A receipt claims no more than the desk holds, and to have read no more than is in its tables."""
        with desk.reading() as connection:
            room = Room(connection)
            rows = room.cursor.execute("SELECT feed, first, last, hash, counted FROM segment").fetchall()
            waiting = set(room.cursor.execute("SELECT feed, seq FROM waiting").fetchall())
            for holding in receipt.parse(paper).holdings:
                ends = {bytes(row[3]): row[0] for row in rows}
                for low, high, name in holding.held:
                    assert name in ends, "a segment that is not held"
                    feed = ends[name]
                    held = {n for no, first, last, _, _ in rows if no == feed for n in range(first, last + 1)}
                    assert set(range(low, high + 1)) <= held, "a run that has a hole"
                    read = {
                        n
                        for no, first, last, _, counted in rows
                        if no == feed and counted == 1
                        for n in range(first, last + 1)
                    }
                    opened = {n for n in range(low, high + 1) if n in holding.opened}
                    assert opened <= read, "read, without a key"
                    assert not any((feed, n) in waiting for n in opened), "read, and it waits"

    def _check_claims(self, desk: SimDesk) -> None:
        """What a desk shows as held by others they held once; and now, if their present life has said so."""
        with desk.reading() as connection:
            room = Room(connection)
            claims = Claims(desk, room)
            rows = room.cursor.execute("SELECT feed, first, last, hash FROM segment").fetchall()
            for giver in claims.givers():
                known = claims.known(giver)
                proved = {
                    bytes(name)
                    for feed, first, last, name in rows
                    if feed in known and known[feed].covers(first, last)
                }
                assert proved <= self.ever[giver], "never held there"
                lives = {row.life for row in claims._rows.receipts(giver)}
                for each in self.people:
                    other = each.desk
                    if other is desk or other.device.device_id != giver:
                        continue
                    if life_of(other.incarnation) in lives and other.name not in self.blind:
                        assert proved <= other.held(), "not held there now"

    # --- the end ---------------------------------------------------------------------------------

    def end(self) -> None:
        """Everything reaches everybody: all that lies in the mail, and all that desks still hold."""
        for desk in self._desks:
            for bundle in self.mail:
                desk.receive(bundle)
        for _ in range(3):
            last = []
            for person in self.people:
                last.append(person.desk.pack(person.desk.choose([], everything=True)))
                self.sent |= person.desk.typed
                person.desk.typed.clear()
            for desk in self._desks:
                for bundle in last:
                    desk.receive(bundle)
            if all(desk.held() == self._desks[0].held() for desk in self._desks):
                return

    @property
    def _desks(self) -> list[SimDesk]:
        return [person.desk for person in self.people]

    def check(self) -> None:
        """All desks show the same, which is what the pure function says; nothing that was typed is gone."""
        for desk in self._desks:
            with desk.reading() as connection:
                room = Room(connection)
                assert room.cursor.execute("SELECT count(*) FROM waiting").fetchone() == (0,), (
                    "something waits"
                )
        self._check_equal()
        for desk in self._desks:
            assert picture(desk) == from_scratch(desk), f"{desk.name} shows what no function says"
        founder = self._desks[0]
        self._check_typed(founder)
        for desk in self._desks:
            before = (digests(desk), picture(desk))
            with desk.writing() as connection:
                rebuild(Room(connection), at=0)
            assert (digests(desk), picture(desk)) == before, "a rebuild comes to something else"

    def check_secrets(self, image: Path) -> None:
        """What a role does not read is in no byte that its desk holds, nor in any that travelled."""
        texts = [str(text) for text in self.ledger.over]
        for desk in self._desks:
            held = desk.image(image)
            unread = UNREAD[desk.name[0]]
            leaked = [text for text in texts if text.partition("-")[0] in unread and text.encode() in held]
            assert not leaked, f"{desk.name} holds {leaked[0]}"
        travelled = b"".join(self.mail)
        assert not any(text.encode() in travelled for text in texts), "a text travelled in clear"

    def _check_equal(self) -> None:
        first = digests(self._desks[0])
        for desk in self._desks[1:]:
            for code, found in digests(desk).items():
                assert found.held == first[code].held, f"{desk.name} holds another {code}"
                assert found.state in (None, first[code].state), f"{desk.name} shows another {code}"
        whole = [desk for desk in self._desks if all(d.state is not None for d in digests(desk).values())]
        assert all(picture(desk) == picture(whole[0]) for desk in whole), "the same, and shown otherwise"

    def _check_typed(self, desk: SimDesk) -> None:
        """Each text is in the journal, and its author had been shown what it replaces."""
        with desk.reading() as connection:
            room = Room(connection)
            entries = all_entries(room)
            kept: dict[str, set[frozenset]] = {}
            for entry in entries.values():
                for op in entry.ops:
                    if isinstance(op.value, str) and op.value in self.ledger.over:
                        values = frozenset(
                            base_op.value
                            for base in op.bases
                            for base_op in entries[base].ops
                            if base_op.unit == op.unit and base_op.value is not None
                        )
                        kept.setdefault(op.value, set()).add(values)
        missing = set(self.told) - set(kept)
        assert not missing, f"typed, acknowledged and gone: {sorted(missing)[:3]}"
        for text, over in self.told.items():
            assert over in kept[text], f"{text} replaces what its author was not shown"

    @property
    def told(self) -> dict[str, frozenset]:
        """The texts that somebody was told are saved, and that no disk took with it."""
        return {text: over for text, over in self.ledger.over.items() if text in self.acknowledged}

    @property
    def acknowledged(self) -> set[str]:
        return self.sent - self.lost

    def digest(self) -> str:
        """One line for all that happened and all that came of it."""
        made = blake2b(digest_size=16)
        for line in self.trace:
            made.update(line.encode())
        for desk in self._desks:
            made.update(repr(sorted((k, v.held, v.state) for k, v in digests(desk).items())).encode())
        return made.hexdigest()


def _start(desk: SimDesk) -> None:
    """A start that finds the folder not as it was left; what a crash left of it, the next start finds."""
    try:
        desk.new_life()
    except CrashError:
        desk.new_life()


def all_entries(room: Room) -> dict[Dot, Entry]:
    """Every entry that a desk can read."""
    found = {}
    for no, feed in room.cursor.execute("SELECT no, feed FROM segment WHERE counted = 1").fetchall():
        for seq, entry in room.journal.opened(no).entries().items():
            found[Dot(feed, seq)] = entry
    for (feed,) in room.cursor.execute("SELECT DISTINCT feed FROM entry").fetchall():
        run = room.journal.unsealed(feed)
        if run is not None:
            found.update({Dot(feed, seq): entry for seq, entry in run.entries().items()})
    return found


def digests(desk: SimDesk):
    with desk.reading() as connection:
        room = Room(connection)
        return Digests(room.cursor, room.feeds).streams()


def picture(desk: SimDesk) -> dict[bytes, object]:
    """What a desk shows of each record, with the dots behind it by their long names."""
    found: dict[bytes, object] = {}
    with desk.reading() as connection:
        room = Room(connection)
        reading = Reading(room.cursor, room.feeds, room.journal)
        for plan in PLANS:
            ids = [row[0] for row in room.cursor.execute(f'SELECT id FROM "{plan.table}"').fetchall()]
            for kept in reading.many(plan, ids):
                units = {u: sorted(map(room.feeds.key, kept.shown.bases(u))) for u in kept.values}
                found[kept.id] = (kept.presence, dict(kept.values), units, sorted(kept.conflicts))
    return found


def from_scratch(desk: SimDesk) -> dict[bytes, object]:
    """The same, by the pure function over every entry that can be read."""
    with desk.reading() as connection:
        room = Room(connection)
        found: dict[bytes, object] = {}

        def merge_of(kind: int, unit: int):
            plan = BY_NUMBER[kind].units[unit]
            return plan.merge, plan.order

        for record, one in state(all_entries(room), key=room.feeds.key, merge_of=merge_of).items():
            values = {u: r.value for u, r in one.units.items() if r.value is not None}
            units = {u: sorted(map(room.feeds.key, one.units[u].shown)) for u in values}
            proposed = [PRESENCE] if one.presence == Presence.DELETION_PROPOSED else []
            conflicts = proposed + sorted(u for u, r in one.units.items() if r.conflict)
            found[record] = (one.presence, values, units, conflicts)
        return found


_EVENTS = ("act", "send", "deliver", "clock", "snapshot", "restore", "clone")
_WEIGHTS = (50, 14, 27, 2, 3, 3, 1)
