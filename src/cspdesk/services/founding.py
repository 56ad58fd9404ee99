"""The first minute of a desk: its organisation with root, roster and keys, or the wait for a welcome."""

from __future__ import annotations

from pathlib import Path

from cspdesk.domain.clock import Clock
from cspdesk.domain.entries import Wire
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import Ids, RecordId
from cspdesk.domain.text import N_, msg
from cspdesk.services.coalition import PERSON
from cspdesk.services.workspace import Workspace
from cspdesk.store import desk as desks
from cspdesk.store.desk import Desk
from cspdesk.store.plan import BY_NAME
from cspdesk.store.vault import ARGON2ID, Derivation
from cspdesk.store.work import Work, work
from cspdesk.sync import membership

LONGEST_NAME = 200


def found(
    folder: Path,
    passphrase: str,
    *,
    organisation: str,
    person: str,
    language: str = "tg",
    clock: Clock,
    ids: Ids,
    kdf: Derivation = ARGON2ID,
) -> Workspace:
    """Make a desk for a new organisation and open it; the organisation is a coalition of one."""
    organisation, person = _named(organisation), _named(person)
    desk = desks.create(folder, passphrase, clock=clock, ids=ids, kdf=kdf)
    try:
        _begin(desk, organisation, person, language)
    except BaseException:
        desk.close()
        raise
    return Workspace(desk)


def found_waiting(
    folder: Path,
    passphrase: str,
    *,
    person: str,
    language: str = "tg",
    clock: Clock,
    ids: Ids,
    kdf: Derivation = ARGON2ID,
) -> Workspace:
    """Make a desk that waits to be welcomed into an organisation; until then it keeps drafts only."""
    person = _named(person)
    desk = desks.create(folder, passphrase, clock=clock, ids=ids, kdf=kdf)
    try:
        desk.set_setting("language", language)
        desk.set_setting(PERSON, person)
    except BaseException:
        desk.close()
        raise
    return Workspace(desk)


def _begin(desk: Desk, organisation: str, person: str, language: str) -> None:
    desk.set_setting("language", language)
    desk.set_setting(PERSON, person)
    with work(desk) as save:
        name = membership.begin(desk, save.room).roster.organisation
        _create(save, "organisation", RecordId(name), name=organisation)
        _create(save, "desk", RecordId(desk.device.device_id), person=person)
        save.finish(undoes=True)  # the first minute is nothing to take back


def _create(save: Work, kind: str, record: RecordId, **values: Wire) -> None:
    plan = BY_NAME[kind]
    save.create(plan, record, {plan.kind.unit_of[name]: value for name, value in values.items()})


def _named(untrusted_name: str) -> str:
    name = " ".join(untrusted_name.split())
    if not name or len(name) > LONGEST_NAME:
        raise RefusedError(
            msg(N_("A name has from 1 to {most} letters."), most=LONGEST_NAME),
            hint=msg(N_("Type the name by which people know it.")),
        )
    return name
