"""The first minute of a desk: its organisation, its streams, its person."""

from __future__ import annotations

from pathlib import Path

from cspdesk.domain.clock import Clock
from cspdesk.domain.entries import Wire
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.fields import STREAMS
from cspdesk.domain.ids import Ids, RecordId
from cspdesk.domain.text import N_, msg
from cspdesk.services.workspace import Workspace
from cspdesk.store import desk as desks
from cspdesk.store.plan import BY_NAME
from cspdesk.store.sql import cursor_of
from cspdesk.store.vault import ARGON2ID, Derivation
from cspdesk.store.work import Work, work

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
        with desk.writing() as connection:
            cursor = cursor_of(connection)
            cursor.executemany(
                "INSERT INTO stream (id, code) VALUES (?, ?)", [(ids.random(16), code) for code in STREAMS]
            )
        workspace = Workspace(desk)
        desk.set_setting("language", language)
        with work(desk) as save:
            _create(save, "organisation", ids.new(), name=organisation)
            _create(save, "desk", RecordId(desk.device.device_id), person=person)
            save.finish()
    except BaseException:
        desk.close()
        raise
    return workspace


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
