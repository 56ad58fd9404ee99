"""Keeps the encrypted pieces of attachments: each a file that is named by its content and never changes.

A name is BLAKE2b-256 of the ciphertext in hexadecimal digits; the first two name its folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Final

from cspdesk.domain.errors import DamagedError
from cspdesk.domain.text import N_, msg
from cspdesk.store import engine, files
from cspdesk.wire import limits
from cspdesk.wire.suite import TAG

FOLDER: Final = "blobs"
PIECE: Final = limits.PIECE + TAG
"""Bytes of a piece as it lies on the disk, at most."""

_NAME = re.compile(r"[0-9a-f]{64}")


def is_name(untrusted_text: str) -> bool:
    """Whether a text can name a piece."""
    return _NAME.fullmatch(untrusted_text) is not None


def name_of(piece: bytes) -> str:
    """The name of a piece."""
    return blake2b(piece, digest_size=32).hexdigest()


def path_of(folder: Path, name: str) -> Path:
    """Where a piece lies; ``ValueError`` for what is no name, so that no path leads outside."""
    if not is_name(name):
        raise ValueError(name[:80])
    return folder / name[:2] / name


def is_here(folder: Path, name: str) -> bool:
    """Whether a piece is held."""
    return files.exists(path_of(folder, name))


def put(folder: Path, piece: bytes) -> str:
    """Keep a piece, whole or not at all; one that is held already is not written again."""
    name = name_of(piece)
    path = path_of(folder, name)
    if files.exists(path):
        files.refresh(path)  # so that a sweep going on meanwhile leaves it to its new record
    else:
        files.make_folder(path.parent)
        files.write_whole(path, piece)
    return name


def get(folder: Path, name: str) -> bytes:
    """A piece; ``NotFoundError`` where it is not held, ``DamagedError`` where it is not what it is named."""
    piece = files.read_bounded(path_of(folder, name), PIECE)
    if name_of(piece) != name:
        raise DamagedError(
            msg(N_("A piece of an attachment is damaged.")),
            safe=msg(N_("The records themselves were not touched.")),
            hint=msg(N_("Ask another desk for it, or take it from a backup.")),
        )
    return piece


def held(folder: Path) -> Iterator[str]:
    """The names of all pieces held."""
    for shelf in files.listing(folder):
        for path in files.listing(shelf) if shelf.is_dir() else []:
            if is_name(path.name):
                yield path.name


def named_in(database: Path, key: bytes) -> set[str]:
    """The pieces that the records of a database name."""
    with engine.opened(database, key, reading=True) as opened:
        rows = opened.execute("SELECT pieces FROM attachment WHERE pieces IS NOT NULL").fetchall()
    return {name for (text,) in rows for name in text.split() if is_name(name)}


def keep_copies(source: Path, target: Path, names: Iterable[str]) -> int:
    """Give ``target`` every named piece that ``source`` holds, as second names where the disk can.

    Gives how many are nowhere: pieces that never arrived, or an attachment whose key was erased.
    """
    missing = 0
    for name in names:
        if is_here(target, name):
            continue
        if is_here(source, name):
            files.make_folder(path_of(target, name).parent)
            files.copy(path_of(source, name), path_of(target, name), linking=True)
        else:
            missing += 1
    return missing


def drop_others(folder: Path, names: set[str]) -> int:
    """Delete the pieces that are not among ``names``; gives how many went."""
    others = [name for name in held(folder) if name not in names]
    for name in others:
        files.remove(path_of(folder, name))
    return len(others)
