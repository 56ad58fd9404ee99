"""The words of a command line, parted into shared options and what one command takes.

The options that every command shares stand before or after the command's words, in any order; an option that
takes a value takes the next word whatever it begins with.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from cspdesk.domain.errors import UsageError
from cspdesk.domain.text import N_, Msg, msg

Arguments = argparse.Namespace

HELP_HINT = msg(N_("“cspdesk --help” lists the commands; “--help” after a command explains it."))


@dataclass(frozen=True, slots=True)
class Shared:
    """The options that every command takes."""

    desk: str | None = None
    language: str | None = None
    passphrase_file: str | None = None
    json: bool = False
    help: bool = False


SHARED_HELP: Sequence[tuple[str, str]] = (
    ("--desk DIR", N_("the folder of the desk; otherwise CSPDESK_DESK, otherwise the usual place")),
    ("--language tg|ru|en", N_("the language of messages; otherwise that of the system")),
    ("--passphrase-file FILE", N_("a file that holds the passphrase; otherwise CSPDESK_PASSPHRASE_FILE")),
    ("--json", N_("one JSON document on the standard output")),
    ("-h, --help", N_("this help")),
)

_VALUED = {"--desk": "desk", "--language": "language", "--passphrase-file": "passphrase_file"}
_FLAGS = {"--json": "json", "--help": "help", "-h": "help"}
_NUMBER = re.compile(r"-\.?\d")


class Parser(argparse.ArgumentParser):
    """argparse for one command: refusals are ours, help is written by ``manual``."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(prog=" ".join(("cspdesk", *words)), add_help=False, allow_abbrev=False)
        self.rows: list[tuple[str, str]] = []
        self.valued: set[str] = set()
        self.several: set[str] = set()

    def takes(self, name: str, text: str, *, several: bool = False, **facts: Any) -> None:  # noqa: ANN401
        """A word that the command takes in its place, or an option; ``text`` is marked for translation.

        An option with ``several`` takes all words up to the next option; ``facts`` are argparse's own.
        """
        action = self.add_argument(name, **facts)
        shown = str(facts.get("metavar") or name)
        if name.startswith("-"):
            if action.nargs != 0:
                (self.several if several else self.valued).add(name)
                shown = f"{name} {facts.get('metavar') or name.lstrip('-').upper()}"
            else:
                shown = name
        self.rows.append((shown, text))

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print."""
        raise UsageError(_told(message), hint=msg(N_("“{command} --help” explains it."), command=self.prog))


@dataclass(frozen=True, slots=True)
class Split:
    """A command line, its shared options taken out: the first words, and all other tokens in order."""

    shared: Shared
    tokens: tuple[str, ...]


def command_words(argv: Sequence[str]) -> tuple[str, ...]:
    """The first two words that are neither shared options nor their values."""
    found: list[str] = []
    tokens = iter(argv)
    for token in tokens:
        if token in _VALUED:
            next(tokens, None)
        elif token.startswith("-"):
            if token.partition("=")[0] not in {*_VALUED, *_FLAGS}:
                break
        else:
            found.append(token)
            if len(found) == 2:
                break
    return tuple(found)


def split(argv: Sequence[str], *, words: int = 0, parser: Parser | None = None) -> Split:
    """Take the shared options out of a command line, and its first ``words`` words.

    What is left is ordered for argparse: options with their values first, then the other words.
    """
    shared: dict[str, Any] = {}
    options: list[str] = []
    others: list[str] = []
    valued = parser.valued if parser is not None else set()
    several = parser.several if parser is not None else set()
    taking = ""
    known = {*parser._option_string_actions} if parser is not None else set()  # noqa: SLF001 - ours, a subclass
    given = iter(argv)
    for word in given:
        name, equals, value = word.partition("=")
        if word == "--":
            others.extend(given)
        elif name in _VALUED:
            # an empty one is a script's unset variable, and never means another desk
            shared[_VALUED[name]] = _value_of(name, (value if equals else next(given, None)) or None)
        elif word in _FLAGS:
            shared[_FLAGS[word]] = True
        elif taking and not _is_option(word, name, known):
            options.append(f"{taking}={word}")
            continue
        elif word in several:
            taking = word
            options.append(f"{taking}={_value_of(taking, next(given, None))}")
            continue
        elif word in valued:
            options.append(f"{word}={_value_of(word, next(given, None))}")
        elif _is_option(word, name, known):
            options.append(word)
        else:
            others.append(word)
        taking = ""
    rest = others[words:]
    return Split(Shared(**shared), (*options, *(("--", *rest) if rest else ())))


def _is_option(word: str, name: str, known: set[str]) -> bool:
    """Whether a word begins with a dash and is neither the standard input nor a number."""
    return name in known or (word.startswith("-") and word != "-" and not _NUMBER.match(word))


def _value_of(name: str, value: str | None) -> str:
    if value is None or value in _VALUED or value in _FLAGS:
        raise UsageError(msg(N_("“{argument}” needs a value."), argument=name), hint=HELP_HINT)
    return value


_TOLD: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), N_("Missing: {names}")),
    (re.compile(r"unrecognized arguments: (?P<words>.+)"), N_("Not understood: {words}")),
    (re.compile(r"argument (?P<argument>\S+): expected .*"), N_("“{argument}” needs a value.")),
    (
        re.compile(
            r"argument (?P<argument>\S+): invalid choice: (?P<value>.+?) \(choose from (?P<choices>.+)\)"
        ),
        N_("“{argument}” is one of: {choices}"),
    ),
    (
        re.compile(r"argument (?P<argument>\S+): invalid \S+ value: (?P<value>.+)"),
        N_("“{argument}” does not take {value}."),
    ),
    (
        re.compile(r"argument (?P<argument>\S+): ignored explicit argument .*"),
        N_("“{argument}” takes no value."),
    ),
    (
        re.compile(r"argument (?P<argument>\S+): not allowed with argument (?P<other>\S+)"),
        N_("“{argument}” and “{other}” exclude each other."),
    ),
)


def _told(message: str) -> Msg:
    """Argparse's English as a message that can be translated."""
    for pattern, text in _TOLD:
        found = pattern.fullmatch(message)
        if found is not None:
            wanted = {name for name in found.groupdict() if f"{{{name}}}" in text}
            return Msg(
                text, {name: value[:200] for name, value in found.groupdict().items() if name in wanted}
            )
    return msg(N_("The command is not understood: {reason}"), reason=message[:200])
