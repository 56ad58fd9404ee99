"""The organisation's rosters as this desk holds them: which one is in force, and which may join them.

A desk pins its organisation's root at founding or enrolment.  A roster joins the chain if it follows
rosters held and their root signed it, or if a roster held names it as the one it follows.  Two
rosters with one number are both kept; the next one follows both.
"""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.text import N_, msg
from cspdesk.store.feeds import waits_for_welcome
from cspdesk.store.plan import PLANS
from cspdesk.store.room import Room
from cspdesk.store.rosters import RosterRows, StreamRow
from cspdesk.sync import roles
from cspdesk.wire import codes, roster
from cspdesk.wire.members import Device
from cspdesk.wire.roster import Roster, SignedRoster
from cspdesk.wire.suite import sign_public

ROOT_SEED = "root-seed"
ROOT_PIN = "root-pin"


@dataclass(frozen=True, slots=True)
class Standing:
    """This desk's place in its organisation, as the roster in force has it."""

    roster: SignedRoster
    device: Device | None

    @property
    def organisation(self) -> bytes:
        """The organisation's id."""
        return self.roster.roster.organisation

    @property
    def roles(self) -> tuple[int, ...]:
        """The desk's roles; none while it is not listed."""
        return () if self.device is None else self.device.roles


class Chain:
    """The rosters held, inside one transaction; each is parsed once."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._rows = RosterRows(room.cursor)
        self._parsed: dict[bytes, SignedRoster] = {}
        self._numbers: dict[bytes, int] | None = None

    @property
    def numbers(self) -> dict[bytes, int]:
        """The number of each roster held, by its hash."""
        if self._numbers is None:
            self._numbers = self._rows.numbers()
        return self._numbers

    @property
    def newest(self) -> SignedRoster | None:
        """The roster in force: of those that none follows the one with the highest number, then hash."""
        if not self.numbers:
            return None
        name = max(self.numbers, key=lambda each: (self.numbers[each], each))
        return self.find(name)

    def find(self, name: bytes) -> SignedRoster | None:
        """A roster by its hash, or None where it is not here yet."""
        if name not in self.numbers:
            return None
        if name not in self._parsed:
            self._parsed[name] = roster.parse(self._rows.signed(name) or b"")
        return self._parsed[name]

    def has(self, signed: bytes) -> bool:
        """Whether a roster is held in exactly these bytes."""
        return self._rows.has(signed)

    def heads(self) -> list[SignedRoster]:
        """The rosters that none follows: one, or several made by desks that did not know of each other."""
        every = [found for name in self.numbers if (found := self.find(name)) is not None]
        followed = {name for each in every for name in each.roster.follows}
        return [each for each in every if each.hash not in followed]

    def standing(self, device: bytes) -> Standing:
        """This desk's place; ``RefusedError`` while it waits to be welcomed."""
        newest = self.newest
        if newest is None:
            raise waits_for_welcome()
        return Standing(newest, newest.roster.device(device))

    # --- what joins ------------------------------------------------------------------------------

    def begin(self, signed: SignedRoster, pin: bytes, *, device: bytes) -> None:
        """Pin a root and keep the first roster that it signed; from here on the desk belongs."""
        signed.check_first(pin)
        self._room.keyring.keep(ROOT_PIN, pin)
        self._keep(signed)
        self.settle(device)

    def take(self, signed: SignedRoster) -> bool:
        """Add a roster from outside; whether it is new here.

        Raises ``UntrustedError``: not-for-you (another organisation's), old-roster (what it follows
        is not here yet, so it waits), bad-chain, bad-signature.
        """
        if signed.hash in self.numbers:
            return False
        newest = self.newest
        pin = self._room.keyring.secret(ROOT_PIN)
        if newest is None or pin is None:
            raise codes.refused(codes.OLD_ROSTER, "this desk has no roster yet")
        mine, other = newest.roster, signed.roster
        if (mine.organisation, mine.kind) != (other.organisation, other.kind):
            raise codes.refused(codes.NOT_FOR_YOU, "the roster of another organisation")
        if not self._is_named(signed.hash):
            self._check_joins(signed, pin)
        self._keep(signed)
        return True

    def _is_named(self, name: bytes) -> bool:
        """Whether a roster held says that it follows this one: its hash is vouched for by the root."""
        return any(
            name in found.roster.follows for each in self.numbers if (found := self.find(each)) is not None
        )

    def _check_joins(self, signed: SignedRoster, pin: bytes) -> None:
        if not signed.roster.follows:
            signed.check_first(pin)
            return
        previous = [found for name in signed.roster.follows if (found := self.find(name)) is not None]
        if len(previous) < len(signed.roster.follows):
            raise codes.refused(codes.OLD_ROSTER, "the roster follows one that is not here yet")
        signed.check_follows(previous)

    def _keep(self, signed: SignedRoster) -> None:
        self._rows.add(signed.hash, signed.roster.number, signed.to_bytes())
        self.numbers[signed.hash] = signed.roster.number
        self._parsed[signed.hash] = signed

    def settle(self, device: bytes) -> None:
        """Write down what the roster in force says of streams and of this desk's rights in them."""
        standing = self.standing(device)
        named = [
            (stream.id, roles.STREAM_CODES.get(stream.code, "")) for stream in standing.roster.roster.streams
        ]
        self._rows.keep_streams(_row(name, code, standing.roles) for name, code in named)

    # --- what an administrator makes -------------------------------------------------------------

    def follow(self, changed: Roster, *, device: bytes) -> SignedRoster:
        """Sign and keep the roster that follows all heads; ``RefusedError`` without the root's key."""
        seed = self._room.keyring.secret(ROOT_SEED)
        if seed is None:
            raise RefusedError(
                msg(N_("Only the administrator’s desk can change the roster.")),
                hint=msg(N_("Do this on the desk where the organisation was founded.")),
                code="role",
            )
        place = changed.root.keys.index(sign_public(seed))
        signed = roster.draft(changed).signed_by(place, seed)
        signed.check_follows(self.heads())
        self._keep(signed)
        self.settle(device)
        return signed


def _row(name: bytes, code: str, numbers: tuple[int, ...]) -> StreamRow:
    """What roles let a desk write in a stream, and the kinds with which it is the other way round."""
    kinds = {plan.kind.number: roles.may_write(numbers, code, plan.kind.name) for plan in PLANS}
    writes = any(code in roles.BY_NUMBER[one].writes for one in numbers if one in roles.BY_NUMBER)
    return StreamRow(name, code, writes, frozenset(no for no, may in kinds.items() if may != writes))
