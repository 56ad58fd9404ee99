"""The lock on a desk: ``desk.json`` wraps the desk's key to a passphrase, ``device.key`` is sealed by it.

Argon2id turns the passphrase into a key that wraps a random key of 32 bytes; that one encrypts the
database, so another passphrase re-wraps 32 bytes and not the desk.  This module is what stands
between the prompt and the desk, and imports no database.
"""

from __future__ import annotations

import json
import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Final

from cspdesk import __version__
from cspdesk.domain.errors import (
    CspdeskError,
    DamagedError,
    NewerDeskError,
    NotFoundError,
    UntrustedError,
    WrongPassphraseError,
)
from cspdesk.domain.ids import Ids
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.store import files
from cspdesk.wire import kdf as argon2
from cspdesk.wire import suite
from cspdesk.wire.kdf import Cost
from cspdesk.wire.suite import DeviceKeys

KEY_FILE: Final = "desk.json"
DEVICE_FILE: Final = "device.key"
FORMAT: Final = 1

_KEY_FILE_LIMIT = 16 * 1024
_ABOUT_KEY = b"desk key"
_ABOUT_DEVICE = b"device keys"
_MEMORY_AIMED = 128 * 1024 * 1024
_QUICK = 0.4
"""The part of the time aimed at below which the cost is raised at the next unlocking."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a passphrase becomes a key: the function, the least it may cost, and how long it shall take.

    The program knows one, ``ARGON2ID``; a test hands in a cheaper one.  No file and no command
    chooses it, and ``derive`` itself refuses a cost below its floor or beyond its ceiling.
    """

    derive: Callable[[str, bytes, Cost], bytes] = argon2.derive
    least: Cost = field(default_factory=Cost)
    seconds: float = 0.85
    """Aimed at on this computer; 0 keeps ``least``."""

    def calibrated(self, ids: Ids) -> Cost:
        """The cost that takes about ``seconds`` here, never below ``least``: memory first, then passes."""
        if not self.seconds:
            return self.least
        taken = self._measured(self.least, ids)
        memory = self.least.memory
        while memory < _MEMORY_AIMED and taken * 2 <= self.seconds:
            memory, taken = memory * 2, taken * 2
        passes = round(self.least.passes * self.seconds / taken)
        return Cost(memory, min(max(passes, self.least.passes), argon2.MOST_PASSES))

    def _measured(self, cost: Cost, ids: Ids) -> float:
        began = time.perf_counter()
        self.derive("calibration", ids.random(argon2.SALT), cost)
        return time.perf_counter() - began


ARGON2ID: Final = Derivation()


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What ``desk.json`` holds: no names, nothing that says whose desk it is.

    ``next_key`` is there only while the desk's key is being renewed; ``recovery`` only in backups.
    """

    cost: Cost
    salt: bytes
    key: bytes
    next_key: bytes = b""
    recovery: bytes = b""
    program: str = __version__

    def to_bytes(self) -> bytes:
        """The file, with a check sum that tells damage from a wrong passphrase."""
        body = {
            "format": FORMAT,
            "program": self.program,
            "kdf": {
                "name": argon2.NAME,
                "memory": self.cost.memory,
                "passes": self.cost.passes,
                "salt": self.salt.hex(),
            },
            "key": self.key.hex(),
            "next": self.next_key.hex(),
            "recovery": self.recovery.hex(),
        }
        return json.dumps({**body, "sum": _sum(body)}, indent=1).encode() + b"\n"

    @staticmethod
    def from_bytes(untrusted: bytes, path: Path) -> KeyFile:
        """The file's content; ``NewerDeskError``, or ``DamagedError`` for anything that is not one."""
        try:
            body = json.loads(untrusted)
            if body["format"] > FORMAT:
                raise newer_desk()
            if body.pop("sum") != _sum(body) or body["kdf"]["name"] != argon2.NAME:
                raise ValueError("sum")
            return KeyFile(
                Cost(int(body["kdf"]["memory"]), int(body["kdf"]["passes"])),
                bytes.fromhex(body["kdf"]["salt"]),
                bytes.fromhex(body["key"]),
                bytes.fromhex(body["next"]),
                bytes.fromhex(body["recovery"]),
                str(body["program"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as cause:
            raise damaged_file(path) from cause


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A key file that a passphrase opened: the desk's key, and how long the passphrase took."""

    key: bytes = field(repr=False)
    next_key: bytes = field(repr=False)
    kek: bytes = field(repr=False)
    file: KeyFile
    seconds: float


def newer_desk() -> NewerDeskError:
    """The desk was written by a newer program."""
    return NewerDeskError(
        msg(N_("This desk was written by a newer version of the program.")),
        hint=msg(N_("Update the program on this computer, then open the desk again.")),
    )


def damaged_file(path: Path) -> DamagedError:
    """A file of the desk is not what was written."""
    return DamagedError(
        msg(N_("The file {name} is damaged."), name=path.name),
        safe=msg(N_("The records themselves were not touched.")),
        hint=msg(N_("Restore the newest backup into a new folder.")),
    )


def _sum(body: dict[str, object]) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    return blake2b(text, digest_size=8, person=b"desk.json").hexdigest()


# --- the passphrase -------------------------------------------------------------------------------------


def is_desk(folder: Path) -> bool:
    """Whether a folder holds a desk."""
    return files.exists(folder / KEY_FILE)


def check_passphrase(folder: Path, passphrase: str, *, kdf: Derivation = ARGON2ID) -> Unlocked:
    """Open the key file of a desk (or of a backup): the slow step between the prompt and the desk.

    A damaged key file is replaced by that of the newest backup.  Raises ``NotFoundError`` where there
    is no desk, ``WrongPassphraseError``, ``DamagedError`` and ``NewerDeskError``.  Writes nothing.
    """
    path = folder / KEY_FILE
    try:
        file = read_key_file(path)
    except DamagedError:
        file = _from_backups(folder)
    return unlock(file, passphrase, path, kdf=kdf)


def _from_backups(folder: Path) -> KeyFile:
    """The key file of the newest backup: it wraps the same key, to the passphrase of its day."""
    for backup in reversed(files.listing(folder / "backups")):
        with suppress(CspdeskError):
            return replace(read_key_file(backup / KEY_FILE), recovery=b"")
    raise damaged_file(folder / KEY_FILE)


def heal(folder: Path, unlocked: Unlocked) -> None:
    """Write the key file again if it is damaged; called once its key has opened the database."""
    try:
        read_key_file(folder / KEY_FILE)
    except DamagedError:
        write_key_file(folder, unlocked.file)


def unlock(
    file: KeyFile,
    passphrase: str,
    path: Path,
    *,
    kdf: Derivation = ARGON2ID,
    keks: dict[bytes, bytes] | None = None,
) -> Unlocked:
    """The keys that a passphrase opens; ``keks`` spares deriving again what several files share."""
    known = {} if keks is None else keks
    began = time.perf_counter()
    if file.salt not in known:
        known[file.salt] = _derived(file, passphrase, path, kdf)
    kek = known[file.salt]
    seconds = time.perf_counter() - began
    try:
        key = _unwrapped(file.key, kek)
        next_key = _unwrapped(file.next_key, kek) if file.next_key else b""
    except UntrustedError as refused:
        raise WrongPassphraseError(
            msg(N_("Wrong passphrase")),
            hint=msg(N_("Check the keyboard language and the capital letters, then try again.")),
        ) from refused
    return Unlocked(key, next_key, kek, file, seconds)


def _derived(file: KeyFile, passphrase: str, path: Path, kdf: Derivation) -> bytes:
    try:
        return kdf.derive(told(passphrase), file.salt, file.cost)
    except UntrustedError as refused:
        raise damaged_file(path) from refused
    except MemoryError as little:
        raise CspdeskError(
            msg(N_("This computer has too little free memory to open the desk.")),
            hint=msg(N_("Close other programs, then try again.")),
        ) from little


def _unwrapped(wrapped: bytes, kek: bytes) -> bytes:
    return suite.unwrap(wrapped, kek, bound_to=_ABOUT_KEY)


def read_key_file(path: Path) -> KeyFile:
    """A key file; ``NotFoundError`` where there is no desk (or backup)."""
    try:
        return KeyFile.from_bytes(files.read_bounded(path, _KEY_FILE_LIMIT), path)
    except NotFoundError as missing:
        raise NotFoundError(
            msg(N_("There is no desk in {folder}."), folder=str(path.parent)),
            hint=msg(N_("Choose the folder of the desk, or make a new desk.")),
        ) from missing


def wrap(key: bytes, passphrase: str, *, ids: Ids, kdf: Derivation = ARGON2ID) -> Unlocked:
    """A fresh key file for a desk's key, its cost calibrated to this computer; nothing is written yet."""
    cost = kdf.calibrated(ids)
    empty = KeyFile(cost, ids.random(argon2.SALT), b"")
    kek = kdf.derive(told(passphrase), empty.salt, cost)
    wrapped = suite.wrap(key, kek, bound_to=_ABOUT_KEY, ids=ids)
    return Unlocked(key, b"", kek, replace(empty, key=wrapped), 0.0)


def rewrapped(file: KeyFile, key: bytes, unlocked: Unlocked, *, ids: Ids) -> KeyFile:
    """``file`` for a key of its own under the passphrase that opened ``unlocked``."""
    wrapped = suite.wrap(key, unlocked.kek, bound_to=_ABOUT_KEY, ids=ids)
    return replace(file, cost=unlocked.file.cost, salt=unlocked.file.salt, key=wrapped)


def with_next(unlocked: Unlocked, next_key: bytes, *, ids: Ids) -> Unlocked:
    """The same, with the key that is to follow beside the key in force."""
    wrapped = suite.wrap(next_key, unlocked.kek, bound_to=_ABOUT_KEY, ids=ids)
    return replace(unlocked, next_key=next_key, file=replace(unlocked.file, next_key=wrapped))


def settled(unlocked: Unlocked) -> Unlocked:
    """The same, with the next key in force and the old one gone."""
    file = replace(unlocked.file, key=unlocked.file.next_key, next_key=b"")
    return replace(unlocked, key=unlocked.next_key, next_key=b"", file=file)


def dearer(unlocked: Unlocked, passphrase: str, *, ids: Ids, kdf: Derivation = ARGON2ID) -> Unlocked | None:
    """The same key at this computer's pace, if the passphrase opened it much faster than it should."""
    if not kdf.seconds or unlocked.seconds > kdf.seconds * _QUICK:
        return None
    raised = wrap(unlocked.key, passphrase, ids=ids, kdf=kdf)
    more = raised.file.cost.memory * raised.file.cost.passes
    return raised if more * 2 > unlocked.file.cost.memory * unlocked.file.cost.passes * 3 else None


def told(passphrase: str) -> str:
    """A passphrase as every keyboard and system gives it: composed letters, plain spaces (RFC 8265, 4.2)."""
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in passphrase)
    return unicodedata.normalize("NFC", spaced)


def weakness(passphrase: str) -> Msg | None:
    """Advice on a passphrase that a thief would guess; None for one that will do.  It never refuses."""
    plain = told(passphrase).casefold()
    letters = "".join(plain.split())
    if len(letters) < 12:
        return msg(N_("This passphrase is short. Four or five unusual words are easy to keep in mind."))
    if letters.isdigit():
        return msg(N_("A passphrase of digits alone is guessed soon. Take several words."))
    if len(set(letters)) < 6 or len(set(plain.split())) * 2 <= len(plain.split()):
        return msg(N_("This passphrase repeats itself. Take several different words."))
    if any(run in letters for run in _RUNS):
        return msg(N_("This passphrase follows the keyboard or the alphabet. Take several words."))
    return None


_RUNS = ("qwerty", "asdfgh", "йцукен", "фывапр", "123456", "abcdef", "абвгде", "password", "parol", "пароль")


# --- files of the folder ----------------------------------------------------------------------------------


def write_key_file(folder: Path, file: KeyFile) -> None:
    """Put the key file in its place, whole or not at all."""
    files.write_whole(folder / KEY_FILE, file.to_bytes())


def write_device(folder: Path, keys: DeviceKeys, key: bytes, *, ids: Ids) -> None:
    """Seal the device's own keys by the desk's key; they are in no backup."""
    sealed = suite.wrap(keys.seeds, key, bound_to=_ABOUT_DEVICE, ids=ids)
    files.write_whole(folder / DEVICE_FILE, sealed)


def read_device(folder: Path, *keys: bytes) -> DeviceKeys:
    """The device's own keys, sealed by one of ``keys``; ``DamagedError`` if none opens them."""
    path = folder / DEVICE_FILE
    try:
        untrusted = files.read_bounded(path, 1024)
    except NotFoundError as missing:
        raise damaged_file(path) from missing
    for key in keys:
        try:
            return DeviceKeys.from_seeds(suite.unwrap(untrusted, key, bound_to=_ABOUT_DEVICE))
        except UntrustedError:
            continue
    raise damaged_file(path)
