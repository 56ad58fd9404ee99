"""``status`` and ``passphrase``: how the desk stands, and another passphrase for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from cspdesk import __version__
from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, Door, read_passphrase
from cspdesk.cli.moments import moment
from cspdesk.cli.opened import opened
from cspdesk.domain.duties.urgency import OVERDUE
from cspdesk.domain.text import N_, msg, plural
from cspdesk.services import kinds
from cspdesk.services.books import Books, Task, anew, tasks
from cspdesk.services.duties import wording
from cspdesk.services.duties.register import Duties
from cspdesk.services.duties.views import ObligationView
from cspdesk.services.status import Status, status
from cspdesk.services.unlocking import advice_on

_MOST = 100
"""Obligations, and tasks of the books, that ``--json`` lists."""
_TOLD = 3


def _status(door: Door, arguments: Arguments) -> int:
    del arguments
    with opened(door) as workspace:
        told = status(workspace.context)
        duties = Duties(workspace.context, workspace.records).list(door.clock.today())
        books = Books(workspace.context)
        picture, moved = books.picture(), books.revalued()
        waits = (*tasks(picture, door.clock.today()), *anew(picture, moved))
    last = told.standing.last_exchange
    door.answer(
        {
            "desk": str(door.folder.absolute()),
            "organisation": told.whose.organisation,
            "person": told.whose.person,
            "language": told.language,
            "device": told.device,
            "sample": told.sample,
            "inspection": told.inspection or None,
            "counts": told.counts,
            "drafts": told.drafts,
            "waiting": told.standing.waiting,
            "conflicts": told.standing.decisions,
            "last_exchange": None if last is None else moment(last),
            "search_due": told.search_due,
            "backup": None
            if told.backup is None
            else {"made": moment(told.backup), "hours": _hours(door, told.backup)},
            "obligations": _obligations(duties),
            "books": _books(door, waits),
            "schema": told.schema,
            "version": __version__,
        },
        output.table([*_lines(door, told), *_asked(door, waits), *_due(door, duties)]),
    )
    return DONE


def _books(door: Door, waits: Sequence[Task]) -> dict[str, object]:
    """What the books ask for: entries that lack something, late ones, closings that differ."""
    return {
        "waiting": len(waits),
        "tasks": [
            {"what": one.what, "kind": one.kind, "record": one.record, "reason": door.t(one.words)}
            for one in waits[:_MOST]
        ],
    }


def _asked(door: Door, waits: Sequence[Task]) -> Iterator[tuple[str, str]]:
    if waits:
        yield door.t(N_("The books ask for")), door.words.formats.integer(len(waits))
    for one in waits[:_TOLD]:
        yield f"  {door.t(one.label)}", door.t(one.words)


def _obligations(duties: Sequence[ObligationView]) -> dict[str, object]:
    """What has to be handed in, the most pressing first; what is only still to be proved is counted."""
    waits = [one for one in duties if one.waits]
    return {
        "waiting": len(waits),
        "overdue": sum(one.urgency.level == OVERDUE for one in waits),
        "unknown": sum(one.due is None for one in waits),
        "unproven": sum(one.progress.is_done and not one.progress.is_proven for one in duties),
        "due": [
            {
                "id": one.id,
                "duty": one.code,
                "subject": one.subject.id or None,
                "period": one.period or None,
                "due": None if one.due is None else one.due.isoformat(),
                "act_by": None if one.act_by is None else one.act_by.isoformat(),
                "confirmed": one.is_confirmed,
                "state": one.progress.state,
                "level": one.urgency.level,
            }
            for one in waits[:_MOST]
        ],
    }


def _due(door: Door, duties: Sequence[ObligationView]) -> Iterator[tuple[str, str]]:
    waits = [one for one in duties if one.waits]
    late = sum(one.urgency.level == OVERDUE for one in waits)
    yield (
        door.t(N_("To be handed in")),
        door.t(plural(N_("{n}, {late} of them late"), N_("{n}, {late} of them late"), len(waits), late=late))
        if late
        else door.words.formats.integer(len(waits)),
    )
    for one in waits[:_TOLD]:
        yield f"  {door.t(one.label)}", f"{door.t(wording.due_words(one))} ({door.t(wording.left(one))})"


def _lines(door: Door, told: Status) -> Iterator[tuple[str, str]]:
    formats = door.words.formats
    yield door.t(N_("Organisation")), told.whose.organisation
    yield door.t(N_("Person")), told.whose.person
    if told.sample:
        yield door.t(N_("Sample")), door.t(N_("everything here is invented"))
    if told.inspection:
        yield door.t(N_("Inspection desk")), door.t(N_("to be read only; nothing of consultations is in it"))
    for kind in kinds.filled_in():
        if told.counts.get(kind.name):
            yield door.t(kind.labels), formats.integer(told.counts[kind.name])
    yield door.t(N_("Drafts")), formats.integer(told.drafts)
    yield door.t(N_("Waits to be sent")), formats.integer(told.standing.waiting)
    yield door.t(N_("Differences to settle")), formats.integer(told.standing.decisions)
    last = told.standing.last_exchange
    yield door.t(N_("Last exchange")), door.t(N_("never")) if last is None else formats.moment(last)
    made = told.backup
    yield door.t(N_("Last backup")), door.t(N_("never")) if made is None else formats.moment(made)


def _hours(door: Door, made: datetime) -> int:
    return max(0, int((door.clock.now() - made).total_seconds() // 3600))


# --- passphrase ------------------------------------------------------------------------------------------


def _change_takes(parser: Parser) -> None:
    parser.takes(
        "--new-passphrase-file",
        N_("a file that holds the new passphrase; otherwise it is asked for"),
        metavar="FILE",
    )
    parser.takes(
        "--known",
        N_("somebody knows the old one: encrypt the whole desk under another key"),
        action="store_true",
    )


def _change(door: Door, arguments: Arguments) -> int:
    old = door.passphrase(prompt=msg(N_("Old passphrase")))
    with opened(door, passphrase=old) as workspace:
        named = arguments.new_passphrase_file
        new = read_passphrase(Path(named)) if named else door.asked(msg(N_("New passphrase")), twice=True)
        advice = advice_on(new)
        if advice is not None:
            door.say(advice)
        change = workspace.desk.renew_key if arguments.known else workspace.desk.change_passphrase
        change(old, new, kdf=door.surroundings.kdf)
    door.answer(
        {"changed": True, "renewed": bool(arguments.known)}, [door.t(N_("The passphrase was changed."))]
    )
    return DONE


COMMANDS = (
    Command(
        ("status",), N_("Tell what the desk holds, what waits to be sent and when it was backed up."), _status
    ),
    Command(
        ("passphrase", "change"),
        N_("Change the passphrase of the desk."),
        _change,
        _change_takes,
        N_(
            "The desk is needed alone for it. Backups keep the passphrase of their day; with --known, those"
            " that the old one opens get the new one."
        ),
    ),
)
