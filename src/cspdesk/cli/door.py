"""What every command stands in: the desk and the language that were asked for, and where answers go."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import BinaryIO, TextIO

from cspdesk.cli import output
from cspdesk.cli.arguments import Shared
from cspdesk.cli.unlocking import Unlocking
from cspdesk.domain.clock import Clock, SystemClock
from cspdesk.domain.errors import CspdeskError, NotFoundError, RefusedError, StorageError, UsageError
from cspdesk.domain.ids import Ids, SystemIds
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.catalogue import Translator, translator
from cspdesk.i18n.languages import LANGUAGES, Language, find_language, preferred_language
from cspdesk.services.unlocking import ARGON2ID, Derivation, default_folder

DONE, REFUSED, USAGE, PARTLY = 0, 1, 2, 3
"""Exit statuses, as docs/guide/en/command-line.md promises them."""

_PASSPHRASE_LIMIT = 4096


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the door finds outside of the program; a test hands in its own."""

    clock: Clock
    ids: Ids
    environment: Mapping[str, str]
    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO
    ask: Callable[[str], str | None]
    """Asks for a passphrase without showing it; None where nobody can be asked."""
    kdf: Derivation = ARGON2ID
    tides: Path | None = None

    @classmethod
    def system(cls) -> Surroundings:
        """Those of this process."""
        clock = SystemClock()
        # a stream that was closed by whoever started the program is none
        stdin = BytesIO() if sys.stdin is None else sys.stdin.buffer
        stdout, stderr = sys.stdout or StringIO(), sys.stderr or StringIO()
        return cls(clock, SystemIds(clock), os.environ, stdin, stdout, stderr, _ask_at_terminal)

    def language(self) -> Language:
        """The language of the system."""
        names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
        return preferred_language(self.environment.get(name, "") for name in names)


def _ask_at_terminal(prompt: str) -> str | None:
    """Ask whoever sits at the terminal, also where records are piped into the standard input."""
    if not _is_terminal(sys.stdin) and not (_is_terminal(sys.stderr) and _has_terminal()):
        return None
    try:
        return getpass.getpass(prompt)
    except EOFError:
        return None


def _has_terminal() -> bool:
    """Whether this process belongs to a terminal, wherever its streams go."""
    try:
        with Path("/dev/tty").open("rb"):
            return True
    except OSError:
        return False


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


class Door:
    """One command at work: opens the desk, says things, answers once."""

    def __init__(self, shared: Shared, surroundings: Surroundings, words: Translator) -> None:
        self.shared = shared
        self.surroundings = surroundings
        self.words = words
        self.answered = False
        self.unlocking: Unlocking | None = None

    @property
    def clock(self) -> Clock:
        """The time."""
        return self.surroundings.clock

    @property
    def ids(self) -> Ids:
        """Fresh names."""
        return self.surroundings.ids

    def t(self, text: Msg | str) -> str:
        """Words in the language of this run."""
        return self.words.t(text)

    # --- the desk ---------------------------------------------------------------------------------

    @property
    def folder(self) -> Path:
        """The folder of the desk that was asked for."""
        return Path(self.shared.desk) if self.shared.desk else default_folder(self.surroundings.environment)

    def passphrase(self, *, prompt: Msg | None = None, twice: bool = False) -> str:
        """The passphrase: from the file that was named, else asked for."""
        named = self._passphrase_file
        return self.asked(prompt, twice=twice) if named is None else read_passphrase(named)

    def begin_unlocking(self) -> None:
        """Start deriving, if the passphrase lies in a file; what is wrong is told when it is wanted."""
        with suppress(CspdeskError):
            if self._passphrase_file is not None:
                secret = read_passphrase(self._passphrase_file)
                self.unlocking = Unlocking(self.folder, secret, self.surroundings.kdf)

    @property
    def _passphrase_file(self) -> Path | None:
        named = self.shared.passphrase_file or self.surroundings.environment.get("CSPDESK_PASSPHRASE_FILE")
        return Path(named) if named else None

    def asked(self, prompt: Msg | None = None, *, twice: bool = False) -> str:
        """A passphrase typed at the terminal; ``RefusedError`` where there is none."""
        question = prompt or msg(N_("Passphrase"))
        typed = self.surroundings.ask(f"{self.t(question)}: ")
        if typed is None:
            raise RefusedError(
                msg(N_("The passphrase is needed, and there is nobody to ask.")),
                hint=msg(N_("Name a file that holds it: --passphrase-file FILE or CSPDESK_PASSPHRASE_FILE.")),
                code="passphrase-needed",
            )
        if twice and self.surroundings.ask(f"{self.t(msg(N_('Once more')))}: ") != typed:
            raise RefusedError(
                msg(N_("The two passphrases differ.")),
                hint=msg(N_("Type the same passphrase twice.")),
                code="passphrase",
            )
        return demand_passphrase(typed)

    # --- what goes out ------------------------------------------------------------------------------

    def answer(self, document: Mapping[str, object], lines: Iterable[str] = ()) -> None:
        """Give the result: ``document`` with --json, else ``lines``."""
        self.answered = True
        if self.shared.json:
            output.write_document(self.surroundings.stdout, document)
        else:
            output.write_lines(self.surroundings.stdout, lines)

    def say(self, text: Msg) -> None:
        """Say something that is no result."""
        output.write_lines(self.surroundings.stderr, [f"cspdesk: {self.t(text)}"])

    # --- what comes in -------------------------------------------------------------------------------

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        """A file for reading, or the standard input for ``-``."""
        if name == "-":
            yield self.surroundings.stdin
            return
        path = Path(name)
        try:
            opened = path.open("rb")
        except OSError as cause:
            raise unreadable(path, cause) from cause
        with opened:
            yield opened


def unreadable(path: Path, cause: OSError) -> RefusedError | NotFoundError | StorageError:
    """What a file that cannot be read means to a person."""
    if isinstance(cause, FileNotFoundError):
        return NotFoundError(
            msg(N_("There is no file or folder {name}."), name=str(path)),
            hint=msg(N_("Check the name, and that the disk or the USB stick is plugged in.")),
        )
    if isinstance(cause, IsADirectoryError):
        return RefusedError(
            msg(N_("{name} is a folder."), name=str(path)), hint=msg(N_("Name the file itself.")), code="file"
        )
    return StorageError(
        msg(
            N_("{name} cannot be read: {reason}"),
            name=str(path),
            reason=cause.strerror or type(cause).__name__,
        ),
        hint=msg(N_("Check that the file is yours and that the disk is plugged in.")),
    )


def read_passphrase(path: Path) -> str:
    """The first line of a file, without its end; ``RefusedError`` for an empty or a strange one."""
    try:
        with path.open("rb") as opened:
            content = opened.read(_PASSPHRASE_LIMIT + 1)
    except OSError as cause:
        raise unreadable(path, cause) from cause
    line = content.partition(b"\n")[0].removesuffix(b"\r")
    text: str | None = None
    if len(line) <= _PASSPHRASE_LIMIT:
        with suppress(UnicodeDecodeError):
            text = line.decode("utf-8-sig")
    if text is None:
        raise RefusedError(
            msg(N_("{name} holds no passphrase."), name=str(path)),
            hint=msg(N_("The passphrase stands on the first line, in UTF-8.")),
            code="passphrase",
        )
    return demand_passphrase(text)


def demand_passphrase(text: str) -> str:
    """The passphrase, unless it is empty."""
    if not text.strip():
        raise RefusedError(
            msg(N_("The passphrase is empty.")),
            hint=msg(N_("Take four or five unusual words.")),
            code="passphrase",
        )
    return text


def language_of(shared: Shared, surroundings: Surroundings) -> Language:
    """The language that was asked for, else the system's; ``UsageError`` for one that is not ours."""
    if shared.language is None:
        return surroundings.language()
    found = find_language(shared.language)
    if found is None:
        raise UsageError(
            msg(N_("“{language}” is no language of this program."), language=shared.language[:40]),
            hint=msg(N_("Choose one of: {codes}"), codes=", ".join(one.code for one in LANGUAGES)),
        )
    return found


def door_of(shared: Shared, surroundings: Surroundings) -> Door:
    """The door of a command line; ``UsageError`` for a language that is not ours."""
    return Door(shared, surroundings, translator(language_of(shared, surroundings)))
