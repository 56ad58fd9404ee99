"""The circle that a bundle is sealed to: who holds the current epoch of the organisation's ``control``."""

from __future__ import annotations

from cspdesk.store.room import Room
from cspdesk.sync import roles
from cspdesk.sync.chain import Chain
from cspdesk.wire import codes
from cspdesk.wire.roster import Roster

_CONTROL = roles.STREAM_NUMBERS["control"]


def public_of(roster: Roster) -> bytes:
    """The key to which bundles for an organisation are sealed."""
    found = [stream for stream in roster.streams if stream.code == _CONTROL]
    if not found:
        raise codes.refused(codes.UNKNOWN_STREAM, "the roster has no control stream")
    return found[0].epochs[-1].public


def privates(room: Room) -> list[bytes]:
    """The keys that open bundles here, the newest first; none while the desk waits to be welcomed."""
    newest = Chain(room).newest
    if newest is None:
        return []
    epochs = [epoch for stream in newest.roster.streams if stream.code == _CONTROL for epoch in stream.epochs]
    found = (room.keyring.epoch_private(epoch.id) for epoch in reversed(epochs))
    return [private for private in found if private is not None]
