"""The table of commands: which module holds which family, read in only when it is asked for."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from cspdesk.cli.arguments import HELP_HINT
from cspdesk.cli.command import Command
from cspdesk.domain.errors import UsageError
from cspdesk.domain.text import N_, msg


@dataclass(frozen=True, slots=True)
class Family:
    """Commands that share their first word, or one command that is a word alone."""

    module: str
    help: str
    opens: bool = True
    """Whether its commands open the desk, so that unlocking may begin while they are read in."""

    def commands(self, word: str) -> Sequence[Command]:
        """The family's commands."""
        found = import_module(f"cspdesk.cli.{self.module}").COMMANDS
        return tuple(command for command in found if command.words[0] == word)


FAMILIES: Mapping[str, Family] = {
    "new": Family("founding", N_("make a desk"), opens=False),
    "status": Family("desk", N_("what the desk holds, and what waits")),
    "kinds": Family("kinds", N_("kinds of records and their fields"), opens=False),
    "record": Family("record", N_("add, change, show, delete, restore and list records")),
    "import": Family("sheets", N_("records from a sheet")),
    "export": Family("sheets", N_("records to a sheet or to JSON lines")),
    "bank": Family("bank", N_("statements of a bank: take, match, reconcile")),
    "rate": Family("rate", N_("official exchange rates")),
    "period": Family("period", N_("close a period of the books, and what stands in the way")),
    "conflict": Family("conflict", N_("differences that wait for a decision")),
    "attach": Family("attach", N_("files of a record")),
    "backup": Family("backup", N_("make, list, try out and restore backups"), opens=False),
    "bundle": Family("exchange", N_("make, inspect, verify and receive bundles")),
    "coalition": Family("coalition", N_("join, enrol, and who belongs")),
    "report": Family("report", N_("make reports")),
    "blank": Family("report", N_("the empty form of a kind of record, for paper")),
    "check": Family("check", N_("whether the desk is whole")),
    "iati": Family("iati", N_("open data on aid")),
    "inspection": Family("inspection", N_("a desk for an inspector")),
    "audit": Family("audit", N_("the journal as a file that a script checks by itself")),
    "passphrase": Family("desk", N_("change the passphrase"), opens=False),
}


def opens(words: Sequence[str]) -> bool:
    """Whether a command line is for a command that opens the desk."""
    return bool(words) and words[0] in FAMILIES and FAMILIES[words[0]].opens


def find(words: Sequence[str]) -> Command | Sequence[Command]:
    """The command of the first words, or its whole family where the second word is missing.

    ``UsageError`` names the nearest where there is none.
    """
    if not words:
        raise UsageError(msg(N_("Which command?")), hint=HELP_HINT)
    family = FAMILIES.get(words[0])
    if family is None:
        raise _unknown(words[0], FAMILIES)
    commands = family.commands(words[0])
    if len(commands[0].words) == 1:
        return commands[0]
    if len(words) == 1:
        return commands
    named = {command.words[1]: command for command in commands}
    if words[1] not in named:
        raise _unknown(f"{words[0]} {words[1]}", [f"{words[0]} {second}" for second in named])
    return named[words[1]]


def _unknown(typed: str, known: Sequence[str] | Mapping[str, Family]) -> UsageError:
    near = difflib.get_close_matches(typed, list(known), n=1)
    hint = msg(N_("Did you mean “{name}”?"), name=near[0]) if near else HELP_HINT
    return UsageError(msg(N_("There is no command “{name}”."), name=typed[:80]), hint=hint)
