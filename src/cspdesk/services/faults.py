"""Reports of mistakes in the program: where it happened, and nothing of what people typed.

A report holds the names of errors and the lines of code they passed through.  It holds no message and no
value, because either may carry a person's words.
"""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import UTC
from pathlib import Path

import platformdirs

from cspdesk import __version__
from cspdesk.domain.clock import Clock
from cspdesk.store import files

_PACKAGE = Path(__file__).resolve().parents[1]
_KEPT = 20
"""Reports kept; a program that fails every minute must not fill the disk."""


def default_place() -> Path:
    """The platform's folder for logs of this program."""
    return platformdirs.user_log_path("cspdesk", appauthor=False)


def report(error: BaseException, clock: Clock, *, place: Path | None = None) -> Path:
    """Write a report of ``error`` and give its path; ``StorageError`` where it cannot be written."""
    folder = place or default_place()
    files.make_folder(folder)
    moment = clock.now().astimezone(UTC)
    path = folder / f"report-{moment:%Y%m%dT%H%M%S.%fZ}.txt"
    files.write_whole(path, text_of(error, when=moment.isoformat(timespec="seconds")).encode())
    for old in [p for p in files.listing(folder) if p.name.startswith("report-")][:-_KEPT]:
        files.remove(old)
    return path


def text_of(error: BaseException, *, when: str) -> str:
    """What a report says."""
    lines = [
        f"cspdesk {__version__}, Python {platform.python_version()}",
        f"{platform.system()} {platform.release()}",
        when,
    ]
    seen: set[int] = set()
    told: BaseException | None = error
    while told is not None and id(told) not in seen:
        seen.add(id(told))
        lines += ["", f"{type(told).__module__}.{type(told).__qualname__}"]
        lines += [f"  {_where(frame.filename)}:{frame.lineno} {frame.name}" for frame in _frames(told)]
        told = told.__cause__ or (None if told.__suppress_context__ else told.__context__)
    return "\n".join(lines) + "\n"


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    return [
        traceback.FrameSummary(frame.f_code.co_filename, line, frame.f_code.co_name, lookup_line=False)
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]


def _where(filename: str) -> str:
    """A file by its place in the program or in a library: folders above may name a person."""
    path = Path(filename)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    for folder in sorted(map(Path, sys.path), key=lambda one: -len(one.parts)):
        if folder.is_absolute() and path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.name
