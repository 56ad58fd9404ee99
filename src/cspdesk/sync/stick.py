"""Finds bundles in a folder or on a stick: by their first bytes, whatever their names and wherever they lie.

Malware hides folders and renames files; a bundle says what it is in its first four bytes.  Links are
not followed, nothing else is read, and nothing here writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cspdesk.domain.errors import CspdeskError, NotFoundError, RefusedError
from cspdesk.store import files
from cspdesk.sync import outbox
from cspdesk.wire.opening import MAGIC, NEUTRAL_MAGIC

DEEPEST: Final = 3
"""Folders inside one another that are looked into."""
MOST: Final = 20_000
"""Files that are looked at, at most: a stick may hold somebody's whole life."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that begins as a bundle does: its mark, and its size."""

    path: Path
    mark: bytes
    size: int


def bundles(folder: Path) -> list[Found]:
    """The bundles in a folder and in those within it.  Raises ``StorageError`` where the disk fails."""
    found = []
    for number, path in enumerate(_files(folder, DEEPEST)):
        if number >= MOST:
            break
        mark = _mark(path)
        if mark is not None:
            found.append(Found(path, mark, files.size(path)))
    return found


def _files(folder: Path, deep: int) -> Iterator[Path]:
    within = []
    for path in files.listing(folder):
        if path.is_symlink() or path.name.endswith(files.PART):
            continue
        if path.is_dir():
            within.append(path)
        else:
            yield path
    for path in within if deep else ():
        yield from _files_or_none(path, deep - 1)


def _files_or_none(folder: Path, deep: int) -> Iterator[Path]:
    """A folder that may not be looked into is passed by: sticks carry the systems' own."""
    try:
        yield from _files(folder, deep)
    except CspdeskError:
        return


def _mark(path: Path) -> bytes | None:
    try:
        with files.open_plain(path) as opened:
            first = opened.read(outbox.MARKED)
    except (RefusedError, NotFoundError):
        return None
    return outbox.mark_of(first) if first[: len(MAGIC)] in {MAGIC, NEUTRAL_MAGIC} else None
