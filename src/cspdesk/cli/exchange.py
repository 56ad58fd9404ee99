"""``bundle``: makes bundles for others, looks into them, and receives those of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cspdesk.cli import output
from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, PARTLY, REFUSED, Door
from cspdesk.cli.opened import opened
from cspdesk.domain.errors import CspdeskError, RefusedError
from cspdesk.domain.text import N_, msg
from cspdesk.services.traffic import BundleView, Received, Refusal


def _make_takes(parser: Parser) -> None:
    parser.takes(
        "--to",
        N_("for whom: an organisation, a person, a desk, or “all” that are known"),
        metavar="NAME",
        action="append",
        required=True,
        several=True,
    )
    parser.takes(
        "--out", N_("the file, or a folder or stick to put it in"), metavar="FILE|DIR", required=True
    )
    parser.takes("--all", N_("everything, also what they are known to hold"), action="store_true")


def _make(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        made = workspace.exchange.make(arguments.to, Path(arguments.out), everything=arguments.all)
    document = {
        "path": str(made.path),
        "segments": made.segments,
        "records": made.records,
        "receipts": made.receipts,
        "pieces": made.pieces,
        "bytes": made.bytes,
    }
    door.answer({"bundle": document}, [str(made.path)])
    return DONE


# --- looking ---------------------------------------------------------------------------------------


def _file_takes(parser: Parser) -> None:
    parser.takes("FILE", N_("the bundle"))


def _inspect(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        view = workspace.exchange.inspect(Path(arguments.FILE))
    door.answer({"bundle": _document(door, view)}, output.table(_told(door, view)))
    return DONE


def _verify(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        view = workspace.exchange.verify(Path(arguments.FILE))
    sound = view.whole and not view.faults
    if not sound:
        output.write_lines(door.surroundings.stderr, output.error_lines(_not_whole(view), door.words))
    verdict = N_("Whole and unchanged.") if sound else N_("Not whole: what can be read of it counts.")
    document = {"ok": sound, "bundle": _document(door, view)}
    if not sound:
        document["error"] = output.error_document(_not_whole(view), door.words)
    door.answer(document, [door.t(verdict)])
    return DONE if sound else REFUSED


def _not_whole(view: BundleView) -> RefusedError:
    """Why a bundle was found wanting, as every refusal is told."""
    if view.faults:
        fault = view.faults[0]
        return RefusedError(fault.why, hint=fault.hint, code=fault.code)
    again = msg(N_("Ask the sender to make the file again, and copy it with care."))
    return RefusedError(msg(N_("Not whole: what can be read of it counts.")), hint=again, code="torn")


def _document(door: Door, view: BundleView) -> dict[str, object]:
    return {
        "path": str(view.path),
        "bytes": view.size,
        "named": view.named,
        "readable": view.sender is not None,
        "sender": view.sender,
        "device": view.sender_id or None,
        "whole": view.whole if view.sender is not None else None,
        "items": view.items,
        "refused": refused(door, view.faults),
    }


def _told(door: Door, view: BundleView) -> Iterator[tuple[str, str]]:
    yield door.t(N_("Size")), door.words.formats.file_size(view.size)
    if view.sender is None:
        yield door.t(N_("Sender")), door.t(N_("not for this desk: it cannot be opened here"))
        return
    yield door.t(N_("Sender")), view.sender
    yield door.t(N_("Whole")), door.t(N_("Yes") if view.whole else N_("No"))
    for kind, number in (view.items or {}).items():
        yield kind, door.words.formats.integer(number)


def refused(door: Door, refusals: Sequence[Refusal]) -> list[dict[str, str]]:
    """What could not be taken, as JSON has it."""
    return [{"code": one.code, "why": door.t(one.why), "hint": door.t(one.hint)} for one in refusals]


# --- receiving ---------------------------------------------------------------------------------------


def _receive_takes(parser: Parser) -> None:
    parser.takes("FILE", N_("bundles, or folders that hold some"), nargs="+", metavar="FILE|DIR")


def _receive(door: Door, arguments: Arguments) -> int:
    with opened(door) as workspace:
        taken = workspace.exchange.receive([Path(name) for name in arguments.FILE])
    errors = [RefusedError(one.why, hint=one.hint, code=one.code) for one in taken.segments.refused]
    problems = errors if taken.problem is None else [taken.problem, *errors]
    if taken.nothing and problems:
        return _refuse(door, taken, problems)
    for refusal in taken.segments.refused:
        door.say(refusal.why)
    hints = dict.fromkeys(door.t(refusal.hint) for refusal in taken.segments.refused)
    output.write_lines(
        door.surroundings.stderr, (door.t(msg(N_("hint: {hint}"), hint=hint)) for hint in hints)
    )
    if taken.problem is not None:
        output.write_lines(door.surroundings.stderr, output.error_lines(taken.problem, door.words))
    torn = [one for one in taken.files if not one.whole and one.segments]
    for one in torn:
        door.say(msg(N_("{name} is not whole: what could be read of it was taken."), name=str(one.path)))
    door.answer(_received(door, taken), output.table(_summary(door, taken)))
    is_part = torn or taken.segments.refused or taken.problem is not None
    return PARTLY if is_part else DONE


def _refuse(door: Door, taken: Received, problems: Sequence[CspdeskError]) -> int:
    """Say why nothing at all was taken: that is no part of it."""
    lines = dict.fromkeys(line for one in problems for line in output.error_lines(one, door.words))
    output.write_lines(door.surroundings.stderr, lines)
    if door.shared.json:
        door.answer({**_received(door, taken), "error": output.error_document(problems[0], door.words)})
    return REFUSED


def _received(door: Door, taken: Received) -> dict[str, Any]:
    return {
        "segments": {
            "new": taken.segments.new,
            "known": taken.segments.known,
            "parked": taken.segments.parked,
            "refused": refused(door, taken.segments.refused),
        },
        "records": {"added": taken.records.added, "changed": taken.records.changed},
        "conflicts": taken.conflicts,
        "receipts": taken.receipts,
        "pieces": taken.pieces,
        "problem": None if taken.problem is None else output.error_document(taken.problem, door.words),
        "files": [
            {"path": str(one.path), "sender": one.sender, "whole": one.whole, "segments": one.segments}
            for one in taken.files
        ],
    }


def _summary(door: Door, taken: Received) -> Iterator[tuple[str, str]]:
    number = door.words.formats.integer
    yield door.t(N_("Records added")), number(taken.records.added)
    yield door.t(N_("Records changed")), number(taken.records.changed)
    yield door.t(N_("Differences to settle")), number(taken.conflicts)
    yield door.t(N_("Known already")), number(taken.segments.known)
    yield door.t(N_("Waits for something")), number(taken.segments.parked)


COMMANDS = (
    Command(
        ("bundle", "make"),
        N_("Make a bundle of what others do not hold yet."),
        _make,
        _make_takes,
        N_(
            "In a folder or on a stick the file gets a name that tells nothing. A file that is there is kept."
        ),
    ),
    Command(
        ("bundle", "inspect"),
        N_("Tell what can be said of a bundle without taking it."),
        _inspect,
        _file_takes,
    ),
    Command(
        ("bundle", "verify"),
        N_("Read a bundle to its end and check every signature of it."),
        _verify,
        _file_takes,
    ),
    Command(
        ("bundle", "receive"),
        N_("Take in bundles, in any order, as often as you like."),
        _receive,
        _receive_takes,
        N_("What is whole of a torn bundle counts; the rest is named, and the exit status is 3."),
    ),
)
