"""Whom a bundle is for, and how a bundle's file is called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.folding import fold
from cspdesk.domain.ids import Ids
from cspdesk.domain.text import N_, msg
from cspdesk.store.room import Room
from cspdesk.store.rosters import RosterRows
from cspdesk.sync.chain import Chain

SUFFIX: Final = ".cspbundle"
EVERYBODY: Final = "all"
_SHORTEST_ID: Final = 8


@dataclass(frozen=True, slots=True)
class Known:
    """A device of the organisation, with the names that people have for it."""

    device: bytes
    person: str
    name: str
    roles: tuple[int, ...]
    enrolled: int


def devices(room: Room, chain: Chain) -> tuple[Known, ...]:
    """Every device that the roster in force lists, in the order of their enrolment."""
    newest = chain.newest
    if newest is None:
        return ()
    people = RosterRows(room.cursor).people()
    found = (
        Known(device.id, *people.get(device.id, ("", "")), device.roles, device.enrolled)
        for device in newest.roster.devices
    )
    return tuple(sorted(found, key=lambda each: (each.enrolled, each.device)))


def addressees(room: Room, chain: Chain, untrusted_names: Iterable[str]) -> tuple[bytes, ...]:
    """The devices that names stand for: ``all``, an organisation, a person, a desk, or a device's id.

    ``RefusedError`` names one that nobody here has.
    """
    known = devices(room, chain)
    everybody = {EVERYBODY, *map(fold, RosterRows(room.cursor).organisations())}
    wanted: set[bytes] = set()
    for name in untrusted_names:
        plain = fold(name.strip())
        if plain in everybody:
            wanted.update(each.device for each in known)
            continue
        found = [each.device for each in known if _is_called(each, plain, name.strip().casefold())]
        if not found:
            raise _nobody(name, known)
        wanted.update(found)
    return tuple(sorted(wanted))


def _nobody(name: str, known: tuple[Known, ...]) -> RefusedError:
    names = ", ".join(each.person or each.device.hex()[:_SHORTEST_ID] for each in known)
    return RefusedError(
        msg(N_("Nobody here is called “{name}”."), name=name[:80]),
        hint=msg(N_("Name a desk, a person or the organisation, or “all”: {names}."), names=names),
        code="unknown-name",
    )


def _is_called(each: Known, plain: str, typed: str) -> bool:
    if plain and plain in {fold(each.person), fold(each.name)}:
        return True
    return len(typed) >= _SHORTEST_ID and each.device.hex().startswith(typed)


def neutral(ids: Ids) -> str:
    """A file's name that tells nothing to who finds the stick."""
    return ids.random(8).hex() + ".dat"


def speaking(names: Iterable[str], day: str) -> str:
    """A file's name for a person who sends it on: the day, and for whom."""
    words = "-".join(re.sub(r"[^\w]+", "-", name.strip()).strip("-") for name in names)[:60]
    return f"{day}-{words}{SUFFIX}" if words else f"{day}{SUFFIX}"
