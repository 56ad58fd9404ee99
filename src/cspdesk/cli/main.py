"""The edge of the command line: from words to an exit status, and every error to words.

Nobody sees a traceback: the world's errors say what happened, what is safe and what to do; a mistake of the
program goes to a report without anybody's data, and the person is told where that is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from cspdesk import __version__
from cspdesk.cli import manual, output, table
from cspdesk.cli.arguments import HELP_HINT, Shared, command_words, split
from cspdesk.cli.command import Command
from cspdesk.cli.door import DONE, REFUSED, USAGE, Door, Surroundings, door_of
from cspdesk.domain.errors import CspdeskError, UsageError
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.catalogue import translator
from cspdesk.services import faults

STOPPED = CspdeskError(
    msg(N_("Stopped.")),
    safe=msg(N_("What was saved before stays saved; nothing is half done.")),
    hint=msg(N_("Give the command again when you want it done.")),
    code="stopped",
)


def main(argv: Sequence[str], surroundings: Surroundings | None = None) -> int:
    """Do what a command line asks for and give the exit status: 0, 1, 2 or 3."""
    around = surroundings or Surroundings.system()
    output.ready(around.stdout)
    output.ready(around.stderr)
    try:
        status = _run(argv, around)
    except BrokenPipeError:
        # whoever read has enough; what was asked for is done
        status = DONE
    with suppress(OSError, ValueError):
        around.stdout.flush()
        return status
    _close_quietly(around)
    return status


def _run(argv: Sequence[str], around: Surroundings) -> int:
    explains = HELP_HINT
    door = Door(Shared(json="--json" in argv), around, translator(around.language()))
    try:
        door = door_of(split(argv).shared, around)
        if table.opens(command_words(argv)) and not door.shared.help:
            door.begin_unlocking()
        found = _found(argv, door)
        if found is None:
            return DONE
        explains = msg(N_("“{command} --help” explains it."), command=" ".join(("cspdesk", *found.words)))
        parser = found.parser()
        parted = split(argv, words=len(found.words), parser=parser)
        door = _again(door, parted.shared)
        return found.run(door, parser.parse_args(parted.tokens))
    except BrokenPipeError:
        raise
    except CspdeskError as error:
        # every refusal says what to do, if only where it is explained
        error.hint = error.hint or explains
        return _refuse(door, error)
    except KeyboardInterrupt:
        return _refuse(door, STOPPED)
    except Exception as error:  # noqa: BLE001 - the edge of the program: whatever it is, it is told in words
        return _refuse(door, _unexpected(error, around))


def _again(door: Door, shared: Shared) -> Door:
    """The door of the shared options as the command's own leave them: rarely others than at first sight."""
    if shared == door.shared:
        return door
    return door_of(shared, door.surroundings)


def _found(argv: Sequence[str], door: Door) -> Command | None:
    """The command to run; None where only help or the version was asked for, and given."""
    if "--version" in argv[:2]:
        door.answer({"version": __version__}, [f"cspdesk {__version__}"])
        return None
    words = command_words(argv)
    found = table.find(words) if words or not door.shared.help else None
    if door.shared.help:
        if found is None:
            lines = list(manual.of_program(door.words))
        elif isinstance(found, Command):
            lines = list(manual.of_command(found, door.words))
        else:
            lines = list(manual.of_family(found, door.words))
        door.answer({"help": lines}, lines)
        return None
    if isinstance(found, Command):
        return found
    raise UsageError(
        msg(N_("“{name}” needs a second word."), name=words[0]),
        hint=msg(N_("One of: {names}"), names=", ".join(one.words[1] for one in found or ())),
    )


def _refuse(door: Door, error: CspdeskError) -> int:
    """Say it, with --json also as the one document, and give the exit status."""
    with suppress(CspdeskError):
        output.write_lines(door.surroundings.stderr, output.error_lines(error, door.words))
    if door.shared.json and not door.answered:
        door.answer({"error": output.error_document(error, door.words)})
    return USAGE if isinstance(error, UsageError) else REFUSED


def _unexpected(error: Exception, around: Surroundings) -> CspdeskError:
    hint: Msg
    try:
        path = faults.report(error, around.clock)
        hint = msg(N_("Please pass on the report, which holds nothing you typed: {path}"), path=str(path))
    except CspdeskError:
        hint = msg(N_("No report could be written. The error was: {name}"), name=type(error).__name__)
    return CspdeskError(
        msg(N_("The program made a mistake, and stopped.")),
        safe=msg(N_("What was saved before stays saved; nothing is half done.")),
        hint=hint,
        code="unexpected",
    )


def _close_quietly(around: Surroundings) -> None:
    """Let the interpreter's own last flush of a broken pipe find nobody to tell."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, around.stdout.fileno())
        os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
