"""Help: what the program, a family of commands or one command does, in the language of the run."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from cspdesk.cli.arguments import SHARED_HELP
from cspdesk.cli.command import Command
from cspdesk.cli.table import FAMILIES
from cspdesk.domain.text import N_, msg
from cspdesk.i18n.catalogue import Translator

WIDTH = 96
_TOUR = N_("the main job, played without a display on the sample: cspdesk tour --out DIR")
_STATUS = N_(
    "Exit status: 0 done; 1 refused; 2 wrong usage; 3 partly done, the rest is named. Without a command the"
    " window opens."
)


def of_program(words: Translator) -> Iterator[str]:
    """Every family of commands."""
    yield words.t(msg(N_("Usage: {form}"), form="cspdesk COMMAND …"))
    yield ""
    yield words.t(N_("Commands:"))
    families = [(name, words.t(family.help)) for name, family in FAMILIES.items()]
    yield from _columns([*families, ("tour", words.t(_TOUR))])
    yield from _shared(words)
    yield ""
    yield from textwrap.wrap(words.t(_STATUS), WIDTH)


def of_family(commands: Sequence[Command], words: Translator) -> Iterator[str]:
    """The commands of one family."""
    yield words.t(msg(N_("Usage: {form}"), form=f"cspdesk {commands[0].words[0]} …"))
    yield ""
    yield words.t(N_("Commands:"))
    yield from _columns([(" ".join(command.words), words.t(command.help)) for command in commands])
    yield from _shared(words)


def of_command(command: Command, words: Translator) -> Iterator[str]:
    """One command: its form, its promise, its arguments."""
    parser = command.parser()
    form = " ".join(parser.format_usage().split()).partition(" ")[2]
    yield from textwrap.wrap(words.t(msg(N_("Usage: {form}"), form=form)), WIDTH, subsequent_indent="    ")
    yield ""
    yield from textwrap.wrap(words.t(command.help), WIDTH)
    if command.more:
        yield ""
        for paragraph in words.t(command.more).split("\n"):
            yield from textwrap.wrap(paragraph, WIDTH) or [""]
    if parser.rows:
        yield ""
        yield words.t(N_("Arguments:"))
        yield from _columns([(name, words.t(text)) for name, text in parser.rows])
    yield from _shared(words)


def _shared(words: Translator) -> Iterator[str]:
    yield ""
    yield words.t(N_("For every command:"))
    yield from _columns([(name, words.t(text)) for name, text in SHARED_HELP])


def _columns(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    width = min(max(len(name) for name, _ in rows), 30)
    for name, text in rows:
        lines = textwrap.wrap(text, WIDTH - width - 4) or [""]
        if len(name) > width:
            yield f"  {name}"
            name = ""  # noqa: PLW2901 - the text goes below it
        yield f"  {name.ljust(width)}  {lines[0]}"
        yield from (" " * (width + 4) + line for line in lines[1:])
