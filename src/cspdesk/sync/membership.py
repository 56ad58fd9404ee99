"""How an organisation begins and how a device joins it: first roster, request, enrolment, welcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.fields import STREAMS
from cspdesk.domain.text import N_, msg
from cspdesk.store.room import OpenDesk, Room
from cspdesk.store.rosters import RosterRows
from cspdesk.sync import roles
from cspdesk.sync.chain import ROOT_PIN, ROOT_SEED, Chain
from cspdesk.wire import enrolment, grant, limits
from cspdesk.wire.enrolment import Request, Welcome
from cspdesk.wire.epochs import EpochKey
from cspdesk.wire.grant import Grant
from cspdesk.wire.kdf import DIGITS
from cspdesk.wire.members import Device, Epoch, Root, Stream
from cspdesk.wire.roster import Roster, SignedRoster, draft
from cspdesk.wire.suite import ID, KEY, Domain, digest, same, sign_public

REQUEST: Final = "request"
"""The secret that holds the request which this desk made last."""


def begin(desk: OpenDesk, room: Room) -> SignedRoster:
    """Make the organisation that this desk founds: root, first roster, epochs, grants to itself."""
    ids = desk.ids
    seed = ids.random(KEY)
    keys = [(code, EpochKey.generate(ids.random(ID), ids)) for code in STREAMS]
    first = Roster(
        organisation=ids.new(),
        number=1,
        follows=(),
        root=Root(1, (sign_public(seed),)),
        devices=(Device(desk.device.sign_public, desk.device.box_public, roles.FOUNDER, 1),),
        streams=tuple(
            Stream(key.stream, roles.STREAM_NUMBERS[code], (Epoch(key.public),)) for code, key in keys
        ),
    )
    signed = draft(first).signed_by(0, seed)
    room.keyring.keep(ROOT_SEED, seed)
    for _, key in keys:
        room.keyring.keep_epoch(key.private)
    Chain(room).begin(signed, first.root.pin, device=desk.device.device_id)
    for _, key in keys:
        keep_grant(room, _grant(desk, signed, key, desk.device.device_id, desk.device.box_public))
    return signed


def request(desk: OpenDesk, room: Room) -> Request:
    """The request of this desk to be enrolled; it is kept, because the welcome answers exactly it.

    It names nobody: the file is in clear, and may lie on any stick before it comes to the administrator.
    Asked again, the device gives the same one: a welcome that is on its way answers any copy of it.
    """
    kept = room.keyring.secret(REQUEST)
    if kept is not None and (asked := enrolment.parse_request(kept)).device_id == desk.device.device_id:
        return asked
    made = enrolment.make_request("", desk.device, desk.ids)
    room.keyring.keep(REQUEST, made.to_bytes())
    return made


def enrol(
    desk: OpenDesk,
    room: Room,
    asked: Request,
    untrusted_digits: str,
    numbers: Iterable[int],
    *,
    called: str = "",
) -> Welcome:
    """Take a device into the roster and answer its request; its digits were read over by its person.

    ``called`` is what this desk calls it until its own directory tells who works there.
    """
    if not same_digits(asked.digits(), untrusted_digits):
        raise _wrong_digits()
    chain = Chain(room)
    standing = chain.standing(desk.device.device_id)
    newest = standing.roster
    listed = newest.roster.device(asked.device_id)
    wanted = tuple(sorted({*numbers, *(() if listed is None else listed.roles)}))
    if listed is None or listed.roles != wanted or len(chain.heads()) > 1:
        newest = chain.follow(_with_device(chain, asked, wanted), device=desk.device.device_id)
    grants = tuple(
        _grant(desk, newest, key, asked.device_id, asked.box_public)
        for key in _keys_for(room, newest.roster, wanted)
    )
    for each in grants:
        keep_grant(room, each)
    if name := _cut(called.strip()) or asked.name:
        RosterRows(room.cursor).call(asked.device_id, name)
    rosters = sorted(
        (found for name in chain.numbers if (found := chain.find(name)) is not None),
        key=lambda each: (each.roster.number, each.hash),
    )
    return Welcome(asked.hash, newest.roster.root.pin, tuple(rosters[-limits.FOLLOWS :]), grants)


def accept(desk: OpenDesk, room: Room, untrusted_file: bytes, untrusted_digits: str) -> SignedRoster:
    """Believe a welcome: its digits were read over by the administrator, and they are over the root."""
    kept = room.keyring.secret(REQUEST)
    if kept is None:
        raise RefusedError(
            msg(N_("This desk has not asked to be enrolled.")),
            hint=msg(N_("Make a request first, and give it to the administrator.")),
            code="no-request",
        )
    asked = enrolment.parse_request(kept)
    welcome = enrolment.open_welcome(untrusted_file, desk.device.box_secret)
    if not same_digits(asked.welcome_digits(welcome.root_pin), untrusted_digits):
        raise _wrong_digits()
    welcome.check(asked)
    pinned = room.keyring.secret(ROOT_PIN)
    if pinned is not None and not same(pinned, welcome.root_pin):
        raise RefusedError(
            msg(N_("This desk belongs to another organisation.")),
            hint=msg(N_("Make a new desk, and let that one be welcomed.")),
            code="other-organisation",
        )
    chain, newest = Chain(room), welcome.rosters[-1]
    if newest.hash not in chain.numbers:
        chain.begin(newest, welcome.root_pin, device=desk.device.device_id)
    for older in reversed(welcome.rosters[:-1]):
        chain.take(older)
    chain.settle(desk.device.device_id)
    for each in welcome.grants:
        take_grant(desk, room, each, newest.roster)
    return newest


# --- grants ------------------------------------------------------------------------------------------


def keep_grant(room: Room, paper: Grant) -> bool:
    """Keep a grant whose giver was checked; whether it is new here."""
    written = paper.to_bytes()
    return RosterRows(room.cursor).add_grant(digest(Domain.GRANT, written), paper.receiver, written)


def has_grant(room: Room, untrusted: bytes) -> bool:
    """Whether a grant is held in exactly these bytes: it was checked when it was kept."""
    return RosterRows(room.cursor).has_grant(digest(Domain.GRANT, untrusted))


def take_grant(desk: OpenDesk, room: Room, paper: Grant, roster: Roster) -> bool:
    """Keep a checked grant, and open it if it is for this device; whether keys came of it."""
    keep_grant(room, paper)
    stream = roster.stream(paper.stream)
    if paper.receiver != desk.device.device_id or stream is None:
        return False
    opened = grant.earlier(paper.open(desk.device.box_secret), stream)
    fresh = [key for name, key in opened.items() if room.keyring.epoch_private(name) is None]
    for key in fresh:
        room.keyring.keep_epoch(key.private)
    return bool(fresh)


def _grant(desk: OpenDesk, roster: SignedRoster, key: EpochKey, receiver: bytes, public: bytes) -> Grant:
    return grant.make(
        key,
        organisation=roster.roster.organisation,
        receiver=receiver,
        receiver_public=public,
        keys=desk.device,
        ids=desk.ids,
    )


def _keys_for(room: Room, roster: Roster, numbers: Iterable[int]) -> list[EpochKey]:
    """The newest epochs of the streams that these roles read; the earlier ones lie in the roster."""
    allowed = roles.readable(numbers)
    found = []
    for stream in roster.streams:
        if roles.STREAM_CODES.get(stream.code) in allowed:
            private = room.keyring.epoch_private(stream.epochs[-1].id)
            if private is None:
                raise RefusedError(
                    msg(N_("This desk does not hold all the keys that this role needs.")),
                    hint=msg(N_("Enrol the device on the desk where the organisation was founded.")),
                    code="role",
                )
            found.append(EpochKey(stream.id, private))
    return found


def _with_device(chain: Chain, asked: Request, numbers: tuple[int, ...]) -> Roster:
    """The roster that follows all heads and lists the device; what any of them lists stays listed."""
    heads = chain.heads()
    newest = max(heads, key=lambda each: (each.roster.number, each.hash)).roster
    number = 1 + max(each.roster.number for each in heads)
    devices = {device.id: device for each in heads for device in each.roster.devices}
    known = devices.get(asked.device_id)
    enrolled = number if known is None else known.enrolled
    devices[asked.device_id] = Device(asked.sign_public, asked.box_public, numbers, enrolled)
    return replace(
        newest,
        number=number,
        follows=tuple(sorted(each.hash for each in heads)),
        devices=tuple(sorted(devices.values(), key=lambda each: each.id)),
    )


# --- digits ------------------------------------------------------------------------------------------


def same_digits(expected: str, untrusted_typed: str) -> bool:
    """Whether a person typed the twelve digits, however they are spaced."""
    typed = "".join(c for c in untrusted_typed if not c.isspace() and c not in "-–.")
    return len(typed) == DIGITS and typed.isascii() and same(expected.encode(), typed.encode())


def _wrong_digits() -> RefusedError:
    return RefusedError(
        msg(N_("The twelve digits do not match.")),
        safe=msg(N_("Nothing was taken from the file.")),
        hint=msg(
            N_("Have them read over again. If they still differ, somebody changed the file on its way.")
        ),
        code="digits",
    )


def _cut(name: str) -> str:
    """A name that fits the paper."""
    return name.encode()[: limits.NAME].decode(errors="ignore")
